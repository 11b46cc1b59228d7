#include "models/reports/section_summary.hpp"

#include <cmath>

#include "models/reports/written_figures.hpp"

namespace qingliu {

nlohmann::ordered_json section_summary(const ControlSection& section, const SectionVerdict& verdict,
                                       const Network& network, const Standard& standard) {
    const auto limiting = static_cast<std::size_t>(verdict.limiting);
    return {
        {"name", section.name},
        {"river", network.rivers.at(static_cast<std::size_t>(section.at.river)).name},
        {"target_class", section.target_class},
        {"worst_class", class_or_null(verdict.worst_class)},
        {"share_days_meeting_target", number(verdict.share_days_meeting_target)},
        {"limiting_indicator", verdict.limiting >= 0 ? Json(standard.indicators.at(limiting).name) : Json(nullptr)},
        {"ecological_flow",
         {{"target_m3s", number(verdict.ecological_target)},
          {"min_daily_m3s", number(verdict.min_daily_discharge)},
          {"share_days_met", number(verdict.share_days_flow_met)},
          {"deficit_m3", number(verdict.deficit_m3)}}},
    };
}

nlohmann::ordered_json goals_summary(const ScenarioVerdict& verdict, const PlanGoals& goals) {
    Json list = Json::array();
    for (const GoalState& state : goals_of(verdict, goals)) {
        list.push_back({{"name", state.name},
                        {"goal", state.goal},
                        {"value", number(state.value)},
                        {"distance", number(state.distance)},
                        {"met", std::isfinite(state.value) ? Json(state.met) : Json(nullptr)}});
    }
    return list;
}

}  // namespace qingliu
