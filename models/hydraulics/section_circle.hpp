// A circular conduit, as an open channel and full. Above its crown water stands in a slot of 1 % of the diameter
// (Preissmann's; the width SWMM 5.2 takes after Sjoberg 1982) that stores pressure and conveys nothing.
#pragma once

#include <vector>

#include "models/hydraulics/section_table.hpp"

namespace qingliu {

/// Manning's K of a circle is highest at 0.94 of the diameter, 7.6 % above that of the full conduit (Chow 1959, section
/// 6-4). The table never descends: K stays at that of the full conduit from where it is first reached (0.82).
struct Circle {
    double diameter = 0;   ///< m
    double manning_n = 0;  ///< s m-1/3

    [[nodiscard]] double area(double depth) const;
    [[nodiscard]] double wetted_perimeter(double depth) const;
    [[nodiscard]] double top_width(double depth) const;
    /// Manning's formula (m3 s-1).
    [[nodiscard]] double conveyance(double depth) const;

    [[nodiscard]] std::vector<SectionPiece> flow() const;
    [[nodiscard]] std::vector<SectionPiece> stored() const;
};

}  // namespace qingliu
