// A river that ends in a rating curve.
#include <gtest/gtest.h>

#include "models/hydraulics/flow_pack.hpp"

namespace qingliu {
namespace {

/// The curve begins a metre below the bed, where it would have water flow out of a dry river.
TEST(RatingOutlet, TakesNothingFromADryBed) {
    Case c;
    River river;
    river.name = river.code = "river";
    river.to = 1000;
    river.max_cell = 100;
    CrossSection section;
    section.bed_level = 20;
    section.bottom_width = 5;
    section.manning_n = 0.03;
    river.sections = {section};
    river.outlet = Outlet{Outlet::Kind::rating, 0, 0, {{19, 0}, {20, 3}, {22, 20}}, {}};
    c.network.rivers = {river};
    c.scenarios.emplace_back();
    c.climate.evaporation = Series(1e-8);
    const Grid grid = make_grid(c.network);
    const FlowGeometry geometry(c.network, grid);
    const auto exchanges = make_exchanges(c, grid);
    const Forcing forcing(c, c.scenarios.front());
    const auto steady = steady_flow(geometry, exchanges, forcing, 0);
    for (const double q : steady.discharge) EXPECT_NEAR(q, 0, 1e-4);
    for (const double v : steady.volume) EXPECT_GE(v, 0);
    for (const double z : steady.level) EXPECT_LT(z, 20.01);
}

}  // namespace
}  // namespace qingliu
