#include "models/reports/skill_page.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/time/civil_time.hpp"
#include "models/reports/spreadsheet.hpp"
#include "models/reports/written_figures.hpp"

namespace qingliu {

namespace {

std::string station_of(const SkillPage& page, const SeriesSkill& one) {
    return one.station < 0 ? "*" : page.observed.stations[static_cast<std::size_t>(one.station)].name;
}

std::string rating(const std::optional<SkillRating>& rated) { return rated ? rating_name(*rated) : ""; }

/// Grades have no meaning where nothing was graded; below the last of them there is none.
std::string grade(SchemeGrade made, bool any) { return any ? grade_title(made) : ""; }

bool hydrological(const SkillPage& page, const SeriesSkill& one) {
    const std::string& name = page.observed.variables[one.variable].name;
    return one.station >= 0 && std::isfinite(one.skill.efficiency) && (name == "discharge" || name == "water_level");
}

Json class_json(const std::string& name, const ClassSkill& skill) {
    Json table = Json::array();
    for (const auto& row : skill.table) table.push_back(row);
    return {{"section", name},
            {"days", skill.pairs},
            {"hit_rate", number(skill.hit_rate())},
            {"within_one_class", number(skill.near_rate())},
            {"bias", number(skill.bias())},
            {"kappa", number(skill.kappa())},
            {"observed_by_foretold", std::move(table)}};
}

Json score_json(const std::optional<ProbabilityScore>& score) {
    if (!score) return nullptr;
    return {{"forecasts", score->forecasts},
            {"score", number(score->score)},
            {"reference", number(score->reference)},
            {"skill", number(score->skill())}};
}

}  // namespace

std::string skill_csv(const SkillPage& page) {
    std::string csv(byte_order_mark);
    csv +=
        "station,variable,unit,lead,pairs,skipped,NSE,KGE_2009,KGE_2012,PBIAS,RSR,R2,RMSE,mean_error,peak_observed,"
        "peak_computed,peak_time_error_h,volume_error,lag_h,passed,of,grade_by_pass_rate,grade_by_efficiency,"
        "moriasi_2007,moriasi_2015\r\n";
    for (const SeriesSkill& one : page.series) {
        const ObservedVariable& variable = page.observed.variables[one.variable];
        const Skill& s = one.skill;
        csv += fmt::format(
            "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\r\n",
            spreadsheet_cell(station_of(page, one)), spreadsheet_cell(variable.name), spreadsheet_cell(variable.unit),
            one.lead == 0 ? "all" : std::to_string(one.lead), s.pairs, s.skipped, cell(s.efficiency),
            cell(s.kling_gupta_2009), cell(s.kling_gupta_2012), cell(s.pbias), cell(s.rsr), cell(s.determination()),
            cell(s.root_mean_square_error), cell(s.mean_error), cell(one.peak.observed), cell(one.peak.computed),
            cell(one.peak.time_error / 3600), cell(one.volume_error), cell(one.lag / 3600), one.passed.passed,
            one.passed.forecasts, grade(grade_of_pass_rate(one.passed.share()), one.passed.forecasts > 0),
            grade(grade_of_efficiency(s.efficiency), hydrological(page, one)), rating(one.rated_2007),
            rating(one.rated_2015));
    }
    return csv;
}

std::string skill_json(const SkillPage& page) {
    Json series = Json::array();
    for (const SeriesSkill& one : page.series) {
        const ObservedVariable& variable = page.observed.variables[one.variable];
        const Skill& s = one.skill;
        Json row = {{"station", one.station < 0 ? Json(nullptr) : Json(station_of(page, one))},
                    {"variable", variable.name},
                    {"unit", variable.unit},
                    {"lead", one.lead == 0 ? Json("all") : Json(one.lead)},
                    {"pairs", s.pairs},
                    {"skipped", s.skipped},
                    {"NSE", number(s.efficiency)},
                    {"KGE_2009", number(s.kling_gupta_2009)},
                    {"KGE_2012", number(s.kling_gupta_2012)},
                    {"PBIAS", number(s.pbias)},
                    {"RSR", number(s.rsr)},
                    {"R2", number(s.determination())},
                    {"RMSE", number(s.root_mean_square_error)},
                    {"mean_error", number(s.mean_error)},
                    {"peak_observed", number(one.peak.observed)},
                    {"peak_computed", number(one.peak.computed)},
                    {"peak_time_error_s", number(one.peak.time_error)},
                    {"volume_error", number(one.volume_error)},
                    {"lag_s", number(one.lag)},
                    {"passed", one.passed.passed},
                    {"passed_of", one.passed.forecasts}};
        const auto text_or_null = [](const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); };
        row["grade_by_pass_rate"] =
            text_or_null(grade(grade_of_pass_rate(one.passed.share()), one.passed.forecasts > 0));
        row["grade_by_efficiency"] = text_or_null(grade(grade_of_efficiency(s.efficiency), hydrological(page, one)));
        row["moriasi_2007"] = text_or_null(rating(one.rated_2007));
        row["moriasi_2015"] = text_or_null(rating(one.rated_2015));
        series.push_back(std::move(row));
    }
    Json classes = {{"all", class_json("*", page.classes.all)}, {"sections", Json::array()}};
    for (const auto& section : page.classes.sections)
        classes["sections"].push_back(class_json(section.name, section.skill));
    const Json document = {{"forecast", page.forecast_file},
                           {"observations", page.observation_file},
                           {"scenario", page.scenario},
                           {"issued", format_instant(page.issued, page.observed.utc_offset_minutes)},
                           {"lead_step_s", page.lead_step},
                           {"series", std::move(series)},
                           {"classes", std::move(classes)},
                           {"probabilities",
                            {{"ranked_probability_score", score_json(page.classes.ranked)},
                             {"brier_target_class", score_json(page.classes.target_met)},
                             {"brier_ecological_flow", score_json(page.classes.flow_met)}}},
                           {"not_forecast", page.not_forecast}};
    return document.dump(2) + "\n";
}

}  // namespace qingliu
