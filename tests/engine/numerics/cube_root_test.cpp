#include "engine/numerics/cube_root.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace qingliu {
namespace {

TEST(InverseCubeRoot, AgreesWithTheLibraryToThreeUnits) {
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> exponent(-12, 6);
    for (int k = 0; k < 100000; ++k) {
        const double x = std::pow(10.0, exponent(random));
        const double expected = 1.0 / std::cbrt(x);
        EXPECT_NEAR(inverse_cube_root<1>(x)[0], expected, 3 * 2.3e-16 * expected) << x;
    }
}

TEST(InverseCubeRoot, IsTheSameInEveryLane) {
    Lanes<8> wide;
    for (int lane = 0; lane < 8; ++lane) wide.set(lane, 0.01 + 0.37 * lane);
    const auto r = inverse_cube_root<8>(wide);
    for (int lane = 0; lane < 8; ++lane) EXPECT_EQ(r[lane], inverse_cube_root<1>(wide[lane])[0]);
}

}  // namespace
}  // namespace qingliu
