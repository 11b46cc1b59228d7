// How one lane chooses its steps.
#include "models/hydraulics/lane_clock.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

namespace qingliu {
namespace {

LaneClock clock_at(double time, double next) {
    LaneClock clock;
    clock.time = clock.end = time;
    clock.next = next;
    return clock;
}

TEST(LaneClock, LeavesNoSliverBeforeAMeeting) {
    auto clock = clock_at(0, 1000);
    clock.plan(3600, 1200);
    EXPECT_EQ(clock.dt, 1000);
    clock.plan(1500, 1200);
    EXPECT_EQ(clock.dt, 750);  // two halves, not 1000 and 500
    clock.plan(900, 1200);
    EXPECT_EQ(clock.dt, 900);
    EXPECT_EQ(clock.end, 900);  // to the bit, not time + dt
}

TEST(LaneClock, GrowsAfterAGoodStepAndShrinksAfterAnInexactOne) {
    const FlowControl control;
    auto clock = clock_at(0, 300);
    clock.plan(3600, control.max_step);
    clock.judge({.sound = true, .error = 0.01, .trembles = false}, control);
    EXPECT_TRUE(clock.taken);
    EXPECT_EQ(clock.time, 300);
    EXPECT_EQ(clock.next, 600);
    clock.plan(3600, control.max_step);
    clock.judge({.sound = true, .error = 4, .trembles = false}, control);
    EXPECT_FALSE(clock.taken);
    EXPECT_EQ(clock.time, 300);
    EXPECT_DOUBLE_EQ(clock.next, 600 * 0.45);
    EXPECT_EQ(clock.counts.rejected, 1);
}

TEST(LaneClock, StepCutShortByAMeetingDoesNotSlowTheNext) {
    const FlowControl control;
    auto clock = clock_at(0, 1000);
    clock.plan(100, control.max_step);
    clock.judge({.sound = true, .error = 0.5, .trembles = false}, control);
    EXPECT_EQ(clock.next, 1000);
}

TEST(LaneClock, UnsoundStepFallsBackAndThenShrinks) {
    const FlowControl control;
    auto clock = clock_at(0, 800);
    clock.plan(3600, control.max_step);
    clock.judge({.sound = false, .error = 0, .trembles = false}, control);
    EXPECT_TRUE(clock.fallback);
    EXPECT_EQ(clock.next, 800);
    clock.plan(3600, control.max_step);
    clock.judge({.sound = false, .error = 0, .trembles = false}, control);
    EXPECT_EQ(clock.next, 200);
    clock.plan(3600, control.max_step);
    clock.judge({.sound = true, .error = 5, .trembles = false}, control);  // backward Euler may err by more
    EXPECT_TRUE(clock.taken);
    EXPECT_FALSE(clock.fallback);
    EXPECT_EQ(clock.next, 400);
    EXPECT_EQ(clock.counts.fallbacks, 1);
}

TEST(LaneClock, FarTooInexactBackwardEulerIsTriedAgainShorter) {
    const FlowControl control;
    auto clock = clock_at(0, 800);
    clock.plan(3600, control.max_step);
    clock.judge({.sound = false, .error = 0, .trembles = false}, control);
    clock.plan(3600, control.max_step);
    clock.judge({.sound = true, .error = 100, .trembles = false}, control);
    EXPECT_FALSE(clock.taken);
    EXPECT_FALSE(clock.fallback) << "at second order";
    EXPECT_EQ(clock.next, 160);
    clock.next = 0.5;
    clock.plan(3600, control.max_step);
    clock.judge({.sound = false, .error = 0, .trembles = false}, control);
    clock.plan(3600, control.max_step);
    clock.judge({.sound = true, .error = 100, .trembles = false}, control);
    EXPECT_TRUE(clock.taken) << "too short to be worth it";
}

TEST(LaneClock, OnlyTremblingSlowsLimitedSlopesDown) {
    const FlowControl control;
    auto clock = clock_at(0, 800);
    clock.plan(3600, control.max_step);
    clock.judge({.sound = true, .error = 4, .trembles = false}, control);
    EXPECT_EQ(clock.settling, 1) << "water moves";
    for (int k = 0; k < 100; ++k) {
        clock.next = 800;
        clock.plan(3600, control.max_step);
        clock.judge({.sound = true, .error = 4, .trembles = true}, control);
        EXPECT_FALSE(clock.taken);
    }
    EXPECT_EQ(clock.settling, 0.05) << "never quite still";
    for (int k = 0; k < 200; ++k) {
        clock.plan(1e9, control.max_step);
        clock.judge({.sound = true, .error = 0.5, .trembles = false}, control);
    }
    EXPECT_EQ(clock.settling, 1) << "steps taken give it back";
}

TEST(LaneClock, FixedStepsStayFixed) {
    FlowControl control;
    control.tolerance = std::numeric_limits<double>::infinity();
    control.max_step = 60;
    auto clock = clock_at(0, 60);
    clock.plan(3600, control.max_step);
    clock.judge({.sound = true, .error = 1e9, .trembles = false}, control);
    EXPECT_TRUE(clock.taken);
    EXPECT_EQ(clock.next, 60);
}

TEST(LaneClock, DampsSwingsByBackwardEulerWhateverItsError) {
    const FlowControl control;
    auto clock = clock_at(0, 10);
    while (!clock.damper.damps(clock.time)) {
        clock.plan(1e6, control.max_step);
        clock.judge({.sound = true, .error = 0.81, .turned = true}, control);
        ASSERT_LT(clock.time, 1000);
    }
    const double begin = clock.time;
    double longest = 0;
    while (clock.damper.damps(clock.time)) {
        clock.plan(1e6, control.max_step);
        EXPECT_TRUE(clock.fallback);
        clock.judge({.sound = true, .error = 1000}, control);
        if (clock.taken) longest = std::max(longest, clock.end - clock.time + clock.dt);
    }
    EXPECT_GT(longest, 0.5 * SwingDamper::damping_step * control.max_step);
    EXPECT_LE(longest, SwingDamper::damping_step * control.max_step);
    EXPECT_EQ(clock.counts.damped, clock.time - begin);
    clock.plan(1e6, control.max_step);
    EXPECT_FALSE(clock.fallback);
}

TEST(LaneClock, StopsDampingWhereOnlyShorterStepsAreSound) {
    const FlowControl control;
    auto clock = clock_at(0, 10);
    while (!clock.damper.damps(clock.time)) {
        clock.plan(1e6, control.max_step);
        clock.judge({.sound = true, .error = 0.81, .turned = true}, control);
        ASSERT_LT(clock.time, 1000);
    }
    for (int k = 0; k < 3 && clock.damper.damps(clock.time); ++k) {
        clock.plan(1e6, control.max_step);
        clock.judge({}, control);
    }
    EXPECT_FALSE(clock.damper.damps(clock.time));
}

}  // namespace
}  // namespace qingliu
