#include "models/ecology/daily_flows.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "engine/base/unknown.hpp"
#include "models/ecology/plotting_position.hpp"

namespace qingliu {
namespace {

using namespace std::chrono_literals;

/// The number of the month on each day.
DailyFlows months_as_flow(std::chrono::sys_days first, int days) {
    DailyFlows flows{first, {}};
    for (int day = 0; day < days; ++day)
        flows.discharge.push_back(static_cast<double>(flows.month(static_cast<std::size_t>(day)) + 1));
    return flows;
}

TEST(DailyFlows, YearsAreThoseWithEveryDay) {
    // two years but for a day at either end, the second a leap year
    DailyFlows flows = months_as_flow(2023y / 1 / 2, 364 + 366);
    FlowYears years = years_of(flows);
    ASSERT_EQ(years.complete.size(), 1U);
    EXPECT_EQ(years.complete[0].name, 2024);
    EXPECT_EQ(years.complete[0].count, 366U);
    EXPECT_EQ(years.incomplete, 1);
    for (int month = 1; month <= 12; ++month)
        EXPECT_EQ(years.complete[0].monthly_mean.at(static_cast<std::size_t>(month - 1)), month);
    EXPECT_EQ(years.complete[0].driest_month(), 1);
    EXPECT_NEAR(years.complete[0].mean, (31 * (1 + 3 + 5 + 7 + 8 + 10 + 12) + 29 * 2 + 30 * (4 + 6 + 9 + 11)) / 366.0,
                1e-12);
    flows.discharge[400] = unknown;
    years = years_of(flows);
    EXPECT_TRUE(years.complete.empty());
    EXPECT_EQ(years.incomplete, 2);
}

TEST(DailyFlows, WaterYearsBearTheNameOfTheYearTheyEndIn) {
    const DailyFlows flows = months_as_flow(2022y / 10 / 1, 365);
    const FlowYears years = years_of(flows, 10);
    ASSERT_EQ(years.complete.size(), 1U);
    EXPECT_EQ(years.complete[0].name, 2023);
    EXPECT_EQ(years.complete[0].first, 0U);
    EXPECT_EQ(years.incomplete, 0);
    EXPECT_THROW(years_of(flows, 13), std::invalid_argument);
    EXPECT_TRUE(years_of({}).complete.empty());
}

TEST(DailyFlows, AYearThatIsNotOverIsIncomplete) {
    const FlowYears years = years_of(months_as_flow(2023y / 1 / 1, 364));
    EXPECT_TRUE(years.complete.empty());
    EXPECT_EQ(years.incomplete, 1);
}

TEST(DailyFlows, AYearOfWhichNothingIsKnownIsNotCounted) {
    DailyFlows flows = months_as_flow(2021y / 1 / 1, 3 * 365);
    for (std::size_t day = 365; day < 730; ++day) flows.discharge[day] = unknown;
    const FlowYears years = years_of(flows);
    EXPECT_EQ(years.complete.size(), 2U);
    EXPECT_EQ(years.incomplete, 0);
}

TEST(PlottingPosition, ValuesByRank) {
    // positions 0.2, 0.4, 0.6, 0.8
    EXPECT_DOUBLE_EQ(exceeded_by({1, 4, 2, 3}, 0.2), 4);
    EXPECT_DOUBLE_EQ(exceeded_by({1, 4, 2, 3}, 0.7), 1.5);
    EXPECT_DOUBLE_EQ(exceeded_by({1, 4, 2, 3}, 0.5), 2.5);
    EXPECT_DOUBLE_EQ(exceeded_by({1, 4, 2, 3}, 0.95), 1);
    EXPECT_DOUBLE_EQ(exceeded_by({1, 4, 2, 3}, 0.05), 4);
    EXPECT_DOUBLE_EQ(median_of({5, 1, 3}), 3);
    EXPECT_TRUE(std::isnan(exceeded_by({}, 0.5)));
}

TEST(PlottingPosition, MeanAndDeviationOfASample) {
    const std::vector<double> values{2, 4, 4, 4, 5, 5, 7, 9};
    EXPECT_DOUBLE_EQ(mean_of(values), 5);
    EXPECT_NEAR(deviation_of(values), std::sqrt(32.0 / 7), 1e-15);
    EXPECT_TRUE(std::isnan(deviation_of(std::vector<double>{1.0})));
    EXPECT_TRUE(std::isnan(mean_of(std::vector<double>{})));
}

}  // namespace
}  // namespace qingliu
