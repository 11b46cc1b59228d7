// Every kinetic process, parameter and constituent by name: read this first.
#pragma once

#include <vector>

#include "engine/run/parameter.hpp"
#include "models/kinetics/constituents.hpp"
#include "models/kinetics/process.hpp"

namespace qingliu {

/// All processes, in the order of the ledger.
const std::vector<ProcessEntry>& kinetic_processes();

/// All parameters of all processes, defaults and bounds in SI.
std::vector<ParameterDeclaration> kinetic_parameters();

}  // namespace qingliu
