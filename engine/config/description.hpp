// What a configuration takes, as data: the schema, the reference and the resolved text are made from it.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace qingliu {

struct RecordDescription;

/// One kind of value.
struct ValueDescription {
    enum class Kind { text, boolean, integer, quantity, choice, list, map, points, record, other };
    Kind kind = Kind::text;
    std::string phrase = {};  ///< "a length in m, km, cm or mm"
    std::string unit = {};    ///< quantities (and others with bounds): the declared unit, "1" for a pure number
    std::optional<double> minimum = {};                    ///< in the declared unit
    std::optional<double> maximum = {};                    ///< in the declared unit
    bool open_minimum = false;                             ///< the minimum itself is not taken
    std::vector<std::string> choices = {};                 ///< choices, in order
    std::string example = {};                              ///< one value as it is written
    std::shared_ptr<const RecordDescription> record = {};  ///< records
    std::shared_ptr<const ValueDescription> element = {};  ///< lists and maps
    std::string schema = {};                               ///< others: their JSON Schema as text
};

/// One key.
struct FieldDescription {
    std::string key;
    std::string sentence;  ///< what it is
    ValueDescription value;
    bool required = true;
    std::string fallback = {};                    ///< the default as it would be written; empty where there is none
    std::string switch_key = {};                  ///< the key only goes with some values of another key: this one ...
    std::vector<std::string> switch_values = {};  ///< ... and these values; empty: always
};

/// The keys of one map.
struct RecordDescription {
    std::string name;  ///< "structure"
    std::string sentence;
    std::vector<FieldDescription> fields;

    [[nodiscard]] const FieldDescription* find(const std::string& key) const;
    [[nodiscard]] std::vector<std::string> keys() const;  ///< each once
};

/// "at least 0 m and at most 10 m"; empty without bounds.
std::string bounds_phrase(const ValueDescription& value);

}  // namespace qingliu
