#include "engine/numerics/powers.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace qingliu {
namespace {

/// Distance of a double from a long double reference, in units of the last place.
double ulps(double value, long double reference) {
    const double rounded = static_cast<double>(reference);
    const double ulp = std::nextafter(std::fabs(rounded), INFINITY) - std::fabs(rounded);
    return static_cast<double>(std::fabs(static_cast<long double>(value) - reference) / static_cast<long double>(ulp));
}

TEST(Powers, ExponentialWithinOneUlp) {
    std::mt19937_64 random(1);
    for (const double range : {1e-3, 1.0, 50.0, 700.0}) {
        std::uniform_real_distribution<double> draw(-range, range);
        double worst = 0;
        for (int i = 0; i < 100000; ++i) {
            const double x = draw(random);
            worst = std::fmax(worst, ulps(exponential(x), std::exp(static_cast<long double>(x))));
        }
        EXPECT_LT(worst, 1.0) << "range " << range;
    }
    EXPECT_EQ(exponential(0.0), 1.0);
    EXPECT_EQ(exponential(-1000.0), 0.0);
    EXPECT_EQ(exponential(1000.0), exponential(709.0));
}

TEST(Powers, LogarithmWithinOneUlp) {
    std::mt19937_64 random(2);
    for (const double range : {0.01, 1.0, 40.0, 700.0}) {
        std::uniform_real_distribution<double> draw(-range, range);
        double worst = 0;
        for (int i = 0; i < 100000; ++i) {
            const double x = std::exp(draw(random));
            worst = std::fmax(worst, ulps(logarithm(x), std::log(static_cast<long double>(x))));
        }
        EXPECT_LT(worst, 1.2) << "range " << range;
    }
    EXPECT_EQ(logarithm(1.0), 0.0);
    EXPECT_NEAR(logarithm(0.0), -708.4, 0.01);
}

TEST(Powers, PowerIsAccurateForTheExponentsOfHydraulics) {
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> draw(std::log(1e-4), std::log(1e3));
    for (const double y : {0.67, 0.969, 1.67, 1.85, 2.5, -1.673, 2.0 / 3.0}) {
        for (int i = 0; i < 20000; ++i) {
            const double x = std::exp(draw(random));
            const long double exact = std::pow(static_cast<long double>(x), static_cast<long double>(y));
            EXPECT_NEAR(power(x, y) / static_cast<double>(exact), 1.0, 4e-15) << x << "^" << y;
        }
    }
    EXPECT_LT(power(0.0, 0.67), 1e-200);
}

TEST(Powers, CubeRoots) {
    std::mt19937_64 random(4);
    std::uniform_real_distribution<double> draw(-300.0, 300.0);
    double worst = 0;
    double worst_inverse = 0;
    for (int i = 0; i < 200000; ++i) {
        const double x = std::exp(draw(random));
        worst = std::fmax(worst, ulps(cube_root(x), std::cbrt(static_cast<long double>(x))));
        worst_inverse =
            std::fmax(worst_inverse, ulps(inverse_cube_root(x), 1.0L / std::cbrt(static_cast<long double>(x))));
    }
    EXPECT_LT(worst, 1.0);
    EXPECT_LT(worst_inverse, 3.0);
    EXPECT_EQ(cube_root(0.0), 0.0);
    EXPECT_EQ(cube_root(8.0), 2.0);
}

/// Lane k of eight holds the same bits as the number alone.
TEST(Powers, EveryLaneWidthGivesTheSameBits) {
    std::mt19937_64 random(5);
    std::uniform_real_distribution<double> draw(-20.0, 20.0);
    for (int i = 0; i < 2000; ++i) {
        Lanes<8> x;
        for (int lane = 0; lane < 8; ++lane) x.set(lane, draw(random));
        const Lanes<8> e = exponential(x);
        const Lanes<8> l = logarithm(e);
        const Lanes<8> p = power(e, Lanes<8>(0.67));
        const Lanes<8> c = cube_root(e);
        for (int lane = 0; lane < 8; ++lane) {
            ASSERT_EQ(e[lane], exponential(x[lane]));
            ASSERT_EQ(l[lane], logarithm(e[lane]));
            ASSERT_EQ(p[lane], power(e[lane], 0.67));
            ASSERT_EQ(c[lane], cube_root(e[lane]));
        }
    }
}

}  // namespace
}  // namespace qingliu
