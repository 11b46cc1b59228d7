// Means over the periods water quality is judged by, in civil time: hours, days, weeks, ten days (旬), months,
// quarters, years.
//
// Up to the month a mean is that of the samples. A quarter is the mean of two monthly means or more, a year of six or
// more (环办〔2011〕22号); an indicator with fewer has no mean. A value below detection enters as half its limit
// (环办监测函〔2020〕82号; SL 219-2013, 12.2.5), in loads as zero. pH is averaged as hydrogen-ion concentration.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "models/assessment/standard.hpp"

namespace qingliu {

/// Values of one place and instant.
struct Sample {
    double time = 0;             ///< s since 1970Z
    std::vector<double> values;  ///< [Standard::indicators], SI; NaN = not measured
    /// [Standard::indicators], where true the value is the detection limit; may be empty.
    std::vector<bool> below_detection;
};

enum class Period { hour, day, week, ten_days, month, quarter, year };

/// What a value below detection counts as.
enum class BelowDetection {
    half,  ///< of the detection limit: concentrations
    zero,  ///< loads
};

/// A stretch of civil time: start included, end not.
struct CivilPeriod {
    double start = 0, end = 0;  ///< s since 1970Z
    bool operator==(const CivilPeriod&) const = default;
};

/// The period an instant falls in. Weeks begin on Monday; ten days on the 1st, 11th and 21st of a month.
CivilPeriod period_of(double instant, Period period, int utc_offset_minutes);

/// "2026-01-15 08:00", "2026-01-15", "2026-01-12/18" (a week, ten days), "2026-01", "2026 Q1", "2026". Of a week that
/// ends in another month: "2026-01-26/2026-02-01".
std::string period_label(const CivilPeriod& span, Period period, int utc_offset_minutes);

/// Monthly means it takes at least: 2 of a quarter, 6 of a year, 0 of shorter periods.
int least_months(Period period);

/// What the samples of one place say of one period.
struct PeriodMeans {
    CivilPeriod span;
    int samples = 0;            ///< that fall into it
    std::vector<double> means;  ///< [Standard::indicators], SI, not rounded; NaN = none
    std::vector<int> counts;    ///< [Standard::indicators], values behind each mean; months for quarters and years
    std::vector<int> below;     ///< [Standard::indicators], samples of them below detection
};

/// Means of each period that has a sample, ascending. Samples may come in any order. Throws std::invalid_argument where
/// a sample has not as many values as the standard has indicators.
std::vector<PeriodMeans> period_means(const Standard& standard, std::span<const Sample> samples, Period period,
                                      int utc_offset_minutes, BelowDetection below = BelowDetection::half);

}  // namespace qingliu
