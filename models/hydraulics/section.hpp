// The shape of a channel: every section is a stack of trapezoids, one for a design trapezoid, one between each pair of
// surveyed levels for a survey. Area is then exact to the survey (quadratic in depth), width and wetted perimeter
// linear between its levels.
#pragma once

#include <vector>

#include "engine/network/network.hpp"

namespace qingliu {

/// One trapezoid of a stack. With d = depth - bottom:
/// A = area + d (width + widening d / 2), B = width + widening d, P_w = perimeter + steepness d.
struct Trapezoid {
    double bottom = 0;     ///< m, depth at which it begins
    double area = 0;       ///< m2 at `bottom`
    double width = 0;      ///< m at `bottom`
    double widening = 0;   ///< 1, dB/dh
    double perimeter = 0;  ///< m at `bottom`
    double steepness = 0;  ///< 1, dP_w/dh
};

/// A section at one place; the last trapezoid goes on upward for ever.
struct SectionShape {
    double bed_level = 0;  ///< m
    double manning_n = 0;  ///< s m-1/3
    std::vector<Trapezoid> stack;

    [[nodiscard]] double area(double depth) const;
    [[nodiscard]] double top_width(double depth) const;
    [[nodiscard]] double wetted_perimeter(double depth) const;
    /// Depth (m) at a wetted area (m2).
    [[nodiscard]] double depth_of_area(double area) const;
    /// Manning's discharge at slope 1: K = A R_h^(2/3) / n (m3 s-1).
    [[nodiscard]] double conveyance(double depth) const;
    /// Depth at which Manning's formula gives `discharge` on `slope` (m).
    [[nodiscard]] double normal_depth(double discharge, double slope) const;

private:
    [[nodiscard]] const Trapezoid& at(double depth) const;
};

/// The stack of a section row.
SectionShape shape_of(const CrossSection& section);

/// The section of a river at a chainage: bed, width, slope and n linear between trapezoids; between surveys the nearer
/// shape on the interpolated bed. Beyond the first and last row their values hold.
SectionShape interpolate_section(const River& river, double chainage);

}  // namespace qingliu
