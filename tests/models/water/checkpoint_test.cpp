// A run that goes on from a checkpoint is the run that never stopped, to the bit.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "engine/io/checkpoint_file.hpp"
#include "engine/io/netcdf_file.hpp"
#include "engine/io/netcdf_reader.hpp"
#include "engine/run/going_on.hpp"
#include "engine/run/simulation.hpp"
#include "models/water/assembly.hpp"
#include "tests/models/water/same_results.hpp"
#include "tests/models/water/whole_run.hpp"
#include "tests/random_case.hpp"
#include "tests/same_bits.hpp"
#include "tests/time_constants.hpp"

namespace qingliu {
namespace {

using testing::Outcome;
using testing::run;

/// A case that goes on names no scenario to begin from: each begins from its namesake.
Case continued(Case c) {
    c.initial.scenario.clear();
    return c;
}

/// Twenty-eight hours of schedules that differ, with two control sections; kept after nine.
constexpr double state_kept_at = 9 * one_hour;
Case twenty_eight_hours(unsigned seed, int scenarios = 6) {
    auto c = testing::random_case(seed, scenarios, 28);
    c.initial.spin_up = 3 * one_hour;
    for (const double at : {0.0, 9e3}) {
        ControlSection section;
        section.name = "at " + std::to_string(at);
        section.at = {0, at};
        c.sections.push_back(section);
    }
    return c;
}

/// As a file keeps it.
Checkpoint through_a_file(const Checkpoint& checkpoint, const std::string& name) {
    const auto file = std::filesystem::path(::testing::TempDir()) / fmt::format("{}_{}.nc", name, getpid());
    write_checkpoint(file, checkpoint, "test", "test");
    auto read = read_checkpoint(file);
    std::filesystem::remove(file);
    return read;
}

RunOptions keeping(double time) {
    RunOptions options;
    options.checkpoint_at = time;
    return options;
}
RunOptions going_on(const Checkpoint& from, std::vector<int> scenarios = {}) {
    RunOptions options;
    options.from = &from;
    options.scenarios = std::move(scenarios);
    return options;
}

void expect_same(const ScenarioRecord& a, const ScenarioRecord& b) {
    ASSERT_EQ(a.daily_discharge.size(), b.daily_discharge.size());
    for (std::size_t day = 0; day < a.daily_discharge.size(); ++day) {
        EXPECT_TRUE(same_bits(a.daily_discharge[day], b.daily_discharge[day])) << "day " << day;
        EXPECT_TRUE(same_bits(a.daily_concentration[day], b.daily_concentration[day])) << "day " << day;
    }
    EXPECT_TRUE(same_bits(a.source_volume, b.source_volume));
    ASSERT_EQ(a.ledger.size(), b.ledger.size());
    for (std::size_t k = 0; k < a.ledger.size(); ++k) {
        const auto &x = a.ledger[k], &y = b.ledger[k];
        EXPECT_TRUE(same_bits({x.in, x.out, x.reacted, x.stored_before, x.stored_after, x.stored_change},
                              {y.in, y.out, y.reacted, y.stored_before, y.stored_after, y.stored_change}))
            << x.name;
        EXPECT_EQ(x.parts, y.parts) << x.name;
    }
    EXPECT_EQ(a.steps, b.steps);
    EXPECT_EQ(a.rejected, b.rejected);
    EXPECT_EQ(a.newton_iterations, b.newton_iterations);
}

class GoingOn : public ::testing::TestWithParam<unsigned> {};

TEST_P(GoingOn, IsTheRunThatNeverStopped) {
    const auto c = twenty_eight_hours(GetParam());
    const auto whole = run(c, {});
    auto until = c;
    until.end = state_kept_at;
    const auto first = run(until, keeping(state_kept_at));
    const auto state = through_a_file(first.state, "whole" + std::to_string(GetParam()));
    const auto second = run(continued(c), going_on(state), 2);
    ASSERT_EQ(second.frames.size(), 20U);
    EXPECT_EQ(second.frames.front().time, state_kept_at);
    for (std::size_t k = 0; k < second.frames.size(); ++k) {
        for (std::size_t s = 0; s < 6; ++s)
            expect_same(whole.frames[k + 9].scenarios[s], second.frames[k].scenarios[s]);
    }
    for (std::size_t s = 0; s < 6; ++s) expect_same(whole.record.scenarios[s], second.record.scenarios[s]);
    for (int s = 0; s < 6; s += 5) {
        const auto alone = run(continued(c), going_on(state, {s}));
        expect_same(whole.frames.back().scenarios[static_cast<std::size_t>(s)], alone.frames.back().scenarios[0]);
        expect_same(whole.record.scenarios[static_cast<std::size_t>(s)], alone.record.scenarios[0]);
    }
    EXPECT_FALSE(same_bits(whole.frames.back().scenarios[0].discharge, whole.frames.back().scenarios[1].discharge))
        << "the scenarios must differ for this to say anything";
    EXPECT_FALSE(same_bits(second.frames.front().scenarios[0].discharge, second.frames.back().scenarios[0].discharge))
        << "something must have happened since";
}

TEST_P(GoingOn, KeepingAStateChangesNothing) {
    const auto c = twenty_eight_hours(GetParam(), 2);
    const auto plain = run(c, {}), keeps = run(c, keeping(state_kept_at));
    for (std::size_t s = 0; s < 2; ++s) {
        expect_same(plain.frames.back().scenarios[s], keeps.frames.back().scenarios[s]);
        expect_same(plain.record.scenarios[s], keeps.record.scenarios[s]);
    }
}

TEST_P(GoingOn, ANewForecastFromTheStateOfOneScenarioIsThatScenario) {
    const auto c = twenty_eight_hours(GetParam(), 4);
    const auto whole = run(c, keeping(state_kept_at));
    auto later = c;
    later.start = state_kept_at;
    later.initial = {};
    later.initial.scenario = "s2";
    const auto second = run(later, going_on(whole.state));
    ASSERT_EQ(second.frames.size(), 20U);
    expect_same(second.frames.front().scenarios[0], second.frames.front().scenarios[3]);
    for (std::size_t k = 0; k < second.frames.size(); ++k)
        expect_same(whole.frames[k + 9].scenarios[2], second.frames[k].scenarios[2]);
    const auto &old = whole.record.scenarios[2], &fresh = second.record.scenarios[2];
    EXPECT_TRUE(same_bits(old.daily_discharge[0], fresh.daily_discharge[0])) << "the day under way goes on";
    EXPECT_LT(fresh.ledger[0].in, old.ledger[0].in) << "the balance begins with the case";
    for (const auto& account : fresh.ledger) EXPECT_LE(account.relative_error(), 1e-10) << account.name;
}

INSTANTIATE_TEST_SUITE_P(Seeds, GoingOn, ::testing::Range(1u, 4u));

TEST(MeasuredStart, BeginsWithWhatWasReadAndKeepsQualityAndBalance) {
    auto c = twenty_eight_hours(1, 2);
    c.end = 3 * one_hour;
    c.kinetics = false;
    c.climate.evaporation = Series(0.0);
    for (auto& quality : c.qualities) quality.concentration = {{"conductivity", Series(10.0)}};
    const auto plain = run(c, {});
    MeasuredPoint point;
    point.at = {0, 6e3};
    const Grid grid = make_grid(c.network);
    const auto cell = static_cast<std::size_t>(grid.cell_at(point.at));
    point.water_level = plain.frames.front().scenarios[0].water_level[cell] + 0.5;
    c.initial.measured.push_back(point);
    const auto drawn = run(c, {});
    EXPECT_NEAR(drawn.frames.front().scenarios[0].water_level[cell], *point.water_level, 1e-9);
    const auto width =
        drawn.frames.front().scenarios[0].concentration.size() / drawn.frames.front().scenarios[0].depth.size();
    const auto& concentration = drawn.frames.back().scenarios[0].concentration;
    double conductivity = 0;
    for (std::size_t k = 0; k < width; ++k) conductivity = std::max(conductivity, concentration[cell * width + k]);
    EXPECT_NEAR(conductivity, 10, 1e-6) << "water that was added has the quality of what was there";
    for (const auto& account : drawn.record.scenarios[0].ledger) EXPECT_LE(account.relative_error(), 1e-12);
    c.initial.settle = 2 * one_hour;
    const auto settled = run(c, {});
    EXPECT_LT(settled.frames.front().scenarios[0].water_level[cell], *point.water_level - 1e-3)
        << "a wave that nothing feeds runs off";
}

TEST(Checkpoint, AFailedScenarioStaysFailed) {
    auto c = twenty_eight_hours(2, 3);
    // a flood no step can follow
    c.scenarios[1].discharge[0] = Series({0.0, 3 * one_hour}, {1.0, 1e300}, Series::Shape::step);
    const auto whole = run(c, keeping(state_kept_at));
    const auto state = through_a_file(whole.state, "failed");
    const auto second = run(continued(c), going_on(state));
    EXPECT_TRUE(second.record.scenarios[1].failed);
    EXPECT_EQ(second.record.scenarios[1].failure, whole.record.scenarios[1].failure);
    expect_same(whole.record.scenarios[2], second.record.scenarios[2]);
}

/// What is said of going on with `c` from the state.
std::string refusal(const Case& c, const Checkpoint& state) {
    try {
        run(c, going_on(state));
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

TEST(Checkpoint, IsRefusedWhereItDoesNotBelong) {
    using ::testing::HasSubstr;
    auto c = twenty_eight_hours(1, 2);
    c.end = 2 * one_hour;
    const auto state = run(c, keeping(one_hour)).state;
    c = continued(c);
    EXPECT_EQ(refusal(c, state), "");
    auto other = c;
    other.network.rivers[0].max_cell *= 0.5;
    EXPECT_THAT(refusal(other, state), HasSubstr("other cells and faces"));
    other = c;
    for (auto& section : other.network.rivers[1].sections) section.bottom_width += 0.1;
    EXPECT_THAT(refusal(other, state), HasSubstr("other shapes of the sections"));
    other = c;
    other.waters.push_back({"tail_water", "尾水"});
    EXPECT_THAT(refusal(other, state), HasSubstr("other constituents"));
    other = c;
    other.network.storage_zones[0].area *= 2;
    EXPECT_THAT(refusal(other, state), HasSubstr("other storage zones"));
    other.network.storage_zones.clear();
    EXPECT_THAT(refusal(other, state), HasSubstr("other storage zones")) << "what they hold would be lost";
    other = c;
    other.network.storage_zones[0].exchange_rate *= 2;
    EXPECT_EQ(refusal(other, state), "") << "they hold what they hold";
    other = c;
    other.start = 0.5 * one_hour;
    EXPECT_THAT(refusal(other, state), HasSubstr("the case starts at 1970-01-01 00:30"));
    other = c;
    other.end = one_hour;
    EXPECT_THAT(refusal(other, state), HasSubstr("the case ends at 1970-01-01 01:00"));
    other = c;
    other.scenarios[1].name = "s11";
    EXPECT_THAT(refusal(other, state), HasSubstr("the checkpoint has no scenario \"s11\""));
    other = c;
    other.sections.pop_back();
    EXPECT_THAT(refusal(other, state), HasSubstr("other control sections")) << "the sums of the run go on";
    other.start = one_hour;
    EXPECT_EQ(refusal(other, state), "") << "a new forecast may look elsewhere";
}

TEST(Checkpoint, WhatIsNoneCannotBeRead) {
    const auto file = std::filesystem::path(::testing::TempDir()) / fmt::format("other_{}.nc", getpid());
    NetcdfFile other(file);
    other.finish(true);
    EXPECT_THROW(read_checkpoint(file), ReadError);
    std::filesystem::remove(file);
    EXPECT_THROW(read_checkpoint(file), ReadError);
}

/// One scenario is operated, another by other rules, the first not at all.
TEST(CheckpointFile, RowsMayDifferBetweenScenarios) {
    Checkpoint checkpoint;
    checkpoint.scenario = {"free", "operated", "otherwise"};
    checkpoint.failure = {"", "", ""};
    checkpoint.belongs = {{"grid", "any"}};
    checkpoint.state = {
        {{"level", {1, 2}}}, {{"level", {3, 4}}, {"rules", {5, 6, 7}}}, {{"level", {8, 9}}, {"rules", {10}}}};
    EXPECT_EQ(through_a_file(checkpoint, "uneven").state, checkpoint.state);
}

}  // namespace
}  // namespace qingliu
