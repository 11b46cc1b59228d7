// The driest month of each year (SL/T 712-2021, appendix on hydrological methods).
#pragma once

#include <vector>

#include "models/ecology/daily_flows.hpp"
#include "models/ecology/flow_target.hpp"

namespace qingliu {

/// Qp with P = 90 and 95 %: what the driest-month means of so many years in a hundred exceed (thirty years asked for);
/// and the driest month of the last ten complete years. NaN without a complete year.
std::vector<FlowTarget> driest_month_targets(const FlowYears& years);

}  // namespace qingliu
