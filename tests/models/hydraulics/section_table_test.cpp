// Tables against the exact geometry, and the exact geometry against polygons cut at the water's surface.
#include "models/hydraulics/section_table.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "models/hydraulics/lane_section.hpp"
#include "models/hydraulics/section.hpp"
#include "models/hydraulics/section_circle.hpp"
#include "models/hydraulics/surveyed_section.hpp"

namespace qingliu {
namespace {

using Line = std::vector<std::pair<double, double>>;

/// Area by the shoelace formula of the polygons between ground and surface, and length of the ground under water.
std::pair<double, double> cut_at(const Line& ground, double level) {
    double twice_area = 0, length = 0;
    const auto clipped = [&](std::pair<double, double> a, std::pair<double, double> b) {
        if (a.second > level) a = {a.first + (b.first - a.first) * (a.second - level) / (a.second - b.second), level};
        return a;
    };
    for (std::size_t i = 0; i + 1 < ground.size(); ++i) {
        if (std::min(ground[i].second, ground[i + 1].second) >= level) continue;
        const auto a = clipped(ground[i], ground[i + 1]), b = clipped(ground[i + 1], ground[i]);
        // the quadrilateral of the ground between a and b and the surface above
        const Line corners{a, b, {b.first, level}, {a.first, level}};
        for (std::size_t k = 0; k < 4; ++k) {
            const auto &p = corners[k], &q = corners[(k + 1) % 4];
            twice_area += p.first * q.second - q.first * p.second;
        }
        length += std::hypot(b.first - a.first, b.second - a.second);
    }
    return {0.5 * twice_area, length};
}

CrossSection random_survey(std::mt19937& random) {
    const auto draw = [&](double low, double high) { return std::uniform_real_distribution<>(low, high)(random); };
    CrossSection s;
    s.manning_n = 0.03;
    const int points = 4 + static_cast<int>(draw(0, 25));
    double x = draw(-50, 50);
    for (int k = 0; k < points; ++k) {
        const bool bank = k == 0 || k + 1 == points;
        // some benches, some walls
        const double z = bank ? 108 : draw(0, 1) < 0.2 ? 103 : draw(100, 106);
        s.survey.emplace_back(x, z);
        if (draw(0, 1) > 0.1) x += draw(0.1, 15);
    }
    return s;
}

/// The formula's conveyance, held where it descends, found by looking everywhere and on both sides of every jump.
double highest_so_far(const SurveyedSection& survey, double depth) {
    double most = survey.at(depth).conveyance();
    constexpr int looks = 4000;
    for (int k = 0; k < looks; ++k) most = std::max(most, survey.at(depth * k / looks).conveyance());
    for (const double knot : survey.depths()) {
        if (knot <= depth) most = std::max(most, survey.at(knot - 1e-9).conveyance());
    }
    return most;
}

void expect_monotone(const SectionShape& shape, double top) {
    double before = 0;
    for (int k = 1; k <= 20000; ++k) {
        const double h = top * k / 20000, value = shape.conveyance(h);
        ASSERT_GE(value, before * (1 - 1e-11)) << "at a depth of " << h;
        before = value;
    }
}

class RandomSurvey : public ::testing::TestWithParam<unsigned> {};

TEST_P(RandomSurvey, AreaAndPerimeterAreThoseOfThePolygon) {
    std::mt19937 random(GetParam());
    const auto section = random_survey(random);
    const SurveyedSection survey(section);
    const auto shape = shape_of(section);
    EXPECT_EQ(shape.bed_level,
              std::ranges::min_element(section.survey, {}, &std::pair<double, double>::second)->second);
    for (const double h : {0.011, 0.05, 0.3, 1.0, 2.2, 2.999, 3.0, 3.001, 4.7, 7.9}) {
        const double level = shape.bed_level + h;
        if (level > 108) continue;
        const auto [area, perimeter] = cut_at(section.survey, level);
        EXPECT_NEAR(survey.at(h).flow_area(), area, 1e-9) << h;
        EXPECT_NEAR(survey.at(h).perimeter(), perimeter, 1e-9 + (h == 3.0 ? 400 : 0)) << h;  // a bench is wet or not
        EXPECT_NEAR(shape.area(h), area, 1e-6 * area) << h;
        EXPECT_NEAR(shape.depth_of_area(shape.area(h)), h, 1e-9) << h;
    }
}

TEST_P(RandomSurvey, ConveyanceIsWithinATenThousandthAndRises) {
    std::mt19937 random(GetParam());
    const auto section = random_survey(random);
    const SurveyedSection survey(section);
    const auto shape = shape_of(section);
    for (const double h : {0.001, 0.002, 0.005, 0.01, 0.03, 0.1, 0.5, 1.3, 2.9, 3.1, 3.5, 5.0, 7.0, 9.0})
        EXPECT_NEAR(shape.conveyance(h) / highest_so_far(survey, h), 1, 1e-4) << h;
    expect_monotone(shape, 12);
}

TEST_P(RandomSurvey, LanesGiveTheTableWhateverTheyLookedUpBefore) {
    std::mt19937 random(GetParam());
    const auto shape = shape_of(random_survey(random));
    SectionStore store;
    const auto place = store.add(shape.flow);
    LanePiece<4> held;
    LanePiece<1> alone;
    std::uniform_real_distribution<> depth(0, 10), near(0, 0.02);
    for (int k = 0; k < 300; ++k) {
        // lanes far apart and lanes close together
        const double middle = depth(random);
        Lanes<4> h, hr;
        for (int lane = 0; lane < 4; ++lane) {
            h.set(lane, k % 2 ? depth(random) : middle + near(random));
            hr.set(lane, k % 2 ? depth(random) : middle + near(random));
        }
        const auto got = flow_section<4>(store, place, h, hr, held);
        for (int lane = 0; lane < 4; ++lane) {
            const auto one = flow_section<1>(store, place, h[lane], hr[lane], alone);
            EXPECT_EQ(got.area[lane], one.area[0]);
            EXPECT_EQ(got.width[lane], one.width[0]);
            EXPECT_EQ(got.radius[lane], one.radius[0]);
            EXPECT_EQ(got.radius_by_depth[lane], one.radius_by_depth[0]);
            EXPECT_EQ(one.area[0], shape.flow_area(h[lane]));
            EXPECT_EQ(one.radius[0], piece_at(shape.flow, hr[lane]).radius_at(hr[lane]));
        }
    }
}

TEST_P(RandomSurvey, ADepthThatDivergedLeavesTheMatesAsTheyAre) {
    std::mt19937 random(GetParam());
    const auto shape = shape_of(random_survey(random));
    SectionStore store;
    const auto place = store.add(shape.flow);
    store.add({SectionPiece{}});  // what follows in the store is another's
    for (const double diverged : {HUGE_VAL, -HUGE_VAL, std::nan("")}) {
        LanePiece<4> held, alone;
        Lanes<4> h(0.7);
        flow_section<4>(store, place, h, h, held);
        h.set(2, diverged);
        const auto beside = flow_section<4>(store, place, h, h, held);
        h.set(2, 1.9);
        const auto after = flow_section<4>(store, place, h, h, held),
                   fresh = flow_section<4>(store, place, h, h, alone);
        for (const int lane : {0, 1, 2, 3}) {
            if (lane != 2) {
                EXPECT_EQ(beside.area[lane], shape.flow_area(0.7));
            }
            EXPECT_EQ(after.area[lane], fresh.area[lane]);
            EXPECT_EQ(after.radius[lane], fresh.radius[lane]);
        }
        EXPECT_LT(held.number[2], place.pieces);
    }
}

TEST_P(RandomSurvey, DerivativesAreThoseOfTheTable) {
    std::mt19937 random(GetParam());
    const auto shape = shape_of(random_survey(random));
    SectionStore store;
    const auto place = store.add(shape.flow);
    LanePiece<1> held;
    const auto at = [&](double h) { return conveyance<1>(store, place, h, held); };
    for (std::size_t k = 1; k + 1 < shape.flow.size(); ++k) {
        const double low = shape.flow[k].bottom, high = shape.flow[k + 1].bottom, h = 0.5 * (low + high);
        if (high - low < 1e-4) continue;
        const double step = 1e-3 * (high - low);
        const double by = (at(h + step).value[0] - at(h - step).value[0]) / (2 * step);
        EXPECT_NEAR(at(h).by_depth[0], by, 1e-5 * by + 1e-6 * at(h).value[0] / h) << h;
        const double width = (at(h + step).area[0] - at(h - step).area[0]) / (2 * step);
        EXPECT_NEAR(shape.top_width(h), width, 1e-6 * width) << h;
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomSurvey, ::testing::Range(0U, 40U));

TEST(SectionTable, CircleIsExactAtItsKnotsAndFullAtItsCrown) {
    const Circle circle{1.2, 0.013};
    CrossSection section;
    section.diameter = 1.2;
    section.manning_n = 0.013;
    const auto shape = shape_of(section);
    for (const double h : {0.03, 0.1, 0.3, 0.6, 0.9, 1.1, 1.19, 1.2, 1.5}) {
        EXPECT_NEAR(shape.flow_area(h), circle.area(h), 2e-5 * circle.area(h)) << h;
        const double held = std::min(circle.conveyance(h), circle.conveyance(1.2));
        EXPECT_NEAR(shape.conveyance(h), held, 1e-4 * held) << h;
    }
    EXPECT_NEAR(circle.area(1.2), M_PI * 1.44 / 4, 1e-12);
    EXPECT_NEAR(circle.conveyance(1.2), circle.area(1.2) * std::pow(0.3, 2.0 / 3) / 0.013, 1e-12);
    // a slot of 1 % stores pressure
    EXPECT_NEAR(shape.area(3) - shape.area(2), 0.012, 1e-12);
    EXPECT_NEAR(shape.top_width(5), 0.012, 1e-12);
    EXPECT_DOUBLE_EQ(shape.flow_area(5), circle.area(1.2));
    expect_monotone(shape, 2);
}

TEST(SectionTable, TrapezoidAsASurveyConveysTheSame) {
    CrossSection designed;
    designed.bottom_width = 10;
    designed.side_slope = 2;
    designed.manning_n = 0.025;
    auto surveyed = designed;
    surveyed.survey = {{0, 20}, {40, 0}, {50, 0}, {90, 20}};
    const auto a = shape_of(designed), b = shape_of(surveyed);
    ASSERT_TRUE(a.is_trapezoid());
    ASSERT_FALSE(b.is_trapezoid());
    for (const double h : {0.001, 0.01, 0.1, 1.0, 3.3, 12.0}) {
        EXPECT_NEAR(b.area(h), a.area(h), 1e-12 * a.area(h));
        EXPECT_NEAR(b.conveyance(h), a.conveyance(h), 1e-4 * a.conveyance(h)) << h;
    }
    EXPECT_LT(b.flow.size(), 20U);
}

}  // namespace
}  // namespace qingliu
