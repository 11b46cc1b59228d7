#include "models/assessment/limits_at.hpp"

#include <algorithm>

#include "models/assessment/rounding.hpp"

namespace qingliu {

bool limits_vary(const Standard& standard) {
    return std::any_of(standard.indicators.begin(), standard.indicators.end(),
                       [](const Indicator& i) { return !i.cold_limits.empty() || i.shallow_below > 0; });
}

Standard limits_at(const Standard& standard, double water_temperature, double depth) {
    Standard at = standard;
    for (Indicator& indicator : at.indicators) {
        if (!indicator.cold_limits.empty() && water_temperature <= indicator.cold_at_most)
            indicator.limits = indicator.cold_limits;
        if (indicator.shallow_below > 0 && depth < indicator.shallow_below)
            indicator.limits.back() = twelve_digits(indicator.shallow_share * depth);
    }
    return at;
}

}  // namespace qingliu
