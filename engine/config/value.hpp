// Kinds of values: how one is read from a node, what it looks like, and its bounds. `Value<V>` reads into a V, in SI.
// A floor above adds a kind of its own (times, series) by filling in a Value: see Value::Read.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/config/description.hpp"
#include "engine/config/node.hpp"
#include "engine/config/reading.hpp"

namespace qingliu {

template <class V>
class Value {
public:
    /// Fills the value, or reports to the reading what is wrong and leaves it as it is.
    using Read = std::function<void(const Node&, const ValueDescription&, Reading&, V&)>;

    Value(ValueDescription what, Read read) : description(std::move(what)), read_(std::move(read)) {}

    void read(const Node& node, Reading& reading, V& value) const { read_(node, description, reading, value); }

    // Bounds, in the declared unit. For series and points the kind applies them to each number.
    Value at_least(double bound) && { return std::move(bounded(bound, description.maximum, false)); }
    Value above(double bound) && { return std::move(bounded(bound, description.maximum, true)); }
    Value at_most(double bound) && { return std::move(bounded(description.minimum, bound, description.open_minimum)); }
    Value between(double low, double high) && { return std::move(bounded(low, high, false)); }

    ValueDescription description;

private:
    Value& bounded(std::optional<double> low, std::optional<double> high, bool open) {
        description.minimum = low;
        description.maximum = high;
        description.open_minimum = open;
        return *this;
    }

    Read read_;
};

/// One key of a map whose keys are names (of sources, of structures), with its value.
template <class V>
struct Named {
    Node key;
    Node node;
    V value{};
};

/// Text, not empty.
Value<std::string> text();
/// Text that names something else ("a river"); what it names is looked up by whoever reads the whole.
Value<std::string> name_of(const std::string& what);
/// `true` or `false` and nothing else.
Value<bool> boolean();
/// A whole number.
Value<int> integer();
/// A pure number: a ratio, a count. May be written with %.
Value<double> number();
/// A number with a unit that measures the same as `unit`; arrives in SI.
Value<double> quantity(const std::string& unit);
/// A list of pairs `[[x, y], ...]`, each with its unit. Bounds apply to y.
Value<std::vector<std::pair<double, double>>> points(const std::string& x_unit, const std::string& y_unit);

/// Reads a number with unit and checks the bounds of the description: what kinds made of numbers use. False after a
/// fault.
bool read_quantity(const Node& node, const ValueDescription& description, Reading& reading, double& value);
/// Reports that a node is not what was wanted ("a list, not text").
void report_wrong_kind(const Node& node, const ValueDescription& description, Reading& reading);
/// Reports that a text is none of the choices.
void report_wrong_choice(const Node& node, const ValueDescription& description, Reading& reading);

/// One of some words.
template <class E>
Value<E> choice(std::vector<std::pair<std::string, E>> words) {
    ValueDescription description{.kind = ValueDescription::Kind::choice};
    for (const auto& [word, meaning] : words) description.choices.push_back(word);
    return {std::move(description),
            [words = std::move(words)](const Node& node, const ValueDescription& what, Reading& reading, E& value) {
                for (const auto& [word, meaning] : words) {
                    if (node.text() != word) continue;
                    value = meaning;
                    return;
                }
                report_wrong_choice(node, what, reading);
            }};
}

/// A list of values of one kind.
template <class V>
Value<std::vector<V>> list_of(Value<V> element) {
    ValueDescription description{.kind = ValueDescription::Kind::list, .phrase = "a list"};
    description.element = std::make_shared<const ValueDescription>(element.description);
    return {std::move(description), [element = std::move(element)](const Node& node, const ValueDescription& what,
                                                                   Reading& reading, std::vector<V>& values) {
                if (!node.is(Node::Kind::list)) return report_wrong_kind(node, what, reading);
                values.clear();
                for (const Node& item : node.items()) {
                    element.read(item, reading, values.emplace_back());
                    if (!reading.sound(item)) reading.distrust(node);
                }
            }};
}

/// A map from names to values of one kind, in the order of the file.
template <class V>
Value<std::vector<Named<V>>> map_of(Value<V> element) {
    ValueDescription description{.kind = ValueDescription::Kind::map, .phrase = "a map"};
    description.element = std::make_shared<const ValueDescription>(element.description);
    return {std::move(description), [element = std::move(element)](const Node& node, const ValueDescription& what,
                                                                   Reading& reading, std::vector<Named<V>>& values) {
                if (!node.is(Node::Kind::map)) return report_wrong_kind(node, what, reading);
                values.clear();
                for (const Node::Entry& entry : node.entries()) {
                    values.push_back({entry.key, entry.value, {}});
                    element.read(entry.value, reading, values.back().value);
                }
            }};
}

}  // namespace qingliu
