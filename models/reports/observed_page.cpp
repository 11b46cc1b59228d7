#include "models/reports/observed_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/base/quantity.hpp"
#include "engine/time/civil_time.hpp"
#include "models/reports/spreadsheet.hpp"
#include "models/reports/written_figures.hpp"

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

namespace {

/// A document written key by key and element by element, so that a million rows are no tree in memory.
class JsonText {
public:
    void put(const char* key, const Json& value) { text_ += fmt::format("{}  \"{}\": {}", next(), key, value.dump()); }
    void begin_list(const char* key) {
        text_ += fmt::format("{}  \"{}\": [", next(), key);
        first_element_ = true;
    }
    void element(const Json& value) {
        text_ += fmt::format("{}\n    {}", first_element_ ? "" : ",", value.dump());
        first_element_ = false;
    }
    void end_list() { text_ += "]"; }
    std::string finish() {
        text_ += "\n}\n";
        return std::move(text_);
    }

private:
    [[nodiscard]] const char* next() const { return text_.size() > 1 ? ",\n" : "\n"; }
    std::string text_ = "{";
    bool first_element_ = true;
};

Json name_or_null(const Standard& standard, int indicator) {
    return indicator >= 0 ? Json(indicator_name(standard, indicator)) : Json(nullptr);
}

Json section_json(const ObservedPage& page, const ObservedClass& one) {
    const Observations& o = page.observations;
    const Station& station = o.stations[static_cast<std::size_t>(one.station)];
    Json pollutants = Json::array();
    for (const auto& [indicator, multiple] : one.main_pollutants)
        pollutants.push_back({{"indicator", indicator_name(page.standard, indicator)}, {"multiple", number(multiple)}});
    Json values = Json::object();
    for (std::size_t k = 0; k < o.variables.size(); ++k) {
        const double value = value_of(page, one, k);
        if (!std::isnan(value)) values[o.variables[k].name] = value;
    }
    return {{"station", station.name},
            {"province", station.province},
            {"basin", station.basin},
            {"waterbody", one.lake ? "lake" : "river"},
            {"start", instant(page, one.span.start)},
            {"end", instant(page, one.span.end)},
            {"samples", one.samples},
            {"class", class_or_null(one.water_class)},
            {"published_class", class_or_null(one.published_class)},
            {"rating", one.rating == Rating::none ? Json(nullptr) : Json(rating_name(one.rating))},
            {"limiting_indicator", name_or_null(page.standard, one.limiting)},
            {"main_pollutants", std::move(pollutants)},
            {"incomplete", one.incomplete},
            {"flags", flag_text(one.flags)},
            {"values", std::move(values)}};
}

void put_flagged(const ObservedPage& page, JsonText& json) {
    const Observations& o = page.observations;
    json.begin_list("flagged");
    for (std::size_t row = 0; row < o.rows(); ++row) {
        for (std::size_t k = 0; k < o.variables.size(); ++k) {
            const std::uint16_t flags = o.flags[o.at(row, k)];
            if (flags == 0) continue;
            const Station& station = o.stations[static_cast<std::size_t>(o.station[row])];
            json.element({{"station", station.name},
                          {"province", station.province},
                          {"time", instant(page, o.time[row])},
                          {"line", o.line[row]},
                          {"variable", o.variables[k].name},
                          {"value", number(o.values[o.at(row, k)])},
                          {"flags", flag_text(flags)}});
        }
    }
    json.end_list();
}

}  // namespace

std::string observed_json(const ObservedPage& page) {
    const Observations& o = page.observations;
    JsonText json;
    json.put("file", page.file);
    json.put("standard", page.standard.name);
    json.put("period", period_name(page.settings));
    json.put("rounding", page.settings.evaluation.rounding == Rounding::none ? "none" : "evaluation");
    json.put("encoding", o.encoding);
    json.put("readings", o.rows());
    std::vector<long> per_class(page.standard.grades.size() + 1, 0);
    for (const ObservedClass& one : page.classes.all) ++per_class.at(static_cast<std::size_t>(one.water_class));
    Json classes = Json::object();
    for (std::size_t c = 1; c < per_class.size(); ++c) classes[page.standard.grades[c - 1].name] = per_class[c];
    classes["not_judged"] = per_class[0];
    json.put("classes", classes);
    Json others = Json::array();
    for (const Disagreement& other : page.agreement.others) {
        const ObservedClass& one = page.classes.all[other.at];
        const Station& station = o.stations[static_cast<std::size_t>(one.station)];
        others.push_back({{"station", station.name},
                          {"province", station.province},
                          {"time", instant(page, one.span.start)},
                          {"class", other.ours},
                          {"published_class", other.published},
                          {"reason", reason_name(other.reason)},
                          {"indicator", name_or_null(page.standard, other.indicator)}});
    }
    json.put("published", {{"compared", page.agreement.compared},
                           {"agree", page.agreement.agree},
                           {"ours_alone", page.agreement.ours_alone},
                           {"published_alone", page.agreement.published_alone},
                           {"others", std::move(others)}});
    const FlagCounts counts = count_flags(o);
    Json flags = Json::object();
    for (std::size_t f = 0; f < flag_names().size(); ++f) flags[flag_names()[f].second] = counts.of_flag[f];
    json.put("flags", flags);
    json.put("values_left_out", page.classes.left_out);
    put_flagged(page, json);
    json.begin_list("sections");
    for (const ObservedClass& one : page.classes.all) json.element(section_json(page, one));
    json.end_list();
    json.begin_list("notes");
    for (const ReadingNote& note : o.notes) json.element(note.text);
    json.end_list();
    return json.finish();
}

}  // namespace qingliu
