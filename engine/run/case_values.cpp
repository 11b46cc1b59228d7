#include "engine/run/case_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "engine/base/quantity.hpp"
#include "engine/base/text.hpp"
#include "engine/time/civil_time.hpp"

namespace qingliu {
namespace {

using Kind = ValueDescription::Kind;

constexpr const char* instant_example = "2026-01-15 00:00 +08:00";
constexpr const char* series_schema = R"({"anyOf": [
  {"type": ["string", "number"]},
  {"type": "object", "additionalProperties": false, "maxProperties": 1, "properties": {
    "step": {"type": "array", "items": {"type": "array", "minItems": 2, "maxItems": 2}},
    "linear": {"type": "array", "items": {"type": "array", "minItems": 2, "maxItems": 2}}}},
  {"type": "object", "additionalProperties": false, "required": ["csv", "column"], "properties": {
    "csv": {"type": "string"}, "column": {"type": "string"}, "shape": {"enum": ["step", "linear"]},
    "unit": {"type": "string"}, "time": {"type": "string"}, "utc_offset": {"type": "string"}}},
  {"type": "object", "additionalProperties": false, "required": ["netcdf", "variable"], "properties": {
    "netcdf": {"type": "string"}, "variable": {"type": "string"}, "station": {"type": ["string", "integer"]},
    "scenario": {"type": "string"}, "unit": {"type": "string"}, "shape": {"enum": ["step", "linear"]}}}]})";
constexpr std::array month_names{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};

ValueDescription instant_description() {
    return {
        .kind = Kind::other,
        .phrase = fmt::format("a time with its UTC offset, such as {}", instant_example),
        .example = instant_example,
        .schema =
            R"({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2})? ?(Z|[+-][0-9]{2}:[0-9]{2})$"})"};
}

bool read_instant(const Node& node, const ValueDescription& what, Reading& reading, double& value) {
    if (!node.is(Node::Kind::text)) {
        report_wrong_kind(node, what, reading);
        return false;
    }
    if (const std::optional<double> time = parse_instant(node.text())) {
        value = *time;
        return true;
    }
    const bool only_offset_missing = parse_instant(node.text() + " +00:00").has_value();
    reading.fault(node,
                  fmt::format("\"{}\" {}", node.text(), only_offset_missing ? "has no UTC offset" : "is not a time"),
                  what.phrase);
    return false;
}

/// Reads [[time, value], ...]; nothing after a fault.
std::optional<Series> read_knots(const Node& list, const ValueDescription& what, Series::Shape shape,
                                 Reading& reading) {
    std::vector<double> times, values;
    bool clean = list.is(Node::Kind::list) && !list.items().empty();
    if (!clean)
        report_wrong_kind(
            list,
            ValueDescription{.phrase = fmt::format("a list of pairs [[time, {}], ...]", quantity_name(what.unit))},
            reading);
    static const ValueDescription time_description = instant_description();
    for (const Node& pair : list.items()) {
        double time = 0, value = 0;
        if (pair.items().size() != 2) {
            reading.fault(pair, "this is not a pair", fmt::format("[time, {}]", quantity_name(what.unit)));
            clean = false;
            continue;
        }
        const bool time_read = read_instant(pair.items()[0], time_description, reading, time);
        const bool value_read = read_quantity(pair.items()[1], what, reading, value);
        if (time_read && !times.empty() && time <= times.back()) {
            reading.fault(pair.items()[0], "this time is not after the one before", "times in ascending order");
            clean = false;
        }
        clean = clean && time_read && value_read;
        times.push_back(time);
        values.push_back(value);
    }
    if (!clean) return std::nullopt;
    return Series(std::move(times), std::move(values), shape);
}

