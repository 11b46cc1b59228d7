// Solids and their bed in a whole run: what a case says lies there at first, and that none is lost between the two.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/water/whole_run.hpp"
#include "tests/time_constants.hpp"

namespace qingliu {
namespace {

/// A closed pool, 1 km of a rectangle 10 m wide, into which turbid water flows for a day.
Case turbid_pool() {
    Case c;
    c.start = 0;
    c.end = 4 * one_day;
    c.output_interval = c.end;
    c.utc_offset_minutes = 0;
    c.waters = {{"local", "本地水"}};
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
    filling.discharge = Series({0, 3600, 3600 + one_day}, {0, 0.1157407407407407, 0}, Series::Shape::step);  // 10000 m3
    filling.quality = 0;
    c.sources = {filling};
    Quality turbid;
    turbid.name = "turbid";
    turbid.concentration = {
        {"fine_solids", Series(300.0)}, {"suspended_solids", Series(2000.0)}, {"coarse_solids", Series(500.0)}};
    c.qualities = {turbid};
    c.constituents = {"solids"};
    c.kinetics = true;
    KineticParameter stock;
    stock.value = 3000;  // g m-2
    c.kinetic_parameters["bed_stock.bed_fine_solids"] = stock;
    c.scenarios.emplace_back();
    c.scenarios[0].name = "only";
    c.initial.scenario = "only";
    return c;
}

TEST(BedSolids, BeginAsTheCaseSaysAndTakeWhatTheWaterLoses) {
    const auto outcome = testing::run(turbid_pool());
    const ScenarioRecord& record = outcome.record.scenarios[0];
    ASSERT_FALSE(record.failed) << record.failure;
    const auto account = [&](const std::string& name) {
        for (const LedgerAccount& one : record.ledger) {
            if (one.name == name) return one;
        }
        throw std::logic_error(name);
    };
    EXPECT_NEAR(account("bed_fine_solids").stored_before, 3000.0 * 10 * 1000, 1e-3);
    EXPECT_NEAR(account("bed_solids").stored_before, 5000.0 * 10 * 1000, 1e-3);
    for (const auto& [water, bed] : {std::pair{"fine_solids", "bed_fine_solids"},
                                     {"suspended_solids", "bed_solids"},
                                     {"coarse_solids", "bed_coarse_solids"}}) {
        const LedgerAccount above = account(water), below = account(bed);
        EXPECT_GT(below.stored_change, 1e5) << water;
        EXPECT_NEAR(above.stored_change + below.stored_change, above.in, 1e-11 * below.stored_after) << water;
        EXPECT_NEAR(above.reacted + below.reacted, 0, 1e-11 * below.stored_after) << water;
    }
    EXPECT_LT(account("coarse_solids").stored_after, 1e-3 * account("coarse_solids").in) << "sand is on the bed";
}

}  // namespace
}  // namespace qingliu
