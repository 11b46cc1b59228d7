// Zooplankton: what it eats of what there is, what becomes of that, and that it stops where food or oxygen end.
#include <gtest/gtest.h>

#include <cmath>

#include "models/kinetics/grazing.hpp"
#include "tests/models/kinetics/living_box.hpp"

namespace qingliu {
namespace {

const std::vector<std::string> with_grazers = LivingBox::living_with({"zooplankton"});
constexpr double nitrogen = 0.08 / 0.45, phosphorus = 31.0 / 124 / 12;

ParameterValues only_grazing(double rate) {
    ParameterValues values = nothing_but_reaeration(1e-9);
    set(values, "grazing.rate", rate);
    return values;
}

/// 2 g m-3 of everything at 18 degC: F = 2 + 2 + 0.5 x 2 x 12 / 32, the detritus whole as its nutrients suffice.
TEST(Zooplankton, EatsByHandWhatItPrefers) {
    Concentrations c;
    c.fill(Block(2.0));
    const ProcessSettings settings{.carried = {species::green_algae, species::diatoms, species::detritus}};
    const double food = 4 + 0.375, most = 1.5 / std::pow(1.072, 2) * 2 / 2.5 * 2;
    const double all = most * (food - 0.0045) / (food + 0.135);
    const auto rate_of = [&](const std::string& name, const ProcessSettings& carried) {
        for (const ProcessEntry& entry : kinetic_processes()) {
            if (entry.description.name != name) continue;
            const auto process = entry.make(ParametersOf(entry.description, {}), carried);
            process->begin_step(some_weather());
            const Drivers drivers = some_drivers();
            Block rate, damping;
            process->rate(some_water(c, drivers), process->coefficient(drivers), rate, damping);
            return rate[3] * one_day;
        }
        throw std::logic_error("no process " + name);
    };
    EXPECT_NEAR(rate_of("grazing_on_green_algae", settings), all * 2 / food, 1e-8);
    EXPECT_NEAR(rate_of("grazing_on_diatoms", settings), all * 2 / food, 1e-8);
    EXPECT_NEAR(rate_of("grazing_on_detritus", settings), all * 0.375 / food, 1e-8);
    EXPECT_NEAR(rate_of("zooplankton_egestion", settings), 0.5 * all, 1e-8);
    EXPECT_NEAR(rate_of("zooplankton_respiration", settings), 0.1 / std::pow(1.072, 2) * 2 * 2 / 2.5, 1e-8);
    EXPECT_NEAR(rate_of("zooplankton_mortality", settings), 0.01 / std::pow(1.072, 2) * 2, 1e-8);
    // what is not carried is no food
    const double alone = most * (2 - 0.0045) / (2 + 0.135);
    EXPECT_NEAR(rate_of("grazing_on_green_algae", {.carried = {species::green_algae}}), alone, 1e-8);
}

/// The slopes that the integrator goes by, against differences.
TEST(Zooplankton, SlopesOfTheMealAreExact) {
    const ProcessSettings settings{.carried = {species::green_algae, species::diatoms, species::detritus}};
    const Grazing grazing(ParametersOf(grazing_law(), {}), settings);
    for (const double scarce : {0.001, 2.0}) {
        for (const double algae : {0.003, 0.4, 6.0}) {
            Concentrations c;
            c.fill(Block(0.7));
            c[species::green_algae] = Block(algae);
            c[species::organic_phosphorus] = Block(scarce);
            const auto eaten = [&](std::size_t food, std::size_t one, double change) {
                Concentrations moved = c;
                moved[one] += Block(change);
                return grazing.meal(food, moved, Block(1.0)).eaten[0];
            };
            const double h = 1e-7;
            const auto slope = [&](std::size_t food, std::size_t one) {
                return (eaten(food, one, h) - eaten(food, one, -h)) / (2 * h);
            };
            const Grazing::Meal green = grazing.meal(species::green_algae, c, Block(1.0));
            EXPECT_NEAR(green.by_food[0], slope(species::green_algae, species::green_algae), 1e-7);
            const Grazing::Meal dead = grazing.meal(species::detritus, c, Block(1.0));
            EXPECT_NEAR(dead.by_food[0], 32.0 / 12 * slope(species::detritus, species::detritus), 1e-6);
            EXPECT_NEAR(dead.by_nutrient[0], phosphorus * slope(species::detritus, species::organic_phosphorus), 1e-6);
        }
    }
}

/// With food in plenty grazers grow by e g - kr; what they eat and do not keep is accounted for in every element.
TEST(Zooplankton, GrowsByWhatItKeeps) {
    ParameterValues values = only_grazing(1.2);
    set(values, "grazing.assimilation", 0.4);
    set(values, "grazing.half_saturation", 0);
    set(values, "grazing.threshold", 0);
    LivingBox box(values, 1.0, with_grazers);
    box.fill(species::green_algae, 10);
    box.fill(species::zooplankton, 0.1);
    box.fill(species::dissolved_oxygen, 9);
    set(values, "grazing.preference_for_detritus", 0);
    LivingBox picky(values, 1.0, with_grazers);
    picky.mass = box.mass;
    picky.run(2 * one_day, 600);
    const double grown = 0.1 * (std::exp(0.96) - 1), eaten = grown / 0.4;
    EXPECT_NEAR(picky.of(species::zooplankton), 0.1 + grown, 2e-6);
    EXPECT_NEAR(picky.of(species::green_algae), 10 - eaten, 5e-6);
    EXPECT_NEAR(picky.of(species::detritus), 0.6 * eaten * 32 / 12, 1e-5);
    EXPECT_NEAR(picky.of(species::organic_nitrogen), 0.6 * eaten * nitrogen, 1e-6);
    EXPECT_NEAR(picky.of(species::ammonia_nitrogen), eaten * (0.18 - nitrogen), 1e-6);
    EXPECT_NEAR(picky.of(species::phosphate), eaten * (0.025 - phosphorus), 1e-6);
    EXPECT_NEAR(picky.of(species::dissolved_oxygen), 9, 1e-6);
}

TEST(Zooplankton, LeavesAloneWhatIsBelowTheThreshold) {
    LivingBox box(only_grazing(2), 1.0, with_grazers);
    box.fill(species::green_algae, 0.002);
    box.fill(species::diatoms, 0.002);
    box.fill(species::zooplankton, 1);
    box.fill(species::dissolved_oxygen, 9);
    box.run(one_day, 900);
    EXPECT_EQ(box.of(species::green_algae), 0.002);
    EXPECT_EQ(box.of(species::zooplankton), 1);
    // down to it, and no further
    box.fill(species::green_algae, 0.5);
    box.run(30 * one_day, 900);
    EXPECT_NEAR(box.of(species::green_algae) + box.of(species::diatoms) +
                    0.5 * std::min({box.of(species::detritus) * 12 / 32, box.of(species::organic_nitrogen) / nitrogen,
                                    box.of(species::organic_phosphorus) / phosphorus}),
                0.0045, 2e-5);
}

/// Detritus is food as far as its nitrogen and phosphorus go.
TEST(Zooplankton, EatsDetritusAsFarAsItsNutrientsGo) {
    ParameterValues values = only_grazing(2);
    set(values, "grazing.threshold", 0);
    set(values, "grazing.assimilation", 1);
    LivingBox box(values, 1.0, with_grazers);
    box.fill(species::detritus, 20);
    box.fill(species::organic_nitrogen, 5);
    box.fill(species::organic_phosphorus, 0.01);
    box.fill(species::zooplankton, 0.2);
    box.fill(species::dissolved_oxygen, 9);
    box.run(60 * one_day, 900);
    EXPECT_NEAR(box.of(species::organic_phosphorus), 0, 1e-6);
    EXPECT_NEAR(box.of(species::zooplankton), 0.2 + 0.01 / phosphorus, 1e-4);
    EXPECT_NEAR(box.of(species::detritus), 20 - 0.01 / phosphorus * 32 / 12, 3e-4);
}

TEST(Zooplankton, BreathesAndDoesSoNoMoreWithoutOxygen) {
    ParameterValues values = nothing_but_reaeration(1e-9);
    set(values, "zooplankton_respiration.rate", 0.2);
    LivingBox box(values, 1.0, with_grazers);
    box.fill(species::zooplankton, 1);
    box.fill(species::dissolved_oxygen, 12);
    box.run(3 * one_day, 300);
    const double breathed = 1 - std::exp(-0.6);
    EXPECT_NEAR(box.of(species::zooplankton), 1 - breathed, 1e-6);
    EXPECT_NEAR(box.of(species::dissolved_oxygen), 12 - breathed * 32 / 12, 1e-6);
    EXPECT_NEAR(box.of(species::ammonia_nitrogen), breathed * nitrogen, 1e-7);
    EXPECT_NEAR(box.of(species::phosphate), breathed * phosphorus, 1e-7);
    LivingBox foul(values, 1.0, with_grazers);
    foul.fill(species::zooplankton, 1);
    foul.run(3 * one_day, 300);
    EXPECT_NEAR(foul.of(species::zooplankton), 1, 1e-6);
}

/// Z' = -kp Z^2: Z = Z0 / (1 + kp Z0 t).
TEST(Zooplankton, IsEatenByWhatGrowsWithIt) {
    ParameterValues values = nothing_but_reaeration(1e-9);
    set(values, "zooplankton_mortality.predation", 0.3);
    LivingBox box(values, 1.0, with_grazers);
    box.fill(species::zooplankton, 2);
    box.run(5 * one_day, 300);
    EXPECT_NEAR(box.of(species::zooplankton), 2 / (1 + 0.3 * 2 * 5), 1e-6);
    EXPECT_NEAR(box.of(species::detritus), (2 - 0.5) * 32 / 12, 1e-5);
}

}  // namespace
}  // namespace qingliu
