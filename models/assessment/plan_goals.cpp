#include "models/assessment/plan_goals.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/unknown.hpp"

namespace qingliu {

namespace {

GoalState at_least(std::string_view name, std::string_view title, double goal, double value, int judged) {
    GoalState state{name, title, true, goal, judged > 0 ? value : unknown, unknown, false};
    state.distance = state.value - goal;
    state.met = state.distance >= 0;
    return state;
}

GoalState at_most(std::string_view name, std::string_view title, int goal, int value, bool judged) {
    GoalState state{name, title, false, static_cast<double>(goal), unknown, unknown, false};
    if (judged) state.value = value;
    state.distance = state.goal - state.value;
    state.met = state.distance >= 0;
    return state;
}

}  // namespace

std::vector<GoalState> goals_of(const ScenarioVerdict& verdict, const PlanGoals& goals) {
    const bool classes = std::ranges::any_of(verdict.sections, [](const auto& s) { return s.period_class > 0; });
    std::vector<GoalState> states = {
        at_least("sections_of_class_iii", "Ⅲ类及以上", goals.sections_of_class_iii, verdict.share_sections_class_iii,
                 verdict.sections_judged),
        at_most("sections_worse_than_v", "劣Ⅴ断面", goals.sections_worse_than_v, verdict.sections_worse_than_v,
                classes),
        at_least("sections_of_ecological_flow", "生态流量达标", goals.sections_of_ecological_flow,
                 verdict.share_ecological_flow_met, verdict.key_sections_judged)};
    if (verdict.black_odour.empty()) return states;
    const auto black = std::ranges::count_if(verdict.black_odour, [](int grade) { return grade > 1; });
    const bool known = std::ranges::any_of(verdict.black_odour, [](int grade) { return grade > 0; });
    states.push_back(at_most("sections_black_odour", "黑臭断面", 0, static_cast<int>(black), known));
    return states;
}

}  // namespace qingliu
