// Properties of the flow on random networks with loops, works, drying tributaries and events that differ between lanes.
#include "models/hydraulics/flow_pack.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/random_case.hpp"
#include "tests/same_bits.hpp"

namespace qingliu {
namespace {

struct FlowOfScenarios {
    explicit FlowOfScenarios(Case specification)
        : c(std::move(specification)),
          grid(make_grid(c.network)),
          geometry(c.network, grid),
          exchanges(make_exchanges(c, grid)) {
        for (const auto& s : c.scenarios) forcing.emplace_back(c, s);
    }
    std::unique_ptr<FlowPack> pack(const std::vector<int>& lanes, FlowControl control = {}) const {
        std::vector<const Forcing*> chosen;
        for (const int lane : lanes) chosen.push_back(&forcing[static_cast<std::size_t>(lane)]);
        return make_flow_pack(geometry, exchanges, chosen, control, 0);
    }
    Case c;
    Grid grid;
    FlowGeometry geometry;
    std::vector<Exchange> exchanges;
    std::vector<Forcing> forcing;
};

void run(FlowPack& pack, double until, const std::function<void(int, const FlowStep&)>& see = {}) {
    for (double target = 3600; target <= until; target += 3600) {
        for (bool going = true; going;) {
            going = false;
            for (int lane = 0; lane < pack.lanes(); ++lane) going = going || !pack.done(lane, target);
            if (!going) break;
            pack.attempt(target);
            for (int lane = 0; lane < pack.lanes(); ++lane) {
                const auto* step = pack.taken(lane);
                if (step != nullptr && see) see(lane, *step);
            }
        }
    }
}

class RandomNetwork : public ::testing::TestWithParam<unsigned> {};

TEST_P(RandomNetwork, LaneAloneAndInAnyPackIsTheSameBits) {
    const FlowOfScenarios s(testing::random_case(GetParam(), 7, 24));
    const auto start = steady_flow(s.geometry, s.exchanges, s.forcing[0], 0);
    std::vector<FlowState> alone;
    for (int lane = 0; lane < 7; ++lane) {
        const auto pack = s.pack({lane});
        pack->set_state(0, start, 0);
        run(*pack, s.c.end);
        ASSERT_TRUE(pack->failure(0).empty()) << pack->failure(0);
        alone.push_back(pack->state(0));
    }
    for (const auto& members : {std::vector<int>{0, 1, 2, 3}, {3, 5, 1}, {6, 4}, {5, 6, 0, 2}}) {
        const auto pack = s.pack(members);
        for (int lane = 0; lane < pack->lanes(); ++lane) pack->set_state(lane, start, 0);
        run(*pack, s.c.end);
        for (int lane = 0; lane < pack->lanes(); ++lane) {
            const auto together = pack->state(lane);
            const auto& single = alone[static_cast<std::size_t>(members[static_cast<std::size_t>(lane)])];
            EXPECT_TRUE(same_bits(together.level, single.level)) << "lane " << lane;
            EXPECT_TRUE(same_bits(together.volume, single.volume)) << "lane " << lane;
            EXPECT_TRUE(same_bits(together.velocity, single.velocity)) << "lane " << lane;
        }
    }
    EXPECT_FALSE(same_bits(alone[1].level, alone[2].level)) << "the scenarios must differ for this to say anything";
}

TEST_P(RandomNetwork, WaterBalancesAndStaysPositive) {
    const FlowOfScenarios s(testing::random_case(GetParam(), 3));
    const auto pack = s.pack({0, 1, 2});
    const auto start = steady_flow(s.geometry, s.exchanges, s.forcing[0], 0);
    for (int lane = 0; lane < 3; ++lane) pack->set_state(lane, start, 0);
    std::vector<double> net(3, 0.0), in(3, 0.0), least(3, 0.0);
    run(*pack, s.c.end, [&](int lane, const FlowStep& step) {
        const auto k = static_cast<std::size_t>(lane);
        for (const double v : step.source_volume) {
            net[k] += v;
            in[k] += std::fmax(v, 0.0);
        }
        for (int f = 0; f < s.grid.faces(); ++f) {
            if (!s.grid.is_inner(f)) net[k] -= step.face_volume[static_cast<std::size_t>(f)];
        }
        for (const double v : step.evaporation_volume) net[k] -= v;
        for (const double v : step.seepage_volume) net[k] -= v;
        for (const double v : step.volume_after) least[k] = std::fmin(least[k], v);
    });
    double before = 0;
    for (const double v : start.volume) before += v;
    for (int lane = 0; lane < 3; ++lane) {
        ASSERT_TRUE(pack->failure(lane).empty()) << pack->failure(lane);
        const auto k = static_cast<std::size_t>(lane);
        double after = 0;
        for (const double v : pack->state(lane).volume) after += v;
        EXPECT_NEAR(after - before, net[k], 1e-11 * std::fmax(in[k], before));
        EXPECT_GE(least[k], -1e-6);
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomNetwork, ::testing::Range(1u, 9u));

TEST(SteadyFlow, StaysWhereItIs) {
    auto c = testing::random_case(3, 1, 24);
    testing::seal(c);
    c.scenarios[0].discharge.clear();
    c.scenarios[0].opening.clear();
    const FlowOfScenarios s(c);
    const auto start = steady_flow(s.geometry, s.exchanges, s.forcing[0], 0);
    const auto pack = s.pack({0});
    pack->set_state(0, start, 0);
    run(*pack, s.c.end);
    const auto end = pack->state(0);
    for (std::size_t i = 0; i < start.level.size(); ++i) EXPECT_NEAR(end.level[i], start.level[i], 1e-4);
}

TEST(SteadyFlow, SillBelowTheBedEmptiesNoReach) {
    // a trickle through an open gate whose sill lies in a pit: the reach above keeps the depth its discharge needs at
    // the gate
    Case c;
    c.end = 86400;
    River r;
    r.name = r.code = "trickle";
    r.to = 5000;
    for (const double x : {0.0, r.to})
        r.sections.push_back({.chainage = x,
                              .place = {},
                              .bed_level = 20 - 4e-4 * x,
                              .bottom_width = 10,
                              .side_slope = 2,
                              .manning_n = 0.03,
                              .survey = {},
                              .provenance = {}});
    r.outlet = Outlet{Outlet::Kind::normal_depth, 4e-4, 0, {}, {}};
    c.network.rivers = {r};
    Structure gate;
    gate.kind = "gate";
    gate.at = {0, 2500};
    gate.values = {{"sill", 18}, {"width", 10}, {"height", 3}};  // the bed is at 19
    gate.setting = Setting{"opening", "m", 3, 0, 3};
    c.network.structures = {gate};
    PointSource source;
    source.at = {0, 0};
    source.discharge = Series(0.1);
    c.sources = {source};
    c.scenarios.emplace_back();
    const FlowOfScenarios s(c);
    const auto steady = steady_flow(s.geometry, s.exchanges, s.forcing[0], 0);
    const auto above = static_cast<std::size_t>(s.grid.cell_at({0, 2499}));
    EXPECT_GT(steady.level[above] - s.geometry.cell_bed[above], 0.03);  // critical depth of 0.1 m3/s on 10 m: 0.022 m
    for (const double q : steady.discharge) EXPECT_NEAR(q, 0.1, 1e-6);
}

TEST(SteadyFlow, WaterFromTheSideBringsNoMomentumAlongTheRiver) {
    // rectangular and horizontal: between two sections d(Q2/A) + g A (dz + S_f dx) = 0 whatever enters in between
    Case c;
    c.end = 86400;
    River r;
    r.name = r.code = "mouth";
    r.to = 2000;
    r.max_cell = 50;
    for (const double x : {0.0, r.to})
        r.sections.push_back({.chainage = x,
                              .place = {},
                              .bed_level = 20,
                              .bottom_width = 50,
                              .side_slope = 0,
                              .manning_n = 0.01,
                              .survey = {},
                              .provenance = {}});
    r.outlet = Outlet{Outlet::Kind::stage, 0, 22, {}, {}};
    c.network.rivers = {r};
    for (const auto& [x, q] : {std::pair{0.0, 100.0}, {1000.0, 60.0}}) {
        PointSource source;
        source.at = {0, x};
        source.discharge = Series(q);
        c.sources.push_back(source);
    }
    c.scenarios.emplace_back();
    const FlowOfScenarios s(c);
    const auto steady = steady_flow(s.geometry, s.exchanges, s.forcing[0], 0);
    const auto above = static_cast<std::size_t>(s.grid.cell_at({0, 801}));
    const auto below = static_cast<std::size_t>(s.grid.cell_at({0, 1201}));
    const auto area = [&](std::size_t cell) { return 50 * (steady.level[cell] - 20); };
    const auto friction = [&](std::size_t cell, double q) {
        const double a = area(cell), radius = a / (50 + a / 25);
        return 1e-4 * q * q / (a * a * std::pow(radius, 4.0 / 3.0));
    };
    const double mean_area = 0.5 * (area(above) + area(below));
    const double gained = 160.0 * 160 / area(below) - 100.0 * 100 / area(above);
    const double dx = s.grid.cell_chainage[below] - s.grid.cell_chainage[above];
    const double lost = 9.81 * mean_area * 0.5 * (friction(above, 100) + friction(below, 160)) * dx;
    const double pushed = 9.81 * mean_area * (steady.level[above] - steady.level[below]);
    EXPECT_NEAR(pushed, gained + lost, 0.02 * gained) << gained << " " << lost;
}

TEST(LakeAtRest, StaysAtRestToTheLastBit) {
    auto c = testing::random_case(5, 1, 24);
    for (auto& source : c.sources) source.discharge = Series(0.0);
    c.diffuse.clear();
    c.scenarios[0].discharge.clear();
    testing::seal(c);
    c.network.rivers[0].outlet = Outlet{Outlet::Kind::closed, 0, 0, {}, {}};
    const FlowOfScenarios s(c);
    const auto pack = s.pack({0});
    auto state = pack->state(0);
    const double surface = 25;
    for (int i = 0; i < s.grid.cells(); ++i) {
        const auto shape = s.geometry.cell_shape(i);
        state.level[static_cast<std::size_t>(i)] = surface;
        state.volume[static_cast<std::size_t>(i)] =
            shape.area(surface - shape.bed_level) * s.grid.cell_length[static_cast<std::size_t>(i)];
    }
    pack->set_state(0, state, 0);
    run(*pack, s.c.end);
    const auto end = pack->state(0);
    for (const double u : end.velocity) EXPECT_NEAR(u, 0, 1e-9);
    for (const double z : end.level) EXPECT_NEAR(z, surface, 1e-9);
}

TEST(Abstraction, TakesNoMoreThanThereIs) {
    auto c = testing::random_case(2, 1, 24);
    c.scenarios[0].discharge.clear();
    c.sources[static_cast<std::size_t>(c.sources.size() - 1)].discharge = Series(100.0);
    const FlowOfScenarios s(c);
    const auto pack = s.pack({0});
    pack->set_state(0, steady_flow(s.geometry, s.exchanges, s.forcing[0], 0), 0);
    double taken = 0;
    run(*pack, s.c.end, [&](int, const FlowStep& step) { taken -= step.source_volume[c.sources.size() - 1]; });
    EXPECT_TRUE(pack->failure(0).empty()) << pack->failure(0);
    EXPECT_GT(taken, 0);
    EXPECT_LT(taken, 100.0 * c.end);
}

}  // namespace
}  // namespace qingliu
