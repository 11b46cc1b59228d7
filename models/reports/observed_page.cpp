#include "models/reports/observed_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/base/quantity.hpp"
#include "engine/time/civil_time.hpp"
#include "models/reports/spreadsheet.hpp"

namespace qingliu {

namespace {

std::string grade_name(const Standard& standard, int water_class) {
    return water_class > 0 ? standard.grades.at(static_cast<std::size_t>(water_class) - 1).name : std::string();
}

std::string indicator_name(const Standard& standard, int indicator) {
    return indicator >= 0 ? standard.indicators.at(static_cast<std::size_t>(indicator)).name : std::string();
}

std::string pollutant_names(const Standard& standard, const ObservedClass& one) {
    std::string names;
    for (const auto& [indicator, multiple] : one.main_pollutants) {
        if (!names.empty()) names += "; ";
        names += indicator_name(standard, indicator);
        if (!std::isnan(multiple)) names += fmt::format(" ({:.2g})", multiple);
    }
    return names;
}

std::string instant(const ObservedPage& page, double time) {
    return format_instant(time, page.observations.utc_offset_minutes);
}

}  // namespace

std::string station_label(const Observations& observations, int station) {
    const Station& one = observations.stations[static_cast<std::size_t>(station)];
    const auto bearers = std::ranges::count(observations.stations, one.name, &Station::name);
    return bearers > 1 ? fmt::format("{}({})", one.name, one.province.empty() ? one.basin : one.province) : one.name;
}

std::string span_label(const ObservedPage& page, const ObservedClass& one) {
    const int offset = page.observations.utc_offset_minutes;
    if (page.settings.period) return period_label(one.span, *page.settings.period, offset);
    return format_instant(one.span.start, offset).substr(0, 16);
}

std::string shown_value(const ObservedVariable& variable, double si) {
    if (std::isnan(si)) return "";
    return fmt::format("{:.6g}", variable.shown_unit == "NTU" ? si : from_si(si, variable.shown_unit));
}

double value_of(const ObservedPage& page, const ObservedClass& one, std::size_t variable) {
    return one.values.empty() ? page.observations.values[page.observations.at(one.row, variable)]
                              : one.values[variable];
}

const char* reason_name(Disagreement::Reason reason) {
    switch (reason) {
        case Disagreement::Reason::other_column:
            return "other_column";
        case Disagreement::Reason::on_a_limit:
            return "on_a_limit";
        case Disagreement::Reason::flagged:
            return "flagged";
        case Disagreement::Reason::unexplained:
            break;
    }
    return "unexplained";
}

const char* period_name(const ObservedSettings& settings) {
    if (!settings.period) return "reading";
    constexpr std::array<const char*, 7> names{"hour", "day", "week", "ten_days", "month", "quarter", "year"};
    return names.at(static_cast<std::size_t>(*settings.period));
}

std::string observed_csv(const ObservedPage& page) {
    const Observations& o = page.observations;
    const bool readings = !page.settings.period;
    std::string csv(byte_order_mark);
    csv +=
        "station,province,basin,waterbody,start,end,samples,class,published_class,rating,limiting_indicator,"
        "main_pollutants,incomplete,flags";
    for (const ObservedVariable& variable : o.variables) {
        csv += fmt::format(",{}", spreadsheet_cell(fmt::format("{} [{}]", variable.name, variable.shown_unit)));
        if (readings) csv += fmt::format(",{}_flags", variable.name);
    }
    csv += "\r\n";
    for (const ObservedClass& one : page.classes.all) {
        const Station& station = o.stations[static_cast<std::size_t>(one.station)];
        csv += fmt::format(
            "{},{},{},{},{},{},{},{},{},{},{},{},{},{}", spreadsheet_cell(station.name),
            spreadsheet_cell(station.province), spreadsheet_cell(station.basin), one.lake ? "lake" : "river",
            instant(page, one.span.start), instant(page, one.span.end), one.samples,
            grade_name(page.standard, one.water_class), grade_name(page.standard, one.published_class),
            one.rating == Rating::none ? "" : rating_name(one.rating), indicator_name(page.standard, one.limiting),
            spreadsheet_cell(pollutant_names(page.standard, one)), one.incomplete ? "yes" : "no", flag_text(one.flags));
        for (std::size_t k = 0; k < o.variables.size(); ++k) {
            const std::size_t at = o.at(one.row, k);
            const bool below = readings && o.below_detection[at] != 0;
            csv += fmt::format(",{}{}", below ? "<" : "", shown_value(o.variables[k], value_of(page, one, k)));
            if (readings) csv += fmt::format(",{}", flag_text(o.flags[at]));
        }
        csv += "\r\n";
    }
    return csv;
}

std::string observed_json(const ObservedPage& page) {
    using Json = nlohmann::ordered_json;
    const Observations& o = page.observations;
    const auto class_or_null = [](int water_class) { return water_class > 0 ? Json(water_class) : Json(nullptr); };
    const auto name_or_null = [&](int indicator) {
        return indicator >= 0 ? Json(indicator_name(page.standard, indicator)) : Json(nullptr);
    };
    Json sections = Json::array();
    std::vector<long> per_class(page.standard.grades.size() + 1, 0);
    for (const ObservedClass& one : page.classes.all) {
        ++per_class.at(static_cast<std::size_t>(one.water_class));
        const Station& station = o.stations[static_cast<std::size_t>(one.station)];
        Json pollutants = Json::array();
        for (const auto& [indicator, multiple] : one.main_pollutants)
            pollutants.push_back({{"indicator", indicator_name(page.standard, indicator)},
                                  {"multiple", std::isnan(multiple) ? Json(nullptr) : Json(multiple)}});
        Json values = Json::object();
        for (std::size_t k = 0; k < o.variables.size(); ++k) {
            const double value = value_of(page, one, k);
            if (!std::isnan(value)) values[o.variables[k].name] = value;
        }
        sections.push_back({{"station", station.name},
                            {"province", station.province},
                            {"basin", station.basin},
                            {"waterbody", one.lake ? "lake" : "river"},
                            {"start", instant(page, one.span.start)},
                            {"end", instant(page, one.span.end)},
                            {"samples", one.samples},
                            {"class", class_or_null(one.water_class)},
                            {"published_class", class_or_null(one.published_class)},
                            {"rating", one.rating == Rating::none ? Json(nullptr) : Json(rating_name(one.rating))},
                            {"limiting_indicator", name_or_null(one.limiting)},
                            {"main_pollutants", std::move(pollutants)},
                            {"incomplete", one.incomplete},
                            {"flags", flag_text(one.flags)},
                            {"values", std::move(values)}});
    }
    Json classes = Json::object();
    for (std::size_t c = 1; c < per_class.size(); ++c) classes[page.standard.grades[c - 1].name] = per_class[c];
    classes["not_judged"] = per_class[0];
    Json others = Json::array();
    for (const Disagreement& other : page.agreement.others) {
        const ObservedClass& one = page.classes.all[other.at];
        others.push_back({{"station", station_label(o, one.station)},
                          {"time", instant(page, one.span.start)},
                          {"class", other.ours},
                          {"published_class", other.published},
                          {"reason", reason_name(other.reason)},
                          {"indicator", name_or_null(other.indicator)}});
    }
    const FlagCounts counts = count_flags(o);
    Json flags = Json::object(), flagged = Json::array(), notes = Json::array();
    for (std::size_t f = 0; f < flag_names().size(); ++f) flags[flag_names()[f].second] = counts.of_flag[f];
    for (std::size_t row = 0; row < o.rows(); ++row) {
        for (std::size_t k = 0; k < o.variables.size(); ++k) {
            if (o.flags[o.at(row, k)] == 0) continue;
            const double value = o.values[o.at(row, k)];
            flagged.push_back({{"station", station_label(o, o.station[row])},
                               {"time", instant(page, o.time[row])},
                               {"line", o.line[row]},
                               {"variable", o.variables[k].name},
                               {"value", std::isnan(value) ? Json(nullptr) : Json(value)},
                               {"flags", flag_text(o.flags[o.at(row, k)])}});
        }
    }
    for (const ReadingNote& note : o.notes) notes.push_back(note.text);
    const Json document = {{"file", page.file},
                           {"standard", page.standard.name},
                           {"period", period_name(page.settings)},
                           {"rounding", page.settings.evaluation.rounding == Rounding::none ? "none" : "evaluation"},
                           {"encoding", o.encoding},
                           {"readings", o.rows()},
                           {"classes", std::move(classes)},
                           {"published",
                            {{"compared", page.agreement.compared},
                             {"agree", page.agreement.agree},
                             {"ours_alone", page.agreement.ours_alone},
                             {"published_alone", page.agreement.published_alone},
                             {"others", std::move(others)}}},
                           {"flags", std::move(flags)},
                           {"values_left_out", page.classes.left_out},
                           {"flagged", std::move(flagged)},
                           {"sections", std::move(sections)},
                           {"notes", std::move(notes)}};
    return document.dump(2) + "\n";
}

}  // namespace qingliu
