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

TEST(Forcing, AMemberOfTheEnsembleChangesWhatComesByItself) {
    Case c = two_ends();
    using Kind = PointSource::Kind;
    for (const Kind kind : {Kind::inflow, Kind::plant, Kind::release, Kind::abstraction}) {
        PointSource source;
        source.kind = kind;
        source.discharge = Series(2.0);
        c.sources.push_back(source);
    }
    c.sources[2].conveyance_loss = 0.25;
    DiffuseSource diffuse;
    diffuse.discharge = Series(1.0);
    c.diffuse.push_back(diffuse);
    c.roughness = {{1, Series(1.5), {}}};
    Member member;
    member.inflow = 1.25;
    member.roughness = 0.5;
    c.ensemble.push_back(member);
    c.scenarios.push_back(c.scenarios.front());
    c.scenarios.back().member = 0;

    std::vector<double> flows;
    Forcing(c, c.scenarios.back()).discharges(200, false, flows);
    EXPECT_EQ(flows, (std::vector<double>{2.5, 2.5, 1.5, 2, 1.25}));
    EXPECT_EQ(Forcing(c, c.scenarios.back()).roughness(0, 200, false), 0.5);
    EXPECT_EQ(Forcing(c, c.scenarios.back()).roughness(1, 200, false), 0.75);
    Forcing(c, c.scenarios.front()).discharges(200, false, flows);
    EXPECT_EQ(flows, (std::vector<double>{2, 2, 1.5, 2, 1}));
    EXPECT_EQ(Forcing(c, c.scenarios.front()).roughness(1, 200, false), 1.5);
}

}  // namespace
}  // namespace qingliu
