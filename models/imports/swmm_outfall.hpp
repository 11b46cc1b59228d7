// Outfalls of a SWMM model as outlets of rivers.
#pragma once

#include "models/imports/swmm_network.hpp"

namespace qingliu {

/// The outlet of a river whose last section is `end` (with its bed), `height` deep, on a bed that falls by `slope`.
Outlet swmm_outlet(const SwmmNode& node, const SwmmModel& model, const CrossSection& end, double height, double slope,
                   int utc_offset_minutes, const SwmmText& text, ImportReport& report);

/// The level of an outfall that changes in time; the hours of a tide are those of days in the offset.
Series swmm_outfall_level(const SwmmNode& node, const SwmmModel& model, int utc_offset_minutes);

}  // namespace qingliu
