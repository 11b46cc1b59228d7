#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>

#include "engine/base/problems.hpp"
#include "engine/command_line.hpp"
#include "engine/commands.hpp"
#include "engine/io/output_file.hpp"
#include "engine/time/civil_time.hpp"
#include "models/assessment/known_standards.hpp"
#include "models/observations/observation_reader.hpp"
#include "models/observations/quality_control.hpp"
#include "models/reports/forecast_verdict.hpp"
#include "models/reports/group_page.hpp"
#include "models/reports/observed_page.hpp"
#include "models/reports/text_table.hpp"

namespace qingliu {

namespace {

constexpr const char* usual_standard = "gb3838-2002";

const std::map<std::string, Period> periods = {
    {"hour", Period::hour},   {"day", Period::day},         {"week", Period::week}, {"ten_days", Period::ten_days},
    {"month", Period::month}, {"quarter", Period::quarter}, {"year", Period::year}};
const std::map<std::string, Rounding> roundings = {{"none", Rounding::none}, {"evaluation", Rounding::evaluation}};
const std::map<std::string, Missing> policies = {{"judge_what_is_there", Missing::judge_what_is_there},
                                                 {"not_judged", Missing::not_judged}};
const std::map<std::string, GroupBy> groupings = {
    {"all", GroupBy::all}, {"basin", GroupBy::basin}, {"province", GroupBy::province}};
const std::map<std::string, Scope> scopes = {
    {"headline", Scope::headline}, {"full", Scope::full}, {"every", Scope::every}};

struct AssessArguments {
    std::string file, standard, out, period, rounding, missing = "judge_what_is_there", scope = "full", lakes, limits;
    std::string by, offset = "+08:00", language = "zh", waterbody = "river";
    ObservationOptions reading;
    int year = 0;
    std::size_t rows = 60;
    bool without_flagged = false;
};

/// "+08:00" as minutes.
int minutes_of(const std::string& offset) {
    const auto instant = parse_instant("1970-01-02 00:00 " + offset);
    if (!instant) throw argument_error(fmt::format("\"{}\" is no offset from UTC", offset), "such as +08:00");
    return static_cast<int>((86400 - *instant) / 60);
}

/// How a file is to be written, by its name; checked before the work is done.
enum class OutKind { none, csv, json };
OutKind out_kind(const std::string& out) {
    if (out.empty()) return OutKind::none;
    const auto extension = std::filesystem::path(out).extension();
    if (extension == ".csv") return OutKind::csv;
    if (extension == ".json") return OutKind::json;
    throw argument_error(fmt::format("--out {} has no ending that tells its form", out), "a name in .csv or .json");
}

ObservedSettings settings_of(const AssessArguments& arguments) {
    ObservedSettings settings;
    if (!arguments.period.empty()) settings.period = periods.at(arguments.period);
    if (!arguments.by.empty() && !settings.period) settings.period = Period::month;
    // months and longer are what the evaluation rules round; the real-time publication judges its digits as they are
    const bool long_period = settings.period && *settings.period >= Period::month;
    settings.evaluation.rounding = !arguments.rounding.empty() ? roundings.at(arguments.rounding)
                                   : long_period               ? Rounding::evaluation
                                                               : Rounding::none;
    settings.evaluation.missing = policies.at(arguments.missing);
    settings.evaluation.scope = scopes.at(arguments.scope);
    settings.leave_out_flagged = arguments.without_flagged;
    return settings;
}

/// What a reader of ratings has to know of the readings behind them.
std::vector<std::string> remarks_of(const Observations& observations, const ObservedSettings& settings, bool zh) {
    std::vector<std::string> remarks;
    const auto flagged = std::ranges::count_if(observations.flags, [](std::uint16_t flags) { return flags != 0; });
    if (flagged > 0) {
        const char* judged = settings.leave_out_flagged ? (zh ? "未参与评价" : "left out of the classes")
                                                        : (zh ? "仍参与评价" : "judged all the same");
        remarks.push_back(
            zh ? fmt::format("质控标记 {} 个值, {}; 不加 --by 时逐个列出", flagged, judged)
               : fmt::format("{} values bear a flag of quality control, {}; listed without --by", flagged, judged));
    }
    if (!observations.encoding.empty()) remarks.push_back((zh ? "编码: " : "read as ") + observations.encoding);
    for (const ReadingNote& note : observations.notes) remarks.push_back(note.text);
    return remarks;
}

int assess_observed(const AssessArguments& arguments) {
    const auto kind = out_kind(arguments.out);
    const auto file = standard_file(arguments.standard.empty() ? usual_standard : arguments.standard);
    const Standard river = read_standard(file, Waterbody::river), lake = read_standard(file, Waterbody::lake);
    ObservationOptions reading = arguments.reading;
    reading.utc_offset_minutes = minutes_of(arguments.offset);
    if (arguments.year > 0) reading.year = arguments.year;
    reading.more = variables_of(lake);
    LakeList lakes;
    if (!arguments.lakes.empty()) lakes = read_lake_list(arguments.lakes);
    lakes.otherwise = arguments.waterbody == "lake";
    const QualityLimits limits = read_quality_limits(
        arguments.limits.empty() ? usual_quality_limits() : std::filesystem::path(arguments.limits));
    Observations observations = read_observations(arguments.file, reading);
    // what was computed is not doubted as what was read is: forcing that is held makes equal values by right
    if (!is_forecast(arguments.file)) control_quality(observations, limits);
    ObservedSettings settings = settings_of(arguments);
    settings.evaluation.utc_offset_minutes = observations.utc_offset_minutes;
    const TableStyle style{arguments.language == "en" ? Language::en : Language::zh, terminal_has_colour(1)};
    if (!arguments.by.empty()) {
        settings.evaluation.period = *settings.period;
        const CityIndexRule rule = read_city_index(standard_file("cwqi-2017"));
        const bool by_gb3838 = limits_of(rule).name == river.name;  // the index is one of that standard's items
        const std::vector<Group> groups = rate_groups(observations, river, lake, lakes, settings,
                                                      groupings.at(arguments.by), by_gb3838 ? &rule : nullptr);
        const GroupPage page{arguments.file,
                             groups,
                             river,
                             *settings.period,
                             groupings.at(arguments.by),
                             observations.utc_offset_minutes,
                             remarks_of(observations, settings, arguments.language == "zh")};
        if (kind == OutKind::csv) write_text_file(arguments.out, group_csv(page));
        if (kind == OutKind::json) write_text_file(arguments.out, group_json(page));
        fmt::print("{}", group_table(page, style));
        if (kind != OutKind::none) fmt::print("{}\n", arguments.out);
        return done;
    }
    const ObservedClasses classes = classify(observations, river, lake, lakes, settings);
    const Agreement agreement = compare_with_published(observations, classes, river, lake, settings);
    const ObservedPage page{arguments.file, observations, classes, agreement, river, settings, arguments.rows};
    if (kind == OutKind::csv) write_text_file(arguments.out, observed_csv(page));
    if (kind == OutKind::json) write_text_file(arguments.out, observed_json(page));
    fmt::print("{}", observed_table(page, style));
    if (kind != OutKind::none) fmt::print("{}\n", arguments.out);
    return done;
}

int assess_forecast(const AssessArguments& arguments) {
    const auto kind = out_kind(arguments.out);
    const auto forecast = read_forecast(arguments.file);
    const auto file = standard_file(!arguments.standard.empty()   ? arguments.standard
                                    : !forecast->standard.empty() ? forecast->standard
                                                                  : usual_standard);
    const Standard standard = read_standard(file, arguments.waterbody == "lake" ? Waterbody::lake : Waterbody::river);
    const Verdict verdict = judge_forecast(*forecast, standard);
    if (kind == OutKind::csv) write_text_file(arguments.out, forecast_csv(*forecast, verdict, standard));
    if (kind == OutKind::json) write_text_file(arguments.out, forecast_json(*forecast, verdict, standard));
    const TableStyle style{arguments.language == "en" ? Language::en : Language::zh, terminal_has_colour(1)};
    fmt::print("{}", forecast_table(*forecast, verdict, standard, style));
    if (kind != OutKind::none) fmt::print("{}\n", arguments.out);
    return done;
}

template <class Map>
std::vector<std::string> words_of(const Map& map) {
    std::vector<std::string> words;
    for (const auto& [word, meaning] : map) words.push_back(word);
    return words;
}

}  // namespace

void add_assess_command(CLI::App& program, Chosen& chosen) {
    auto a = std::make_shared<AssessArguments>();
    auto* command = program.add_subcommand("assess", "Classes of a forecast (.nc) or of observations (.csv, .nc)");
    command->add_option("FILE", a->file, "forecast.nc, a CF time series, or a table of observations")->required();
    command->add_option("--standard", a->standard,
                        "A standard by name or file; gb3838-2002, or that of the forecast, if not given");
    command->add_option("--out", a->out, "Write every class here too, as .csv or .json");
    command
        ->add_option("--period", a->period,
                     "Judge means of civil periods; each reading by itself, or each day of a forecast, if not given")
        ->check(CLI::IsMember(words_of(periods)));
    command
        ->add_option("--rounding", a->rounding,
                     "Judge values as they are (none), or rounded by the evaluation rules (evaluation, which months "
                     "and longer are if not given)")
        ->check(CLI::IsMember(words_of(roundings)));
    command
        ->add_option("--by", a->by,
                     "Rate basins, provinces or all sections together by period (month if none is given): shares of "
                     "classes, change, trends")
        ->check(CLI::IsMember(words_of(groupings)));
    command->add_option("--missing", a->missing, "Where an indicator has no value")
        ->capture_default_str()
        ->check(CLI::IsMember(words_of(policies)));
    command
        ->add_option("--scope", a->scope,
                     "Judge by what automatic stations measure (headline), by the 21 indicators (full), or by all "
                     "that have limits (every)")
        ->capture_default_str()
        ->check(CLI::IsMember(words_of(scopes)));
    command->add_option("--lakes", a->lakes, "Sections in lakes and reservoirs: names a line, or YAML with a rule")
        ->check(CLI::ExistingFile);
    command->add_option("--waterbody", a->waterbody, "The column all other sections are judged by")
        ->capture_default_str()
        ->check(CLI::IsMember({"river", "lake"}));
    command->add_option("--limits", a->limits, "Limits of quality control, instead of the usual ones")
        ->check(CLI::ExistingFile);
    command->add_flag("--without-flagged", a->without_flagged, "Leave values with a flag out of the classes");
    command->add_option("--utc-offset", a->offset, "Of times that tell none")->capture_default_str();
    command->add_option("--year", a->year, "Of times without a year")->check(CLI::Range(1, 9999));
    command->add_option("--station", a->reading.station, "Of a table that names none");
    command->add_option("--scenario", a->reading.scenario, "Of a forecast, with --period; its best if not given");
    command->add_option("--rows", a->rows, "Lines of each list in the table")->capture_default_str();
    command->add_option("--lang", a->language, "Language of the table")
        ->capture_default_str()
        ->check(CLI::IsMember({"zh", "en"}));
    command->callback([a, &chosen] {
        chosen = [a] {
            const bool by_days = a->by.empty() && (a->period.empty() || a->period == "day");
            return by_days && is_forecast(a->file) ? assess_forecast(*a) : assess_observed(*a);
        };
    });
}

}  // namespace qingliu
