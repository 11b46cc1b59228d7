// What certification found, on a few lines: how far a run is off, and which verdicts hang on it.
#pragma once

#include <string>

#include "engine/state/results.hpp"
#include "models/assessment/verdict.hpp"
#include "models/reports/dispatcher_table.hpp"
#include "models/reports/result_layout.hpp"

namespace qingliu {

/// A table of the largest errors of daily means over all schedules, discharge, water level and each judged indicator,
/// with their places; how many classes are in doubt; one line for each day at a control section whose ecological flow
/// is met or missed by less than the numerical error; what could not be certified, and why. At most 80 columns.
std::string certificate(const ResultLayout& layout, const RunRecord& record, const Verdict& verdict,
                        const Standard& standard, Language language);

}  // namespace qingliu
