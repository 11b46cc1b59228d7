#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "engine/base/problems.hpp"
#include "engine/base/text.hpp"
#include "engine/command_line.hpp"
#include "engine/commands.hpp"
#include "engine/io/output_file.hpp"
#include "models/assessment/known_standards.hpp"
#include "models/observations/observation_reader.hpp"
#include "models/observations/quality_control.hpp"
#include "models/reports/skill_page.hpp"
#include "models/reports/text_table.hpp"

namespace qingliu {

namespace {

struct SkillArguments {
    std::string forecast, observations, scenario, standard, out, language = "zh";
    double lead_days = 1;
    bool without_flagged = false;
};

/// Index of the scenario asked for, else of the best, else of the first.
std::size_t scenario_of(const ReadForecast& forecast, const Verdict& verdict, const std::string& asked) {
    const auto& scenarios = forecast.specification.scenarios;
    if (asked.empty()) return static_cast<std::size_t>(std::max(verdict.best, 0));
    const auto found = std::ranges::find(scenarios, asked, &Scenario::name);
    if (found != scenarios.end()) return static_cast<std::size_t>(found - scenarios.begin());
    std::vector<std::string> names;
    for (const Scenario& scenario : scenarios) names.push_back(scenario.name);
    throw argument_error(fmt::format("no scenario \"{}\" in this forecast", asked), join_words(names, "or"),
                         closest_name(asked, names));
}

/// What was read and is not in the forecast.
std::vector<std::string> not_forecast(const Observations& observed, const Observations& computed) {
    std::vector<std::string> names;
    for (const Station& station : observed.stations) {
        if (computed.find_station(station.name) < 0) names.push_back(station.name);
    }
    for (const ObservedVariable& variable : observed.variables) {
        if (computed.find(variable.name) < 0) names.push_back(variable.name);
    }
    return names;
}

int score(const SkillArguments& arguments) {
    const std::filesystem::path out = arguments.out;
    if (!out.empty() && out.extension() != ".csv" && out.extension() != ".json")
        throw argument_error(fmt::format("--out {} has no ending that tells its form", arguments.out),
                             "a name in .csv or .json");
    if (!std::isfinite(arguments.lead_days)) throw argument_error("--lead is no number of days", "such as 1");
    if (!is_forecast(arguments.forecast)) {
        if (!std::filesystem::exists(arguments.forecast)) throw FileError(arguments.forecast + ": no such file");
        throw argument_error(fmt::format("{} is no forecast with control sections", arguments.forecast),
                             "the forecast.nc of a run");
    }
    const auto forecast = read_forecast(arguments.forecast);
    const auto file = standard_file(!arguments.standard.empty()   ? arguments.standard
                                    : !forecast->standard.empty() ? forecast->standard
                                                                  : "gb3838-2002");
    const Standard river = read_standard(file, Waterbody::river), lake = read_standard(file, Waterbody::lake);
    require_classes(river);
    const Verdict verdict = judge_forecast(*forecast, river);
    const std::size_t scenario = scenario_of(*forecast, verdict, arguments.scenario);
    ObservationOptions reading;
    reading.utc_offset_minutes = forecast->specification.utc_offset_minutes;
    reading.more = variables_of(lake);
    Observations observed = read_observations(arguments.observations, reading);
    control_quality(observed, read_quality_limits(usual_quality_limits()));
    reading.scenario = verdict.scenarios[scenario].name;
    const Observations computed = read_observations(arguments.forecast, reading);

    SkillSettings settings;
    settings.issued = forecast->specification.start;
    settings.lead_step = arguments.lead_days * 86400;
    settings.leave_out_flagged = arguments.without_flagged;
    const std::vector<SeriesSkill> series = series_skill(observed, computed, settings);
    ObservedSettings days;
    days.period = days.evaluation.period = Period::day;
    days.evaluation.rounding = Rounding::none;
    days.evaluation.scope = Scope::headline;
    days.evaluation.utc_offset_minutes = reading.utc_offset_minutes;
    days.leave_out_flagged = arguments.without_flagged;
    const ObservedClasses classes = classify(observed, river, lake, {}, days);
    const ClassScores scores = class_scores(*forecast, verdict, scenario, observed, classes, arguments.without_flagged);
    const SkillPage page{arguments.forecast,
                         arguments.observations,
                         reading.scenario,
                         settings.issued,
                         settings.lead_step,
                         observed,
                         series,
                         scores,
                         not_forecast(observed, computed)};
    if (out.extension() == ".csv") write_text_file(out, skill_csv(page));
    if (out.extension() == ".json") write_text_file(out, skill_json(page));
    const TableStyle style{arguments.language == "en" ? Language::en : Language::zh, terminal_has_colour(1)};
    fmt::print("{}", skill_table(page, style));
    if (!out.empty()) fmt::print("{}\n", arguments.out);
    return done;
}

}  // namespace

void add_skill_command(CLI::App& program, Chosen& chosen) {
    auto a = std::make_shared<SkillArguments>();
    auto* command = program.add_subcommand("skill", "How well a forecast foretold what was measured since");
    command->add_option("FILE", a->forecast, "forecast.nc of a run")->required();
    command->add_option("--observations", a->observations, "A table or CF time series of what was measured")
        ->required();
    command->add_option("--scenario", a->scenario, "Of the forecast; its best if not given");
    command->add_option("--standard", a->standard, "By whose classes; that of the forecast if not given");
    command->add_option("--lead", a->lead_days, "Days in a step of the lead time")
        ->capture_default_str()
        ->check(CLI::Range(1.0 / 24, 366.0));
    command->add_flag("--without-flagged", a->without_flagged, "Leave values out that quality control flags");
    command->add_option("--out", a->out, "Write every score here too, as .csv or .json");
    command->add_option("--lang", a->language, "Language of the table")
        ->capture_default_str()
        ->check(CLI::IsMember({"zh", "en"}));
    command->callback([a, &chosen] { chosen = [a] { return score(*a); }; });
}

}  // namespace qingliu
