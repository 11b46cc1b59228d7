#include "engine/time/series.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace qingliu {
namespace {

const Series step({10, 20, 40}, {1, 3, -2}, Series::Shape::step);
const Series line({10, 20, 40}, {1, 3, -2}, Series::Shape::linear);

TEST(Series, EmptyIsZero) {
    const Series empty;
    EXPECT_TRUE(empty.empty());
    EXPECT_EQ(empty.at(5), 0);
    EXPECT_EQ(empty.before(5), 0);
    EXPECT_EQ(empty.integral(0, 100), 0);
}

TEST(Series, ConstantHoldsEverywhere) {
    const Series constant(2.5);
    EXPECT_TRUE(constant.constant());
    EXPECT_EQ(constant.at(-1e9), 2.5);
    EXPECT_EQ(constant.before(1e9), 2.5);
    EXPECT_EQ(constant.integral(-4, 6), 25);
}

TEST(Series, StepTakesItsNewValueAtTheKnot) {
    EXPECT_EQ(step.at(0), 1);
    EXPECT_EQ(step.at(10), 1);
    EXPECT_EQ(step.at(19.999), 1);
    EXPECT_EQ(step.at(20), 3);
    EXPECT_EQ(step.at(39.999), 3);
    EXPECT_EQ(step.at(40), -2);
    EXPECT_EQ(step.at(1000), -2);
}

TEST(Series, BeforeShowsTheValueAKnotEnds) {
    EXPECT_EQ(step.before(0), 1);
    EXPECT_EQ(step.before(10), 1);
    EXPECT_EQ(step.before(20), 1);
    EXPECT_EQ(step.before(20.001), 3);
    EXPECT_EQ(step.before(40), 3);
    EXPECT_EQ(step.before(41), -2);
}

TEST(Series, LinearRunsBetweenKnots) {
    EXPECT_EQ(line.at(0), 1);
    EXPECT_DOUBLE_EQ(line.at(15), 2);
    EXPECT_EQ(line.at(20), 3);
    EXPECT_DOUBLE_EQ(line.at(30), 0.5);
    EXPECT_EQ(line.at(50), -2);
    EXPECT_EQ(line.before(20), line.at(20));
    EXPECT_EQ(line.before(30), line.at(30));
}

TEST(Series, IntegralOfAStepCrossesKnots) {
    EXPECT_DOUBLE_EQ(step.integral(0, 50), 10 + 10 + 60 - 20);
    EXPECT_DOUBLE_EQ(step.integral(15, 25), 5 + 15);
    EXPECT_DOUBLE_EQ(step.integral(20, 40), 60);
    EXPECT_DOUBLE_EQ(step.integral(0, 5), 5);
    EXPECT_DOUBLE_EQ(step.integral(45, 50), -10);
    EXPECT_DOUBLE_EQ(step.integral(12, 13), 1);
}

TEST(Series, IntegralOfALineCrossesKnots) {
    EXPECT_DOUBLE_EQ(line.integral(0, 50), 10 + 20 + 10 - 20);
    EXPECT_DOUBLE_EQ(line.integral(15, 30), 0.5 * (2 + 3) * 5 + 0.5 * (3 + 0.5) * 10);
    EXPECT_DOUBLE_EQ(line.integral(22, 24), 2 * line.at(23));
}

TEST(Series, IntegralIsAdditiveAndChangesSign) {
    for (const Series* series : {&step, &line}) {
        for (double middle : {3.0, 10.0, 17.0, 20.0, 31.5, 40.0, 44.0}) {
            EXPECT_NEAR(series->integral(2, middle) + series->integral(middle, 47), series->integral(2, 47), 1e-12);
        }
        EXPECT_EQ(series->integral(47, 2), -series->integral(2, 47));
        EXPECT_EQ(series->integral(20, 20), 0);
    }
}

TEST(Series, RefusesKnotsOutOfOrderOrUnequalLengths) {
    EXPECT_THROW(Series({0, 0}, {1, 2}, Series::Shape::step), std::runtime_error);
    EXPECT_THROW(Series({1, 0}, {1, 2}, Series::Shape::linear), std::runtime_error);
    EXPECT_THROW(Series({0, 1}, {1}, Series::Shape::step), std::runtime_error);
    EXPECT_THROW(Series({0, 1}, {1, 0.0 / 0.0}, Series::Shape::step), std::runtime_error);
}

}  // namespace
}  // namespace qingliu
