// Rates by hand: each law with its default parameters in one cell of water, for the processes no other test tries
// alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/models/kinetics/water_box.hpp"

namespace qingliu {
namespace {

struct ByHand {
    const char* process;
    double rate;  // unit of the constituent per day
};

/// Under some_weather() with some_drivers(): 18 degC, 0.7 m deep, a fifth of it under ice, light of 80 W m-2 that fades
/// by 1.5 m-1; 2 g m-3 of everything, 20 of solids, the bed at 12 degC. theta^-2 where a rate has a theta.
constexpr ByHand by_hand[] = {
    {"permanganate_index_decay", 0.1459575683},         // 0.08 / 1.047^2 x 2
    {"phosphorus_uptake", 0.03844675125},               // 0.02 / 1.02^2 x 2
    {"phosphorus_mineralisation", 0.1824469604},        // 0.1 / 1.047^2 x 2
    {"denitrification", 0.03493754913},                 // 0.1 / 1.07^2 x 2 x 0.5 / (0.5 + 2)
    {"organic_nitrogen_settling", 0.02857142857},       // 0.01 / 0.7 x 2
    {"particulate_phosphorus_settling", 0.2857142857},  // 0.1 / 0.7 x 2
    {"ageing", 1},
    // 0.1 / 0.7 x 2 x Kd S / (1 + Kd S); Kd S = Kd / 1e6 x 20
    {"copper_settling", 0.1428571429},    // Kd S = 1
    {"zinc_settling", 0.2063492063},      // 2.6
    {"arsenic_settling", 0.04761904762},  // 0.2
    {"mercury_settling", 0.2285714286},   // 4
    {"cadmium_settling", 0.1428571429},   // 1
    {"lead_settling", 0.253968254},       // 8
    {"cyanide_loss", 0.1824469604},       // 0.1 / 1.047^2 x 2
    {"volatile_phenol_loss", 0.3648939208},
    {"petroleum_loss", 0.09122348019},
    {"anionic_surfactant_loss", 0.3648939208},
    // organic matter
    {"labile_oxidation", 0.4378727049},              // 0.3 / 1.047^2 x 2 x 2 / (0.5 + 2)
    {"slow_oxidation", 0.07297878416},               // 0.05 likewise
    {"refractory_oxidation", 0.007297878416},        // 0.005 likewise
    {"hydrolysis", 0.1824469604},                    // 0.1 / 1.047^2 x 2
    {"phosphorus_hydrolysis", 0.1824469604},         // likewise
    {"detritus_dissolution", 0.2096252948},          // 0.12 / 1.07^2 x 2
    {"detritus_settling", 1.428571429},              // 0.5 / 0.7 x 2
    {"organic_phosphorus_settling", 0.02857142857},  // 0.01 / 0.7 x 2
    {"phosphate_settling", 0.005602240896},          // 0.1 / 0.7 x 2 x 0.02 / 1.02
    // algae, with p = 2 x 2 / 2.025^2 + 2 x 0.025 / (4 x 2.025) of the nitrogen taken as ammonia, growth by
    // ln(1.8 / (1 + 0.8 exp(-1.5 x 0.7))) / (1.5 x 0.7) of light and 4 / 4.025 of nitrogen
    {"green_algae_growth", 1.054388371},                // 1.8 / 1.04^2 x 2 x p of that
    {"green_algae_growth_on_nitrate", 0.01972731911},   // the rest of it
    {"diatoms_growth", 1.194401464},                    // 2 / 1.03^2 x 2 x p
    {"diatoms_growth_on_nitrate", 0.02234692593},       // the rest of it
    {"green_algae_respiration", 0.1397501965},          // 0.1 / 1.07^2 x 2 x 2 / (0.5 + 2)
    {"green_algae_death", 0.2736704406},                // 0.15 / 1.047^2 x 2
    {"green_algae_settling", 0.2857142857},             // 0.1 / 0.7 x 2
    {"diatoms_settling", 0.8571428571},                 // 0.3 / 0.7 x 2
    {"bottom_algae_respiration", 0.279500393},          // 0.2 / 1.07^2 x 2 x 2 / (0.5 + 2)
    {"bottom_algae_nitrogen_excretion", 0.1746877457},  // 0.1 / 1.07^2 x 2
    {"bottom_algae_phosphorus_excretion", 0.1746877457},
    // 1.1 x a x 4 / 4.163 x K / (K + 2 / a - 0.075) (1 - p), a = 2 + 0.01 / 0.8, K = 2.86 x 0.075
    {"bottom_algae_nitrogen_uptake_as_nitrate", 0.007394109128},
    {"silica_dissolution", 0.0399595077},  // 0.03 / 1.096^2 x (1 - 2 / 10) x 2
    {"silica_settling", 0.8571428571},     // 0.3 / 0.7 x 2
    // off by default: tried in algae_test.cpp, with "bottom_algae_nitrogen_scour" and "bottom_algae_phosphorus_scour"
    // heat, with f = 86400 x 0.8 / (0.7 x 4.184e6) degC m2 W-1 d-1
    {"short_wave_heating", 8.968041519},   // 0.95 x 400 f
    {"long_wave_heating", 7.136743406},    // 0.97 (0.6 + 0.031 (15 / 1.33322)^0.5) (1 + 0.17 x 0.3^2) sigma 296.15^4 f
    {"long_wave_cooling", 9.327486522},    // 0.97 sigma 291.15^4 f
    {"evaporative_cooling", 1.096294186},  // (19 + 0.95 w^2) 4.184e4 / 86400 / 1.33322 (20.62 - 15) f, w = 2 x 0.7^0.15
    {"convective_cooling", -0.6019864495},  // 0.47 x 1.33322 of that wind x (18 - 23) f
    {"bed_conduction", 5.278107075},        // 2 x 0.055 x 1600 x 1673 / 4.184e6 / 0.1 / 0.8 x (18 - 12)
    {"ice_conduction", -2.491552519},       // -23 x 2.24 / (0.01 + 2.24 / 20) x 86400 x 0.2 / (0.7 x 4.184e6)
};

const ProcessEntry& process_called(const std::string& name) {
    const auto& all = kinetic_processes();
    const auto found =
        std::ranges::find_if(all, [&](const ProcessEntry& entry) { return entry.description.name == name; });
    if (found == all.end()) throw std::logic_error("no process " + name);
    return *found;
}

double rate_of(const std::string& name, const Concentrations& c) {
    const ProcessEntry& entry = process_called(name);
    const auto process = entry.make(ParametersOf(entry.description, {}), {});
    process->begin_step(some_weather());
    const Drivers drivers = some_drivers();
    Block rate, damping;
    process->rate(some_water(c, drivers), process->coefficient(drivers), rate, damping);
    return rate[5] * one_day;
}

Concentrations water_by_hand() {
    Concentrations c;
    c.fill(Block(2.0));
    c[species::suspended_solids] = Block(20.0);
    c[species::water_temperature] = Block(18.0);
    c[species::bed_temperature] = Block(12 / 0.8);  // told by the volume of the water, 0.8 m of it over the bed
    return c;
}

TEST(ProcessRates, AreThoseReckonedByHand) {
    for (const auto& [process, rate] : by_hand)
        EXPECT_NEAR(rate_of(process, water_by_hand()), rate, 2e-9 * std::fabs(rate)) << process;
}

/// 917 x 3.34e5 / 4.184e6 degrees of a cubic metre of water are in a cubic metre of ice; a minute for the way back.
TEST(ProcessRates, WaterBelowFreezingTurnsToIce) {
    Concentrations c = water_by_hand();
    c[species::water_temperature] = Block(-0.01);
    EXPECT_NEAR(rate_of("freezing_of_water", c), 0.06 / 60 * 4.184e6 / (917 * 3.34e5) * one_day, 1e-9);
    // what covers the water is melted with 1622 x 0.25^0.8 x 0.7^-0.2 W m-2 K-1
    c[species::water_temperature] = Block(0.11);
    EXPECT_NEAR(rate_of("freezing_of_water", c), -0.01389422729, 1e-10);
}

/// A process is tried where a test calls it, or a parameter of it, by its name in quotes.
TEST(ProcessRates, NoProcessGoesWithoutATest) {
    std::string tests;
    const std::filesystem::path folder = std::string(QINGLIU_ROOT) + "/tests/models/kinetics";
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        std::stringstream text;
        text << std::ifstream(file.path()).rdbuf();
        tests += text.str();
    }
    ASSERT_GT(tests.size(), 10000U);
    for (const ProcessEntry& entry : kinetic_processes()) {
        const std::string quoted = "\"" + entry.description.name;
        const bool named =
            tests.find(quoted + "\"") != std::string::npos || tests.find(quoted + ".") != std::string::npos;
        EXPECT_TRUE(named) << entry.description.name << " is in no file under tests/models/kinetics";
    }
}

}  // namespace
}  // namespace qingliu
