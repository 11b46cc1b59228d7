#include "models/reports/summary.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/run/certification.hpp"
#include "models/reports/iso_instant.hpp"
#include "models/reports/numerical_errors.hpp"
#include "models/reports/origin_variables.hpp"
#include "models/reports/section_summary.hpp"
#include "models/reports/written_figures.hpp"

namespace qingliu {

namespace {

/// What each diverting intake took, conveyance losses included: as the total of the verdict counts it.
Json diverted(const Case& specification, const ScenarioRecord& record) {
    Json sources = Json::object();
    for (const Diversion& diversion : diversions_of(specification, record))
        sources[diversion.name] = number(diversion.volume);
    return sources;
}

Json ledger(const ScenarioRecord& record) {
    Json accounts = Json::object();
    for (const LedgerAccount& account : record.ledger) {
        accounts[account.name] = {{"in", number(account.in)},
                                  {"out", number(account.out)},
                                  {"reacted", number(account.reacted)},
                                  {"stored_change", number(account.stored_change)},
                                  {"relative_error", number(account.relative_error())}};
    }
    return accounts;
}

Json decisions(const ScenarioRecord& record, int utc_offset_minutes) {
    Json list = Json::array();
    for (const OperationEvent& event : record.decisions) {
        list.push_back({{"time", iso_instant(event.time, utc_offset_minutes)},
                        {"until", iso_instant(event.until, utc_offset_minutes)},
                        {"target", event.target},
                        {"decided_by", event.decided_by},
                        {"unit", event.unit},
                        {"from", number(event.from)},
                        {"to", number(event.to)},
                        {"reason", event.reason.en}});
    }
    return list;
}

/// The nearest outfall above a section, null where there is none.
Json outfall_above(const Case& c, const SectionMixing& mixing) {
    if (mixing.source < 0) return nullptr;
    return {{"name", c.sources[static_cast<std::size_t>(mixing.source)].name},
            {"distance_m", number(mixing.distance)},
            {"mixing_length_m", number(mixing.length)},
            {"mixing_incomplete", mixing.incomplete()}};
}

/// What certification found at a section; null where it could not be done.
Json numerical_error(const Case& c, const RunRecord& run, const ScenarioRecord& scenario, std::size_t section,
                     const SectionVerdict& verdict, const Standard& standard) {
    if (!scenario.not_certified.empty()) return nullptr;
    double discharge = 0, level = 0;
    int doubtful = 0;
    for (std::size_t day = 0; day < scenario.discharge_error.size(); ++day) {
        const double error = scenario.discharge_error[day].at(section);
        if (std::isnan(error)) continue;
        discharge = std::fmax(discharge, std::fabs(error));
        level = std::fmax(level, std::fabs(scenario.water_level_error[day].at(section)));
        doubtful += in_doubt(c.sections[section], run.day_start[day], c.utc_offset_minutes,
                             scenario.daily_discharge[day].at(section), error)
                        ? 1
                        : 0;
    }
    const SectionCertainty& certainty = verdict.certainty;
    const auto share = [](int part, int days) {
        return days > 0 ? Json(static_cast<double>(part) / days) : Json(nullptr);
    };
    Json indicators = Json::object();
    for (std::size_t i = 0; i < certainty.largest_errors.size(); ++i) {
        if (!std::isnan(certainty.largest_errors[i]))
            indicators[standard.indicators[i].name] = certainty.largest_errors[i];
    }
    return {{"daily_discharge_m3s", discharge},
            {"daily_level_m", level},
            {"indicators", std::move(indicators)},
            {"share_days_class_in_doubt", share(certainty.days_in_doubt, certainty.days)},
            {"share_days_full_class_in_doubt", share(certainty.full_days_in_doubt, certainty.full_days)},
            {"share_days_meeting_target_in_doubt", share(certainty.days_meeting_in_doubt, certainty.days)},
            {"ecological_days_in_doubt", doubtful}};
}

/// Shares of members, day by day, null where nothing is judged.
Json probability(const ControlSection& section, const SectionVerdict& verdict) {
    Json target = Json::array(), flow = Json::array();
    for (const MemberShares& day : verdict.members) {
        target.push_back(day.judged > 0 ? number(day.at_least(section.target_class)) : Json(nullptr));
        flow.push_back(day.flow_judged > 0 ? number(day.flow_met) : Json(nullptr));
    }
    return {{"target_class_met", std::move(target)}, {"ecological_flow_met", std::move(flow)}};
}

/// The cells that cost most; `count` names what is counted.
Json worst(const std::vector<WorstCell>& cells, const char* count) {
    Json list = Json::array();
    for (const WorstCell& cell : cells) {
        list.push_back({{"river", cell.river},
                        {"chainage_m", number(cell.chainage)},
                        {count, cell.count},
                        {"nearest_work", cell.works.empty() ? Json(nullptr) : Json(cell.works)},
                        {"distance_m", number(cell.distance)}});
    }
    return list;
}

/// What the scenario took, and where.
Json effort(const ScenarioRecord& scenario) {
    return {{"steps", scenario.steps},
            {"steps_refused", scenario.rejected},
            {"steps_repeated_by_backward_euler", scenario.fallbacks},
            {"swings_damped_h", number(scenario.damped / 3600)},
            {"newton_iterations", scenario.newton_iterations},
            {"worst_cells_by_iterations", worst(scenario.worst_by_iterations, "iterations")},
            {"worst_cells_by_step", worst(scenario.worst_by_step, "steps")}};
}

Json arrival_list(const Case& specification, const std::vector<SectionArrivals>& arrivals) {
    const auto instant = [&](double time) -> Json {
        if (!std::isfinite(time)) return nullptr;
        return iso_instant(std::round(time / 60) * 60, specification.utc_offset_minutes);
    };
    Json list = Json::array();
    for (const SectionArrivals& at : arrivals) {
        for (const PulseArrival& pulse : at.pulses) {
            list.push_back({{"scenario", specification.scenarios.at(static_cast<std::size_t>(at.scenario)).name},
                            {"section", specification.sections.at(static_cast<std::size_t>(at.section)).name},
                            {"water", specification.waters.at(static_cast<std::size_t>(at.water)).name},
                            {"releases", at.releases},
                            {"release_start", instant(pulse.release_start)},
                            {"arrival", instant(pulse.arrival)},
                            {"travel_h", number(pulse.travel_time / 3600)},
                            {"share_before", number(pulse.initial)},
                            {"share_at_peak", number(pulse.peak)},
                            {"still_rising", pulse.still_rising}});
        }
    }
    return list;
}

}  // namespace

std::string summary_json(const ResultLayout& layout, const RunRecord& record, const Verdict& verdict,
                         const Standard& standard, const std::vector<SectionArrivals>& arrivals) {
    const Case& specification = layout.specification;
    Json summary = {{"case", specification.name}, {"version", layout.program.version}};
    if (!record.complete) summary["status"] = "incomplete";
    summary["period"] = {{"start", iso_instant(specification.start, specification.utc_offset_minutes)},
                         {"end", iso_instant(specification.end, specification.utc_offset_minutes)}};
    summary["scenarios"] = Json::array();
    double cell_steps = 0;
    for (std::size_t s = 0; s < record.scenarios.size(); ++s) {
        const ScenarioRecord& scenario = record.scenarios[s];
        const ScenarioVerdict& judged = verdict.scenarios.at(s);
        cell_steps += scenario.cell_steps;
        Json sections = Json::array();
        for (std::size_t k = 0; k < judged.sections.size(); ++k) {
            sections.push_back(
                section_summary(specification.sections.at(k), judged.sections[k], specification.network, standard));
            sections.back()["outfall_above"] = outfall_above(specification, judged.sections[k].mixing);
            if (!judged.sections[k].members.empty())
                sections.back()["probability"] = probability(specification.sections.at(k), judged.sections[k]);
            if (!scenario.discharge_error.empty())
                sections.back()["numerical_error"] =
                    numerical_error(specification, record, scenario, k, judged.sections[k], standard);
        }
        summary["scenarios"].push_back({{"name", scenario.name},
                                        {"failed", scenario.failed},
                                        {"sections", std::move(sections)},
                                        {"share_sections_class_III", number(judged.share_sections_class_iii)},
                                        {"share_ecological_flow_met", number(judged.share_ecological_flow_met)},
                                        {"goals", goals_summary(judged, specification.goals)},
                                        {"diverted_m3", diverted(specification, scenario)},
                                        {"cost_yuan", number(judged.cost_yuan)},
                                        {"ledger", ledger(scenario)},
                                        {"effort", effort(scenario)}});
        if (!judged.of.empty()) summary["scenarios"].back()["member_of"] = judged.of;
        if (scenario.failed) summary["scenarios"].back()["failure"] = scenario.failure;
        if (!scenario.not_certified.empty()) summary["scenarios"].back()["not_certified"] = scenario.not_certified;
        if (specification.scenarios.at(s).operation >= 0)
            summary["scenarios"].back()["decisions"] = decisions(scenario, specification.utc_offset_minutes);
    }
    summary["best"] =
        verdict.best >= 0 ? Json(record.scenarios.at(static_cast<std::size_t>(verdict.best)).name) : Json(nullptr);
    summary["arrivals"] = arrival_list(specification, arrivals);
    if (certified(record)) {
        summary["certification"] = {{"covers", record.certified_cells ? "cells and steps" : "steps"},
                                    {"wall_s", number(record.certification_wall_s)}};
    }
    summary["cpu_s"] = number(record.cpu_s);
    summary["wall_s"] = number(record.wall_s);
    summary["cell_steps"] = number(cell_steps);
    return summary.dump(2) + "\n";
}

}  // namespace qingliu
