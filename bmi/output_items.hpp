// What a driven scenario shows: every field of its results on the network and at the control sections, the time, the
// balance of its water.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "bmi/driven_scenario.hpp"
#include "bmi/exchange_item.hpp"

namespace qingliu {

/// Names, units and order are those of forecast.nc; on the network as there (`water_level`), at the control sections
/// with the prefix `section_`. Adds the grids it needs. `scenario` must outlive the items.
std::vector<ExchangeItem> output_items(DrivenScenario& scenario, std::vector<PlaceGrid>& grids);

/// What inflows brought and what abstractions took so far, m3, at the places of their discharges among `inputs`:
/// `inflow_volume`, `abstraction_volume`. Where water is short less is taken than asked for.
std::vector<ExchangeItem> volume_items(DrivenScenario& scenario, const std::vector<InputItem>& inputs,
                                       const std::vector<PlaceGrid>& grids);

/// CSDMS standard names (Peckham 2014) of outputs, each with ours.
const std::vector<std::pair<std::string, std::string>>& csdms_names();

}  // namespace qingliu
