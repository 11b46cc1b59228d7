#include "models/assessment/trend.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

namespace qingliu {
namespace {

constexpr double gap = std::numeric_limits<double>::quiet_NaN();

TEST(SpearmanTrend, RanksWithTime) {
    const auto rising = spearman_trend(std::vector<double>{1, 2, 3, 4, 5});
    EXPECT_EQ(rising.r_s, 1);
    EXPECT_EQ(rising.critical, 0.9);
    EXPECT_EQ(rising.trend, Trend::rising);
    const auto falling = spearman_trend(std::vector<double>{9, 7, 5, 3, 1}, 0.01);
    EXPECT_EQ(falling.r_s, -1);
    EXPECT_EQ(falling.trend, Trend::falling);
    const auto none = spearman_trend(std::vector<double>{2, 5, 1, 4, 3});
    EXPECT_NEAR(none.r_s, 1 - 6.0 * 18 / 120, 1e-15);  // d = -1, -3, 2, 0, 2
    EXPECT_EQ(none.trend, Trend::none);
}

TEST(SpearmanTrend, LeavesGapsOutAndSharesRanks) {
    const auto with_gap = spearman_trend(std::vector<double>{1, gap, 2, 3, gap, 4, 5});
    EXPECT_EQ(with_gap.periods, 5);
    EXPECT_EQ(with_gap.r_s, 1);
    // ranks 1.5, 1.5, 3, 4, 5: sum d^2 = 0.5
    EXPECT_NEAR(spearman_trend(std::vector<double>{1, 1, 2, 3, 4}).r_s, 1 - 6 * 0.5 / 120, 1e-15);
}

TEST(SpearmanTrend, AsksForFivePeriods) {
    const auto four = spearman_trend(std::vector<double>{1, 2, 3, 4});
    EXPECT_EQ(four.r_s, 1);
    EXPECT_FALSE(four.significant);
    EXPECT_TRUE(std::isnan(four.critical));
    EXPECT_TRUE(std::isnan(spearman_trend(std::vector<double>{3}).r_s));
}

TEST(SpearmanTrend, BetweenRowsOfTheTableTheStricterHolds) {
    EXPECT_EQ(critical_rank_correlation(10), 0.564);
    EXPECT_EQ(critical_rank_correlation(11), 0.564);
    EXPECT_EQ(critical_rank_correlation(12, 0.01), 0.712);
    EXPECT_EQ(critical_rank_correlation(400), 0.306);
    EXPECT_THROW(critical_rank_correlation(10, 0.1), std::invalid_argument);
    EXPECT_EQ(spearman_trend(std::vector<double>(11, 0.0)).critical_of, 10);
    for (int periods = 5; periods < 60; ++periods) {
        EXPECT_GE(critical_rank_correlation(periods), critical_rank_correlation(periods + 1));
        EXPECT_GT(critical_rank_correlation(periods, 0.01), critical_rank_correlation(periods));
    }
}

TEST(SpearmanTrend, ReachesACriticalValueWithinItsDigits) {
    // 1 - 6 * 6 / 210 = 0.8286, which the table of six periods has as 0.829
    EXPECT_TRUE(spearman_trend(std::vector<double>{
                                   2,
                                   1,
                                   3,
                                   4,
                                   6,
                                   5,
                               })
                    .significant);
    const auto edge = spearman_trend(std::vector<double>{2, 1, 4, 3, 6, 5});
    EXPECT_NEAR(edge.r_s, 1 - 6.0 * 6 / 210, 1e-15);
    EXPECT_TRUE(edge.significant);
}

}  // namespace
}  // namespace qingliu
