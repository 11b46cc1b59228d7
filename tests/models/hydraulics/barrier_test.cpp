#include "models/hydraulics/structures/barrier.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace qingliu {
namespace {

using Law = Barrier<1>;

Law barrier(double jet) {
    Law b;
    b.width = 4;
    b.discharge_coefficient = 0.95;
    b.crest_level = 10.0;
    b.jet_height = jet;
    return b;
}

double discharge(const Law& b, double up, double down) { return b.law(up, down).discharge[0]; }

TEST(Barrier, FreeWeirIsTheBroadCrestFormula) {
    const double h = 0.8;
    const double expected = 0.95 * std::pow(2.0 / 3.0, 1.5) * std::sqrt(gravity) * 4 * std::pow(h, 1.5);
    EXPECT_NEAR(discharge(barrier(1e6), 10 + h, 9), expected, 2e-4 * expected);
}

TEST(Barrier, DrownedWeirFollowsTheDifferenceOfLevels) {
    const double expected = 0.95 * 4 * 0.9 * std::sqrt(2 * gravity * 0.1);
    EXPECT_NEAR(discharge(barrier(1e6), 11.0, 10.9), expected, 1e-3 * expected);
}

TEST(Barrier, GateFreeAndSubmerged) {
    const double jet = 0.62 * 0.3;
    const double free = 0.95 * jet * 4 * std::sqrt(2 * gravity * (2 - jet));
    EXPECT_NEAR(discharge(barrier(jet), 12, 9.5), free, 1e-4 * free);
    const double submerged = 0.95 * jet * 4 * std::sqrt(2 * gravity * 0.5);
    EXPECT_NEAR(discharge(barrier(jet), 12, 11.5), submerged, 1e-3 * submerged);
}

TEST(Barrier, ReversedIsTheMirrorImage) {
    for (const double jet : {0.2, 1e6})
        EXPECT_DOUBLE_EQ(discharge(barrier(jet), 11.2, 10.7), -discharge(barrier(jet), 10.7, 11.2));
}

TEST(Barrier, PassesNothingWhenDryOrLevel) {
    EXPECT_EQ(discharge(barrier(1e6), 9.9, 9.0), 0);
    EXPECT_EQ(discharge(barrier(0.2), 11, 11), 0);
}

TEST(Barrier, DerivativesAgreeWithDifferencesInEveryRegime) {
    constexpr double step = 1e-7;
    for (const double jet : {0.2, 0.5, 1e6}) {
        for (const double up : {10.05, 10.4, 10.9, 12.0}) {
            for (const double down : {9.0, 10.02, 10.31, 10.83, 11.6}) {
                const auto b = barrier(jet);
                const auto law = b.law(up, down);
                const double by_up = (discharge(b, up + step, down) - discharge(b, up - step, down)) / (2 * step);
                const double by_down = (discharge(b, up, down + step) - discharge(b, up, down - step)) / (2 * step);
                EXPECT_NEAR(law.by_level_up[0], by_up, 1e-5 * (1 + std::fabs(by_up)))
                    << jet << ' ' << up << ' ' << down;
                EXPECT_NEAR(law.by_level_down[0], by_down, 1e-5 * (1 + std::fabs(by_down)))
                    << jet << ' ' << up << ' ' << down;
            }
        }
    }
}

TEST(Barrier, IsContinuousThroughEveryChangeOfRegime) {
    for (const double jet : {0.15, 0.4, 1e6}) {
        const auto b = barrier(jet);
        for (const double fixed : {10.1, 10.5, 11.5}) {
            for (double level = 9.5; level < 12.5; level += 1e-3) {
                EXPECT_LT(std::fabs(discharge(b, level + 1e-3, fixed) - discharge(b, level, fixed)), 2.0);
                EXPECT_LT(std::fabs(discharge(b, level + 1e-6, fixed) - discharge(b, level, fixed)),
                          4e-3);  // steepest where both levels meet: b y sqrt(2 g / 1e-4 m)
            }
        }
    }
}

}  // namespace
}  // namespace qingliu
