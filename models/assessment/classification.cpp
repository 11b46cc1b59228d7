#include "models/assessment/classification.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "engine/base/unknown.hpp"

namespace qingliu {

namespace {

using Direction = Indicator::Direction;

/// The limit of one class; class I of oxygen may be held by the share of saturation where that is the easier one.
double limit_of(const Indicator& indicator, int water_class, double oxygen_saturation) {
    const double limit = indicator.limits[static_cast<std::size_t>(water_class - 1)];
    if (water_class == 1 && indicator.saturation_share > 0 && !std::isnan(oxygen_saturation)) {
        return std::min(limit, indicator.saturation_share * oxygen_saturation);
    }
    return limit;
}

/// Distance to a limit relative to it, positive where the limit holds.
double distance(const Indicator& indicator, double value, double limit) {
    switch (indicator.direction) {
        case Direction::upper:
            return (limit - value) / std::fabs(limit);
        case Direction::lower:
            return (value - limit) / std::fabs(limit);
        case Direction::range:
            return std::min((value - indicator.range_from) / indicator.range_from,
                            (indicator.range_to - value) / indicator.range_to);
        case Direction::none:
            break;
    }
    return unknown;
}

}  // namespace

bool takes_part(const Indicator& indicator, Scope scope) {
    if (scope == Scope::every) return indicator.direction != Direction::none;
    return indicator.judged && (scope == Scope::full || indicator.headline);
}

int class_by_limits(const Indicator& indicator, double value, double oxygen_saturation) {
    if (std::isnan(value) || indicator.direction == Direction::none) return 0;
    const int classes = static_cast<int>(indicator.limits.size());
    if (indicator.direction == Direction::range)
        return value >= indicator.range_from && value <= indicator.range_to ? 1 : classes + 1;
    for (int water_class = 1; water_class <= classes; ++water_class) {
        const double limit = limit_of(indicator, water_class, oxygen_saturation);
        // Compared as numbers, not through distance(): a value on its limit must hold it to the last bit.
        if (indicator.direction == Direction::upper ? value <= limit : value >= limit) return water_class;
    }
    return classes + 1;
}

int class_of(const Indicator& indicator, double value, double oxygen_saturation) {
    return indicator.judged ? class_by_limits(indicator, value, oxygen_saturation) : 0;
}

double class_margin(const Indicator& indicator, double value, int water_class, double oxygen_saturation) {
    if (indicator.direction == Direction::none) return unknown;
    const int classes = static_cast<int>(indicator.limits.size());
    return distance(indicator, value, limit_of(indicator, std::clamp(water_class, 1, classes), oxygen_saturation));
}

double smallest_margin(const Standard& standard, std::span<const double> values, Scope scope, int water_class,
                       double oxygen_saturation) {
    double smallest = unknown;
    for (std::size_t i = 0; i < standard.indicators.size(); ++i) {
        if (!takes_part(standard.indicators[i], scope) || std::isnan(values[i])) continue;
        smallest = std::fmin(smallest, class_margin(standard.indicators[i], values[i], water_class, oxygen_saturation));
    }
    return smallest;
}

double exceedance(const Indicator& indicator, double value) {
    if (indicator.direction == Direction::none) return unknown;
    return -distance(indicator, value, indicator.limits[static_cast<std::size_t>(indicator.acceptable - 1)]);
}

Judgement judge(const Standard& standard, std::span<const double> values, Scope scope, double oxygen_saturation) {
    Judgement result;
    result.margin = unknown;
    for (std::size_t i = 0; i < standard.indicators.size(); ++i) {
        if (takes_part(standard.indicators[i], scope)) {
            result.water_class =
                std::max(result.water_class, class_by_limits(standard.indicators[i], values[i], oxygen_saturation));
        }
    }
    if (result.water_class == 0) return result;
    result.margin = smallest_margin(standard, values, scope, result.water_class, oxygen_saturation);
    double largest = 0.0;
    for (std::size_t i = 0; i < standard.indicators.size(); ++i) {
        const Indicator& indicator = standard.indicators[i];
        if (!takes_part(indicator, scope) || std::isnan(values[i])) continue;
        if (result.water_class == 1 || class_by_limits(indicator, values[i], oxygen_saturation) != result.water_class)
            continue;
        const double over = -class_margin(indicator, values[i], std::min(result.water_class - 1, standard.acceptable),
                                          oxygen_saturation);
        if (result.limiting < 0 || over > largest) {
            result.limiting = static_cast<int>(i);
            largest = over;
        }
    }
    return result;
}

std::vector<int> worse_than_iii(const Standard& standard, std::span<const double> values, Scope scope) {
    struct Worse {
        int index, water_class;
        bool named_first;
        double over;
    };
    std::vector<Worse> found;
    for (std::size_t i = 0; i < standard.indicators.size(); ++i) {
        const Indicator& indicator = standard.indicators[i];
        if (!takes_part(indicator, scope)) continue;
        const int water_class = class_by_limits(indicator, values[i]);
        if (water_class > standard.acceptable)
            found.push_back(
                {static_cast<int>(i), water_class, indicator.named_first, exceedance(indicator, values[i])});
    }
    std::stable_sort(found.begin(), found.end(), [](const Worse& a, const Worse& b) {
        if (a.named_first != b.named_first) return a.named_first;
        if (a.water_class != b.water_class) return a.water_class > b.water_class;
        return a.over > b.over;
    });
    std::vector<int> indices;
    for (const Worse& worse : found) indices.push_back(worse.index);
    return indices;
}

std::vector<double> values_of(const Standard& standard, const std::map<std::string, double>& observed) {
    std::vector<double> values(standard.indicators.size(), unknown);
    for (const auto& [name, value] : observed) {
        const int index = standard.find(name);
        if (index >= 0) values[static_cast<std::size_t>(index)] = value;
    }
    return values;
}

double mean_value(const Indicator& indicator, std::span<const double> values) {
    const bool hydrogen = indicator.name == "ph";
    double sum = 0.0;
    int count = 0;
    for (double value : values) {
        if (std::isnan(value)) continue;
        sum += hydrogen ? std::pow(10.0, -value) : value;
        ++count;
    }
    if (count == 0) return unknown;
    return hydrogen ? -std::log10(sum / count) : sum / count;
}

double assessment_oxygen_saturation(double water_temperature) { return 468.0 / (31.6 + water_temperature); }

}  // namespace qingliu
