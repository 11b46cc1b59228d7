// Constituents and processes a case brings along, beside those the models know: read, checked, in SI units.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "engine/numerics/formula.hpp"
#include "engine/run/parameter.hpp"
#include "engine/state/constituent.hpp"

namespace qingliu {

/// A name of the water or the weather that rates may use.
struct DriverDeclaration {
    std::string name;
    std::string unit;
    std::string sentence;
    bool needs_air = false;  ///< known only where the case tells the air over the water
};

struct OwnConstituent : Constituent {
    std::map<std::string, double> elements = {};  ///< what a gram (or what it counts in) holds, by name of the element
};

struct OwnParameter {
    std::string name;        ///< as the formula has it
    std::string theta = {};  ///< declared name of its temperature factor, empty where it has none
    std::string unit = "1";  ///< as it is written
};

struct OwnProcess {
    std::string name, title, sentence, source;
    std::vector<OwnParameter> parameters;
    std::vector<ParameterDeclaration> declarations;       ///< of the parameters and their temperature factors
    std::vector<std::string> names;                       ///< of the formula [name]: parameters, drivers, constituents
    Formula rate;                                         ///< unit of the row's constituents per second
    std::string written_rate;                             ///< the formula as it is written
    std::vector<std::pair<std::string, double>> row;      ///< constituent, made per unit of extent
    std::vector<std::pair<std::string, double>> outside;  ///< reservoir, likewise
};

struct OwnChemistry {
    std::vector<OwnConstituent> constituents;
    std::vector<OwnProcess> processes;
};

}  // namespace qingliu
