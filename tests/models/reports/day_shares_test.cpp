#include "models/reports/day_shares.hpp"

#include <gmock/gmock.h>

#include <map>

#include "tests/time_constants.hpp"

namespace qingliu {
namespace {

/// Mean of a day of a quantity that is `value` at each output; nothing where no output counts.
std::map<std::size_t, double> means(const std::vector<double>& times, const std::vector<double>& day_start,
                                    double (*value)(double)) {
    std::map<std::size_t, double> sum, weight;
    const auto shares = day_shares(times, day_start);
    for (std::size_t t = 0; t < times.size(); ++t) {
        for (const DayShare& one : shares[t]) {
            sum[one.day] += one.weight * value(times[t]);
            weight[one.day] += one.weight;
        }
    }
    for (auto& [number, mean] : sum) mean /= weight[number];
    return sum;
}

double in_days(double time) { return time / one_day; }

TEST(DayShares, BothMidnightsCountByHalf) {
    const auto shares = day_shares({0, 12 * one_hour, one_day, 36 * one_hour, 2 * one_day}, {0, one_day});
    ASSERT_EQ(shares[0].size(), 1U);
    EXPECT_DOUBLE_EQ(shares[0][0].weight, 6 * one_hour);
    EXPECT_DOUBLE_EQ(shares[1][0].weight, 12 * one_hour);
    ASSERT_EQ(shares[2].size(), 2U);
    EXPECT_EQ(shares[2][1].day, 1U);
    EXPECT_DOUBLE_EQ(shares[2][1].weight, 6 * one_hour);
}

TEST(DayShares, AStraightLineHasItsMeanAtNoonWhereverTheOutputsLie) {
    for (const std::vector<double>& times :
         {std::vector<double>{0, one_day, 2 * one_day},
          {-5 * one_hour, 7 * one_hour, 20 * one_hour, 40 * one_hour, 50 * one_hour}}) {
        const auto mean = means(times, {0, one_day}, in_days);
        EXPECT_NEAR(mean.at(0), 0.5, 1e-12);
        EXPECT_NEAR(mean.at(1), 1.5, 1e-12);
    }
}

TEST(DayShares, ADayInALongGapIsNotKnown) {
    const std::vector<double> times{0, one_day, 4 * one_day, 5 * one_day};
    const auto mean = means(times, {0, one_day, 2 * one_day, 3 * one_day, 4 * one_day}, in_days);
    EXPECT_THAT(mean, testing::ElementsAre(testing::Pair(0, 0.5), testing::Pair(4, 4.5)));
    EXPECT_TRUE(rarer_than_days(times));
    EXPECT_FALSE(rarer_than_days({0, one_day, 2 * one_day}));
    EXPECT_FALSE(rarer_than_days({}));
    EXPECT_THAT(day_shares({}, {0}), testing::IsEmpty());
}

}  // namespace
}  // namespace qingliu
