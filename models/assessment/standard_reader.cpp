#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/quantity.hpp"
#include "engine/base/text.hpp"
#include "engine/base/unknown.hpp"
#include "engine/config/document.hpp"
#include "models/assessment/standard.hpp"
#include "models/assessment/written_standard.hpp"

namespace qingliu {

namespace {

using Direction = Indicator::Direction;

constexpr double nothing_asked = std::numeric_limits<double>::infinity();

/// The classes of GB 3838-2002, for a file that names no grades of its own.
std::vector<Grade> surface_water_classes() {
    return {{"I", "Ⅰ", Rating::excellent},
            {"II", "Ⅱ", Rating::excellent},
            {"III", "Ⅲ", Rating::good},
            {"IV", "Ⅳ", Rating::light_pollution},
            {"V", "Ⅴ", Rating::moderate_pollution},
            {"worse than V", "劣Ⅴ", Rating::heavy_pollution}};
}
constexpr int surface_water_acceptable = 3;  // 环办〔2011〕22号: exceedance is counted from class III

/// Names of the grades that have limits.
std::vector<std::string> limited_grades(const Standard& standard) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i + 1 < standard.grades.size(); ++i) names.push_back(standard.grades[i].name);
    return names;
}

void read_grades(const WrittenStandard& written, const Node& document, Standard& standard, Reading& reading) {
    standard.grades = surface_water_classes();
    standard.acceptable = surface_water_acceptable;
    if (document.find("grades").present()) {
        if (written.grades.empty() && reading.sound(document, "grades"))
            reading.fault(document.find("grades"), "there is no grade", "one at least");
        if (!document.find("beyond").present())
            reading.fault(document.key_node("grades"), "grades without what lies beyond them",
                          "beyond: {name: worse, title: ...}");
        std::vector<Grade> grades;
        for (const auto& grade : written.grades) {
            const bool twice =
                std::any_of(grades.begin(), grades.end(), [&](const Grade& other) { return other.name == grade.name; });
            if (twice && !grade.name.empty())
                reading.fault(grade.node.find("name"), fmt::format("grade {} is given twice", grade.name));
            grades.push_back({grade.name, grade.title, grade.rating});
        }
        // Where it is missing, an unnamed one lets the limits be checked against the grades all the same.
        grades.push_back(written.beyond ? Grade{written.beyond->name, written.beyond->title, written.beyond->rating}
                                        : Grade{});
        if (grades.size() > 1) standard.grades = std::move(grades);
        standard.acceptable = standard.beyond() - 1;
    } else if (written.beyond) {
        reading.fault(document.key_node("beyond"), "there are no grades it could lie beyond", "grades: [...]");
    }
    if (!written.acceptable) return;
    const std::vector<std::string> names = limited_grades(standard);
    const auto found = std::find(names.begin(), names.end(), *written.acceptable);
    if (found == names.end()) {
        reading.fault(document.find("acceptable"), fmt::format("there is no grade \"{}\"", *written.acceptable),
                      join_words(names, "or"), closest_name(*written.acceptable, names));
    } else {
        standard.acceptable = static_cast<int>(found - names.begin()) + 1;
    }
}

/// What can be below zero: temperatures and potentials; everything else is an amount.
bool may_be_negative(const std::string& unit) {
    const Dimension dimension = declared_unit(unit).dimension;
    return dimension == declared_unit("degC").dimension || dimension == declared_unit("mV").dimension;
}

