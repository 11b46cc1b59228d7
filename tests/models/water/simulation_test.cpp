// The whole run on random networks: balances, uniform water, lane and thread independence.
#include "engine/run/simulation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "models/water/assembly.hpp"
#include "tests/models/water/same_results.hpp"
#include "tests/models/water/whole_run.hpp"
#include "tests/random_case.hpp"
#include "tests/same_bits.hpp"

namespace qingliu {
namespace {

using testing::Kept;
using testing::Outcome;
using testing::run;

Case short_case(unsigned seed, int scenarios) {
    auto c = testing::random_case(seed, scenarios, 12);
    c.initial.spin_up = 6 * 3600;
    return c;
}

class WholeRun : public ::testing::TestWithParam<unsigned> {};

TEST_P(WholeRun, LaneAloneAndInAnyPackAndAnyThreadsIsTheSameBits) {
    const auto c = short_case(GetParam(), 6);
    const auto one = run(c, 1), two = run(c, 2);
    ASSERT_EQ(one.frames.size(), two.frames.size());
    for (std::size_t k = 0; k < one.frames.size(); ++k) {
        for (std::size_t s = 0; s < 6; ++s) expect_same(one.frames[k].scenarios[s], two.frames[k].scenarios[s]);
    }
    for (int s = 0; s < 6; ++s) {
        const auto alone = run(c, 1, {s});
        expect_same(alone.frames.back().scenarios[0], one.frames.back().scenarios[static_cast<std::size_t>(s)]);
        EXPECT_EQ(alone.record.scenarios[0].ledger[0].in,
                  one.record.scenarios[static_cast<std::size_t>(s)].ledger[0].in);
    }
    EXPECT_FALSE(same_bits(one.frames.back().scenarios[0].concentration, one.frames.back().scenarios[1].concentration))
        << "the scenarios must differ for this to say anything";
}

TEST_P(WholeRun, EveryBalanceCloses) {
    const auto result = run(short_case(GetParam(), 3));
    for (const auto& s : result.record.scenarios) {
        ASSERT_FALSE(s.failed) << s.failure;
        for (const auto& account : s.ledger) {
            EXPECT_LE(account.relative_error(), account.name == "water" ? 1e-12 : 1e-10) << account.name;
        }
    }
}

TEST_P(WholeRun, ABalanceBreaksWhenSomethingGoesUnrecorded) {
    auto result = run(short_case(GetParam(), 1));
    auto& ledger = result.record.scenarios[0].ledger;
    for (auto& account : ledger) {
        if (account.name != "dissolved_oxygen" && account.name != "water") continue;
        account.out -= 1e-6 * account.in;
        EXPECT_GT(account.relative_error(), 1e-7) << account.name;
    }
}

TEST_P(WholeRun, FractionsAddUpToOne) {
    auto c = short_case(GetParam(), 2);
    const auto result = run(c);
    const Grid grid = make_grid(c.network);
    const auto constituents = constituents_of(c.waters);
    const auto width = constituents.size();
    for (const auto& scenario : result.frames.back().scenarios) {
        for (int cell = 0; cell < grid.cells(); ++cell) {
            if (scenario.depth[static_cast<std::size_t>(cell)] < 1e-3) continue;
            double sum = 0;
            for (std::size_t k = 0; k < width; ++k) {
                if (constituents[k].name.starts_with("fraction_"))
                    sum += scenario.concentration[static_cast<std::size_t>(cell) * width + k];
            }
            EXPECT_NEAR(sum, 1, 1e-9) << "cell " << cell;
        }
    }
}

TEST_P(WholeRun, DryCellsHaveNoConcentrationAndWetOnesDo) {
    const auto c = short_case(GetParam(), 1);
    const auto result = run(c);
    const auto width = constituents_of(c.waters).size();
    for (const auto& frame : result.frames) {
        const auto& scenario = frame.scenarios[0];
        for (std::size_t cell = 0; cell < scenario.depth.size(); ++cell) {
            EXPECT_EQ(std::isnan(scenario.concentration[cell * width]), scenario.depth[cell] < shallowest_sample);
        }
    }
}

TEST_P(WholeRun, SectionWithoutWaterHasNoDailyConcentration) {
    auto c = short_case(GetParam(), 1);
    for (auto& source : c.sources) source.discharge = Series(0.0);
    c.diffuse.clear();
    testing::seal(c);
    c.scenarios[0].discharge.clear();
    c.initial.spin_up = 0;
    ControlSection section;
    section.name = "head";
    section.at = {0, 0};
    c.sections = {section};
    const auto result = run(c);
    const auto& last = result.frames.back().scenarios[0];
    ASSERT_LT(last.depth.front(), shallowest_sample) << "the head must have run dry for this to say anything";
    const auto& daily = result.record.scenarios[0].daily_concentration.back();
    EXPECT_TRUE(std::isnan(daily.front()));
}

TEST_P(WholeRun, UniformWaterStaysUniform) {
    auto c = short_case(GetParam(), 4);
    c.kinetics = false;
    c.climate.evaporation = Series(0.0);
    for (auto& quality : c.qualities) quality.concentration = {{"conductivity", Series(10.0)}};
    const auto result = run(c);
    const auto width = constituents_of(c.waters).size();
    double worst = 0;
    for (const auto& frame : result.frames) {
        for (const auto& scenario : frame.scenarios) {
            for (std::size_t cell = 0; cell < scenario.depth.size(); ++cell) {
                if (scenario.depth[cell] <= 1e-3) continue;
                worst = std::fmax(worst, std::fabs(scenario.concentration[cell * width + species::conductivity] - 10));
            }
        }
    }
    EXPECT_LE(worst, 1e-10);  // 1e-11 of the concentration
}

INSTANTIATE_TEST_SUITE_P(Seeds, WholeRun, ::testing::Range(1u, 5u));

TEST(OneRun, StopsWhenAskedAndSaysSo) {
    const auto c = short_case(1, 2);
    const Grid grid = make_grid(c.network);
    const Assembly assembly(c, grid);
    Kept kept;
    std::atomic<bool> stop{false};
    RunOptions options;
    options.stop = &stop;
    options.progress = [&](double time) { stop = time >= 3600.0 * 6; };
    const auto record = simulate(c, grid, assembly.constituents(), assembly.models(), kept, options);
    EXPECT_FALSE(record.complete);
    EXPECT_LT(record.end, c.end);
    EXPECT_GT(kept.frames.size(), 1u);
}

TEST(OneRun, AFailedLaneIsNamedAndItsMatesGoOn) {
    auto c = short_case(2, 3);
    // a flood no step can follow: the level would rise without bound within a second
    c.scenarios[1].discharge[0] = Series({0.0, 3 * 3600.0}, {1.0, 1e300}, Series::Shape::step);
    const auto result = run(c, 2);
    EXPECT_TRUE(result.record.scenarios[1].failed);
    EXPECT_NE(result.record.scenarios[1].failure.find("km"), std::string::npos) << result.record.scenarios[1].failure;
    EXPECT_FALSE(result.record.scenarios[0].failed);
    EXPECT_FALSE(result.record.scenarios[2].failed);
    const auto without = run(c, 1, {0, 2});
    expect_same(without.frames.back().scenarios[0], result.frames.back().scenarios[0]);
    expect_same(without.frames.back().scenarios[1], result.frames.back().scenarios[2]);
}

}  // namespace
}  // namespace qingliu
