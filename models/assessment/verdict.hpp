// The verdict: which class, what limits it, whether the ecological flow is met, which schedule is best. Made from daily
// means alone, of a run or of observations.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/base/unknown.hpp"
#include "engine/run/case.hpp"
#include "engine/state/constituent.hpp"
#include "engine/state/results.hpp"
#include "models/assessment/certainty.hpp"
#include "models/assessment/classification.hpp"
#include "models/assessment/members.hpp"
#include "models/assessment/mixing.hpp"
#include "models/assessment/simulated_values.hpp"
#include "models/assessment/standard.hpp"

namespace qingliu {

/// Daily means at one section, simulated or observed. What is not known (not reached, not measured) is NaN.
struct DailyMeans {
    double day_start = 0;        ///< s since 1970Z
    std::vector<double> values;  ///< [Standard::indicators], unit of the indicator in memory (g m-3); see values_of()
    std::vector<double> errors;  ///< [Standard::indicators], numerical, value less truth; empty where none is known
    double discharge = unknown;  ///< m3 s-1
    double oxygen_saturation = unknown;  ///< g m-3, for the class I rule of oxygen
};

struct SectionDay {
    double day_start = 0;           ///< s since 1970Z
    Judgement headline;             ///< what automatic stations measure; class 0 where nothing is known
    Judgement full;                 ///< every indicator that has a value
    ClassRange headline_range;      ///< what the numerical errors leave of the headline class
    ClassRange full_range;          ///< likewise of the full one
    double margin_error = unknown;  ///< 1, what the numerical errors make of the headline margin
    double discharge = 0;           ///< m3 s-1, daily mean, NaN where not known
    double ecological_target = 0;   ///< m3 s-1 of that month, 0 = none
    bool ecological_met = true;     ///< false also where there is a target and the discharge is not known
};

struct SectionVerdict {
    std::vector<SectionDay> days;
    int days_without_class = 0;      ///< skipped in classes and shares: nothing to judge (not reached, not measured)
    int worst_class = 0;             ///< headline, of all days
    int period_class = 0;            ///< headline, of the mean over the days known
    double period_margin = unknown;  ///< 1, of the headline period class
    double share_days_meeting_target = 0;  ///< of the days judged; 0 where none is
    int limiting = -1;  ///< indicator that limits most days not meeting the target, else that of the worst day
    int full_worst_class = 0;
    int full_period_class = 0;
    double full_share_days_meeting_target = 0;
    int full_limiting = -1;
    std::vector<MemberShares> members;     ///< [days], of a scenario with members; empty of any other
    SectionMixing mixing;                  ///< of what enters above it
    SectionCertainty certainty;            ///< of a certified run
    std::vector<double> period_means;      ///< [Standard::indicators], NaN = not known
    double ecological_target = 0;          ///< m3 s-1, largest of the period, 0 = none
    double min_daily_discharge = unknown;  ///< m3 s-1
    double share_days_flow_met = 1;        ///< of the days with a target and a known discharge
    int days_flow_judged = 0;
    double deficit_m3 = 0;
    int longest_spell_below = 0;  ///< d
    int zero_flow_days = 0;
};

struct ScenarioVerdict {
    std::string name;
    std::string of;                        ///< scenario of this verdict it is a member of, or empty; never the best
    bool failed = false;                   ///< never the best; the days it reached are judged all the same
    std::vector<SectionVerdict> sections;  ///< as Case::sections
    /// III or better by headline period class, of the national sections that have a class (of all where none is
    /// national).
    double share_sections_class_iii = 0;
    int sections_judged = 0;        ///< the denominator of that share
    int sections_worse_than_v = 0;  ///< of all sections, headline period class 6
    /// Key sections that met their target on as many days as the goals ask, of the key sections with days judged.
    double share_ecological_flow_met = 1;
    int key_sections_judged = 0;   ///< the denominator of that share; the share is 1 where it is 0
    std::vector<int> black_odour;  ///< [section] grade, 1 is not black, 0 not known; empty: not looked at
    double diverted_m3 = 0;        ///< at the intakes, conveyance losses included
    double cost_yuan = 0;          ///< price of each release times its volume at the intake
};

struct Verdict {
    std::vector<ScenarioVerdict> scenarios;
    std::vector<bool> simulated;  ///< [Standard::indicators], has a value in this case
    std::vector<bool> estimated;  ///< [Standard::indicators], simulated from figures of which some are estimates
    int best = -1;                ///< index of the best scenario; -1 where every scenario failed
};

/// Judges one section on its daily means: the same for a run and for observations. The section gives the target class
/// and the targets of ecological flow.
SectionVerdict assess_section(const ControlSection& section, const Standard& standard, std::span<const DailyMeans> days,
                              int utc_offset_minutes);

/// True where `a` is the better schedule: fewest sections worse than V; then the share of sections at III or better met
/// (70 %); then that of ecological flow (90 %); then least water diverted; then least cost. A failed scenario is worse
/// than any other.
bool better(const ScenarioVerdict& a, const ScenarioVerdict& b, const PlanGoals& goals = {});

/// Mean oxygen saturation of each day, g m-3, at the temperature the case gives the water of a scenario; NaN where it
/// gives none.
std::vector<double> daily_oxygen_saturation(const Case& specification, const std::string& scenario,
                                            const std::vector<double>& day_start);

/// What a schedule takes.
struct WaterTaken {
    double diverted_m3 = 0, cost_yuan = 0;  ///< as in ScenarioVerdict
};

/// Judges the daily means of every scenario, of a run or read back from its file. `oxygen_saturation`
/// [scenario][day], `taken` [scenario]. The best is the first that no other is better than.
Verdict assess(const Case& specification, std::size_t constituents, const RunRecord& record, const Standard& standard,
               const SimulatedValues& simulated, const std::vector<std::vector<double>>& oxygen_saturation,
               const std::vector<WaterTaken>& taken);

/// Judges every scenario of a run.
Verdict assess(const Case& specification, const std::vector<Constituent>& constituents, const RunRecord& record,
               const Standard& standard);

}  // namespace qingliu
