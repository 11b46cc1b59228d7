#include "models/hydraulics/swing_damper.hpp"

#include <gtest/gtest.h>

namespace qingliu {
namespace {

constexpr double longest = 1000;

/// Goes on for `steps` steps of `dt`, of which every `turn`-th goes the other way; returns the time reached.
double go_on(SwingDamper& damper, double time, int steps, double dt, int turn) {
    for (int k = 1; k <= steps; ++k) {
        time += dt;
        damper.took(time, dt, longest, turn > 0 && k % turn == 0);
    }
    return time;
}

TEST(SwingDamper, LetsAWaveThatComesAndGoesPass) {
    SwingDamper damper;
    const double time = go_on(damper, 0, 1000, 5, 50);
    EXPECT_FALSE(damper.damps(time));
}

TEST(SwingDamper, LetsSwingsPassThatLongStepsResolve) {
    SwingDamper damper;
    const double time = go_on(damper, 0, 1000, 30, 4);
    EXPECT_FALSE(damper.damps(time));
}

TEST(SwingDamper, DampsShortSwingsForOneLongestStepThenTwiceAsLong) {
    SwingDamper damper;
    double time = go_on(damper, 0, 60, 5, 4);
    EXPECT_TRUE(damper.damps(time));
    EXPECT_TRUE(damper.damps(time + longest - 1));
    EXPECT_FALSE(damper.damps(time + longest));
    time = go_on(damper, time + longest, 60, 5, 4);
    EXPECT_TRUE(damper.damps(time + 2 * longest - 1));
    EXPECT_FALSE(damper.damps(time + 2 * longest));
}

TEST(SwingDamper, BeginsAnewAfterALongQuiet) {
    SwingDamper damper;
    double time = go_on(damper, 0, 60, 5, 4);
    time = go_on(damper, time + 6 * longest, 60, 5, 4);
    EXPECT_FALSE(damper.damps(time + longest));
}

TEST(SwingDamper, GivesUp) {
    SwingDamper damper;
    const double time = go_on(damper, 0, 60, 5, 4);
    damper.give_up(time);
    EXPECT_FALSE(damper.damps(time));
}

}  // namespace
}  // namespace qingliu
