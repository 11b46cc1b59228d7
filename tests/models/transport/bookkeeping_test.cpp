// Compensated sums, the order of cells, and memory.
#include <gtest/gtest.h>

#include <cstdlib>
#include <new>

#include "models/transport/flow_directions.hpp"
#include "tests/models/transport/network_fixture.hpp"

namespace {
long allocations = 0;
}

// Out of line, or GCC pairs malloc and delete across the inlined bodies and warns.
[[gnu::noinline]] void* operator new(std::size_t size) {
    ++allocations;
    if (void* memory = std::malloc(size)) return memory;
    throw std::bad_alloc();
}
[[gnu::noinline]] void* operator new(std::size_t size, std::align_val_t alignment) {
    ++allocations;
    const auto unit = static_cast<std::size_t>(alignment);
    if (void* memory = std::aligned_alloc(unit, (size + unit - 1) / unit * unit)) return memory;
    throw std::bad_alloc();
}
[[gnu::noinline]] void operator delete(void* memory) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::align_val_t) noexcept { std::free(memory); }
[[gnu::noinline]] void operator delete(void* memory, std::size_t, std::align_val_t) noexcept { std::free(memory); }

namespace qingliu::testing {
namespace {

TEST(Transport, AllocatesNothingAfterConstruction) {
    Bench ring(make_test_grid(6, {{0, 1}, {1, 2}, {2, 3}, {3, 0}, {3, 4}, {4, 5}, {5, Grid::outside}}),
               {{.cell = 0}, {.cell = 4}}, 11, {.a = 10, .b = 0.05, .least = 1, .most = 20});
    std::fill(ring.water.before.begin(), ring.water.before.end(), 100.0);
    std::fill(ring.water.area.begin(), ring.water.area.end(), 5.0);
    ring.water.source = {20, -5};
    const long before = allocations;
    for (const double sign : {1.0, -1.0, 1.0}) {
        ring.water.face = {300 * sign, 300 * sign, 300 * sign, 300 * sign, 20, 15, 15};
        ring.step();
    }
    EXPECT_EQ(allocations, before);
}

TEST(CompensatedSums, KeepWhatPlainSumsLose) {
    CompensatedSums sums(2, 1);
    sums.add(1, 0, Octet(1e16));
    for (int i = 0; i < 1000; ++i) sums.add(1, 0, Octet(1.0));
    sums.add(1, 0, Octet(-1e16));
    EXPECT_EQ(sums.value(1, 5), 1000.0);
    EXPECT_EQ(sums.value(0, 5), 0.0);
}

std::vector<int> position(const FlowDirections& directions, int cells) {
    std::vector<int> where(at(cells), -1);
    for (std::size_t i = 0; i < directions.order().cell.size(); ++i)
        where[at(directions.order().cell[i])] = static_cast<int>(i);
    return where;
}

TEST(FlowDirections, OrdersAConfluenceAndTurnsWithTheFlow) {
    const auto grid = make_test_grid(4, {{0, 2}, {1, 2}, {2, 3}, {3, Grid::outside}});
    FlowDirections directions(grid);
    directions.update(std::vector<double>{1, 2, 3, 3});
    auto where = position(directions, 4);
    EXPECT_LT(std::max(where[0], where[1]), where[2]);
    EXPECT_LT(where[2], where[3]);
    EXPECT_EQ(directions.branching_cells().size(), 1U);
    directions.update(std::vector<double>{-1, 2, -3, -3});
    where = position(directions, 4);
    EXPECT_LT(where[3], where[2]);
    EXPECT_LT(where[1], where[2]);
    EXPECT_LT(where[2], where[0]);
    EXPECT_FALSE(directions.circulates());
}

TEST(FlowDirections, SetsCyclesApart) {
    // 0 -> 1 -> 2 -> 3 -> 1, 3 -> 4 -> 5
    const auto grid = make_test_grid(6, {{0, 1}, {1, 2}, {2, 3}, {3, 1}, {3, 4}, {4, 5}});
    FlowDirections directions(grid);
    directions.update(std::vector<double>{1, 3, 3, 2, 1, 1});
    ASSERT_TRUE(directions.circulates());
    EXPECT_EQ(directions.order().cell, (std::vector<int>{0, 1, 2, 3, 4, 5}));
    EXPECT_EQ(directions.order().circulation_begin, 1);
    EXPECT_EQ(directions.order().circulation_end, 4);
    auto order = directions.empty_order();
    directions.sort(std::vector<char>{1, 1, 1, 0, 1, 1}, order);
    EXPECT_EQ(order.circulation_begin, order.circulation_end);
    EXPECT_EQ(order.cell.size(), 5U);
}

}  // namespace
}  // namespace qingliu::testing
