// What a cross-section is like at the discharges it carries in uniform flow up to its banks: what hydraulic methods of
// ecological flow look at.
#pragma once

#include <vector>

#include "engine/network/network.hpp"

namespace qingliu {

/// Uniform flow at one depth, Q = K sqrt(S).
struct UniformFlow {
    double depth = 0;             ///< m over the bed
    double discharge = 0;         ///< m3 s-1
    double area = 0;              ///< m2, of what flows
    double wetted_perimeter = 0;  ///< m
    double top_width = 0;         ///< m
    [[nodiscard]] double mean_depth() const { return area / top_width; }
    [[nodiscard]] double velocity() const { return discharge / area; }
};

/// The section by the network at a chainage, and the slope it flows on.
struct SectionHydraulics {
    double chainage = 0;             ///< m, of the section taken: a survey is not interpolated, the nearest is taken
    double slope = 0;                ///< 1
    double bank_depth = 0;           ///< m over the bed
    std::vector<UniformFlow> flows;  ///< ascending, from a thousandth of the bank depth up to it

    /// At the banks.
    [[nodiscard]] const UniformFlow& banks() const { return flows.back(); }
};

/// Slope of the bed between the rows about a chainage, 1; 0 or less where it does not fall.
double bed_slope_at(const River& river, double chainage);

/// Depth of the lower of the two banks of the section at a chainage, m: the bank stations of a survey, or its ends; 0
/// of a trapezoid, which has none.
double bank_depth_at(const River& river, double chainage);

/// Preconditions: `slope` > 0, `bank_depth` > 0, the river is no storage.
SectionHydraulics section_hydraulics(const River& river, double chainage, double slope, double bank_depth);

}  // namespace qingliu
