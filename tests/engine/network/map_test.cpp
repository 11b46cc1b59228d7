#include "engine/network/map.hpp"

#include <gmock/gmock.h>

namespace qingliu {
namespace {

using testing::ElementsAre;

/// Two rivers without a confluence, of three and two cells of 500 m; the first begins at 1 km.
struct TwoRivers {
    Network network;
    Grid grid;

    TwoRivers() {
        network.rivers.resize(2);
        network.rivers[0].from = 1000;
        network.rivers[0].to = 2500;
        network.rivers[1].to = 1000;
        grid.cell_river = {0, 0, 0, 1, 1};
        grid.cell_chainage = {1250, 1750, 2250, 250, 750};
        grid.first_cell = {0, 3};
        grid.cell_count = {3, 2};
    }
};

TEST(CellMap, IsEmptyWithoutPoints) {
    const TwoRivers rivers;
    const CellMap map = map_cells(rivers.network, rivers.grid);
    EXPECT_TRUE(map.longitude.empty());
    EXPECT_TRUE(map.latitude.empty());
    EXPECT_TRUE(map.schematic.empty());
}

TEST(CellMap, FollowsThePointsByChainageAndGoesStraightOnBeyondThem) {
    TwoRivers rivers;
    // In any order; a bend at 1.75 km, nothing known below 2 km.
    rivers.network.map_points = {{{0, 2000}, 114.2, 35.5, {}},
                                 {{0, 1000}, 114.0, 35.0, {}},
                                 {{0, 1750}, 114.1, 35.0, {}},
                                 {{1, 1000}, 113.0, 36.0, {}},
                                 {{1, 0}, 113.0, 36.4, {}}};
    const CellMap map = map_cells(rivers.network, rivers.grid);
    EXPECT_TRUE(map.schematic.empty());
    const auto near = [](double value) { return testing::DoubleNear(value, 1e-12); };
    EXPECT_THAT(map.longitude, ElementsAre(near(114 + 0.1 / 3), near(114.1), near(114.3), near(113), near(113)));
    EXPECT_THAT(map.latitude, ElementsAre(near(35), near(35), near(36), near(36.3), near(36.1)));
}

TEST(CellMap, ARiverWithoutPointsLiesSouthOfTheMap) {
    TwoRivers rivers;
    rivers.network.map_points = {{{0, 1000}, 114.0, 35.0, {}}, {{0, 2500}, 114.0, 35.3, {}}};
    const CellMap map = map_cells(rivers.network, rivers.grid);
    EXPECT_THAT(map.schematic, ElementsAre(1));
    EXPECT_EQ(map.longitude.size(), 5U);
    EXPECT_LT(map.latitude[3], 35.0);
    EXPECT_EQ(map.latitude[3], map.latitude[4]);
    EXPECT_LT(map.longitude[3], map.longitude[4]);
}

}  // namespace
}  // namespace qingliu
