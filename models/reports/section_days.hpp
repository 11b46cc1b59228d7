// sections.csv: one row per scenario, day and section, UTF-8 with BOM so that spreadsheets show Chinese. Units stand in
// the header.
#pragma once

#include <string>

#include "engine/state/results.hpp"
#include "models/assessment/verdict.hpp"
#include "models/reports/result_layout.hpp"

namespace qingliu {

/// Values not known are empty cells; classes are I..V and "worse than V".
std::string section_days_csv(const ResultLayout& layout, const RunRecord& record, const Verdict& verdict,
                             const Standard& standard);

}  // namespace qingliu
