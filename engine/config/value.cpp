#include "engine/config/value.hpp"

#include <fmt/format.h>

#include <optional>

#include "engine/base/quantity.hpp"
#include "engine/base/text.hpp"
#include "engine/config/look_alikes.hpp"

namespace qingliu {
namespace {

using Kind = ValueDescription::Kind;

bool check_bounds(const Node& node, const ValueDescription& what, Reading& reading, double si_amount) {
    const auto limit = [&](double bound) { return what.unit.empty() ? bound : to_si(bound, what.unit); };
    const bool low =
        what.minimum && (what.open_minimum ? si_amount <= limit(*what.minimum) : si_amount < limit(*what.minimum));
    const bool high = what.maximum && si_amount > limit(*what.maximum);
    if (!low && !high) return true;
    reading.fault(node, fmt::format("{} is too {}", node.text(), low ? "small" : "large"), bounds_phrase(what));
    return false;
}

Value<std::string> text_with(std::string phrase) {
    return {ValueDescription{.kind = Kind::text, .phrase = std::move(phrase)},
            [](const Node& node, const ValueDescription& what, Reading& reading, std::string& value) {
                if (!node.is(Node::Kind::text)) return report_wrong_kind(node, what, reading);
                if (trimmed(node.text()).empty()) return reading.fault(node, "the text is empty", what.phrase);
                value = node.text();
            }};
}

}  // namespace

bool read_quantity(const Node& node, const ValueDescription& what, Reading& reading, double& value) {
    if (!node.is(Node::Kind::text)) {
        report_wrong_kind(node, what, reading);
        return false;
    }
    const ParsedQuantity parsed = parse_quantity(node.text(), what.unit);
    if (!parsed.ok()) {
        reading.fault_at(node, parsed.offset, parsed.fault, parsed.expected);
        return false;
    }
    if (!check_bounds(node, what, reading, parsed.value)) return false;
    value = parsed.value;
    return true;
}

void report_wrong_kind(const Node& node, const ValueDescription& what, Reading& reading) {
    std::string expected = what.phrase;
    // A full-width colon, or one without a space, makes one text of what should be a key and its value.
    if (node.is(Node::Kind::text) && node.text().find("\uFF1A") != std::string::npos) {
        expected += "; the colon after a key is \":\" and a space, not \"\uFF1A\"";
    } else if (node.is(Node::Kind::text) && unfinished_key(node.text())) {
        expected += "; the colon after a key has a space behind it";
    }
    reading.fault(node, fmt::format("this is {}", node.kind_name()), expected);
}

void report_wrong_choice(const Node& node, const ValueDescription& what, Reading& reading) {
    if (!node.is(Node::Kind::text)) {
        ValueDescription wanted = what;
        wanted.phrase = join_words(what.choices, "or");
        return report_wrong_kind(node, wanted, reading);
    }
    reading.fault(node, fmt::format("\"{}\" is not taken here", node.text()), join_words(what.choices, "or"),
                  closest_name(node.text(), what.choices));
}

Value<std::string> text() { return text_with("text"); }

Value<std::string> name_of(const std::string& what) { return text_with("the name of " + what); }

Value<bool> boolean() {
    return {ValueDescription{.kind = Kind::boolean, .phrase = "true or false", .choices = {"true", "false"}},
            [](const Node& node, const ValueDescription& what, Reading& reading, bool& value) {
                if (node.text() != "true" && node.text() != "false") return report_wrong_choice(node, what, reading);
                value = node.text() == "true";
            }};
}

Value<int> integer() {
    return {ValueDescription{.kind = Kind::integer, .phrase = "a whole number"},
            [](const Node& node, const ValueDescription& what, Reading& reading, int& value) {
                if (!node.is(Node::Kind::text)) return report_wrong_kind(node, what, reading);
                const std::optional<int> whole = parse_integer(trimmed(node.text()));
                if (!whole) {
                    const bool fraction = parse_number(trimmed(node.text())).has_value();
                    return reading.fault(
                        node, fraction ? fmt::format("{} is not whole", node.text()) : number_fault(node.text()),
                        what.phrase);
                }
                if (check_bounds(node, what, reading, *whole)) value = *whole;
            }};
}

Value<double> number() { return quantity("1"); }

Value<double> quantity(const std::string& unit) {
    const bool pure = declared_unit(unit).dimension == Dimension{};
    std::string phrase = pure ? "a number without unit, or with %"
                              : fmt::format("{} in {}", with_article(quantity_name(unit)), accepted_units(unit));
    return {ValueDescription{.kind = Kind::quantity, .phrase = std::move(phrase), .unit = unit},
            [](const Node& node, const ValueDescription& what, Reading& reading, double& value) {
                read_quantity(node, what, reading, value);
            }};
}

Value<std::vector<std::pair<double, double>>> points(const std::string& x_unit, const std::string& y_unit) {
    ValueDescription description{
        .kind = Kind::points,
        .phrase = fmt::format("a list of pairs [{}, {}]", quantity_name(x_unit), quantity_name(y_unit)),
        .unit = y_unit,
        .example = fmt::format("[[0 {}, 0 {}], [1 {}, 1 {}]]", x_unit, y_unit, x_unit, y_unit)};
    const ValueDescription x = quantity(x_unit).description;
    return {std::move(description), [x](const Node& node, const ValueDescription& what, Reading& reading,
                                        std::vector<std::pair<double, double>>& pairs) {
                if (!node.is(Node::Kind::list)) return report_wrong_kind(node, what, reading);
                pairs.clear();
                for (const Node& item : node.items()) {
                    if (item.items().size() != 2) {
                        reading.fault(item, "this is not a pair", what.phrase);
                        reading.distrust(node);
                        continue;
                    }
                    auto& [first, second] = pairs.emplace_back();
                    const bool both = static_cast<int>(read_quantity(item.items()[0], x, reading, first)) +
                                          static_cast<int>(read_quantity(item.items()[1], what, reading, second)) ==
                                      2;
                    if (!both) reading.distrust(node);
                }
            }};
}

}  // namespace qingliu
