// Ecological flow: mean discharge of periods (days, ten-day periods, months) at a section against targets.
#pragma once

#include <array>
#include <span>

namespace qingliu {

/// What a series of means shows against its targets. Periods whose discharge is not known (NaN) are skipped and
/// counted. Read "days" as periods where they are longer.
struct FlowCompliance {
    int days_judged = 0;          ///< days with a target and a known discharge
    int days_met = 0;             ///< of them, discharge >= target
    int days_skipped = 0;         ///< days whose discharge is not known
    int days_excused = 0;         ///< days below target that a plan does not count: they are not judged
    double share_days_met = 1;    ///< days_met / days_judged; 1 where no day has a target
    double min_daily = 0;         ///< m3 s-1, of every known day, with or without target; NaN where none is known
    int min_day = -1;             ///< index of that day
    double largest_target = 0;    ///< m3 s-1, of the days given; 0 = none has one
    double deficit = 0;           ///< m3, sum over the judged days of what was short of the target
    int longest_spell_below = 0;  ///< d, longest run of judged days under target; an unknown day ends a run
    int zero_flow_days = 0;       ///< known days with a mean of no more than `zero_flow` in either direction
};

/// Target of the civil month `day_start` falls in, m3 s-1.
double ecological_target(const std::array<double, 12>& target_by_month, double day_start, int utc_offset_minutes);

/// One period of a series.
struct JudgedPeriod {
    double discharge = 0;   ///< m3 s-1, mean; NaN where not known
    double target = 0;      ///< m3 s-1, 0 = none
    double length = 86400;  ///< s
    bool excused = false;   ///< not judged if it is below its target, and neither ends a spell nor adds to it
};

/// Periods in the order of time. A period meets its target when its mean is at least the target; `zero_flow` m3 s-1.
FlowCompliance judge_periods(std::span<const JudgedPeriod> periods, double zero_flow = 0.001);

/// `day_start` (s since 1970Z) and `discharge` (m3 s-1, daily means) [day]; `target_by_month` m3 s-1, 0 = no target
/// that month. Throws std::runtime_error on unequal lengths.
FlowCompliance judge_ecological_flow(std::span<const double> day_start, std::span<const double> discharge,
                                     const std::array<double, 12>& target_by_month, int utc_offset_minutes,
                                     double zero_flow = 0.001);

}  // namespace qingliu
