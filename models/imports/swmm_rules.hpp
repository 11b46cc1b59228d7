// When pumps of a SWMM model run, as rules of operation: their depths to start and stop at, and those of [CONTROLS]
// that look at levels and flows and switch pumps. Other rules are told as not taken.
#pragma once

#include <string>

#include "models/imports/import_report.hpp"
#include "models/imports/swmm_network.hpp"

namespace qingliu {

/// The text of a file of operation; empty where there is nothing to operate.
std::string swmm_rules(const SwmmModel& model, const SwmmNetwork& network, const SwmmText& text, ImportReport& report);

}  // namespace qingliu
