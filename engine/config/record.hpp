// A struct's keys, declared once. From the declaration come the reading, the checks, the error texts, the JSON Schema
// (schema.hpp), the reference (explain.hpp) and the resolved text with all defaults (resolve.hpp).
//
//   enum class Direction { low_is_bad, high_is_bad };
//   struct Indicator {
//       std::string name;
//       Direction direction = Direction::high_is_bad;
//       std::vector<double> limits;         // g m-3
//       double averaging = 0;               // s
//       std::optional<double> floor;        // g m-3
//   };
//   struct Standard { std::string name; std::vector<Written<Indicator>> indicators; Provenance provenance; };
//
//   Record<Indicator> indicator_record() {
//       return Record<Indicator>("indicator", "One indicator and the limits of its classes.")
//           .field("name", &Indicator::name, text(), "Word name of the indicator.")
//           .field("direction", &Indicator::direction,
//                  choice<Direction>({{"high_is_bad", Direction::high_is_bad}, {"low_is_bad", Direction::low_is_bad}}),
//                  "Which side of a limit is worse.").fallback("high_is_bad")
//           .field("limits", &Indicator::limits, list_of(quantity("mg/L").at_least(0)), "Limits of classes I to V.")
//           .field("averaging", &Indicator::averaging, quantity("d").above(0), "Length of the mean.").fallback("1 d")
//           .field("floor", &Indicator::floor, quantity("mg/L"), "Detection limit.");     // std::optional: may be left
//           out
//   }
//   Record<Standard> standard_record() {
//       return Record<Standard>("standard", "A water-quality standard.")
//           .field("name", &Standard::name, text(), "Name.")
//           .field("indicators", &Standard::indicators, list_of(record_of(indicator_record())), "The indicators.");
//   }
//
//   Standard read_standard(const std::filesystem::path& path) {
//       Reading reading;                                      // collects problems and checksums
//       Standard standard;
//       standard_record().read(read_document(path, reading), reading, standard);   // every fault of form and value at
//       once for (const Written<Indicator>& indicator : standard.indicators) {          // then what only makes sense
//       together
//           if (reading.sound(indicator.node, "limits") && indicator.limits.size() != 5) {
//               reading.fault(indicator.node.find("limits"), "the table has a hole", "five limits, classes I to V");
//           }
//       }
//       reading.problems.throw_if_any();                      // InputError with everything
//       return standard;
//   }
#pragma once

#include <concepts>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/config/description.hpp"
#include "engine/config/value.hpp"

namespace qingliu {

/// A struct together with the map it was read from, for checks that need places.
template <class T>
struct Written : T {
    Node node;
};

/// Which node is read by which field; an absent node where the key is not there. Reports what is no map, unknown keys
/// (a near miss of a key that is not there is taken for it), keys that do not go with the value of their switch, and
/// missing keys.
std::vector<Node> match_fields(const Node& map, const RecordDescription& record, Reading& reading);

/// The node a default makes: its text, or an empty map for a record (whose fields then take their own defaults).
Node fallback_node(const FieldDescription& field, const Node& map);

template <class T>
class Record {
public:
    /// `name` is a noun in the singular, `sentence` says what the map describes.
    Record(std::string name, std::string sentence) {
        description_.name = std::move(name), description_.sentence = std::move(sentence);
    }

    /// A key whose value goes into a member. Required unless `fallback` or `optional` follows.
    template <class V, class Owner>
    requires std::derived_from<T, Owner> Record& field(std::string key, V Owner::*member, Value<V> value,
                                                       std::string sentence) {
        return add(std::move(key), value.description, std::move(sentence), true,
                   [member, value](const Node& node, Reading& reading, T& target) {
                       value.read(node, reading, target.*member);
                   });
    }

    /// A key that may be left out: the member stays empty then.
    template <class V, class Owner>
    requires std::derived_from<T, Owner> Record& field(std::string key, std::optional<V> Owner::*member, Value<V> value,
                                                       std::string sentence) {
        return add(std::move(key), value.description, std::move(sentence), false,
                   [member, value](const Node& node, Reading& reading, T& target) {
                       value.read(node, reading, (target.*member).emplace());
                   });
    }

