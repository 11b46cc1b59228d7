#include "models/reports/bulletin/traffic_light.hpp"

#include <algorithm>
#include <cmath>

#include "models/assessment/plan_goals.hpp"
#include "models/reports/bulletin/section_verdicts.hpp"
#include "models/reports/bulletin/written_numbers.hpp"
#include "models/reports/iso_instant.hpp"

namespace qingliu::bulletin {

namespace {

/// Sections with something to tell, and on how many days in all.
struct Found {
    Json sections = Json::array();
    int days = 0;

    void add(std::size_t section, int on_days) {
        if (on_days <= 0) return;
        sections.push_back(section);
        days += on_days;
    }
};

class Reasons {
public:
    void add(const char* light, const char* code, const Json& carries = Json::object()) {
        Json reason = {{"code", code}, {"light", light}};
        reason.update(carries);
        list_.push_back(std::move(reason));
    }
    void add_found(const char* light, const char* code, Found found) {
        if (found.sections.empty()) return;
        add(light, code, {{"sections", std::move(found.sections)}, {"days", found.days}});
    }
    [[nodiscard]] bool has(const char* light) const {
        return std::ranges::any_of(list_, [&](const Json& reason) { return reason["light"] == light; });
    }
    /// Red before amber before the rest.
    [[nodiscard]] Json sorted() const {
        Json all = Json::array();
        for (const char* light : {"red", "amber", "green", "grey"}) {
            for (const Json& reason : list_) {
                if (reason["light"] == light) all.push_back(reason);
            }
        }
        return all;
    }

private:
    std::vector<Json> list_;
};

/// Of ecological flow there may be nothing to reach; a class every section has.
bool is_asked(const Source& source, const GoalState& goal) {
    return goal.name != "sections_of_ecological_flow" ||
           std::ranges::any_of(source.specification().sections, [](const ControlSection& section) {
               return section.ecological_key &&
                      std::ranges::any_of(section.ecological_flow, [](double flow) { return flow > 0; });
           });
}

void add_sections(const Source& source, std::size_t best, Reasons& reasons) {
    Found unknown, period, days, flow, doubt, members;
    const ScenarioVerdict& verdict = source.verdict.scenarios[best];
    for (std::size_t k = 0; k < source.sections(); ++k) {
        const SectionVerdict& section = verdict.sections[k];
        const int target = source.specification().sections[k].target_class;
        unknown.add(k, static_cast<int>(std::ranges::count_if(
                           section.days, [](const SectionDay& day) { return day.headline.water_class == 0; })));
        period.add(k, section.period_class > target ? 1 : 0);
        days.add(k, spells_of(days_missing_target(section, target)).days);
        flow.add(k, spells_of(days_missing_flow(section)).days);
        doubt.add(k, section.certainty.days_in_doubt);
        constexpr double as_likely_as_not = 0.5;
        members.add(k, static_cast<int>(std::ranges::count_if(section.members, [&](const MemberShares& day) {
                        return day.judged > 0 && day.at_least(target) < as_likely_as_not;
                    })));
    }
    reasons.add_found("amber", "not_judged", std::move(unknown));
    reasons.add_found("amber", "class_missed", std::move(period));
    reasons.add_found("amber", "days_missed", std::move(days));
    reasons.add_found("amber", "flow_missed", std::move(flow));
    reasons.add_found("amber", "class_in_doubt", std::move(doubt));
    reasons.add_found("amber", "probably_missed", std::move(members));
}

}  // namespace

Json traffic_light(const Source& source) {
    Reasons reasons;
    const auto& verdicts = source.verdict.scenarios;
    const auto failed = std::ranges::count_if(verdicts, &ScenarioVerdict::failed);
    if (!source.forecast->record.complete)
        reasons.add("amber", "incomplete",
                    {{"until", iso_instant(source.forecast->record.end, source.specification().utc_offset_minutes)}});
    if (failed > 0 && failed < static_cast<std::ptrdiff_t>(verdicts.size()))
        reasons.add("amber", "schedules_failed", {{"count", failed}, {"of", verdicts.size()}});
    if (source.verdict.best < 0) {
        const bool all = !verdicts.empty() && failed == static_cast<std::ptrdiff_t>(verdicts.size());
        reasons.add(all ? "red" : "grey", all ? "all_failed" : "nothing_judged");
        return {{"light", all ? "red" : "grey"}, {"reasons", reasons.sorted()}};
    }
    const auto best = static_cast<std::size_t>(source.verdict.best);
    int met = 0;
    for (const GoalState& goal : goals_of(verdicts[best], source.specification().goals)) {
        if (!std::isfinite(goal.value)) {
            if (is_asked(source, goal)) reasons.add("amber", "goal_unknown", {{"goal", goal.name}});
            continue;
        }
        if (goal.met)
            ++met;
        else
            reasons.add("red", "goal_missed",
                        {{"goal", goal.name}, {"asked", goal.goal}, {"reached", number(goal.value)}});
    }
    if (!reasons.has("red") && met > 0) reasons.add("green", "goals_met", {{"count", met}});
    add_sections(source, best, reasons);
    const char* light = reasons.has("red") ? "red" : reasons.has("amber") ? "amber" : "green";
    return {{"light", light}, {"reasons", reasons.sorted()}};
}

}  // namespace qingliu::bulletin
