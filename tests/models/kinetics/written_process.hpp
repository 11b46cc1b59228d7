// Processes of a case's own, written down in a line of C++ as a case would in YAML.
#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "models/kinetics/chemistry.hpp"
#include "models/kinetics/drivers.hpp"

namespace qingliu {

/// A parameter as people write it.
struct WrittenParameter {
    std::string name;
    double value;
    std::string unit;
    double theta = 0;  ///< 0: none
};

inline OwnConstituent own_constituent(const std::string& name, bool bed = false) {
    OwnConstituent own;
    own.name = own.title = own.long_name = name;
    own.unit = bed ? "g m-2" : "g m-3";
    own.bed = bed;
    return own;
}

/// Adds a process. Throws std::logic_error with the first fault of its formula.
inline void add_process(OwnChemistry& own, const std::string& name, const std::string& rate,
                        const std::vector<WrittenParameter>& parameters,
                        std::vector<std::pair<std::string, double>> row,
                        std::vector<std::pair<std::string, double>> outside = {}) {
    OwnProcess process;
    process.name = process.title = name;
    process.written_rate = rate;
    process.row = std::move(row);
    process.outside = std::move(outside);
    std::vector<FormulaName> names;
    for (const WrittenParameter& one : parameters) {
        names.push_back({one.name, declared_unit(one.unit).dimension});
        process.parameters.push_back({one.name, one.theta > 0 ? one.name + "_theta" : "", one.unit});
        process.declarations.push_back(declare(name, one.name, one.unit, one.value, -1e6, 1e6, "", "test"));
        if (one.theta > 0)
            process.declarations.push_back(declare(name, one.name + "_theta", "1", one.theta, 0.9, 1.3, "", "test"));
    }
    for (const NamedDriver& driver : named_drivers())
        names.push_back({driver.declaration.name, declared_unit(driver.declaration.unit).dimension});
    for (const Constituent& one : known_constituents()) {
        if (!one.bed && one.name != "water_temperature") names.push_back({one.name, declared_unit(one.unit).dimension});
    }
    for (const OwnConstituent& one : own.constituents)
        names.push_back({one.name, declared_unit(one.bed ? "g m-3" : one.unit).dimension});
    ParsedFormula parsed = parse_formula(rate, names, declared_unit("g m-3 s-1").dimension);
    if (!parsed.faults.empty()) throw std::logic_error(rate + ": " + parsed.faults.front().message);
    for (const FormulaName& one : names) process.names.push_back(one.name);
    process.rate = std::move(parsed.formula);
    own.processes.push_back(std::move(process));
}

/// The nitrification of the models in one step, as a case would write it.
inline OwnChemistry copy_of_nitrification() {
    OwnChemistry own;
    add_process(own, "copied_nitrification",
                "rate * ammonia_nitrogen * monod(dissolved_oxygen, half) * "
                "smooth_step(water_temperature, cold_end, cold_start)",
                {{"rate", 0.4, "1/d", 1.083}, {"half", 1, "mg/L"}, {"cold_start", 8, "degC"}, {"cold_end", 3, "degC"}},
                {{"ammonia_nitrogen", -1}, {"nitrate_nitrogen", 1}, {"dissolved_oxygen", -oxygen_of_nitrification}});
    return own;
}

}  // namespace qingliu
