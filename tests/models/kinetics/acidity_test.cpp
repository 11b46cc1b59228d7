// pH: against closed solutions and tables, from any guess, and what follows from it for gases.
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "models/kinetics/acidity.hpp"
#include "models/kinetics/observables.hpp"
#include "tests/models/kinetics/water_box.hpp"

namespace qingliu {
namespace {

double ph(const Block& hydrogen, int cell = 0) { return -std::log10(hydrogen[cell]); }

TEST(Acidity, ConstantsAreThoseOfTheTables) {
    const AcidityConstants k = acidity_constants(Block(25.0), Block(0.0));
    EXPECT_NEAR(-std::log10(k.first[0]), 6.352, 2e-3);  // Plummer & Busenberg 1982, table 1
    EXPECT_NEAR(-std::log10(k.second[0]), 10.329, 2e-3);
    EXPECT_NEAR(-std::log10(k.water[0]), 13.995, 1e-2);
    EXPECT_NEAR(-std::log10(k.ammonium[0]), 9.247, 2e-3);  // Emerson et al. 1975
    EXPECT_NEAR(-std::log10(k.henry[0]), 1.466, 5e-3);
    EXPECT_EQ(k.concentration[0], 1);
    // Davies: log f = -0.5 (0.1 / 1.1 - 0.003) at an ionic strength of 0.01
    EXPECT_NEAR(-std::log10(acidity_constants(Block(25.0), Block(625.0)).concentration[0]), -0.5 * (0.1 / 1.1 - 0.003),
                1e-12);
}

/// K11: shares of ammonia as NH3.
TEST(Acidity, K11UnionisedAmmonia) {
    for (const auto& [value, temperature, share] :
         std::vector<std::array<double, 3>>{{7.5, 20, 0.012361}, {8.5, 25, 0.152052}, {9.0, 10, 0.156543}}) {
        const AcidityConstants k = acidity_constants(Block(temperature), Block(0.0));
        const Acidity a = acidity_at(k, acidity_totals(Block(100.0), Block(24.0), Block(1.0), Block(0.0)),
                                     Block(std::pow(10.0, -value)));
        EXPECT_NEAR(a.ammonia_share[0], share, 1e-6);
    }
}

/// Water in equilibrium with air: {H} of pure water and carbon dioxide, {H}^2 ~ K1 CO2; and of hard water, {H} = K1
/// CO2 / HCO3.
TEST(Acidity, WaterUnderAirHasTheTextbookPh) {
    const AcidityConstants k = acidity_constants(Block(25.0), Block(0.0));
    const double gas = k.henry[0] * 3.9e-4;  // mol L-1
    const double rain = std::sqrt(k.first[0] * gas);
    EXPECT_NEAR(ph_of(25, 0, 0, 12e3 * (gas + rain), 0, 0), 5.61, 0.02);
    const double alkalinity = 2e-3, hydrogen = k.first[0] * gas / alkalinity;
    // alkalinity of bicarbonate and twice the carbonate
    const double bicarbonate = alkalinity / (1 + 2 * k.second[0] / hydrogen);
    const double carbon = bicarbonate + k.second[0] * bicarbonate / hydrogen + hydrogen * bicarbonate / k.first[0];
    const double whole = alkalinity + k.water[0] / hydrogen - hydrogen;
    EXPECT_NEAR(ph_of(25, 0, 5e4 * whole, 12e3 * carbon, 0, 0), -std::log10(hydrogen), 1e-9);
}

TEST(Acidity, IsSolvedFromAnyGuessForAnyWater) {
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> draw(0, 1);
    for (int trial = 0; trial < 200; ++trial) {
        const double wanted = 2.5 + 9.5 * draw(random);
        const AcidityConstants k = acidity_constants(Block(38 * draw(random)), Block(2000 * draw(random)));
        // choose totals and ask what alkalinity makes that pH: from the balance itself, by bisection on alkalinity
        AcidityTotals totals = acidity_totals(Block(0.0), Block(60 * draw(random)),
                                              Block(200 * std::pow(draw(random), 4)), Block(5 * draw(random)));
        double low = -1e5, high = 1e5;
        for (int i = 0; i < 80; ++i) {
            totals.alkalinity = Block(0.5 * (low + high) * 2e-5);
            (ph(solve_acidity(k, totals, Block(1e-7)).hydrogen) < wanted ? low : high) = 0.5 * (low + high);
        }
        for (const double guess : {1e-2, 1e-5, 1e-8, 1e-12})
            ASSERT_NEAR(ph(solve_acidity(k, totals, Block(guess)).hydrogen), wanted, 1e-6) << trial;
        ASSERT_NEAR(ph(solve_acidity(k, totals, guess_hydrogen(k, totals)).hydrogen), wanted, 1e-6) << trial;
    }
}

/// The slope of the gas by all carbon at the same alkalinity, against differences.
TEST(Acidity, DampingIsTheDerivativeOfTheRate) {
    const AcidityConstants k = acidity_constants(Block(17.0), Block(800.0));
    for (const double carbon : {5.0, 22.0, 31.0, 60.0}) {
        const auto gas = [&](double c) {
            const AcidityTotals totals = acidity_totals(Block(110.0), Block(c), Block(2.0), Block(0.3));
            return solve_acidity(k, totals, Block(1e-8));
        };
        const double h = 1e-4;
        const double slope = (gas(carbon + h).carbon_dioxide[0] - gas(carbon - h).carbon_dioxide[0]) / (2 * h);
        EXPECT_NEAR(gas(carbon).carbon_dioxide_slope[0], slope, 1e-6 * slope);
    }
}

const std::vector<std::string> acid_water{"dissolved_oxygen", "ammonia_nitrogen", "acidity"};

/// Water far from the air comes to its pressure, in films without overshooting.
TEST(Acidity, CarbonDioxideComesToThatOfTheAir) {
    for (const double depth : {0.02, 1.0}) {
        ParameterValues values = nothing_but_reaeration(2 / depth);
        set(values, "carbon_dioxide_exchange.factor", 0.923);
        WaterBox box(values, depth, 0.4, 1, {.utc_offset_minutes = 0}, acid_water);
        box.put(2, 100);  // alkalinity
        box.put(3, 40);   // inorganic carbon
        double before = ph_of(20, 0, 100, 40, 0, 0);
        EXPECT_LT(before, 6.9);
        for (int hour = 0; hour < 24 * 40; ++hour) {
            box.run(box.time + 3600, 1200);
            const double now = ph_of(20, 0, 100, box.get(3), 0, 0);
            ASSERT_GE(now, before - 1e-6) << "hour " << hour;
            before = now;
        }
        const AcidityConstants k = acidity_constants(Block(20.0), Block(0.0));
        const AcidityTotals totals = acidity_totals(Block(100.0), Block(box.get(3)), Block(0.0), Block(0.0));
        const Acidity a = solve_acidity(k, totals, Block(1e-8));
        EXPECT_NEAR(a.carbon_dioxide[0], 12e3 * 4.2e-4 * k.henry[0], 1e-3 * a.carbon_dioxide[0]);
        EXPECT_EQ(box.get(2), 100);
    }
}

TEST(Acidity, AmmoniaLeavesWhereTheWaterIsBasic) {
    const auto left = [](double carbon) {
        ParameterValues values = nothing_but_reaeration(3);
        set(values, "ammonia_volatilisation.factor", 1);
        WaterBox box(values, 0.5, 0.4, 1, {.utc_offset_minutes = 0}, acid_water);
        box.put(1, 5);
        box.put(2, 100);
        box.put(3, carbon);
        box.weather.wind_speed = 2;
        box.run(5 * one_day, 900);
        // each g of nitrogen that leaves as gas takes 1/14 equivalents along
        EXPECT_NEAR(box.get(2), 100 - (5 - box.get(1)) / 14 * 50, 1e-9);
        return box.get(1);
    };
    EXPECT_GT(left(40), 4.95);  // pH 6.6
    EXPECT_LT(left(21), 4.5);   // pH 9.5
}

TEST(Observables, AreWhatTheCarriedAllows) {
    const auto names = [](const std::vector<std::string>& chosen) {
        std::vector<std::string> list;
        for (const Constituent& one : observables_of(constituents_of({}, chosen))) list.push_back(one.name);
        return list;
    };
    EXPECT_TRUE(names({}).empty());
    EXPECT_EQ(names({"acidity"}), std::vector<std::string>{"ph"});
    EXPECT_EQ(names({"organic_matter", "algae"}),
              (std::vector<std::string>{"biochemical_oxygen_demand", "chemical_oxygen_demand", "permanganate_index",
                                        "total_phosphorus", "total_nitrogen", "chlorophyll_a", "transparency"}));
    for (const Constituent& one : observables_of(constituents_of({}, {"organic_matter", "algae", "acidity"}))) {
        EXPECT_FALSE(one.mass);
        EXPECT_FALSE(one.made_of.empty()) << one.name;
    }
}

TEST(Observables, AreReadOffOneModelOfOrganicMatter) {
    const auto carried = constituents_of({}, {"organic_matter", "algae"});
    const Observables observables(carried, {});
    std::vector<double> water(carried.size(), 0.0), read(observables.count());
    const auto put = [&](const char* name, double value) {
        water[static_cast<std::size_t>(std::ranges::find(carried, name, &Constituent::name) - carried.begin())] = value;
    };
    put("labile_organic_matter", 4);
    put("slow_organic_matter", 6);
    put("refractory_organic_matter", 10);
    put("green_algae", 1.5);
    put("phosphate", 0.1);
    put("suspended_solids", 20);
    observables.read(water, 15, read);
    const double algae = 1.5 * 32 / 12;
    EXPECT_NEAR(read[0], 4 * (1 - std::exp(-1.5)) + (6 + algae) * (1 - std::exp(-0.75)) + 10 * (1 - std::exp(-0.025)),
                1e-12);
    EXPECT_NEAR(read[1], 0.9 * (20 + algae), 1e-12);
    EXPECT_NEAR(read[2], 0.5 * (20 + algae), 1e-12);
    EXPECT_NEAR(read[3], 0.1 + 1.5 / 40, 1e-12);
    EXPECT_NEAR(read[5], 1.5 * 25, 1e-12);
    EXPECT_NEAR(read[6], 1.7 / (0.2 + 0.052 * 20 + 0.0088 * 37.5 + 0.054 * std::pow(37.5, 2.0 / 3.0)), 1e-9);
}

}  // namespace
}  // namespace qingliu
