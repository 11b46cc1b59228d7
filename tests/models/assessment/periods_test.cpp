#include "models/assessment/periods.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/base/unknown.hpp"
#include "engine/time/civil_time.hpp"
#include "models/assessment/classification.hpp"
#include "tests/time_constants.hpp"

namespace qingliu {
namespace {

double at(const std::string& text) { return parse_instant(text + " +08:00").value(); }

std::string label_of(const std::string& instant, Period period) {
    return period_label(period_of(at(instant), period, beijing), period, beijing);
}

std::string bounds_of(const std::string& instant, Period period) {
    const CivilPeriod span = period_of(at(instant), period, beijing);
    return format_instant(span.start, beijing).substr(0, 16) + " to " + format_instant(span.end, beijing).substr(0, 16);
}

TEST(Periods, FollowTheCivilCalendar) {
    EXPECT_EQ(bounds_of("2026-01-15 08:59", Period::hour), "2026-01-15 08:00 to 2026-01-15 09:00");
    EXPECT_EQ(bounds_of("2026-01-15 00:00", Period::day), "2026-01-15 00:00 to 2026-01-16 00:00");
    EXPECT_EQ(bounds_of("2026-02-01 03:00", Period::week), "2026-01-26 00:00 to 2026-02-02 00:00");  // a Sunday
    EXPECT_EQ(bounds_of("2026-02-02 00:00", Period::week), "2026-02-02 00:00 to 2026-02-09 00:00");  // a Monday
    EXPECT_EQ(bounds_of("2024-02-29 23:00", Period::ten_days), "2024-02-21 00:00 to 2024-03-01 00:00");
    EXPECT_EQ(bounds_of("2026-01-10 23:59", Period::ten_days), "2026-01-01 00:00 to 2026-01-11 00:00");
    EXPECT_EQ(bounds_of("2026-01-31 12:00", Period::ten_days), "2026-01-21 00:00 to 2026-02-01 00:00");
    EXPECT_EQ(bounds_of("2026-12-31 23:59", Period::month), "2026-12-01 00:00 to 2027-01-01 00:00");
    EXPECT_EQ(bounds_of("2026-06-30 23:59", Period::quarter), "2026-04-01 00:00 to 2026-07-01 00:00");
    EXPECT_EQ(bounds_of("2026-06-30 23:59", Period::year), "2026-01-01 00:00 to 2027-01-01 00:00");
    EXPECT_EQ(bounds_of("1969-12-31 23:59", Period::year), "1969-01-01 00:00 to 1970-01-01 00:00");
    // 18:00 UTC of the last of March is the first of April in Beijing.
    EXPECT_EQ(period_label(period_of(parse_instant("2026-03-31 18:00Z").value(), Period::quarter, beijing),
                           Period::quarter, beijing),
              "2026 Q2");
}

TEST(Periods, AreNamedByTheirDates) {
    EXPECT_EQ(label_of("2026-01-15 08:30", Period::hour), "2026-01-15 08:00");
    EXPECT_EQ(label_of("2026-01-15 08:30", Period::day), "2026-01-15");
    EXPECT_EQ(label_of("2026-01-15 08:30", Period::week), "2026-01-12/18");
    EXPECT_EQ(label_of("2026-02-01 08:30", Period::week), "2026-01-26/2026-02-01");
    EXPECT_EQ(label_of("2026-01-15 08:30", Period::ten_days), "2026-01-11/20");
    EXPECT_EQ(label_of("2026-01-15 08:30", Period::month), "2026-01");
    EXPECT_EQ(label_of("2026-11-15 08:30", Period::quarter), "2026 Q4");
    EXPECT_EQ(label_of("2026-01-15 08:30", Period::year), "2026");
}

TEST(Periods, HoldEveryInstantOnceAndAdjoin) {
    std::mt19937 random(11);
    std::uniform_real_distribution<double> draw(-1e9, 4e9);
    for (int trial = 0; trial < 2000; ++trial) {
        const double instant = draw(random);
        for (const Period period : {Period::hour, Period::day, Period::week, Period::ten_days, Period::month,
                                    Period::quarter, Period::year}) {
            for (const int offset : {-600, 0, 345, 480}) {
                const CivilPeriod span = period_of(instant, period, offset);
                ASSERT_LE(span.start, instant);
                ASSERT_LT(instant, span.end);
                ASSERT_EQ(period_of(span.start, period, offset), span);
                ASSERT_EQ(period_of(span.end, period, offset).start, span.end);
                ASSERT_EQ(period_of(span.start - 1, period, offset).end, span.start);
            }
        }
    }
}

Standard of(const std::vector<std::string>& names) {
    Standard standard;
    for (const auto& name : names) {
        Indicator indicator;
        indicator.name = name;
        standard.indicators.push_back(indicator);
    }
    return standard;
}

TEST(PeriodMeans, GroupAndAverageWhatIsThere) {
    const Standard standard = of({"ammonia_nitrogen", "total_phosphorus"});
    const std::vector<Sample> samples{{at("2026-02-03 08:00"), {3.0, unknown}, {}},
                                      {at("2026-01-03 08:00"), {1.0, 0.2}, {}},
                                      {at("2026-01-31 23:00"), {2.0, unknown}, {}}};
    const auto months = period_means(standard, samples, Period::month, beijing);
    ASSERT_EQ(months.size(), 2U);
    EXPECT_EQ(period_label(months[0].span, Period::month, beijing), "2026-01");
    EXPECT_EQ(months[0].samples, 2);
    EXPECT_EQ(months[0].means, (std::vector<double>{1.5, 0.2}));
    EXPECT_EQ(months[0].counts, (std::vector<int>{2, 1}));
    EXPECT_EQ(months[1].means[0], 3.0);
    EXPECT_TRUE(std::isnan(months[1].means[1]));
    EXPECT_EQ(months[1].counts, (std::vector<int>{1, 0}));
}

TEST(PeriodMeans, QuartersAndYearsAreMeansOfMonths) {
    const Standard standard = of({"ammonia_nitrogen", "total_phosphorus"});
    std::vector<Sample> samples;
    for (int hour = 0; hour < 10; ++hour) samples.push_back({at("2026-01-03 08:00") + 3600 * hour, {1.0, 0.2}, {}});
    samples.push_back({at("2026-03-03 08:00"), {4.0, unknown}, {}});
    const auto quarter = period_means(standard, samples, Period::quarter, beijing);
    ASSERT_EQ(quarter.size(), 1U);
    EXPECT_EQ(quarter[0].means[0], 2.5);           // of two months, whatever their number of samples
    EXPECT_TRUE(std::isnan(quarter[0].means[1]));  // one month is too few
    EXPECT_EQ(quarter[0].counts, (std::vector<int>{2, 1}));
    EXPECT_EQ(quarter[0].samples, 11);
    for (const char* month : {"05", "06", "07"})
        samples.push_back({at(std::string("2026-") + month + "-03 08:00"), {1.0, 0.2}, {}});
    EXPECT_TRUE(std::isnan(period_means(standard, samples, Period::year, beijing)[0].means[0]));
    samples.push_back({at("2026-12-03 08:00"), {2.5, 0.2}, {}});
    const auto year = period_means(standard, samples, Period::year, beijing);
    EXPECT_EQ(year[0].counts, (std::vector<int>{6, 5}));
    EXPECT_EQ(year[0].means[0], (1.0 + 4.0 + 3.0 + 2.5) / 6);
    EXPECT_TRUE(std::isnan(year[0].means[1]));
}

TEST(PeriodMeans, BelowDetectionIsHalfTheLimitAndNothingInLoads) {
    const Standard standard = of({"ammonia_nitrogen"});
    const std::vector<Sample> samples{{at("2026-01-03 08:00"), {0.025}, {true}},
                                      {at("2026-01-04 08:00"), {0.1}, {false}}};
    const auto half = period_means(standard, samples, Period::month, beijing);
    EXPECT_DOUBLE_EQ(half[0].means[0], (0.0125 + 0.1) / 2);
    EXPECT_EQ(half[0].below, (std::vector<int>{1}));
    EXPECT_DOUBLE_EQ(period_means(standard, samples, Period::month, beijing, BelowDetection::zero)[0].means[0], 0.05);
}

TEST(PeriodMeans, AcidityIsAveragedAsHydrogenIon) {
    const Standard standard = of({"ph"});
    const std::vector<Sample> samples{{at("2026-01-03 08:00"), {7.0}, {}}, {at("2026-02-04 08:00"), {9.0}, {}}};
    const double expected = -std::log10((1e-7 + 1e-9) / 2);  // 7.30
    EXPECT_NEAR(period_means(standard, samples, Period::quarter, beijing)[0].means[0], expected, 1e-12);
    EXPECT_NEAR(expected, 7.2967, 1e-4);
}

TEST(PeriodMeans, RefusesSamplesOfAnotherShape) {
    const Standard standard = of({"ph"});
    for (const Sample& sample :
         {Sample{0, {}, {}}, Sample{0, {7, 7}, {}}, Sample{0, {7}, {true, false}}, Sample{unknown, {7}, {}}})
        EXPECT_THROW(period_means(standard, {&sample, 1}, Period::day, beijing), std::invalid_argument);
    EXPECT_TRUE(period_means(standard, {}, Period::day, beijing).empty());
}

}  // namespace
}  // namespace qingliu
