// The balance: elements, the ledger, cells without water, whole and broken blocks.
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>

#include "tests/models/kinetics/water_box.hpp"

namespace qingliu {
namespace {

/// Eleven different cells (a whole block and a broken one) after a day.
WaterBox a_day_of_river(const ParameterValues& values, KineticsSettings settings, std::vector<double>* before) {
    WaterBox box(values, 1.0, 0.3, 11, settings);
    for (std::size_t cell = 0; cell < box.cells; ++cell) {
        box.depth[cell] = 0.01 + 0.25 * static_cast<double>(cell);
        box.volume[cell] = box.depth[cell] * 2000;
        box.velocity[cell] = 0.05 * static_cast<double>(cell);
    }
    box.fill_polluted();
    for (std::size_t i = 0; i < box.constituents.size(); ++i) before->push_back(box.total(i));
    box.run(one_day, 900);
    return box;
}

double balance_error(double before, double after, double reacted) {
    return std::fabs(reacted - (after - before)) / std::fmax(before, std::fabs(reacted));
}

TEST(KineticsLedger, ClosesToRoundOffAndBreaksWithoutAnyOneProcess) {
    ParameterValues values;
    set(values, "photosynthesis.maximum", 5);
    set(values, "respiration.rate", 2);
    set(values, "organic_matter_settling.velocity", 0.1);
    for (const KineticsSettings& settings : {KineticsSettings{}, by_arkode}) {
        std::vector<double> before;
        const WaterBox box = a_day_of_river(values, settings, &before);
        std::size_t parts_seen = 0;
        for (std::size_t i = 0; i < box.constituents.size(); ++i) {
            const double reacted = box.kinetics.reacted(box.ledger, box.constituents[i].name);
            EXPECT_LT(balance_error(before[i], box.total(i), reacted), 2e-14) << box.constituents[i].name;
            for (const auto& [process, amount] : box.kinetics.parts(box.ledger, box.constituents[i].name)) {
                EXPECT_GT(balance_error(before[i], box.total(i), reacted - amount), 1e-5)
                    << box.constituents[i].name << " without " << process;
                ++parts_seen;
            }
        }
        EXPECT_EQ(parts_seen, 22U);  // entries of the matrix with every process acting
        EXPECT_EQ(box.ledger.cell_steps, 11 * 96);
    }
}

/// Each river closes by itself: what its cells gained is what processes are said to have made there, even where a block
/// of eight cells holds the end of one, the whole of another and the beginning of a third.
TEST(KineticsLedger, EveryRiverHasItsOwn) {
    const std::vector<int> river{0, 0, 0, 1, 1, 2, 2, 2, 2, 2, 3};
    for (const KineticsSettings& settings : {KineticsSettings{}, by_arkode}) {
        WaterBox box({}, 1.0, 0.3, river.size(), settings);
        for (std::size_t cell = 0; cell < box.cells; ++cell) {
            box.depth[cell] = 0.2 + 0.25 * static_cast<double>(cell);
            box.volume[cell] = box.depth[cell] * 2000;
        }
        box.fill_polluted();
        const auto before = box.mass;
        box.ledger = box.kinetics.make_ledger(4);
        for (int k = 0; k < 96; ++k) {
            box.kinetics.step(
                box.time, 900,
                {box.weather, box.volume, box.depth, box.velocity, box.width, box.length, box.bed_area, river},
                box.mass, box.ledger, box.bed);
            box.time += 900;
        }
        const auto& parts = box.kinetics.process_parts();
        std::vector<double> amounts(4 * parts.size());
        box.kinetics.amounts(box.ledger, amounts);
        std::map<std::string, double> of_all;
        for (std::size_t r = 0; r < 4; ++r) {
            std::map<std::string, double> made;
            for (std::size_t i = 0; i < parts.size(); ++i) {
                made[parts[i].constituent] += amounts[r * parts.size() + i];
                of_all[parts[i].constituent] += amounts[r * parts.size() + i];
            }
            EXPECT_GE(made.size(), 9U);
            for (const auto& [name, amount] : made) {
                const auto place = static_cast<std::size_t>(
                    std::ranges::find(box.constituents, name, &Constituent::name) - box.constituents.begin());
                double held = 0, gained = 0;
                for (std::size_t cell = 0; cell < box.cells; ++cell) {
                    if (river[cell] != static_cast<int>(r)) continue;
                    const std::size_t at = cell * box.constituents.size() + place;
                    held += before[at];
                    gained += box.mass[at] - before[at];
                }
                EXPECT_NEAR(amount, gained, 2e-14 * held + 1e-12 * std::fabs(gained)) << name << " in river " << r;
                EXPECT_GT(std::fabs(amount), 1e-6 * held) << name << " in river " << r;
            }
        }
        for (const auto& [name, amount] : of_all)
            EXPECT_NEAR(amount, box.kinetics.reacted(box.ledger, name), 1e-13 * std::fabs(amount)) << name;
    }
}

TEST(KineticsLedger, ClippedMassIsInTheBalance) {
    KineticsLedger ledger = Kinetics(constituents_of({}), {}, {}).make_ledger();
    ledger.record_clip(0, species::chemical_oxygen_demand, Block(0.5));
    EXPECT_EQ(ledger.clipped(species::chemical_oxygen_demand), 4.0);
    const Kinetics kinetics(constituents_of({}), {}, {});
    EXPECT_EQ(kinetics.reacted(ledger, "chemical_oxygen_demand"), 4.0);
    EXPECT_EQ(kinetics.parts(ledger, "chemical_oxygen_demand").back().first, "clipped");
    const auto& parts = kinetics.process_parts();
    std::vector<double> amounts(parts.size());
    kinetics.amounts(ledger, amounts);
    double seen = 0;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        const bool it = parts[i].process == "clipped" && parts[i].constituent == "chemical_oxygen_demand";
        EXPECT_EQ(amounts[i], it ? 4.0 : 0.0) << parts[i].process << " " << parts[i].constituent;
        seen += amounts[i];
    }
    EXPECT_EQ(seen, 4.0);
}

/// Sums that a plain addition loses.
TEST(KineticsLedger, SumsAreCompensated) {
    KineticsLedger ledger(1);
    ledger.record(0, 0, Block(1e16));
    for (int k = 0; k < 1000; ++k) ledger.record(0, 0, Block(1.0));
    ledger.record(0, 0, Block(-1e16));
    EXPECT_EQ(ledger.extent(0), 8000.0);
}

/// With the exits to bed and air shut, the water keeps its nitrogen and phosphorus whatever goes on inside.
TEST(Conservation, NitrogenAndPhosphorusStayInTheWater) {
    ParameterValues values;
    set(values, "denitrification.rate", 0);
    set(values, "organic_nitrogen_settling.velocity", 0);
    set(values, "particulate_phosphorus_settling.velocity", 0);
    set(values, "nitrification.rate", 50);
    set(values, "ammonification.rate", 20);
    set(values, "phosphorus_uptake.rate", 200);
    for (const KineticsSettings& settings : {KineticsSettings{}, by_arkode}) {
        std::vector<double> before;
        const WaterBox box = a_day_of_river(values, settings, &before);
        double nitrogen = 0;
        double phosphorus = 0;
        double nitrogen_before = 0;
        double phosphorus_before = 0;
        for (std::size_t i = 0; i < box.known(); ++i) {
            nitrogen += element_contents()[i].nitrogen * box.total(i);
            phosphorus += element_contents()[i].phosphorus * box.total(i);
            nitrogen_before += element_contents()[i].nitrogen * before[i];
            phosphorus_before += element_contents()[i].phosphorus * before[i];
        }
        EXPECT_NEAR(nitrogen / nitrogen_before, 1.0, 1e-13);
        EXPECT_NEAR(phosphorus / phosphorus_before, 1.0, 1e-13);
        EXPECT_GT(box.total(species::nitrate_nitrogen), 1.3 * before[species::nitrate_nitrogen]);
    }
}

/// Oxygen equivalents leave only through air and bed: what reaeration brings less what the bed takes.
TEST(Conservation, OxygenEquivalentsBalanceAirAndBed) {
    std::vector<double> before;
    const WaterBox box = a_day_of_river({}, {}, &before);
    double change = 0;
    double size = 0;
    for (std::size_t i = 0; i < box.known(); ++i) {
        change += element_contents()[i].oxygen * (box.total(i) - before[i]);
        size += std::fabs(element_contents()[i].oxygen) * before[i];
    }
    double through_the_edges = 0;
    for (const ProcessEntry& entry : kinetic_processes()) {
        for (std::size_t p = 0; p < box.kinetics.matrix().processes(); ++p) {
            if (box.kinetics.matrix().name(p) != entry.description.name) continue;
            for (const Exchanged& exchanged : entry.description.outside) {
                through_the_edges -=
                    reservoir_content(exchanged.reservoir).oxygen * exchanged.coefficient * box.ledger.extent(p);
            }
        }
    }
    EXPECT_GT(std::fabs(change), 0.01 * size);
    EXPECT_NEAR(change, through_the_edges, 1e-12 * size);
}

TEST(Kinetics, CellsWithoutWaterAreLeftAlone) {
    WaterBox box({}, 1.0, 0.3, 10);
    box.fill_polluted();
    box.depth[2] = 0.9e-3;
    box.volume[7] = 0.5e-6;
    box.depth[9] = 0;
    const std::vector<double> before = box.mass;
    box.step(900);
    for (std::size_t cell = 0; cell < box.cells; ++cell) {
        const bool changed = box.mass[cell * box.constituents.size()] != before[cell * box.constituents.size()];
        EXPECT_EQ(changed, cell != 2 && cell != 7 && cell != 9) << cell;
    }
    EXPECT_EQ(box.ledger.cell_steps, 7);
}

/// Equal cells come out equal wherever in a block they lie.
TEST(Kinetics, PlaceInTheBlockDoesNotMatter) {
    WaterBox box({}, 0.7, 0.3, 13);
    box.fill_polluted();
    WaterBox alone({}, 0.7, 0.3, 1);
    alone.fill_polluted();
    box.run(one_day, 900);
    alone.run(one_day, 900);
    for (std::size_t cell = 0; cell < box.cells; ++cell) {
        for (std::size_t i = 0; i < box.constituents.size(); ++i)
            EXPECT_EQ(box.get(i, cell), alone.get(i)) << cell << " " << i;
    }
}

/// Mean depth is volume over water surface, not the depth of the deepest point.
TEST(Kinetics, ArealRatesGoByMeanDepth) {
    ParameterValues values = nothing_but_reaeration(1e-3);
    set(values, "sediment_oxygen_demand.rate", 1.0);
    WaterBox box(values, 1.0);
    box.volume[0] = 1000;  // of 10 m x 200 m x 1 m: mean depth 0.5 m
    box.put(species::dissolved_oxygen, 9.092426042885567);
    box.step(60);
    EXPECT_NEAR(9.092426042885567 - box.get(species::dissolved_oxygen), 60 / one_day / 0.5, 1e-8);
}

}  // namespace
}  // namespace qingliu