void read_series_map(const Node& map, const ValueDescription& what, Reading& reading, Series& value) {
    static const std::vector<std::string> of_tables{"csv", "column", "unit", "time", "utc_offset", "shape"};
    static const std::vector<std::string> of_netcdf{"netcdf", "variable", "station", "scenario", "unit", "shape"};
    const Node step = map.find("step"), linear = map.find("linear"), csv = map.find("csv"), netcdf = map.find("netcdf");
    const std::vector<std::string> alone{"step", "linear"};
    const std::vector<std::string>& keys = csv.present() ? of_tables : netcdf.present() ? of_netcdf : alone;
    for (const Node::Entry& entry : map.entries()) {
        const std::string key = entry.key.text();
        const auto known = [&](const std::vector<std::string>& list) {
            return std::ranges::find(list, key) != list.end();
        };
        if (known(keys) || known(alone) || key == "csv" || key == "netcdf") continue;
        if (known(of_tables) || known(of_netcdf)) {
            if (!csv.present() && !netcdf.present() && (key == "column" || key == "shape"))
                return reading.fault(map, "column and shape go with csv only");
            reading.fault(entry.key, fmt::format("\"{}\" goes with {} only", key, known(of_tables) ? "csv" : "netcdf"));
            reading.distrust(map);
            return;
        }
        std::vector<std::string> all = keys;
        if (&keys == &alone) all.insert(all.end(), of_tables.begin(), of_tables.end());
        reading.fault(entry.key, fmt::format("a series has no key \"{}\"", key),
                      csv.present() || netcdf.present() ? join_words(keys, "or")
                                                        : "step, linear, csv with column, or netcdf with variable",
                      closest_name(key, all));
        reading.distrust(map);
        return;
    }
    if (step.present() + linear.present() + csv.present() + netcdf.present() != 1) {
        return reading.fault(map, "a series is given in one way",
                             "one of step, linear, csv with column, or netcdf with variable");
    }
    const Node shape = map.find("shape");
    if (shape.present() && shape.text() != "step" && shape.text() != "linear") {
        return report_wrong_choice(shape, ValueDescription{.choices = {"step", "linear"}}, reading);
    }
    const auto of = [](bool is_linear) { return is_linear ? Series::Shape::linear : Series::Shape::step; };
    if (csv.present()) {
        value = read_series_file(map, what, of(shape.text() == "linear"), reading);
        return;
    }
    if (netcdf.present()) {
        value = read_netcdf_series(map, what, of(shape.text() == "linear"), reading);
        return;
    }
    if (const std::optional<Series> read =
            read_knots(step.present() ? step : linear, what, of(linear.present()), reading))
        value = *read;
    else
        reading.distrust(map);
}

/// First and last month (0..11) that a key such as "oct_may" or "jan" names.
std::optional<std::pair<int, int>> month_span(const std::string& key) {
    const auto month = [](std::string_view name) {
        const auto found = std::ranges::find(month_names, name);
        return found == month_names.end() ? -1 : static_cast<int>(found - month_names.begin());
    };
    const std::size_t link = key.find('_');
    const int first = month(std::string_view(key).substr(0, link));
    const int last = link == std::string::npos ? first : month(std::string_view(key).substr(link + 1));
    if (first < 0 || last < 0) return std::nullopt;
    return std::pair(first, last);
}

}  // namespace

Value<double> instant() {
    return {instant_description(), [](const Node& node, const ValueDescription& what, Reading& reading, double& value) {
                read_instant(node, what, reading, value);
            }};
}

Value<Series> series(const std::string& unit) {
    ValueDescription description = quantity(unit).description;
    description.kind = Kind::other;
    description.phrase += ", or a series of it in time (step, linear, csv, netcdf)";
    description.example = fmt::format("{{step: [[{}, 0 {}]]}}", instant_example, unit);
    description.schema = series_schema;
    return {std::move(description),
            [](const Node& node, const ValueDescription& what, Reading& reading, Series& value) {
                if (node.is(Node::Kind::map)) return read_series_map(node, what, reading, value);
                double constant = 0;
                if (read_quantity(node, what, reading, constant)) value = Series(constant);
            }};
}

Value<std::map<std::string, Series>> concentrations(const std::vector<Constituent>& constituents) {
    std::map<std::string, Value<Series>> kinds;
    std::vector<std::string> names;
    for (const Constituent& constituent : constituents) {
        if (!constituent.mass || constituent.name.starts_with("fraction_")) continue;
        kinds.emplace(constituent.name, series(common_unit(constituent.unit)).at_least(0));
        names.push_back(constituent.name);
    }
    ValueDescription description{.kind = Kind::other, .phrase = "a map from constituents to their concentrations"};
    description.choices = names;
    description.example = "{dissolved_oxygen: 9.8 mg/L}";
    description.schema = fmt::format(R"({{"type": "object", "additionalProperties": {}}})", series_schema);
    return {std::move(description), [kinds = std::move(kinds), names = std::move(names)](
                                        const Node& node, const ValueDescription& what, Reading& reading,
                                        std::map<std::string, Series>& values) {
                if (!node.is(Node::Kind::map)) return report_wrong_kind(node, what, reading);
                for (const Node::Entry& entry : node.entries()) {
                    const auto kind = kinds.find(entry.key.text());
                    if (kind != kinds.end()) {
                        kind->second.read(entry.value, reading, values[entry.key.text()]);
                        continue;
                    }
                    const std::string guess = closest_name(entry.key.text(), names);
                    reading.fault(entry.key, fmt::format("there is no constituent \"{}\"", entry.key.text()),
                                  guess.empty() ? join_words(names, "or") : "", guess);
                }
            }};
}

