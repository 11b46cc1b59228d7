// The goals of the plan in the dispatcher's page: one line a schedule.
#pragma once

#include <string>

#include "engine/run/case.hpp"
#include "engine/state/results.hpp"
#include "models/assessment/verdict.hpp"
#include "models/reports/dispatcher_table.hpp"

namespace qingliu {

/// What each schedule reaches of every goal and in brackets how far it is from it, in points of percent or sections;
/// missed goals say so. Members of an ensemble and schedules that failed have no line; empty where none has.
std::string goals_table(const Case& specification, const RunRecord& record, const Verdict& verdict,
                        const TableStyle& style);

/// One line where no schedule reaches every goal that is judged; empty where one does, or where none is the best.
std::string no_schedule_reaches_all(const Case& specification, const Verdict& verdict, Language language);

}  // namespace qingliu
