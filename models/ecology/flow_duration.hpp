// Flow duration: what the daily means of a month exceed on 90 and 95 % of its days (SL/T 712-2021), of all years or of
// normal ones alone (Northern Great Plains Resource Program 1974).
#pragma once

#include <vector>

#include "models/ecology/daily_flows.hpp"
#include "models/ecology/flow_target.hpp"

namespace qingliu {

/// Two targets, 90 and 95 %, of the days of each month in all complete years; twenty years asked for. NaN without one.
std::vector<FlowTarget> flow_duration_targets(const DailyFlows& flows, const FlowYears& years);

/// NGPRP: years are grouped by their mean flow, and the target of a month is what 90 % of its days in normal years
/// exceed. Normal is a year whose mean the plotting position puts between 25 and 75 %, the usual bounds of wet and dry
/// years in Chinese practice (the programme names none). Twenty years asked for. NaN where no year is normal.
FlowTarget normal_years_target(const DailyFlows& flows, const FlowYears& years);

}  // namespace qingliu
