#include "engine/numerics/ark_integrator.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <string>

namespace qingliu {
namespace {

/// y0' = -k (y0 - cos t), y1' = y0: stiff for large k.
class Relaxation : public StiffSystem {
public:
    explicit Relaxation(double k) : k_(k) {}
    void rate(double time, std::span<const double> y, std::span<double> rate, std::span<double> damping) override {
        rate[0] = -k_ * (y[0] - std::cos(time));
        rate[1] = y[0];
        damping[0] = k_;
        damping[1] = 0;
    }

private:
    double k_;
};

/// Exact y0 from y0(0) = 0.
double relaxed(double k, double t) {
    const double scale = k / (k * k + 1);
    return scale * (k * std::cos(t) + std::sin(t) - k * std::exp(-k * t));
}

TEST(ArkIntegrator, FollowsAStiffRelaxation) {
    for (const double k : {0.5, 50.0, 1e5}) {
        ArkIntegrator integrator(2, {.relative = 1e-6, .absolute = 1e-9});
        Relaxation system(k);
        std::array<double, 2> y{0, 0};
        integrator.integrate(system, 0, 2.0, y);
        EXPECT_NEAR(y[0], relaxed(k, 2.0), 2e-5) << k;
        EXPECT_LT(integrator.steps(), 2000) << "the diagonal does not help at k = " << k;
    }
}

TEST(ArkIntegrator, TighterToleranceGivesSmallerError) {
    std::array<double, 2> error{};
    for (std::size_t i = 0; i < 2; ++i) {
        ArkIntegrator integrator(2, {.relative = i == 0 ? 1e-3 : 1e-7, .absolute = i == 0 ? 1e-4 : 1e-9});
        Relaxation system(5);
        std::array<double, 2> y{0, 0};
        integrator.integrate(system, 0, 1.0, y);
        error[i] = std::fabs(y[0] - relaxed(5, 1.0));
    }
    EXPECT_LT(error[1], 1e-5);
    EXPECT_LT(error[1], 0.1 * error[0]);
}

TEST(ArkIntegrator, EachCallStartsAfresh) {
    ArkIntegrator used(2, {});
    Relaxation warm(3);
    Relaxation system(40);
    std::array<double, 2> first{1, 0};
    used.integrate(warm, 0, 5, first);
    std::array<double, 2> again{0, 0};
    used.integrate(system, 1, 2, again);
    ArkIntegrator fresh(2, {});
    std::array<double, 2> alone{0, 0};
    fresh.integrate(system, 1, 2, alone);
    EXPECT_EQ(again, alone);
}

class Throwing : public StiffSystem {
public:
    void rate(double, std::span<const double>, std::span<double>, std::span<double>) override {
        throw std::domain_error("no such water");
    }
};

class Exploding : public StiffSystem {
public:
    void rate(double, std::span<const double> y, std::span<double> rate, std::span<double> damping) override {
        rate[0] = y[0] * y[0];
        damping[0] = 0;
    }
};

TEST(ArkIntegrator, ExceptionsComeOutWholeAndFailuresAreNamed) {
    ArkIntegrator integrator(1, {.max_steps = 500});
    Throwing throwing;
    std::array<double, 1> y{1};
    EXPECT_THROW(integrator.integrate(throwing, 0, 1, y), std::domain_error);
    Exploding exploding;  // reaches infinity at t = 1
    y[0] = 1;
    try {
        integrator.integrate(exploding, 0, 2, y);
        FAIL() << "integrated through infinity";
    } catch (const IntegrationFailure& failure) {
        EXPECT_NE(std::string(failure.what()).find("stopped at"), std::string::npos);
    }
    Relaxation whole(1);
    ArkIntegrator two(2, {});
    EXPECT_THROW(two.integrate(whole, 0, 1, y), std::logic_error);
}

}  // namespace
}  // namespace qingliu
