// Each method on a record whose answer is known without it.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>

#include "models/ecology/driest_month.hpp"
#include "models/ecology/flow_duration.hpp"
#include "models/ecology/seven_day_low_flow.hpp"
#include "models/ecology/tennant.hpp"

namespace qingliu {
namespace {

using namespace std::chrono_literals;

DailyFlows record(int years, const std::function<double(int year, std::size_t month, int day)>& flow) {
    DailyFlows flows{2000y / 1 / 1, {}};
    for (std::chrono::sys_days day = flows.first; day < std::chrono::sys_days(std::chrono::year(2000 + years) / 1 / 1);
         day += std::chrono::days(1)) {
        const std::chrono::year_month_day date(day);
        flows.discharge.push_back(flow(static_cast<int>(date.year()) - 2000, static_cast<unsigned>(date.month()) - 1,
                                       static_cast<int>(static_cast<unsigned>(date.day()))));
    }
    return flows;
}

const FlowTarget& named(const std::vector<FlowTarget>& targets, const std::string& method) {
    return *std::ranges::find(targets, method, &FlowTarget::method);
}

TEST(Tennant, SharesOfTheMeanByHalfYearAndByMonth) {
    // 10 m3/s in the wet half-year, 4 in the dry one
    const DailyFlows flows =
        record(4, [](int, std::size_t month, int) { return month >= 3 && month <= 8 ? 10.0 : 4.0; });
    const auto targets = tennant_targets(years_of(flows));
    ASSERT_EQ(targets.size(), 10U);
    const double mean = (4 * 183 * 10.0 + (4 * 182 + 1) * 4.0) / 1461;
    const FlowTarget& fair = named(targets, "tennant_fair");
    EXPECT_NEAR(fair.by_month[0], 0.1 * mean, 1e-12);
    EXPECT_NEAR(fair.by_month[3], 0.3 * mean, 1e-12);
    EXPECT_NEAR(fair.by_month[8], 0.3 * mean, 1e-12);
    EXPECT_NEAR(fair.by_month[9], 0.1 * mean, 1e-12);
    EXPECT_NEAR(named(targets, "tennant_monthly_outstanding").by_month[5], 6, 1e-12);
    EXPECT_NEAR(named(targets, "tennant_monthly_outstanding").by_month[11], 1.6, 1e-12);
    EXPECT_EQ(fair.years_used, 4);
    EXPECT_TRUE(fair.short_record());
    for (const FlowTarget& target : tennant_targets({})) EXPECT_TRUE(std::isnan(target.by_month[0]));
}

TEST(DriestMonth, FrequencyOfTheYearsDriestMonths) {
    // driest months 1 ... 39 m3/s, one of them in another season: positions k / 40
    const DailyFlows flows = record(
        39, [](int year, std::size_t month, int) { return month == (year == 7 ? 5U : 1U) ? 1.0 + year : 100.0; });
    const auto targets = driest_month_targets(years_of(flows));
    EXPECT_NEAR(named(targets, "qp_90").by_month[6], 4, 1e-12);
    EXPECT_NEAR(named(targets, "qp_95").by_month[0], 2, 1e-12);
    EXPECT_NEAR(named(targets, "driest_month_10_years").by_month[0], 30, 1e-12);
    EXPECT_FALSE(named(targets, "qp_90").short_record());
    EXPECT_TRUE(named(targets, "driest_month_10_years").remark.empty());
}

TEST(DriestMonth, TellsThatTheLastTenYearsAreNotConsecutive) {
    DailyFlows flows = record(12, [](int year, std::size_t, int) { return 1.0 + year; });
    flows.discharge[366 + 365] = std::nan("");  // in the third year
    const auto targets = driest_month_targets(years_of(flows));
    EXPECT_NEAR(named(targets, "driest_month_10_years").by_month[0], 2, 1e-12);
    EXPECT_FALSE(named(targets, "driest_month_10_years").remark.empty());
}

TEST(FlowDuration, OfTheDaysOfEachMonth) {
    // 31 days of January in 29 years: 899 values 1 ... 899, positions k / 900
    const DailyFlows flows =
        record(29, [](int year, std::size_t month, int day) { return month == 0 ? 31.0 * year + day : 5.0; });
    const auto targets = flow_duration_targets(flows, years_of(flows));
    EXPECT_NEAR(named(targets, "flow_duration_90").by_month[0], 90, 1e-9);
    EXPECT_NEAR(named(targets, "flow_duration_95").by_month[0], 45, 1e-9);
    EXPECT_NEAR(named(targets, "flow_duration_95").by_month[1], 5, 1e-12);
}

TEST(FlowDuration, NormalYearsLeaveOutDryAndWetOnes) {
    // seven years, means 1 ... 7: 25 and 75 % fall on the second and the sixth
    const DailyFlows flows = record(7, [](int year, std::size_t, int) { return 1.0 + year; });
    const FlowTarget target = normal_years_target(flows, years_of(flows));
    EXPECT_EQ(target.english_remark, "5 normal years");
    EXPECT_NEAR(target.by_month[3], 2, 1e-12);
    EXPECT_EQ(target.years_used, 7);
    EXPECT_TRUE(std::isnan(normal_years_target({}, {}).by_month[0]));
}

TEST(SevenDayLowFlow, WindowsOfConsecutiveDays) {
    const std::vector<double> flows{9, 1, 2, 3, 8, 0, 1};
    EXPECT_DOUBLE_EQ(lowest_mean(flows, 3), 2);
    EXPECT_DOUBLE_EQ(highest_mean(flows, 2), 5.5);
    EXPECT_DOUBLE_EQ(lowest_mean(flows, 7), 24.0 / 7);
    EXPECT_TRUE(std::isnan(lowest_mean(flows, 8)));
}

TEST(SevenDayLowFlow, PearsonDeviates) {
    // U.S. Water Resources Council 1981, appendix 3: K of skew 1 and -1, a tenth below; the approximation is good to
    // half a percent there
    EXPECT_NEAR(pearson_deviate(1.0, -1.2815516), -1.12762, 2e-3);
    EXPECT_NEAR(pearson_deviate(-1.0, -1.2815516), -1.34039, 6e-3);
    EXPECT_DOUBLE_EQ(pearson_deviate(0, -1.2815516), -1.2815516);
    EXPECT_NEAR(pearson_deviate(1e-6, -1.2815516), -1.2815516, 1e-6);
    EXPECT_NEAR(skew_of({1, 2, 3, 10}), 1.7636, 1e-4);  // sample skewness with n / ((n - 1)(n - 2))
}

TEST(SevenDayLowFlow, OnceInTenYears) {
    // minima 10^0.01 ... 10^0.19: without skew, the normal distribution of the logarithms
    const DailyFlows flows = record(
        19, [](int year, std::size_t month, int) { return month == 6 ? std::pow(10, 0.01 * (year + 1)) : 50.0; });
    const auto targets = seven_day_low_flow_targets(flows, years_of(flows));
    EXPECT_NEAR(named(targets, "7q10_empirical").by_month[0], std::pow(10, 0.02), 1e-12);
    const double deviation = 0.01 * std::sqrt(20.0 * 19 / 12);
    EXPECT_NEAR(named(targets, "7q10_log_pearson").by_month[0], std::pow(10, 0.1 - 1.2815515655446004 * deviation),
                1e-12);
}

TEST(SevenDayLowFlow, YearsThatRunDry) {
    // one of twenty: the probability among the others is (0.1 - 0.05) / 0.95
    const auto minimum = [](int year) { return year == 3 ? 0.0 : std::pow(10, 0.01 * (year < 3 ? year + 1 : year)); };
    const DailyFlows one =
        record(20, [&](int year, std::size_t month, int) { return month == 6 ? minimum(year) : 50.0; });
    const double deviation = 0.01 * std::sqrt(20.0 * 19 / 12);
    EXPECT_NEAR(named(seven_day_low_flow_targets(one, years_of(one)), "7q10_log_pearson").by_month[0],
                std::pow(10, 0.1 - 1.6198562586382 * deviation), 1e-9);
    const DailyFlows dry =
        record(20, [](int year, std::size_t month, int) { return month == 6 && year < 2 ? 0.0 : 50.0 + year; });
    EXPECT_EQ(named(seven_day_low_flow_targets(dry, years_of(dry)), "7q10_log_pearson").by_month[0], 0);
    const DailyFlows two = record(2, [](int year, std::size_t, int) { return 1.0 + year; });
    EXPECT_TRUE(std::isnan(named(seven_day_low_flow_targets(two, years_of(two)), "7q10_log_pearson").by_month[0]));
}

}  // namespace
}  // namespace qingliu
