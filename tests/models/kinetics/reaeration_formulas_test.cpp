#include "models/kinetics/reaeration_formulas.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "models/kinetics/oxygen.hpp"
#include "tests/models/kinetics/water_box.hpp"

namespace qingliu {
namespace {

/// Slope and width matter to some.
double by_flow(const std::string& name, double velocity, double depth, double slope = 1e-3, double width = 10) {
    for (const auto& formula : flow_reaerations()) {
        if (formula.name == name) return formula.rate({Block(velocity), Block(depth), Block(slope), Block(width)})[3];
    }
    throw std::logic_error("no formula " + name);
}

double by_wind(const std::string& name, double wind) {
    for (const auto& formula : wind_reaerations()) {
        if (formula.name == name) return formula.transfer(wind);
    }
    throw std::logic_error("no formula " + name);
}

TEST(ReaerationFormulas, FlowGivesItsPowers) {
    EXPECT_NEAR(by_flow("oconnor_dobbins", 0.5, 1.5), 1.51266, 1e-5);
    EXPECT_NEAR(by_flow("owens_gibbs", 0.2, 0.5), 6.5239, 1e-4);
    EXPECT_NEAR(by_flow("churchill", 1.0, 1.0), 5.026, 1e-12);
    EXPECT_NEAR(by_flow("churchill", 0.8, 3.0), 5.026 * std::pow(0.8, 0.969) * std::pow(3.0, -1.673), 1e-12);
    // 7.60 (ft/s) / ft^1.33
    EXPECT_NEAR(by_flow("langbein_durum", 0.6, 2.0), 7.60 * (0.6 / 0.3048) / std::pow(2.0 / 0.3048, 1.33), 1e-3);
    EXPECT_EQ(by_flow("covar", 0.3, 2.0), covar(Block(0.3), Block(2.0))[0]);
}

/// Reckoned by hand in the units the formulas were given in.
TEST(ReaerationFormulas, SlopeWidthAndDischargeGiveTheirs) {
    constexpr double foot = 0.3048;
    // 0.2 m3/s: 86400 x 0.11 x S [ft/ft] x U [ft/s], to the four digits of what 86400 x 0.11 / 0.3048 is rounded to
    EXPECT_NEAR(by_flow("tsivoglou_neal", 0.2, 0.25, 0.004, 4), 86400 * 0.11 * 0.004 * 0.2 / foot, 2e-3);
    EXPECT_NEAR(by_flow("tsivoglou_neal", 0.2, 0.25, 0.004, 4), 24.9464, 1e-10);
    EXPECT_NEAR(by_flow("tsivoglou_neal", 0.2, 0.8, 0.004, 4), 86400 * 0.054 * 0.004 * 0.2 / foot, 1e-3 * 12.2);
    EXPECT_NEAR(by_flow("tsivoglou_neal", 0.2, 0.8, 0.004, 4), 12.2464, 1e-10);
    // Fr = 0.4 / sqrt(9.81 x 0.5) = 0.18061, u* = sqrt(9.81 x 0.5 x 0.002) = 0.099045 m/s = 0.32495 ft/s
    EXPECT_NEAR(by_flow("thackston_krenkel", 0.4, 0.5, 0.002), 7.0230242, 1e-6);
    EXPECT_NEAR(
        by_flow("thackston_krenkel", 0.4, 0.5, 0.002),
        24.88 * (1 + std::sqrt(0.4 / std::sqrt(9.81 * 0.5))) * (std::sqrt(9.81 * 0.5 * 0.002) / foot) / (0.5 / foot),
        1e-12);
    EXPECT_NEAR(by_flow("thackston_dawson", 0.4, 0.5, 0.002), 2.9382934, 1e-6);
    // U S = 8e-4, Q = 0.4 m3/s and 4 m3/s
    EXPECT_NEAR(by_flow("melching_flores_pool_riffle", 0.4, 0.5, 0.002, 2),
                517 * std::pow(8e-4, 0.524) * std::pow(0.4, -0.242), 1e-10);
    EXPECT_NEAR(by_flow("melching_flores_pool_riffle", 0.4, 0.5, 0.002, 2), 15.381942, 1e-6);
    EXPECT_NEAR(by_flow("melching_flores_pool_riffle", 0.4, 0.5, 0.002, 20),
                596 * std::pow(8e-4, 0.528) * std::pow(4, -0.136), 1e-10);
    EXPECT_NEAR(by_flow("melching_flores_channel_control", 0.4, 0.5, 0.002, 2),
                88 * std::pow(8e-4, 0.313) * std::pow(0.5, -0.353), 1e-10);
    EXPECT_NEAR(by_flow("melching_flores_channel_control", 0.4, 0.5, 0.002, 20),
                142 * std::pow(8e-4, 0.333) * std::pow(0.5, -0.66) * std::pow(20, -0.243), 1e-10);
    EXPECT_NEAR(by_flow("mascaret", 0.4, 0.5, 0.002),
                0.746 * std::pow(0.4, 2.695) / (std::pow(0.5, 3.085) * std::pow(0.002, 0.823)), 1e-11);
}

/// A transfer of 3.93 (U / H)^0.5 m/d, or 5.32 U^0.67 / H^0.85 where U is above (0.739 H^0.35)^6.
TEST(ReaerationFormulas, DelwaqTakesTheLargerOfTwo) {
    for (const double depth : {0.3, 1.0, 3.0}) {
        const double turn = std::pow(0.739 * std::pow(depth, 0.35), 6);
        EXPECT_EQ(by_flow("delwaq_hybrid", 0.99 * turn, depth), by_flow("oconnor_dobbins", 0.99 * turn, depth));
        EXPECT_EQ(by_flow("delwaq_hybrid", 1.01 * turn, depth), by_flow("owens_gibbs", 1.01 * turn, depth));
        EXPECT_GT(by_flow("delwaq_hybrid", 3 * turn, depth), by_flow("oconnor_dobbins", 3 * turn, depth));
        EXPECT_GT(by_flow("delwaq_hybrid", turn / 3, depth), by_flow("owens_gibbs", turn / 3, depth));
    }
}

TEST(ReaerationFormulas, StillWaterIsFinite) {
    for (const auto& formula : flow_reaerations()) {
        if (formula.rate == nullptr) continue;
        // a twentieth of what the default floor of 0.2 m/d makes
        const double rate = formula.rate({Block(0.0), Block(1.0), Block(0.0), Block(10.0)})[0];
        EXPECT_TRUE(rate >= 0 && rate < 1e-2) << formula.name << " " << rate;
        const double film = formula.rate({Block(0.0), Block(0.01), Block(0.0), Block(1e-3)})[0];
        EXPECT_TRUE(std::isfinite(film) && film >= 0) << formula.name;
        const double wild = formula.rate({Block(20.0), Block(0.01), Block(1.0), Block(1e4)})[0];
        EXPECT_TRUE(std::isfinite(wild) && wild >= 0) << formula.name;
        EXPECT_FALSE(formula.source.empty() || formula.range.empty() || formula.equation.empty()) << formula.name;
    }
}

double rate_in_box(const ParameterValues& values, double depth, double velocity, double slope) {
    WaterBox box(values, depth, velocity);
    box.friction_slope.assign(1, slope);
    box.weather.wind_speed = 0;
    box.put(species::dissolved_oxygen, 4);
    box.step(1e-3);
    return (box.get(species::dissolved_oxygen) - 4) / (oxygen_saturation(20, 0) - 4) / 1e-3 * one_day;
}

TEST(ReaerationFormulas, OwnPowersAndFixedTransferAct) {
    ParameterValues values = nothing_but_reaeration(0);
    values["reaeration.flow_formula"] = static_cast<double>(flow_reaerations().size() - 1);
    set(values, "reaeration.minimum_transfer", 0);
    // as it stands: O'Connor & Dobbins
    EXPECT_NEAR(rate_in_box(values, 1.5, 0.5, 1e-3), 1.51266, 1e-4);
    set(values, "reaeration.law_coefficient", 700);
    set(values, "reaeration.law_velocity_exponent", 0.6);
    set(values, "reaeration.law_depth_exponent", -0.3);
    set(values, "reaeration.law_slope_exponent", 0.5);
    EXPECT_NEAR(rate_in_box(values, 1.5, 0.5, 1e-3), 700 * std::pow(0.5, 0.6) * std::pow(1.5, -0.3) * std::sqrt(1e-3),
                1e-4);
    EXPECT_NEAR(rate_in_box(values, 1.5, 0, 0), 0, 1e-4);
    set(values, "reaeration.fixed_transfer", 7.5);
    EXPECT_NEAR(rate_in_box(values, 1.5, 0.5, 1e-3), 5, 1e-4);
    set(values, "reaeration.fixed_rate", 2);
    EXPECT_NEAR(rate_in_box(values, 1.5, 0.5, 1e-3), 2, 1e-4);
}

TEST(ReaerationFormulas, WindGivesItsFigures) {
    EXPECT_NEAR(by_wind("banks_herrera", 4), 0.728 * 2 - 0.317 * 4 + 0.0372 * 16, 1e-12);
    EXPECT_NEAR(by_wind("banks", 4), 0.724, 1e-12);
    EXPECT_NEAR(by_wind("banks", 8), 0.0277 * 64, 1e-12);
    EXPECT_NEAR(by_wind("gelda", 2), 0.4, 1e-12);
    EXPECT_NEAR(by_wind("gelda", 5), 0.057 * 25, 1e-12);
    EXPECT_NEAR(by_wind("liss", 3), 0.156 * std::pow(3, 0.63), 1e-12);
    EXPECT_NEAR(by_wind("liss", 6), 0.0269 * std::pow(6, 1.9), 1e-12);
    EXPECT_NEAR(by_wind("wanninkhof", 5), 0.0986 * std::pow(5, 1.64), 1e-12);
    EXPECT_NEAR(by_wind("weiler", 1), 0.398, 1e-12);
    EXPECT_NEAR(by_wind("weiler", 2), 0.62, 1e-12);
    EXPECT_NEAR(by_wind("broecker", 3), 2.592, 1e-12);
    EXPECT_NEAR(by_wind("cole_buchak", 3), 0.95, 1e-12);
    EXPECT_NEAR(by_wind("downing_truesdale", 3), 0.2484, 1e-12);
    EXPECT_NEAR(by_wind("kanwisher", 3), 0.3888, 1e-12);
    EXPECT_NEAR(by_wind("smith", 3), 1.792, 1e-12);
    EXPECT_NEAR(by_wind("yu", 3), 0.957, 1e-12);
    EXPECT_EQ(by_wind("none", 9), 0);
}

TEST(ReaerationFormulas, WindNeverTakesAwayAndEveryNameIsItsOwn) {
    std::set<std::string> names;
    for (const auto& formula : wind_reaerations()) {
        EXPECT_TRUE(names.insert(formula.name).second) << formula.name;
        EXPECT_FALSE(formula.source.empty());
        for (double wind = 0; wind < 30; wind += 0.25) EXPECT_GE(formula.transfer(wind), 0) << formula.name << wind;
    }
}

/// A choice reaches the water: one step of a short time takes up k2 (Cs - O) dt.
TEST(ReaerationFormulas, TheChoiceActs) {
    for (std::size_t k = 0; k < flow_reaerations().size(); ++k) {
        ParameterValues values = nothing_but_reaeration(0);
        values["reaeration.flow_formula"] = static_cast<double>(k);
        values["reaeration.wind_formula"] = 1;  // none
        WaterBox box(values, 1.5, 0.4);
        box.put(species::dissolved_oxygen, 4);
        box.step(1);
        const auto& formula = flow_reaerations()[k];
        if (formula.rate == nullptr) continue;
        // as deep, wide and steep as the box
        const double rate = formula.rate({Block(0.4), Block(1.5), Block(4e-4), Block(10.0)})[0] / one_day;
        EXPECT_NEAR((box.get(species::dissolved_oxygen) - 4) / (rate * (oxygen_saturation(20, 0) - 4)), 1, 1e-4)
            << flow_reaerations()[k].name;
    }
}

}  // namespace
}  // namespace qingliu
