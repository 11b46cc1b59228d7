#include "models/ecology/alteration_indicators.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <set>
#include <stdexcept>

namespace qingliu {
namespace {

using namespace std::chrono_literals;

/// Two common years of 10 m3/s, of which the cases change some days (from 0, 1 January of the first).
DailyFlows level_record() { return {2021y / 1 / 1, std::vector<double>(730, 10.0)}; }

void set(DailyFlows& flows, std::size_t first, const std::vector<double>& values) {
    std::copy(values.begin(), values.end(), flows.discharge.begin() + static_cast<std::ptrdiff_t>(first));
}

const AlterationIndicator& of(const DailyFlows& flows, const std::string& name, AlterationIndicators& all) {
    all = alteration_indicators(flows, years_of(flows));
    return indicator_named(all, name);
}

TEST(AlterationIndicators, AreThirtyThreeInFiveGroups) {
    const DailyFlows flows = level_record();
    const AlterationIndicators all = alteration_indicators(flows, years_of(flows));
    ASSERT_EQ(all.indicators.size(), 33U);
    std::array<int, 6> groups{};
    std::set<std::string> names;
    for (const auto& indicator : all.indicators) {
        ++groups.at(static_cast<std::size_t>(indicator.group));
        names.insert(indicator.name);
        EXPECT_EQ(indicator.annual.size(), 2U);
    }
    EXPECT_EQ(groups, (std::array{0, 12, 12, 2, 4, 3}));
    EXPECT_EQ(names.size(), 33U);
    EXPECT_THROW(static_cast<void>(indicator_named(all, "minimum_2_days")), std::out_of_range);
}

TEST(AlterationIndicators, ExtremesAndTheirDates) {
    DailyFlows flows = level_record();
    set(flows, 99, {4, 1, 4});  // 10 to 12 April of 2021: days 100 to 102
    set(flows, 365 + 40, {40, 70});
    set(flows, 365 + 200, {0, 0});
    AlterationIndicators all;
    EXPECT_EQ(of(flows, "minimum_1_day", all).annual, (std::vector<double>{1, 0}));
    EXPECT_EQ(indicator_named(all, "minimum_3_days").annual[0], 3);
    EXPECT_NEAR(indicator_named(all, "minimum_3_days").annual[1], 10.0 / 3, 1e-15);
    EXPECT_NEAR(indicator_named(all, "maximum_7_days").annual[1], (110 + 50) / 7.0, 1e-14);
    EXPECT_EQ(indicator_named(all, "zero_flow_days").annual, (std::vector<double>{0, 2}));
    EXPECT_EQ(indicator_named(all, "date_of_minimum").annual, (std::vector<double>{101, 201}));
    EXPECT_EQ(indicator_named(all, "date_of_maximum").annual, (std::vector<double>{1, 42}));  // of equals the first
    EXPECT_NEAR(indicator_named(all, "base_flow_index").annual[0], (49.0 / 7) / ((3650 - 21) / 365.0), 1e-14);
    EXPECT_NEAR(indicator_named(all, "mean_flow_february").annual[1], (26 * 10 + 110) / 28.0, 1e-14);
    EXPECT_NEAR(indicator_named(all, "minimum_1_day").mean, 0.5, 1e-15);
    EXPECT_NEAR(indicator_named(all, "minimum_1_day").variation, std::sqrt(2.0), 1e-15);
}

TEST(AlterationIndicators, DatesAreAveragedAcrossTheNewYear) {
    DailyFlows flows = level_record();
    set(flows, 359, {1});       // 26 December: day 360
    set(flows, 365 + 14, {1});  // 15 January
    AlterationIndicators all;
    const AlterationIndicator& date = of(flows, "date_of_minimum", all);
    const double middle = (360 + 365.25 + 15) / 2;  // half way on the circle: 370.125 = 4.875
    EXPECT_NEAR(date.mean, middle - 365.25, 1e-9);
    EXPECT_TRUE(std::isnan(date.median));
    const double half = (15 + 365.25 - 360) / 2 * 2 * M_PI / 365.25;
    EXPECT_NEAR(date.variation, std::sqrt(2 * (1 - std::cos(half))) * 365.25 / (2 * M_PI), 1e-9);
}

TEST(AlterationIndicators, PulsesByThresholdsOfTheRecord) {
    // a quarter of the days at 5, half at 10, a quarter at 20 and a little more at either end
    DailyFlows flows = level_record();
    for (std::size_t day = 0; day < 182; ++day) flows.discharge[day] = 5;
    for (std::size_t day = 548; day < 730; ++day) flows.discharge[day] = 20;
    set(flows, 10, {4, 4, 4});
    set(flows, 20, {4});
    set(flows, 600, {30, 30, 20, 30, 30, 30, 30});
    AlterationIndicators all;
    EXPECT_EQ(of(flows, "low_pulse_count", all).annual, (std::vector<double>{1, 0}));
    // position 548.25 of 548 days above 5: every day of 5 is low
    EXPECT_NEAR(all.low_pulse, 10 - 0.25 * 5, 1e-12);
    EXPECT_EQ(indicator_named(all, "low_pulse_duration").annual[0], 182);
    EXPECT_TRUE(std::isnan(indicator_named(all, "low_pulse_duration").annual[1]));
    EXPECT_EQ(indicator_named(all, "low_pulse_duration").mean, 182);  // of the years that have one
    EXPECT_EQ(indicator_named(all, "high_pulse_count").annual, (std::vector<double>{0, 1}));
}

TEST(AlterationIndicators, PulsesThatReachOverTheNewYearCountInBoth) {
    DailyFlows flows = level_record();
    set(flows, 364, {20, 20, 20});
    set(flows, 500, {20, 10, 20, 20});
    AlterationIndicators all;
    EXPECT_EQ(of(flows, "high_pulse_count", all).annual, (std::vector<double>{1, 3}));
    EXPECT_EQ(indicator_named(all, "high_pulse_duration").annual, (std::vector<double>{1, 5.0 / 3}));
}

TEST(AlterationIndicators, RatesAndReversals) {
    DailyFlows flows = level_record();
    set(flows, 50, {12, 16, 16, 13, 10});  // rises 2 and 4, falls 3 and 3, one reversal
    set(flows, 365, {7});                  // the first day of a year: the fall before it belongs to no year
    AlterationIndicators all;
    EXPECT_EQ(of(flows, "rise_rate", all).annual, (std::vector<double>{3, 3}));
    EXPECT_EQ(indicator_named(all, "fall_rate").annual[0], 3);
    EXPECT_TRUE(std::isnan(indicator_named(all, "fall_rate").annual[1]));
    EXPECT_EQ(indicator_named(all, "reversals").annual, (std::vector<double>{1, 0}));
    EXPECT_NEAR(all.fall.mean, 3, 1e-15);
    EXPECT_NEAR(all.rise.variation, 1.0 / 3, 1e-15);  // 2, 4 and 3
}

TEST(AlterationIndicators, YearsWithGapsAreLeftOutAndCounted) {
    DailyFlows flows = level_record();
    flows.discharge[3] = std::numeric_limits<double>::quiet_NaN();
    const AlterationIndicators all = alteration_indicators(flows, years_of(flows));
    EXPECT_EQ(all.years, std::vector<int>{2022});
    EXPECT_EQ(all.years_left_out, 1);
    EXPECT_EQ(indicator_named(all, "mean_flow_january").annual.size(), 1U);
}

}  // namespace
}  // namespace qingliu
