#include "models/reports/day_shares.hpp"

#include <algorithm>

#include "engine/time/civil_time.hpp"

namespace qingliu {

namespace {

constexpr double rounding = 1;  // s

bool too_far_apart(double from, double to) { return to - from > day_length + rounding; }

}  // namespace

std::vector<std::vector<DayShare>> day_shares(const std::vector<double>& times, const std::vector<double>& day_start) {
    std::vector<std::vector<DayShare>> shares(times.size());
    const auto add = [&](std::size_t output, std::size_t day, double weight) {
        std::vector<DayShare>& of = shares[output];
        if (weight <= 0) return;
        if (of.empty() || of.back().day != day)
            of.push_back({day, weight});
        else
            of.back().weight += weight;
    };
    for (std::size_t t = 0; t + 1 < times.size(); ++t) {
        const double from = times[t], to = times[t + 1];
        if (!(to > from) || too_far_apart(from, to)) continue;
        const auto past = std::ranges::lower_bound(day_start, to);
        for (auto day = std::ranges::upper_bound(day_start, from - day_length); day != past; ++day) {
            const double begin = std::max(from, *day), end = std::min(to, *day + day_length);
            const double later = (0.5 * (begin + end) - from) / (to - from);  // share of the second output in the line
            const auto number = static_cast<std::size_t>(day - day_start.begin());
            add(t, number, (end - begin) * (1 - later));
            add(t + 1, number, (end - begin) * later);
        }
    }
    return shares;
}

bool rarer_than_days(const std::vector<double>& times) {
    return std::ranges::adjacent_find(times, too_far_apart) != times.end();
}

}  // namespace qingliu
