#include "models/kinetics/reaeration_formulas.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "models/kinetics/oxygen.hpp"
#include "tests/models/kinetics/water_box.hpp"

namespace qingliu {
namespace {

double by_flow(const std::string& name, double velocity, double depth) {
    for (const auto& formula : flow_reaerations()) {
        if (formula.name == name) return formula.rate(Block(velocity), Block(depth))[3];
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

TEST(ReaerationFormulas, StillWaterIsFinite) {
    for (const auto& formula : flow_reaerations()) {
        const double rate = formula.rate(Block(0.0), Block(0.01))[0];
        EXPECT_TRUE(std::isfinite(rate) && rate >= 0) << formula.name;
    }
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
        const double rate = flow_reaerations()[k].rate(Block(0.4), Block(1.5))[0] / one_day;
        EXPECT_NEAR((box.get(species::dissolved_oxygen) - 4) / (rate * (oxygen_saturation(20, 0) - 4)), 1, 1e-4)
            << flow_reaerations()[k].name;
    }
}

}  // namespace
}  // namespace qingliu