    /// A key that is checked but goes nowhere: a name looked up later through the node, or a remark for people.
    template <class V>
    Record& mention(std::string key, Value<V> value, std::string sentence) {
        return add(std::move(key), value.description, std::move(sentence), true,
                   [value](const Node& node, Reading& reading, T&) {
                       V unused{};
                       value.read(node, reading, unused);
                   });
    }

    /// A key whose value is handed to `store`: for structs that keep values by key.
    template <class V>
    Record& entry(std::string key, Value<V> value, std::string sentence, std::function<void(T&, V)> store) {
        return add(std::move(key), value.description, std::move(sentence), true,
                   [store = std::move(store), value](const Node& node, Reading& reading, T& target) {
                       V read{};
                       value.read(node, reading, read);
                       store(target, std::move(read));
                   });
    }

    /// The keys of another record, in the same map, into a member. `prefix` goes before each of its keys.
    template <class S, class Owner>
    requires std::derived_from<T, Owner> Record& embed(S Owner::*member, const Record<S>& other,
                                                       const std::string& prefix = {}) {
        for (std::size_t i = 0; i < other.description().fields.size(); ++i) {
            FieldDescription field = other.description().fields[i];
            field.key.insert(0, prefix);
            if (!field.switch_key.empty()) field.switch_key.insert(0, prefix);
            description_.fields.push_back(std::move(field));
            readers_.push_back([member, read = other.readers()[i]](const Node& node, Reading& reading, T& target) {
                read(node, reading, target.*member);
            });
        }
        return *this;
    }

    // --- what follows a field, and changes the last one ---

    /// The default, as it would be written; "{}" for a record whose fields all have defaults.
    Record& fallback(const std::string& written) {
        last().required = false;
        last().fallback = written;
        return *this;
    }
    /// May be left out; the member then stays as the struct makes it.
    Record& optional() {
        last().required = false;
        return *this;
    }
    /// Goes only with these values of another (choice) key of the same map, and is required only there. The same key
    /// may be declared again for other values.
    Record& only_for(const std::string& key, const std::vector<std::string>& values) {
        last().switch_key = key;
        last().switch_values = values;
        return *this;
    }

    /// Reads a map into the struct; what is wrong goes to the reading, and the member concerned stays as it is.
    void read(const Node& map, Reading& reading, T& target) const {
        if (!map.present()) return;
        const std::vector<Node> nodes = match_fields(map, description_, reading);
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (nodes[i].present()) readers_[i](nodes[i], reading, target);
        }
    }

    using Reader = std::function<void(const Node&, Reading&, T&)>;
    [[nodiscard]] const RecordDescription& description() const { return description_; }
    [[nodiscard]] const std::vector<Reader>& readers() const { return readers_; }

private:
    Record& add(std::string key, ValueDescription value, std::string sentence, bool required, Reader reader) {
        description_.fields.push_back(
            {.key = std::move(key), .sentence = std::move(sentence), .value = std::move(value), .required = required});
        readers_.push_back(std::move(reader));
        return *this;
    }
    FieldDescription& last() { return description_.fields.back(); }

    RecordDescription description_;
    std::vector<Reader> readers_;  // [field]
};

/// The value that a record describes, with the map kept beside it.
template <class T>
Value<Written<T>> record_of(Record<T> record) {
    ValueDescription description{.kind = ValueDescription::Kind::record,
                                 .phrase = "a map: " + record.description().sentence};
    description.record = std::make_shared<const RecordDescription>(record.description());
    return {std::move(description), [record = std::move(record)](const Node& node, const ValueDescription&,
                                                                 Reading& reading, Written<T>& value) {
                value.node = node;
                record.read(node, reading, value);
            }};
}

/// The same without the map, for members that are the plain struct.
template <class T>
Value<T> plain_record_of(Record<T> record) {
    Value<Written<T>> written = record_of(std::move(record));
    ValueDescription description = written.description;
    return {std::move(description),
            [written = std::move(written)](const Node& node, const ValueDescription&, Reading& reading, T& value) {
                Written<T> whole{value, {}};
                written.read(node, reading, whole);
                value = static_cast<T&&>(whole);
            }};
}

}  // namespace qingliu
