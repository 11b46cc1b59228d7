// What is known of reaeration: by the turbulence of the flow, and by the wind. Each formula by its name, which is the
// word the parameters reaeration.flow_formula and reaeration.wind_formula take.
#pragma once

#include <span>
#include <string>

#include "models/kinetics/block.hpp"

namespace qingliu {

/// What the flow tells of eight cells.
struct ReaerationSite {
    Block velocity;        ///< m s-1, mean, >= 0
    Block depth;           ///< m, mean over the width, at least 1 cm
    Block friction_slope;  ///< 1, >= 0
    Block top_width;       ///< m, > 0
};

struct FlowReaeration {
    std::string name;
    std::string source;    ///< author year
    std::string equation;  ///< as the function beside it computes it, 1/d
    std::string range;     ///< of what its authors measured
    /// Rate at 20 degC (1/d, to the base e), finite and >= 0 in still water too; null for the power law, whose numbers
    /// come with the case.
    Block (*rate)(const ReaerationSite& site);
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
