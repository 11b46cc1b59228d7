// Storage zones in whole runs: what they hold is in the balance, and all that water carries goes through them.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <tuple>

#include "tests/models/water/whole_run.hpp"
#include "tests/time_constants.hpp"

namespace qingliu {
namespace {

using testing::run;

/// 2 km of a rectangle 10 m wide in which 2 m3/s flow, some 0.5 m/s fast; dye from the second hour to the third, and
/// water of another origin from then on.
Case dyed(std::vector<StorageZone> zones) {
    Case c;
    c.start = 0;
    c.end = 8 * one_hour;
    c.output_interval = one_hour / 4;
    c.utc_offset_minutes = 0;
    c.waters = {{"local", "本地水"}, {"yellow_river", "黄河水"}};
    c.climate.evaporation = Series(0.0);
    c.climate.water_temperature = Series(15.0);
    c.climate.wind_speed = Series(2.0);
    River river;
    river.name = river.code = "river";
    river.to = 2000;
    river.max_cell = 100;
    for (const double at : {0.0, 2000.0}) {
        CrossSection section;
        section.chainage = at;
        section.bed_level = 10 - 5e-4 * at;
        section.bottom_width = 10;
        section.manning_n = 0.03;
        river.sections.push_back(section);
    }
    river.outlet = Outlet{Outlet::Kind::normal_depth, 5e-4, 0, {}, {}};
    c.network.rivers = {river};
    c.network.storage_zones = std::move(zones);
    PointSource first, second;
    first.name = "local";
    first.at = second.at = {0, 0};
    first.discharge = Series({0, 3 * one_hour}, {2, 1}, Series::Shape::step);
    first.water = 0;
    first.quality = 0;
    second.name = "yellow";
    second.discharge = Series({0, 3 * one_hour}, {0, 1}, Series::Shape::step);
    second.water = 1;
    c.sources = {first, second};
    Quality dye;
    dye.name = "dye";
    dye.concentration = {{"conductivity", Series({0, 2 * one_hour, 3 * one_hour}, {0, 100, 0}, Series::Shape::step)}};
    c.qualities = {dye};
    c.scenarios.emplace_back();
    c.scenarios[0].name = "only";
    c.initial.scenario = "only";
    c.initial.spin_up = 6 * one_hour;
    return c;
}

std::vector<double> at_outlet(const testing::Outcome& o, std::size_t constituent) {
    std::vector<double> values;
    for (const auto& frame : o.frames) {
        const auto& all = frame.scenarios[0].concentration;
        const std::size_t width = all.size() / frame.scenarios[0].depth.size();
        values.push_back(all[all.size() - width + constituent]);
    }
    return values;
}

constexpr std::size_t conductivity = 9, water_age = 11, fraction_local = 12, fraction_yellow = 13;

TEST(StorageZonesInARun, HoldDyeBackAndKeepItInTheBalance) {
    const auto plain = run(dyed({})), held = run(dyed({{0, 0, 2000, 2e-4, 2, {}}}));
    const auto early = at_outlet(plain, conductivity), late = at_outlet(held, conductivity);
    EXPECT_LT(*std::ranges::max_element(late), 0.95 * *std::ranges::max_element(early));
    // two hours after the end of the dye
    EXPECT_LT(early[20], 0.2);
    EXPECT_GT(late[20], 1);
    for (const auto& account : held.record.scenarios[0].ledger) {
        EXPECT_LT(account.relative_error(), 1e-12) << account.name;
        if (account.name != "conductivity") continue;
        EXPECT_EQ(account.stored_before, 0);
        EXPECT_NEAR(account.in, 2 * one_hour * 100, 1e-6);
    }
    for (const auto& account : plain.record.scenarios[0].ledger) EXPECT_LT(account.relative_error(), 1e-12);
}

TEST(StorageZonesInARun, SharesOfWatersAddUpToOne) {
    const auto held = run(dyed({{0, 0, 2000, 2e-4, 2, {}}, {0, 500, 1250, 1e-3, 0.5, {}}}));
    const auto local = at_outlet(held, fraction_local), yellow = at_outlet(held, fraction_yellow);
    EXPECT_GT(yellow.back(), 0.3);
    for (std::size_t i = 0; i < local.size(); ++i) EXPECT_NEAR(local[i] + yellow[i], 1, 1e-12);
}

/// The water of a zone grows old with the rest: at the end of a steady river it is the time in both, x (A + As) / Q.
TEST(StorageZonesInARun, WaterGrowsOldInThem) {
    auto c = dyed({{0, 0, 2000, 1e-3, 2, {}}});
    auto without = dyed({});
    for (auto* each : {&c, &without}) {
        each->end = 30 * one_hour;
        each->sources[0].discharge = Series(2.0);
        each->sources[1].discharge = Series(0.0);
    }
    const double day = 24 * one_hour, age = at_outlet(run(c), water_age).back() * day,
                 plain = at_outlet(run(without), water_age).back() * day;
    EXPECT_NEAR(age - plain, 2000 * 2 / 2.0, 0.03 * 2000) << "the middle of the last cell, 50 m from the end";
}

/// What stands at which place depends on what else is carried; what each comes to does not.
TEST(StorageZonesInARun, ActAlikeWhateverElseIsCarried) {
    const auto routine = run(dyed({{0, 0, 2000, 2e-4, 2, {}}}));
    for (const auto& [chosen, dye, age] : std::vector<std::tuple<std::vector<std::string>, int, int>>{
             {{"conductivity"}, 0, -1}, {{"conductivity", "water_age", "chloride"}, 0, 1}}) {
        auto c = dyed({{0, 0, 2000, 2e-4, 2, {}}});
        c.constituents = chosen;
        const auto other = run(c);
        EXPECT_EQ(at_outlet(other, static_cast<std::size_t>(dye)), at_outlet(routine, conductivity));
        if (age >= 0) {
            EXPECT_EQ(at_outlet(other, static_cast<std::size_t>(age)), at_outlet(routine, water_age));
        }
        for (const auto& account : other.record.scenarios[0].ledger) EXPECT_LT(account.relative_error(), 1e-12);
    }
}

TEST(StorageZonesInARun, FarAwayTheyChangeNoBit) {
    auto c = dyed({});
    River other = c.network.rivers[0];
    other.name = other.code = "other";
    c.network.rivers.push_back(other);
    c.sources.push_back(c.sources[0]);
    c.sources[2].name = "other";
    c.sources[2].at = {1, 0};
    const auto plain = run(c);
    c.network.storage_zones = {{1, 0, 2000, 2e-4, 2, {}}};
    const auto held = run(c);
    for (std::size_t f = 0; f < plain.frames.size(); ++f) {
        const auto &a = plain.frames[f].scenarios[0].concentration, &b = held.frames[f].scenarios[0].concentration;
        EXPECT_TRUE(std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(a.size() / 2), b.begin()));
        EXPECT_EQ(plain.frames[f].scenarios[0].water_level, held.frames[f].scenarios[0].water_level);
    }
}

}  // namespace
}  // namespace qingliu
