// How long water has been on its way in a steady flow.
#pragma once

#include <vector>

#include "engine/network/grid.hpp"
#include "engine/run/contracts.hpp"

namespace qingliu {

/// Mean age of the water in each cell (s [cell]) since it entered: where Q a in, summed over the faces that bring
/// water, and the volume give Q a out, as in a row of mixed cells (Delhez et al. 1999, Ocean Modelling 1, 17: the
/// equation of the mean age, steady). NaN in cells that nothing leaves. Empty where the sweeps down the network do not
/// settle.
std::vector<double> steady_age(const Grid& grid, const FlowState& flow);

}  // namespace qingliu
