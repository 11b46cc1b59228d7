// What numerical errors leave of a class: between which classes the day may lie.
#pragma once

#include <span>
#include <vector>

#include "engine/base/unknown.hpp"
#include "models/assessment/classification.hpp"

namespace qingliu {

/// Best and worst class that values hold which are off by no more than their errors; 0 where there is no class or an
/// error is not known.
struct ClassRange {
    int best = 0, worst = 0;

    [[nodiscard]] bool known() const { return best > 0; }
    /// The errors could change the class.
    [[nodiscard]] bool in_doubt() const { return best != worst; }
};

/// `values` and `errors` [Standard::indicators], NaN = not known; of either sign, |error| counts. An indicator without
/// value needs no error.
ClassRange class_range(const Standard& standard, std::span<const double> values, std::span<const double> errors,
                       Scope scope, double oxygen_saturation = unknown);

/// What the errors of one section's days mean for what is said of its period; counts are of the days whose errors are
/// known, by the headline class.
struct SectionCertainty {
    int days = 0;                   ///< that have a class and known errors
    int days_in_doubt = 0;          ///< of them, whose class the errors could change
    int days_meeting_in_doubt = 0;  ///< of them, on which they could change whether the target is met
    int full_days = 0;              ///< the same two by the full class
    int full_days_in_doubt = 0;
    ClassRange period;                   ///< of the mean over the days, by the mean error
    ClassRange worst;                    ///< of the worst class of all days
    std::vector<double> largest_errors;  ///< [Standard::indicators], largest |error| of a day, NaN = not known
};

}  // namespace qingliu
