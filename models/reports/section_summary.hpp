// One section's verdict for programs, the same in summary.json and in what `assess` writes.
#pragma once

#include <nlohmann/json.hpp>

#include "engine/network/network.hpp"
#include "engine/run/case.hpp"
#include "models/assessment/plan_goals.hpp"
#include "models/assessment/verdict.hpp"

namespace qingliu {

/// {"name", "river", "target_class", "worst_class", "share_days_meeting_target", "limiting_indicator",
/// "ecological_flow"}; what is not known is null.
nlohmann::ordered_json section_summary(const ControlSection& section, const SectionVerdict& verdict,
                                       const Network& network, const Standard& standard);

/// The goals of the plan: [{"name", "goal", "value", "distance", "met"}].
nlohmann::ordered_json goals_summary(const ScenarioVerdict& verdict, const PlanGoals& goals);

}  // namespace qingliu
