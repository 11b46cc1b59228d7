// Order of convergence of the flow in space: cells are halved while the steps stay as they are, so that what changes is
// the error in space alone.
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "models/hydraulics/flow_pack.hpp"
#include "tests/speed/tree_case.hpp"

namespace qingliu {
namespace {

/// Discharge at the outlet every ten minutes of the second day; the first forgets the start.
std::vector<double> outlet_discharge(int levels, double cell) {
    speed::Tree tree;
    tree.levels = levels;
    tree.cell = cell;
    tree.cells_per_reach = static_cast<int>(12.8e3 / cell);
    tree.hours = 48;
    const auto c = speed::tree_case(tree, {1.0});
    const Grid grid = make_grid(c.network);
    const FlowGeometry geometry(c.network, grid);
    const auto exchanges = make_exchanges(c, grid);
    const Forcing forcing(c, c.scenarios.front());
    FlowControl control;
    control.tolerance = std::numeric_limits<double>::infinity();
    control.newton_tolerance = 1e-9;
    control.max_step = 120;
    const auto pack = make_flow_pack(geometry, exchanges, {&forcing}, control, 0);
    pack->set_state(0, steady_flow(geometry, exchanges, forcing, 0), 0);
    const auto outlet = static_cast<std::size_t>(grid.outlet_face.back());
    std::vector<double> seen;
    for (double target = 600; target <= 48 * 3600; target += 600) {
        while (!pack->done(0, target)) {
            pack->attempt(target);
            pack->taken(0);
        }
        if (target > 24 * 3600) seen.push_back(pack->state(0).discharge[outlet]);
    }
    return seen;
}

double rms(const std::vector<double>& a, const std::vector<double>& b) {
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - b[i]) * (a[i] - b[i]);
    return std::sqrt(sum / static_cast<double>(a.size()));
}

class OrderInSpace : public ::testing::TestWithParam<int> {};

TEST_P(OrderInSpace, IsTwoAlongARiverAndThroughConfluences) {
    const auto finest = outlet_discharge(GetParam(), 50);
    const double coarse = rms(outlet_discharge(GetParam(), 400), finest);
    const double middle = rms(outlet_discharge(GetParam(), 200), finest);
    const double fine = rms(outlet_discharge(GetParam(), 100), finest);
    RecordProperty("errors", std::to_string(coarse) + " " + std::to_string(middle) + " " + std::to_string(fine));
    EXPECT_GT(std::log2(coarse / middle), 1.6) << coarse << " " << middle << " " << fine;
    EXPECT_GT(std::log2(middle / fine), 1.6) << coarse << " " << middle << " " << fine;
}

INSTANTIATE_TEST_SUITE_P(Levels, OrderInSpace, ::testing::Values(1, 2));

}  // namespace
}  // namespace qingliu
