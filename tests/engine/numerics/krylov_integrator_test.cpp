#include "engine/numerics/krylov_integrator.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <stdexcept>
#include <string>
#include <vector>

namespace qingliu {
namespace {

/// Tanks in a row that empty into each other with k (s-1), the first of them fast, and what has left the last.
class Tanks : public CoupledSystem {
public:
    Tanks(std::vector<double> k, double tolerance) : k_(std::move(k)), tolerance_(tolerance) {}

    void rate(double, std::span<const double> y, std::span<double> rate) override {
        double from_above = 0;
        for (std::size_t i = 0; i < k_.size(); ++i) {
            rate[i] = from_above - k_[i] * y[i];
            from_above = k_[i] * y[i];
        }
        rate[k_.size()] = from_above;
        std::fill(rate.begin() + static_cast<std::ptrdiff_t>(k_.size()) + 1, rate.end(), 0.0);
    }
    void allowed_errors(std::span<const double> y, std::span<double> allowed) override {
        for (std::size_t i = 0; i < k_.size(); ++i) allowed[i] = tolerance_ * (std::fabs(y[i]) + 1e-3);
    }
    void guess(double, double, std::span<double>) override {}
    bool prepare(double, std::span<const double>, double gamma, bool again) override {
        gamma_ = gamma;
        return !again;
    }
    void precondition(std::span<const double> right, std::span<double> solution) override {
        std::copy(right.begin(), right.end(), solution.begin());
        for (std::size_t i = 0; i < k_.size(); ++i) solution[i] /= 1 + gamma_ * k_[i];
    }

private:
    std::vector<double> k_;
    double tolerance_, gamma_ = 0;
};

/// Amounts at t of two tanks that begin with 1 and 0 (Bateman 1910).
std::array<double, 2> bateman(double a, double b, double t) {
    return {std::exp(-a * t), a / (b - a) * (std::exp(-a * t) - std::exp(-b * t))};
}

TEST(KrylovIntegrator, FollowsTanksHoweverStiff) {
    for (const double fast : {1.0, 1e3, 1e6}) {
        Tanks tanks({fast, 0.5}, 1e-6);
        KrylovIntegrator integrator(3, 2);
        std::vector<double> y{1, 0, 0};
        integrator.integrate(tanks, 0, 2, y);
        const auto exact = bateman(fast, 0.5, 2);
        EXPECT_NEAR(y[0], exact[0], 1e-6) << fast;
        EXPECT_NEAR(y[1], exact[1], 1e-5) << fast;
        EXPECT_LT(integrator.steps(), 1000) << fast;
    }
}

TEST(KrylovIntegrator, ErrorsFallWithTheTolerance) {
    std::array<double, 3> error{};
    for (std::size_t i = 0; i < 3; ++i) {
        Tanks tanks({3, 0.5}, std::pow(10.0, -3.0 - 2.0 * static_cast<double>(i)));
        KrylovIntegrator integrator(3, 2);
        std::vector<double> y{1, 0, 0};
        integrator.integrate(tanks, 0, 2, y);
        error[i] = std::fabs(y[1] - bateman(3, 0.5, 2)[1]);
    }
    EXPECT_LT(error[1], 0.05 * error[0]);
    EXPECT_LT(error[2], 0.05 * error[1]);
}

/// However loosely the stages are solved, what has left is exactly what is missing.
TEST(KrylovIntegrator, WhatDoesNotCountIsSummedToRounding) {
    for (const double tolerance : {1e-1, 1e-3, 1e-6}) {
        Tanks tanks({40, 0.5, 7}, tolerance);
        KrylovIntegrator integrator(5, 3);  // one component more than is needed
        std::vector<double> y{1, 0.25, 0, 0, 0};
        integrator.integrate(tanks, 0, 2, y);
        EXPECT_NEAR(y[0] + y[1] + y[2] + y[3], 1.25, 1e-14) << tolerance;
        EXPECT_EQ(y[4], 0);
        EXPECT_GT(y[3], 0.5);
    }
}

/// A first guess that is right is kept to the last bit: dy/dt = 1 beside a guess that moves y with the time.
TEST(KrylovIntegrator, ARightFirstGuessIsKept) {
    class Clock : public CoupledSystem {
    public:
        void rate(double time, std::span<const double> y, std::span<double> rate) override {
            rate[0] = 1 - 1e4 * (y[0] - time);
        }
        void allowed_errors(std::span<const double>, std::span<double> allowed) override { allowed[0] = 0.1; }
        void guess(double from, double to, std::span<double> y) override { y[0] += to - from; }
        bool prepare(double, std::span<const double>, double gamma, bool again) override {
            gamma_ = gamma;
            return !again;
        }
        void precondition(std::span<const double> right, std::span<double> solution) override {
            solution[0] = right[0] / (1 + gamma_ * 1e4);
        }

    private:
        double gamma_ = 0;
    } clock;
    KrylovIntegrator integrator(1, 1);
    std::vector<double> y{0};
    integrator.integrate(clock, 0, 1000, y);
    EXPECT_NEAR(y[0], 1000, 1e-6)
        << "but for the rounding of times; without the guess Newton's method stops within the tolerance, a tenth";
}

TEST(KrylovIntegrator, EachCallStartsAfresh) {
    Tanks tanks({40, 0.5}, 1e-5);
    KrylovIntegrator used(3, 2), fresh(3, 2);
    std::vector<double> other{5, 5, 5}, first{1, 0, 0}, second{1, 0, 0};
    used.integrate(tanks, 0, 100, other);
    used.integrate(tanks, 0, 1, first);
    fresh.integrate(tanks, 0, 1, second);
    EXPECT_EQ(first, second);
}

TEST(KrylovIntegrator, WhatTheSystemThrowsComesOutUnchanged) {
    class Throws : public Tanks {
    public:
        using Tanks::Tanks;
        void rate(double, std::span<const double>, std::span<double>) override {
            throw std::runtime_error("the river is gone");
        }
    } tanks({1}, 1e-3);
    KrylovIntegrator integrator(2, 1);
    std::vector<double> y{1, 0};
    try {
        integrator.integrate(tanks, 0, 1, y);
        FAIL() << "nothing was thrown";
    } catch (const std::runtime_error& problem) {
        EXPECT_STREQ(problem.what(), "the river is gone");
    }
}

TEST(KrylovIntegrator, GivesUpOnWhatIsNoNumberAndSaysWhen) {
    class Breaks : public Tanks {
    public:
        using Tanks::Tanks;
        void rate(double time, std::span<const double> y, std::span<double> rate) override {
            Tanks::rate(time, y, rate);
            if (time > 0.5) rate[0] = std::nan("");
        }
    } tanks({1}, 1e-3);
    KrylovIntegrator integrator(2, 1);
    std::vector<double> y{1, 0};
    try {
        integrator.integrate(tanks, 0, 1, y);
        FAIL() << "nothing was thrown";
    } catch (const IntegrationFailure& problem) {
        EXPECT_NE(std::string(problem.what()).find("stopped at 0."), std::string::npos) << problem.what();
    }
    EXPECT_EQ(integrator.worst(), 0U);
}

TEST(KrylovIntegrator, RefusesAStateOfAnotherSize) {
    Tanks tanks({1}, 1e-3);
    KrylovIntegrator integrator(2, 1);
    std::vector<double> y{1};
    EXPECT_THROW(integrator.integrate(tanks, 0, 1, y), std::logic_error);
}

}  // namespace
}  // namespace qingliu