Value<std::array<double, 12>> monthly(const std::string& unit) {
    ValueDescription description = quantity(unit).description;
    description.kind = Kind::other;
    description.phrase = fmt::format("a map from months (jan) or spans of months (oct_may) to {} in {}",
                                     with_article(quantity_name(unit)), accepted_units(unit));
    description.example = fmt::format("{{oct_may: 1.7 {}, jun_sep: 5 {}}}", unit, unit);
    description.schema = R"({"type": "object", "additionalProperties": {"type": "string"}})";
    return {std::move(description),
            [](const Node& node, const ValueDescription& what, Reading& reading, std::array<double, 12>& values) {
                if (!node.is(Node::Kind::map)) return report_wrong_kind(node, what, reading);
                std::array<Node, 12> named_by;
                for (const Node::Entry& entry : node.entries()) {
                    const auto span = month_span(entry.key.text());
                    double value = 0;
                    const bool clean = read_quantity(entry.value, what, reading, value);
                    if (!span) {
                        reading.fault(entry.key,
                                      fmt::format("\"{}\" is no month and no span of months", entry.key.text()),
                                      "jan ... dec, or two of them as in oct_may");
                        continue;
                    }
                    for (int month = span->first;; month = (month + 1) % 12) {
                        const auto i = static_cast<std::size_t>(month);
                        if (named_by[i].present()) {
                            reading.fault(entry.key, fmt::format("{} has a value already", month_names[i]), {}, {},
                                          Related{named_by[i].place(), "it was given here"});
                            break;
                        }
                        named_by[i] = entry.key;
                        if (clean) values[i] = value;
                        if (month == span->second) break;
                    }
                }
            }};
}

Value<int> day_of_year() {
    ValueDescription description{.kind = Kind::other, .phrase = "a day of the year, such as 05-15"};
    description.example = "05-15";
    description.schema = R"({"type": "string", "pattern": "^[0-9]{2}-[0-9]{2}$"})";
    return {std::move(description), [](const Node& node, const ValueDescription& what, Reading& reading, int& value) {
                if (!node.is(Node::Kind::text)) return report_wrong_kind(node, what, reading);
                // the day must exist in a leap year
                const std::string whole = "2024-" + node.text() + " 00:00 Z";
                const std::optional<double> instant =
                    node.text().size() == 5 ? parse_instant(whole) : std::optional<double>();
                if (!instant)
                    return reading.fault(node, fmt::format("\"{}\" is no day of the year", node.text()), what.phrase);
                value = month_day_of(*instant, 0);
            }};
}

Record<Provenance> provenance_record(bool inherited) {
    Record<Provenance> record("provenance", "Where a figure comes from and how far it can be trusted.");
    record
        .field("source", &Provenance::source, text(),
               "Keys of the list of sources, separated by commas; compulsory for what is verified.")
        .optional();
    record.field(
        "confidence", &Provenance::confidence,
        choice<Confidence>(
            {{"verified", Confidence::verified}, {"general", Confidence::general}, {"estimate", Confidence::estimate}}),
        "How far the figure can be trusted: read in a source, general knowledge of the field, or reasoned.");
    if (inherited) record.optional();
    record.field("note", &Provenance::note, text(), "Reasoning, compulsory for an estimate.").optional();
    return record;
}

void check_cover(const Node& node, const Series& values, double start, double end, int utc_offset_minutes,
                 Reading& reading) {
    // Even a single knot has a time when it came from a list: a constant is plain text.
    if (values.empty() || node.is(Node::Kind::text) || !reading.sound(node)) return;
    const auto show = [&](double time) { return format_instant(time, utc_offset_minutes); };
    if (values.times().front() > start) {
        reading.fault(
            node, fmt::format("this series begins at {}, after the start of the case", show(values.times().front())),
            fmt::format("a first time not after {}", show(start)));
    }
    if (values.shape() == Series::Shape::linear && values.times().back() < end) {
        reading.fault(node,
                      fmt::format("this series stops at {}, before the end of the case", show(values.times().back())),
                      fmt::format("a last time not before {}", show(end)));
    }
}

}  // namespace qingliu
