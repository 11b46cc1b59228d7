// How well a forecast foretold classes and ecological flow: day by day, section by section, against what was measured.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/assessment/class_skill.hpp"
#include "models/observations/observed_classes.hpp"
#include "models/reports/forecast_verdict.hpp"

namespace qingliu {

struct ClassScores {
    struct OfSection {
        std::string name;
        ClassSkill skill;
    };
    std::vector<OfSection> sections;  ///< those with a day both know
    ClassSkill all;
    // of a scenario with members; none where no day has both
    std::optional<ProbabilityScore> ranked;      ///< the six classes
    std::optional<ProbabilityScore> target_met;  ///< the section's target class or better
    std::optional<ProbabilityScore> flow_met;    ///< the ecological flow of the section
};

/// `observed` with its classes of days; sections are found by name. `scenario` is an index into the verdict. Without
/// flagged discharges where asked.
ClassScores class_scores(const ReadForecast& forecast, const Verdict& verdict, std::size_t scenario,
                         const Observations& observed, const ObservedClasses& days, bool leave_out_flagged);

}  // namespace qingliu
