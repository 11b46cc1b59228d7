// Shares of the mean flow (Tennant 1976): the state of the river in the dry half-year (October to March) and in the wet
// one (April to September) by percent of the mean annual flow,
//
//   outstanding 40 / 60, excellent 30 / 50, good 20 / 40, fair 10 / 30, poor 10 / 10.
//
// By the month: the same shares of each month's own mean flow (Tessmann's objection of 1980 that rivers whose wet
// season lies elsewhere get too little of it).
#pragma once

#include <vector>

#include "models/ecology/daily_flows.hpp"
#include "models/ecology/flow_target.hpp"

namespace qingliu {

/// Two targets for each grade from outstanding to poor: of the mean annual flow, of each month's own. Mean flows are
/// those of the complete years; without one the targets are NaN. Ten years are asked for (Tennant 1976).
std::vector<FlowTarget> tennant_targets(const FlowYears& years);

}  // namespace qingliu
