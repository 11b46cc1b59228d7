// The state of the rivers in one colour, with its reasons: what a reader who has three seconds takes with him.
//
// Red: no schedule can be named (every one failed), or the best one misses a goal of the plan. Amber: it meets the
// plan, but something is missed or unsaid: the run is incomplete, a schedule failed, a goal has no value or a section
// no class on some day, a section misses its own class over the period or on some day, or its ecological flow on some
// day, the numerical error could change a class, or more members of the ensemble miss a section's class than meet it.
// Green: none of these. Grey: nothing was judged.
#pragma once

#include "models/reports/bulletin/source.hpp"

namespace qingliu::bulletin {

/// {"light": "green"|"amber"|"red"|"grey", "reasons": [{"code", "light", ...}]}, graver reasons first. Codes and what
/// they carry:
///   nothing_judged; all_failed;
///   goal_missed {goal, asked, reached}; goals_met {count}
///   goal_unknown {goal}; not_judged {sections: [index], days}
///   incomplete {until}; schedules_failed {count, of}
///   class_missed {sections: [index]} (class of the mean over the period), days_missed {sections, days},
///   flow_missed {sections, days}, class_in_doubt {sections, days}, probably_missed {sections}
Json traffic_light(const Source& source);

}  // namespace qingliu::bulletin
