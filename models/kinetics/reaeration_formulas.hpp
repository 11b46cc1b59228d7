// What is known of reaeration: by the turbulence of the flow, and by the wind. Each formula by its name, which is the
// word the parameters reaeration.flow_formula and reaeration.wind_formula take.
#pragma once

#include <span>
#include <string>

#include "models/kinetics/block.hpp"

namespace qingliu {

struct FlowReaeration {
    std::string name;
    std::string source;
    /// Rate at 20 degC (1/d) from mean velocity (m s-1) and mean depth (m, at least 1 cm).
    Block (*rate)(const Block& velocity, const Block& depth);
};
/// "covar" first, which is the choice where none is made.
std::span<const FlowReaeration> flow_reaerations();

struct WindReaeration {
    std::string name;
    std::string source;
    /// Transfer velocity at 20 degC (m/d) from the wind at 10 m (m s-1, >= 0).
    double (*transfer)(double wind);
};
/// "banks_herrera" first.
std::span<const WindReaeration> wind_reaerations();

}  // namespace qingliu
