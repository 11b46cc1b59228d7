// Phosphate that takes its time to go onto solids.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/kinetics/living_box.hpp"

namespace qingliu {
namespace {

const std::vector<std::string> in_time = LivingBox::living_with({"sorbed_phosphate"});

/// P' = -k (Kd S P - Ps) with P + Ps = T: exponentially at k (1 + Kd S) to T / (1 + Kd S).
TEST(PhosphateSorption, ComesExponentiallyToThePartition) {
    ParameterValues values = nothing_but_reaeration(1e-9);
    set(values, "phosphate_sorption.rate", 0.8);
    set(values, "phosphate_sorption.partition", 200);
    set(values, "phosphate_sorption.capacity", 1);
    for (const double first : {0.3, 0.0}) {
        LivingBox box(values, 1.0, in_time);
        box.fill(species::suspended_solids, 15000);  // Kd S = 3, and a hundred-thousandth of the places taken
        box.fill(species::phosphate, first);
        box.fill(species::sorbed_phosphate, 0.3 - first);
        box.run(0.5 * one_day, 300);
        const double expected = 0.075 + (first - 0.075) * std::exp(-0.8 * 4 * 0.5);
        EXPECT_NEAR(box.of(species::phosphate), expected, 1e-5);
        EXPECT_NEAR(box.of(species::phosphate) + box.of(species::sorbed_phosphate), 0.3, 1e-13);
    }
}

/// Langmuir's isotherm at the end: Ps = Kd P S / (1 + Kd P / q).
TEST(PhosphateSorption, FillsThePlacesThereAre) {
    ParameterValues values = nothing_but_reaeration(1e-9);
    set(values, "phosphate_sorption.rate", 5);
    set(values, "phosphate_sorption.partition", 5000);
    set(values, "phosphate_sorption.capacity", 0.0004);
    LivingBox box(values, 1.0, in_time);
    box.fill(species::suspended_solids, 2000);
    box.fill(species::phosphate, 3);
    box.run(20 * one_day, 600);
    const double p = box.of(species::phosphate), kd = 5e-3;  // m3 g-1
    EXPECT_NEAR(box.of(species::sorbed_phosphate), kd * p * 2000 / (1 + kd * p / 0.0004), 1e-7);
    EXPECT_LT(box.of(species::sorbed_phosphate), 0.8) << "all places";
    EXPECT_GT(box.of(species::sorbed_phosphate), 0.7);
}

/// What is sorbed settles by itself, in place of a share of the phosphate; algae take what is in solution.
TEST(PhosphateSorption, TakesThePlaceOfTheEquilibrium) {
    ParameterValues values = nothing_but_reaeration(1e-9);
    set(values, "sorbed_phosphate_settling.velocity", 0.5);
    set(values, "phosphate_settling.velocity", 0.5);
    LivingBox box(values, 2.0, in_time);
    box.fill(species::suspended_solids, 1e4);
    box.fill(species::phosphate, 1);
    box.fill(species::sorbed_phosphate, 1);
    box.run(4 * one_day, 300);
    EXPECT_EQ(box.of(species::phosphate), 1);
    EXPECT_NEAR(box.of(species::sorbed_phosphate), std::exp(-1.0), 1e-7);
    set(values, "green_algae_growth.rate", 1);
    set(values, "green_algae_growth.phosphate_partition", 1e6);
    const auto grown = [&](const std::vector<std::string>& chosen) {
        LivingBox pond(values, 1.0, chosen);
        pond.weather.short_wave = 400;
        pond.fill(species::green_algae, 0.1);
        pond.fill(species::nitrate_nitrogen, 5);
        pond.fill(species::phosphate, 0.1);
        pond.fill(species::suspended_solids, 100);
        pond.fill(species::inorganic_carbon, 30);
        pond.step(600);
        return pond.of(species::green_algae) - 0.1;
    };
    EXPECT_GT(grown(in_time), 1.9 * grown(living)) << "a hundredth of 0.1 mg/L halves what 0.1 mg/L allows";
}

}  // namespace
}  // namespace qingliu
