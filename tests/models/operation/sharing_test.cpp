#include "models/operation/sharing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>
#include <random>

namespace qingliu {
namespace {

using Shortage = SharedWithdrawals::Shortage;
using ::testing::DoubleEq;
using ::testing::ElementsAre;

const std::vector<WaterClaim> three{{2, 4}, {1, 1}, {2, 2}};

TEST(Sharing, EveryoneIsServedWhereThereIsEnough) {
    EXPECT_THAT(share_water(three, 7, Shortage::equally), ElementsAre(4, 1, 2));
    EXPECT_THAT(share_water(three, 9, Shortage::by_order), ElementsAre(4, 1, 2));
}

TEST(Sharing, AHigherPriorityIsServedInFullFirst) {
    EXPECT_THAT(share_water(three, 4, Shortage::in_proportion), ElementsAre(DoubleEq(2), 1, DoubleEq(1)));
    EXPECT_THAT(share_water(three, 4, Shortage::equally), ElementsAre(DoubleEq(2.5), 1, DoubleEq(0.5)));
    EXPECT_THAT(share_water(three, 4, Shortage::by_order), ElementsAre(3, 1, 0));
    EXPECT_THAT(share_water(three, 0.6, Shortage::in_proportion), ElementsAre(0, DoubleEq(0.6), 0));
}

TEST(Sharing, NobodyLosesMoreThanItAsksFor) {
    // four are short: the small one loses its one, the others 1.5 each
    const std::vector<WaterClaim> claims{{1, 1}, {1, 5}, {1, 3}};
    EXPECT_THAT(share_water(claims, 5, Shortage::equally), ElementsAre(0, DoubleEq(3.5), DoubleEq(1.5)));
}

TEST(Sharing, NothingOfNothing) {
    EXPECT_THAT(share_water(three, -3, Shortage::in_proportion), ElementsAre(0, 0, 0));
    EXPECT_TRUE(share_water({}, 5, Shortage::equally).empty());
}

TEST(Sharing, SharesAddUpToWhatThereIs) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> draw(0, 5);
    for (int k = 0; k < 2000; ++k) {
        std::vector<WaterClaim> claims;
        double asked = 0;
        for (int m = 0; m < 1 + k % 6; ++m) {
            claims.push_back({1 + static_cast<int>(draw(random)) % 3, k % 7 == 0 && m == 0 ? 0 : draw(random)});
            asked += claims.back().demand;
        }
        const double available = 3 * draw(random) - 1;
        for (const auto rule : {Shortage::equally, Shortage::in_proportion, Shortage::by_order}) {
            const auto shares = share_water(claims, available, rule);
            const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
            EXPECT_NEAR(sum, std::clamp(available, 0.0, asked), 1e-12);
            for (std::size_t m = 0; m < claims.size(); ++m) {
                EXPECT_GE(shares[m], 0);
                EXPECT_LE(shares[m], claims[m].demand * (1 + 1e-15));
                for (std::size_t other = 0; other < claims.size(); ++other) {
                    if (claims[other].priority > claims[m].priority && shares[other] > 1e-12) {
                        EXPECT_NEAR(shares[m], claims[m].demand, 1e-12) << "a lower priority was served before";
                    }
                }
            }
        }
    }
}

}  // namespace
}  // namespace qingliu
