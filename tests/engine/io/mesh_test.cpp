#include "engine/io/mesh.hpp"

#include <gmock/gmock.h>

#include <stdexcept>

namespace qingliu {
namespace {

using testing::ElementsAre;

/// One river of three cells, open at both ends.
Grid one_river() {
    Grid grid;
    grid.cell_river = {0, 0, 0};
    grid.cell_chainage = {250, 750, 1250};
    grid.cell_length = {500, 500, 500};
    grid.first_cell = {0};
    grid.cell_count = {3};
    grid.face_from = {Grid::outside, 0, 1, 2};
    grid.face_to = {0, 1, 2, Grid::outside};
    return grid;
}

TEST(Mesh, OpenEndsGetNodesAfterTheCells) {
    const MeshGeometry mesh = make_mesh(one_river(), {113.0, 113.2, 113.6}, {35.0, 35.0, 35.4});
    EXPECT_TRUE(mesh.geographic);
    EXPECT_THAT(mesh.edge_nodes, ElementsAre(3, 0, 0, 1, 1, 2, 2, 4));
    EXPECT_THAT(mesh.node_cell, ElementsAre(0, 1, 2, 0, 2));
    EXPECT_NEAR(mesh.node_x[3], 112.9, 1e-12);
    EXPECT_NEAR(mesh.node_x[4], 113.8, 1e-12);
    EXPECT_NEAR(mesh.node_y[4], 35.6, 1e-12);
    EXPECT_NEAR(mesh.face_x[1], 113.1, 1e-12);
}

TEST(Mesh, WithoutCoordinatesItIsAScheme) {
    const MeshGeometry mesh = make_mesh(one_river(), {}, {});
    EXPECT_FALSE(mesh.geographic);
    EXPECT_THAT(mesh.node_x, ElementsAre(250, 750, 1250, 0, 1500));
}

TEST(Mesh, CoordinatesMustMatchTheCells) {
    EXPECT_THROW(make_mesh(one_river(), {113.0}, {35.0}), std::invalid_argument);
}

}  // namespace
}  // namespace qingliu
