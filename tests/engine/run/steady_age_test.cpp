// The mean age of water in a steady flow, against sums by hand.
#include "engine/run/steady_age.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace qingliu {
namespace {

/// Cells and faces alone: `from`, `to` of each face.
Grid grid_of(int cells, const std::vector<std::pair<int, int>>& faces) {
    Grid grid;
    grid.cell_river.assign(static_cast<std::size_t>(cells), 0);
    for (const auto& [from, to] : faces) {
        grid.face_from.push_back(from);
        grid.face_to.push_back(to);
    }
    grid.adjacent_begin.push_back(0);
    for (int cell = 0; cell < cells; ++cell) {
        for (int face = 0; face < grid.faces(); ++face) {
            const auto f = static_cast<std::size_t>(face);
            if (grid.face_from[f] == cell || grid.face_to[f] == cell) grid.adjacent_face.push_back(face);
        }
        grid.adjacent_begin.push_back(static_cast<int>(grid.adjacent_face.size()));
    }
    return grid;
}

FlowState flow_of(std::vector<double> volume, std::vector<double> discharge) {
    FlowState flow;
    flow.volume = std::move(volume);
    flow.discharge = std::move(discharge);
    return flow;
}

TEST(SteadyAge, IsVolumeOverDischargeSummedDownARow) {
    // an inflow of 2 m3/s enters the first cell without a face; the last one passes it out
    const auto age = steady_age(grid_of(3, {{0, 1}, {1, 2}, {2, Grid::outside}}), flow_of({100, 300, 50}, {2, 2, 2}));
    ASSERT_EQ(age.size(), 3U);
    EXPECT_NEAR(age[0], 50, 1e-9);
    EXPECT_NEAR(age[1], 200, 1e-9);
    EXPECT_NEAR(age[2], 225, 1e-9);
}

TEST(SteadyAge, MixesAtAConfluenceAndDilutesWithWhatEntersFresh) {
    // cells 0 and 1 flow into cell 2, which gets 1 m3/s more from outside
    const auto age = steady_age(grid_of(3, {{0, 2}, {1, 2}, {2, Grid::outside}}), flow_of({100, 900, 60}, {1, 4, 6}));
    ASSERT_EQ(age.size(), 3U);
    EXPECT_NEAR(age[2], (1 * 100 + 4 * 225 + 60) / 6.0, 1e-9);
}

TEST(SteadyAge, FollowsTheWaterAgainstTheNumbering) {
    const auto age =
        steady_age(grid_of(3, {{0, 1}, {1, 2}, {Grid::outside, 0}}), flow_of({100, 300, 50}, {-2, -2, -2}));
    ASSERT_EQ(age.size(), 3U);
    EXPECT_NEAR(age[0], 225, 1e-9);
    EXPECT_NEAR(age[2], 25, 1e-9);
}

TEST(SteadyAge, IsNoneWhereNothingMoves) {
    const auto age = steady_age(grid_of(2, {{0, 1}}), flow_of({100, 300}, {0}));
    ASSERT_EQ(age.size(), 2U);
    EXPECT_TRUE(std::isnan(age[1]));
}

TEST(SteadyAge, IsNotToldOfACircleThatNothingLeaves) {
    EXPECT_TRUE(steady_age(grid_of(2, {{0, 1}, {1, 0}}), flow_of({1e6, 1e6}, {1, 1})).empty());
}

}  // namespace
}  // namespace qingliu
