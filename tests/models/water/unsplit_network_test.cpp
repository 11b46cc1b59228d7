// The unsplit mode in whole runs: networks with works and a loop, storage zones, banks, a bed, stops and goings-on.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "models/kinetics/constituents.hpp"
#include "tests/models/water/whole_run.hpp"
#include "tests/random_case.hpp"
#include "tests/time_constants.hpp"

namespace qingliu {
namespace {

using testing::run;

/// A random network, a few hours of it, all water with the same concentrations.
Case uniform(unsigned seed) {
    Case c = testing::random_case(seed, 1, 3);
    c.numerics.unsplit = true;
    c.numerics.quality_tolerance = 1e-3;
    c.kinetics = false;
    c.climate.evaporation = Series(0.0);
    c.constituents = {"conductivity", "chloride"};
    Quality quality;
    quality.name = "same";
    quality.concentration = {{"conductivity", Series(731.0)}, {"chloride", Series(0.0625)}};
    c.qualities = {quality};
    for (auto& source : c.sources) source.quality = source.water = 0;
    for (auto& diffuse : c.diffuse) diffuse.quality = diffuse.water = 0;
    for (auto& ground : c.ground_water) ground.quality = ground.water = 0;
    c.climate.rain_quality = c.climate.rain_water = 0;
    return c;
}

TEST(UnsplitNetwork, UniformWaterStaysSoThroughWorksAndLoops) {
    for (const unsigned seed : {1U, 2U, 3U, 4U}) {
        const Case c = uniform(seed);
        const auto o = run(c);
        ASSERT_FALSE(o.record.scenarios[0].failed) << o.record.scenarios[0].failure;
        const auto all = constituents_of(c.waters, c.constituents);
        for (const auto& frame : o.frames) {
            const auto& now = frame.scenarios[0];
            for (std::size_t cell = 0; cell < now.depth.size(); ++cell) {
                for (std::size_t k = 0; k < all.size(); ++k) {
                    const double expected = all[k].name == "conductivity"     ? 731
                                            : all[k].name == "chloride"       ? 0.0625
                                            : all[k].name == "fraction_local" ? 1
                                                                              : 0;
                    const double is = now.concentration[cell * all.size() + k];
                    if (std::isnan(is)) continue;
                    EXPECT_NEAR(is, expected, 1e-12 * expected) << seed << " " << all[k].name;
                }
            }
        }
        for (const auto& account : o.record.scenarios[0].ledger) EXPECT_LT(account.relative_error(), 1e-12);
    }
}

TEST(UnsplitNetwork, ComesToWhatTheRoutineModeComesTo) {
    for (const unsigned seed : {1U, 5U}) {
        Case c = testing::random_case(seed, 1, 3);
        const auto routine = run(c);
        c.numerics.unsplit = true;
        const auto unsplit = run(c);
        ASSERT_FALSE(unsplit.record.scenarios[0].failed) << unsplit.record.scenarios[0].failure;
        for (const auto& account : unsplit.record.scenarios[0].ledger)
            EXPECT_LT(account.relative_error(), 1e-12) << account.name;
        const auto &a = routine.frames.back().scenarios[0], &b = unsplit.frames.back().scenarios[0];
        EXPECT_EQ(a.water_level, b.water_level) << "the flow is the same";
        double off = 0, all = 0;
        for (std::size_t i = 0; i < a.concentration.size(); ++i) {
            if (std::isnan(b.concentration[i])) continue;
            off += std::fabs(a.concentration[i] - b.concentration[i]);
            all += std::fabs(b.concentration[i]);
        }
        EXPECT_LT(off / all, 0.01) << "fronts of hours go through cells of some hundred metres";
    }
}

/// 2 km with dead zones and banks, in which dye comes for an hour and the discharge doubles.
Case dyed_with_banks() {
    Case c;
    c.start = 0;
    c.end = 6 * one_hour;
    c.output_interval = one_hour;
    c.utc_offset_minutes = 0;
    c.waters = {{"local", "本地水"}};
    c.climate.evaporation = Series(1e-7);
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
    c.network.storage_zones = {{0, 0, 2000, 2e-4, 2, {}}, {0, 500, 1250, 1e-3, 0.5, {}}};
    PointSource source;
    source.name = "head";
    source.at = {0, 0};
    source.discharge = Series({0, 3 * one_hour}, {1, 2}, Series::Shape::step);
    source.water = source.quality = 0;
    c.sources = {source};
    Quality quality;
    quality.name = "dye";
    quality.concentration = {{"conductivity", Series({0, one_hour, 2 * one_hour}, {0, 100, 0}, Series::Shape::step)}};
    c.qualities = {quality};
    c.scenarios.emplace_back();
    c.scenarios[0].name = "only";
    c.initial.scenario = "only";
    c.numerics.unsplit = true;
    c.numerics.quality_tolerance = 1e-5;
    return c;
}

TEST(UnsplitNetwork, StorageZonesTakePart) {
    Case c = dyed_with_banks();
    const auto unsplit = run(c);
    c.numerics.unsplit = false;
    c.numerics.max_step = 60;
    const auto routine = run(c);
    ASSERT_FALSE(unsplit.record.scenarios[0].failed) << unsplit.record.scenarios[0].failure;
    for (const auto& account : unsplit.record.scenarios[0].ledger)
        EXPECT_LT(account.relative_error(), 1e-12) << account.name;
    const auto all = constituents_of(c.waters);
    for (std::size_t f = 0; f < routine.frames.size(); ++f) {
        const auto &a = routine.frames[f].scenarios[0].concentration, &b = unsplit.frames[f].scenarios[0].concentration;
        for (std::size_t i = 0; i < a.size(); ++i) {
            const auto& name = all[i % all.size()].name;
            if (name == "conductivity") {
                EXPECT_NEAR(a[i], b[i], 1.5) << "of 100; steps of a minute, fronts of one cell";
            } else if (name == "water_age") {
                EXPECT_NEAR(a[i], b[i], 2e-3) << "d";
            }
        }
    }
}

TEST(UnsplitNetwork, GoesOnFromACheckpointWithTheSameBits) {
    const Case c = dyed_with_banks();
    const auto whole = run(c);
    RunOptions half;
    half.checkpoint_at = c.start + 2 * one_hour;
    const auto first = run(c, half);
    RunOptions rest;
    rest.from = &first.state;
    const auto second = run(c, rest);
    EXPECT_EQ(whole.frames.back().scenarios[0].concentration, second.frames.back().scenarios[0].concentration);
    const auto &a = whole.record.scenarios[0].ledger, &b = second.record.scenarios[0].ledger;
    for (std::size_t i = 0; i < a.size(); ++i) {
        EXPECT_EQ(a[i].in, b[i].in) << a[i].name;
        EXPECT_EQ(a[i].out, b[i].out) << a[i].name;
        EXPECT_EQ(a[i].reacted, b[i].reacted) << a[i].name;
    }
}

TEST(UnsplitNetwork, BeginsFromWhatTheRoutineModeLeft) {
    Case c = dyed_with_banks();
    c.numerics.unsplit = false;
    RunOptions half;
    half.checkpoint_at = c.start + 2 * one_hour;
    const auto first = run(c, half);
    c.numerics.unsplit = true;
    RunOptions rest;
    rest.from = &first.state;
    const auto second = run(c, rest);
    ASSERT_FALSE(second.record.scenarios[0].failed) << second.record.scenarios[0].failure;
    for (const auto& account : second.record.scenarios[0].ledger)
        EXPECT_LT(account.relative_error(), 1e-12) << account.name;
}

/// Everything there is, its pH, its bed and its heat: rates from seconds to years at once.
Case with_everything() {
    Case c = dyed_with_banks();
    c.end = 3 * one_hour;
    c.network.storage_zones.clear();
    c.initial.spin_up = 6 * one_hour;
    c.constituents.clear();
    for (const Constituent& one : known_constituents()) {
        if (one.name != "water_temperature" && one.name != "bed_temperature" && one.name != "ice")
            c.constituents.push_back(one.name);
    }
    c.qualities[0].concentration.clear();
    for (const auto& [name, value] : std::map<std::string, double>{{"dissolved_oxygen", 6},
                                                                   {"biochemical_oxygen_demand", 8},
                                                                   {"ammonia_nitrogen", 1.5},
                                                                   {"nitrate_nitrogen", 3},
                                                                   {"organic_nitrogen", 1},
                                                                   {"phosphate", 0.2},
                                                                   {"detritus", 6},
                                                                   {"green_algae", 0.5},
                                                                   {"alkalinity", 150},
                                                                   {"inorganic_carbon", 40},
                                                                   {"suspended_solids", 20},
                                                                   {"sulfide", 0.5}})
        c.qualities[0].concentration[name] = Series(value);
    return c;
}

TEST(UnsplitNetwork, AStiffSetStaysInBalance) {
    Case c = with_everything();
    const auto unsplit = run(c);
    ASSERT_FALSE(unsplit.record.scenarios[0].failed) << unsplit.record.scenarios[0].failure;
    for (const auto& account : unsplit.record.scenarios[0].ledger)
        EXPECT_LT(account.relative_error(), 1e-12) << account.name;
    c.numerics.unsplit = false;
    c.numerics.max_step = 60;
    const auto routine = run(c);
    const auto all = constituents_of(c.waters, c.constituents);
    const auto &a = routine.frames.back().scenarios[0].concentration,
               &b = unsplit.frames.back().scenarios[0].concentration;
    for (const char* name : {"dissolved_oxygen", "ammonia_nitrogen", "inorganic_carbon", "sulfide"}) {
        const auto k = static_cast<std::size_t>(std::ranges::find(all, name, &Constituent::name) - all.begin());
        const std::size_t width = a.size() / unsplit.frames.back().scenarios[0].depth.size();
        for (std::size_t i = k; i < a.size(); i += width) {
            EXPECT_GT(b[i], 0.01) << name;
            EXPECT_NEAR(a[i], b[i], 0.01 * b[i]) << name;
        }
    }
}

/// A night of frost: the water cools, ice grows, the rate of its growth acts within seconds.
TEST(UnsplitNetwork, ARiverFreezesAsInTheRoutineMode) {
    Case c = dyed_with_banks();
    c.constituents = {"dissolved_oxygen", "water_temperature", "bed_temperature", "ice"};
    c.initial.spin_up = 2 * one_hour;
    c.climate.water_temperature = Series(0.3);
    c.climate.has_air = true;
    c.climate.air.temperature = Series(-12.0);
    c.climate.air.dew_point = Series(-15.0);
    c.climate.air.cloud_cover = Series(0.2);
    c.climate.air.latitude = 35;
    c.climate.air.longitude = 114;
    const auto unsplit = run(c);
    ASSERT_FALSE(unsplit.record.scenarios[0].failed) << unsplit.record.scenarios[0].failure;
    for (const auto& account : unsplit.record.scenarios[0].ledger)
        EXPECT_LT(account.relative_error(), 1e-12) << account.name;
    c.numerics.unsplit = false;
    c.numerics.max_step = 60;
    const auto routine = run(c);
    const auto &a = routine.frames.back().scenarios[0], &b = unsplit.frames.back().scenarios[0];
    const auto in_bed = bed_constituents_of(c.constituents);
    double thickest = 0;
    for (std::size_t i = 0; i < b.bed.size(); ++i) {
        const bool ice = in_bed[i % in_bed.size()].name == "ice";
        if (ice) thickest = std::max(thickest, b.bed[i]);
        EXPECT_NEAR(a.bed[i], b.bed[i], ice ? 2e-4 : 0.02) << in_bed[i % in_bed.size()].name;
    }
    EXPECT_GT(thickest, 1e-3) << "m";
}

}  // namespace
}  // namespace qingliu
