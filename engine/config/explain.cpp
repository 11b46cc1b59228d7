#include "engine/config/explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/base/text.hpp"

namespace qingliu {
namespace {

void collect(const RecordDescription& record, std::vector<const RecordDescription*>& records) {
    const auto same = [&](const RecordDescription* other) { return other->name == record.name; };
    if (std::ranges::any_of(records, same)) return;
    records.push_back(&record);
    for (const FieldDescription& field : record.fields) {
        const ValueDescription* value = &field.value;
        while (value->element) value = value->element.get();
        if (value->record) collect(*value->record, records);
    }
}

std::vector<const RecordDescription*> all_records(const std::vector<RecordDescription>& documents) {
    std::vector<const RecordDescription*> records;
    for (const RecordDescription& document : documents) collect(document, records);
    return records;
}

std::string kind_phrase(const ValueDescription& value) {
    if (!value.choices.empty()) return join_words(value.choices, "or");
    if (value.kind == ValueDescription::Kind::record) return fmt::format("a map (see: {})", value.record->name);
    if (value.element) return fmt::format("{} of: {}", value.phrase, kind_phrase(*value.element));
    return value.phrase;
}

std::string explain_field(const RecordDescription& record, const FieldDescription& field) {
    std::string text = fmt::format("{}.{}\n    {}\n    takes:   {}\n", record.name, field.key, field.sentence,
                                   kind_phrase(field.value));
    if (const std::string bounds = bounds_phrase(field.value); !bounds.empty())
        text += fmt::format("    bounds:  {}\n", bounds);
    if (!field.fallback.empty())
        text += fmt::format("    default: {}\n", field.fallback);
    else
        text += fmt::format("    default: none, {}\n", field.required ? "it must be given" : "it may be left out");
    if (!field.switch_key.empty())
        text += fmt::format("    goes with: {} {}\n", field.switch_key, join_words(field.switch_values, "or"));
    if (!field.value.example.empty()) text += fmt::format("    example: {}: {}\n", field.key, field.value.example);
    return text;
}

std::string explain_record(const RecordDescription& record) {
    std::string text = fmt::format("{}\n    {}\n", record.name, record.sentence);
    std::size_t width = 0;
    for (const FieldDescription& field : record.fields) width = std::max(width, field.key.size());
    for (const FieldDescription& field : record.fields) {
        text += fmt::format("    {:<{}}  {}", field.key, width, field.sentence);
        const bool again = std::ranges::count(record.fields, field.key, &FieldDescription::key) > 1;
        text += again ? fmt::format(" ({} {})\n", field.switch_key, join_words(field.switch_values, "or")) : "\n";
    }
    return text;
}

}  // namespace

std::string explain(const std::string& key, const std::vector<RecordDescription>& documents) {
    std::string text;
    for (const RecordDescription* record : all_records(documents)) {
        if (key == record->name) text += explain_record(*record);
        for (const FieldDescription& field : record->fields) {
            if (key == field.key || key == record->name + "." + field.key) text += explain_field(*record, field);
        }
    }
    return text;
}

std::vector<std::string> explainable_keys(const std::vector<RecordDescription>& documents) {
    std::set<std::string> keys;
    for (const RecordDescription* record : all_records(documents)) {
        keys.insert(record->name);
        for (const FieldDescription& field : record->fields) {
            keys.insert(field.key);
            keys.insert(record->name + "." + field.key);
        }
    }
    return {keys.begin(), keys.end()};
}

}  // namespace qingliu
