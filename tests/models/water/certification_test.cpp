// The error of the steps, told by the reference integrator, and the places that held a run up.
#include "engine/run/certification.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>
#include <stdexcept>

#include "engine/run/cell_place.hpp"
#include "engine/run/simulation.hpp"
#include "models/water/assembly.hpp"
#include "tests/random_case.hpp"
#include "tests/time_constants.hpp"

namespace qingliu {
namespace {

using ::testing::HasSubstr;

struct Nowhere final : ResultSink {
    void frame(const Frame&) override {}
};

RunRecord record_of(const Case& c, RunOptions options) {
    const Grid grid = make_grid(c.network);
    const Assembly assembly(c, grid);
    Nowhere nowhere;
    return simulate(c, grid, assembly.constituents(), assembly.models(), nowhere, options);
}

RunRecord record_of(const Case& c, bool certify) {
    RunOptions options;
    options.certify = certify;
    return record_of(c, options);
}

Case thirty_hours(unsigned seed, double tolerance) {
    auto c = testing::random_case(seed, 2, 30);
    c.initial.spin_up = 0;
    c.numerics.flow_tolerance = tolerance;
    ControlSection section;
    section.name = "middle";
    section.at = {0, 9e3};
    c.sections.push_back(section);
    return c;
}

TEST(Certification, TellsAnErrorOfStepsThatFallsWithTheTolerance) {
    for (const unsigned seed : {1U, 2U}) {
        const auto loose = record_of(thirty_hours(seed, 1e-2), true), tight = record_of(thirty_hours(seed, 1e-4), true);
        for (std::size_t s = 0; s < 2; ++s) {
            const auto &a = loose.scenarios[s], &b = tight.scenarios[s];
            ASSERT_EQ(a.steps_not_certified, "");
            ASSERT_EQ(a.discharge_step_error.size(), 2U);
            ASSERT_TRUE(std::isfinite(a.discharge_step_error[0][0]));
            EXPECT_TRUE(std::isnan(a.discharge_step_error[1][0])) << "six hours are no day";
            EXPECT_LT(std::fabs(a.discharge_step_error[0][0]), 0.05);
            EXPECT_LT(std::fabs(b.discharge_step_error[0][0]), 1e-3);
            EXPECT_LT(std::fabs(b.water_level_step_error[0][0]), 1e-4);
            EXPECT_NE(a.discharge_step_error[0][0], 0);
        }
    }
}

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

/// Medians of the errors of the first day, over all sections and scenarios: the largest stand beside mouths of rivers,
/// where a section may come to lie on the other side, and do not fall with the cells but become fewer.
struct Typical {
    double discharge = 0, level = 0, concentration = 0;
};

Typical typical(const RunRecord& record, std::size_t constituent) {
    std::vector<double> discharge, level, concentration;
    for (const auto& s : record.scenarios) {
        EXPECT_EQ(s.not_certified, "");
        const std::size_t sections = s.discharge_error[0].size(), width = s.concentration_error[0].size() / sections;
        for (std::size_t k = 0; k < sections; ++k) {
            discharge.push_back(std::fabs(s.discharge_error[0][k]));
            level.push_back(std::fabs(s.water_level_error[0][k]));
            concentration.push_back(std::fabs(s.concentration_error[0][k * width + constituent]));
        }
    }
    return {median(discharge), median(level), median(concentration)};
}

/// The share of the second water, which enters at changing rates and is nowhere alike.
std::size_t second_share(const Case& c) {
    const Grid grid = make_grid(c.network);
    const Assembly assembly(c, grid);
    const auto& all = assembly.constituents();
    return static_cast<std::size_t>(std::ranges::find(all, "fraction_yellow_river", &Constituent::name) - all.begin());
}

TEST(Certification, TellsAnErrorOfTheWholeThatFallsWithCellsAndSteps) {
    for (const unsigned seed : {1U, 2U}) {
        auto coarse = thirty_hours(seed, 1e-3);
        // all over their cells: how far a section lies from the middle of its own is chance
        for (double x = 1.3e3; x < coarse.network.rivers[0].to; x += 457) {
            ControlSection section;
            section.at = {0, x};
            coarse.sections.push_back(section);
        }
        auto fine = coarse;
        for (auto& river : fine.network.rivers) river.max_cell /= 2;
        fine.numerics.max_step /= 2;
        fine.numerics.flow_tolerance /= 4;
        const auto share = second_share(coarse);
        const auto a = record_of(coarse, true), b = record_of(fine, true);
        EXPECT_TRUE(a.certified_cells);
        EXPECT_TRUE(std::isnan(a.scenarios[0].concentration_error[1][share])) << "six hours are no day";
        const auto of_coarse = typical(a, share), of_fine = typical(b, share);
        EXPECT_GT(of_fine.discharge, 0);
        // read at the nearest face, which the repeat shares in half of all places: it does not fall evenly
        EXPECT_LT(of_fine.discharge, of_coarse.discharge);
        EXPECT_LT(of_fine.level, 0.75 * of_coarse.level);
        EXPECT_LT(of_fine.concentration, 0.75 * of_coarse.concentration);
    }
}

TEST(Certification, ChangesNothingOfTheForecastAndDoesNotDependOnThreads) {
    const auto c = thirty_hours(2, 1e-3);
    RunOptions options;
    const auto plain = record_of(c, options);
    options.certify = true;
    options.threads = 1;
    const auto one = record_of(c, options);
    options.threads = 2;
    const auto two = record_of(c, options);
    const auto share = second_share(c);
    for (std::size_t s = 0; s < 2; ++s) {
        EXPECT_EQ(plain.scenarios[s].daily_discharge[0], one.scenarios[s].daily_discharge[0]);
        EXPECT_EQ(plain.scenarios[s].daily_concentration[0], one.scenarios[s].daily_concentration[0]);
        EXPECT_EQ(plain.scenarios[s].steps, one.scenarios[s].steps);
        EXPECT_EQ(one.scenarios[s].discharge_error[0], two.scenarios[s].discharge_error[0]);
        EXPECT_EQ(one.scenarios[s].concentration_error[0][share], two.scenarios[s].concentration_error[0][share]);
    }
}

TEST(Certification, CutShortLeavesTheForecastWhole) {
    const auto c = thirty_hours(1, 1e-3);
    std::atomic<bool> stop{false};
    RunOptions options;
    options.certify = true;
    options.stop = &stop;
    options.certification_progress = [&](double) { stop = true; };
    const auto record = record_of(c, options);
    EXPECT_TRUE(record.complete);
    EXPECT_EQ(record.end, c.end);
    for (const auto& s : record.scenarios) {
        EXPECT_FALSE(s.failed);
        EXPECT_EQ(s.not_certified, "interrupted");
        EXPECT_TRUE(std::isfinite(s.daily_discharge[0][0]));
        EXPECT_TRUE(std::isnan(s.discharge_error[0][0]));
        EXPECT_TRUE(std::isfinite(s.discharge_step_error[0][0])) << "that was done before";
    }
}

TEST(Certification, AScenarioThatFailedIsNotCertifiedAndItsMatesAre) {
    auto c = thirty_hours(2, 1e-3);
    c.scenarios[1].discharge[0] = Series({0.0, 3 * one_hour}, {1.0, 1e300}, Series::Shape::step);
    const auto record = record_of(c, true);
    EXPECT_EQ(record.scenarios[1].not_certified, "the run failed");
    EXPECT_EQ(record.scenarios[0].not_certified, "");
    EXPECT_TRUE(std::isfinite(record.scenarios[0].discharge_error[0][0]));
}

TEST(Certification, ARepeatThatCannotBeMadeIsSaidAndHarmsNothing) {
    const auto c = thirty_hours(1, 1e-3);
    const Grid grid = make_grid(c.network);
    const Assembly assembly(c, grid);
    auto models = assembly.models();
    models.made_for = [](const Case&, const Grid&) -> std::shared_ptr<const Models> {
        throw std::runtime_error("no room");
    };
    Nowhere nowhere;
    RunOptions options;
    options.certify = true;
    const auto record = simulate(c, grid, assembly.constituents(), models, nowhere, options);
    EXPECT_TRUE(record.complete);
    EXPECT_EQ(record.scenarios[0].not_certified, "no room");
    EXPECT_TRUE(std::isfinite(record.scenarios[0].daily_discharge[0][0]));
}

TEST(Certification, SaysNothingUnlessAsked) {
    const auto record = record_of(thirty_hours(1, 1e-3), false);
    EXPECT_TRUE(record.scenarios[0].discharge_error.empty());
    EXPECT_EQ(record.scenarios[0].not_certified, "");
}

TEST(Certification, DoubtsWhatIsNearerToTheTargetThanItsError) {
    ControlSection section;
    section.ecological_flow.fill(2.0);
    section.ecological_flow[6] = 5.0;
    const double january = 0, july = 181 * 24 * one_hour;
    EXPECT_TRUE(in_doubt(section, january, 0, 2.005, 0.01));
    EXPECT_TRUE(in_doubt(section, january, 0, 1.995, -0.01));
    EXPECT_FALSE(in_doubt(section, january, 0, 2.02, 0.01));
    EXPECT_FALSE(in_doubt(section, july, 0, 2.005, 0.01));
    EXPECT_FALSE(in_doubt(section, january, 0, 2.005, std::nan("")));
    section.ecological_flow.fill(0.0);
    EXPECT_FALSE(in_doubt(section, january, 0, 0.005, 0.01)) << "without a target nothing is met or missed";
}

TEST(Failure, NamesRiverWorkInflowAndSectionWithTheirPlaces) {
    auto c = testing::random_case(2, 2, 6);
    c.initial.spin_up = 0;
    c.network.structures[0].provenance.written = "network.yaml:42";
    c.sources[0].provenance.written = "boundaries.yaml:7";
    for (auto& section : c.network.rivers[0].sections) section.provenance.written = "network.yaml:12";
    const Grid grid = make_grid(c.network);
    const std::string head = describe_cell(c, grid, 0);
    EXPECT_THAT(head, HasSubstr("on trunk at 0."));
    EXPECT_THAT(head, HasSubstr("inflow 0 enters here (boundaries.yaml:7)"));
    EXPECT_THAT(head, HasSubstr("section of 0.00 km (network.yaml:12)"));
    EXPECT_THAT(describe_cell(c, grid, grid.cell_at(c.network.structures[0].at)),
                HasSubstr("km away (network.yaml:42)"));
    // a flood no step can follow
    c.scenarios[1].discharge[0] = Series({0.0, 3 * one_hour}, {1.0, 1e300}, Series::Shape::step);
    const auto record = record_of(c, false);
    ASSERT_TRUE(record.scenarios[1].failed);
    EXPECT_THAT(record.scenarios[1].failure, HasSubstr("succeeds at 1970-01-01 03:00"));
    EXPECT_THAT(record.scenarios[1].failure, HasSubstr("; on "));
    EXPECT_THAT(record.scenarios[1].failure, HasSubstr(" km"));
}

TEST(WorstCells, AreTheLargestCountsWithTheNearestWork) {
    const auto c = testing::random_case(4, 1, 6);
    const Grid grid = make_grid(c.network);
    std::vector<long> count(static_cast<std::size_t>(grid.cells()), 0);
    const int at_gate = grid.cell_at(c.network.structures[0].at);
    count[static_cast<std::size_t>(at_gate)] = 9;
    count[0] = count[1] = 4;
    const auto worst = worst_cells(c, grid, count);
    ASSERT_EQ(worst.size(), 3U);
    EXPECT_EQ(worst[0].cell, at_gate);
    EXPECT_EQ(worst[0].works, "gate");
    EXPECT_LT(worst[0].distance, 500);
    EXPECT_EQ(worst[1].cell, 0);
    EXPECT_EQ(worst[2].count, 4);
}

TEST(WorstCells, DoNotDependOnLanesAndCountNoMoreThanThereWas) {
    auto c = testing::random_case(3, 5, 12);
    c.initial.spin_up = 0;
    const Grid grid = make_grid(c.network);
    const Assembly assembly(c, grid);
    const auto go = [&](const std::vector<int>& scenarios) {
        auto pack = assembly.models().flow(scenarios, 0);
        const auto start = assembly.models().steady(0);
        for (int lane = 0; lane < pack->lanes(); ++lane) pack->set_state(lane, start, 0);
        for (bool going = true; going;) {
            pack->attempt(c.end);
            going = false;
            for (int lane = 0; lane < pack->lanes(); ++lane) going = going || !pack->done(lane, c.end);
        }
        return pack;
    };
    const auto together = go({1, 2, 3, 4});
    for (int lane = 0; lane < 4; ++lane) {
        const auto alone = go({lane + 1});
        const auto a = alone->trouble(0), b = together->trouble(lane);
        EXPECT_EQ(a.iterations, b.iterations);
        EXPECT_EQ(a.limits, b.limits);
        const auto counts = alone->counts(0);
        const long iterations = std::accumulate(a.iterations.begin(), a.iterations.end(), 0L);
        const long limits = std::accumulate(a.limits.begin(), a.limits.end(), 0L);
        EXPECT_GT(iterations, 0);
        EXPECT_LE(iterations, counts.iterations);
        EXPECT_GT(limits, 0);
        EXPECT_LE(limits, counts.steps + counts.rejected);
    }
}

}  // namespace
}  // namespace qingliu
