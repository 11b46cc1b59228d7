// What a dispatcher reads in ten seconds: the schedules side by side, when their releases arrive, then the control
// sections under the best schedule and under none. At most 80 columns.
#pragma once

#include <string>
#include <vector>

#include "engine/state/results.hpp"
#include "models/assessment/verdict.hpp"
#include "models/reports/arrivals.hpp"
#include "models/reports/result_layout.hpp"

namespace qingliu {

enum class Language { zh, en };

struct TableStyle {
    Language language = Language::zh;
    bool colour = false;  ///< see terminal_has_colour()
};

/// Chinese or English page. Figures that are estimates bear a "~" and are named below the tables.
std::string dispatcher_table(const ResultLayout& layout, const RunRecord& record, const Verdict& verdict,
                             const Standard& standard, const std::vector<SectionArrivals>& arrivals,
                             const TableStyle& style);

/// What the tables call an indicator: its Chinese title, or a short English name.
std::string indicator_title(const Indicator& indicator, Language language);

/// Index of the schedule the best is compared with: the one that diverts least of those that have not failed, the first
/// of equals; -1 = none.
int do_nothing_scenario(const Verdict& verdict);

}  // namespace qingliu
