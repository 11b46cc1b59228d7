// A parameter of a kinetic process, as the process declares it. The catalogue of processes hands the list to the case
// reader.
#pragma once

#include <string>
#include <vector>

namespace qingliu {

struct ParameterDeclaration {
    std::string name;          ///< "process.parameter", unique
    std::string unit;          ///< the unit it is written in, "1/d"; "1" for a pure number
    double default_value = 0;  ///< SI
    double minimum = 0;        ///< SI
    double maximum = 0;        ///< SI
    std::string sentence;      ///< what it is, one sentence
    std::string source;        ///< author year of the default
    /// Words it is given by instead of a number; its value is the place of the word.
    std::vector<std::string> choices = {};
};

}  // namespace qingliu
