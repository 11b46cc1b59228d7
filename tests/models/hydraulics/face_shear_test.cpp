// What the flow tells of its faces for the formulas of dispersion.
#include <gtest/gtest.h>

#include <cmath>

#include "models/hydraulics/flow_pack.hpp"
#include "tests/flow_setting.hpp"
#include "tests/models/hydraulics/work_samples.hpp"

namespace qingliu {
namespace {

Case uniform_channel(double roughness) {
    Case c;
    c.end = 86400;
    River river;
    river.name = river.code = "river";
    river.to = 4000;
    river.max_cell = 200;
    for (const double x : {0.0, river.to}) {
        CrossSection section;
        section.chainage = x;
        section.bed_level = 10 - 4e-4 * x;
        section.bottom_width = 12;
        section.side_slope = 1.5;
        section.manning_n = 0.03;
        river.sections.push_back(section);
    }
    river.outlet = Outlet{Outlet::Kind::normal_depth, 4e-4, 0, {}, {}};
    c.network.rivers = {river};
    PointSource source;
    source.discharge = Series(15);
    source.at = {0, 0};
    c.sources = {source};
    c.roughness.push_back({0, Series(roughness), {}});
    c.scenarios.emplace_back();
    return c;
}

TEST(FaceShear, IsThatOfUniformFlowWhateverTheRoughness) {
    for (const double roughness : {1.0, 1.4}) {
        const testing::FlowSetting s(uniform_channel(roughness));
        const auto pack = s.pack({});
        pack->set_state(0, s.steady(), 0);
        pack->attempt(600);
        const auto* step = pack->taken(0);
        ASSERT_NE(step, nullptr);
        // far from both ends g R S_f = g R S_0
        const auto face = static_cast<std::size_t>(s.grid.faces() / 2);
        const double width = step->face_top_width[face], depth = (width - 12) / 3, area = depth * (12 + 1.5 * depth),
                     radius = area / (12 + 2 * depth * std::sqrt(1 + 1.5 * 1.5));
        EXPECT_NEAR(step->face_area[face], area, 1e-9 * area);
        EXPECT_NEAR(step->face_shear_velocity[face], std::sqrt(9.81 * radius * 4e-4), 2e-4) << roughness;
        EXPECT_NEAR(step->face_velocity[face], std::pow(radius, 2.0 / 3) * 0.02 / (0.03 * roughness), 5e-3);
        EXPECT_EQ(step->face_shear_velocity.back(), 0) << "the open end";
        const auto cell = static_cast<std::size_t>(s.grid.cells() / 2);
        EXPECT_NEAR(step->friction_slope[cell], 4e-4, 1e-6) << roughness;
    }
}

TEST(FaceShear, ThereIsNoneAtAWork) {
    Case c = uniform_channel(1);
    const auto sample = testing::work_samples().front();
    Structure work = sample.structure;
    work.at = {0, 2000};
    if (sample.settings.size() > 1) work.setting = Setting{"setting", "m", sample.settings[2], 0, 10};
    c.network.structures = {work};
    const testing::FlowSetting s(std::move(c));
    const auto pack = s.pack({});
    pack->set_state(0, s.steady(), 0);
    pack->attempt(600);
    const auto* step = pack->taken(0);
    ASSERT_NE(step, nullptr);
    const auto face = static_cast<std::size_t>(s.grid.structure_face[0]);
    EXPECT_NE(step->face_volume[face], 0);
    EXPECT_EQ(step->face_area[face], 0);
    EXPECT_EQ(step->face_top_width[face], 0);
    EXPECT_EQ(step->face_shear_velocity[face], 0);
}

TEST(FaceShear, StillWaterHasNoFrictionSlope) {
    Case c = uniform_channel(1);
    c.sources.clear();
    c.network.rivers[0].outlet = Outlet{Outlet::Kind::stage, 0, 11, {}, {}};
    const testing::FlowSetting s(std::move(c));
    const auto pack = s.pack({});
    FlowState still = s.steady();
    for (auto& velocity : still.velocity) velocity = 0;
    for (auto& discharge : still.discharge) discharge = 0;
    pack->set_state(0, still, 0);
    pack->attempt(600);
    const auto* step = pack->taken(0);
    ASSERT_NE(step, nullptr);
    for (const double slope : step->friction_slope) EXPECT_TRUE(slope >= 0 && slope < 1e-12) << slope;
}

}  // namespace
}  // namespace qingliu
