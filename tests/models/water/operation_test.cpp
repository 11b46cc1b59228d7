// Operated scenarios as a whole: what the operators decide, and that it changes nothing about lanes and balances.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "models/operation/scenario_operation.hpp"
#include "tests/models/water/whole_run.hpp"
#include "tests/random_case.hpp"
#include "tests/same_bits.hpp"

namespace qingliu {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::Outcome;
using testing::run;
using ::testing::StartsWith;

Gauge gauge(Gauge::Variable variable, RiverPoint at, const std::string& unit) {
    Gauge g;
    g.variable = variable;
    g.at = at;
    g.place = "here";
    g.unit = unit;
    return g;
}

OperationRule rule(const std::string& name, const Gauge& where, bool above, double threshold, double hysteresis,
                   Actuator target, double setting, double ramp = std::numeric_limits<double>::infinity()) {
    OperationRule r;
    r.name = name;
    r.when.push_back({where, above, threshold, hysteresis});
    r.then.push_back({target, false, setting, ramp});
    return r;
}

/// A canal of 10 km that a gate ends in a pool; an inflow above, three withdrawals on the way.
Case canal() {
    Case c;
    c.name = "canal";
    c.end = 4 * 86400;
    c.utc_offset_minutes = 0;
    c.output_interval = 900;
    c.waters = {{"local", "本地水"}};
    c.climate.evaporation = Series(0.0);
    c.climate.water_temperature = Series(15.0);
    c.climate.wind_speed = Series(2.0);
    c.kinetics = false;
    River r;
    r.name = r.code = "canal";
    r.to = 10e3;
    r.max_cell = 250;
    for (const double x : {0.0, 10e3}) {
        CrossSection s;
        s.chainage = x;
        s.bed_level = 10 - 1e-4 * x;
        s.bottom_width = 10;
        s.side_slope = 1.5;
        s.manning_n = 0.025;
        r.sections.push_back(s);
    }
    r.outlet = Outlet{Outlet::Kind::normal_depth, 1e-4, 0, {}, {}};
    c.network.rivers.push_back(r);
    Structure gate;
    gate.name = "gate";
    gate.kind = "gate";
    gate.at = {0, 8e3};
    gate.values["sill"] = 9.2;
    gate.values["width"] = 8;
    gate.values["height"] = 3;
    gate.setting = Setting{"opening", "m", 0.5, 0, 3};
    c.network.structures.push_back(gate);
    c.qualities = {{"water", {{"conductivity", Series(500.0)}}, {}, {}}};
    PointSource inflow;
    inflow.name = "inflow";
    inflow.discharge = Series(8.0);
    inflow.at = {0, 0};
    inflow.quality = 0;
    c.sources.push_back(inflow);
    for (int k = 0; k < 3; ++k) {
        PointSource taking;
        taking.name = "withdrawal " + std::to_string(k);
        taking.kind = PointSource::Kind::abstraction;
        taking.at = {0, 2e3 + 1e3 * k};
        taking.discharge = Series(0.0);
        c.sources.push_back(taking);
    }
    c.scenarios.resize(1);
    c.scenarios[0].name = "operated";
    c.scenarios[0].operation = 0;
    c.initial.scenario = "operated";
    c.operations.resize(1);
    return c;
}

constexpr Actuator gate_of_canal{Actuator::Kind::structure, 0};

double level_at(const Case& c, const Outcome& outcome, std::size_t frame, double chainage) {
    const Grid grid = make_grid(c.network);
    return outcome.frames[frame].scenarios[0].water_level[static_cast<std::size_t>(grid.cell_at({0, chainage}))];
}

TEST(OperatedCanal, AControllerHoldsALevelWhileTheInflowVaries) {
    auto c = canal();
    c.sources[0].discharge = Series({0, 86400, 1.25 * 86400, 2 * 86400}, {8, 8, 12, 5},
                                    Series::Shape::step);  // half as much again, then less
    OperationController pi;
    pi.name = "level";
    pi.target = gate_of_canal;
    pi.gauge.structure = 0;
    pi.gauge.unit = "m";
    pi.gauge.place = "gate";
    pi.set_point = Series(11.3);
    pi.raise_when_above = true;
    pi.proportional = 2;
    pi.integral_time = 7200;
    pi.interval = 300;
    pi.most = 3;
    c.operations[0].controllers.push_back(pi);
    const auto held = run(c);
    ASSERT_FALSE(held.record.scenarios[0].failed) << held.record.scenarios[0].failure;
    EXPECT_LE(held.record.scenarios[0].ledger[0].relative_error(), 1e-12);
    double worst = 0, settled = 0;
    for (std::size_t k = 0; k < held.frames.size(); ++k) {
        const double t = held.frames[k].time, off = std::fabs(level_at(c, held, k, 7.9e3) - 11.3);
        if (t >= 86400) worst = std::fmax(worst, off);
        // twelve hours after each change
        for (const double change : {1.25 * 86400, 2 * 86400.0}) {
            if (t >= change + 43200 && t < change + 0.75 * 86400) settled = std::fmax(settled, off);
        }
    }
    EXPECT_LT(worst, 0.25);
    EXPECT_LT(settled, 0.02);
    // the gate as it stands leaves the level to the inflow
    c.operations[0].controllers.clear();
    c.operations[0].rules.push_back(
        rule("never", gauge(Gauge::Variable::water_level, {0, 7.9e3}, "m"), true, 99, 0, gate_of_canal, 1));
    const auto left = run(c);
    double wander = 0;
    for (std::size_t k = 0; k < left.frames.size(); ++k) {
        if (left.frames[k].time >= 86400)
            wander = std::fmax(wander, std::fabs(level_at(c, left, k, 7.9e3) - level_at(c, left, 0, 7.9e3)));
    }
    EXPECT_GT(wander, 3 * worst) << "the inflow must move the level for this to say anything";
}

TEST(OperatedCanal, ARuleMovesTheGateNoFasterThanItsRampAndOnlyAsOftenAsItsDurationAllows) {
    auto c = canal();
    // the level swings by a wave of four hours
    std::vector<double> times, flows;
    for (int k = 0; k <= 4 * 24; ++k) {
        times.push_back(3600.0 * k);
        flows.push_back(8 + 6 * std::sin(2 * 3.14159265 * k / 6));
    }
    c.sources[0].discharge = Series(times, flows, Series::Shape::linear);
    const double level = level_at(c, run(c = canal()), 0, 7.9e3);
    c.sources[0].discharge = Series(times, flows, Series::Shape::linear);
    auto r = rule("open", gauge(Gauge::Variable::water_level, {0, 7.9e3}, "m"), true, level, 0, gate_of_canal, 0.8,
                  0.2 / 3600);
    c.operations[0].rules.push_back(r);
    const auto often = run(c);
    ASSERT_GT(often.record.scenarios[0].decisions.size(), 10u);
    for (const auto& decision : often.record.scenarios[0].decisions) {
        const double hours = (decision.until - decision.time) / 3600;
        EXPECT_NEAR(std::fabs(decision.to - decision.from), 0.2 * hours, 1e-9);
        EXPECT_EQ(std::fmod(decision.time, 900), 0) << "they look every 15 min";
    }
    c.operations[0].rules[0].minimum_duration = 12 * 3600;
    const auto seldom = run(c);
    const auto& decisions = seldom.record.scenarios[0].decisions;
    ASSERT_GT(decisions.size(), 2u);
    for (std::size_t k = 1; k < decisions.size(); ++k) EXPECT_GE(decisions[k].time - decisions[k - 1].time, 12 * 3600);
}

TEST(OperatedCanal, AnIntakeClosesWhileTheWaterIsTooSalt) {
    auto c = canal();
    c.qualities[0].concentration["conductivity"] = Series({0, 86400, 2 * 86400}, {500, 2500, 600}, Series::Shape::step);
    c.sources[2].discharge = Series(1.0);
    const Actuator intake{Actuator::Kind::source, 2};
    c.operations[0].rules.push_back(
        rule("salt", gauge(Gauge::Variable::constituent, {0, 3e3}, "uS/cm"), true, 1500, 200, intake, 0));
    c.operations[0].rules[0].when[0].gauge.constituent = "conductivity";
    const auto outcome = run(c);
    const auto& decisions = outcome.record.scenarios[0].decisions;
    ASSERT_EQ(decisions.size(), 2u);
    EXPECT_EQ(decisions[0].to, 0);
    EXPECT_EQ(decisions[0].decided_by, "salt");
    EXPECT_THAT(decisions[0].reason.en, StartsWith("conductivity "));
    EXPECT_THAT(decisions[0].reason.zh, AllOf(HasSubstr("电导率 "), HasSubstr("（高于 1500 uS/cm）")));
    EXPECT_EQ(decisions[1].to, 1);
    EXPECT_EQ(decisions[1].decided_by, "schedule");
    // what was withdrawn is what the decisions say, to round-off
    const double open = c.end - (decisions[1].time - decisions[0].time);
    EXPECT_NEAR(outcome.record.scenarios[0].source_volume[2], -open, 1e-6);
    const Grid grid = make_grid(c.network);
    const auto cell = static_cast<std::size_t>(grid.cell_at({0, 3e3}));
    for (const auto& frame : outcome.frames) {
        const auto width = constituents_of(c.waters).size();
        const double value = frame.scenarios[0].concentration[cell * width + species::conductivity];
        if (frame.time >= decisions[0].time && frame.time < decisions[1].time) {
            EXPECT_GT(value, 1299);
        }
        if (frame.time < decisions[0].time - 900) {
            EXPECT_LE(value, 1500);
        }
    }
}

TEST(OperatedCanal, TheReserveFlowsOnAndTheHigherPriorityIsServed) {
    auto c = canal();
    for (const std::size_t source : {1u, 2u, 3u}) c.sources[source].discharge = Series(2.0);
    c.sources[0].discharge = Series({0, 86400}, {8, 6}, Series::Shape::step);
    SharedWithdrawals shared;
    shared.name = "sharing";
    shared.gauge = gauge(Gauge::Variable::discharge, {0, 6e3}, "m3/s");
    shared.reserve = Series(3.0);
    shared.members = {{1, 2}, {2, 1}, {3, 2}};
    shared.interval = 4 * 3600;
    c.operations[0].withdrawals.push_back(shared);
    const auto outcome = run(c);
    const auto& record = outcome.record.scenarios[0];
    ASSERT_FALSE(record.failed) << record.failure;
    const Grid grid = make_grid(c.network);
    const auto face = static_cast<std::size_t>(grid.face_at({0, 6e3}));
    // of 6 m3/s three flow on: two for the first, half a m3/s for each of the others
    EXPECT_NEAR(outcome.frames.back().scenarios[0].discharge[face], 3, 0.01);
    std::vector<double> last(4, 2.0);
    for (const auto& decision : record.decisions) {
        EXPECT_EQ(decision.decided_by, "sharing");
        EXPECT_THAT(decision.reason.en, HasSubstr("reserve 3 m3/s: "));
        EXPECT_THAT(decision.reason.zh, HasSubstr("保留 3 m3/s：需取 6 m3/s"));
        for (std::size_t s = 1; s < 4; ++s) {
            if (decision.target == c.sources[s].name) last[s] = decision.to;
        }
    }
    EXPECT_NEAR(last[1], 0.5, 0.01);
    EXPECT_EQ(last[2], 2);
    EXPECT_NEAR(last[3], 0.5, 0.01);
    EXPECT_LE(record.ledger[0].relative_error(), 1e-12);
}

TEST(OperatedCanal, TheRuleOfTheSmallerNumberPrevailsAndTheOtherIsRecorded) {
    auto c = canal();
    const auto anywhere = gauge(Gauge::Variable::water_level, {0, 1e3}, "m");
    c.operations[0].rules = {rule("second", anywhere, true, 0, 0, gate_of_canal, 0.3),
                             rule("first", anywhere, true, 0, 0, gate_of_canal, 0.7)};
    c.operations[0].rules[0].priority = 2;
    const auto outcome = run(c);
    const auto& decisions = outcome.record.scenarios[0].decisions;
    ASSERT_EQ(decisions.size(), 2u);
    EXPECT_EQ(decisions[0].decided_by, "first");
    EXPECT_EQ(decisions[0].to, 0.7);
    EXPECT_EQ(decisions[1].decided_by, "second");
    EXPECT_EQ(decisions[1].from, decisions[1].to);
    EXPECT_THAT(decisions[1].reason.en, StartsWith("overruled by first: "));
    EXPECT_THAT(decisions[1].reason.zh, StartsWith("让位于“first”："));
}

/// Random networks whose scenarios are all operated, by thresholds they cross.
Case operated_network(unsigned seed) {
    auto c = testing::random_case(seed, 6, 12);
    c.initial.spin_up = 6 * 3600;
    const double length = c.network.rivers[0].to;
    c.operations.resize(2);
    auto& one = c.operations[0];
    const int abstraction = static_cast<int>(c.sources.size()) - 1;
    one.rules.push_back(rule("flow", gauge(Gauge::Variable::discharge, {0, 0.3 * length}, "m3/s"), true, 4, 0.5,
                             {Actuator::Kind::structure, 2}, 0.1, 0.5 / 3600));
    one.controllers.push_back({"level", {Actuator::Kind::structure, 0}, {}, Series(11.5), true, 0.4, 5400});
    one.controllers[0].gauge = gauge(Gauge::Variable::water_level, {0, 0.4 * length}, "m");
    one.controllers[0].most = 3;
    SharedWithdrawals shared;
    shared.name = "sharing";
    shared.gauge = gauge(Gauge::Variable::discharge, {0, 0.9 * length}, "m3/s");
    shared.reserve = Series(4.0);
    shared.members = {{abstraction, 1}};
    one.withdrawals.push_back(shared);
    auto& two = c.operations[1];
    two.rules.push_back(rule("oxygen", gauge(Gauge::Variable::constituent, {0, 0.6 * length}, "mg/L"), false, 7, 0.2,
                             {Actuator::Kind::structure, 1}, 0.2, 0.3 / 3600));
    two.rules[0].when[0].gauge.constituent = "dissolved_oxygen";
    two.rules[0].minimum_duration = 3600;
    for (int s = 0; s < 5; ++s) c.scenarios[static_cast<std::size_t>(s)].operation = s % 2;
    return c;
}

class OperatedNetwork : public ::testing::TestWithParam<unsigned> {};

TEST_P(OperatedNetwork, IsTheSameAloneInAnyPackAndWithAnyThreads) {
    const auto c = operated_network(GetParam());
    const auto one = run(c, 1), two = run(c, 2);
    std::size_t decisions = 0;
    for (std::size_t s = 0; s < 6; ++s) {
        const auto alone = run(c, 1, {static_cast<int>(s)});
        const auto& record = one.record.scenarios[s];
        ASSERT_FALSE(record.failed) << record.failure;
        decisions += record.decisions.size();
        for (const auto* other : {&alone.record.scenarios[0], &two.record.scenarios[s]}) {
            ASSERT_EQ(record.decisions.size(), other->decisions.size());
            for (std::size_t k = 0; k < record.decisions.size(); ++k) {
                EXPECT_EQ(record.decisions[k].time, other->decisions[k].time);
                EXPECT_EQ(record.decisions[k].to, other->decisions[k].to);
                EXPECT_EQ(record.decisions[k].reason.en, other->decisions[k].reason.en);
            }
        }
        const auto& last = one.frames.back().scenarios[s];
        EXPECT_TRUE(same_bits(last.water_level, alone.frames.back().scenarios[0].water_level));
        EXPECT_TRUE(same_bits(last.concentration, alone.frames.back().scenarios[0].concentration));
        EXPECT_TRUE(same_bits(last.discharge, two.frames.back().scenarios[s].discharge));
    }
    EXPECT_GT(decisions, 10u) << "the operators must act for this to say anything";
}

TEST_P(OperatedNetwork, EveryBalanceCloses) {
    for (const auto& s : run(operated_network(GetParam()), 2).record.scenarios) {
        for (const auto& account : s.ledger)
            EXPECT_LE(account.relative_error(), account.name == "water" ? 1e-12 : 1e-10) << account.name;
    }
}

INSTANTIATE_TEST_SUITE_P(Seeds, OperatedNetwork, ::testing::Values(1u, 4u));

TEST(SavedOperation, GoesOnAsIfNothingHadHappened) {
    const auto c = operated_network(3);
    const Grid grid = make_grid(c.network);
    const Assembly assembly(c, grid);
    const auto models = assembly.models();
    const auto width = assembly.constituents().size();
    FlowState flow = models.steady(0);
    const std::vector<double> depth(flow.level.size(), 1.0);
    std::vector<double> concentration(flow.level.size() * width, 7.0);
    const std::vector<double> source_volume(models.exchanges().size(), -300.0);
    for (const int scenario : {0, 1}) {
        auto continuous = models.operation(scenario);
        std::vector<OperationEvent> one, other;
        for (int k = 0; k < 60; ++k) {
            // a made-up river that goes up and down, so that everything is decided now and then
            const double wave = std::sin(0.4 * k);
            FlowState seen = flow;
            for (double& q : seen.discharge) q += 4 * wave;
            for (double& z : seen.level) z += wave;
            for (double& g : concentration) g = 7 + wave;
            const auto restored = models.operation(scenario);
            restored->restore(continuous->save());
            EXPECT_EQ(restored->next_look(), continuous->next_look());
            const Observation now{continuous->next_look(), seen, depth, concentration, source_volume, 900};
            restored->look(now, other);
            continuous->look(now, one);
            EXPECT_TRUE(same_bits(restored->save(), continuous->save()));
            ASSERT_EQ(one.size(), other.size());
            if (!one.empty()) {
                EXPECT_EQ(one.back().to, other.back().to);
                EXPECT_EQ(one.back().reason.en, other.back().reason.en);
            }
        }
        EXPECT_GT(one.size(), 3u);
        EXPECT_THROW(continuous->restore(std::vector<double>{1, 2}), std::invalid_argument);
    }
}

}  // namespace
}  // namespace qingliu
