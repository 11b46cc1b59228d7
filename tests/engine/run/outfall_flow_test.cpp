#include "engine/run/outfall_flow.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace qingliu {
namespace {

/// A river of ten cells of 100 m; things enter at its head and at 230 m and 560 m, something is taken at 630 m.
class OutfallFlow : public ::testing::Test {
protected:
    OutfallFlow() {
        River river;
        river.name = "river";
        river.to = 1000;
        river.max_cell = 100;
        river.sections.resize(1);
        river.outlet = Outlet{};
        case_.network.rivers = {river};
        for (const double x : {0.0, 230.0, 560.0, 630.0}) {
            PointSource source;
            source.at = {0, x};
            source.kind = x == 630 ? PointSource::Kind::abstraction : PointSource::Kind::plant;
            case_.sources.push_back(source);
        }
        for (const double x : {150.0, 450.0, 950.0, 570.0}) {
            ControlSection section;
            section.at = {0, x};
            case_.sections.push_back(section);
        }
        grid_ = make_grid(case_.network);
    }

    /// Two steps of the same flow: velocity and width grow with the face, and one face is a work.
    [[nodiscard]] std::vector<OutfallAbove> after_two_steps(const std::vector<double>& brought) const {
        const auto faces = static_cast<std::size_t>(grid_.faces());
        std::vector<double> volume(faces), area(faces), width(faces), shear(faces, 0.05);
        for (std::size_t f = 0; f < faces; ++f) {
            const double x = grid_.face_chainage[f];
            if (x == 800) continue;  // the work
            width[f] = 10 + x / 100;
            area[f] = 2 * width[f];
            volume[f] = 60 * 0.5 * area[f];
        }
        FlowStep step;
        step.dt = 60;
        step.face_volume = volume;
        step.face_area = area;
        step.face_top_width = width;
        step.face_shear_velocity = shear;
        FaceFlow flow(grid_.faces());
        flow.add(step);
        flow.add(step);
        return flow.above_sections(case_, grid_, brought);
    }

    Case case_;
    Grid grid_;
};

TEST_F(OutfallFlow, FindsTheNearestThatBroughtWaterButNotTheHeadOfTheRiver) {
    const auto found = after_two_steps({5, 1, 1, -1});
    EXPECT_EQ(found[0].source, -1);
    EXPECT_EQ(found[1].source, 1);
    EXPECT_DOUBLE_EQ(found[1].distance, 220);
    EXPECT_EQ(found[2].source, 2);
    EXPECT_EQ(after_two_steps({5, 1, 0, -1})[2].source, 1) << "the second plant stood still";
}

TEST_F(OutfallFlow, TakesTheMeanOfTheFacesBetweenWithoutWorks) {
    const auto found = after_two_steps({5, 1, 1, -1});
    // faces at 300 m and 400 m
    EXPECT_NEAR(found[1].velocity, 0.5, 1e-12);
    EXPECT_NEAR(found[1].depth, 2, 1e-12);
    EXPECT_NEAR(found[1].top_width, 13.5, 1e-12);
    EXPECT_NEAR(found[1].shear_velocity, 0.05, 1e-12);
    // 600, 700 and 900 m
    EXPECT_NEAR(found[2].top_width, 10 + 22.0 / 3, 1e-12);
    // no face between 560 and 570 m: the nearest, at 600 m
    EXPECT_NEAR(found[3].top_width, 16, 1e-12);
}

TEST_F(OutfallFlow, KnowsNothingBeforeTheFirstStep) {
    const FaceFlow flow(grid_.faces());
    EXPECT_EQ(flow.above_sections(case_, grid_, {1, 1, 1, 1})[1].source, -1);
}

}  // namespace
}  // namespace qingliu
