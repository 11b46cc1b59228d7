// The names of the water and the weather that rates written in a case may use.
#pragma once

#include <functional>
#include <vector>

#include "engine/run/own_chemistry.hpp"
#include "models/kinetics/process.hpp"

namespace qingliu {

/// One of them, and where it is found. What is the same within a step of a cell has `value`; the time of day goes on.
struct NamedDriver {
    DriverDeclaration declaration;
    std::function<Block(const Drivers&, const Weather&)> value;  ///< SI; empty for the time of day
};

const std::vector<NamedDriver>& named_drivers();

}  // namespace qingliu