/// The limits of a table in SI. What is missing, unknown, in another unit or out of order is reported.
std::vector<double> read_limits(const Node& table, const WrittenIndicator& indicator, const Standard& standard,
                                Reading& reading) {
    const std::vector<std::string> names = limited_grades(standard);
    std::vector<double> limits(names.size(), unknown);
    for (const Node::Entry& entry : table.entries()) {
        if (std::find(names.begin(), names.end(), entry.key.text()) == names.end()) {
            reading.fault(entry.key, fmt::format("there is no class \"{}\"", entry.key.text()),
                          join_words(names, "or"));
        }
    }
    Value<double> value = quantity(indicator.unit);
    if (!may_be_negative(indicator.unit)) value = std::move(value).above(0);
    const bool upper = indicator.direction == Direction::upper;
    std::optional<std::size_t> before;  // last grade whose limit was read
    for (std::size_t at = 0; at < names.size(); ++at) {
        const Node node = table.find(names[at]);
        if (!node.present()) {
            reading.fault(table, fmt::format("class {} of {} has no limit", names[at], indicator.name),
                          fmt::format("a limit for each of {}; neighbours may be equal", join_words(names)));
            continue;
        }
        if (node.text() == "none") {
            limits[at] = upper ? nothing_asked : -nothing_asked;
        } else if (!read_quantity(node, value.description, reading, limits[at])) {
            continue;
        }
        if (before) {
            const bool stricter = upper ? limits[at] < limits[*before] : limits[at] > limits[*before];
            if (stricter) {
                reading.fault(
                    node,
                    fmt::format("the limit of class {} is stricter than that of class {}", names[at], names[*before]),
                    fmt::format("{} {} or {}", upper ? "at least" : "at most", table.find(names[*before]).text(),
                                "another limit before it"));
            }
        }
        before = at;
    }
    return limits;
}

void read_range(const Written<WrittenIndicator>& written, Indicator& indicator, Reading& reading) {
    if (!reading.sound(written.node, "range")) return;
    if (written.range.size() != 2 || written.range[0] <= 0 || written.range[0] >= written.range[1]) {
        reading.fault(written.node.find("range"), "this is no range",
                      "[lowest, highest], both positive and in this order");
        return;
    }
    indicator.range_from = written.range[0];
    indicator.range_to = written.range[1];
}

/// Limits that hold under a condition; both halves of such a rule are needed.
void read_conditions(const Written<WrittenIndicator>& written, const Standard& standard, Indicator& indicator,
                     Reading& reading) {
    const auto halves = [&](const char* one, const char* other) {
        if (written.node.find(one).present() == written.node.find(other).present()) return;
        const char* there = written.node.find(one).present() ? one : other;
        reading.fault(written.node.key_node(there), fmt::format("{} goes with {}", one, other), "both, or neither");
    };
    halves("cold_limits", "cold_at_most");
    halves("shallow_below", "shallow_share");
    if (written.cold_limits.present())
        indicator.cold_limits = read_limits(written.cold_limits, written, standard, reading);
    indicator.cold_at_most = written.cold_at_most.value_or(unknown);
    indicator.shallow_below = written.shallow_below.value_or(0);
    indicator.shallow_share = written.shallow_share.value_or(0);
}

Indicator make_indicator(const Written<WrittenIndicator>& written, const Standard& standard, Reading& reading) {
    Indicator indicator;
    indicator.name = written.name;
    indicator.title = written.title;
    indicator.unit = written.unit;
    indicator.direction = written.direction;
    indicator.headline = written.headline;
    indicator.judged = written.judged;
    indicator.saturation_share = written.saturation_share;
    indicator.named_first = written.named_first;
    indicator.acceptable = standard.acceptable;
    indicator.limits.assign(standard.grades.size() - 1, unknown);
    indicator.article = written.article;
    indicator.provenance = {written.source, written.confidence, written.note.value_or("")};
    if (written.decimals) {
        indicator.decimals = *written.decimals;
        if ((*written.decimals < 0 || *written.decimals > 12) && reading.sound(written.node, "decimals"))
            reading.fault(written.node.find("decimals"), "that many decimals no value is told with", "0 to 12");
    }
    if (!parse_unit(written.unit)) {
        if (reading.sound(written.node, "unit"))
            reading.fault(written.node.find("unit"), fmt::format("\"{}\" is no unit", written.unit));
        return indicator;
    }
    if (written.direction == Direction::range) read_range(written, indicator, reading);
    const bool lake = standard.waterbody == Waterbody::lake && written.lake_limits.present();
    // Both columns are checked, whichever is asked for.
    if (written.limits.present()) indicator.limits = read_limits(written.limits, written, standard, reading);
    if (written.lake_limits.present()) {
        const std::vector<double> lake_limits = read_limits(written.lake_limits, written, standard, reading);
        if (lake) indicator.limits = lake_limits;
    }
    read_conditions(written, standard, indicator, reading);
    const bool has_limits = written.direction == Direction::range || lake || written.limits.present();
    if (!has_limits) {
        const auto relied_on = [&](const char* key) {
            return !written.node.find(key).present() || reading.sound(written.node, key);
        };
        if (written.judged && relied_on("direction") && relied_on("judged") && relied_on("limits")) {
            reading.fault(written.node, fmt::format("{} is judged but has no limits", written.name),
                          "limits, or judged: false");
        }
        indicator.direction = Direction::none;
    }
    return indicator;
}

