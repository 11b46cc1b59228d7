#include "engine/numerics/bdf_integrator.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>

#include "engine/numerics/ark_integrator.hpp"

namespace qingliu {
namespace {

/// y0' = -k (y0 - cos t) - sin t, which is cos t; y1' = y0, which is sin t.
class Pulled final : public ImplicitSystem {
public:
    bool solve(double time, double gamma, std::span<const double> known, std::span<double> y) override {
        ++calls;
        if (refuse_above > 0 && gamma > refuse_above) return false;
        if (throws) throw std::domain_error("of the system");
        y[0] = (known[0] + gamma * (stiffness * std::cos(time) - std::sin(time))) / (1 + gamma * stiffness);
        y[1] = known[1] + gamma * y[0];
        return true;
    }
    double stiffness = 1e6, refuse_above = 0;
    bool throws = false;
    int calls = 0;
};

TEST(BdfIntegrator, FollowsAStiffSystemToItsTolerance) {
    for (const double tolerance : {1e-4, 1e-7}) {
        Pulled system;
        BdfIntegrator integrator(system, {tolerance, {tolerance, tolerance}, 1e-6});
        std::vector<double> y{1, 0};
        integrator.restart(0, y);
        for (const double time : {1.0, 2.5, 4.0}) {
            integrator.advance(time, y);
            EXPECT_NEAR(y[0], std::cos(time), 100 * tolerance);
            EXPECT_NEAR(y[1], std::sin(time), 100 * tolerance);
        }
        EXPECT_LT(integrator.steps(), 2000) << "an explicit method would need millions";
    }
}

TEST(BdfIntegrator, BeginsAnewWhereItIsTold) {
    Pulled system;
    BdfIntegrator integrator(system, {1e-7, {1e-7, 1e-7}, 1e-6});
    std::vector<double> y{1, 0};
    integrator.restart(0, y);
    integrator.advance(1, y);
    y[1] = 100;
    integrator.restart(1, y);
    integrator.advance(2, y);
    EXPECT_NEAR(y[1], 100 + std::sin(2.0) - std::sin(1.0), 1e-4) << "of 100, at 1e-7";
}

TEST(BdfIntegrator, ShortensStepsTheSystemRefuses) {
    Pulled system;
    system.refuse_above = 0.01;
    BdfIntegrator integrator(system, {1e-3, {1e-3, 1e-3}, 1e-6});
    std::vector<double> y{1, 0};
    integrator.restart(0, y);
    integrator.advance(1, y);
    EXPECT_NEAR(y[0], std::cos(1.0), 1e-2);
    EXPECT_GE(integrator.steps(), 99);
}

TEST(BdfIntegrator, ExceptionsGoRoundTheLibraryAndFailuresAreNamed) {
    Pulled system;
    BdfIntegrator integrator(system, {1e-4, {1e-4, 1e-4}, 1e-6});
    std::vector<double> y{1, 0};
    system.throws = true;
    integrator.restart(0, y);
    EXPECT_THROW(integrator.advance(1, y), std::domain_error);
    system.throws = false;
    system.refuse_above = 1e-300;
    integrator.restart(0, y);
    EXPECT_THROW(integrator.advance(1, y), IntegrationFailure);
}

}  // namespace
}  // namespace qingliu
