// What a kind of work takes, as its law declares it. The catalogue of the models hands the list to the case reader:
// keys of a structure, their checks, the schema and the reference come from it.
//
//   StructureKind{.name = "gate", .title = "闸", .sentence = "Sluice gate.", .source = "Henderson 1966",
//                 .parameters = {{.key = "width", .unit = "m", .minimum = 0, .maximum = 2000, .sentence = "Clear
//                 width."},
//                                {.key = "height", .unit = "m", .minimum = 0, .maximum = 50, .sentence = "Full
//                                opening."},
//                                {.key = "opening", .unit = "m", .minimum = 0, .maximum = 50, .sentence = "Opening."}},
//                 .setting = "opening", .setting_limit = "height"}
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/network/network.hpp"

namespace qingliu {

/// A figure of a work. Compulsory unless it has a default or is optional.
struct StructureParameter {
    std::string key;
    std::string unit;                          ///< it is written in, "m"; "1" for a pure number
    double minimum = 0, maximum = 0;           ///< in `unit`, both taken
    std::optional<double> default_value = {};  ///< in `unit`
    bool optional = false;                     ///< may be left out: the sentence says what holds then
    std::string sentence;                      ///< what it is; one sentence
    std::string source = {};                   ///< author year of the default
};

/// A choice between formulas; the first word is the default.
struct StructureChoice {
    std::string key;
    std::vector<std::string> words;
    std::string sentence;
};

/// A curve in pairs, x rising from pair to pair.
struct StructureTable {
    enum class Order { rising, falling };
    std::string key;
    std::string x_unit, y_unit;
    Order y_order = Order::rising;  ///< y never goes the other way
    std::string sentence;
};

struct StructureKind {
    std::string name;      ///< word name, in YAML and the catalogue
    std::string title;     ///< Chinese
    std::string sentence;  ///< what it is, in English; one sentence
    std::string source;    ///< author year of the law
    std::vector<StructureParameter> parameters = {};
    std::vector<StructureChoice> choices = {};
    std::vector<StructureTable> tables = {};
    bool lateral = false;            ///< leads water sideways along a stretch: takes the keys until and to
    std::string setting = {};        ///< key of the parameter operators move (an opening, a speed); empty: none
    std::string setting_limit = {};  ///< key of the parameter that is its largest value; empty: its own maximum

    [[nodiscard]] const StructureParameter* parameter(const std::string& key) const;
};

}  // namespace qingliu
