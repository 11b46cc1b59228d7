#include "models/operation/pid_controller.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace qingliu {
namespace {

OperationController holding_a_level() {
    OperationController data;
    data.raise_when_above = true;  // an outflow is raised where the pool stands too high
    data.proportional = 5;         // m3/s per m
    data.integral_time = 7200;
    data.interval = 900;
    data.most = 10;
    return data;
}

/// A pool of 20,000 m2 whose outflow is the setting, exactly integrated from look to look.
struct Pool {
    double level = 10, setting = 3;  // m, m3 s-1

    void run(PidController& pid, double set_point, double inflow) {
        setting = pid.decide(level, set_point, setting);
        level += (inflow - setting) * 900 / 20000;
    }
};

TEST(PidController, SettlesAtTheSetPointAfterAStepOfTheInflow) {
    const auto data = holding_a_level();
    PidController pid(data);
    Pool pool;
    for (int k = 0; k < 20; ++k) pool.run(pid, 10, 3);
    EXPECT_EQ(pool.level, 10) << "nothing to do at the set point";
    double worst = 0;
    for (int k = 0; k < 96 * 2; ++k) {
        pool.run(pid, 10, 5);
        worst = std::fmax(worst, std::fabs(pool.level - 10));
    }
    EXPECT_LT(worst, 0.35);
    EXPECT_NEAR(pool.level, 10, 1e-4);
    EXPECT_NEAR(pool.setting, 5, 1e-3);
}

TEST(PidController, WithoutAnIntegralPartADeviationIsLeft) {
    auto data = holding_a_level();
    data.integral_time = std::numeric_limits<double>::infinity();
    PidController pid(data);
    Pool pool;
    for (int k = 0; k < 96 * 2; ++k) pool.run(pid, 10, 5);
    EXPECT_NEAR(pool.level, 10 + (5 - 3) / 5.0, 1e-4);  // gain times deviation makes up for the inflow
}

TEST(PidController, TakesOverWithoutABump) {
    const auto data = holding_a_level();
    PidController pid(data);
    // a deviation at the first look gives the integral part of one look and no proportional jump
    EXPECT_DOUBLE_EQ(pid.decide(10.2, 10, 3), 3 + 5 * 900.0 / 7200 * (10.2 - 10));
    PidController watching(data);
    watching.watch(10.2, 10, 3);
    watching.watch(10.4, 10, 7);
    EXPECT_DOUBLE_EQ(watching.decide(10.4, 10, 7), 7 + 5 * 900.0 / 7200 * (10.4 - 10));
}

TEST(PidController, DoesNotWindUp) {
    const auto data = holding_a_level();
    PidController pid(data);
    double setting = 9;
    for (int k = 0; k < 1000; ++k) setting = pid.decide(11, 10, setting);
    EXPECT_EQ(setting, 10) << "at its limit";
    setting = pid.decide(10.8, 10, setting);
    // 5 ((0.8 - 1) + 0.8 / 8) less than the limit, however long it has stood there
    EXPECT_DOUBLE_EQ(setting, 9.5);
}

TEST(PidController, MovesNoFasterThanItsRamp) {
    auto data = holding_a_level();
    data.ramp = 1.0 / 3600;
    PidController pid(data);
    double setting = 3;
    for (int k = 0; k < 50; ++k) {
        const double next = pid.decide(k < 25 ? 12 : 9, 10, setting);
        EXPECT_LE(std::fabs(next - setting), 0.25 * (1 + 1e-12));
        setting = next;
    }
}

TEST(PidController, LeavesSmallThingsAlone) {
    auto data = holding_a_level();
    data.dead_band = 0.05;
    PidController pid(data);
    EXPECT_EQ(pid.decide(10.04, 10, 3), 3);
    EXPECT_EQ(pid.decide(9.97, 10, 3), 3);

    data.dead_band = 0;
    data.smallest_move = 0.5;
    PidController slow(data);
    double setting = 3;
    int moves = 0, looks = 0;
    for (; looks < 40; ++looks) {
        const double next = slow.decide(10.1, 10, setting);
        if (next != setting) {
            ++moves;
            EXPECT_GE(next - setting, 0.5);
        }
        setting = next;
    }
    // 0.0625 m3/s a look add up to a move every eighth look
    EXPECT_EQ(moves, 5);
}

TEST(PidController, AJumpOfTheSetPointGivesNoDerivativeKick) {
    const auto plain = holding_a_level();
    auto data = plain;
    data.derivative_time = 3600;
    PidController without(plain), with(data);
    for (PidController* pid : {&without, &with}) {
        for (int k = 0; k < 3; ++k) static_cast<void>(pid->decide(10, 10, 3));
    }
    EXPECT_EQ(with.decide(10, 9.5, 3), without.decide(10, 9.5, 3));
    EXPECT_GT(with.decide(10.1, 9.5, 5.5), without.decide(10.1, 9.5, 5.5)) << "a rising level is answered early";
}

}  // namespace
}  // namespace qingliu
