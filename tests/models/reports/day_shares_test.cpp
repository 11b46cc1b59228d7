#include "models/reports/day_shares.hpp"

#include <gmock/gmock.h>

#include <map>

namespace qingliu {
namespace {

constexpr double hour = 3600, day = 24 * hour;

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

double in_days(double time) { return time / day; }

TEST(DayShares, BothMidnightsCountByHalf) {
    const auto shares = day_shares({0, 12 * hour, day, 36 * hour, 2 * day}, {0, day});
    ASSERT_EQ(shares[0].size(), 1U);
    EXPECT_DOUBLE_EQ(shares[0][0].weight, 6 * hour);
    EXPECT_DOUBLE_EQ(shares[1][0].weight, 12 * hour);
    ASSERT_EQ(shares[2].size(), 2U);
    EXPECT_EQ(shares[2][1].day, 1U);
    EXPECT_DOUBLE_EQ(shares[2][1].weight, 6 * hour);
}

TEST(DayShares, AStraightLineHasItsMeanAtNoonWhereverTheOutputsLie) {
    for (const std::vector<double>& times :
         {std::vector<double>{0, day, 2 * day}, {-5 * hour, 7 * hour, 20 * hour, 40 * hour, 50 * hour}}) {
        const auto mean = means(times, {0, day}, in_days);
        EXPECT_NEAR(mean.at(0), 0.5, 1e-12);
        EXPECT_NEAR(mean.at(1), 1.5, 1e-12);
    }
}

TEST(DayShares, ADayInALongGapIsNotKnown) {
    const std::vector<double> times{0, day, 4 * day, 5 * day};
    const auto mean = means(times, {0, day, 2 * day, 3 * day, 4 * day}, in_days);
    EXPECT_THAT(mean, testing::ElementsAre(testing::Pair(0, 0.5), testing::Pair(4, 4.5)));
    EXPECT_TRUE(rarer_than_days(times));
    EXPECT_FALSE(rarer_than_days({0, day, 2 * day}));
    EXPECT_FALSE(rarer_than_days({}));
    EXPECT_THAT(day_shares({}, {0}), testing::IsEmpty());
}

}  // namespace
}  // namespace qingliu
