// Kinetics as rates at an instant: what their steps become as they vanish, and how rates follow what is there.
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "models/kinetics/kinetics_jacobian.hpp"
#include "tests/models/kinetics/water_box.hpp"

namespace qingliu {
namespace {

/// Eleven cells, so one whole block and one that is not, of everything there is, each with other water; one is dry.
struct Living : WaterBox {
    Living() : WaterBox({}, 1.2, 0.3, 11, {.utc_offset_minutes = 0}, everything_but_heat()) {
        weather = some_weather();
        time = 43200;
        const std::size_t carried = constituents.size(), bed_width = bed_constituents.size();
        for (std::size_t i = 0; i < mass.size(); ++i)
            mass[i] = volume[i / carried] * (0.2 + 0.15 * std::sin(static_cast<double>(i)));
        for (std::size_t c = 0; c < cells; ++c) {
            put(c, species::alkalinity, 120 + static_cast<double>(c));
            put(c, species::inorganic_carbon, 32);
            put(c, species::dissolved_oxygen, 6 + 0.1 * static_cast<double>(c));
        }
        for (std::size_t i = 0; i < bed.size(); ++i)
            bed[i] = bed_area[i / bed_width] * (2 + std::cos(static_cast<double>(i)));
        depth[4] = 0;
    }
    [[nodiscard]] Conditions conditions() const {
        Conditions now{weather, volume, depth, velocity, width, length, bed_area};
        now.friction_slope = friction_slope;
        return now;
    }
    struct Rates {
        std::vector<double> water, bed, process;
    };
    Rates rates() {
        Rates r{std::vector<double>(mass.size(), 0.0), std::vector<double>(bed.size()),
                std::vector<double>(kinetics.processes())};
        kinetics.rates(time, conditions(), mass, bed, r.water, r.bed, r.process);
        return r;
    }
};

TEST(KineticsRates, AreWhatAShortStepDoes) {
    Living box;
    const auto rates = box.rates();
    const auto mass = box.mass, bed = box.bed;
    constexpr double dt = 1e-3;
    box.step(dt);
    double moved = 0;
    for (std::size_t i = 0; i < mass.size(); ++i) {
        moved = std::max(moved, std::fabs(rates.water[i]));
        EXPECT_NEAR(rates.water[i], (box.mass[i] - mass[i]) / dt, 2e-5 * std::fabs(rates.water[i]) + 1e-8)
            << box.constituents[i % box.constituents.size()].name << " " << i / box.constituents.size();
    }
    EXPECT_GT(moved, 0.01);
    for (std::size_t i = 0; i < bed.size(); ++i)
        EXPECT_NEAR(rates.bed[i], (box.bed[i] - bed[i]) / dt, 2e-5 * std::fabs(rates.bed[i]) + 1e-8)
            << box.bed_constituents[i % box.bed_constituents.size()].name;
    for (std::size_t k = 0; k < box.constituents.size(); ++k)
        EXPECT_EQ(rates.water[4 * box.constituents.size() + k], 0) << "a dry cell";
}

/// Each row of the Petersen matrix times what its process does is what becomes of the constituents.
TEST(KineticsRates, ProcessesTellWhatBecomesOfEveryConstituent) {
    Living box;
    const auto rates = box.rates();
    const auto& matrix = box.kinetics.matrix();
    const auto told = [&](const std::vector<Constituent>& constituents, const std::vector<double>& all) {
        const auto known = species_of(constituents);
        for (std::size_t k = 0; k < known.size(); ++k) {
            double sum = 0, size = 0, by_process = 0;
            for (std::size_t i = k; i < all.size(); i += constituents.size()) {
                sum += all[i];
                size += std::fabs(all[i]);
            }
            for (std::size_t p = 0; p < matrix.processes(); ++p) {
                by_process += matrix.at(p, known[k]) * rates.process[p];
                size += std::fabs(matrix.at(p, known[k]) * rates.process[p]);
            }
            EXPECT_NEAR(sum, by_process, 1e-13 * size) << constituents[k].name;
        }
    };
    told(box.constituents, rates.water);
    told(box.bed_constituents, rates.bed);
    KineticsLedger ledger = box.kinetics.make_ledger();
    box.kinetics.book(rates.process, ledger);
    for (std::size_t p = 0; p < matrix.processes(); ++p) EXPECT_EQ(ledger.extent(p), rates.process[p]);
}

/// (I - gamma slope) x = b, with slope x taken as a difference of rates along x.
TEST(KineticsRates, TheJacobianIsTheirSlope) {
    Living box;
    for (const double gamma : {1.0, 100.0, 3000.0}) {
        KineticsJacobian jacobian = box.kinetics.make_jacobian(box.cells);
        box.kinetics.linearise(box.time, box.conditions(), box.mass, box.bed, jacobian);
        jacobian.factor(gamma);
        std::vector<double> water(box.mass.size()), bed(box.bed.size());
        for (std::size_t i = 0; i < water.size(); ++i)
            water[i] = 1e-3 * box.mass[i] * std::cos(3.0 * static_cast<double>(i));
        for (std::size_t i = 0; i < bed.size(); ++i)
            bed[i] = 1e-3 * box.bed[i] * std::sin(5.0 * static_cast<double>(i));
        const auto right_water = water, right_bed = bed;
        box.kinetics.solve(jacobian, water, bed);
        Living shifted;
        constexpr double small = 1e-3;
        for (std::size_t i = 0; i < water.size(); ++i) shifted.mass[i] += small * water[i];
        for (std::size_t i = 0; i < bed.size(); ++i) shifted.bed[i] += small * bed[i];
        const auto before = box.rates(), after = shifted.rates();
        for (std::size_t i = 0; i < water.size(); ++i) {
            const double slope = gamma * (after.water[i] - before.water[i]) / small;
            EXPECT_NEAR(water[i] - slope, right_water[i], 1e-3 * (std::fabs(water[i]) + std::fabs(slope) + 1e-3))
                << box.constituents[i % box.constituents.size()].name << " " << gamma;
        }
        for (std::size_t i = 0; i < bed.size(); ++i) {
            const double slope = gamma * (after.bed[i] - before.bed[i]) / small;
            EXPECT_NEAR(bed[i] - slope, right_bed[i], 1e-3 * (std::fabs(bed[i]) + std::fabs(slope) + 1e-3))
                << box.bed_constituents[i % box.bed_constituents.size()].name << " " << gamma;
        }
    }
}

}  // namespace
}  // namespace qingliu
