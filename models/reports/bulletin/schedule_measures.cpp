#include "models/reports/bulletin/schedule_measures.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/unknown.hpp"
#include "models/assessment/plan_goals.hpp"
#include "models/reports/bulletin/written_numbers.hpp"
#include "models/reports/section_summary.hpp"

namespace qingliu::bulletin {

namespace {

/// Smallest relative distance to the limits of the target classes, NaN where nothing is judged.
double smallest_target_margin(const Source& source, std::size_t scenario) {
    double smallest = unknown;
    for (std::size_t k = 0; k < source.sections(); ++k) {
        for (std::size_t day = 0; day < source.days(); ++day) {
            const std::vector<double> values = source.values(scenario, k, day);
            if (values.empty()) continue;
            smallest = std::fmin(smallest, smallest_margin(source.standard, values, Scope::headline,
                                                           source.specification().sections[k].target_class,
                                                           source.forecast->oxygen_saturation[scenario][day]));
        }
    }
    return smallest;
}

Json diverted(const Source& source, std::size_t scenario) {
    Json list = Json::array();
    if (!source.nc.has("scenario_diverted_by_intake")) return list;
    const std::vector<std::string> names = source.nc.texts("diversion_name");
    const std::vector<double> volumes = source.nc.values("scenario_diverted_by_intake");
    for (std::size_t i = 0; i < names.size(); ++i)
        list.push_back({{"source", names[i]}, {"m3", number(volumes[scenario * names.size() + i])}});
    return list;
}

int index_of(const Source& source, const std::string& name) {
    const auto& all = source.specification().scenarios;
    const auto found = std::ranges::find(all, name, &Scenario::name);
    return found == all.end() ? -1 : static_cast<int>(found - all.begin());
}

}  // namespace

std::vector<Measure> measures_of(const Source& source, std::size_t scenario) {
    using enum Measure::Better;
    const ScenarioVerdict& verdict = source.verdict.scenarios[scenario];
    double days = 0, meeting = 0, flow_days = 0, flow_met = 0, deficit = 0;
    for (const SectionVerdict& section : verdict.sections) {
        const auto judged = static_cast<double>(section.days.size()) - section.days_without_class;
        days += judged;
        meeting += std::round(section.share_days_meeting_target * judged);
        flow_days += section.days_flow_judged;
        flow_met += std::round(section.share_days_flow_met * section.days_flow_judged);
        deficit += section.deficit_m3;
    }
    const auto known = [](bool is, double value) { return is ? value : unknown; };
    return {
        {"sections_worse_than_v", low, known(days > 0, verdict.sections_worse_than_v)},
        {"share_sections_class_iii", high, known(verdict.sections_judged > 0, verdict.share_sections_class_iii)},
        {"share_ecological_flow_met", high, known(verdict.key_sections_judged > 0, verdict.share_ecological_flow_met)},
        {"section_days_meeting", high, known(days > 0, meeting)},
        {"target_margin", high, smallest_target_margin(source, scenario), 1e-3},
        {"flow_days_met", high, known(flow_days > 0, flow_met)},
        {"deficit_m3", low, known(flow_days > 0, deficit)},
        {"diverted_m3", low, verdict.diverted_m3},
        {"cost_yuan", low, verdict.cost_yuan},
        {"decisions", low, static_cast<double>(source.forecast->record.scenarios[scenario].decisions.size())}};
}

bool dominates(const std::vector<Measure>& a, const std::vector<Measure>& b) {
    bool better = false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const double x = a[i].value, y = b[i].value;
        if (!std::isfinite(x) || !std::isfinite(y)) continue;
        if (std::fabs(x - y) <= std::fmax(a[i].no_matter, equal_within * std::fmax(std::fabs(x), std::fabs(y))))
            continue;
        if ((x < y) != (a[i].better == Measure::Better::low)) return false;
        better = true;
    }
    return better;
}

std::vector<int> dominated_by(const std::vector<std::vector<Measure>>& schedules) {
    const std::size_t count = schedules.size();
    const auto over = [&](std::size_t a, std::size_t b) {
        return a != b && !schedules[a].empty() && !schedules[b].empty() && dominates(schedules[a], schedules[b]);
    };
    std::vector<bool> free(count, true);
    for (std::size_t b = 0; b < count; ++b) {
        for (std::size_t a = 0; a < count && free[b]; ++a) free[b] = !over(a, b);
    }
    std::vector<int> by(count, -1);
    for (std::size_t b = 0; b < count; ++b) {
        if (free[b]) continue;
        for (std::size_t a = 0; a < count; ++a) {
            if (!over(a, b)) continue;
            if (by[b] < 0) by[b] = static_cast<int>(a);  // where what is not known makes a circle
            if (!free[a]) continue;
            by[b] = static_cast<int>(a);
            break;
        }
    }
    return by;
}

Json scenarios_part(const Source& source) {
    const Case& c = source.specification();
    std::vector<std::vector<Measure>> measures(source.scenarios());
    for (std::size_t s = 0; s < source.scenarios(); ++s) {
        if (!source.verdict.scenarios[s].failed && !source.is_member(s)) measures[s] = measures_of(source, s);
    }
    const std::vector<int> by = dominated_by(measures);
    Json list = Json::array();
    const std::vector<std::string> not_certified = source.nc.has("scenario_not_certified")
                                                       ? source.nc.texts("scenario_not_certified")
                                                       : std::vector<std::string>(source.scenarios());
    for (std::size_t s = 0; s < source.scenarios(); ++s) {
        const ScenarioVerdict& verdict = source.verdict.scenarios[s];
        Json one = {{"name", c.scenarios[s].name}, {"title", c.scenarios[s].title}, {"failed", verdict.failed}};
        if (verdict.failed) one["failure"] = source.forecast->record.scenarios[s].failure;
        const int of = source.is_member(s) ? index_of(source, c.scenarios[s].of) : -1;
        one["member_of"] = of >= 0 ? Json(of) : Json(nullptr);
        one["operated"] = c.scenarios[s].operation >= 0;
        one["dominated_by"] = by[s] >= 0 ? Json(by[s]) : Json(nullptr);
        Json figures = Json::object();
        for (const Measure& measure : measures[s]) figures[measure.name] = number(measure.value);
        double days = 0, flow_days = 0;
        for (const SectionVerdict& section : verdict.sections) {
            days += static_cast<double>(section.days.size()) - section.days_without_class;
            flow_days += section.days_flow_judged;
        }
        figures["section_days"] = days;
        figures["flow_days"] = flow_days;
        one["measures"] = std::move(figures);
        one["diverted"] = diverted(source, s);
        one["goals"] = goals_summary(verdict, c.goals);
        if (!not_certified[s].empty()) one["not_certified"] = not_certified[s];
        list.push_back(std::move(one));
    }
    return list;
}

Json measure_senses(const Source& source) {
    Json senses = Json::object();
    if (source.scenarios() == 0) return senses;
    for (const Measure& measure : measures_of(source, 0))
        senses[measure.name] = measure.better == Measure::Better::low ? "low" : "high";
    return senses;
}

Json goals_part(const Source& source) {
    Json list = Json::array();
    for (const GoalState& goal : goals_of({}, source.specification().goals))
        list.push_back({{"name", goal.name}, {"goal", goal.goal}});
    return list;
}

}  // namespace qingliu::bulletin
