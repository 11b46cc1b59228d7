// The parts of a surveyed section, each against figures made by hand, and their tables against them.
#include "models/hydraulics/surveyed_section.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "models/hydraulics/flow_pack.hpp"
#include "models/hydraulics/section.hpp"

namespace qingliu {
namespace {

double manning(double area, double perimeter, double n) { return area * std::pow(area / perimeter, 2.0 / 3) / n; }

/// A channel 10 m wide and 3 m deep between flood plains of 20 m left and 30 m right, walls of 3 m at the ends.
CrossSection compound() {
    CrossSection s;
    s.manning_n = 0.03;
    s.survey = {{0, 106}, {0, 103}, {20, 103}, {20, 100}, {30, 100}, {30, 103}, {60, 103}, {60, 106}};
    return s;
}

TEST(SurveyedSection, ConveysByPartsBetweenTheBanks) {
    auto s = compound();
    s.left_bank = 20;
    s.right_bank = 30;
    s.left_n = 0.05;
    s.right_n = 0.08;
    const auto wet = SurveyedSection(s).at(4);
    // a vertical line of division is no wetted perimeter
    EXPECT_NEAR(wet.left.conveyance, manning(20, 21, 0.05), 1e-9);
    EXPECT_NEAR(wet.main.conveyance, manning(40, 16, 0.03), 1e-9);
    EXPECT_NEAR(wet.right.conveyance, manning(30, 31, 0.08), 1e-9);
    EXPECT_NEAR(SurveyedSection(compound()).at(4).conveyance(), manning(90, 68, 0.03), 1e-9);
    EXPECT_NEAR(shape_of(s).conveyance(4), wet.conveyance(), 1e-4 * wet.conveyance());
}

TEST(SurveyedSection, RoughnessByOffsetHoldsFromThereOn) {
    auto s = compound();
    s.n_by_offset = {{20, 0.025}, {30, 0.1}};
    const auto wet = SurveyedSection(s).at(4);
    EXPECT_NEAR(wet.conveyance(), manning(20, 21, 0.03) + manning(40, 16, 0.025) + manning(30, 31, 0.1), 1e-9);
}

TEST(SurveyedSection, WatersApartConveyApart) {
    CrossSection s;
    s.manning_n = 0.03;
    s.survey = {{0, 5}, {0, 0}, {4, 0}, {4, 2}, {6, 2}, {6, 0}, {16, 0}, {16, 5}};
    EXPECT_NEAR(SurveyedSection(s).at(1).conveyance(), manning(4, 6, 0.03) + manning(10, 12, 0.03), 1e-9);
    EXPECT_NEAR(SurveyedSection(s).at(3).conveyance(), manning(4 * 3 + 2 + 10 * 3, 26, 0.03), 1e-9);
}

TEST(SurveyedSection, RoughnessFollowsDepth) {
    auto s = compound();
    s.n_by_depth = {{0.5, 0.06}, {1.5, 0.03}};
    for (const auto& [depth, n] : {std::pair(0.2, 0.06), {1.0, 0.045}, {2.0, 0.03}})
        EXPECT_NEAR(SurveyedSection(s).at(depth).conveyance(), manning(10 * depth, 10 + 2 * depth, n), 1e-9);
}

TEST(SurveyedSection, LandBehindALeveeIsDryUntilOvertopped) {
    auto s = compound();
    s.levees = {{35, 104.5, 0.2}};
    const SurveyedSection survey(s);
    EXPECT_NEAR(survey.at(4).stored_area, 30 + 35, 1e-9);
    // against the levee too
    EXPECT_NEAR(survey.at(4).perimeter(), 1 + 20 + 3 + 10 + 3 + 5 + 1, 1e-6);
    EXPECT_NEAR(survey.at(4.5).stored_area, 30 + 35 * 1.5, 1e-9);
    EXPECT_NEAR(survey.at(4.7).stored_area, 30 + 60 * 1.7, 1e-9);
    EXPECT_NEAR(survey.at(4.6).stored_area, 0.5 * (30 + 35 * 1.5 + 30 + 60 * 1.7), 1e-9);
    const auto shape = shape_of(s);
    for (const double h : {3.9, 4.5, 4.55, 4.6, 4.7, 5.5})
        EXPECT_NEAR(shape.area(h), survey.at(h).stored_area, 1e-6 * shape.area(h)) << h;
}

TEST(SurveyedSection, LandBehindALeveeMayLieBelowTheBed) {
    auto s = compound();
    s.survey = {{0, 98}, {18, 98}, {20, 103}, {20, 100}, {30, 100}, {30, 106}};
    s.left_bank = 20;
    s.right_bank = 30;
    s.levees = {{20, 105, 0.1}};
    const SurveyedSection survey(s);
    EXPECT_EQ(survey.bed_level(), 100);
    EXPECT_NEAR(survey.at(4).stored_area, 40, 1e-9);
    // 18 m x 8 m, and the slope up to the levee
    EXPECT_NEAR(survey.at(6).stored_area, 60 + 18 * 8 + 2 * (8 + 3) / 2.0, 1e-9);
}

TEST(SurveyedSection, IneffectiveAreaStoresAndPassesNothingUntilItsLevel) {
    auto s = compound();
    s.ineffective = {{30, 60, 104, 0.05}};
    const SurveyedSection survey(s);
    EXPECT_NEAR(survey.at(3.5).stored_area, 30 + 30, 1e-9);
    EXPECT_NEAR(survey.at(3.5).flow_area(), 35 + 10, 1e-9);
    EXPECT_NEAR(survey.at(4).flow_area(), 40 + 20, 1e-9);
    EXPECT_NEAR(survey.at(4.05).flow_area(), 30 + 60 * 1.05, 1e-9);
    s.ineffective = {{30, 60, {}, 0.05}};
    EXPECT_NEAR(SurveyedSection(s).at(6).flow_area(), 30 + 30 * 3, 1e-9);
    EXPECT_NEAR(SurveyedSection(s).at(6).stored_area, 30 + 60 * 3, 1e-9);
}

TEST(SurveyedSection, ObstructionFillsUpToItsTop) {
    auto s = compound();
    s.blocked = {{40, 45, 104}};
    const SurveyedSection survey(s);
    EXPECT_NEAR(survey.at(3.5).stored_area, 30 + 55 * 0.5, 1e-9);
    EXPECT_NEAR(survey.at(4.5).stored_area, 30 + 60 * 1.5 - 5, 1e-9);
    EXPECT_NEAR(survey.at(4.5).perimeter(), 60 + 2 * 3 + 2 * 1.5 + 2 * 1, 1e-6);
}

TEST(SurveyedSection, PilotChannelIsCutIntoTheBed) {
    CrossSection s;
    s.bed_level = 50;
    s.bottom_width = 20;
    s.side_slope = 2;
    s.manning_n = 0.03;
    s.pilot = PilotChannel{2, 0.5, 1};
    const SurveyedSection survey(s);
    EXPECT_DOUBLE_EQ(survey.bed_level(), 49.5);
    EXPECT_NEAR(survey.at(0.4).flow_area(), 0.4 * 2.4, 1e-9);
    EXPECT_NEAR(survey.at(0.4).conveyance(), manning(0.96, 2 + 0.8 * std::sqrt(2.0), 0.03), 1e-9);
    EXPECT_NEAR(survey.at(1.5).stored_area, 1.25 + 22, 1e-9);
    // the water over the old bed conveys beside that in and over the pilot channel: 8.5 m of bed and a bank each
    EXPECT_NEAR(survey.at(1.5).conveyance(),
                manning(1.25 + 3, 2 + std::sqrt(2.0), 0.03) + 2 * manning(8.5 + 1, 8.5 + std::sqrt(5.0), 0.03), 1e-6);
    EXPECT_NEAR(shape_of(s).bed_level, 49.5, 1e-12);
}

class RandomParts : public ::testing::TestWithParam<unsigned> {};

TEST_P(RandomParts, VolumeAndConveyanceRise) {
    std::mt19937 random(GetParam());
    const auto draw = [&](double low, double high) { return std::uniform_real_distribution<>(low, high)(random); };
    CrossSection s;
    s.manning_n = 0.03;
    s.survey = {{0, 110}};
    for (double x = 2; x < 98; x += draw(0.5, 9)) s.survey.emplace_back(x, draw(101, 106));
    s.survey.emplace_back(50, 100);
    std::sort(s.survey.begin(), s.survey.end());
    s.survey.emplace_back(100, 110);
    s.left_bank = draw(20, 45);
    s.right_bank = draw(55, 80);
    s.left_n = draw(0.02, 0.1);
    s.right_n = draw(0.02, 0.1);
    s.levees = {{draw(5, 20), 108, draw(0.05, 0.5)}};
    s.ineffective = {{draw(60, 80), 100, draw(101, 107), draw(0.02, 0.5)}};
    s.n_by_depth = {{0, draw(0.02, 0.08)}, {draw(1, 5), draw(0.02, 0.08)}};
    const SurveyedSection survey(s);
    const auto shape = shape_of(s);
    double area = 0, flow = 0, conveyance = 0;
    for (int k = 1; k <= 12000; ++k) {
        const double h = 1e-3 * k;
        ASSERT_GT(shape.area(h), area) << h;
        ASSERT_GE(shape.flow_area(h), flow) << h;
        ASSERT_GE(shape.conveyance(h), conveyance * (1 - 1e-11)) << h;
        ASSERT_GE(shape.conveyance(h), (1 - 1e-4) * survey.at(h).conveyance()) << h;
        area = shape.area(h);
        flow = shape.flow_area(h);
        conveyance = shape.conveyance(h);
        if (h > 0.011) {
            ASSERT_NEAR(area, survey.at(h).stored_area, 1e-6 * area) << h;
            ASSERT_NEAR(flow, survey.at(h).flow_area(), 1e-6 * flow) << h;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomParts, ::testing::Range(0U, 20U));

/// Levels of the steady flow of 20 m3/s down a channel whose n is a product.
std::vector<double> steady_levels(double manning_n, double factor) {
    Case c;
    River river;
    river.name = river.code = "channel";
    river.to = 5000;
    river.max_cell = 250;
    CrossSection section;
    section.bottom_width = 10;
    section.side_slope = 2;
    section.manning_n = manning_n;
    for (const double x : {0.0, 5000.0}) {
        section.chainage = x;
        section.bed_level = 2e-4 * (5000 - x);
        river.sections.push_back(section);
    }
    river.outlet = Outlet{Outlet::Kind::normal_depth, 2e-4, 0, {}, {}};
    c.network.rivers = {river};
    PointSource source;
    source.at = {0, 0};
    source.discharge = Series(20.0);
    c.sources = {source};
    c.roughness = {{0, Series(factor), {}}};
    c.scenarios.emplace_back();
    const auto grid = make_grid(c.network);
    const FlowGeometry geometry(c.network, grid);
    const auto exchanges = make_exchanges(c, grid);
    const Forcing forcing(c, c.scenarios.front());
    return steady_flow(geometry, exchanges, forcing, 0).level;
}

TEST(SeasonalRoughness, IsAFactorOnManningsN) {
    const auto rough = steady_levels(0.04, 1), weedy = steady_levels(0.025, 1.6);
    for (std::size_t c = 0; c < rough.size(); ++c) EXPECT_NEAR(weedy[c], rough[c], 1e-7);
    EXPECT_GT(weedy[0], steady_levels(0.025, 1)[0] + 0.3);
}

}  // namespace
}  // namespace qingliu
