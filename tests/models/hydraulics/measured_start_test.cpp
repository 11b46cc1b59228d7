#include "models/hydraulics/measured_start.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/index.hpp"
#include "models/hydraulics/flow_pack.hpp"
#include "tests/random_case.hpp"

namespace qingliu {
namespace {

class MeasuredStart : public ::testing::TestWithParam<unsigned> {};

TEST_P(MeasuredStart, PassesThroughTheGaugesAndLeavesOtherRiversAlone) {
    const auto c = testing::random_case(GetParam(), 1, 6);
    const Grid grid = make_grid(c.network);
    const FlowGeometry geometry(c.network, grid);
    const auto exchanges = make_exchanges(c, grid);
    const Forcing forcing(c, c.scenarios[0]);
    const auto steady = steady_flow(geometry, exchanges, forcing, 0);
    const RiverPoint upper{0, 2000}, lower{0, 8000};
    const int a = grid.cell_at(upper), b = grid.cell_at(lower), face = grid.face_at(lower);
    std::vector<MeasuredPoint> measured(2);
    measured[0].at = upper;
    measured[0].water_level = steady.level[at(a)] + 0.3;
    measured[1].at = lower;
    measured[1].water_level = geometry.cell_bed[at(b)] + 0.4 * (steady.level[at(b)] - geometry.cell_bed[at(b)]);
    measured[1].discharge = steady.discharge[at(face)] + 0.2;
    auto state = steady;
    pass_through(geometry, measured, state);
    EXPECT_NEAR(state.level[at(a)], *measured[0].water_level, 0.3 * grid.cell_length[at(a)] / 6000);
    EXPECT_NEAR(state.level[at(b)], *measured[1].water_level, 0.3 * grid.cell_length[at(b)] / 6000 + 1e-3);
    EXPECT_NEAR(state.discharge[at(face)], *measured[1].discharge, 1e-9);
    for (int cell = 0; cell < grid.cells(); ++cell) {
        const double depth = state.level[at(cell)] - geometry.cell_bed[at(cell)];
        EXPECT_GE(depth, 0) << cell;
        EXPECT_NEAR(state.volume[at(cell)], geometry.cell_shape(cell).area(depth) * grid.cell_length[at(cell)],
                    1e-9 * state.volume[at(cell)] + 1e-12);
        if (grid.cell_river[at(cell)] != 0) {
            EXPECT_EQ(state.level[at(cell)], steady.level[at(cell)]);
        }
    }
    const auto pack = make_flow_pack(geometry, exchanges, {&forcing}, {}, 0);
    pack->set_state(0, state, 0);
    while (!pack->done(0, c.end)) pack->attempt(c.end);
    EXPECT_EQ(pack->failure(0), "");
}

TEST_P(MeasuredStart, ReadingWhatTheStateHasChangesNothing) {
    const auto c = testing::random_case(GetParam(), 1, 6);
    const Grid grid = make_grid(c.network);
    const FlowGeometry geometry(c.network, grid);
    const auto exchanges = make_exchanges(c, grid);
    const Forcing forcing(c, c.scenarios[0]);
    const auto steady = steady_flow(geometry, exchanges, forcing, 0);
    MeasuredPoint point;
    point.at = {0, 5000};
    point.water_level = steady.level[at(grid.cell_at(point.at))];
    auto state = steady;
    pass_through(geometry, {point}, state);
    for (std::size_t i = 0; i < state.level.size(); ++i) EXPECT_NEAR(state.level[i], steady.level[i], 1e-12);
    EXPECT_EQ(state.discharge, steady.discharge);
}

INSTANTIATE_TEST_SUITE_P(Seeds, MeasuredStart, ::testing::Range(1u, 4u));

}  // namespace
}  // namespace qingliu
