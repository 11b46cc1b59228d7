#include "models/hydraulics/drained_cells.hpp"

#include <gtest/gtest.h>

#include "tests/random_case.hpp"

namespace qingliu {
namespace {

struct Drained {
    Drained() : c(testing::random_case(1, 1, 12)), grid(make_grid(c.network)), geometry(c.network, grid) {
        for (int f = 0; f < grid.faces(); ++f) {
            if (grid.is_inner(f)) face = static_cast<std::size_t>(f);
        }
        cell = static_cast<std::size_t>(grid.face_from[face]);
        volume.assign(geometry.cell_bed.size(), Lanes<4>(1.0));
        face_volume.assign(geometry.face_bed.size(), Lanes<4>(0.0));
    }
    Case c;
    Grid grid;
    FlowGeometry geometry;
    std::size_t face = 0, cell = 0;  // an inner face, and the cell above it
    LaneField<4> volume, face_volume;
};

TEST(DrainedCells, KeepWhatIsMissingOfWhatTheyGive) {
    Drained d;
    d.face_volume[d.face] = Lanes<4>(2.0);
    d.volume[d.cell].set(1, -0.5);
    EXPECT_TRUE(keep_missing_water<4>(d.geometry, Mask<4>::all(true), 1.0, d.volume, d.face_volume));
    for (const int lane : {0, 2, 3})
        EXPECT_EQ(d.face_volume[d.face][lane], 2.0) << "nothing is missing in lane " << lane;
    EXPECT_EQ(d.face_volume[d.face][1], 1.5);
}

TEST(DrainedCells, AreLeftAloneWhereTooMuchIsMissingOrTooLittleIsGiven) {
    Drained d;
    d.face_volume[d.face] = Lanes<4>(2.0);
    const double length = d.geometry.cell_length[d.cell];
    d.volume[d.cell].set(0, -0.5);
    d.volume[d.cell].set(1, -3.0);
    auto lanes = Mask<4>::all(true);
    EXPECT_FALSE(keep_missing_water<4>(d.geometry, lanes, 0.4 / length, d.volume, d.face_volume))
        << "more than allowed";
    lanes.set(0, false);
    EXPECT_FALSE(keep_missing_water<4>(d.geometry, lanes, 1e9, d.volume, d.face_volume)) << "more than it gives";
    EXPECT_EQ(d.face_volume[d.face][0], 2.0);
    EXPECT_EQ(d.face_volume[d.face][1], 2.0);
}

}  // namespace
}  // namespace qingliu
