#include "models/ecology/plotting_position.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <functional>
#include <numeric>

#include "engine/base/unknown.hpp"

namespace qingliu {

double exceeded_by(std::vector<double> values, double share) {
    if (values.empty()) return unknown;
    std::ranges::sort(values, std::greater{});
    const double position = share * static_cast<double>(values.size() + 1);  // from 1
    if (position <= 1) return values.front();
    if (position >= static_cast<double>(values.size())) return values.back();
    const auto below = static_cast<std::size_t>(position);
    return values[below - 1] + (position - std::floor(position)) * (values[below] - values[below - 1]);
}

double median_of(std::vector<double> values) {
    // the position (n + 1) / 2 lies on the middle value, or half way between the two
    return exceeded_by(std::move(values), 0.5);
}

double mean_of(std::span<const double> values) {
    if (values.empty()) return unknown;
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double deviation_of(std::span<const double> values) {
    if (values.size() < 2) return unknown;
    const double mean = mean_of(values);
    double squares = 0;
    for (const double value : values) squares += (value - mean) * (value - mean);
    return std::sqrt(squares / static_cast<double>(values.size() - 1));
}

}  // namespace qingliu
