// Algae: what holds them back, what they take and give, and that they come to the balance their laws say.
#include <gtest/gtest.h>

#include <cmath>

#include "models/kinetics/nutrient_limits.hpp"
#include "tests/models/kinetics/living_box.hpp"

namespace qingliu {
namespace {

/// Algae and nothing else that happens to them.
ParameterValues only_growth() {
    ParameterValues values = nothing_but_reaeration(1e-9);
    set(values, "green_algae_growth.rate", 1);
    set(values, "light.background", 0.5);
    return values;
}

/// The mean over the depth against a sum over thin layers, and the value at the bottom.
TEST(LightLimit, MeanIsThatOverTheLayers) {
    const auto formulas = light_formulas();
    for (std::size_t f = 0; f < formulas.size(); ++f) {
        const LightLimit limit(static_cast<double>(f), 60e3);  // 60 W m-2 in SI
        for (const double ke : {0.01, 0.7, 6.0}) {
            const double depth = 2.5, light = 240;
            double sum = 0;
            const int layers = 20000;
            for (int i = 0; i < layers; ++i) {
                const double z = depth * (i + 0.5) / layers;
                sum += limit.at_bottom(Block(light), Block(ke), Block(z))[0] / layers;
            }
            EXPECT_NEAR(limit.mean(Block(light), Block(ke), Block(depth))[0], sum, 1e-6) << formulas[f];
            EXPECT_EQ(limit.mean(Block(0.0), Block(ke), Block(depth))[0], 0) << formulas[f];
        }
    }
}

TEST(AmmoniaChoice, PrefersAmmoniaAndItsSlopesAreExact) {
    const Choice scarce = ammonia_choice(Block(0.5), Block(0.5), 0.02);
    EXPECT_GT(scarce.ammonia[0], 0.9);
    EXPECT_NEAR(ammonia_choice(Block(1.0), Block(0.0), 0.02).ammonia[0], 1, 1e-9);
    EXPECT_NEAR(ammonia_choice(Block(0.0), Block(1.0), 0.02).ammonia[0], 0, 1e-9);
    for (const double a : {0.01, 0.3, 4.0}) {
        for (const double n : {0.02, 1.0}) {
            const double h = 1e-6;
            const Choice c = ammonia_choice(Block(a), Block(n), 0.02);
            const auto at = [](double x, double y) { return ammonia_choice(Block(x), Block(y), 0.02).ammonia[0]; };
            EXPECT_NEAR(c.by_ammonia[0], (at(a + h, n) - at(a - h, n)) / (2 * h), 1e-6);
            EXPECT_NEAR(c.by_nitrate[0], (at(a, n + h) - at(a, n - h)) / (2 * h), 1e-6);
        }
    }
}

/// With light and nutrients in plenty algae grow exponentially, at the rate their light allows.
TEST(Phytoplankton, GrowsAtTheRateThatLightAllows) {
    ParameterValues values = only_growth();
    set(values, "light.usable_share", 0.5);
    set(values, "light.reflection", 0);
    LivingBox box(values);
    box.weather.short_wave = 200;  // 100 W m-2 of use, half of the growth at the surface
    box.fill(species::green_algae, 1e-4);
    box.fill(species::ammonia_nitrogen, 50);
    box.fill(species::nitrate_nitrogen, 50);
    box.fill(species::phosphate, 50);
    box.fill(species::inorganic_carbon, 30);
    box.fill(species::alkalinity, 120);
    box.run(one_day, 300);
    const double light = std::log(2 / (1 + std::exp(-0.5))) / 0.5;
    const double nutrients = std::min(100 / 100.025, 50 / 50.002);
    EXPECT_NEAR(box.of(species::green_algae) / (1e-4 * std::exp(light * nutrients)), 1, 2e-4);
}

/// A bloom uses up the nutrient there is least of, in the proportion of what it is made of.
TEST(Phytoplankton, ABloomEndsWithTheScarcerNutrient) {
    LivingBox box(only_growth());
    box.weather.short_wave = 500;
    box.fill(species::green_algae, 0.05);
    box.fill(species::ammonia_nitrogen, 0.3);
    box.fill(species::nitrate_nitrogen, 3);
    box.fill(species::phosphate, 0.05);
    box.fill(species::inorganic_carbon, 30);
    box.fill(species::alkalinity, 120);
    box.fill(species::dissolved_oxygen, 9);
    box.run(40 * one_day, 900);
    const double grown = box.of(species::green_algae) - 0.05;
    EXPECT_NEAR(box.of(species::phosphate), 0, 2e-5);
    EXPECT_NEAR(grown, 0.05 * 40, 1e-3);
    const double nitrogen = 3.3 - box.of(species::ammonia_nitrogen) - box.of(species::nitrate_nitrogen);
    EXPECT_NEAR(nitrogen, grown * 7.2 / 40, 1e-9);
    EXPECT_LT(box.of(species::ammonia_nitrogen), 0.1 * 0.3) << "ammonia first";
    EXPECT_NEAR(box.of(species::inorganic_carbon), 30 - grown, 1e-9);
    const double by_nitrate = 3 - box.of(species::nitrate_nitrogen);
    EXPECT_NEAR(box.of(species::dissolved_oxygen), 9 + grown * 32 / 12 + by_nitrate * 4.57, 1e-6);
    // ammonia taken costs alkalinity, nitrate and phosphate give it (Stumm & Morgan 1996)
    const double by_ammonia = 0.3 - box.of(species::ammonia_nitrogen);
    EXPECT_NEAR(box.of(species::alkalinity), 120 + 50 * ((by_nitrate - by_ammonia) / 14 + grown / 40 / 31), 1e-9);
}

TEST(Phytoplankton, WhatDiesAndBreathesComesBack) {
    ParameterValues values = nothing_but_reaeration(1e-9);
    set(values, "diatoms_death.rate", 0.2);
    set(values, "diatoms_respiration.rate", 0.1);
    LivingBox box(values);
    box.fill(species::diatoms, 2);
    box.fill(species::dissolved_oxygen, 12);
    box.run(3 * one_day, 300);
    const double lost = 2 * (1 - std::exp(-0.9)), dead = lost * 2 / 3, breathed = lost / 3;
    EXPECT_NEAR(box.of(species::diatoms), 2 - lost, 1e-6);
    EXPECT_NEAR(box.of(species::detritus), dead * 32 / 12, 1e-6);
    EXPECT_NEAR(box.of(species::organic_phosphorus), dead / 40, 1e-7);
    EXPECT_NEAR(box.of(species::ammonia_nitrogen), breathed * 0.18, 1e-6);
    EXPECT_NEAR(box.of(species::dissolved_oxygen), 12 - breathed * 32 / 12, 1e-6);
}

/// Bare beds are colonised, and algae come to fill what room there is: growth (1 - A / Am) = losses.
TEST(BottomAlgae, ComeToTheRoomThereIs) {
    ParameterValues values = nothing_but_reaeration(5);
    set(values, "bottom_algae_photosynthesis.rate", 1);
    set(values, "bottom_algae_photosynthesis.most", 30);
    set(values, "light.by_detritus", 0);  // what dies stays in the box
    set(values, "bottom_algae_death.rate", 0.2);
    set(values, "bottom_algae_nitrogen_death.rate", 0.2);
    set(values, "bottom_algae_phosphorus_death.rate", 0.2);
    set(values, "bottom_algae_nitrogen_uptake.rate", 2);
    set(values, "bottom_algae_phosphorus_uptake.rate", 0.5);
    LivingBox box(values, 0.5);
    box.weather.short_wave = 1e6;  // light without end
    box.fill(species::nitrate_nitrogen, 1e4);
    box.fill(species::phosphate, 1e3);
    box.fill(species::inorganic_carbon, 1e4);
    box.fill(species::alkalinity, 5e4);
    box.run(200 * one_day, 1200);
    const double algae = box.in_bed(species::bottom_algae) / box.bed_area[0];
    const double nitrogen = box.in_bed(species::bottom_algae_nitrogen) / box.bed_area[0];
    const double phosphorus = box.in_bed(species::bottom_algae_phosphorus) / box.bed_area[0];
    const double stored = std::min(1 - 0.075 * (algae + 0.01) / nitrogen, 1 - 0.00098 * (algae + 0.01) / phosphorus);
    EXPECT_GT(stored, 0.3);
    EXPECT_NEAR(stored * (1 + 0.01 / algae) * (1 - algae / 30), 0.2, 2e-3);
}

/// tau = rho g n^2 U^2 / H^(1/3) at one and a half of critical: half the rate.
TEST(BottomAlgae, AreTornOffByStrongFlow) {
    ParameterValues values = nothing_but_reaeration(1e-9);
    set(values, "bottom_algae_scour.rate", 0.8);
    set(values, "bottom_algae_scour.critical_shear", 2);
    for (const double shear : {1.9, 3.0}) {
        const double speed = std::sqrt(shear * std::cbrt(0.5) / (1000 * 9.81 * 0.025 * 0.025));
        LivingBox box(values, 0.5, living, speed);
        box.in_bed(species::bottom_algae) = 20 * box.bed_area[0];
        box.in_bed(species::bottom_algae_nitrogen) = 3 * box.bed_area[0];
        box.in_bed(species::bottom_algae_phosphorus) = 0.2 * box.bed_area[0];
        box.run(2 * one_day, 300);
        const double left = shear < 2 ? 1 : std::exp(-0.8);
        EXPECT_NEAR(box.in_bed(species::bottom_algae) / box.bed_area[0], 20 * left, 1e-5);
        EXPECT_NEAR(box.of(species::detritus), 20 * (1 - left) * 32 / 12 / 0.5, 1e-4);
        EXPECT_NEAR(box.of(species::organic_nitrogen), 3 * (1 - left) / 0.5, 1e-5) << "bottom_algae_nitrogen_scour";
        EXPECT_NEAR(box.of(species::organic_phosphorus), 0.2 * (1 - left) / 0.5, 1e-6);
    }
}

TEST(BottomAlgae, OxygenRisesByDayAndFallsByNight) {
    LivingBox box({}, 0.4);
    box.fill(species::nitrate_nitrogen, 5);
    box.fill(species::ammonia_nitrogen, 1);
    box.fill(species::phosphate, 0.3);
    box.fill(species::inorganic_carbon, 30);
    box.fill(species::alkalinity, 120);
    box.fill(species::dissolved_oxygen, 8);
    box.in_bed(species::bottom_algae) = 15 * box.bed_area[0];
    box.in_bed(species::bottom_algae_nitrogen) = 2 * box.bed_area[0];
    box.in_bed(species::bottom_algae_phosphorus) = 0.1 * box.bed_area[0];
    box.weather.short_wave = 600;
    box.run(one_day / 3, 600);
    const double noon = box.of(species::dissolved_oxygen);
    box.weather.short_wave = 0;
    box.run(2 * one_day / 3, 600);
    EXPECT_GT(noon, 9.1);
    EXPECT_LT(box.of(species::dissolved_oxygen), noon - 1);
}

/// Zero order grows by what it is told, whatever is there.
TEST(BottomAlgae, ZeroOrderGivesOxygenInProportionToLight) {
    ParameterValues values = nothing_but_reaeration(1e-9);
    values["bottom_algae_photosynthesis.order"] = 1;
    set(values, "bottom_algae_photosynthesis.rate", 5);  // g of carbon a m2 a day
    LivingBox box(values, 2);
    box.weather.short_wave = 1e6;
    box.in_bed(species::bottom_algae) = 400 * box.bed_area[0];
    box.in_bed(species::bottom_algae_nitrogen) = 4000 * box.bed_area[0];
    box.in_bed(species::bottom_algae_phosphorus) = 4000 * box.bed_area[0];
    box.fill(species::inorganic_carbon, 300);
    box.fill(species::alkalinity, 1200);
    box.run(one_day, 600);
    EXPECT_NEAR(box.of(species::dissolved_oxygen), 5 * 32.0 / 12 / 2, 0.01 * 5 * 32.0 / 12 / 2);
}

}  // namespace
}  // namespace qingliu
