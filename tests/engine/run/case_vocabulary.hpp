// The words the broken and the whole test cases may use.
#pragma once

#include <fmt/format.h>

#include <string>

#include "engine/run/case_reader.hpp"

namespace qingliu {

/// Ammonia, the gas and what a constituent says of itself hold nitrogen.
inline std::string nitrogen_made(const OwnChemistry& own, const OwnProcess& process) {
    double made = 0;
    for (const auto& [name, coefficient] : process.row) {
        if (name == "ammonia_nitrogen") made += coefficient;
        for (const OwnConstituent& one : own.constituents) {
            const auto held = one.elements.find("nitrogen");
            if (one.name == name && held != one.elements.end()) made += coefficient * held->second;
        }
    }
    for (const auto& [name, coefficient] : process.outside) made += name == "nitrogen_gas" ? coefficient : 0;
    return made == 0 ? "" : fmt::format("{} g of nitrogen too much", made);
}

inline CaseVocabulary test_vocabulary() {
    CaseVocabulary vocabulary;
    vocabulary.constituents = {
        {.name = "dissolved_oxygen",
         .title = "溶解氧",
         .unit = "g m-3",
         .standard_name = "",
         .long_name = "dissolved oxygen"},
        {.name = "ammonia_nitrogen",
         .title = "氨氮",
         .unit = "g m-3",
         .standard_name = "",
         .long_name = "ammonia nitrogen"},
        {.name = "conductivity",
         .title = "电导率",
         .unit = "uS cm-1",
         .standard_name = "",
         .long_name = "conductivity"},
        {.name = "water_age",
         .title = "水龄",
         .unit = "d",
         .standard_name = "",
         .long_name = "water age",
         .mass = false},
    };
    vocabulary.groups = {
        {"routine", "all of them", {"dissolved_oxygen", "ammonia_nitrogen", "conductivity", "water_age"}},
        {"salts", "what stays", {"conductivity"}}};
    vocabulary.parameters = {
        {"nitrification.rate", "1/d", 0.1 / 86400, 0, 10.0 / 86400, "Rate of nitrification at 20 degC.", "test"},
        {"reaeration.factor", "1", 1, 0, 5, "Factor on reaeration.", "test"},
    };
    const auto length = [](const char* key) {
        return StructureParameter{.key = key, .unit = "m", .minimum = 0.01, .maximum = 9000, .sentence = "A length."};
    };
    StructureParameter opening = length("opening");
    opening.minimum = 0;
    const StructureParameter contraction{.key = "contraction_coefficient",
                                         .unit = "1",
                                         .minimum = 0.3,
                                         .maximum = 1,
                                         .default_value = 0.62,
                                         .sentence = "Contraction."};
    vocabulary.structures = {
        {.name = "weir",
         .title = "堰",
         .sentence = "A weir.",
         .source = "test",
         .parameters = {length("sill"), length("width")}},
        {.name = "gate",
         .title = "闸",
         .sentence = "A gate.",
         .source = "test",
         .parameters = {length("sill"), length("width"), length("height"), opening, contraction},
         .setting = "opening",
         .setting_limit = "height"},
        {.name = "rubber_dam",
         .title = "橡胶坝",
         .sentence = "A dam.",
         .source = "test",
         .parameters = {length("sill"), length("width"), length("height"), opening},
         .setting = "opening",
         .setting_limit = "height"},
    };
    vocabulary.dispersion_formulas = {"power_law", "elder", "seo_cheong"};
    ProcessVocabulary& own = vocabulary.own_processes;
    own.processes = {"nitrification", "reaeration"};
    own.drivers = {{"depth", "m", "Depth."},
                   {"water_temperature", "degC", "Temperature."},
                   {"air_temperature", "degC", "Temperature of the air.", true},
                   {"time_of_day", "h", "Since midnight."}};
    own.elements = {"nitrogen", "oxygen"};
    own.reservoirs = {"bed", "nitrogen_gas"};
    own.most_constituents = 4;
    own.most_processes = 16;
    own.imbalance = nitrogen_made;
    return vocabulary;
}

}  // namespace qingliu
