// How far below an outfall a river is mixed over its width: nearer than that a mean over the section, which is all a
// one-dimensional model has, does not judge it well.
#pragma once

#include "engine/state/results.hpp"

namespace qingliu {

/// Length (m) below a discharge at one bank in which concentrations over the width come within 5 % of their mean,
/// L = 0.4 U W^2 / E_y with E_y = 0.6 H u* (Fischer et al. 1979, Mixing in Inland and Coastal Waters, ch. 5; the 0.6 is
/// that of gently meandering rivers, known to half its value). `velocity` and `shear_velocity` m s-1, `top_width` and
/// `depth` (mean) m. NaN where one of them is not positive.
double mixing_length(double velocity, double top_width, double depth, double shear_velocity);

/// The nearest outfall above one section.
struct SectionMixing {
    int source = -1;      ///< index into Case::sources, -1 where none is above
    double distance = 0;  ///< m
    double length = 0;    ///< m, mixing_length() of the mean flow between; NaN where the water does not run that way

    [[nodiscard]] bool incomplete() const { return source >= 0 && distance < length; }
};

SectionMixing mixing_at(const OutfallAbove& outfall);

}  // namespace qingliu
