#include "models/hydraulics/forcing.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace qingliu {
namespace {

/// Two rivers that end at a water level, the second at one that changes.
Case two_ends() {
    Case c;
    c.start = 100;
    for (const double level : {3.0, 5.0}) {
        River river;
        river.to = 1000;
        river.sections.emplace_back();
        river.outlet = Outlet{Outlet::Kind::stage, 0, level, {}, {}};
        c.network.rivers.push_back(river);
    }
    c.end_levels = {{1, Series({0, 200, 400}, {6, 8, 7}, Series::Shape::linear), {}}};
    c.scenarios.emplace_back();
    return c;
}

TEST(Forcing, LevelsAtEndsAreTheNetworksUnlessTheyChangeInTime) {
    const Case c = two_ends();
    const Forcing forcing(c, c.scenarios.front());
    EXPECT_EQ(forcing.end_level(0, 250, false), 3);
    EXPECT_EQ(forcing.end_level(1, 250, false), 7.75);
    EXPECT_EQ(forcing.end_level(1, 50, false), 7) << "before the start that of the start";
}

TEST(Forcing, NoStepCrossesAKnotOfALevel) {
    const Case c = two_ends();
    const Forcing forcing(c, c.scenarios.front());
    EXPECT_EQ(forcing.next_event(100), 200);
    EXPECT_EQ(forcing.next_event(200), 400);
    EXPECT_EQ(forcing.next_event(400), std::numeric_limits<double>::infinity());
}

}  // namespace
}  // namespace qingliu
