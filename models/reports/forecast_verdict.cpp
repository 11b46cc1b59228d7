#include "models/reports/forecast_verdict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>

#include "engine/base/problems.hpp"
#include "engine/io/netcdf_reader.hpp"
#include "engine/time/civil_time.hpp"
#include "models/assessment/known_standards.hpp"
#include "models/assessment/simulated_values.hpp"
#include "models/reports/decisions.hpp"
#include "models/reports/section_days.hpp"
#include "models/reports/section_summary.hpp"
#include "models/reports/written_figures.hpp"

namespace qingliu {

namespace {

std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        if (end > at) words.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

/// Fills one ReadForecast from its file.
class Reader {
public:
    Reader(const std::filesystem::path& file, ReadForecast& forecast)
        : file_(file), nc_(file), forecast_(forecast), case_(forecast.specification) {}

    void read() {
        if (!nc_.has("scenario_member_of") || (nc_.has("section_name") && !nc_.has("section_ecological_flow")))
            throw ReadError(file_, "it does not tell what its verdict is made of; an older version wrote it");
        read_heading();
        read_rivers();
        if (nc_.has("section_name")) read_sections();
        read_scenarios();
        read_days();
        read_indicators();
    }

private:
    [[nodiscard]] std::string heading(const char* name) const { return nc_.attribute("", name).value_or(""); }

    void read_heading() {
        case_.name = heading("case_name");
        case_.title = heading("title");
        case_.start = parse_instant(heading("time_coverage_start")).value_or(0);
        case_.end = parse_instant(heading("time_coverage_end")).value_or(0);
        if (const auto offset = nc_.numbers("", "civil_utc_offset_minutes"); !offset.empty())
            case_.utc_offset_minutes = static_cast<int>(offset.front());
        forecast_.standard = heading("standard");
        const auto goal = [&](const char* name, auto& value) {
            if (const auto numbers = nc_.numbers("", name); !numbers.empty())
                value = static_cast<std::remove_reference_t<decltype(value)>>(numbers.front());
        };
        goal("goal_sections_of_class_iii", case_.goals.sections_of_class_iii);
        goal("goal_sections_worse_than_v", case_.goals.sections_worse_than_v);
        goal("goal_sections_of_ecological_flow", case_.goals.sections_of_ecological_flow);
        goal("goal_days_of_ecological_flow", case_.goals.days_of_ecological_flow);
        forecast_.record.complete = heading("status") == "complete";
        const std::vector<double> times = nc_.values("time");
        forecast_.record.end = times.empty() ? case_.start : times.back();
    }

    void read_rivers() {
        const std::vector<std::string> codes = words_of(nc_.attribute("cell_river", "flag_meanings").value_or("")),
                                       rivers = words_of(nc_.attribute("cell_river", "flag_meanings_zh").value_or(""));
        for (std::size_t i = 0; i < codes.size(); ++i) {
            River& one = case_.network.rivers.emplace_back();
            one.code = codes[i];
            one.name = rivers.size() == codes.size() ? rivers[i] : codes[i];
        }
    }

    void read_sections() {
        const std::vector<std::string> names = nc_.texts("section_name");
        const std::vector<double> river = nc_.values("section_river"), chainage = nc_.values("section_chainage"),
                                  target = nc_.values("section_target_class"),
                                  national = nc_.values("section_national"), key = nc_.values("section_ecological_key"),
                                  estimate = nc_.values("section_ecological_estimate"),
                                  flow = nc_.values("section_ecological_flow");
        for (std::size_t i = 0; i < names.size(); ++i) {
            ControlSection& section = case_.sections.emplace_back();
            section.name = names[i];
            section.at.river = static_cast<int>(river[i]);
            section.at.chainage = chainage[i];
            section.target_class = static_cast<int>(target[i]);
            section.national = national[i] > 0;
            section.ecological_key = key[i] > 0;
            section.ecological_provenance.confidence = estimate[i] > 0 ? Confidence::estimate : Confidence::verified;
            for (std::size_t month = 0; month < section.ecological_flow.size(); ++month)
                section.ecological_flow[month] = flow[month * names.size() + i];
        }
    }

