// Weir, gate and rubber dam in the regimes of the common law.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/hydraulics/work_samples.hpp"

namespace qingliu {
namespace {

constexpr double barrier_width = 4, coefficient = 0.95, crest = 10.6;

double discharge(const std::string& kind, double up, double down, double setting = 0) {
    const auto structure = testing::sample_structure(
        kind, {{"sill", crest}, {"width", barrier_width}, {"height", 2}, {"discharge_coefficient", coefficient}});
    return make_work<1>(structure, testing::sample_site())->law(up, down, setting).discharge[0];
}

TEST(Barrier, FreeWeirIsTheBroadCrestFormula) {
    const double h = 0.8;
    const double expected =
        coefficient * std::pow(2.0 / 3.0, 1.5) * std::sqrt(gravity) * barrier_width * std::pow(h, 1.5);
    EXPECT_NEAR(discharge("weir", crest + h, 9), expected, 1e-6 * expected);
    EXPECT_NEAR(discharge("rubber_dam", crest + 0.7 + h, 9, 0.7), expected, 1e-6 * expected);
    EXPECT_NEAR(discharge("gate", crest + h, 9, 2), expected, 1e-6 * expected) << "clear of the water";
}

TEST(Barrier, DrownedWeirFollowsTheDifferenceOfLevels) {
    const double expected = coefficient * barrier_width * 0.9 * std::sqrt(2 * gravity * 0.1);
    EXPECT_NEAR(discharge("weir", crest + 1, crest + 0.9), expected, 1e-6 * expected);
}

TEST(Barrier, GateFreeAndSubmerged) {
    const double jet = 0.62 * 0.3;
    const double free = coefficient * jet * barrier_width * std::sqrt(2 * gravity * (2 - jet));
    EXPECT_NEAR(discharge("gate", crest + 2, 9.5, 0.3), free, 1e-6 * free);
    const double submerged = coefficient * jet * barrier_width * std::sqrt(2 * gravity * 0.5);
    EXPECT_NEAR(discharge("gate", crest + 2, crest + 1.5, 0.3), submerged, 1e-6 * submerged);
}

TEST(Barrier, PassesNothingWhenDryLevelOrShut) {
    EXPECT_EQ(discharge("weir", crest - 0.1, 9.0), 0);
    EXPECT_EQ(discharge("gate", 12, 12, 0.2), 0);
    EXPECT_EQ(discharge("gate", 13, 9, 0), 0);
    EXPECT_EQ(discharge("rubber_dam", crest + 1.9, 9, 2), 0);
}

}  // namespace
}  // namespace qingliu
