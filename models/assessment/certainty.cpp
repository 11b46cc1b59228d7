#include "models/assessment/certainty.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace qingliu {

ClassRange class_range(const Standard& standard, std::span<const double> values, std::span<const double> errors,
                       Scope scope, double oxygen_saturation) {
    ClassRange range;
    for (std::size_t i = 0; i < standard.indicators.size(); ++i) {
        const Indicator& indicator = standard.indicators[i];
        if (!takes_part(indicator, scope) || std::isnan(values[i])) continue;
        if (std::isnan(errors[i])) return {};
        // three values: what lies in a range (pH) may be better than either end
        int best = class_by_limits(indicator, values[i], oxygen_saturation), worst = best;
        for (const double other : {values[i] - errors[i], values[i] + errors[i]}) {
            const int water_class = class_by_limits(indicator, other, oxygen_saturation);
            best = std::min(best, water_class);
            worst = std::max(worst, water_class);
        }
        // the worst indicator decides, whichever way the others are off
        range.best = std::max(range.best, best);
        range.worst = std::max(range.worst, worst);
    }
    return range;
}

}  // namespace qingliu
