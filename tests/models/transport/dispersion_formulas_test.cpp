// Formulas of dispersion against figures made by hand, at their ends, and where they act.
#include "models/transport/dispersion_formulas.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numeric>
#include <string>

#include "tests/models/transport/network_fixture.hpp"

namespace qingliu::testing {
namespace {

DispersionSite site(double speed, double depth, double width, double shear_velocity) {
    return {Octet(speed), Octet(depth), Octet(width), Octet(shear_velocity)};
}

TEST(DispersionFormulas, GiveWhatTheirEquationsSay) {
    // U 0.5 m/s, H 1.5 m, W 30 m, u* 0.05 m/s (W / H 20, U / u* 10); U 0.8, H 2, W 120, u* 0.08 (60, 10)
    const std::map<std::string, std::pair<double, double>, std::less<>> expected{
        {"elder", {0.44475, 0.9488}},
        {"mcquivey_keefer", {256.041, 284.49}},
        {"fischer", {33, 633.6}},
        {"liu", {17.0763, 327.8649}},
        {"magazine", {5.922597, 12.63487}},
        {"iwasa_aya", {13.41641, 148.7226}},
        {"koussis", {18, 345.6}},
        {"li", {11.67966, 103.9314}},
        {"seo_cheong", {76.14732, 321.0174}},
        {"deng", {64.28239, 289.5363}},
        {"kashefipour_falconer", {78.56063, 169.792}},
        {"sahay_dutta", {47.32385, 289.8513}},
        {"etemad_shahidi", {15.48517, 194.369}},
        {"zeng_huai", {44.48115, 204.748}},
        {"disley", {48.52578, 190.5509}},
        {"wang_huai", {56.57174, 179.6091}}};
    ASSERT_EQ(dispersion_formulas().size(), expected.size() + 1) << "and the power law";
    for (const auto& formula : dispersion_formulas()) {
        if (formula.dispersion == nullptr) continue;
        const auto [narrow, wide] = expected.at(std::string(formula.name));
        EXPECT_NEAR(formula.dispersion(site(0.5, 1.5, 30, 0.05))[3], narrow, 1e-6 * narrow) << formula.name;
        EXPECT_NEAR(formula.dispersion(site(0.8, 2, 120, 0.08))[5], wide, 1e-6 * wide) << formula.name;
    }
}

TEST(DispersionFormulas, ArePositiveAndFiniteInAnyWater) {
    for (const auto& formula : dispersion_formulas()) {
        if (formula.dispersion == nullptr) continue;
        for (const double speed : {0.0, 1e-6, 0.3, 5.0}) {
            for (const double depth : {1e-3, 1.0, 30.0}) {
                for (const double width : {0.1, 20.0, 3000.0}) {
                    const double d = formula.dispersion(site(speed, depth, width, std::max(0.1 * speed, 1e-6)))[0];
                    EXPECT_TRUE(std::isfinite(d) && d >= 0) << formula.name << " " << d;
                    if (speed > 0.1) {
                        EXPECT_GT(d, 0) << formula.name;
                    }
                }
            }
        }
    }
}

TEST(DispersionFormulas, UncertainOnesAreTold) {
    for (const char* name : {"mcquivey_keefer", "zeng_huai", "wang_huai"})
        EXPECT_FALSE(dispersion_formula(name).confirmed) << name;
    EXPECT_TRUE(dispersion_formula("fischer").confirmed);
    EXPECT_THROW(static_cast<void>(dispersion_formula("fisher")), std::invalid_argument);
}

/// Twenty cells in a row; what a face exchanges shows in two cells of which one holds all mass.
struct Row : Bench {
    Row(const DispersionSettings& settings, const std::vector<DispersionStretch>& stretches)
        : Bench(make_grid_by_chainage(), {}, 1, settings),
          transport_with_stretches(grid, order, {}, 1, settings, {}, stretches) {
        std::fill(water.before.begin(), water.before.end(), 6000.0);
        std::fill(water.area.begin(), water.area.end(), 45.0);
        std::fill(water.face_width.begin(), water.face_width.end(), 30.0);
        std::fill(water.face_velocity.begin(), water.face_velocity.end(), -0.5);
        std::fill(water.shear_velocity.begin(), water.shear_velocity.end(), 0.05);
        water.dt = 1e-3;
        water.close(grid, exchanges);
    }
    static Grid make_grid_by_chainage() {
        std::vector<std::pair<int, int>> faces;
        for (int c = 0; c + 1 < 20; ++c) faces.emplace_back(c, c + 1);
        Grid grid = make_test_grid(20, faces);
        for (int f = 0; f < grid.faces(); ++f) grid.face_chainage[at(f)] = 200.0 * (f + 1);
        return grid;
    }
    /// D at face `f`, from what passes in a short step.
    double dispersion_at(int f) {
        std::fill(mass.begin(), mass.end(), 0.0);
        mass[at(f)] = 6000;
        transport_with_stretches.step(water.step(), {}, {}, mass, ledger);
        return mass[at(f + 1)] / (water.dt * 45 / 200);
    }
    Transport transport_with_stretches;
};

TEST(DispersionFormulas, ActBetweenTheirLimitsAndOnTheirStretch) {
    const auto fischer = dispersion_formula("fischer").dispersion;
    const auto elder = dispersion_formula("elder").dispersion;
    Row row({.a = 10, .b = 0, .least = 0, .most = 200}, {{0, 0, 1000, {.least = 0, .most = 200, .formula = fischer}},
                                                         {0, 1200, 2000, {.least = 0, .most = 20, .formula = fischer}},
                                                         {0, 1800, 2000, {.least = 2, .most = 20, .formula = elder}},
                                                         {1, 0, 9000, {.least = 99, .most = 99, .formula = elder}}});
    EXPECT_NEAR(row.dispersion_at(2), 33, 1e-3) << "600 m: Fischer";
    EXPECT_NEAR(row.dispersion_at(4), 33, 1e-3) << "1000 m: its end";
    EXPECT_NEAR(row.dispersion_at(5), 20, 1e-3) << "1200 m: Fischer, held below";
    EXPECT_NEAR(row.dispersion_at(9), 2, 1e-3) << "2000 m: the last named, Elder's 0.44 held above";
    EXPECT_NEAR(row.dispersion_at(12), 10, 1e-3) << "2600 m: the power law of the rest";
}

TEST(DispersionFormulas, NothingAtStructuresAndInStillOrDryWater) {
    for (const auto& formula : dispersion_formulas()) {
        Row row({.a = 10, .b = 0.5, .least = 0, .most = 1e6, .formula = formula.dispersion}, {});
        row.water.area[3] = row.water.face_width[3] = row.water.shear_velocity[3] = 0;  // a gate
        row.water.face_velocity[3] = 2;
        row.mass.assign(20, 0);
        row.mass[3] = 6000;
        row.step();
        EXPECT_EQ(row.mass[4], 0) << formula.name;
        EXPECT_GT(row.mass[2], 0) << formula.name;
        EXPECT_NEAR(std::accumulate(row.mass.begin(), row.mass.end(), 0.0), 6000, 1e-9) << formula.name;
    }
}

}  // namespace
}  // namespace qingliu::testing
