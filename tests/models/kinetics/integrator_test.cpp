// The two integrators: order, agreement, damping against finite differences, positivity.
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "tests/models/kinetics/water_box.hpp"

namespace qingliu {
namespace {

/// Everything on, with daily light.
ParameterValues everything() {
    ParameterValues values;
    set(values, "photosynthesis.maximum", 3);
    set(values, "respiration.rate", 1);
    set(values, "organic_matter_settling.velocity", 0.05);
    set(values, "sediment_oxygen_demand.rate", 0.8);
    set(values, "solids_resuspension.rate", 5);
    set(values, "bottom_algae_scour.rate", 2);
    for (const char* one : {"fine_solids_erosion.rate", "solids_erosion.rate", "coarse_solids_erosion.rate"})
        set(values, one, 864);
    values["coarse_solids_deposition.law"] = 1;  // by shear: as two processes
    set(values, "bottom_algae_scour.critical_shear", 0.05);
    return values;
}

/// damping = -sum_i row_i d rate / d c_i, for every process of the catalogue.
TEST(Integrator, DampingIsTheDerivativeOfTheRate) {
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> draw(0.2, 9.0);
    const ParameterValues values = everything();
    const auto& all = kinetic_processes();
    for (std::size_t n = 0; n < 2 * all.size(); ++n) {
        const ProcessEntry& entry = all[n % all.size()];
        ProcessSettings settings{.utc_offset_minutes = 0};
        if (n >= all.size()) {
            if (entry.description.looks_at.empty()) continue;
            settings.carried = entry.description.looks_at;
        }
        const auto whole = completion_of(entry.description, element_contents()).row;
        const auto process = entry.make(ParametersOf(entry.description, values), settings);
        ASSERT_TRUE(process) << entry.description.name;
        // what the pH does to a rate is beyond one process: see Acidity.DampingIsTheDerivativeOfTheRate
        // what moves through the bed as well: its damping is that of where it comes from, the thin layer left as it is
        const auto asks = [&entry](const char* driver) {
            return std::ranges::find(entry.description.drivers, driver) != entry.description.drivers.end();
        };
        if (asks("ph") || asks("diagenesis")) continue;
        process->begin_step(some_weather());
        const Drivers drivers = some_drivers();
        const Block coefficient = process->coefficient(drivers);
        for (int trial = 0; trial < 20; ++trial) {
            Concentrations c;
            for (Block& block : c) block = Block(draw(random));
            Block rate;
            Block damping;
            process->rate(some_water(c, drivers), coefficient, rate, damping);
            double expected = 0;
            for (const Stoichiometry& row : whole) {
                const double h = 1e-5;
                Concentrations moved = c;
                Block ahead;
                Block behind;
                Block unused;
                moved[row.species] = c[row.species] + h;
                process->rate(some_water(moved, drivers), coefficient, ahead, unused);
                moved[row.species] = c[row.species] - h;
                process->rate(some_water(moved, drivers), coefficient, behind, unused);
                expected -= row.coefficient * (ahead[3] - behind[3]) / (2 * h);
            }
            expected = std::fmax(expected, 0.0);  // what feeds itself is not damped
            EXPECT_NEAR(damping[3], expected, 1e-6 * std::fabs(expected) + 1e-12 * std::fabs(coefficient[0]))
                << entry.description.name;
            EXPECT_GE(damping[3], 0);
        }
    }
}

/// Largest error after two days with steps of dt against steps of 15 s.
double error_of(const ParameterValues& values, double depth, double dt, SubstepCounts& counts) {
    WaterBox coarse(values, depth, 0.2);
    WaterBox fine(values, depth, 0.2);
    coarse.fill_polluted();
    fine.fill_polluted();
    coarse.run(one_day, dt);
    fine.run(one_day, 15);
    counts = coarse.ledger.substeps;
    double worst = 0;
    for (std::size_t i = 0; i < coarse.known(); ++i) worst = std::fmax(worst, std::fabs(coarse.get(i) - fine.get(i)));
    return worst;
}

TEST(Integrator, HeunIsOfSecondOrder) {
    ParameterValues values = everything();
    set(values, "photosynthesis.maximum", 0);  // its light has kinks
    SubstepCounts coarse;
    SubstepCounts fine;
    const double ratio = error_of(values, 3.0, 3600, coarse) / error_of(values, 3.0, 1800, fine);
    EXPECT_EQ(coarse.exponential + coarse.halved, 0) << "not a case for Heun";
    EXPECT_NEAR(std::log2(ratio), 2.0, 0.15);
}

TEST(Integrator, ExponentialRosenbrockIsOfSecondOrder) {
    ParameterValues values = everything();
    set(values, "photosynthesis.maximum", 0);
    set(values, "reaeration.fixed_rate", 6);
    set(values, "biochemical_oxidation.rate", 1);
    SubstepCounts coarse;
    SubstepCounts fine;
    const double ratio = error_of(values, 3.0, 1800, coarse) / error_of(values, 3.0, 900, fine);
    EXPECT_EQ(coarse.heun + coarse.halved, 0) << "not a case for the exponential method";
    EXPECT_EQ(fine.heun + fine.halved, 0);
    EXPECT_NEAR(std::log2(ratio), 2.0, 0.2);
}

/// A fast process beside slow sources ends at its quasi-steady state in one step: D = S / (H k2), and a lone decay is
/// exact.
TEST(Integrator, StiffStepsAreRight) {
    ParameterValues values = nothing_but_reaeration(5000);
    set(values, "sediment_oxygen_demand.rate", 1.0);
    set(values, "chemical_oxygen_demand_decay.rate", 300);
    WaterBox box(values, 0.02);
    box.put(species::dissolved_oxygen, 3);
    box.put(species::chemical_oxygen_demand, 40);
    const double saturation = 9.092426042885567;
    box.step(900);
    EXPECT_NEAR(box.get(species::dissolved_oxygen), saturation - 1.0 / 0.02 / 5000, 1e-6);
    EXPECT_NEAR(box.get(species::chemical_oxygen_demand), 40 * std::exp(-300.0 * 900 / one_day), 1e-12);
    EXPECT_EQ(box.ledger.substeps.exponential, 1);
}

struct Regime {
    const char* name;
    double depth, velocity, temperature, oxygen, demand, ammonia;
};

/// Over three days in steps of 900 s, with a disturbance every six hours as transport would make.
TEST(Integrator, BothIntegratorsAgree) {
    for (const Regime& regime :
         {Regime{"lowland river", 1.2, 0.25, 22, 7, 8, 1.5},
          Regime{"urban pool without oxygen", 0.8, 0.005, 28, 0.2, 40, 12},
          Regime{"fast and shallow", 0.25, 0.9, 15, 8, 5, 1}, Regime{"centimetres of water", 0.02, 0.2, 25, 6, 10, 2},
          Regime{"millimetres of water", 0.004, 0.1, 12, 9, 6, 1}, Regime{"winter canal", 2.5, 0.4, 4, 11, 3, 0.5}}) {
        ParameterValues values = everything();
        set(values, "biochemical_oxidation.rate", 0.5);
        set(values, "nitrification.rate", 0.5);
        WaterBox rosenbrock(values, regime.depth, regime.velocity);
        WaterBox arkode(values, regime.depth, regime.velocity, 1, by_arkode);
        for (WaterBox* box : {&rosenbrock, &arkode}) {
            box->weather.temperature = regime.temperature;
            box->weather.wind_speed = 2;
            box->fill_polluted();
        }
        double worst = 0;
        for (int k = 0; k < 288; ++k) {
            for (WaterBox* box : {&rosenbrock, &arkode}) {
                if (k % 24 == 0) {
                    box->put(species::dissolved_oxygen, regime.oxygen);
                    box->put(species::biochemical_oxygen_demand, regime.demand);
                    box->put(species::ammonia_nitrogen, regime.ammonia);
                }
                box->step(900);
            }
            for (std::size_t i = 0; i < arkode.known(); ++i)
                worst = std::fmax(worst, std::fabs(rosenbrock.get(i) - arkode.get(i)));
        }
        RecordProperty(regime.name, std::to_string(worst));
        EXPECT_LT(worst, 5e-3) << regime.name;
        EXPECT_EQ(arkode.ledger.ark_blocks, 288);
        EXPECT_EQ(arkode.ledger.ark_given_up, 0) << regime.name;
    }
}

/// Every rate at its upper bound, switches as sharp as they get, films of water, an hour a step.
TEST(Integrator, NothingGoesNegativeAtExtremeRates) {
    for (const KineticsSettings& settings : {KineticsSettings{}, by_arkode}) {
        for (const double half_saturation : {0.0, 0.5}) {
            ParameterValues values;
            for (const ParameterDeclaration& declaration : kinetic_parameters()) {
                const std::string parameter = declaration.name.substr(declaration.name.find('.') + 1);
                if (parameter == "rate" || parameter == "velocity") values[declaration.name] = declaration.maximum;
                if (parameter == "oxygen_half_saturation") values[declaration.name] = half_saturation;
            }
            for (const double depth : {0.0015, 0.1, 2.0}) {
                WaterBox box(values, depth, 0.1, 3, settings);
                box.fill_polluted();
                for (int k = 0; k < 2; ++k) {
                    box.step(3600);
                    for (const double value : box.mass) ASSERT_GE(value, 0) << depth;
                }
                for (std::size_t i = 0; i < box.known(); ++i) ASSERT_TRUE(std::isfinite(box.get(i)));
                EXPECT_LT(box.get(species::dissolved_oxygen), 9.1);
                EXPECT_LT(box.get(species::chemical_oxygen_demand), 0.01);
            }
        }
    }
}

/// What transport left negative is not made worse, and not hidden.
TEST(Integrator, NegativeInputIsLeftAlone) {
    WaterBox box({}, 1.0, 0.3);
    box.fill_polluted();
    box.put(species::chemical_oxygen_demand, -1e-3);
    box.step(900);
    EXPECT_EQ(box.get(species::chemical_oxygen_demand), -1e-3);
}

}  // namespace
}  // namespace qingliu
