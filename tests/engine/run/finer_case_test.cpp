#include "engine/run/finer_case.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/random_case.hpp"

namespace qingliu {
namespace {

/// A river of ten cells of 100 m with sections at these chainages.
Case straight_river(const std::vector<double>& places) {
    Case c;
    River river;
    river.name = "river";
    river.to = 1000;
    river.max_cell = 100;
    river.sections.resize(1);
    river.outlet = Outlet{};
    c.network.rivers = {river};
    for (const double x : places) {
        ControlSection section;
        section.at = {0, x};
        c.sections.push_back(section);
    }
    return c;
}

/// Means of a run of `finer` in which each constituent k is (k + 1) times the chainage of the cell, depth and discharge
/// the chainage of cell and face.
ScenarioRecord means_by_chainage(const Case& finer, const Grid& grid) {
    ScenarioRecord record;
    record.daily_discharge.resize(1);
    record.daily_depth.resize(1);
    record.daily_concentration.resize(1);
    for (const auto& section : finer.sections) {
        const double x = grid.cell_chainage[static_cast<std::size_t>(grid.cell_at(section.at))];
        record.daily_discharge[0].push_back(grid.face_chainage[static_cast<std::size_t>(grid.face_at(section.at))]);
        record.daily_depth[0].push_back(x);
        record.daily_concentration[0].push_back(x);
        record.daily_concentration[0].push_back(2 * x);
    }
    return record;
}

TEST(FinerCase, HalvesStepsAndKeepsWhatRulesLookAt) {
    auto c = testing::random_case(3, 2);
    ControlSection section;
    section.name = "middle";
    section.at = {0, 5e3};
    c.sections.push_back(section);
    const Grid grid = make_grid(c.network), half = make_grid(c.network, 2);
    const Case finer = finer_case(c, grid, half);
    EXPECT_EQ(finer.numerics.max_step, 0.5 * c.numerics.max_step);
    EXPECT_EQ(finer.numerics.flow_tolerance, 0.25 * c.numerics.flow_tolerance);
    ASSERT_EQ(finer.sections.size(), 3 * c.sections.size());
    EXPECT_EQ(finer.sections[0].name, "middle");
    EXPECT_EQ(finer.sections[0].at.chainage, 5e3);
}

TEST(FinerReading, InterpolatesBetweenTheTwoCellsAndNeverBeyondThem) {
    // the cell from 400 m to 500 m, whose halves have their centres at 425 m and 475 m
    const Case c = straight_river({401, 425, 440, 450, 475, 499});
    const std::vector<double> right{425, 425, 440, 450, 475, 475};
    const Grid grid = make_grid(c.network), half = make_grid(c.network, 2);
    const auto record = means_by_chainage(finer_case(c, grid, half), half);
    const FinerReading reading(c, grid, half);
    const std::vector<double> bed(static_cast<std::size_t>(half.cells()), 7.0);
    for (std::size_t s = 0; s < right.size(); ++s) {
        EXPECT_NEAR(reading.concentration(record, 0, s, 0, 2), right[s], 1e-9);
        EXPECT_NEAR(reading.concentration(record, 0, s, 1, 2), 2 * right[s], 1e-9);
        EXPECT_NEAR(reading.water_level(record, bed, 0, s), right[s] + 7, 1e-9);
        EXPECT_LE(std::fabs(reading.discharge(record, 0, s) - c.sections[s].at.chainage), 25) << "the nearest face";
    }
}

TEST(FinerReading, AHalfThatDoesNotCountMayBeDry) {
    const Case c = straight_river({401});
    const Grid grid = make_grid(c.network), half = make_grid(c.network, 2);
    auto record = means_by_chainage(finer_case(c, grid, half), half);
    record.daily_concentration[0][4] = std::nan("");
    EXPECT_EQ(FinerReading(c, grid, half).concentration(record, 0, 0, 0, 2), 425);
}

TEST(FinerReading, OnTheSameCellsItIsTheirValue) {
    const Case c = straight_river({410, 990});
    const Grid grid = make_grid(c.network);
    const auto record = means_by_chainage(finer_case(c, grid, grid), grid);
    const FinerReading reading(c, grid, grid);
    EXPECT_NEAR(reading.concentration(record, 0, 0, 0, 2), 450, 1e-9);
    EXPECT_NEAR(reading.concentration(record, 0, 1, 0, 2), 950, 1e-9);
}

}  // namespace
}  // namespace qingliu
