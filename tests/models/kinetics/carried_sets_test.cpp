// What a case carries beyond the routine set: which processes act, what they do, and that all of it together closes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "tests/models/kinetics/water_box.hpp"

namespace qingliu {
namespace {

WaterBox everything_carried(const ParameterValues& values, double depth, double velocity = 0) {
    return WaterBox(values, depth, velocity, 1, utc, everything_but_heat());
}

/// Without a bed, which exchanges nitrogen with the water.
WaterBox water_alone(const ParameterValues& values, double depth) {
    auto names = everything_but_heat();
    std::erase_if(names, [](const std::string& name) {
        return std::ranges::find(known_constituents(), name, &Constituent::name)->bed;
    });
    return WaterBox(values, depth, 0, 1, utc, names);
}

TEST(CarriedSets, AProcessActsWhereAllItNamesIsCarried) {
    EXPECT_THAT(acting(WaterBox({}, 1)), testing::Not(testing::Contains("sulfide_oxidation")));
    EXPECT_THAT(acting(everything_carried({}, 1)), testing::Contains("sulfide_oxidation"));
    // copper settles with solids: without them it does not
    EXPECT_THAT(acting(WaterBox({}, 1, 0, 1, utc, {"copper"})), testing::Not(testing::Contains("copper_settling")));
    EXPECT_THAT(acting(WaterBox({}, 1, 0, 1, utc, {"copper", "suspended_solids"})),
                testing::Contains("copper_settling"));
}

/// What is not carried is no number: a rate that looked at it would be none either.
TEST(CarriedSets, ARateLooksAtNothingItsProcessDoesNotName) {
    ParameterValues values;
    set(values, "photosynthesis.maximum", 3);
    set(values, "respiration.rate", 1);
    set(values, "organic_matter_settling.velocity", 0.05);
    set(values, "solids_resuspension.rate", 5);
    set(values, "bottom_algae_scour.rate", 2);
    for (const char* one : {"fine_solids_erosion.rate", "solids_erosion.rate", "coarse_solids_erosion.rate"})
        set(values, one, 864);
    values["coarse_solids_deposition.law"] = 1;  // by shear: as two processes
    for (const ProcessEntry& entry : kinetic_processes()) {
        const auto process = entry.make(ParametersOf(entry.description, values), {});
        ASSERT_TRUE(process) << entry.description.name;
        Concentrations c;
        c.fill(Block(std::nan("")));
        for (const Stoichiometry& made : entry.description.row) c[made.species] = Block(2.0);
        for (const std::size_t read : entry.description.reads) c[read] = Block(2.0);
        process->begin_step(some_weather());
        Block rate, damping;
        const Drivers drivers = some_drivers();
        process->rate(some_water(c, drivers), process->coefficient(drivers), rate, damping);
        EXPECT_TRUE(std::isfinite(rate[0]) && std::isfinite(damping[0])) << entry.description.name;
    }
}

TEST(CarriedSets, TwoStepsTakeThePlaceOfOneWhereNitriteIsCarried) {
    EXPECT_THAT(acting(WaterBox({}, 1)), testing::AllOf(testing::Contains("nitrification"),
                                                        testing::Not(testing::Contains("ammonia_oxidation"))));
    const WaterBox box({}, 1, 0, 1, utc, {"routine", "nitrite_nitrogen"});
    EXPECT_THAT(acting(box),
                testing::AllOf(testing::Not(testing::Contains("nitrification")), testing::Contains("ammonia_oxidation"),
                               testing::Contains("nitrite_oxidation")));
}

TEST(CarriedSets, RowsOfAnyLengthReachTheirColumns) {
    for (const std::vector<std::string>& chosen :
         {std::vector<std::string>{"fluoride"},
          {"routine", "nitrite_nitrogen"},
          {"routine", "salts", "lead"},
          {"ammonia_nitrogen", "nitrite_nitrogen", "nitrate_nitrogen", "dissolved_oxygen"}}) {
        WaterBox box({}, 1, 0.3, 19, utc, chosen);
        for (std::size_t i = 0; i < box.mass.size(); ++i) box.mass[i] = 1.0 + static_cast<double>(i);
        const auto before = box.mass;
        box.step(1e-9);  // nothing happens, all is read and written back
        for (std::size_t i = 0; i < before.size(); ++i) ASSERT_NEAR(box.mass[i], before[i], 1e-9 * before[i]) << i;
    }
}

/// Organic nitrogen -> ammonia -> nitrite -> nitrate (Bateman 1910). A second step of 500 a day must not shorten steps.
TEST(CarriedSets, K04ChainThroughNitrite) {
    for (const double fast : {1.0, 500.0}) {
        ParameterValues values = nothing_but_reaeration(50);
        set(values, "ammonification.rate", 0.1);
        set(values, "ammonia_oxidation.rate", 0.3);
        set(values, "nitrite_oxidation.rate", fast);
        WaterBox box = water_alone(values, 1.0);
        box.put(species::organic_nitrogen, 3);
        box.put(species::ammonia_nitrogen, 5);
        box.put(species::nitrate_nitrogen, 1.1);
        box.put(species::dissolved_oxygen, 9);
        const double k1 = 0.1, k2 = 0.3, k3 = fast;
        for (const double day : {0.5, 2.0, 5.0}) {
            box.run(day * one_day, 300);
            const double e1 = std::exp(-k1 * day), e2 = std::exp(-k2 * day), e3 = std::exp(-k3 * day);
            const double a = k1 * 3 / (k2 - k1), b = 5 - a;
            const double ammonia = a * e1 + b * e2;
            const double nitrite = k2 * (a * (e1 - e3) / (k3 - k1) + b * (e2 - e3) / (k3 - k2));
            EXPECT_NEAR(box.get(species::ammonia_nitrogen), ammonia, 2e-6) << fast << " on day " << day;
            EXPECT_NEAR(box.get(species::nitrite_nitrogen), nitrite, fast > 100 ? 2e-4 * nitrite : 5e-6)
                << fast << " on day " << day;
            EXPECT_NEAR(box.get(species::nitrate_nitrogen), 9.1 - 3 * e1 - ammonia - nitrite, 5e-6) << day;
        }
        EXPECT_LE(box.ledger.substeps.heun + box.ledger.substeps.exponential, 5 * 288 + 20) << "steps were not cut";
    }
}

TEST(CarriedSets, MetalsSettleByTheirShareOnSolids) {
    ParameterValues values = nothing_but_reaeration(0.1);
    set(values, "copper_settling.velocity", 0.5);
    set(values, "copper_settling.partition", 2e4);
    WaterBox box = everything_carried(values, 2.0);
    box.put(species::suspended_solids, 50);  // Kd S = 1: half of it is on solids
    box.put(species::copper, 0.1);
    box.run(4 * one_day, 300);
    EXPECT_NEAR(box.get(species::copper), 0.1 * std::exp(-0.5 * 0.5 / 2.0 * 4), 1e-8);
    EXPECT_EQ(box.get(species::suspended_solids), 50);
    EXPECT_EQ(box.get(species::selenium), 0);
}

TEST(CarriedSets, SolidsSettleInSlowWaterAndRiseInFast) {
    ParameterValues values = nothing_but_reaeration(0.1);
    set(values, "solids_settling.velocity", 1);
    set(values, "solids_settling.critical_shear", 0.1);
    set(values, "solids_resuspension.rate", 40);
    set(values, "solids_resuspension.critical_shear", 0.2);
    WaterBox still(values, 2.0, 0, 1, utc, {"suspended_solids"});
    still.put(0, 80);
    still.run(3 * one_day, 300);
    EXPECT_NEAR(still.get(0), 80 * std::exp(-1.5), 2e-5);
    // tau = rho g n^2 U^2 / H^(1/3) = 0.6 N m-2: three times critical
    const double speed = std::sqrt(0.6 * std::cbrt(2.0) / (1000 * 9.81 * 0.025 * 0.025));
    WaterBox fast(values, 2.0, speed, 1, utc, {"suspended_solids"});
    fast.put(0, 80);
    fast.run(one_day, 300);
    EXPECT_NEAR(fast.get(0), 80 + 40 * 2 / 2.0, 1e-9);
}

TEST(CarriedSets, SulfideTakesTwiceItsWeightInOxygen) {
    ParameterValues values = nothing_but_reaeration(1e-12);
    set(values, "sulfide_oxidation.rate", 5);
    WaterBox box = everything_carried(values, 1.0);
    box.put(species::dissolved_oxygen, 8);
    box.put(species::sulfide, 1.5);
    box.run(4 * one_day, 600);
    EXPECT_LT(box.get(species::sulfide), 1e-6);
    EXPECT_NEAR(box.get(species::dissolved_oxygen), 5, 1e-5);
}

TEST(CarriedSets, ColiformsDieAtTheirRate) {
    ParameterValues values = nothing_but_reaeration(0.1);
    set(values, "faecal_coliform_loss.rate", 0.8);
    WaterBox box = everything_carried(values, 1.0);
    box.put(species::faecal_coliform, 4e7);
    box.run(2 * one_day, 150);
    EXPECT_NEAR(box.get(species::faecal_coliform) / (4e7 * std::exp(-1.6)), 1, 1e-6);
}

/// Every process on, thirty days: nitrogen, phosphorus, oxygen equivalents, carbon, sulfur, charge and silicon close
/// with the reservoirs outside.
TEST(CarriedSets, ElementsCloseOverThirtyDaysOfEverything) {
    ParameterValues values;
    set(values, "photosynthesis.maximum", 3);
    set(values, "respiration.rate", 1);
    set(values, "organic_matter_settling.velocity", 0.05);
    set(values, "solids_resuspension.rate", 5);
    set(values, "bottom_algae_scour.rate", 2);
    for (const char* one : {"fine_solids_erosion.rate", "solids_erosion.rate", "coarse_solids_erosion.rate"})
        set(values, one, 864);
    set(values, "bottom_algae_scour.critical_shear", 0.3);
    WaterBox box = everything_carried(values, 1.3, 0.4);
    box.weather.temperature = 24;
    box.weather.wind_speed = 3;
    for (std::size_t i = 0; i < box.known(); ++i) box.put(i, 1 + 0.3 * static_cast<double>(i));
    std::array<double, 7> before{}, size{};
    const auto holds = [](const ElementContent& content) {
        return std::array<double, 7>{content.nitrogen, content.phosphorus, content.oxygen, content.carbon,
                                     content.sulfur,   content.charge,     content.silicon};
    };
    const auto sum = [&](std::array<double, 7>& total, std::array<double, 7>* sizes) {
        for (std::size_t i = 0; i < box.known(); ++i) {
            const auto content = holds(element_contents()[i]);
            for (std::size_t e = 0; e < total.size(); ++e) {
                total[e] += content[e] * box.total(i);
                if (sizes != nullptr) (*sizes)[e] += std::fabs(content[e]) * box.total(i);
            }
        }
        for (const Constituent& one : box.bed_constituents) {
            const auto species = static_cast<std::size_t>(
                std::ranges::find(known_constituents(), one.name, &Constituent::name) - known_constituents().begin());
            const auto content = holds(element_contents()[species]);
            for (std::size_t e = 0; e < total.size(); ++e) total[e] += content[e] * box.in_bed(species);
        }
    };
    sum(before, &size);
    box.run(30 * one_day, 900);
    std::array<double, 7> after{};
    sum(after, nullptr);
    for (const ProcessEntry& entry : kinetic_processes()) {
        for (std::size_t p = 0; p < box.kinetics.matrix().processes(); ++p) {
            if (box.kinetics.matrix().name(p) != entry.description.name) continue;
            for (const Exchanged& exchanged : entry.description.outside) {
                const auto content = holds(reservoir_content(exchanged.reservoir));
                const double amount = exchanged.coefficient * box.ledger.extent(p);
                for (std::size_t e = 0; e < before.size(); ++e) {
                    after[e] += content[e] * amount;
                    size[e] += std::fabs(content[e] * amount);
                }
            }
        }
    }
    for (std::size_t e = 0; e < before.size(); ++e)
        EXPECT_NEAR(after[e], before[e], 1e-11 * size[e]) << "element " << e;
    for (std::size_t i = 0; i < box.known(); ++i) EXPECT_EQ(box.ledger.clipped(i), 0) << i;
}

/// Two centimetres of hot foul water without oxygen, at pH 4 and 11, and water that holds nothing.
TEST(CarriedSets, ExtremeWaterStaysFiniteAndPositive) {
    struct Acid {
        double alkalinity, carbon;  // mg/L
        double ph;
    };
    for (const Acid& acid : {Acid{-5, 5, 4}, Acid{870, 2, 11}, Acid{50, 50, 0}}) {
        WaterBox box = everything_carried({}, 0.02, 0.6);
        box.weather.temperature = 38;
        box.weather.short_wave = 900;
        for (std::size_t i = 0; i < box.known(); ++i) box.put(i, 50);
        box.put(species::dissolved_oxygen, 0);
        box.put(species::ammonia_nitrogen, 200);
        box.put(species::sulfide, 30);
        box.put(species::alkalinity, acid.alkalinity);
        box.put(species::inorganic_carbon, acid.carbon);
        if (acid.ph > 0) {
            EXPECT_NEAR(ph_of(38, 50, acid.alkalinity, acid.carbon, 200, 50), acid.ph, 0.35);
        }
        box.run(3 * one_day, 1200);
        for (std::size_t i = 0; i < box.known(); ++i) {
            EXPECT_TRUE(std::isfinite(box.get(i))) << known_constituents()[i].name;
            if (may_be_negative(i)) continue;
            EXPECT_GE(box.get(i), 0) << known_constituents()[i].name;
        }
    }
    for (const bool empty : {false, true}) {
        WaterBox box = everything_carried({}, 0.02, 0.6);
        box.weather.temperature = 38;
        if (!empty) {
            for (std::size_t i = 0; i < box.known(); ++i) box.put(i, 50);
            box.put(species::dissolved_oxygen, 0);
            box.put(species::ammonia_nitrogen, 200);
            box.put(species::sulfide, 30);
            for (const Constituent& one : box.bed_constituents) {
                for (std::size_t i = 0; i < species::count; ++i) {
                    if (known_constituents()[i].name == one.name) box.in_bed(i) = 500 * box.bed_area[0];
                }
            }
        }
        box.run(3 * one_day, 1200);
        for (const double there : box.bed) EXPECT_GE(there, 0);
        for (std::size_t i = 0; i < box.known(); ++i) {
            EXPECT_TRUE(std::isfinite(box.get(i))) << known_constituents()[i].name;
            if (may_be_negative(i)) continue;
            EXPECT_GE(box.get(i), 0) << known_constituents()[i].name;
        }
    }
}

}  // namespace
}  // namespace qingliu
