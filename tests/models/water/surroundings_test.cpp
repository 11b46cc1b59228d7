// Ground water, banks and rain: what they bring and take, that it is booked, and that all balances close.
#include <gtest/gtest.h>

#include <cmath>

#include "engine/run/simulation.hpp"
#include "models/water/assembly.hpp"
#include "tests/random_case.hpp"
#include "tests/time_constants.hpp"

namespace qingliu {
namespace {

struct Ends final : ResultSink {
    void frame(const Frame& frame) override {
        if (first.scenarios.empty()) first = frame;
        last = frame;
    }
    Frame first, last;
};

struct RunInSurroundings {
    explicit RunInSurroundings(const Case& specification)
        : c(specification), grid(make_grid(c.network)), assembly(c, grid), constituents(assembly.constituents()) {
        record = simulate(c, grid, constituents, assembly.models(), sink, {});
    }
    [[nodiscard]] const LedgerAccount& account(const std::string& name, std::size_t scenario = 0) const {
        for (const auto& a : record.scenarios[scenario].ledger) {
            if (a.name == name) return a;
        }
        throw std::logic_error(name);
    }
    [[nodiscard]] double part(const std::string& of, const std::string& name) const {
        for (const auto& [part, amount] : account(of).parts) {
            if (part == name) return amount;
        }
        throw std::logic_error(name);
    }
    Case c;
    Grid grid;
    Assembly assembly;
    std::vector<Constituent> constituents;
    Ends sink;
    RunRecord record;
};

/// A closed pool, 1 km of a rectangle 10 m wide, one metre deep under its outlet's level. No evaporation.
Case pool(double days) {
    Case c;
    c.start = 0;
    c.end = days * one_day;
    c.output_interval = c.end;
    c.utc_offset_minutes = 0;
    c.waters = {{"local", "本地水"}, {"ground", "潜水"}};
    c.climate.evaporation = Series(0.0);
    c.climate.water_temperature = Series(15.0);
    c.climate.wind_speed = Series(2.0);
    River river;
    river.name = river.code = "pool";
    river.to = 1000;
    river.max_cell = 250;
    CrossSection section;
    section.bottom_width = 10;
    section.manning_n = 0.03;
    river.sections = {section};
    river.outlet = Outlet{Outlet::Kind::closed, 0, 0, {}, {}};
    c.network.rivers = {river};
    PointSource filling;
    filling.name = "filling";
    filling.at = {0, 500};
    filling.discharge = Series({0, one_day}, {0.1157407407407407, 0}, Series::Shape::step);  // 10000 m3 in a day
    filling.quality = 0;
    c.sources = {filling};
    Quality clear;
    clear.name = "clear";
    clear.concentration = {{"conductivity", Series(500.0)}};
    Quality salt;
    salt.name = "salt";
    salt.concentration = {{"conductivity", Series(2000.0)}};
    c.qualities = {clear, salt};
    c.kinetics = false;
    c.scenarios.emplace_back();
    c.scenarios[0].name = "only";
    c.initial.scenario = "only";
    return c;
}

TEST(Surroundings, RainFillsAPool) {
    auto c = pool(2);
    c.climate.rain = Series({0, one_day}, {0.0, 0.1 / one_day}, Series::Shape::step);
    c.climate.rain_water = 1;
    // the start is steady: what a closed pool can hold without inflow is nothing
    c.sources[0].discharge = Series(0.0);
    const RunInSurroundings run(c);
    ASSERT_FALSE(run.record.scenarios[0].failed) << run.record.scenarios[0].failure;
    EXPECT_NEAR(run.part("water", "rain"), 0.1 * 10 * 1000, 1e-6);
    EXPECT_LT(run.account("water").relative_error(), 1e-12);
    EXPECT_NEAR(run.part("fraction_ground", "rain"), 1000, 1e-6);
}

TEST(Surroundings, LevelRelaxesTowardsGroundWater) {
    auto c = pool(10);
    GroundWater ground;
    ground.name = "table";
    ground.river = 0;
    ground.to = 1000;
    ground.level = Series(2.0);
    ground.conductance = 0.25 / one_day;
    ground.bed_thickness = 0.5;
    ground.water = 1;
    ground.quality = 1;
    c.ground_water = {ground};
    c.sources[0].discharge = Series(0.0);
    c.initial.scenario = "only";
    c.climate.evaporation = Series(1e-7);
    const RunInSurroundings run(c);
    ASSERT_FALSE(run.record.scenarios[0].failed) << run.record.scenarios[0].failure;
    // steady from the start: what evaporates comes in, (z_g - z) k' = e; Newton ends at 1e-5 m
    for (const double z : run.sink.last.scenarios[0].water_level) EXPECT_NEAR(z, 2 - 1e-7 / (0.25 / one_day), 1e-5);
    EXPECT_NEAR(run.part("water", "from table"), 1e-7 * 10 * 1000 * 10 * one_day, 1);
    EXPECT_LT(run.account("water").relative_error(), 1e-12);
    EXPECT_LT(run.account("conductivity").relative_error(), 1e-12);
}

/// The water table falls to the bed and below: the pool drains by dh/dt = -k' (h + m) once the table lies deep.
TEST(Surroundings, GroundWaterBelowTheBedDrawsNoMoreThanAtItsUnderside) {
    auto c = pool(3);
    GroundWater ground;
    ground.name = "table";
    ground.river = 0;
    ground.to = 1000;
    ground.level = Series({0, 1}, {2.0, -50.0}, Series::Shape::step);  // steady under the high table first
    ground.conductance = 0.2 / one_day;
    ground.bed_thickness = 0.5;
    c.ground_water = {ground};
    c.sources[0].discharge = Series(0.0);
    c.numerics.flow_tolerance = 1e-5;
    const RunInSurroundings run(c);
    ASSERT_FALSE(run.record.scenarios[0].failed) << run.record.scenarios[0].failure;
    const double expected = 2.5 * std::exp(-0.2 * 3) - 0.5;
    for (const double z : run.sink.last.scenarios[0].water_level) EXPECT_NEAR(z, expected, 2e-4);
    EXPECT_LT(run.account("water").relative_error(), 1e-12);
}

/// A pool of volume B L h beside banks of 2 w S L per metre: a sudden volume spreads over both, and the difference of
/// levels dies out with T / (1 + 2 w S / B).
TEST(Surroundings, BanksTakeTheirShareOfAFilling) {
    auto c = pool(4);
    c.sources[0].discharge = Series({0, 60, 120}, {0, 10000 / 60.0, 0}, Series::Shape::step);
    Banks banks;
    banks.river = 0;
    banks.to = 1000;
    banks.width = 25;
    banks.specific_yield = 0.2;
    banks.response_time = 1 * one_day;
    c.network.banks = {banks};
    c.numerics.flow_tolerance = 1e-5;
    const RunInSurroundings run(c);
    ASSERT_FALSE(run.record.scenarios[0].failed) << run.record.scenarios[0].failure;
    // 2 w S = 10 m = B: half of it in the end, with a time constant of half a day
    const double expected = 0.5 + 0.5 * std::exp(-(4 * one_day - 90) / (0.5 * one_day));
    const auto &first = run.sink.first.scenarios[0].water_level, &last = run.sink.last.scenarios[0].water_level;
    for (std::size_t cell = 0; cell < last.size(); ++cell) EXPECT_NEAR(last[cell] - first[cell], expected, 1e-3);
    EXPECT_NEAR(run.part("water", "to banks"), -10000 * (1 - expected), 10);
    EXPECT_LT(run.account("water").relative_error(), 1e-12);
}

/// All three at once on networks that fall dry and flood: finite, balanced, shares of water add up, uniform stays so.
TEST(Surroundings, EverythingCloses) {
    for (unsigned seed = 1; seed <= 6; ++seed) {
        auto c = testing::random_case(seed, 3, 36);
        for (auto& quality : c.qualities) quality.concentration["conductivity"] = Series(1000.0);
        c.climate.evaporation = Series(0.0);
        const RunInSurroundings run(c);
        for (std::size_t s = 0; s < 3; ++s) {
            ASSERT_FALSE(run.record.scenarios[s].failed) << run.record.scenarios[s].failure;
            for (const auto& account : run.record.scenarios[s].ledger)
                EXPECT_LT(account.relative_error(), 1e-12) << account.name << " seed " << seed;
            std::size_t conductivity = 0, shares = 0;
            while (run.constituents[conductivity].name != "conductivity") ++conductivity;
            while (run.constituents[shares].name != "fraction_local") ++shares;
            const auto width = run.constituents.size();
            const auto& frame = run.sink.last.scenarios[s];
            for (std::size_t cell = 0; cell < frame.depth.size(); ++cell) {
                if (frame.depth[cell] < 0.01) continue;
                EXPECT_NEAR(frame.concentration[cell * width + conductivity], 1000, 1e-8);
                EXPECT_NEAR(frame.concentration[cell * width + shares] + frame.concentration[cell * width + shares + 1],
                            1, 1e-11);
            }
        }
    }
}

}  // namespace
}  // namespace qingliu
