// Storage nodes and works at the ends of rivers, as a case reads them.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/engine/run/case_vocabulary.hpp"

namespace qingliu {
namespace {

TEST(ReadStorage, BecomesARiverOfOneCellWithItsTable) {
    const Case whole =
        read_case(std::filesystem::path(QINGLIU_ROOT) / "tests/engine/run/lake/case.yaml", test_vocabulary());
    ASSERT_EQ(whole.network.rivers.size(), 4U);
    const River& lake = whole.network.rivers[2];
    EXPECT_EQ(lake.name, "东湖");
    EXPECT_EQ(lake.to, 300.0);
    EXPECT_EQ(lake.max_cell, 300.0);
    ASSERT_TRUE(lake.joins);
    EXPECT_EQ(lake.joins->river, 0);
    ASSERT_EQ(lake.storage.size(), 2U);
    EXPECT_EQ(lake.storage[0].area, 2e5);
    EXPECT_EQ(lake.storage[0].widening, 3e5 / 6);
    EXPECT_EQ(lake.storage[1].level, 72.0);
    EXPECT_EQ(lake.storage[1].widening, 0.0) << "upright above the table";
    EXPECT_EQ(whole.network.rivers[1].joins->river, 2) << "rivers join it by its name";

    const River& pond = whole.network.rivers[3];
    ASSERT_EQ(pond.storage.size(), 3U);
    EXPECT_EQ(pond.storage[0].area, 500.0);
    EXPECT_EQ(pond.storage[1].area, 2000.0);
    EXPECT_EQ(pond.storage[2].area, 2000.0);
    ASSERT_TRUE(pond.outlet);
    EXPECT_EQ(pond.outlet->kind, Outlet::Kind::closed) << "nothing leaves it";

    ASSERT_EQ(whole.network.structures.size(), 3U);
    EXPECT_EQ(whole.network.structures[1].at.river, 2);
    EXPECT_EQ(whole.sources[1].at.river, 2);
    EXPECT_EQ(whole.scenarios[0].opening.at(0).at(0), 0.2);
}

}  // namespace
}  // namespace qingliu
