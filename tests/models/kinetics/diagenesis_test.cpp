// The bed: its thin layer, what comes out of it, what settles into it, and that it comes to the balance that its
// equations say.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <random>

#include "tests/models/kinetics/bed_box.hpp"

namespace qingliu {
namespace {

using namespace species;

/// Any thin layer, in m and s.
ThinLayer some_layer(std::mt19937& random, bool profile) {
    const auto between = [&random](double low, double high) {
        Block block;
        for (int k = 0; k < static_cast<int>(block_cells); ++k)
            block.set(k, low * std::pow(high / low, std::uniform_real_distribution<>(0, 1)(random)));
        return block;
    };
    const double d = one_day;
    return {.oxygen = between(1e-3, 15),
            .methane = between(1e-6 / d, 100 / d),
            .methane_oxidation = between(1e-3 / d / d, 3 / d / d),
            .nitrification = between(1e-5 / d / d, 1 / d / d),
            .ammonia_half = 0.728,
            .ammonia = between(1e-5, 50),
            .ammonia_from_bed = between(1e-6 / d, 10 / d),
            .ammonia_back = between(1e-3 / d, 0.3 / d),
            .profile = profile};
}

TEST(ThinLayerOfTheBed, TakesWhatOxygenComesIn) {
    std::mt19937 random(7);
    for (int trial = 0; trial < 500; ++trial) {
        const ThinLayer layer = some_layer(random, trial % 2 == 1);
        const Block least(1e-14), s = solve_transfer(layer, least, Block(0.0));
        const auto demand = [&](const Block& at) {
            return layer.methane * methane_oxidised(layer, at).share +
                   oxygen_of_nitrification * ammonia_nitrified(layer, at).flux;
        };
        const Block taken = demand(s);
        const Block again = solve_transfer(layer, least, 1.7 * s), other = solve_transfer(layer, least, Block(1.0));
        for (int k = 0; k < static_cast<int>(block_cells); ++k) {
            ASSERT_NEAR(taken[k] / (s[k] * layer.oxygen[k]), 1, 2e-12) << trial;
            ASSERT_NEAR(again[k] / s[k], 1, 1e-12) << "wherever it starts";
            ASSERT_NEAR(other[k] / s[k], 1, 1e-12);
        }
        // slopes are those of differences
        const Block up = 1.0001 * s, down = 0.9999 * s;
        const Block by_nitrogen =
            (ammonia_nitrified(layer, up).flux - ammonia_nitrified(layer, down).flux) / (up - down);
        const Block by_methane =
            (methane_oxidised(layer, up).share - methane_oxidised(layer, down).share) / (up - down);
        for (int k = 0; k < static_cast<int>(block_cells); ++k) {
            const double size = ammonia_nitrified(layer, s).flux[k] / s[k];
            ASSERT_NEAR(ammonia_nitrified(layer, s).slope[k] / size, by_nitrogen[k] / size, 1e-6);
            ASSERT_NEAR(methane_oxidised(layer, s).slope[k] * s[k], by_methane[k] * s[k], 1e-7);
        }
    }
}

/// A cell alone has the bits it has in a block.
TEST(ThinLayerOfTheBed, KnowsNothingOfItsMates) {
    std::mt19937 random(3);
    const ThinLayer layer = some_layer(random, false);
    const Block s = solve_transfer(layer, Block(1e-14), Block(0.0));
    for (int k = 0; k < static_cast<int>(block_cells); ++k) {
        const ThinLayer alone{.oxygen = Block(layer.oxygen[k]),
                              .methane = Block(layer.methane[k]),
                              .methane_oxidation = Block(layer.methane_oxidation[k]),
                              .nitrification = Block(layer.nitrification[k]),
                              .ammonia_half = layer.ammonia_half,
                              .ammonia = Block(layer.ammonia[k]),
                              .ammonia_from_bed = Block(layer.ammonia_from_bed[k]),
                              .ammonia_back = Block(layer.ammonia_back[k]),
                              .profile = false};
        EXPECT_EQ(solve_transfer(alone, Block(1e-14), Block(0.0))[0], s[k]);
    }
}

/// Every way through the thin layer against the balances of it, at once: warm and cold, with and without oxygen, above
/// and below saturation of methane.
TEST(Diagenesis, FluxesAreThoseOfTheTwoLayers) {
    const std::vector<BedByHand> waters = {
        {.temperature = 20, .depth = 2, .oxygen = 8, .ammonia = 0.5, .nitrate = 3, .phosphate = 0.1},
        {.temperature = 8, .depth = 0.4, .oxygen = 0.6, .ammonia = 6, .nitrate = 0.2, .phosphate = 0.8},
        {.temperature = 29,
         .depth = 5,
         .oxygen = 3,
         .ammonia = 0.05,
         .nitrate = 9,
         .phosphate = 0.01,
         .profile = true}};
    const std::vector<Stocks> beds = {{30, 200, 4, 0.05, 20, 2}, {100, 100, 0.2, 0.4, 3, 8.5}, {5, 800, 1, 0, 1, 0.02}};
    for (const BedByHand& water : waters) {
        for (const Stocks& stocks : beds) {
            ParameterValues values = of_the_bed_alone();
            values["diagenesis.methane_formula"] = water.profile ? 1 : 0;
            BedBox box(values, water.depth);
            fill(box, water, stocks);
            BedByHand bed = water;
            const double labile = bed.at(0.035, 1.1) * stocks.labile, slow = bed.at(0.0018, 1.15) * stocks.slow;
            bed.now((labile + slow) * 32 / 12, stocks.ammonia, stocks.nitrate, stocks.phosphate, stocks.methane);
            const double moment = 1e-4;  // s
            box.step(moment);
            SCOPED_TRACE(testing::Message()
                         << water.temperature << " degC, methane " << stocks.methane << ", s " << bed.s);
            const auto rate = [&](const char* name) { return box.done(name) * one_day / moment; };
            const auto expect = [](double got, double right, double size, const char* what) {
                EXPECT_NEAR(got, right, 1e-6 * size) << what;
            };
            expect(rate("bed_labile_carbon_decay"), labile, labile, "labile");
            expect(rate("bed_slow_carbon_decay"), slow, slow, "slow");

            // ammonia
            const double out = rate("ammonia_release"), in = rate("ammonia_uptake_by_bed");
            const double of_water = rate("ammonia_nitrified_on_bed_to_nitrate") +
                                    rate("ammonia_nitrified_on_bed_to_bed_nitrate") +
                                    rate("ammonia_nitrified_on_bed_to_gas");
            const double of_bed = rate("bed_ammonia_nitrified_to_nitrate") +
                                  rate("bed_ammonia_nitrified_to_bed_nitrate") + rate("bed_ammonia_nitrified_to_gas");
            const double size = out + in + of_water + of_bed;
            expect(of_water + of_bed, bed.nitrified, size, "nitrified");
            expect(out - in - of_water, bed.s * (bed.ammonia1 - bed.ammonia), size, "ammonia to the water");
            const auto f = BedByHand::sorbed(0.5, 0.5);
            expect(out - in + of_bed, bed.up(f) * stocks.ammonia / 0.1 - bed.down(f) * bed.ammonia1 / f.dissolved1,
                   size, "ammonia from below");

            // nitrate: k1 n1 and so on are what the layer loses
            const double through = bed.s + bed.diffusion() + bed.denitrification(bed.s, stocks.methane);
            const double to_gas = rate("ammonia_nitrified_on_bed_to_gas") + rate("bed_ammonia_nitrified_to_gas");
            const double to_water =
                rate("ammonia_nitrified_on_bed_to_nitrate") + rate("bed_ammonia_nitrified_to_nitrate");
            const double to_bed =
                rate("ammonia_nitrified_on_bed_to_bed_nitrate") + rate("bed_ammonia_nitrified_to_bed_nitrate");
            expect(to_water, bed.nitrified * bed.s / through, bed.nitrified, "nitrate made into the water");
            expect(to_bed, bed.nitrified * bed.diffusion() / through, bed.nitrified, "nitrate made downwards");
            expect(to_gas + rate("nitrate_denitrified_on_bed") + rate("bed_denitrification"), bed.denitrified,
                   bed.denitrified, "denitrified");
            const double turned = rate("nitrate_release") + rate("nitrate_uptake_by_bed") + bed.nitrified +
                                  rate("nitrate_denitrified_on_bed");
            expect(
                rate("nitrate_release") - rate("nitrate_uptake_by_bed") - rate("nitrate_denitrified_on_bed") + to_water,
                bed.s * (bed.nitrate1 - bed.nitrate), turned, "nitrate to the water");

            // phosphate
            expect(rate("phosphate_release") - rate("phosphate_uptake_by_bed"),
                   bed.s * (bed.phosphate1 - bed.phosphate),
                   rate("phosphate_release") + rate("phosphate_uptake_by_bed"), "phosphate to the water");

            // methane
            expect(rate("bed_methane_oxidation"), bed.oxidised, bed.rising, "oxidised");
            expect(rate("methane_release"), bed.rising - bed.oxidised, bed.rising, "dissolved");
            expect(rate("methane_bubbles"), bed.bubbles, bed.rising, "bubbles");
            // where no root is below the least s
            if (bed.s > 0.6 * bed.diffusion()) {
                EXPECT_NEAR(bed.oxidised + 4.57 * bed.nitrified, bed.s * bed.oxygen, 1e-9 * bed.s * bed.oxygen);
            }
        }
    }
}

/// Phosphate of the routine set goes the same ways.
TEST(Diagenesis, PhosphorusOfTheRoutineSetIsExchangedAlike) {
    const BedByHand water{.temperature = 15, .depth = 1, .oxygen = 1, .ammonia = 1, .nitrate = 1, .phosphate = 0.3};
    BedBox four(of_the_bed_alone(), 1), routine(of_the_bed_alone(), 1, {"routine", "diagenesis"});
    fill(four, water, {10, 10, 1, 0.1, 5, 1});
    EXPECT_THAT(acting(routine), testing::Not(testing::Contains("phosphate_release")));
    EXPECT_THAT(acting(four), testing::Not(testing::Contains("phosphate_release_as_dissolved")));
    routine.weather.temperature = 15;
    for (const std::size_t one :
         {dissolved_oxygen, ammonia_nitrogen, nitrate_nitrogen, bed_labile_carbon, bed_slow_carbon,
          bed_ammonia_nitrogen, bed_nitrate_nitrogen, bed_phosphate, bed_methane})
        routine.fill(one, four.of(one));
    routine.fill(dissolved_phosphorus, 0.3);
    four.step(600);
    routine.step(600);
    EXPECT_GT(four.done("phosphate_release"), 0);
    EXPECT_EQ(routine.done("phosphate_release_as_dissolved"), four.done("phosphate_release"));
    EXPECT_EQ(routine.done("phosphate_uptake_by_bed_as_dissolved"), four.done("phosphate_uptake_by_bed"));
}

/// Phosphorus stays in the bed as long as there is oxygen over it.
TEST(Diagenesis, PhosphateComesOutWhereOxygenIsGone) {
    const auto released = [](double oxygen) {
        BedBox box(of_the_bed_alone(), 2);
        fill(box, {.temperature = 20, .depth = 2, .oxygen = oxygen, .ammonia = 1, .nitrate = 1, .phosphate = 0.02},
             {5, 10, 0.5, 0.1, 10, 0.3});
        box.step(60);
        return box.done("phosphate_release") - box.done("phosphate_uptake_by_bed");
    };
    EXPECT_GT(released(0.1), 5 * released(6));
    EXPECT_GT(released(1), released(2));
    EXPECT_NEAR(released(6) / released(9), 1, 0.3) << "beyond critical only s differs";
}

/// The curve of Di Toro et al. (1990): the oxygen that methane can take rises with what is made, and from 2 KL12 Cs on
/// by its root alone; the rest are bubbles.
TEST(Diagenesis, MethaneFollowsTheSquareRootBeyondSaturation) {
    BedByHand bed{.temperature = 20, .depth = 1, .oxygen = 8, .ammonia = 0, .nitrate = 0, .phosphate = 0};
    const double knee = 2 * bed.diffusion() * bed.saturation();
    for (const double made : {0.1, 1.0, 0.99 * knee, 1.01 * knee, 20.0, 300.0}) {
        // the stock that lasts, by bisection of gains less losses
        const auto gain = [&](double methane) {
            bed.now(made, 0, 0, 0, methane);
            return made - bed.rising - bed.bubbles;
        };
        const double stock = root_of(gain, 0, bed.saturation() * 0.1);
        BedBox box(of_the_bed_alone(), 1);
        fill(box, bed, {made / (32.0 / 12) / 0.035, 0, 0, 0, 0, stock});
        box.step(1e-2);
        const double scale = one_day / 1e-2, dissolved = box.done("methane_release") * scale,
                     oxidised = box.done("bed_methane_oxidation") * scale;
        const double most = std::min(made, std::sqrt(knee * made));
        EXPECT_NEAR((dissolved + oxidised) / most, 1, 1e-6) << made;
        EXPECT_NEAR(box.done("methane_bubbles") * scale, made - most, 1e-6 * made) << made;
    }
}

TEST(Diagenesis, NothingIsOxidisedWithoutBacteriaAndAllWithMany) {
    for (const char* formula : {"layer", "profile"}) {
        for (const double kappa : {0.0, 1e-6, 10.0}) {
            ParameterValues values = of_the_bed_alone();
            values["diagenesis.methane_formula"] = std::string(formula) == "profile" ? 1 : 0;
            set(values, "diagenesis.methane_oxidation", kappa);
            BedBox box(values, 1);
            fill(box, {.temperature = 20, .depth = 1, .oxygen = 8, .ammonia = 0, .nitrate = 0, .phosphate = 0},
                 {10, 0, 0, 0, 0, 3});
            box.step(1e-2);
            const double oxidised = box.done("bed_methane_oxidation"), dissolved = box.done("methane_release");
            EXPECT_NEAR(oxidised / (oxidised + dissolved), kappa > 1 ? 1 : 0, 1e-2) << formula << " " << kappa;
        }
    }
}

}  // namespace
}  // namespace qingliu
