// summary.json: the run in one machine-readable page. Classes are numbers 1..6 (6 = worse than V), null where there was
// nothing to judge; what is not known is null. An interrupted run carries "status": "incomplete" besides, an operated
// scenario its "decisions".
#pragma once

#include <string>
#include <vector>

#include "engine/state/results.hpp"
#include "models/assessment/verdict.hpp"
#include "models/reports/arrivals.hpp"
#include "models/reports/result_layout.hpp"

namespace qingliu {

std::string summary_json(const ResultLayout& layout, const RunRecord& record, const Verdict& verdict,
                         const Standard& standard, const std::vector<SectionArrivals>& arrivals);

}  // namespace qingliu
