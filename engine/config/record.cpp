#include "engine/config/record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/base/text.hpp"

namespace qingliu {
namespace {

/// The text of the switch key, its default where it is left out; empty where it cannot be told.
std::string switch_value(const Node& map, const RecordDescription& record, const FieldDescription& field) {
    const Node node = map.find(field.switch_key);
    if (node.present()) return node.text();
    const FieldDescription* other = record.find(field.switch_key);
    return other != nullptr ? other->fallback : std::string();
}

bool goes_with(const FieldDescription& field, const std::string& value) {
    return std::ranges::find(field.switch_values, value) != field.switch_values.end();
}

/// The field of a key that goes with the rest of the map; where none does, the first of that key.
std::size_t field_of(const Node& map, const RecordDescription& record, const std::string& key) {
    std::size_t first = record.fields.size();
    for (std::size_t i = 0; i < record.fields.size(); ++i) {
        const FieldDescription& field = record.fields[i];
        if (field.key != key) continue;
        if (field.switch_key.empty() || goes_with(field, switch_value(map, record, field))) return i;
        first = std::min(first, i);
    }
    return first;
}

/// All values of the switch that a key goes with.
std::vector<std::string> switch_values(const RecordDescription& record, const std::string& key) {
    std::vector<std::string> values;
    for (const FieldDescription& field : record.fields) {
        if (field.key == key) values.insert(values.end(), field.switch_values.begin(), field.switch_values.end());
    }
    return values;
}

bool is_choice(const RecordDescription& record, const std::string& key, const std::string& value) {
    const FieldDescription* field = record.find(key);
    return field != nullptr && std::ranges::find(field->value.choices, value) != field->value.choices.end();
}

/// Keys that are not in the map, for guessing.
std::vector<std::string> absent_keys(const Node& map, const RecordDescription& record) {
    std::vector<std::string> keys;
    for (const std::string& key : record.keys()) {
        if (!map.find(key).present()) keys.push_back(key);
    }
    return keys;
}

void report_missing(const Node& map, const RecordDescription& record, const FieldDescription& field, Reading& reading) {
    std::string expected = fmt::format(
        "{}: {}", field.key, field.value.phrase.empty() ? join_words(field.value.choices, "or") : field.value.phrase);
    // a map tells its own sentence, which often is that of its key
    if (!field.sentence.empty() && !field.value.phrase.ends_with(field.sentence))
        expected += fmt::format(" ({})", field.sentence);
    reading.problems.add(
        {map.place(), fmt::format("this {} has no \"{}\"", record.name, field.key), std::move(expected)});
}

}  // namespace

Node fallback_node(const FieldDescription& field, const Node& map) {
    return field.value.kind == ValueDescription::Kind::record ? Node::of_nothing(map)
                                                              : Node::of_text(field.fallback, map);
}

std::vector<Node> match_fields(const Node& map, const RecordDescription& record, Reading& reading) {
    std::vector<Node> nodes(record.fields.size());
    if (!map.is(Node::Kind::map)) {
        const std::string expected = fmt::format("a map with {}", join_words(record.keys()));
        report_wrong_kind(map, ValueDescription{.phrase = expected}, reading);
        return nodes;
    }
    const std::vector<std::string> absent = absent_keys(map, record);
    for (const Node::Entry& entry : map.entries()) {
        std::string key = entry.key.text();
        if (record.find(key) == nullptr) {
            const std::string guess = closest_name(key, absent);
            const std::string expected = guess.empty() ? join_words(record.keys(), "or") : std::string();
            reading.fault(entry.key, fmt::format("{} has no key \"{}\"", with_article(record.name), key), expected,
                          guess);
            if (guess.empty()) continue;
            key = guess;
        }
        Node& node = nodes[field_of(map, record, key)];
        if (!node.present()) node = entry.value;
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const FieldDescription& field = record.fields[i];
        if (!field.switch_key.empty()) {
            const std::string value = switch_value(map, record, field);
            if (!is_choice(record, field.switch_key, value)) continue;  // the switch itself is reported
            if (!goes_with(field, value)) {
                if (nodes[i].present()) {
                    reading.fault(
                        map.key_node(field.key),
                        fmt::format("\"{}\" does not go with {} {}", field.key, field.switch_key, value),
                        fmt::format("{} {}", field.switch_key, join_words(switch_values(record, field.key), "or")));
                }
                nodes[i] = Node();
                continue;
            }
        }
        if (nodes[i].present()) continue;
        if (field.required)
            report_missing(map, record, field, reading);
        else if (!field.fallback.empty())
            nodes[i] = fallback_node(field, map);
    }
    return nodes;
}

}  // namespace qingliu
