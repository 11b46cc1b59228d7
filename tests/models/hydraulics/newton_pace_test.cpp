#include "models/hydraulics/newton_pace.hpp"

#include <gtest/gtest.h>

namespace qingliu {
namespace {

NewtonPace that_saw(double rate, double length) {
    NewtonPace pace;
    pace.begin(length, true);
    pace.saw(rate, 1.0);
    return pace;
}

TEST(NewtonPace, ExpectsAsMuchAgainWhereNothingIsKnown) {
    NewtonPace pace;
    pace.begin(600, true);
    EXPECT_EQ(pace.left(0.01), 0.01);
}

TEST(NewtonPace, SumsWhatAllFurtherIterationsWouldMove) {
    const auto pace = that_saw(0.1, 600);
    EXPECT_NEAR(pace.left(0.009), 0.001, 1e-15);
}

TEST(NewtonPace, KeepsTheWorstRateOfAStage) {
    auto pace = that_saw(0.1, 600);
    pace.saw(0.2, 1.0);
    pace.saw(0.05, 1.0);
    EXPECT_NEAR(pace.left(0.004), 0.001, 1e-15);
}

TEST(NewtonPace, IsTrustedLessInEveryStageThatDoesNotSeeIt) {
    auto pace = that_saw(0.1, 600);
    pace.begin(600, true);
    EXPECT_NEAR(pace.left(0.004), 0.001, 1e-15);
    for (int k = 0; k < 4; ++k) pace.begin(600, true);
    EXPECT_EQ(pace.left(0.004), 0.004);
}

TEST(NewtonPace, IsTrustedLessInALongerStageAndNoMoreInAShorterOne) {
    auto longer = that_saw(0.05, 600);
    longer.begin(1200, true);
    EXPECT_NEAR(longer.left(0.003), 0.002, 1e-15);
    auto shorter = that_saw(0.05, 600);
    shorter.begin(300, true);
    EXPECT_NEAR(shorter.left(0.009), 0.001, 1e-15);
}

TEST(NewtonPace, KnowsNothingAfterAnotherLaw) {
    auto pace = that_saw(0.01, 600);
    pace.begin(600, false);
    EXPECT_EQ(pace.left(0.01), 0.01);
    pace.begin(600, true);
    EXPECT_EQ(pace.left(0.01), 0.01);
}

}  // namespace
}  // namespace qingliu
