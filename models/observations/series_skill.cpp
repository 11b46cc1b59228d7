#include "models/observations/series_skill.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/base/unknown.hpp"

namespace qingliu {

namespace {

constexpr std::size_t readings_for_a_lag = 12;

/// Readings and what was computed for them.
struct Pairs {
    std::vector<double> time, observed, computed;
    void add(double at, double reading, double value) {
        time.push_back(at);
        observed.push_back(reading);
        computed.push_back(value);
    }
};

/// The computed value at an instant, NaN where there is none.
double at_instant(const Observations& computed, std::pair<std::size_t, std::size_t> rows, std::size_t variable,
                  double time) {
    const auto first = computed.time.begin() + static_cast<std::ptrdiff_t>(rows.first),
               last = computed.time.begin() + static_cast<std::ptrdiff_t>(rows.second);
    const auto after = std::lower_bound(first, last, time);
    if (after == last) return unknown;
    const auto row = static_cast<std::size_t>(after - computed.time.begin());
    const double later = computed.values[computed.at(row, variable)];
    if (*after == time) return later;
    if (after == first) return unknown;
    const double earlier = computed.values[computed.at(row - 1, variable)];
    const double share = (time - *(after - 1)) / (*after - *(after - 1));
    return earlier + share * (later - earlier);
}

std::optional<RatedQuantity> rated_as(const std::string& variable) {
    if (variable == "discharge") return RatedQuantity::flow;
    if (variable == "suspended_solids") return RatedQuantity::sediment;
    if (variable.ends_with("nitrogen") || variable.ends_with("phosphorus")) return RatedQuantity::nutrients;
    return std::nullopt;
}

double lag_of(const Pairs& pairs) {
    // what lies before or behind the forecast has no computed value
    std::size_t first = 0, last = pairs.time.size();
    while (first < last && std::isnan(pairs.computed[first])) ++first;
    while (last > first && std::isnan(pairs.computed[last - 1])) --last;
    const std::size_t count = last - first;
    if (count < readings_for_a_lag) return unknown;
    const double step = (pairs.time[last - 1] - pairs.time[first]) / static_cast<double>(count - 1);
    for (std::size_t i = 0; i < count; ++i) {
        if (std::isnan(pairs.computed[first + i]) ||
            std::fabs(pairs.time[first + i] - pairs.time[first] - static_cast<double>(i) * step) > 0.01 * step)
            return unknown;
    }
    return step * lag_in_steps(std::span(pairs.observed).subspan(first, count),
                               std::span(pairs.computed).subspan(first, count), static_cast<int>(count / 4));
}

PassRate passed(const Pairs& pairs, const std::string& variable, double at_issue) {
    const bool discharge = variable == "discharge", level = variable == "water_level";
    std::vector<double> error, permitted;
    for (std::size_t i = 0; (discharge || level) && i < pairs.time.size(); ++i) {
        error.push_back(pairs.computed[i] - pairs.observed[i]);
        permitted.push_back(discharge ? permitted_routed_discharge(at_issue, pairs.observed[i])
                                      : permitted_routed_level(at_issue, pairs.observed[i]));
    }
    return pass_rate(error, permitted);
}

/// One station's row of scores.
SeriesSkill score(const Pairs& pairs, const std::string& variable, double at_issue) {
    SeriesSkill made;
    made.skill = skill_of(pairs.observed, pairs.computed);
    made.peak = peak_skill(pairs.time, pairs.observed, pairs.computed);
    made.volume_error = variable == "discharge" ? volume_error(pairs.time, pairs.observed, pairs.computed) : unknown;
    made.lag = lag_of(pairs);
    made.passed = passed(pairs, variable, at_issue);
    if (const auto quantity = rated_as(variable)) {
        const Skill& s = made.skill;
        const bool scored = std::isfinite(s.efficiency) && std::isfinite(s.pbias);
        if (scored) made.rated_2007 = rating_2007(made.skill, *quantity);
        if (scored && *quantity != RatedQuantity::sediment &&
            (*quantity != RatedQuantity::flow || std::isfinite(s.correlation)))
            made.rated_2015 = rating_2015(made.skill, *quantity);
    }
    return made;
}

}  // namespace

std::vector<SeriesSkill> series_skill(const Observations& observed, const Observations& computed,
                                      const SkillSettings& settings) {
    std::vector<SeriesSkill> result;
    std::map<std::pair<std::size_t, int>, Pairs> together;  // [variable, lead]
    const auto add = [&](SeriesSkill made, int station, std::size_t variable, int lead) {
        made.station = station;
        made.variable = variable;
        made.lead = lead;
        result.push_back(std::move(made));
    };
    for (int station = 0; station < static_cast<int>(observed.stations.size()); ++station) {
        const int there = computed.find_station(observed.stations[static_cast<std::size_t>(station)].name);
        if (there < 0) continue;
        const auto rows = observed.rows_of(station), rows_there = computed.rows_of(there);
        for (std::size_t k = 0; k < observed.variables.size(); ++k) {
            const std::string& name = observed.variables[k].name;
            const int variable = computed.find(name);
            if (variable < 0) continue;
            std::map<int, Pairs> by_lead;  // 0 = all
            double at_issue = unknown;
            for (std::size_t row = rows.first; row < rows.second; ++row) {
                const std::size_t at = observed.at(row, k);
                const double time = observed.time[row];
                const double value = observed.values[at] * (observed.below_detection[at] != 0 ? 0.5 : 1.0);
                if (std::isnan(value) || (settings.leave_out_flagged && observed.flags[at] != 0)) continue;
                if (time <= settings.issued) {
                    if (time >= settings.issued - settings.lead_step) at_issue = value;
                    continue;  // no forecast of it
                }
                const double there_value = at_instant(computed, rows_there, static_cast<std::size_t>(variable), time);
                by_lead[0].add(time, value, there_value);
                if (std::isnan(there_value)) continue;
                const int lead =
                    std::max(1, static_cast<int>(std::ceil((time - settings.issued) / settings.lead_step)));
                by_lead[lead].add(time, value, there_value);
                together[{k, 0}].add(time, value, there_value);
                together[{k, lead}].add(time, value, there_value);
            }
            for (const auto& [lead, pairs] : by_lead) add(score(pairs, name, at_issue), station, k, lead);
        }
    }
    for (const auto& [key, pairs] : together) {
        SeriesSkill all;
        all.skill = skill_of(pairs.observed, pairs.computed);
        all.volume_error = all.lag = all.peak.observed = all.peak.computed = all.peak.time_error = unknown;
        add(all, -1, key.first, key.second);
    }
    return result;
}

}  // namespace qingliu
