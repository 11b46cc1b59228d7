// Outfalls of a SWMM model as outlets of rivers.
#pragma once

#include "models/imports/swmm_network.hpp"

namespace qingliu {

/// The outlet of a river whose last section is `end` (with its bed), `height` deep, on a bed that falls by `slope`.
Outlet swmm_outlet(const SwmmNode& node, const SwmmModel& model, const CrossSection& end, double height, double slope,
                   const SwmmText& text, ImportReport& report);

/// The level of an outfall that changes in time.
Series swmm_outfall_level(const SwmmNode& node, const SwmmModel& model);

}  // namespace qingliu
