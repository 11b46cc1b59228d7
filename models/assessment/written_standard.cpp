#include "models/assessment/written_standard.hpp"

#include <utility>

namespace qingliu {

namespace {

using Direction = Indicator::Direction;

/// A map from grades to limits, kept as a node: its unit is another key's value.
Value<Node> class_table() {
    return {ValueDescription{.kind = ValueDescription::Kind::other,
                             .phrase = "a map with the limit of each grade (classes I to V)",
                             .example = "{I: 2 mg/L, II: 4 mg/L, III: 6 mg/L, IV: 10 mg/L, V: 15 mg/L}",
                             .schema = R"({"type": "object"})"},
            [](const Node& node, const ValueDescription& what, Reading& reading, Node& table) {
                if (!node.is(Node::Kind::map)) return report_wrong_kind(node, what, reading);
                table = node;
            }};
}

Record<WrittenGrade> grade_record() {
    return Record<WrittenGrade>("grade", "One column of limits.")
        .field("name", &WrittenGrade::name, text(), "As the limits name it.")
        .field("title", &WrittenGrade::title, text(), "Chinese name, for tables.")
        .field("rating", &WrittenGrade::rating,
               choice<Rating>({{"none", Rating::none},
                               {"excellent", Rating::excellent},
                               {"good", Rating::good},
                               {"light_pollution", Rating::light_pollution},
                               {"moderate_pollution", Rating::moderate_pollution},
                               {"heavy_pollution", Rating::heavy_pollution}}),
               "What a section of that grade is called.")
        .fallback("none");
}

Record<PointRule> point_rule_record() {
    return Record<PointRule>("points", "How samples make the grade of a point, and points that of a water.")
        .field("one_indicator", &PointRule::one_indicator, number().between(0, 1),
               "Share of one indicator's data from which on a point has a grade.")
        .field("two_indicators", &PointRule::two_indicators, number().between(0, 1),
               "The same where two indicators or more have that share.")
        .field("points", &PointRule::points, number().between(0, 1),
               "Share of the points from which on the whole water has it.")
        .field("neighbours", &PointRule::neighbours, integer(), "Points in a row between which the stretch has it.")
        .field("least_samples", &PointRule::least_samples, integer(), "Fewest samples of a point.")
        .field("least_points", &PointRule::least_points, integer(), "Fewest points of a water.");
}

Record<WrittenIndicator> indicator_record() {
    return Record<WrittenIndicator>("indicator", "One indicator and the limits of its grades.")
        .field("name", &WrittenIndicator::name, text(),
               "Word name: a constituent, or a sum of constituents (total_phosphorus).")
        .field("title", &WrittenIndicator::title, text(), "Chinese name, for tables.")
        .field("unit", &WrittenIndicator::unit, text(), "Unit of the limits.")
        .field("direction", &WrittenIndicator::direction,
               choice<Direction>({{"upper", Direction::upper},
                                  {"lower", Direction::lower},
                                  {"range", Direction::range},
                                  {"none", Direction::none}}),
               "Whether a grade allows values up to its limit, from it on, or in a range.")
        .fallback("upper")
        .field("headline", &WrittenIndicator::headline, boolean(), "Whether automatic stations measure it.")
        .fallback("false")
        .field("judged", &WrittenIndicator::judged, boolean(), "Whether it takes part in the class.")
        .fallback("true")
        .field("decimals", &WrittenIndicator::decimals, integer(),
               "Decimals of evaluated values, in the unit above; without them nothing is rounded.")
        .field("named_first", &WrittenIndicator::named_first, boolean(),
               "Whether it is named before other pollutants (cyanide, heavy metals).")
        .fallback("false")
        .field("limits", &WrittenIndicator::limits, class_table(), "Limits of the grades, in rivers.")
        .only_for("direction", {"upper", "lower"})
        .optional()
        .field("lake_limits", &WrittenIndicator::lake_limits, class_table(),
               "Limits in lakes and reservoirs, where they differ.")
        .only_for("direction", {"upper", "lower"})
        .optional()
        .field("cold_limits", &WrittenIndicator::cold_limits, class_table(), "Limits while the water is cold.")
        .only_for("direction", {"upper", "lower"})
        .optional()
        .field("cold_at_most", &WrittenIndicator::cold_at_most, quantity("degC"), "Warmest water that counts as cold.")
        .only_for("direction", {"upper", "lower"})
        .field("shallow_below", &WrittenIndicator::shallow_below, quantity("m").above(0),
               "Depth of the water (depth) below which the last limit is a share of it.")
        .only_for("direction", {"lower"})
        .field("shallow_share", &WrittenIndicator::shallow_share, number().between(0, 1), "That share.")
        .only_for("direction", {"lower"})
        .field("range", &WrittenIndicator::range, list_of(number()), "Lowest and highest value that hold class I.")
        .only_for("direction", {"range"})
        .field("saturation_share", &WrittenIndicator::saturation_share, number().between(0, 1),
               "Share of oxygen saturation from which class I also holds; 0 for no such rule.")
        .only_for("direction", {"lower"})
        .fallback("0")
        .field("article", &WrittenIndicator::article, text(), "Place in the standard.")
        .field("source", &WrittenIndicator::source, name_of("a source of this file"), "Where the figures were read.")
        .field("confidence", &WrittenIndicator::confidence, confidence_word(), "How far the figures can be trusted.")
        .field("note", &WrittenIndicator::note, text(), "Remark; compulsory for an estimate.");
}

}  // namespace

Value<Confidence> confidence_word() {
    return choice<Confidence>(
        {{"verified", Confidence::verified}, {"general", Confidence::general}, {"estimate", Confidence::estimate}});
}

std::vector<Source> sources_of(const std::vector<Named<Source>>& written) {
    std::vector<Source> sources;
    for (const auto& source : written) sources.push_back({source.key.text(), source.value.title, source.value.address});
    return sources;
}

Record<WrittenStandard> standard_record() {
    return Record<WrittenStandard>("standard", "A water-quality standard.")
        .field("standard", &WrittenStandard::name, text(), "Its number.")
        .field("title", &WrittenStandard::title, text(), "Chinese title.")
        .field("issued", &WrittenStandard::issued, text(), "Date of issue.")
        .field("note", &WrittenStandard::note, text(), "Remark.")
        .field("sources", &WrittenStandard::sources, map_of(plain_record_of(source_record())), "Sources by key.")
        .field("grades", &WrittenStandard::grades, list_of(record_of(grade_record())),
               "The grades, best first; classes I to V of GB 3838 where left out.")
        .optional()
        .field("beyond", &WrittenStandard::beyond, record_of(grade_record()), "What lies beyond the last grade.")
        .field("acceptable", &WrittenStandard::acceptable, name_of("a grade of this file"),
               "Worst grade that is not polluted; the last one where left out, III of classes I to V.")
        .field("points", &WrittenStandard::points, plain_record_of(point_rule_record()),
               "How samples make the grade of a point, and points that of a water.")
        .field("indicators", &WrittenStandard::indicators, list_of(record_of(indicator_record())), "The indicators.");
}

}  // namespace qingliu
