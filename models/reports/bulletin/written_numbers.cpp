#include "models/reports/bulletin/written_numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

namespace qingliu::bulletin {

namespace {

double to_digits(double value, int digits) {
    return std::strtod(fmt::format("{:.{}g}", value, digits).c_str(), nullptr);
}

/// `value` to six digits, moved by one unit of the last where that leaves it on the wrong side.
double outwards(double value, bool up) {
    constexpr int digits = 6;
    const double near = to_digits(value, digits);
    if (up ? near >= value : near <= value) return near;
    const double unit = std::pow(10.0, std::floor(std::log10(std::fabs(value))) - (digits - 1));
    return to_digits(up ? near + unit : near - unit, digits);
}

}  // namespace

Json rounded(double value, int digits) {
    if (!std::isfinite(value)) return nullptr;
    const double near = to_digits(value, digits);
    constexpr double largest_whole = 1e15;
    // 3 in place of 3.0
    if (near == std::trunc(near) && std::fabs(near) < largest_whole) return static_cast<long long>(near);
    return near;
}

Json rounded(std::span<const double> values, int digits) {
    Json list = Json::array();
    for (const double value : values) list.push_back(rounded(value, digits));
    return list;
}

Json packed(std::span<const double> values) {
    double lowest = std::numeric_limits<double>::infinity(), highest = -lowest;
    for (const double value : values) {
        if (!std::isfinite(value)) continue;
        lowest = std::min(lowest, value);
        highest = std::max(highest, value);
    }
    if (!(lowest <= highest)) return nullptr;
    const double from = outwards(lowest, false), to = outwards(highest, true);
    const double per_level = (to - from) / packed_levels;
    std::string steps;
    int before = 0;
    bool first = true;
    for (const double value : values) {
        if (!first) steps += ',';
        first = false;
        if (!std::isfinite(value)) continue;
        const int level = per_level > 0 ? static_cast<int>(std::lround((value - from) / per_level)) : 0;
        steps += std::to_string(level - before);
        before = level;
    }
    return {{"range", {from, to}}, {"steps", std::move(steps)}};
}

}  // namespace qingliu::bulletin
