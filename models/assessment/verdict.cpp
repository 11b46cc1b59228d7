#include "models/assessment/verdict.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <tuple>

#include "engine/base/unknown.hpp"
#include "engine/time/civil_time.hpp"
#include "models/assessment/simulated_values.hpp"

namespace qingliu {

namespace {

std::vector<DailyMeans> daily_means(const SimulatedValues& simulated, const ScenarioRecord& record,
                                    const std::vector<double>& day_start, const std::vector<double>& oxygen_saturation,
                                    std::size_t section, std::size_t constituents) {
    std::vector<DailyMeans> days(day_start.size());
    for (std::size_t day = 0; day < days.size(); ++day) {
        days[day].day_start = day_start[day];
        if (day < record.daily_discharge.size()) days[day].discharge = record.daily_discharge[day].at(section);
        if (day < record.daily_concentration.size()) {
            const std::vector<double>& all = record.daily_concentration[day];
            days[day].values = simulated.values(std::span(all).subspan(section * constituents, constituents));
        }
        if (day < record.concentration_error.size()) {
            const std::vector<double>& all = record.concentration_error[day];
            days[day].errors = simulated.values(std::span(all).subspan(section * constituents, constituents));
        }
        days[day].oxygen_saturation = oxygen_saturation[day];
    }
    return days;
}

void count_sections(const Case& specification, ScenarioVerdict& verdict) {
    const auto& sections = specification.sections;
    const bool some_national =
        std::any_of(sections.begin(), sections.end(), [](const ControlSection& s) { return s.national; });
    int class_iii = 0;
    int flow_met = 0;
    for (std::size_t i = 0; i < sections.size(); ++i) {
        const SectionVerdict& section = verdict.sections[i];
        if (section.period_class == 6) ++verdict.sections_worse_than_v;
        if (section.period_class > 0 && (sections[i].national || !some_national)) {
            ++verdict.sections_judged;
            if (section.period_class <= 3) ++class_iii;
        }
        if (sections[i].ecological_key && section.days_flow_judged > 0) {
            ++verdict.key_sections_judged;
            if (section.share_days_flow_met >= specification.goals.days_of_ecological_flow) ++flow_met;
        }
    }
    if (verdict.sections_judged > 0)
        verdict.share_sections_class_iii = static_cast<double>(class_iii) / verdict.sections_judged;
    if (verdict.key_sections_judged > 0)
        verdict.share_ecological_flow_met = static_cast<double>(flow_met) / verdict.key_sections_judged;
}

WaterTaken water_taken(const Case& specification, const std::vector<double>& source_volume) {
    WaterTaken taken;
    for (std::size_t i = 0; i < std::min(source_volume.size(), specification.sources.size()); ++i) {
        const PointSource& source = specification.sources[i];
        if (source.kind != PointSource::Kind::release) continue;
        // What reaches the river is what is left of the release after the conveyance loss; what is diverted and paid is
        // the release.
        const double reaching = 1.0 - source.conveyance_loss;
        const double released = reaching > 0.0 ? source_volume[i] / reaching : source_volume[i];
        if (source.diverted) taken.diverted_m3 += released;
        taken.cost_yuan += source.price * released;
    }
    return taken;
}

/// What the members of each scenario say together.
void gather_members(Verdict& verdict) {
    for (ScenarioVerdict& control : verdict.scenarios) {
        std::vector<const ScenarioVerdict*> all;
        for (const ScenarioVerdict& other : verdict.scenarios) {
            if (!other.failed && (&other == &control || other.of == control.name)) all.push_back(&other);
        }
        if (all.size() < 2) continue;
        for (std::size_t k = 0; k < control.sections.size(); ++k) {
            for (std::size_t day = 0; day < control.sections[k].days.size(); ++day) {
                std::vector<const SectionDay*> days;
                for (const ScenarioVerdict* one : all) days.push_back(&one->sections[k].days[day]);
                control.sections[k].members.push_back(shares_of(days));
            }
        }
    }
}

}  // namespace

bool better(const ScenarioVerdict& a, const ScenarioVerdict& b, const PlanGoals& goals) {
    // Whole cubic metres and yuan: what is summed over the steps of two schedules differs by rounding where their
    // volumes are the same, and rounding must not choose.
    const auto rank = [&goals](const ScenarioVerdict& s) {
        return std::tuple(s.failed, s.sections_worse_than_v, s.share_sections_class_iii < goals.sections_of_class_iii,
                          s.share_ecological_flow_met < goals.sections_of_ecological_flow, std::round(s.diverted_m3),
                          std::round(s.cost_yuan));
    };
    return rank(a) < rank(b);
}

std::vector<double> daily_oxygen_saturation(const Case& specification, const std::string& scenario,
                                            const std::vector<double>& day_start) {
    const auto written = std::ranges::find(specification.scenarios, scenario, &Scenario::name);
    const int member = written == specification.scenarios.end() ? -1 : written->member;
    const double warming = member < 0 ? 0.0 : specification.ensemble[static_cast<std::size_t>(member)].warming;
    std::vector<double> saturation(day_start.size(), unknown);
    const Series& temperature = specification.climate.water_temperature;
    for (std::size_t day = 0; !temperature.empty() && day < day_start.size(); ++day) {
        const double mean = temperature.integral(day_start[day], day_start[day] + day_length) / day_length;
        saturation[day] = assessment_oxygen_saturation(mean + warming);
    }
    return saturation;
}

Verdict assess(const Case& specification, std::size_t constituents, const RunRecord& record, const Standard& standard,
               const SimulatedValues& simulated, const std::vector<std::vector<double>>& oxygen_saturation,
               const std::vector<WaterTaken>& taken) {
    Verdict verdict;
    verdict.simulated = simulated.simulated();
    verdict.estimated = simulated.estimated();
    for (std::size_t s = 0; s < record.scenarios.size(); ++s) {
        const ScenarioRecord& scenario = record.scenarios[s];
        ScenarioVerdict judged;
        judged.name = scenario.name;
        const auto written = std::ranges::find(specification.scenarios, scenario.name, &Scenario::name);
        if (written != specification.scenarios.end() &&
            std::ranges::find(record.scenarios, written->of, &ScenarioRecord::name) != record.scenarios.end())
            judged.of = written->of;
        judged.failed = scenario.failed;
        for (std::size_t section = 0; section < specification.sections.size(); ++section) {
            const auto days =
                daily_means(simulated, scenario, record.day_start, oxygen_saturation[s], section, constituents);
            judged.sections.push_back(
                assess_section(specification.sections[section], standard, days, specification.utc_offset_minutes));
            if (section < scenario.outfalls.size())
                judged.sections.back().mixing = mixing_at(scenario.outfalls[section]);
        }
        count_sections(specification, judged);
        judged.diverted_m3 = taken[s].diverted_m3;
        judged.cost_yuan = taken[s].cost_yuan;
        verdict.scenarios.push_back(std::move(judged));
    }
    gather_members(verdict);
    for (std::size_t i = 0; i < verdict.scenarios.size(); ++i) {
        const ScenarioVerdict& judged = verdict.scenarios[i];
        if (!judged.of.empty()) continue;
        // a run too short for a daily mean says nothing of any schedule
        if (judged.failed || judged.sections_judged + judged.key_sections_judged == 0) continue;
        if (verdict.best < 0 ||
            better(judged, verdict.scenarios[static_cast<std::size_t>(verdict.best)], specification.goals)) {
            verdict.best = static_cast<int>(i);
        }
    }
    return verdict;
}

Verdict assess(const Case& specification, const std::vector<Constituent>& constituents, const RunRecord& record,
               const Standard& standard) {
    std::vector<WaterTaken> taken;
    std::vector<std::vector<double>> saturation;
    for (const ScenarioRecord& scenario : record.scenarios) {
        taken.push_back(water_taken(specification, scenario.source_volume));
        saturation.push_back(daily_oxygen_saturation(specification, scenario.name, record.day_start));
    }
    return assess(specification, constituents.size(), record, standard,
                  SimulatedValues(specification, constituents, standard), saturation, taken);
}

}  // namespace qingliu
