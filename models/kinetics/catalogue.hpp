// Every kinetic process, parameter and constituent by name: read this first.
#pragma once

#include <vector>

#include "engine/run/parameter.hpp"
#include "models/kinetics/constituents.hpp"
#include "models/kinetics/process.hpp"

namespace qingliu {

/// All processes, in the order of the ledger.
const std::vector<ProcessEntry>& kinetic_processes();

/// Laws that processes share: they have parameters and no row.
const std::vector<const ProcessDescription*>& shared_laws();

/// All parameters of all processes and shared laws, defaults and bounds in SI.
std::vector<ParameterDeclaration> kinetic_parameters();

}  // namespace qingliu
