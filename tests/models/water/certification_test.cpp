// The error of the steps, told by the reference integrator, and the places that held a run up.
#include "engine/run/certification.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "engine/run/cell_place.hpp"
#include "engine/run/simulation.hpp"
#include "models/water/assembly.hpp"
#include "tests/random_case.hpp"

namespace qingliu {
namespace {

using ::testing::HasSubstr;

constexpr double hour = 3600;

struct Nowhere final : ResultSink {
    void frame(const Frame&) override {}
};

RunRecord run(const Case& c, bool certify) {
    const Grid grid = make_grid(c.network);
    const Assembly assembly(c, grid);
    Nowhere nowhere;
    RunOptions options;
    options.certify = certify;
    return simulate(c, grid, assembly.constituents(), assembly.models(), nowhere, options);
}

Case sample(unsigned seed, double tolerance) {
    auto c = testing::random_case(seed, 2, 30);
    c.initial.spin_up = 0;
    c.numerics.flow_tolerance = tolerance;
    ControlSection section;
    section.name = "middle";
    section.at = {0, 9e3};
    c.sections.push_back(section);
    return c;
}

TEST(Certification, TellsAnErrorThatFallsWithTheTolerance) {
    for (const unsigned seed : {1U, 2U}) {
        const auto loose = run(sample(seed, 1e-2), true), tight = run(sample(seed, 1e-4), true);
        for (std::size_t s = 0; s < 2; ++s) {
            const auto &a = loose.scenarios[s], &b = tight.scenarios[s];
            ASSERT_EQ(a.not_certified, "");
            ASSERT_EQ(a.discharge_error.size(), 2U);
            ASSERT_TRUE(std::isfinite(a.discharge_error[0][0]));
            EXPECT_TRUE(std::isnan(a.discharge_error[1][0])) << "six hours are no day";
            EXPECT_LT(std::fabs(a.discharge_error[0][0]), 0.05);
            EXPECT_LT(std::fabs(b.discharge_error[0][0]), 1e-3);
            EXPECT_LT(std::fabs(b.depth_error[0][0]), 1e-4);
            EXPECT_NE(a.discharge_error[0][0], 0);
        }
    }
}

TEST(Certification, SaysNothingUnlessAsked) {
    const auto record = run(sample(1, 1e-3), false);
    EXPECT_TRUE(record.scenarios[0].discharge_error.empty());
    EXPECT_EQ(record.scenarios[0].not_certified, "");
}

TEST(Certification, DoubtsWhatIsNearerToTheTargetThanItsError) {
    ControlSection section;
    section.ecological_flow.fill(2.0);
    section.ecological_flow[6] = 5.0;
    const double january = 0, july = 181 * 24 * hour;
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
    c.scenarios[1].discharge[0] = Series({0.0, 3 * hour}, {1.0, 1e300}, Series::Shape::step);
    const auto record = run(c, false);
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
