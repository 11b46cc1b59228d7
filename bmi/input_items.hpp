// What another program may set between two updates: what enters and what is withdrawn, with which quality, how works
// stand, how high the water is at the end of a river.
#pragma once

#include <vector>

#include "bmi/driven_scenario.hpp"
#include "bmi/exchange_item.hpp"

namespace qingliu {

/// `inflow_discharge` and `inflow_CONSTITUENT` (of sources, then of diffuse sources, in the order of the case),
/// `abstraction_discharge`, `KIND_SETTING` of each kind of work that moves (`gate_opening`), `end_water_level` of
/// rivers that end in a stage. Adds a grid of points for each of these four. `scenario` must outlive the items.
std::vector<InputItem> input_items(DrivenScenario& scenario, std::vector<PlaceGrid>& grids);

}  // namespace qingliu
