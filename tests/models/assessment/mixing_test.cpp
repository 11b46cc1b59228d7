#include "models/assessment/mixing.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace qingliu {
namespace {

/// Largest deviation from the mean over the width, relative to it, of what diffuses from one bank: the exact solution
/// 1 + 2 sum exp(-n^2 pi^2 x E_y / (U W^2)) cos(n pi y / W) at y = 0.
double deviation(double x, double velocity, double width, double transverse_mixing) {
    const double way = x * transverse_mixing / (velocity * width * width);
    double sum = 0;
    for (int n = 1; n < 100; ++n) sum += std::exp(-std::pow(n * std::numbers::pi, 2) * way);
    return 2 * sum;
}

TEST(MixingLength, IsWhereTheExactProfileComesWithinFivePercent) {
    const double velocity = 0.6, width = 40, depth = 1.5, shear = 0.05;
    const double length = mixing_length(velocity, width, depth, shear);
    EXPECT_LT(deviation(length, velocity, width, 0.6 * depth * shear), 0.05);
    EXPECT_GT(deviation(0.9 * length, velocity, width, 0.6 * depth * shear), 0.05);
    EXPECT_DOUBLE_EQ(length, 0.4 * 0.6 * 1600 / (0.6 * 1.5 * 0.05));
}

TEST(MixingLength, IsNotKnownWhereTheWaterStandsOrRunsBack) {
    EXPECT_TRUE(std::isnan(mixing_length(-0.1, 40, 1.5, 0.05)));
    EXPECT_TRUE(std::isnan(mixing_length(0.6, 40, 0, 0.05)));
    EXPECT_TRUE(std::isnan(mixing_length(0.6, 40, 1.5, std::nan(""))));
}

TEST(SectionMixing, IsIncompleteNearerThanTheLength) {
    OutfallAbove outfall{3, 500, 0.6, 40, 1.5, 0.05};
    EXPECT_TRUE(mixing_at(outfall).incomplete());
    EXPECT_EQ(mixing_at(outfall).source, 3);
    outfall.distance = 1e5;
    EXPECT_FALSE(mixing_at(outfall).incomplete());
    EXPECT_FALSE(mixing_at({}).incomplete()) << "no outfall above";
    outfall = {3, 500};
    EXPECT_FALSE(mixing_at(outfall).incomplete()) << "no flow known";
}

}  // namespace
}  // namespace qingliu
