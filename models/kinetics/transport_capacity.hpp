// What solids flowing water can hold up: concentrations in balance with the bed, g m-3.
#pragma once

#include "models/kinetics/block.hpp"

namespace qingliu {

/// Of quartz: g m-3, and its weight in water over that of water.
inline constexpr double solids_density = 2.65e6, submerged_weight = 1.65;

/// K (U^3 / (g H w))^m (Zhang Ruijin 1961), of settling velocity w (m s-1); K in g m-3.
Block zhang_capacity(const Block& velocity, const Block& depth, double settling, double factor, double exponent);

/// All that a bed of grains d (m) yields, q_s = 0.05 U^5 / (sqrt(g) C^3 (s - 1)^2 d) (Engelund & Hansen 1967), with
/// Chezy's C = H^(1/6) / n, over the discharge.
Block engelund_hansen_capacity(const Block& velocity, const Block& depth, double grain, double roughness);

/// Suspended load alone, q_s = 0.012 U H M^2.4 (d / H) D*^-0.6, M = (U - Uc) / sqrt((s - 1) g d) (van Rijn 1984, part
/// II, simplified), with Uc of the same author, d90 = 2 d (an estimate) and water of 20 degC.
Block van_rijn_capacity(const Block& velocity, const Block& depth, double grain);

enum class CapacityFormula { zhang, engelund_hansen, van_rijn };

}  // namespace qingliu