void check_together(const WrittenStandard& standard, Reading& reading) {
    const auto& indicators = standard.indicators;
    for (std::size_t i = 0; i < indicators.size(); ++i) {
        const Written<WrittenIndicator>& indicator = indicators[i];
        for (std::size_t k = 0; k < i; ++k) {
            if (indicator.name.empty() || indicators[k].name != indicator.name) continue;
            reading.fault(indicator.node.find("name"), fmt::format("{} is given twice", indicator.name), {}, {},
                          Related{indicators[k].node.find("name").place(), "first given here"});
            break;
        }
        const bool known = std::any_of(standard.sources.begin(), standard.sources.end(),
                                       [&](const auto& source) { return source.key.text() == indicator.source; });
        if (!known && reading.sound(indicator.node, "source") && !indicator.source.empty()) {
            reading.fault(indicator.node.find("source"),
                          fmt::format("there is no source \"{}\" in this file", indicator.source));
        }
        if (indicator.confidence == Confidence::estimate && !indicator.note) {
            reading.fault(indicator.node, fmt::format("{} is an estimate without a note", indicator.name),
                          "note: the reasoning");
        }
        if (indicator.headline && !indicator.judged) {
            reading.fault(indicator.node.key_node("headline"),
                          fmt::format("{} cannot decide the headline: it is not judged", indicator.name));
        }
    }
}

Standard standard_of(const Node& document, Reading& reading, const std::filesystem::path& file, Waterbody waterbody) {
    WrittenStandard written;
    standard_record().read(document, reading, written);
    Standard standard;
    standard.name = written.name;
    standard.title = written.title;
    standard.issued = written.issued.value_or("");
    standard.file = file;
    standard.waterbody = waterbody;
    standard.sources = sources_of(written.sources);
    standard.points = written.points;
    read_grades(written, document, standard, reading);
    for (const Written<WrittenIndicator>& indicator : written.indicators) {
        standard.indicators.push_back(make_indicator(indicator, standard, reading));
    }
    check_together(written, reading);
    if (written.indicators.empty() && document.present() && reading.sound(document, "indicators")) {
        reading.fault(document.key_node("indicators"), "the standard has no indicator");
    }
    reading.problems.throw_if_any();
    return standard;
}

}  // namespace

Standard read_standard(const std::filesystem::path& file, Waterbody waterbody) {
    Reading reading;
    const Node document = read_document(file, reading);
    return standard_of(document, reading, file, waterbody);
}

Standard parse_standard(std::string_view text, const std::filesystem::path& shown_as, Waterbody waterbody) {
    Reading reading;
    const Node document = parse_document(text, shown_as, reading);
    return standard_of(document, reading, shown_as, waterbody);
}

void require_classes(const Standard& standard) {
    const std::vector<Grade> classes = surface_water_classes();
    const bool same = std::equal(standard.grades.begin(), standard.grades.end(), classes.begin(), classes.end(),
                                 [](const Grade& a, const Grade& b) { return a.name == b.name; });
    if (same) return;
    Problem problem;
    problem.place.file = standard.file.string();
    problem.message =
        fmt::format("{} has grades of its own, and a forecast is judged by classes I to V", standard.name);
    problem.expected = "a standard without grades";
    throw InputError(std::move(problem));
}

}  // namespace qingliu
