// The stocks of the bed: what settles into it, what becomes of that, and that it comes to the balance that its
// equations say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <map>
#include <string>

#include "models/kinetics/lasting_bed.hpp"
#include "tests/models/kinetics/bed_box.hpp"

namespace qingliu {
namespace {

using namespace species;

/// Water that is held as it is over a bed on which so much settles, until nothing moves: the stocks are those of the
/// balance of both layers, solved on its own.
TEST(Diagenesis, ComesToTheBalanceOfItsTwoLayers) {
    for (const BedByHand& water :
         {BedByHand{.temperature = 20, .depth = 10, .oxygen = 8, .ammonia = 0.4, .nitrate = 2, .phosphate = 0.05},
          BedByHand{.temperature = 25, .depth = 10, .oxygen = 1, .ammonia = 3, .nitrate = 0.3, .phosphate = 0.5}}) {
        ParameterValues values = of_the_bed_alone();
        // so little bed under so much water that the water stays as it is
        const double bed_share = 1e-6;
        for (const char* one : {"detritus", "organic_nitrogen", "organic_phosphorus"})
            set(values, std::string(one) + "_settling.velocity", 0.5 * bed_share);
        set(values, "diagenesis.slow_rate", 0.03);  // or it takes years
        BedBox box(values, water.depth);
        box.bed_area[0] *= bed_share;
        const double carbon = water.oxygen > 2 ? 20 : 2.5;  // g O2 m-3: with and without bubbles
        const auto hold = [&] {
            box.weather.temperature = water.temperature;
            box.fill(dissolved_oxygen, water.oxygen);
            box.fill(ammonia_nitrogen, water.ammonia);
            box.fill(nitrate_nitrogen, water.nitrate);
            box.fill(phosphate, water.phosphate);
            box.fill(detritus, carbon);
            box.fill(organic_nitrogen, 0.3);
            box.fill(organic_phosphorus, 0.04);
        };
        for (int step = 0; step < 120000; ++step) {  // 1200 d
            hold();
            box.step(864);
        }
        BedByHand bed = water;
        const double buried = 5e-6 / 0.1, labile = bed.at(0.035, 1.1), slow = bed.at(0.03, 1.15);
        const auto decays = [&](double settled, double of_slow) {
            return settled * (0.65 * labile / (labile + buried) + of_slow * slow / (slow + buried));
        };
        const BedByHand::Lasting right = bed.lasting(decays(0.5 * carbon, 0.2), decays(0.15, 0.25), decays(0.02, 0.2));
        const double settled = 0.5 * carbon * 12 / 32;
        EXPECT_NEAR(box.of(bed_labile_carbon) / (0.65 * settled / (labile + buried)), 1, 1e-8);
        EXPECT_NEAR(box.of(bed_slow_nitrogen) / (0.25 * 0.15 / (slow + buried)), 1, 1e-8);
        EXPECT_NEAR(box.of(bed_ammonia_nitrogen) / right.ammonia, 1, 1e-8);
        EXPECT_NEAR(box.of(bed_nitrate_nitrogen) / right.nitrate, 1, 1e-8);
        EXPECT_NEAR(box.of(bed_phosphate) / right.phosphate, 1, 1e-8);
        EXPECT_NEAR(box.of(bed_methane) / right.methane, 1, 1e-8);
        hold();
        const double before = box.done("bed_methane_oxidation");
        box.step(864);
        EXPECT_NEAR((box.done("bed_methane_oxidation") - before) * 100 / bed.oxidised, 1, 1e-6);
        EXPECT_EQ(bed.bubbles > 0, water.oxygen > 2);

        // the bed a case may begin with is the same, by what settles from that water as by what is told of it
        hold();
        LastingBed lasting(box.constituents, known_chemistry(), values, {}, box.bed_constituents);
        LastingBed::Cell cell{.concentration = {},
                              .depth = water.depth,
                              .velocity = 0.2,
                              .bed_depth = water.depth / bed_share,
                              .temperature = {}};
        for (std::size_t place = 0; place < box.constituents.size(); ++place)
            cell.concentration.push_back(box.get(place));
        std::map<std::string, double> settles = {
            {"bed_labile_carbon", 0.65 * settled}, {"bed_slow_carbon", 0.2 * settled},
            {"bed_inert_carbon", 0.15 * settled},  {"bed_labile_nitrogen", 0.65 * 0.15},
            {"bed_slow_nitrogen", 0.25 * 0.15},    {"bed_labile_phosphorus", 0.65 * 0.02},
            {"bed_slow_phosphorus", 0.2 * 0.02}};
        for (auto& [name, flux] : settles) flux /= one_day;
        for (const auto* told : {static_cast<const std::map<std::string, double>*>(nullptr),
                                 static_cast<const std::map<std::string, double>*>(&settles)}) {
            auto stocks = lasting.stocks(cell, box.weather, told);
            EXPECT_NEAR(stocks["bed_ammonia_nitrogen"] / right.ammonia, 1, 1e-9);
            EXPECT_NEAR(stocks["bed_nitrate_nitrogen"] / right.nitrate, 1, 1e-9);
            EXPECT_NEAR(stocks["bed_phosphate"] / right.phosphate, 1, 1e-9);
            EXPECT_NEAR(stocks["bed_methane"] / right.methane, 1, 1e-9);
            EXPECT_NEAR(stocks["bed_inert_carbon"] / (0.15 * settled / buried), 1, 1e-9);
            EXPECT_NEAR(stocks["bed_slow_nitrogen"] / (0.25 * 0.15 / (slow + buried)), 1, 1e-9);
        }
        cell.temperature = water.temperature + 5;
        EXPECT_LT(lasting.stocks(cell, box.weather, &settles)["bed_labile_carbon"], 0.7 * box.of(bed_labile_carbon));
    }
}

/// What settles is split as the sources say, whatever it is.
TEST(Diagenesis, WhatSettlesIsInTheBed) {
    ParameterValues values = of_the_bed_alone();
    for (const char* one :
         {"detritus_settling", "organic_nitrogen_settling", "organic_phosphorus_settling", "green_algae_settling",
          "diatoms_settling", "phosphate_settling", "organic_matter_settling", "particulate_phosphorus_settling"})
        set(values, std::string(one) + ".velocity", 1);
    for (const char* decay : {"labile_rate", "slow_rate", "burial"}) set(values, std::string("diagenesis.") + decay, 0);
    std::vector<std::string> names = everything_but_heat();
    std::erase(names, "sorbed_phosphate");  // or phosphate itself does not settle
    BedBox box(values, 1, names);
    for (const char* name : {"detritus_settling_into_stocks", "organic_nitrogen_settling_into_stocks",
                             "organic_phosphorus_settling_into_stocks", "green_algae_settling_into_stocks",
                             "diatoms_settling_into_stocks", "phosphate_settling_into_stocks",
                             "organic_matter_settling_into_stocks", "particulate_phosphorus_settling_into_stocks"})
        EXPECT_THAT(acting(box), testing::Contains(name));
    EXPECT_THAT(acting(box), testing::Not(testing::Contains("detritus_settling")));
    ParameterValues sorbed = values;
    set(sorbed, "sorbed_phosphate_settling.velocity", 1);
    EXPECT_THAT(acting(BedBox(sorbed, 1, everything_but_heat())),
                testing::Contains("sorbed_phosphate_settling_into_stocks"));
    EXPECT_THAT(acting(box), testing::Not(testing::Contains("sediment_oxygen_demand")));
    EXPECT_THAT(acting(BedBox(values, 1, {"organic_matter"})), testing::Contains("detritus_settling"));
    box.fill(detritus, 3.2);
    box.fill(green_algae, 1);
    box.fill(phosphate, 0.4);
    box.fill(suspended_solids, 1000);  // Kd S = 1
    box.fill(organic_phosphorus, 0.2);
    box.step(1e-2);
    const double moment = 1e-2 / one_day;
    EXPECT_NEAR(box.of(bed_labile_carbon) / moment, 0.65 * (1.2 + 1), 1e-5);
    EXPECT_NEAR(box.of(bed_slow_carbon) / moment, 0.20 * (1.2 + 1), 1e-5);
    EXPECT_NEAR(box.of(bed_inert_carbon) / moment, 0.15 * (1.2 + 1), 1e-5);
    EXPECT_NEAR(box.of(bed_slow_nitrogen) / moment, 0.25 * 0.18, 1e-6);
    EXPECT_NEAR(box.of(bed_inert_nitrogen) / moment, 0.10 * 0.18, 1e-6);
    EXPECT_NEAR(box.of(bed_labile_phosphorus) / moment, 0.65 * (0.025 + 0.2), 1e-6);
    EXPECT_NEAR(box.done("phosphate_settling_into_stocks") / moment, 0.2, 1e-6);
}

/// First-order decay and burial of each class, exact.
TEST(Diagenesis, StocksDecayAndAreBuried) {
    ParameterValues values = of_the_bed_alone();
    set(values, "diagenesis.burial", 1e-3);
    BedBox box(values, 2);
    box.weather.temperature = 26;
    const std::size_t all[] = {bed_labile_carbon,     bed_slow_carbon,     bed_inert_carbon,
                               bed_labile_nitrogen,   bed_slow_nitrogen,   bed_inert_nitrogen,
                               bed_labile_phosphorus, bed_slow_phosphorus, bed_inert_phosphorus};
    for (const std::size_t one : all) box.fill(one, 1);
    box.fill(bed_ammonia_nitrogen, 1);
    box.fill(bed_phosphate, 1);
    box.run(20 * one_day, 600);
    const double labile = 0.035 * std::pow(1.1, 6), slow = 0.0018 * std::pow(1.15, 6), buried = 0.01;
    const double rates[] = {labile + buried, slow + buried, buried};
    for (std::size_t k = 0; k < std::size(all); ++k)
        EXPECT_NEAR(box.of(all[k]), std::exp(-20 * rates[k % 3]), 1e-7) << known_constituents()[all[k]].name;
    for (const char* name : {"bed_labile_carbon_burial", "bed_slow_carbon_burial", "bed_inert_carbon_burial",
                             "bed_labile_nitrogen_burial", "bed_slow_nitrogen_burial", "bed_inert_nitrogen_burial",
                             "bed_labile_phosphorus_burial", "bed_slow_phosphorus_burial",
                             "bed_inert_phosphorus_burial", "bed_ammonia_nitrogen_burial", "bed_phosphate_burial"})
        EXPECT_GT(box.done(name), 0.005) << name;
    EXPECT_NEAR(box.done("bed_labile_nitrogen_decay"), labile / (labile + buried) * (1 - std::exp(-20 * rates[0])),
                1e-7);
    EXPECT_NEAR(box.done("bed_slow_phosphorus_decay"), slow / (slow + buried) * (1 - std::exp(-20 * rates[1])), 1e-7);
    EXPECT_EQ(box.done("bed_slow_nitrogen_decay"), box.done("bed_slow_carbon_decay"));
    EXPECT_EQ(box.done("bed_labile_phosphorus_decay"), box.done("bed_labile_carbon_decay"));
}

TEST(Methane, IsOxidisedAndEvades) {
    ParameterValues values = nothing_but_reaeration(2);
    set(values, "methane_oxidation.rate", 0.3);
    BedBox box(values, 1, {"routine", "methane"});
    box.fill(dissolved_oxygen, 9);
    box.fill(methane, 4);
    box.run(one_day, 300);
    EXPECT_NEAR(box.of(methane), 4 * std::exp(-0.3 - 0.93 * 2), 1e-4);
    EXPECT_NEAR(box.done("methane_evasion") / box.done("methane_oxidation"), 0.93 * 2 / 0.3, 1e-3);
}

/// A foul bed under a living river.
BedBox living_river(double depth, const ParameterValues& values = {},
                    KineticsSettings::Integrator integrator = KineticsSettings::Integrator::rosenbrock) {
    BedBox box(values, depth, everything_but_heat(), integrator);
    for (const std::size_t one :
         {detritus, organic_nitrogen, organic_phosphorus, labile_organic_matter, suspended_solids})
        box.fill(one, 2);
    box.fill(inorganic_carbon, 30);
    box.fill(alkalinity, 120);
    fill(box, {.temperature = 24, .depth = depth, .oxygen = 6, .ammonia = 2, .nitrate = 3, .phosphate = 0.3},
         {60, 300, 6, 0.05, 20, 5});
    for (const std::size_t one : {bed_labile_nitrogen, bed_slow_nitrogen, bed_labile_phosphorus, bed_slow_phosphorus})
        box.fill(one, 10);
    return box;
}

std::array<double, 6> elements_of(const ElementContent& content) {
    return {content.nitrogen, content.phosphorus, content.oxygen, content.carbon, content.sulfur, content.charge};
}

TEST(Diagenesis, ElementsCloseOverThirtyDays) {
    BedBox box = living_river(1.2);
    const auto sum = [&box](std::array<double, 6>* size) {
        std::array<double, 6> total{};
        for (std::size_t i = 0; i < count; ++i) {
            const auto& name = known_constituents()[i].name;
            if (name == "water_temperature" || name == "bed_temperature" || name == "ice") continue;
            const double amount = known_constituents()[i].bed ? box.in_bed(i) : box.total(box.place(i));
            const auto content = elements_of(element_contents()[i]);
            for (std::size_t e = 0; e < total.size(); ++e) {
                total[e] += content[e] * amount;
                if (size != nullptr) (*size)[e] += std::fabs(content[e] * amount);
            }
        }
        return total;
    };
    std::array<double, 6> size{};
    const auto before = sum(&size);
    box.run(30 * one_day, 600);
    auto after = sum(nullptr);
    for (const ProcessEntry& entry : kinetic_processes()) {
        for (std::size_t p = 0; p < box.kinetics.matrix().processes(); ++p) {
            if (box.kinetics.matrix().name(p) != entry.description.name) continue;
            for (const Exchanged& exchanged : entry.description.outside) {
                const auto content = elements_of(reservoir_content(exchanged.reservoir));
                for (std::size_t e = 0; e < after.size(); ++e)
                    after[e] += content[e] * exchanged.coefficient * box.ledger.extent(p);
            }
        }
    }
    for (std::size_t e = 0; e < after.size(); ++e) EXPECT_NEAR(after[e], before[e], 1e-11 * size[e]) << "element " << e;
    EXPECT_GT(box.done("bed_methane_oxidation"), 1);
    EXPECT_GT(box.done("bed_denitrification"), 0.1);
    EXPECT_GT(box.done("phosphate_release"), 0.01);
    for (std::size_t i = 0; i < count; ++i) EXPECT_EQ(box.ledger.clipped(i), 0) << known_constituents()[i].name;
}

/// Steps half as long err by a quarter: s is solved at every stage.
TEST(Diagenesis, IsOfSecondOrderInTime) {
    const auto after = [](double dt) {
        BedBox box = living_river(0.8, of_the_bed_alone());
        box.run(one_day / 2, dt);
        return std::array<double, 4>{box.of(dissolved_oxygen), box.of(ammonia_nitrogen), box.of(bed_nitrate_nitrogen),
                                     box.of(bed_methane)};
    };
    const auto right = after(5), coarse = after(600), fine = after(300);
    for (std::size_t k = 0; k < right.size(); ++k) {
        const double order = std::log2(std::fabs(coarse[k] - right[k]) / std::fabs(fine[k] - right[k]));
        EXPECT_NEAR(order, 2, 0.25) << k << ": " << coarse[k] - right[k] << " and " << fine[k] - right[k];
        EXPECT_NEAR(coarse[k], right[k], 1e-3 * right[k]) << k;
    }
}

TEST(Diagenesis, BothIntegratorsAgree) {
    BedBox one = living_river(0.8), other = living_river(0.8, {}, KineticsSettings::Integrator::arkode);
    one.run(one_day, 300);
    other.run(one_day, 300);
    EXPECT_EQ(other.ledger.ark_given_up, 0);
    for (const std::size_t i : {dissolved_oxygen, ammonia_nitrogen, nitrate_nitrogen, phosphate, bed_ammonia_nitrogen,
                                bed_nitrate_nitrogen, bed_phosphate, bed_methane})
        EXPECT_NEAR(one.of(i), other.of(i), 2e-3 * other.of(i)) << known_constituents()[i].name;
}

/// Next to no carbon, and nitrate without end: denitrification leaves what there is not.
TEST(Diagenesis, ATraceOfMethaneIsNotOverdrawn) {
    for (const double trace : {1e-30, 1e-12, 1e-6}) {
        BedBox box(of_the_bed_alone(), 0.5);
        fill(box, {.temperature = 30, .depth = 0.5, .oxygen = 0.5, .ammonia = 5, .nitrate = 50, .phosphate = 0},
             {0, 0, 1, 5, 0, trace});
        box.run(one_day, 1200);
        EXPECT_GE(box.of(bed_methane), 0);
        // the five ways together may overdraw it by the rounding that the integrator leaves, 1e-12 g m-3 a step
        EXPECT_LE(box.ledger.clipped(bed_methane) / box.volume[0], 72 * 1e-12) << trace;
        EXPECT_LT(box.of(bed_methane), trace);
    }
}

/// Two centimetres of hot water, no oxygen, no nitrate, more methane than can stay, and nothing at all.
TEST(Diagenesis, ExtremesStayFiniteAndPositive) {
    for (const double depth : {0.02, 3.0}) {
        for (int trial = 0; trial < 6; ++trial) {
            BedBox box(ParameterValues{}, depth, everything_but_heat());
            box.weather.temperature = trial == 5 ? 0 : 38;
            if (trial > 0) {
                fill(box,
                     {.temperature = box.weather.temperature,
                      .depth = depth,
                      .oxygen = trial == 1 ? 0.0 : 9.0,
                      .ammonia = trial == 2 ? 0.0 : 20.0,
                      .nitrate = trial == 2 ? 0.0 : 10.0,
                      .phosphate = 1},
                     {trial == 3 ? 0.0 : 500.0, 1000, 30, trial == 3 ? 20.0 : 0.1, 50, trial == 4 ? 60.0 : 0.0});
                for (const std::size_t one : {detritus, green_algae, organic_nitrogen, organic_phosphorus})
                    box.fill(one, 50);
            }
            box.run(3 * one_day, 1200);
            for (std::size_t i = 0; i < count; ++i) {
                const auto& name = known_constituents()[i].name;
                if (name == "water_temperature" || name == "bed_temperature" || name == "ice") continue;
                EXPECT_TRUE(std::isfinite(box.of(i))) << name << " " << trial;
                if (may_be_negative(i)) continue;
                EXPECT_GE(box.of(i), 0) << name << " " << trial;
                EXPECT_EQ(box.ledger.clipped(i), 0) << name << " " << trial << " depth " << depth;
            }
            if (trial == 0) {
                EXPECT_EQ(box.of(bed_methane), 0);
            }
        }
    }
}

}  // namespace
}  // namespace qingliu
