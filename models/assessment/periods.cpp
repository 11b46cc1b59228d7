#include "models/assessment/periods.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <stdexcept>
#include <utility>

#include "engine/base/unknown.hpp"
#include "engine/time/civil_time.hpp"
#include "models/assessment/classification.hpp"

namespace qingliu {

namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr double hour_length = 3600.0;  // s
/// The civil day an instant falls in.
sys_days civil_day(double instant, int utc_offset_minutes) {
    const double start = civil_day_start(instant, utc_offset_minutes) + 60.0 * utc_offset_minutes;
    return sys_days(std::chrono::days(static_cast<int>(std::floor(start / day_length + 0.5))));
}

double start_of(sys_days day, int utc_offset_minutes) {
    return day_length * static_cast<double>(day.time_since_epoch().count()) - 60.0 * utc_offset_minutes;
}

/// First day of the period and first day after it.
std::pair<sys_days, sys_days> days_of(sys_days day, Period period) {
    const year_month_day date(day);
    const auto first_of_month = date.year() / date.month() / std::chrono::day(1);
    const auto month = static_cast<unsigned>(date.month());
    switch (period) {
        case Period::week: {
            const sys_days monday = day - (std::chrono::weekday(day) - std::chrono::Monday);
            return {monday, monday + std::chrono::days(7)};
        }
        case Period::ten_days: {
            const unsigned part = std::min((static_cast<unsigned>(date.day()) - 1) / 10, 2U);
            const sys_days first = sys_days(first_of_month) + std::chrono::days(10 * part);
            return {first,
                    part < 2 ? first + std::chrono::days(10) : sys_days(first_of_month + std::chrono::months(1))};
        }
        case Period::month:
            return {sys_days(first_of_month), sys_days(first_of_month + std::chrono::months(1))};
        case Period::quarter: {
            const auto first = date.year() / std::chrono::month((month - 1) / 3 * 3 + 1) / std::chrono::day(1);
            return {sys_days(first), sys_days(first + std::chrono::months(3))};
        }
        case Period::year:
            return {sys_days(date.year() / std::chrono::January / 1),
                    sys_days((date.year() + std::chrono::years(1)) / std::chrono::January / 1)};
        case Period::hour:
        case Period::day:
            break;
    }
    return {day, day + std::chrono::days(1)};
}

/// Samples of one period, taken together.
PeriodMeans means_of(const Standard& standard, const std::vector<const Sample*>& samples, BelowDetection below) {
    PeriodMeans result;
    result.samples = static_cast<int>(samples.size());
    std::vector<double> known;
    for (std::size_t i = 0; i < standard.indicators.size(); ++i) {
        known.clear();
        int censored = 0;
        for (const Sample* sample : samples) {
            double value = sample->values[i];
            if (std::isnan(value)) continue;
            if (!sample->below_detection.empty() && sample->below_detection[i]) {
                ++censored;
                value = below == BelowDetection::half ? value / 2 : 0.0;
            }
            known.push_back(value);
        }
        result.means.push_back(mean_value(standard.indicators[i], known));
        result.counts.push_back(static_cast<int>(known.size()));
        result.below.push_back(censored);
    }
    return result;
}

/// A quarter or a year out of the means of its months.
PeriodMeans mean_of_months(const Standard& standard, const std::vector<const PeriodMeans*>& months, int least) {
    PeriodMeans result;
    for (const PeriodMeans* month : months) result.samples += month->samples;
    std::vector<double> known;
    for (std::size_t i = 0; i < standard.indicators.size(); ++i) {
        known.clear();
        int censored = 0;
        for (const PeriodMeans* month : months) {
            if (std::isnan(month->means[i])) continue;
            known.push_back(month->means[i]);
            censored += month->below[i];
        }
        const bool enough = static_cast<int>(known.size()) >= least;
        result.means.push_back(enough ? mean_value(standard.indicators[i], known) : unknown);
        result.counts.push_back(static_cast<int>(known.size()));
        result.below.push_back(censored);
    }
    return result;
}

void check(const Standard& standard, const Sample& sample) {
    const std::size_t indicators = standard.indicators.size();
    if (sample.values.size() != indicators ||
        (!sample.below_detection.empty() && sample.below_detection.size() != indicators))
        throw std::invalid_argument("a sample has not as many values as the standard has indicators");
    if (!std::isfinite(sample.time)) throw std::invalid_argument("a sample without time");
}

}  // namespace

CivilPeriod period_of(double instant, Period period, int utc_offset_minutes) {
    if (period == Period::hour) {
        const double shift = 60.0 * utc_offset_minutes;
        const double start = hour_length * std::floor((instant + shift) / hour_length) - shift;
        return {start, start + hour_length};
    }
    const auto [first, after] = days_of(civil_day(instant, utc_offset_minutes), period);
    return {start_of(first, utc_offset_minutes), start_of(after, utc_offset_minutes)};
}

std::string period_label(const CivilPeriod& span, Period period, int utc_offset_minutes) {
    const year_month_day first(civil_day(span.start, utc_offset_minutes));
    std::string date = format_date(span.start, utc_offset_minutes);
    const auto month = static_cast<unsigned>(first.month());
    switch (period) {
        case Period::hour:
            return format_instant(span.start, utc_offset_minutes).substr(0, std::string("2026-01-15 08:00").size());
        case Period::day:
            return date;
        case Period::week:
        case Period::ten_days: {
            const double last_day = span.end - day_length;
            const std::string last = format_date(last_day, utc_offset_minutes);
            const bool same_month = last.substr(0, 7) == date.substr(0, 7);
            return fmt::format("{}/{}", date, same_month ? last.substr(8) : last);
        }
        case Period::month:
            return date.substr(0, 7);
        case Period::quarter:
            return fmt::format("{} Q{}", date.substr(0, 4), (month - 1) / 3 + 1);
        case Period::year:
            break;
    }
    return date.substr(0, 4);
}

int least_months(Period period) {
    if (period == Period::quarter) return 2;
    return period == Period::year ? 6 : 0;
}

std::vector<PeriodMeans> period_means(const Standard& standard, std::span<const Sample> samples, Period period,
                                      int utc_offset_minutes, BelowDetection below) {
    const int least = least_months(period);
    const Period step = least > 0 ? Period::month : period;
    std::map<double, std::pair<CivilPeriod, std::vector<const Sample*>>> grouped;  // by start
    for (const Sample& sample : samples) {
        check(standard, sample);
        const CivilPeriod span = period_of(sample.time, step, utc_offset_minutes);
        auto& group = grouped[span.start];
        group.first = span;
        group.second.push_back(&sample);
    }
    std::vector<PeriodMeans> result;
    for (const auto& [start, group] : grouped) {
        result.push_back(means_of(standard, group.second, below));
        result.back().span = group.first;
    }
    if (least == 0) return result;
    std::map<double, std::pair<CivilPeriod, std::vector<const PeriodMeans*>>> months;
    for (const PeriodMeans& month : result) {
        const CivilPeriod span = period_of(month.span.start, period, utc_offset_minutes);
        auto& group = months[span.start];
        group.first = span;
        group.second.push_back(&month);
    }
    std::vector<PeriodMeans> longer;
    for (const auto& [start, group] : months) {
        longer.push_back(mean_of_months(standard, group.second, least));
        longer.back().span = group.first;
    }
    return longer;
}

}  // namespace qingliu
