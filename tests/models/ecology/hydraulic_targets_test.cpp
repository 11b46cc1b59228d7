// Hydraulic methods on sections whose answer has a closed form.
#include <gtest/gtest.h>

#include <cmath>

#include "models/ecology/r2_cross.hpp"
#include "models/ecology/section_hydraulics.hpp"
#include "models/ecology/wetted_perimeter.hpp"

namespace qingliu {
namespace {

River river_of(std::vector<CrossSection> rows) {
    River river;
    river.from = 0;
    river.to = 1000;
    river.sections = std::move(rows);
    return river;
}

/// A triangle of so many metres half width per metre of depth, as a survey 3 m deep.
CrossSection triangle(double steepness, double chainage = 0, double bed = 100) {
    CrossSection row;
    row.chainage = chainage;
    row.bed_level = bed;
    row.manning_n = 0.03;
    row.survey = {{0, bed + 3}, {3 * steepness, bed}, {6 * steepness, bed + 3.5}};
    return row;
}

TEST(SectionHydraulics, UniformFlowOfATriangle) {
    const River river = river_of({triangle(2), triangle(2, 1000, 99)});
    EXPECT_NEAR(bed_slope_at(river, 300), 0.001, 1e-15);
    EXPECT_NEAR(bed_slope_at(river, 1000), 0.001, 1e-15);
    EXPECT_NEAR(bed_slope_at(river, 0), 0.001, 1e-15);
    EXPECT_NEAR(bank_depth_at(river, 300), 3, 1e-12);
    const SectionHydraulics section = section_hydraulics(river, 300, 0.001, 3);
    EXPECT_EQ(section.chainage, 0);  // the nearest survey
    const UniformFlow& banks = section.banks();
    const double right = 6 / 3.5 * 3;  // the right side is steeper
    EXPECT_NEAR(banks.top_width, 6 + right, 1e-9);
    EXPECT_NEAR(banks.area, 1.5 * (6 + right), 1e-9);
    EXPECT_NEAR(banks.wetted_perimeter, std::hypot(6, 3) + std::hypot(right, 3), 1e-9);
    EXPECT_NEAR(banks.discharge,
                banks.area * std::pow(banks.area / banks.wetted_perimeter, 2.0 / 3) / 0.03 * std::sqrt(0.001), 1e-9);
}

TEST(SectionHydraulics, BankStationsAreTheBanks) {
    CrossSection row = triangle(2);
    row.left_bank = 4;    // level 101
    row.right_bank = 10;  // level 102.33
    EXPECT_NEAR(bank_depth_at(river_of({row}), 0), 1, 1e-12);
    CrossSection trapezoid;
    trapezoid.bottom_width = 5;
    trapezoid.manning_n = 0.03;
    EXPECT_EQ(bank_depth_at(river_of({trapezoid}), 0), 0);
}

TEST(WettedPerimeter, OfATriangleIsAPowerOfTheDischarge) {
    // P goes with h, Q with h^(8/3): p = q^(3/8)
    CrossSection row = triangle(2);
    row.survey = {{0, 103}, {6, 100}, {12, 103}};
    const SectionHydraulics section = section_hydraulics(river_of({row}), 0, 0.001, 3);
    const auto targets = wetted_perimeter_targets(section);
    const double b = 0.375, banks = section.banks().discharge;
    EXPECT_NEAR(targets.at(0).by_month[0], banks * std::pow(b, 1 / (1 - b)), 1e-6 * banks);
    const double steepest = std::sqrt((2 - b) / (1 - 2 * b));
    EXPECT_NEAR(targets.at(1).by_month[6], banks * std::pow(b / steepest, 1 / (1 - b)), 1e-6 * banks);
    EXPECT_EQ(targets.at(0).years_needed, 0);
}

TEST(WettedPerimeter, TheBreaksAreWhereTheCurveSays) {
    std::vector<double> q, log_curve, power_curve;
    for (int i = 1; i <= 200; ++i) {
        q.push_back(i / 200.0);
        log_curve.push_back(1 + 0.15 * std::log(q.back()));
        power_curve.push_back(std::pow(q.back(), 0.2));
    }
    for (const bool logarithmic : {true, false}) {
        const PerimeterFit fit = fit_perimeter(q, logarithmic ? log_curve : power_curve);
        EXPECT_EQ(fit.logarithmic, logarithmic);
        EXPECT_NEAR(fit.determination, 1, 1e-12);
        const auto value = [&](double x) {
            return logarithmic ? 1 + fit.coefficient * std::log(x) : std::pow(x, fit.coefficient);
        };
        constexpr double h = 1e-4;
        const auto slope = [&](double x) { return (value(x + h) - value(x - h)) / (2 * h); };
        const auto curvature = [&](double x) {
            return -(value(x + h) - 2 * value(x) + value(x - h)) / (h * h) / std::pow(1 + slope(x) * slope(x), 1.5);
        };
        EXPECT_NEAR(slope(fit.slope_break), 1, 1e-5);
        const double there = curvature(fit.curvature_break);
        EXPECT_GT(there, curvature(0.95 * fit.curvature_break));
        EXPECT_GT(there, curvature(1.05 * fit.curvature_break));
    }
    // a straight line has no break
    const PerimeterFit line = fit_perimeter(q, q);
    EXPECT_TRUE(std::isnan(line.curvature_break));
}

TEST(R2Cross, CriteriaByWidth) {
    EXPECT_EQ(riffle_criteria(3)->mean_depth, 0.06);
    EXPECT_NEAR(riffle_criteria(9)->mean_depth, 0.09, 1e-15);
    EXPECT_NEAR(riffle_criteria(15)->mean_depth, 0.15, 1e-15);
    EXPECT_NEAR(riffle_criteria(15)->perimeter_share, 0.55, 1e-15);
    EXPECT_NEAR(riffle_criteria(30)->mean_depth, 0.3, 1e-15);
    EXPECT_EQ(riffle_criteria(24)->perimeter_share, 0.7);
    EXPECT_FALSE(riffle_criteria(31));
    EXPECT_FALSE(riffle_criteria(0.2));
}

TEST(R2Cross, OfARectangleTheVelocityDecides) {
    // 10 m wide: depth 0.1 m; half the perimeter always; 0.3 m/s at R^(2/3) = 0.3 n / sqrt(S)
    CrossSection row;
    row.bottom_width = 10;
    row.manning_n = 0.03;
    const River river = river_of({row});
    const SectionHydraulics section = section_hydraulics(river, 0, 1e-4, 2);
    const auto targets = r2_cross_targets(section);
    const double radius = std::pow(0.3 * 0.03 / 0.01, 1.5), depth = 10 * radius / (10 - 2 * radius);
    const auto discharge = [](double h) { return 10 * h * std::pow(10 * h / (10 + 2 * h), 2.0 / 3) / 0.03 * 0.01; };
    // the table has steps of 2 mm
    EXPECT_GE(targets.at(0).by_month[0], 0.3 * 10 * depth);
    EXPECT_LE(targets.at(0).by_month[0], discharge(depth + 0.002));
    EXPECT_NEAR(targets.at(1).by_month[0], discharge(0.1), 1e-9);
}

TEST(R2Cross, SaysWhyItHasNoFigure) {
    CrossSection wide;
    wide.bottom_width = 50;
    wide.manning_n = 0.03;
    const auto beyond = r2_cross_targets(section_hydraulics(river_of({wide}), 0, 1e-4, 2));
    EXPECT_TRUE(std::isnan(beyond.at(0).by_month[0]));
    EXPECT_EQ(beyond.at(0).english_remark, "50.0 m wide at the banks, beyond 0.3 to 30 m");
    CrossSection low = wide;
    low.bottom_width = 10;
    const auto slow = r2_cross_targets(section_hydraulics(river_of({low}), 0, 1e-6, 1));
    EXPECT_TRUE(std::isnan(slow.at(0).by_month[0]));
    EXPECT_FALSE(std::isnan(slow.at(1).by_month[0]));
}

}  // namespace
}  // namespace qingliu
