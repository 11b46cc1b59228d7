// How far a schedule is from each goal of the plan.
#pragma once

#include <string_view>
#include <vector>

#include "engine/run/case.hpp"
#include "models/assessment/verdict.hpp"

namespace qingliu {

/// One goal of the plan and what a schedule reaches of it.
struct GoalState {
    std::string_view name;   ///< sections_of_class_iii, sections_worse_than_v, ...
    std::string_view title;  ///< Chinese
    bool share = true;       ///< a share (1), to be at least `goal`; else a number of sections, to be at most
    double goal = 0;
    double value = 0;  ///< NaN where nothing is judged
    /// How much better than the goal (of shares 0.05 = five points of percent), negative: how much is missing; NaN
    /// where nothing is judged.
    double distance = 0;
    bool met = false;  ///< false also where nothing is judged
};

/// Share at III or better, number worse than V, share with ecological flow met, number black and odorous (where the
/// case names a standard of it), in this order. Every section counts in numbers, as in ScenarioVerdict in shares.
std::vector<GoalState> goals_of(const ScenarioVerdict& verdict, const PlanGoals& goals);

}  // namespace qingliu
