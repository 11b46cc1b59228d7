// The 33 indicators of hydrologic alteration (Richter et al. 1996, table 1), each year by itself: size of the monthly
// flows; size and duration of extremes; their dates; frequency and duration of pulses; rate and frequency of changes.
#pragma once

#include <string>
#include <vector>

#include "models/ecology/daily_flows.hpp"

namespace qingliu {

struct AlterationIndicator {
    std::string name;            ///< word name: "minimum_7_days"
    std::string title, english;  ///< for tables
    std::string unit;            ///< SI; "d" counts days, "1" counts pulses or is a ratio
    int group = 1;               ///< 1..5, as in the table
    std::vector<double> annual;  ///< [year]; NaN where a year has none
    double mean = 0;             ///< of the years that have one; of dates the mean direction on the circle of a year
    double median = 0;           ///< of the years that have one; NaN of dates
    double variation = 0;        ///< 1, deviation over mean; of dates the circular deviation in days
};

/// Daily changes over the whole record, as some programs take them: mean (m3 s-1 d-1) and deviation over mean.
struct RecordRate {
    double mean = 0, variation = 0;
};

struct AlterationIndicators {
    std::vector<AlterationIndicator> indicators;  ///< 33
    std::vector<int> years;                       ///< used: complete ones, by name
    int years_left_out = 0;                       ///< with days that are not known
    double low_pulse = 0, high_pulse = 0;         ///< m3 s-1, exceeded on 75 and on 25 % of the days used
    RecordRate rise, fall;                        ///< between any two known days in a row
};

/// Windows and pulses lie within a year: one that reaches over its end counts in both years with what lies there. A
/// pulse is a run of days below the low threshold, or above the high one; a year without pulses has no duration. Of
/// equal extremes the first date counts, as day of the calendar year from 1; dates are averaged on a circle of 365.25
/// days. A reversal is a change of sign between changes from day to day, days without change left out. A day is without
/// flow at no more than `zero_flow` (m3 s-1). Twenty years and more are asked for (Richter et al. 1997); no fewer are
/// refused.
AlterationIndicators alteration_indicators(const DailyFlows& flows, const FlowYears& years, double zero_flow = 0.001);

/// The indicator of that name. Throws std::out_of_range.
const AlterationIndicator& indicator_named(const AlterationIndicators& all, const std::string& name);

}  // namespace qingliu
