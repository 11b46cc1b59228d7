// What certification found, in a few lines: how far the steps of the run are off, and whether a verdict hangs on it.
#pragma once

#include <string>

#include "engine/state/results.hpp"
#include "models/reports/dispatcher_table.hpp"
#include "models/reports/result_layout.hpp"

namespace qingliu {

/// One line a scenario and one for each day at a control section whose ecological flow is met or missed by less than
/// the numerical error.
std::string certificate(const ResultLayout& layout, const RunRecord& record, Language language);

}  // namespace qingliu
