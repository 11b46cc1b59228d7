// Silica: diatoms stop without it, green algae do not; what they took comes back with the dead.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/kinetics/living_box.hpp"

namespace qingliu {
namespace {

const std::vector<std::string> with_silica = LivingBox::living_with({"silica"});

void feed(LivingBox& box) {
    box.weather.short_wave = 500;
    box.fill(species::nitrate_nitrogen, 30);
    box.fill(species::phosphate, 3);
    box.fill(species::inorganic_carbon, 60);
    box.fill(species::alkalinity, 240);
    box.fill(species::dissolved_oxygen, 9);
}

TEST(Silica, DiatomsGrowUntilItIsUsedUpAndGreenAlgaeGoOn) {
    ParameterValues values = nothing_but_reaeration(1e-9);
    set(values, "diatoms_growth.rate", 1.5);
    set(values, "green_algae_growth.rate", 0.02);
    LivingBox box(values, 1.0, with_silica);
    feed(box);
    box.fill(species::diatoms, 0.05);
    box.fill(species::green_algae, 0.05);
    box.fill(species::dissolved_silica, 0.98);
    box.run(30 * one_day, 900);
    EXPECT_NEAR(box.of(species::dissolved_silica), 0, 1e-4);
    EXPECT_NEAR(box.of(species::diatoms), 0.05 + 0.98 / 0.49, 1e-3);
    EXPECT_EQ(box.of(species::particulate_silica), 0);
    EXPECT_GT(box.of(species::green_algae), 0.06) << "which need none";
    EXPECT_GT(box.of(species::phosphate), 2);
}

/// At its half saturation, with enough of all else, growth is half of that with silica in plenty.
TEST(Silica, HalvesTheGrowthAtItsHalfSaturation) {
    ParameterValues values = nothing_but_reaeration(1e-9);
    set(values, "diatoms_growth.rate", 1);
    set(values, "diatoms_growth.silica_half_saturation", 0.2);
    const auto grown = [&](double silica) {
        LivingBox box(values, 1.0, with_silica);
        feed(box);
        box.fill(species::diatoms, 1e-4);
        box.fill(species::dissolved_silica, silica);
        box.step(60);
        return box.of(species::diatoms) - 1e-4;
    };
    EXPECT_NEAR(grown(0.2) / grown(1e6), 0.5 / (30 / 30.025), 1e-3);
}

/// Growth goes on as if nobody knew of silica where it is not carried.
TEST(Silica, IsNotAskedForWhereItIsNotCarried) {
    ParameterValues values = nothing_but_reaeration(1e-9);
    set(values, "diatoms_growth.rate", 1);
    LivingBox without(values), with(values, 1.0, with_silica);
    for (LivingBox* box : {&without, &with}) {
        feed(*box);
        box->fill(species::diatoms, 0.1);
    }
    with.fill(species::dissolved_silica, 1e9);
    without.run(one_day, 900);
    with.run(one_day, 900);
    EXPECT_GT(without.of(species::diatoms), 0.11);
    EXPECT_EQ(without.of(species::diatoms), with.of(species::diatoms));
}

TEST(Silica, OfTheDeadAndOfThoseThatBreatheIsParticulate) {
    ParameterValues values = nothing_but_reaeration(1e-9);
    set(values, "diatoms_death.rate", 0.2);
    set(values, "diatoms_respiration.rate", 0.1);
    LivingBox box(values, 1.0, with_silica);
    box.fill(species::diatoms, 2);
    box.fill(species::dissolved_oxygen, 12);
    box.run(3 * one_day, 300);
    EXPECT_NEAR(box.of(species::particulate_silica), 0.49 * 2 * (1 - std::exp(-0.9)), 1e-6);
    EXPECT_EQ(box.of(species::dissolved_silica), 0);
}

/// S' = k (1 - S / Ss) (T - S): (Ss - S) / (T - S) grows by exp(k t (Ss - T) / Ss).
TEST(Silica, DissolvesTheSlowerTheNearerSaturation) {
    ParameterValues values = nothing_but_reaeration(1e-9);
    set(values, "silica_dissolution.rate", 0.5);
    set(values, "silica_dissolution.saturation", 10);
    LivingBox box(values, 1.0, with_silica);
    box.fill(species::particulate_silica, 8);
    box.run(4 * one_day, 600);
    const double ratio = 10.0 / 8.0 * std::exp(0.5 * 4 * (10.0 - 8.0) / 10.0);
    EXPECT_NEAR(box.of(species::dissolved_silica), (8 * ratio - 10) / (ratio - 1), 2e-5);
    EXPECT_NEAR(box.of(species::dissolved_silica) + box.of(species::particulate_silica), 8, 1e-12);
    LivingBox full(values, 1.0, with_silica);
    full.fill(species::particulate_silica, 8);
    full.fill(species::dissolved_silica, 11);
    full.run(one_day, 600);
    EXPECT_EQ(full.of(species::particulate_silica), 8);
}

TEST(Silica, SettlesToTheBed) {
    ParameterValues values = nothing_but_reaeration(1e-9);
    set(values, "silica_settling.velocity", 0.4);
    LivingBox box(values, 2.0, with_silica);
    box.fill(species::particulate_silica, 1);
    box.run(5 * one_day, 300);
    EXPECT_NEAR(box.of(species::particulate_silica), std::exp(-1.0), 1e-7);
}

}  // namespace
}  // namespace qingliu
