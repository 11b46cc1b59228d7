#include "engine/config/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "engine/base/quantity.hpp"

namespace qingliu {
namespace {

using Json = nlohmann::ordered_json;
using Kind = ValueDescription::Kind;

constexpr const char* number_pattern = "^[+-]?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?";

class Writer {
public:
    /// Adds the record to the definitions and gives a reference to it.
    Json reference(const RecordDescription& record) {
        if (!definitions_.contains(record.name)) {
            definitions_[record.name] = nullptr;  // its place in the order, and an end to recursion
            definitions_[record.name] = of_record(record);
        }
        return {{"$ref", "#/$defs/" + record.name}};
    }
    [[nodiscard]] const Json& definitions() const { return definitions_; }

private:
    Json of_record(const RecordDescription& record) {
        Json schema{{"description", record.sentence}, {"type", "object"}, {"additionalProperties", false}};
        Json required = Json::array();
        for (const FieldDescription& field : record.fields) {
            // what differs with the value of a switch is told beside the switch
            schema["properties"][field.key] = times_declared(record, field.key) > 1 ? Json(true) : property(field);
            if (field.required && field.switch_key.empty()) required.push_back(field.key);
        }
        if (!required.empty()) schema["required"] = std::move(required);
        add_switches(schema, record);
        return schema;
    }

    static long times_declared(const RecordDescription& record, const std::string& key) {
        return std::ranges::count(record.fields, key, &FieldDescription::key);
    }

    Json property(const FieldDescription& field) {
        Json schema = of_value(field.value);
        schema["description"] = describe(field);
        if (!field.fallback.empty()) schema["default"] = field.fallback;
        return schema;
    }

    static std::string describe(const FieldDescription& field) {
        std::string text = field.sentence;
        if (const std::string bounds = bounds_phrase(field.value); !bounds.empty())
            text += fmt::format(" {}{}.", static_cast<char>(std::toupper(bounds[0])), bounds.substr(1));
        return text;
    }

    /// Keys that go only with some values of another key: required there, forbidden elsewhere.
    void add_switches(Json& schema, const RecordDescription& record) {
        std::map<std::string, std::vector<std::string>> allowed;  // by key declared more than once
        for (const FieldDescription& field : record.fields) {
            if (field.switch_key.empty()) continue;
            const bool again = times_declared(record, field.key) > 1;
            Json rule{{"if", condition(record, field.switch_key, field.switch_values)}};
            if (again) rule["then"]["properties"] = {{field.key, property(field)}};
            if (field.required) rule["then"]["required"] = {field.key};
            if (!again) rule["else"] = {{"properties", {{field.key, false}}}};
            if (rule.size() > 1) schema["allOf"].push_back(std::move(rule));
            if (!again) continue;
            auto& values = allowed[field.key];
            values.insert(values.end(), field.switch_values.begin(), field.switch_values.end());
            if (&field != last_of(record, field.key)) continue;
            Json elsewhere{{"if", condition(record, field.switch_key, values)}};
            elsewhere["else"] = {{"properties", {{field.key, false}}}};
            schema["allOf"].push_back(std::move(elsewhere));
        }
    }

    static const FieldDescription* last_of(const RecordDescription& record, const std::string& key) {
        const FieldDescription* last = nullptr;
        for (const FieldDescription& field : record.fields) last = field.key == key ? &field : last;
        return last;
    }

    /// That the switch has one of some values.
    static Json condition(const RecordDescription& record, const std::string& key,
                          const std::vector<std::string>& values) {
        const FieldDescription* other = record.find(key);
        Json schema{{"properties", {{key, {{"enum", values}}}}}};
        if (other == nullptr || other->required) schema["required"] = {key};
        return schema;
    }

    Json of_value(const ValueDescription& value) {
        switch (value.kind) {
            case Kind::text:
                return {{"type", {"string", "number"}}};
            case Kind::boolean:
                return {{"type", "boolean"}};
            case Kind::integer:
                return of_integer(value);
            case Kind::quantity:
                return of_quantity(value);
            case Kind::choice:
                return {{"enum", value.choices}};
            case Kind::list:
                return {{"type", "array"}, {"items", of_value(*value.element)}};
            case Kind::map:
                return {{"type", "object"}, {"additionalProperties", of_value(*value.element)}};
            case Kind::points:
                return {{"type", "array"},
                        {"items",
                         {{"type", "array"},
                          {"items", {{"type", {"string", "number"}}}},
                          {"minItems", 2},
                          {"maxItems", 2}}}};
            case Kind::record:
                return reference(*value.record);
            case Kind::other:
                break;
        }
        return Json::parse(value.schema);
    }

    static Json of_integer(const ValueDescription& value) {
        Json schema{{"type", "integer"}};
        add_bounds(schema, value);
        return schema;
    }

    static Json of_quantity(const ValueDescription& value) {
        if (declared_unit(value.unit).dimension != Dimension{}) {
            return {{"type", "string"}, {"pattern", fmt::format("{} *[^0-9. ]", number_pattern)}};
        }
        Json schema{{"type", {"number", "string"}}, {"pattern", fmt::format("{} *%?$", number_pattern)}};
        add_bounds(schema, value);
        return schema;
    }

    static void add_bounds(Json& schema, const ValueDescription& value) {
        if (value.minimum) schema[value.open_minimum ? "exclusiveMinimum" : "minimum"] = *value.minimum;
        if (value.maximum) schema["maximum"] = *value.maximum;
    }

    Json definitions_ = Json::object();
};

}  // namespace

std::string json_schema(const std::string& title, const std::vector<RecordDescription>& documents) {
    Writer writer;
    Json any = Json::array();
    for (const RecordDescription& document : documents) any.push_back(writer.reference(document));
    Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", title}};
    schema["anyOf"] = std::move(any);
    schema["$defs"] = writer.definitions();
    return schema.dump(2) + "\n";
}

}  // namespace qingliu
