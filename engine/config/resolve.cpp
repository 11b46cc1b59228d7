#include "engine/config/resolve.hpp"

#include <algorithm>
#include <string_view>

#include "engine/config/yaml_text.hpp"

namespace qingliu {
namespace {

/// A node in one line.
std::string in_line(const Node& node) {
    std::string text;
    if (node.is(Node::Kind::list)) {
        for (const Node& item : node.items()) text.append(text.empty() ? "" : ", ").append(in_line(item));
        return std::string("[").append(text).append("]");
    }
    if (node.is(Node::Kind::map)) {
        for (const Node::Entry& entry : node.entries()) {
            if (!text.empty()) text += ", ";
            text.append(yaml_scalar(entry.key.text())).append(": ").append(in_line(entry.value));
        }
        return std::string("{").append(text).append("}");
    }
    return node.is(Node::Kind::text) ? yaml_scalar(node.text()) : std::string("~");
}

bool goes_along(const Node& map, const RecordDescription& record, const FieldDescription& field) {
    if (field.switch_key.empty()) return true;
    const Node given = map.find(field.switch_key);
    const FieldDescription* other = record.find(field.switch_key);
    const std::string value = given.present() || other == nullptr ? given.text() : other->fallback;
    return std::ranges::find(field.switch_values, value) != field.switch_values.end();
}

void write_record(std::string& out, const Node& map, const RecordDescription& record, const std::string& first,
                  const std::string& indent);

/// What follows a key: " value\n", or an indented block.
void write_value(std::string& out, const Node& node, const ValueDescription& value, const std::string& indent) {
    const std::string deeper = indent + "  ";
    if (value.record && node.is(Node::Kind::map)) {
        out += '\n';
        return write_record(out, node, *value.record, deeper, deeper);
    }
    const bool nested = value.element && value.element->record;
    if (nested && node.is(Node::Kind::list) && !node.items().empty()) {
        out += '\n';
        for (const Node& item : node.items())
            write_record(out, item, *value.element->record, deeper + "- ", deeper + "  ");
        return;
    }
    if (nested && node.is(Node::Kind::map) && !node.entries().empty()) {
        out += '\n';
        for (const Node::Entry& entry : node.entries()) {
            out += deeper + yaml_scalar(entry.key.text()) + ":";
            write_value(out, entry.value, *value.element, deeper);
        }
        return;
    }
    out.append(" ").append(in_line(node)).append("\n");
}

/// `first` goes before the first key, `indent` before the others.
void write_record(std::string& out, const Node& map, const RecordDescription& record, const std::string& first,
                  const std::string& indent) {
    bool at_first = true;
    for (const FieldDescription& field : record.fields) {
        if (!goes_along(map, record, field)) continue;
        const Node node = map.find(field.key);
        const bool by_default = !node.present() && !field.fallback.empty();
        if (!node.present() && !by_default) continue;
        out += (at_first ? first : indent) + field.key + ":";
        at_first = false;
        if (by_default && field.value.record)
            write_value(out, Node::of_nothing(map), field.value, indent);
        else if (by_default)
            out.append(" ").append(yaml_scalar(field.fallback)).append("  # default\n");
        else
            write_value(out, node, field.value, indent);
    }
    if (at_first) out += first + "{}\n";
}

}  // namespace

std::string resolved_yaml(const Node& map, const RecordDescription& record) {
    std::string out;
    write_record(out, map, record, "", "");
    return out;
}

}  // namespace qingliu
