// A record of discharge against a guarantee plan: by day, ten-day period (旬) and month, volumes by season, warnings.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "models/ecology/compliance.hpp"
#include "models/ecology/daily_flows.hpp"
#include "models/ecology/flow_plan.hpp"

namespace qingliu {

enum class JudgedStep { day, ten_days, month };

/// A civil period and what it showed.
struct PlanPeriod : JudgedPeriod {
    JudgedStep step = JudgedStep::day;
    std::chrono::sys_days first{};  ///< of the days that have a target
    int days = 0;                   ///< that have a target
};

/// One requirement by one step.
struct StepCompliance {
    std::string requirement;  ///< "base_flow", or the name of the sensitive period
    JudgedStep step = JudgedStep::day;
    FlowCompliance found;             ///< "days" are periods of the step
    std::vector<PlanPeriod> periods;  ///< of the step, those with a target
};

struct VolumeCompliance {
    std::string name;
    int year = 0;       ///< the season begins in
    double target = 0;  ///< m3
    double volume = 0;  ///< m3; NaN where a day of the season is not known
    [[nodiscard]] bool met() const { return volume >= target; }
};

/// Days in a row on one level of warning.
struct WarningSpell {
    int level = 0;  ///< index into FlowPlan::warnings
    std::chrono::sys_days first{};
    int days = 0;
    double lowest = 0;  ///< m3 s-1, daily mean
};

struct PlanCompliance {
    std::vector<StepCompliance> steps;      ///< each requirement by day, ten days, month
    std::vector<VolumeCompliance> volumes;  ///< seasons of which any day lies in the record, by year
    std::vector<WarningSpell> warnings;     ///< in the order of time
};

/// A longer period has the mean of its days with a target, flow and target alike; it is judged where each of these days
/// is known, and skipped (and counted) where one is not or lies outside the record. Where the plan excuses low inflow,
/// days on which `natural_inflow` (m3 s-1, the days of `flows`; NaN where not known) is below the target leave the
/// means, and a period of such days alone is excused. A warning is given on the day that completes the run of days its
/// level asks for, the most severe level counts, and a day that is not known ends a run. Throws std::invalid_argument
/// where the inflow is needed and does not have as many days.
PlanCompliance judge_plan(const DailyFlows& flows, const FlowPlan& plan,
                          const std::vector<double>& natural_inflow = {});

/// Against a target for every day (m3 s-1, 0 = none) [day], by day, ten days and month. Days of a period outside the
/// record have the target of the nearest day. Throws std::invalid_argument on unequal lengths.
std::vector<StepCompliance> judge_targets(const DailyFlows& flows, const std::vector<double>& target);

/// Level of warning of each day [day]: index into FlowPlan::warnings, -1 = none.
std::vector<int> warning_levels(const DailyFlows& flows, const FlowPlan& plan);

}  // namespace qingliu
