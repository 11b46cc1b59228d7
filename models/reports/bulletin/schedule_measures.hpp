// Schedules side by side: what each reaches, and which of them no one would choose.
#pragma once

#include <string_view>
#include <vector>

#include "engine/base/unknown.hpp"
#include "models/reports/bulletin/source.hpp"

namespace qingliu::bulletin {

/// One figure a schedule is compared by.
struct Measure {
    enum class Better { low, high };
    std::string_view name;
    Better better = Better::low;
    double value = unknown;  ///< NaN where not known
    double no_matter = 0;    ///< smallest difference anybody would choose by, unit of the value
};

/// sections_worse_than_v, share_sections_class_iii, share_ecological_flow_met, section_days_meeting (days at a section
/// whose class reaches the target), target_margin (the smallest of all days and sections; a thousandth of a limit is no
/// difference, laboratories round by more), flow_days_met, deficit_m3,
/// diverted_m3, cost_yuan, decisions; in this order, for every schedule the same.
std::vector<Measure> measures_of(const Source& source, std::size_t scenario);

/// Relative difference below which two figures are equal: sums of a run differ by less from rounding alone.
constexpr double equal_within = 1e-9;

/// Whether `a` is no worse than `b` in every measure and better in one (Pareto 1906). What one of them does not know
/// compares with nothing. Precondition: the same measures in the same order.
bool dominates(const std::vector<Measure>& a, const std::vector<Measure>& b);

/// [schedule] index of the first schedule that dominates it and is itself dominated by none, -1 = none. An empty list
/// of measures (a schedule that failed, a member of an ensemble) takes no part.
std::vector<int> dominated_by(const std::vector<std::vector<Measure>>& schedules);

/// [{"name", "title", "failed", "failure", "member_of", "operated", "dominated_by", "measures", "diverted", "goals"}].
Json scenarios_part(const Source& source);
/// {"sections_worse_than_v": "low", ...}.
Json measure_senses(const Source& source);
/// [{"name", "goal"}].
Json goals_part(const Source& source);

}  // namespace qingliu::bulletin