    void read_scenarios() {
        const std::vector<std::string> names = nc_.texts("scenario_name"), titles = nc_.texts("scenario_title"),
                                       of = nc_.texts("scenario_member_of"), failure = nc_.texts("scenario_failure");
        const std::vector<double> failed = nc_.values("scenario_failed"), operated = nc_.values("scenario_operated"),
                                  diverted = nc_.values("scenario_diverted"), cost = nc_.values("scenario_cost");
        const std::vector<std::vector<OperationEvent>> decisions = read_decisions(nc_, names.size());
        for (std::size_t s = 0; s < names.size(); ++s) {
            Scenario& scenario = case_.scenarios.emplace_back();
            scenario.name = names[s];
            scenario.title = titles[s];
            scenario.of = of[s];
            scenario.operation = operated[s] > 0 ? 0 : -1;
            ScenarioRecord& record = forecast_.record.scenarios.emplace_back();
            record.name = names[s];
            record.title = titles[s];
            record.failed = failed[s] > 0;
            record.failure = failure[s];
            record.decisions = decisions[s];
            forecast_.taken.push_back({diverted[s], cost[s]});
        }
        if (case_.sections.empty() || !nc_.has("section_black_odour")) return;
        std::vector<int> grades;
        for (const double grade : nc_.values("section_black_odour"))
            grades.push_back(std::isfinite(grade) ? static_cast<int>(grade) : 0);
        const auto sections = static_cast<std::ptrdiff_t>(case_.sections.size());
        for (auto first = grades.begin(); first != grades.end(); first += sections)
            forecast_.black_odour.emplace_back(first, first + sections);
    }

    /// [day][place * width + offset] of every scenario, from (day, scenario, section).
    void put(std::vector<std::vector<double>> ScenarioRecord::*table, const std::vector<double>& values,
             std::size_t width, std::size_t offset) {
        const std::size_t sections = case_.sections.size();
        std::size_t at = 0;
        for (std::size_t day = 0; day < forecast_.record.day_start.size(); ++day) {
            for (ScenarioRecord& scenario : forecast_.record.scenarios) {
                std::vector<std::vector<double>>& days = scenario.*table;
                days.resize(forecast_.record.day_start.size());
                days[day].resize(sections * width);
                for (std::size_t k = 0; k < sections; ++k) days[day][k * width + offset] = values[at++];
            }
        }
    }

    void read_days() {
        const std::size_t scenarios = case_.scenarios.size();
        forecast_.oxygen_saturation.resize(scenarios);
        if (!nc_.has("day")) return;  // too short a run
        forecast_.record.day_start = nc_.values("day");
        const std::vector<double> saturation = nc_.values("day_oxygen_saturation");
        for (std::size_t i = 0; i < saturation.size(); ++i)
            forecast_.oxygen_saturation[i % scenarios].push_back(saturation[i]);
        if (case_.sections.empty()) {
            read_fields();
            return;
        }
        constexpr std::string_view prefix = "section_daily_";
        for (const std::string& name : nc_.variables()) {
            if (!name.starts_with(prefix) || name == "section_daily_discharge") continue;
            Constituent& constituent = forecast_.constituents.emplace_back();
            constituent.name = name.substr(prefix.size());
            constituent.unit = nc_.attribute(name, "units").value_or("1");
            constituent.title = nc_.attribute(constituent.name, "long_name_zh").value_or("");
            constituent.long_name = nc_.attribute(constituent.name, "long_name").value_or("");
        }
        const std::size_t width = forecast_.constituents.size();
        put(&ScenarioRecord::daily_discharge, nc_.values("section_daily_discharge"), 1, 0);
        for (std::size_t c = 0; c < width; ++c) {
            const std::string& name = forecast_.constituents[c].name;
            put(&ScenarioRecord::daily_concentration, nc_.values("section_daily_" + name), width, c);
            const std::string error = "section_" + name + "_numerical_error";
            if (nc_.has(error)) put(&ScenarioRecord::concentration_error, nc_.values(error), width, c);
        }
        if (!nc_.has("section_discharge_numerical_error")) return;
        put(&ScenarioRecord::discharge_error, nc_.values("section_discharge_numerical_error"), 1, 0);
        put(&ScenarioRecord::water_level_error, nc_.values("section_water_level_numerical_error"), 1, 0);
    }

    /// Without sections nothing has daily means, but maps are judged by the fields.
    void read_fields() {
        if (!nc_.has("indicator_parts")) return;
        for (const std::string& parts : nc_.texts("indicator_parts")) {
            for (const std::string& name : words_of(parts)) {
                const auto& known = forecast_.constituents;
                if (!nc_.has(name) || std::ranges::find(known, name, &Constituent::name) != known.end()) continue;
                Constituent& constituent = forecast_.constituents.emplace_back();
                constituent.name = name;
                constituent.unit = nc_.attribute(name, "units").value_or("1");
                constituent.title = nc_.attribute(name, "long_name_zh").value_or("");
                constituent.long_name = nc_.attribute(name, "long_name").value_or("");
            }
        }
    }

    void read_indicators() {
        if (!nc_.has("indicator_name")) return;  // the water carries nothing
        forecast_.indicators = nc_.texts("indicator_name");
        for (const std::string& parts : nc_.texts("indicator_parts")) {
            std::vector<std::size_t>& of = forecast_.parts.emplace_back();
            for (const std::string& part : words_of(parts)) {
                const auto found = std::ranges::find(forecast_.constituents, part, &Constituent::name);
                if (found != forecast_.constituents.end())
                    of.push_back(static_cast<std::size_t>(found - forecast_.constituents.begin()));
            }
        }
        for (const double flag : nc_.values("indicator_simulated")) forecast_.simulated.push_back(flag > 0);
        for (const double flag : nc_.values("indicator_estimated")) forecast_.estimated.push_back(flag > 0);
    }

