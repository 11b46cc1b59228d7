// Wetted perimeter: the discharge below which the bed falls dry fast (Gippel & Stewardson 1998). Perimeter and
// discharge over their values at the banks are fitted by p = 1 + a ln q and by p = q^b, and the better fit gives the
// break: where its slope is 1, and where its curvature is largest. With the slope s there, log: q = a / s, s = 1 or
// sqrt(2); power: b q^(b - 1) = s, s = 1 or sqrt((2 - b) / (1 - 2 b)).
#pragma once

#include <span>
#include <vector>

#include "models/ecology/flow_target.hpp"
#include "models/ecology/section_hydraulics.hpp"

namespace qingliu {

/// How the perimeter of a section grows with the discharge.
struct PerimeterFit {
    bool logarithmic = false;
    double coefficient = 0;    ///< 1, a or b
    double determination = 0;  ///< 1, R2 of the fit
    double slope_break = 0;    ///< 1, discharge over that at the banks where the slope is 1
    double curvature_break =
        0;  ///< 1, where the curvature is largest; NaN of a power from 1/2 on, which has no such place
};

/// The better of the two fits to points (discharge, perimeter), both over those at the banks, each > 0 and at most 1.
PerimeterFit fit_perimeter(std::span<const double> discharge, std::span<const double> perimeter);

/// Two targets: by slope and by curvature. NaN where the fitted curve has no such place below the banks.
std::vector<FlowTarget> wetted_perimeter_targets(const SectionHydraulics& section);

}  // namespace qingliu
