#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/quantity.hpp"
#include "engine/config/document.hpp"
#include "engine/config/record.hpp"
#include "models/assessment/standard.hpp"

namespace qingliu {

namespace {

using Direction = Indicator::Direction;

constexpr std::array<const char*, 5> class_names{"I", "II", "III", "IV", "V"};

struct WrittenSource {
    std::string title;
    std::optional<std::string> address;
};

/// An indicator as written; its limits stay nodes until the unit is known.
struct WrittenIndicator {
    std::string name, title, unit, article, source;
    Direction direction = Direction::upper;
    bool headline = false, judged = true;
    Node limits, lake_limits;
    std::vector<double> range;
    double saturation_share = 0;
    Confidence confidence = Confidence::verified;
    std::optional<std::string> note;
};

struct WrittenStandard {
    std::string name, title;
    std::optional<std::string> issued, note;
    std::vector<Named<Written<WrittenSource>>> sources;
    std::vector<Written<WrittenIndicator>> indicators;
};

/// A map from classes to limits, kept as a node: its unit is another key's value.
Value<Node> class_table() {
    return {ValueDescription{.kind = ValueDescription::Kind::other,
                             .phrase = "a map with the limits of classes I, II, III, IV and V",
                             .example = "{I: 2 mg/L, II: 4 mg/L, III: 6 mg/L, IV: 10 mg/L, V: 15 mg/L}",
                             .schema = R"({"type": "object", "required": ["I", "II", "III", "IV", "V"]})"},
            [](const Node& node, const ValueDescription& what, Reading& reading, Node& table) {
                if (!node.is(Node::Kind::map)) return report_wrong_kind(node, what, reading);
                table = node;
            }};
}

Record<WrittenIndicator> indicator_record() {
    return Record<WrittenIndicator>("indicator", "One indicator and the limits of its classes.")
        .field("name", &WrittenIndicator::name, text(),
               "Word name: a constituent, or a sum of constituents (total_phosphorus).")
        .field("title", &WrittenIndicator::title, text(), "Chinese name, for tables.")
        .field("unit", &WrittenIndicator::unit, text(), "Unit of the limits.")
        .field("direction", &WrittenIndicator::direction,
               choice<Direction>({{"upper", Direction::upper},
                                  {"lower", Direction::lower},
                                  {"range", Direction::range},
                                  {"none", Direction::none}}),
               "Whether a class allows values up to its limit, from it on, or in a range.")
        .fallback("upper")
        .field("headline", &WrittenIndicator::headline, boolean(), "Whether automatic stations measure it.")
        .fallback("false")
        .field("judged", &WrittenIndicator::judged, boolean(), "Whether it takes part in the class.")
        .fallback("true")
        .field("limits", &WrittenIndicator::limits, class_table(), "Limits of classes I to V in rivers.")
        .only_for("direction", {"upper", "lower"})
        .optional()
        .field("lake_limits", &WrittenIndicator::lake_limits, class_table(),
               "Limits in lakes and reservoirs, where they differ.")
        .only_for("direction", {"upper", "lower"})
        .optional()
        .field("range", &WrittenIndicator::range, list_of(number()), "Lowest and highest value that hold class I.")
        .only_for("direction", {"range"})
        .field("saturation_share", &WrittenIndicator::saturation_share, number().between(0, 1),
               "Share of oxygen saturation from which class I also holds; 0 for no such rule.")
        .only_for("direction", {"lower"})
        .fallback("0")
        .field("article", &WrittenIndicator::article, text(), "Place in the standard.")
        .field("source", &WrittenIndicator::source, name_of("a source of this file"), "Where the figures were read.")
        .field("confidence", &WrittenIndicator::confidence,
               choice<Confidence>({{"verified", Confidence::verified},
                                   {"general", Confidence::general},
                                   {"estimate", Confidence::estimate}}),
               "How far the figures can be trusted.")
        .field("note", &WrittenIndicator::note, text(), "Remark; compulsory for an estimate.");
}

Record<WrittenStandard> standard_record() {
    const auto source = Record<WrittenSource>("source", "Where figures come from.")
                            .field("title", &WrittenSource::title, text(), "Title.")
                            .field("address", &WrittenSource::address, text(), "Address.");
    return Record<WrittenStandard>("standard", "A water-quality standard.")
        .field("standard", &WrittenStandard::name, text(), "Its number.")
        .field("title", &WrittenStandard::title, text(), "Chinese title.")
        .field("issued", &WrittenStandard::issued, text(), "Date of issue.")
        .field("note", &WrittenStandard::note, text(), "Remark.")
        .field("sources", &WrittenStandard::sources, map_of(record_of(source)), "Sources by key.")
        .field("indicators", &WrittenStandard::indicators, list_of(record_of(indicator_record())), "The indicators.");
}

/// The limits of a table in SI. What is missing, unknown, in another unit or out of order is reported.
std::array<double, 5> read_limits(const Node& table, const WrittenIndicator& indicator, Reading& reading) {
    std::array<double, 5> limits{};
    for (const Node::Entry& entry : table.entries()) {
        if (std::find(class_names.begin(), class_names.end(), entry.key.text()) == class_names.end()) {
            reading.fault(entry.key, fmt::format("there is no class \"{}\"", entry.key.text()), "I, II, III, IV or V");
        }
    }
    const ValueDescription what = quantity(indicator.unit).above(0).description;
    int before = -1;  // last class whose limit was read
    for (int i = 0; i < 5; ++i) {
        const auto at = static_cast<std::size_t>(i);
        const Node node = table.find(class_names[at]);
        if (!node.present()) {
            reading.fault(table, fmt::format("class {} of {} has no limit", class_names[at], indicator.name),
                          "a limit for each of I, II, III, IV and V; neighbours may be equal");
            continue;
        }
        if (!read_quantity(node, what, reading, limits[at])) continue;
        if (before >= 0) {
            const auto last = static_cast<std::size_t>(before);
            const bool stricter =
                indicator.direction == Direction::upper ? limits[at] < limits[last] : limits[at] > limits[last];
            if (stricter) {
                reading.fault(
                    node,
                    fmt::format("the limit of class {} is stricter than that of class {}", class_names[at],
                                class_names[last]),
                    fmt::format("{} {} or {}", indicator.direction == Direction::upper ? "at least" : "at most",
                                table.find(class_names[last]).text(), "another limit before it"));
            }
        }
        before = i;
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

Indicator make_indicator(const Written<WrittenIndicator>& written, Waterbody waterbody, Reading& reading) {
    Indicator indicator;
    indicator.name = written.name;
    indicator.title = written.title;
    indicator.unit = written.unit;
    indicator.direction = written.direction;
    indicator.headline = written.headline;
    indicator.judged = written.judged;
    indicator.saturation_share = written.saturation_share;
    indicator.article = written.article;
    indicator.provenance = {written.source, written.confidence, written.note.value_or("")};
    if (!parse_unit(written.unit)) {
        if (reading.sound(written.node, "unit"))
            reading.fault(written.node.find("unit"), fmt::format("\"{}\" is no unit", written.unit));
        return indicator;
    }
    if (written.direction == Direction::range) read_range(written, indicator, reading);
    const bool lake = waterbody == Waterbody::lake && written.lake_limits.present();
    // Both columns are checked, whichever is asked for.
    if (written.limits.present()) indicator.limits = read_limits(written.limits, written, reading);
    if (written.lake_limits.present()) {
        const std::array<double, 5> lake_limits = read_limits(written.lake_limits, written, reading);
        if (lake) indicator.limits = lake_limits;
    }
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

}  // namespace

Standard read_standard(const std::filesystem::path& file, Waterbody waterbody) {
    Reading reading;
    WrittenStandard written;
    const Node document = read_document(file, reading);
    standard_record().read(document, reading, written);
    Standard standard;
    standard.name = written.name;
    standard.title = written.title;
    standard.issued = written.issued.value_or("");
    standard.file = file;
    standard.waterbody = waterbody;
    for (const auto& source : written.sources) {
        standard.sources.push_back({source.key.text(), source.value.title, source.value.address.value_or("")});
    }
    for (const Written<WrittenIndicator>& indicator : written.indicators) {
        standard.indicators.push_back(make_indicator(indicator, waterbody, reading));
    }
    check_together(written, reading);
    if (written.indicators.empty() && document.present() && reading.sound(document, "indicators")) {
        reading.fault(document.key_node("indicators"), "the standard has no indicator");
    }
    reading.problems.throw_if_any();
    return standard;
}

}  // namespace qingliu
