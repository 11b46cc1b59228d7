#include "models/reports/class_scores.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace qingliu {

namespace {

/// Mean discharge of each civil day at a station, by the start of the day.
std::map<double, double> daily_discharge(const Observations& observed, int station, bool leave_out_flagged) {
    std::map<double, std::pair<double, int>> sums;
    const int discharge = observed.find("discharge");
    if (discharge < 0) return {};
    const auto rows = observed.rows_of(station);
    for (std::size_t row = rows.first; row < rows.second; ++row) {
        const std::size_t at = observed.at(row, static_cast<std::size_t>(discharge));
        const double value = observed.values[at] * (observed.below_detection[at] != 0 ? 0.5 : 1.0);
        if (std::isnan(value) || (leave_out_flagged && observed.flags[at] != 0)) continue;
        auto& [sum, count] = sums[period_of(observed.time[row], Period::day, observed.utc_offset_minutes).start];
        sum += value;
        ++count;
    }
    std::map<double, double> means;
    for (const auto& [day, sum] : sums) means[day] = sum.first / sum.second;
    return means;
}

/// What was foretold with probabilities and what came.
struct Foretold {
    std::vector<std::vector<double>> classes;
    std::vector<std::size_t> came;
    std::vector<double> target, flow;
    std::vector<char> target_came, flow_came;
};

void gather(const SectionVerdict& section, const ControlSection& where, const std::map<double, int>& classes,
            const std::map<double, double>& discharge, Foretold& foretold) {
    for (std::size_t day = 0; day < section.members.size(); ++day) {
        const MemberShares& members = section.members[day];
        const double start = section.days[day].day_start;
        const auto seen = classes.find(start);
        if (members.judged > 0 && seen != classes.end() && seen->second > 0) {
            foretold.classes.emplace_back(members.classes.begin(), members.classes.end());
            foretold.came.push_back(static_cast<std::size_t>(seen->second - 1));
            foretold.target.push_back(members.at_least(where.target_class));
            foretold.target_came.push_back(seen->second <= where.target_class ? 1 : 0);
        }
        const auto flowed = discharge.find(start);
        if (members.flow_judged > 0 && flowed != discharge.end()) {
            foretold.flow.push_back(members.flow_met);
            foretold.flow_came.push_back(flowed->second >= section.days[day].ecological_target ? 1 : 0);
        }
    }
}

}  // namespace

ClassScores class_scores(const ReadForecast& forecast, const Verdict& verdict, std::size_t scenario,
                         const Observations& observed, const ObservedClasses& days, bool leave_out_flagged) {
    ClassScores scores;
    Foretold foretold;
    std::vector<int> all_observed, all_foretold;
    for (std::size_t k = 0; k < forecast.specification.sections.size(); ++k) {
        const ControlSection& where = forecast.specification.sections[k];
        const int station = observed.find_station(where.name);
        if (station < 0) continue;
        std::map<double, int> classes;
        for (const ObservedClass& one : days.all) {
            if (one.station == station) classes[one.span.start] = one.water_class;
        }
        const SectionVerdict& section = verdict.scenarios.at(scenario).sections.at(k);
        std::vector<int> seen, said;
        for (const SectionDay& day : section.days) {
            const auto found = classes.find(day.day_start);
            if (found == classes.end()) continue;
            seen.push_back(found->second);
            said.push_back(day.headline.water_class);
        }
        ClassSkill skill = class_skill(seen, said);
        if (skill.pairs > 0) scores.sections.push_back({where.name, skill});
        all_observed.insert(all_observed.end(), seen.begin(), seen.end());
        all_foretold.insert(all_foretold.end(), said.begin(), said.end());
        gather(section, where, classes, daily_discharge(observed, station, leave_out_flagged), foretold);
    }
    scores.all = class_skill(all_observed, all_foretold);
    if (!foretold.came.empty()) {
        scores.ranked = ranked_probability_score(foretold.classes, foretold.came);
        scores.target_met = brier_score(foretold.target, foretold.target_came);
    }
    if (!foretold.flow.empty()) scores.flow_met = brier_score(foretold.flow, foretold.flow_came);
    return scores;
}

}  // namespace qingliu
