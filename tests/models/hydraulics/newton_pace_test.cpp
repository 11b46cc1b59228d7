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
    double before = pace.left(0.004);
    for (int k = 0; k < 8 && before < 0.004; ++k) {
        pace.begin(600, true);
        EXPECT_GT(pace.left(0.004), before);
        before = pace.left(0.004);
    }
    EXPECT_EQ(before, 0.004);
}

TEST(NewtonPace, IsTrustedLessInALongerStageAndNoMoreInAShorterOne) {
    auto same = that_saw(0.05, 600), longer = same, shorter = same;
    same.begin(600, true);
    longer.begin(1200, true);
    shorter.begin(300, true);
    EXPECT_GT(longer.left(0.01), 2 * same.left(0.01));
    EXPECT_EQ(shorter.left(0.01), same.left(0.01));
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
