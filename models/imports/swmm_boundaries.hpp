// What enters a SWMM model, as inflows of a case.
#pragma once

#include "models/imports/imported_case.hpp"
#include "models/imports/swmm_network.hpp"
#include "models/imports/swmm_runoff.hpp"

namespace qingliu {

/// Adds waters, qualities, inflows, levels at ends and climate to `imported`, whose network is made.
void add_swmm_boundaries(const SwmmModel& model, const SwmmNetwork& network, const SwmmText& text,
                         const std::vector<SwmmRunoff>& runoff, int utc_offset_minutes, const std::string& source,
                         ImportedCase& imported);

}  // namespace qingliu
