#include "engine/network/grid.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace qingliu {
namespace {

Network pair_of_rivers() {
    Network n;
    River main, branch;
    main.name = "main";
    main.to = 2250;
    main.max_cell = 500;
    main.sections.resize(1);
    main.outlet = Outlet{};
    branch.name = "branch";
    branch.from = 100;
    branch.to = 1000;
    branch.max_cell = 500;
    branch.sections.resize(1);
    branch.joins = RiverPoint{0, 1200};
    n.rivers = {main, branch};
    Structure gate;
    gate.name = "gate";
    gate.at = {0, 1730};
    n.structures.push_back(gate);
    return n;
}

TEST(Grid, CutsAtWorksAndKeepsCellsShort) {
    const auto grid = make_grid(pair_of_rivers());
    double length = 0;
    for (int c = 0; c < grid.cells(); ++c) {
        EXPECT_LE(grid.cell_length[static_cast<std::size_t>(c)], 500);
        length += grid.cell_length[static_cast<std::size_t>(c)];
    }
    EXPECT_DOUBLE_EQ(length, 2250 + 900);
    const int face = grid.face_at({0, 1730});
    EXPECT_EQ(grid.face_structure[static_cast<std::size_t>(face)], 0);
    EXPECT_DOUBLE_EQ(grid.face_chainage[static_cast<std::size_t>(face)], 1730);
}

TEST(Grid, RefinedCutsEachCellButStillWater) {
    auto network = pair_of_rivers();
    River lake;
    lake.name = "lake";
    lake.to = lake.max_cell = 100;
    lake.storage = {{70, 1e4, 0}};
    lake.joins = RiverPoint{0, 300};
    network.rivers.push_back(lake);
    const auto grid = make_grid(network), finer = make_grid(network, 2);
    EXPECT_EQ(finer.cell_count[2], 1);
    for (int c = 0; c + 1 < grid.cells(); ++c) {
        const auto whole = static_cast<std::size_t>(c);
        for (const int half : {2 * c, 2 * c + 1}) {
            const auto part = static_cast<std::size_t>(half);
            EXPECT_DOUBLE_EQ(2 * finer.cell_length[part], grid.cell_length[whole]);
            EXPECT_NEAR(std::fabs(finer.cell_chainage[part] - grid.cell_chainage[whole]),
                        0.25 * grid.cell_length[whole], 1e-9);
            EXPECT_EQ(finer.cell_river[part], grid.cell_river[whole]);
        }
    }
}

TEST(Grid, JoinsTheCellThatHoldsTheMouth) {
    const auto grid = make_grid(pair_of_rivers());
    int joining = -1;
    for (int f = 0; f < grid.faces(); ++f) {
        if (grid.face_between_rivers[static_cast<std::size_t>(f)]) joining = f;
    }
    ASSERT_GE(joining, 0);
    const auto to = static_cast<std::size_t>(grid.face_to[static_cast<std::size_t>(joining)]);
    EXPECT_LE(std::fabs(grid.cell_chainage[to] - 1200), 0.5 * grid.cell_length[to]);
    EXPECT_EQ(grid.faces(), grid.cells());  // a tree: one inner face less than cells, one outlet
    EXPECT_EQ(grid.face_to[static_cast<std::size_t>(grid.outlet_face[0])], Grid::outside);
}

TEST(Grid, FindsEveryPoint) {
    const auto grid = make_grid(pair_of_rivers());
    for (double x = 0; x <= 2250; x += 10) {
        const auto c = static_cast<std::size_t>(grid.cell_at({0, x}));
        EXPECT_LE(std::fabs(grid.cell_chainage[c] - x), 0.5 * grid.cell_length[c] + 1e-9);
        EXPECT_EQ(grid.cell_river[c], 0);
    }
}

}  // namespace
}  // namespace qingliu
