#include "models/hydraulics/section.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace qingliu {
namespace {

CrossSection trapezoid() {
    CrossSection s;
    s.bed_level = 5;
    s.bottom_width = 10;
    s.side_slope = 3;
    s.manning_n = 0.03;
    return s;
}

TEST(Section, TrapezoidIsExact) {
    const auto shape = shape_of(trapezoid());
    EXPECT_DOUBLE_EQ(shape.area(2), 2 * (10 + 3 * 2));
    EXPECT_DOUBLE_EQ(shape.top_width(2), 22);
    EXPECT_DOUBLE_EQ(shape.wetted_perimeter(2), 10 + 4 * std::sqrt(10.0));
    EXPECT_NEAR(shape.depth_of_area(shape.area(1.7)), 1.7, 1e-14);
}

TEST(Section, SurveyOfATrapezoidIsThatTrapezoid) {
    auto s = trapezoid();
    s.survey = {{0, 9}, {12, 5}, {22, 5}, {34, 9}};
    const auto surveyed = shape_of(s), designed = shape_of(trapezoid());
    for (const double h : {0.1, 1.0, 3.9}) {
        EXPECT_NEAR(surveyed.area(h), designed.area(h), 1e-6);
        EXPECT_NEAR(surveyed.top_width(h), designed.top_width(h), 1e-6);
        EXPECT_NEAR(surveyed.wetted_perimeter(h), designed.wetted_perimeter(h), 2e-4 * designed.wetted_perimeter(h));
    }
}

TEST(Section, CompoundSurveyGathersItsParts) {
    auto s = trapezoid();
    // a pilot channel 2 m wide and 1 m deep in a berm 10 m wide
    s.survey = {{0, 3}, {0, 1}, {4, 1}, {4, 0}, {6, 0}, {6, 1}, {10, 1}, {10, 3}};
    const auto shape = shape_of(s);
    EXPECT_NEAR(shape.area(1), 2, 1e-6);
    EXPECT_NEAR(shape.area(2), 2 + 10, 1e-6);
    EXPECT_NEAR(shape.top_width(0.5), 2, 1e-6);
    EXPECT_NEAR(shape.top_width(1.5), 10, 1e-6);
}

TEST(Section, NormalDepthGivesItsDischargeBack) {
    const auto shape = shape_of(trapezoid());
    const double h = shape.normal_depth(25, 2e-4);
    EXPECT_NEAR(shape.conveyance(h) * std::sqrt(2e-4), 25, 1e-9);
}

TEST(Section, InterpolatesBetweenRows) {
    River r;
    auto a = trapezoid(), b = trapezoid();
    b.chainage = 1000;
    b.bed_level = 4;
    b.bottom_width = 20;
    r.to = 1000;
    r.sections = {a, b};
    const auto middle = interpolate_section(r, 500);
    EXPECT_DOUBLE_EQ(middle.bed_level, 4.5);
    EXPECT_DOUBLE_EQ(middle.top_width(0), 15);
    EXPECT_DOUBLE_EQ(interpolate_section(r, -5).bed_level, 5);
}

}  // namespace
}  // namespace qingliu
