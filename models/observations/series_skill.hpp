// How a computed series follows the readings of stations, by station, variable and lead time.
//
// A reading is held against the computed value at its instant, on the line between the outputs before and after it;
// what lies outside the forecast or beside a missing output has none. A reading below detection counts half its limit.
#pragma once

#include <optional>
#include <vector>

#include "models/assessment/forecast_scheme.hpp"
#include "models/assessment/skill.hpp"
#include "models/assessment/skill_rating.hpp"
#include "models/observations/observations.hpp"

namespace qingliu {

struct SkillSettings {
    double issued = 0;               ///< s since 1970Z: leads count from here
    double lead_step = 86400;        ///< s
    bool leave_out_flagged = false;  ///< readings with a flag are not compared
};

/// One variable at one station, or at all of them.
struct SeriesSkill {
    int station = -1;          ///< index into the observed stations; -1 = all of them together
    std::size_t variable = 0;  ///< index into the observed variables
    int lead = 0;              ///< 0 = every lead; n = more than n - 1 and at most n steps after the issue
    Skill skill;               ///< skipped: readings without a computed value
    PeakSkill peak;            ///< of one station
    double volume_error = 0;   ///< 1, of a discharge at one station, else NaN
    double lag = 0;            ///< s, positive = computed too late; NaN unless a station's readings are evenly spaced
    PassRate passed;           ///< of discharges and levels at one station (GB/T 22482-2008, routed from above)
    std::optional<SkillRating> rated_2007, rated_2015;  ///< of flow, sediment (2007 alone), nitrogen and phosphorus
};

/// Every station and variable that both have: first over every lead, then lead by lead; last all stations together, for
/// which only errors mean anything. `computed` as read from a forecast. A reading at the issue is none of the forecast;
/// the change a permissible error is told from is that since the last reading within one lead step before it, and
/// nothing is graded where there is none.
std::vector<SeriesSkill> series_skill(const Observations& observed, const Observations& computed,
                                      const SkillSettings& settings);

}  // namespace qingliu
