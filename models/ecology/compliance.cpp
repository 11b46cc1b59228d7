#include "models/ecology/compliance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <vector>

#include "engine/base/unknown.hpp"
#include "engine/time/civil_time.hpp"

namespace qingliu {

double ecological_target(const std::array<double, 12>& target_by_month, double day_start, int utc_offset_minutes) {
    return target_by_month[static_cast<std::size_t>(month_of(day_start, utc_offset_minutes) - 1)];
}

FlowCompliance judge_periods(std::span<const JudgedPeriod> periods, double zero_flow) {
    FlowCompliance result;
    result.min_daily = unknown;
    int spell = 0, index = -1;
    for (const JudgedPeriod& period : periods) {
        ++index;
        const double target = period.target, flow = period.discharge;
        result.largest_target = std::max(result.largest_target, target);
        if (std::isnan(flow)) {
            ++result.days_skipped;
            spell = 0;
            continue;
        }
        if (result.min_day < 0 || flow < result.min_daily) {
            result.min_daily = flow;
            result.min_day = index;
        }
        if (std::fabs(flow) <= zero_flow) ++result.zero_flow_days;
        if (target <= 0.0) {
            spell = 0;
            continue;
        }
        if (flow < target && period.excused) {
            ++result.days_excused;
            continue;
        }
        ++result.days_judged;
        if (flow >= target) {
            ++result.days_met;
            spell = 0;
        } else {
            result.deficit += (target - flow) * period.length;
            result.longest_spell_below = std::max(result.longest_spell_below, ++spell);
        }
    }
    if (result.days_judged > 0) result.share_days_met = static_cast<double>(result.days_met) / result.days_judged;
    return result;
}

FlowCompliance judge_ecological_flow(std::span<const double> day_start, std::span<const double> discharge,
                                     const std::array<double, 12>& target_by_month, int utc_offset_minutes,
                                     double zero_flow) {
    if (day_start.size() != discharge.size()) {
        throw std::runtime_error(
            fmt::format("ecological flow: {} days but {} discharges", day_start.size(), discharge.size()));
    }
    std::vector<JudgedPeriod> days;
    days.reserve(discharge.size());
    for (std::size_t day = 0; day < discharge.size(); ++day)
        days.push_back({discharge[day], ecological_target(target_by_month, day_start[day], utc_offset_minutes)});
    return judge_periods(days, zero_flow);
}

}  // namespace qingliu
