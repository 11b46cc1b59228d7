// Water whose transport and kinetics are not split, against exact solutions and against the routine mode.
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "tests/models/water/steady_reach.hpp"
#include "tests/time_constants.hpp"

namespace qingliu {
namespace {

using testing::SteadyReach;

constexpr double decay = 2 / one_day, dispersion = 10;  // s-1, m2 s-1

/// Share of a cloud of one gram that lies between a and b: it was let go at `origin` a time `age` ago, in water that
/// carries, spreads and destroys it.
double between(double a, double b, double origin, double age, double speed) {
    const double middle = origin + speed * age, scale = std::sqrt(4 * dispersion * age);
    return 0.5 * (std::erf((b - middle) / scale) - std::erf((a - middle) / scale)) * std::exp(-decay * age);
}

/// Relative L1 error of a cloud after seven hours.
struct Cloud {
    explicit Cloud(int cells, double tolerance)
        : reach(cells, {"chemical_oxygen_demand"}, dispersion, true, tolerance, {},
                {{"chemical_oxygen_demand_decay.rate", decay}}) {
        constexpr double first = 6 * 3600, run = 7 * 3600, gram = 1e6;
        for (int c = 0; c < cells; ++c)
            reach.mass(c, 0) = gram * between(c * reach.cell(), (c + 1) * reach.cell(), -4000, first, reach.speed);
        reach.water->reset_ledger();
        reach.run(run, 1800);
        double off = 0, all = 0;
        for (int c = 0; c < cells; ++c) {
            const double exact =
                gram * between(c * reach.cell(), (c + 1) * reach.cell(), -4000, first + run, reach.speed);
            off += std::fabs(reach.mass(c, 0) - exact);
            all += exact;
        }
        error = off / all;
    }
    SteadyReach reach;
    double error = 0;
};

TEST(Unsplit, AdvectionDispersionAndDecayConvergeToTheExactSolution) {
    std::array<double, 3> error{};
    for (std::size_t i = 0; i < 3; ++i) error[i] = Cloud(50 << i, 1e-7).error;
    // cells of 400, 200 and 100 m; the cloud's sigma is 660 m at first. Limiters flatten its peak, which costs the
    // third order of the parabolas some tenths.
    EXPECT_GT(std::log2(error[0] / error[1]), 2.3) << error[0] << " " << error[1];
    EXPECT_GT(std::log2(error[1] / error[2]), 2.3) << error[1] << " " << error[2];
    EXPECT_LT(error[2], 2e-3) << "measured";
}

TEST(Unsplit, ErrorsInTimeFallWithTheTolerance) {
    Cloud best(50, 1e-9);
    double before = 0;
    for (const double tolerance : {1e-3, 1e-5, 1e-7}) {
        Cloud cloud(50, tolerance);
        double off = 0, most = 0;
        for (int c = 0; c < 50; ++c) {
            off = std::max(off, std::fabs(cloud.reach.mass(c, 0) - best.reach.mass(c, 0)));
            most = std::max(most, best.reach.mass(c, 0));
        }
        EXPECT_LT(off / most, 30 * tolerance) << "over all steps";
        if (before > 0) {
            EXPECT_LT(off, 0.1 * before) << tolerance;
        }
        before = off;
    }
}

TEST(Unsplit, EveryGramIsAccountedFor) {
    for (const double tolerance : {1e-2, 1e-6}) {
        Cloud cloud(50, tolerance);
        const auto accounts = cloud.reach.water->ledger();
        ASSERT_FALSE(accounts.empty());
        for (const auto& account : accounts) EXPECT_LT(account.relative_error(), 1e-13) << account.name;
        EXPECT_LT(accounts[0].reacted, 0);
    }
}

/// A stirred tank through which water flows: the reactions and the exchange of water are all there is. Demand, oxygen,
/// nitrogen; 2.3 days through.
struct Tank {
    Tank(bool unsplit, double tolerance, double dt)
        : reach(1, {}, 0, unsplit, tolerance,
                {{"dissolved_oxygen", 9},
                 {"biochemical_oxygen_demand", 12},
                 {"ammonia_nitrogen", 4},
                 {"nitrate_nitrogen", 1}},
                {{"biochemical_oxidation.rate", 4 / one_day}, {"nitrification.rate", 3 / one_day}}, true) {
        reach.run(one_day, dt);
    }
    SteadyReach reach;
};

TEST(Unsplit, TheRoutineModeConvergesToItWithItsStep) {
    Tank exact(true, 1e-9, 14400);
    for (const std::size_t one : {0U, 3U, 4U, 5U}) {  // oxygen, demand, ammonia, nitrate
        // at these steps the integrator of the kinetics takes one way of its own, not two in turn
        std::array<double, 3> off{};
        for (std::size_t i = 0; i < off.size(); ++i) {
            Tank routine(false, 0, 450.0 / (1 << i));
            off[i] = std::fabs(routine.reach.concentration(0, one) - exact.reach.concentration(0, one));
        }
        for (std::size_t i = 0; i < 2; ++i) {
            const double order = std::log2(off[i] / off[i + 1]);
            EXPECT_GT(order, 1.9) << one << ": " << off[i] << " " << off[i + 1];
            EXPECT_LT(order, 2.2) << one << ": " << off[i] << " " << off[i + 1];
        }
        EXPECT_LT(off[2], 2e-5) << "g m-3, of some";
    }
}

/// How long the steps of the flow are does not matter to it where the flow is steady.
TEST(Unsplit, DoesNotSeeTheStepsOfTheFlow) {
    Tank few(true, 1e-7, 43200), many(true, 1e-7, 1800);
    for (std::size_t k = 0; k < 6; ++k)
        EXPECT_NEAR(few.reach.concentration(0, k), many.reach.concentration(0, k),
                    1e-5 * std::max(many.reach.concentration(0, k), 1e-3));
}

}  // namespace
}  // namespace qingliu
