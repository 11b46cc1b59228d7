// The shape of a channel at one place: a trapezoid with its exact formulas, or tables of any other section
// (section_table.hpp), where what is stored and what flows may differ.
#pragma once

#include <vector>

#include "engine/network/network.hpp"
#include "models/hydraulics/section_table.hpp"

namespace qingliu {

/// A = depth (width + widening depth / 2), B = width + widening depth, P_w = perimeter + steepness depth.
struct Trapezoid {
    double width = 0;      ///< m at the bed
    double widening = 0;   ///< 1, dB/dh
    double perimeter = 0;  ///< m at the bed
    double steepness = 0;  ///< 1, dP_w/dh
};

/// A section at one place, for depths over its bed.
struct SectionShape {
    double bed_level = 0;              ///< m
    double manning_n = 0;              ///< s m-1/3, which the radius of a table goes with
    Trapezoid trapezoid;               ///< where `flow` is empty
    std::vector<SectionPiece> flow;    ///< what conveys
    std::vector<SectionPiece> stored;  ///< what fills; empty where all of it conveys

    [[nodiscard]] bool is_trapezoid() const { return flow.empty(); }
    /// Of the water that is stored: m2, m.
    [[nodiscard]] double area(double depth) const;
    [[nodiscard]] double top_width(double depth) const;
    /// Of the water that flows, m2.
    [[nodiscard]] double flow_area(double depth) const;
    /// What Manning's formula takes for it (m): of a table the area of flow over its radius.
    [[nodiscard]] double wetted_perimeter(double depth) const;
    /// Depth (m) at a stored area (m2).
    [[nodiscard]] double depth_of_area(double area) const;
    /// Manning's discharge at slope 1: K = A R_h^(2/3) / n (m3 s-1).
    [[nodiscard]] double conveyance(double depth) const;
    /// Depth at which Manning's formula gives `discharge` on `slope` (m).
    [[nodiscard]] double normal_depth(double discharge, double slope) const;
};

/// The shape of a section row. Precondition: the row was checked when it was read.
SectionShape shape_of(const CrossSection& section);

/// The sections of a river at any chainage. Between two rows of trapezoids bed, width, slope and n are linear; between
/// others the areas and the conveyance at equal depth over the bed, the bed itself linear. At a row its own shape
/// holds, and so it does beyond the first and the last.
class RiverSections {
public:
    explicit RiverSections(const River& river);
    [[nodiscard]] SectionShape at(double chainage) const;

private:
    const River* river_;
    std::vector<SectionShape> rows_;
};

/// The section of a river at one chainage alone.
SectionShape interpolate_section(const River& river, double chainage);

}  // namespace qingliu