    std::filesystem::path file_;
    NetcdfReader nc_;
    ReadForecast& forecast_;
    Case& case_;
};

ResultLayout layout_of(const ReadForecast& forecast) {
    return {forecast.specification, forecast.constituents, forecast.bed, {}, {}, {}, {}, {}, {}, {}};
}

}  // namespace

bool is_run(const std::filesystem::path& file) {
    try {
        const NetcdfReader nc(file);
        return nc.has("scenario_name") && nc.has("mesh1d");
    } catch (const ReadError&) {
        return false;
    }
}

bool is_forecast(const std::filesystem::path& file) {
    try {
        const NetcdfReader nc(file);
        return nc.has("scenario_name") && nc.has("section_name");
    } catch (const ReadError&) {
        return false;
    }
}

std::unique_ptr<ReadForecast> read_forecast(const std::filesystem::path& file) {
    auto forecast = std::make_unique<ReadForecast>();
    try {
        Reader(file, *forecast).read();
    } catch (const ReadError& error) {
        throw FileError(error.what());
    }
    return forecast;
}

Standard standard_of(const std::filesystem::path& file, const ReadForecast& forecast) {
    std::optional<std::string> text;
    try {
        text = NetcdfReader(file).attribute("", "standard_document");
    } catch (const ReadError& error) {
        throw FileError(error.what());
    }
    if (text && !text->empty()) return parse_standard(*text, "standard_document of the forecast");
    return forecast.standard.empty() ? Standard{} : read_standard(standard_file(forecast.standard));
}

SimulatedValues simulated_values(const ReadForecast& forecast, const Standard& standard) {
    std::vector<std::vector<std::size_t>> parts(standard.indicators.size());
    std::vector<bool> simulated(standard.indicators.size(), false), estimated(standard.indicators.size(), false);
    for (std::size_t i = 0; i < standard.indicators.size(); ++i) {
        const auto found = std::ranges::find(forecast.indicators, standard.indicators[i].name);
        if (found == forecast.indicators.end() || forecast.record.day_start.empty()) continue;
        const auto at = static_cast<std::size_t>(found - forecast.indicators.begin());
        parts[i] = forecast.parts[at];
        simulated[i] = forecast.simulated[at];
        estimated[i] = forecast.estimated[at];
    }
    return {std::move(parts), std::move(simulated), std::move(estimated)};
}

Verdict judge_forecast(const ReadForecast& forecast, const Standard& standard) {
    Verdict verdict = assess(forecast.specification, forecast.constituents.size(), forecast.record, standard,
                             simulated_values(forecast, standard), forecast.oxygen_saturation, forecast.taken);
    for (std::size_t s = 0; s < forecast.black_odour.size(); ++s)
        verdict.scenarios[s].black_odour = forecast.black_odour[s];
    return verdict;
}

std::string forecast_table(const ReadForecast& forecast, const Verdict& verdict, const Standard& standard,
                           const TableStyle& style) {
    return dispatcher_table(layout_of(forecast), forecast.record, verdict, standard, {}, style);
}

std::string forecast_csv(const ReadForecast& forecast, const Verdict& verdict, const Standard& standard) {
    return section_days_csv(layout_of(forecast), forecast.record, verdict, standard);
}

std::string forecast_json(const ReadForecast& forecast, const Verdict& verdict, const Standard& standard) {
    const Case& c = forecast.specification;
    Json document = {{"case", c.name},
                     {"standard", standard.name},
                     {"period",
                      {{"start", format_instant(c.start, c.utc_offset_minutes)},
                       {"end", format_instant(c.end, c.utc_offset_minutes)}}}};
    if (!forecast.record.complete) document["status"] = "incomplete";
    document["scenarios"] = Json::array();
    for (const ScenarioVerdict& judged : verdict.scenarios) {
        Json sections = Json::array();
        for (std::size_t k = 0; k < judged.sections.size(); ++k)
            sections.push_back(section_summary(c.sections[k], judged.sections[k], c.network, standard));
        document["scenarios"].push_back({{"name", judged.name},
                                         {"failed", judged.failed},
                                         {"sections", std::move(sections)},
                                         {"share_sections_class_III", judged.share_sections_class_iii},
                                         {"share_ecological_flow_met", judged.share_ecological_flow_met},
                                         {"goals", goals_summary(judged, c.goals)},
                                         {"diverted_total_m3", judged.diverted_m3},
                                         {"cost_yuan", judged.cost_yuan}});
    }
    document["best"] =
        verdict.best >= 0 ? Json(c.scenarios[static_cast<std::size_t>(verdict.best)].name) : Json(nullptr);
    return document.dump(2) + "\n";
}

}  // namespace qingliu
