// What a case begins with in the bed, in whole runs.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

#include "engine/base/problems.hpp"
#include "models/kinetics/constituents.hpp"
#include "tests/models/water/whole_run.hpp"
#include "tests/time_constants.hpp"

namespace qingliu {
namespace {

using testing::run;

/// 4 km of a rectangle in which 3 m3/s of foul water flow.
Case foul(std::vector<BedStretch> bed) {
    Case c;
    c.start = 0;
    c.end = 48 * one_hour;
    c.output_interval = 6 * one_hour;
    c.utc_offset_minutes = 0;
    c.waters = {{"local", "本地水"}};
    c.climate.evaporation = Series(0.0);
    c.climate.water_temperature = Series(20.0);
    c.climate.wind_speed = Series(1.0);
    River river;
    river.name = river.code = "river";
    river.to = 4000;
    river.max_cell = 200;
    for (const double at : {0.0, 4000.0}) {
        CrossSection section;
        section.chainage = at;
        section.bed_level = 10 - 2e-4 * at;
        section.bottom_width = 12;
        section.manning_n = 0.03;
        river.sections.push_back(section);
    }
    river.outlet = Outlet{Outlet::Kind::normal_depth, 2e-4, 0, {}, {}};
    c.network.rivers = {river};
    PointSource source;
    source.name = "local";
    source.at = {0, 0};
    source.discharge = Series(3.0);
    source.water = 0;
    source.quality = 0;
    c.sources = {source};
    Quality quality;
    quality.name = "foul";
    for (const auto& [name, value] : std::map<std::string, double>{{"dissolved_oxygen", 6},
                                                                   {"ammonia_nitrogen", 1.5},
                                                                   {"nitrate_nitrogen", 3},
                                                                   {"organic_nitrogen", 1},
                                                                   {"organic_phosphorus", 0.2},
                                                                   {"phosphate", 0.2},
                                                                   {"detritus", 6},
                                                                   {"suspended_solids", 30}})
        quality.concentration[name] = Series(value);
    c.qualities = {quality};
    c.scenarios.emplace_back();
    c.scenarios[0].name = "only";
    c.initial.scenario = "only";
    c.initial.spin_up = 12 * one_hour;
    c.initial.bed = std::move(bed);
    c.constituents = {"organic_matter", "diagenesis"};
    return c;
}

/// Of a stock, in the cell whose middle lies there, g m-2.
double stock(const Case& c, const Frame& frame, const std::string& name, double chainage) {
    const auto constituents = bed_constituents_of(c.constituents);
    const auto place = std::ranges::find(constituents, name, &Constituent::name) - constituents.begin();
    const auto cell = static_cast<std::size_t>(chainage / 200);
    return frame.scenarios[0].bed[cell * constituents.size() + static_cast<std::size_t>(place)];
}

double oxygen_at_end(const testing::Outcome& outcome) {
    const ScenarioFrame& last = outcome.frames.back().scenarios[0];
    return last.concentration[last.concentration.size() - last.concentration.size() / last.depth.size()];
}

TEST(StartOfTheBed, HoldsWhatTheCaseSaysOfAStretch) {
    const Case c =
        foul({{.river = 0, .from = 0, .to = 4000, .amounts = {{"bed_phosphate", 5}}, .settling = {}, .provenance = {}},
              {.river = 0,
               .from = 1000,
               .to = 2000,
               .amounts = {{"bed_phosphate", 9}, {"bed_methane", 2}},
               .settling = {},
               .provenance = {}}});
    const auto outcome = run(c);
    EXPECT_NEAR(stock(c, outcome.frames.front(), "bed_phosphate", 500), 5, 1e-12);
    EXPECT_NEAR(stock(c, outcome.frames.front(), "bed_phosphate", 1500), 9, 1e-12);
    EXPECT_NEAR(stock(c, outcome.frames.front(), "bed_methane", 1500), 2, 1e-12);
    EXPECT_GT(stock(c, outcome.frames.front(), "bed_labile_carbon", 500), 0) << "of the spin-up";
    for (const auto& account : outcome.record.scenarios[0].ledger)
        EXPECT_LT(account.relative_error(), 1e-11) << account.name;
}

/// A bed that begins in balance stays as it is; one that begins empty fills, and takes less oxygen meanwhile.
TEST(StartOfTheBed, InBalanceStaysInBalance) {
    const BedStretch in_balance{
        .river = 0, .from = 0, .to = 4000, .amounts = {}, .settling = {}, .in_balance = true, .provenance = {}};
    const Case c = foul({in_balance}), empty = foul({});
    const auto lasting = run(c), filling = run(empty);
    for (const char* name : {"bed_labile_carbon", "bed_slow_nitrogen", "bed_ammonia_nitrogen", "bed_phosphate",
                             "bed_methane", "bed_nitrate_nitrogen"}) {
        const double first = stock(c, lasting.frames.front(), name, 2100),
                     last = stock(c, lasting.frames.back(), name, 2100);
        EXPECT_NEAR(last / first, 1, 3e-3) << name;
        if (std::string(name) == "bed_nitrate_nitrogen") continue;  // it comes with the water within hours
        EXPECT_LT(stock(empty, filling.frames.back(), name, 2100), 0.8 * last) << name;
    }
    EXPECT_LT(oxygen_at_end(lasting), oxygen_at_end(filling) - 0.1);
    for (const auto& account : lasting.record.scenarios[0].ledger)
        EXPECT_LT(account.relative_error(), 1e-11) << account.name;
}

TEST(StartOfTheBed, FollowsWhatIsToldToHaveSettled) {
    const BedStretch told{.river = 0,
                          .from = 0,
                          .to = 4000,
                          .amounts = {},
                          .settling = {{"bed_labile_carbon", 2.0 / 86400}},
                          .in_balance = true,
                          .temperature = 10,
                          .provenance = {}};
    const Case c = foul({told});
    const auto outcome = run(c);
    EXPECT_NEAR(stock(c, outcome.frames.front(), "bed_labile_carbon", 100), 2 / (0.035 * std::pow(1.1, -10) + 5e-5),
                1e-6);
    EXPECT_EQ(stock(c, outcome.frames.front(), "bed_labile_nitrogen", 100), 0);
}

TEST(StartOfTheBed, InBalanceNeedsTheLayers) {
    Case c = foul(
        {{.river = 0, .from = 0, .to = 4000, .amounts = {}, .settling = {}, .in_balance = true, .provenance = {}}});
    c.constituents = {"organic_matter"};
    EXPECT_THROW(run(c), InputError);
}

}  // namespace
}  // namespace qingliu
