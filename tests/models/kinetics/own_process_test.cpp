// Processes a case has written down: they do what those of the models do, to the digit, and tell what goes wrong.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "models/kinetics/petersen.hpp"
#include "tests/models/kinetics/water_box.hpp"
#include "tests/models/kinetics/written_process.hpp"

namespace qingliu {
namespace {

/// The models' nitrification at the rate of the copy, or none of it.
ParameterValues with_nitrification(bool built_in) {
    ParameterValues values;
    set(values, "nitrification.rate", built_in ? 0.4 : 0);
    return values;
}

/// Largest relative difference between the water of two boxes.
double difference(const WaterBox& one, const WaterBox& other) {
    double worst = 0;
    for (std::size_t i = 0; i < one.mass.size(); ++i) {
        const double size = std::fabs(one.mass[i]);
        if (size > 0) worst = std::max(worst, std::fabs(one.mass[i] - other.mass[i]) / size);
    }
    return worst;
}

TEST(OwnProcess, CopiesOfABuiltInOneGiveItsResult) {
    for (const KineticsSettings& settings : {utc, by_arkode}) {
        for (const double temperature : {5.0, 18.0}) {
            for (const auto& chosen : {std::vector<std::string>{}, {"routine", "water_temperature"}}) {
                WaterBox built_in(with_nitrification(true), 0.6, 0.3, 11, settings, chosen);
                WaterBox written(with_nitrification(false), 0.6, 0.3, 11, settings, chosen, copy_of_nitrification());
                for (WaterBox* box : {&built_in, &written}) {
                    box->weather = some_weather();
                    box->weather.temperature = temperature;
                    box->fill_polluted();
                    const auto last = box->known() - 1;
                    for (std::size_t cell = 0; cell < box->cells && !chosen.empty(); ++cell)
                        box->put(cell, last, temperature + 0.7 * static_cast<double>(cell));
                    box->run(2 * one_day, 900);
                }
                EXPECT_LT(difference(built_in, written), 1e-12) << temperature;
                const auto part = [](const WaterBox& box, const std::string& name) {
                    for (const auto& [process, amount] : box.kinetics.parts(box.ledger, "nitrate_nitrogen")) {
                        if (process == name) return amount;
                    }
                    return 0.0;
                };
                const double made = part(built_in, "nitrification");
                EXPECT_GT(made, 1);
                EXPECT_NEAR(part(written, "copied_nitrification") / made, 1, 1e-12);
            }
        }
    }
}

/// damping = -sum_i row_i d rate / d c_i, 0 where a process speeds itself up.
TEST(OwnProcess, DampingIsTheDerivativeOfTheRate) {
    OwnChemistry own;
    own.constituents = {own_constituent("prey"), own_constituent("grazer")};
    add_process(own, "loss", "rate * prey^1.5 / sqrt(half) * min(1, depth / 2[m])",
                {{"rate", 0.3, "1/d", 1.05}, {"half", 2, "mg/L"}}, {{"prey", -1}});
    add_process(own, "grazing", "rate * grazer * monod(prey, half) * exp(-velocity / 1[m/s])",
                {{"rate", 0.8, "1/d"}, {"half", 2, "mg/L"}}, {{"prey", -1}, {"grazer", 0.3}});
    add_process(own, "growth", "rate * grazer", {{"rate", 0.8, "1/d"}}, {{"grazer", 1}});
    add_process(own, "by_day", "rate * prey * smooth_step(time_of_day, 6[h], 12[h]) * max(0, 1 - prey / (9 * half))",
                {{"rate", 0.8, "1/d"}, {"half", 2, "mg/L"}}, {{"prey", -1}});
    // what completes the row counts too: 2/14 equivalents of alkalinity per g of nitrogen
    add_process(own, "buffered", "rate * ammonia_nitrogen * monod(alkalinity, half) * monod(dissolved_oxygen, half)",
                {{"rate", 0.8, "1/d"}, {"half", 2, "mg/L"}},
                {{"ammonia_nitrogen", -1}, {"nitrate_nitrogen", 1}, {"dissolved_oxygen", -oxygen_of_nitrification}});
    const Chemistry chemistry = chemistry_of(own);
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> draw(0.2, 9.0);
    for (std::size_t p = kinetic_processes().size(); p < chemistry.processes.size(); ++p) {
        const ProcessEntry& entry = chemistry.processes[p];
        const auto process = entry.make(ParametersOf(entry.description, {}), {.utc_offset_minutes = 0});
        process->begin_step(some_weather());
        const Drivers drivers = some_drivers();
        std::vector<Block> kept(process->keeps());
        process->keep(drivers, kept.data());
        for (int trial = 0; trial < 20; ++trial) {
            Concentrations c;
            for (Block& block : c) block = Block(draw(random));
            const auto rate_at = [&](const Concentrations& there, Block& damping) {
                Block rate;
                CellWater water(there, drivers, 30000.0);
                water.kept = kept.data();
                process->rate(water, Block(1.0), rate, damping);
                return rate[6];
            };
            Block damping, unused;
            EXPECT_GT(rate_at(c, damping), 0);
            double slope = 0;
            for (const Stoichiometry& row : completion_of(entry.description, chemistry.contents).row) {
                const double h = 1e-5;
                Concentrations ahead = c, behind = c;
                ahead[row.species] += Block(h);
                behind[row.species] += Block(-h);
                slope -= row.coefficient * (rate_at(ahead, unused) - rate_at(behind, unused)) / (2 * h);
            }
            EXPECT_NEAR(damping[6], std::max(slope, 0.0), 1e-6 * std::fabs(slope) + 1e-15) << entry.description.name;
            EXPECT_GE(damping[6], 0);
        }
    }
}

TEST(OwnProcess, SettlesOntoTheBed) {
    OwnChemistry own;
    own.constituents = {own_constituent("dye"), own_constituent("settled_dye", true)};
    add_process(own, "dye_settling", "velocity_down / bed_depth * dye", {{"velocity_down", 0.4, "m/d"}},
                {{"dye", -1}, {"settled_dye", 1}});
    add_process(own, "dye_release", "rate * settled_dye", {{"rate", 0.1, "1/d"}}, {{"dye", 1}, {"settled_dye", -1}});
    WaterBox box({}, 1.6, 0.1, 9, utc, {"fluoride"}, own);
    const std::size_t dye = 1;
    box.put(dye, 5);
    const double before = box.total(dye);
    box.run(10 * one_day, 900);
    double settled = 0;
    for (const double amount : box.bed) settled += amount;
    EXPECT_NEAR((box.total(dye) + settled) / before, 1, 1e-13);
    // at rest what settles, 0.4 / 1.6 of the dye a day, is what comes back, a tenth of the settled
    box.run(60 * one_day, 3600);
    settled = 0;
    for (const double amount : box.bed) settled += amount;
    EXPECT_NEAR(settled / box.total(dye), 2.5, 1e-4);
}

/// Light that rises from 6 to 12 h and falls until 18 h on the clock of the case: six hours of full light a day.
TEST(OwnProcess, KnowsTheTimeOfDay) {
    OwnChemistry own;
    own.constituents = {own_constituent("dye")};
    add_process(own, "fading",
                "rate * dye * smooth_step(time_of_day, 6[h], 12[h]) * smooth_step(time_of_day, 18[h], 12[h])",
                {{"rate", 0.8, "1/d"}}, {{"dye", -1}});
    WaterBox box({}, 1, 0, 1, {.utc_offset_minutes = 480}, {"fluoride"}, own);
    box.put(1, 1);
    box.time = 4 * 3600;  // noon on that clock
    box.run(10 * 3600, 300);
    EXPECT_NEAR(box.get(1), std::exp(-0.8 * 0.125), 1e-6);
    box.run(22 * 3600, 300);
    EXPECT_NEAR(box.get(1), std::exp(-0.8 * 0.125), 1e-6) << "at night nothing fades";
    box.run(28 * 3600, 300);
    EXPECT_NEAR(box.get(1), std::exp(-0.8 * 0.25), 1e-6);
}

TEST(OwnProcess, ARateWithoutANumberIsNamed) {
    OwnChemistry own;
    own.constituents = {own_constituent("dye")};
    add_process(own, "odd_fading", "rate * dye * sqrt(1 - dye / 4[mg/L])", {{"rate", 0.3, "1/d"}}, {{"dye", -1}});
    for (const KineticsSettings& settings : {utc, by_arkode}) {
        WaterBox box({}, 1, 0, 9, settings, {}, own);
        box.fill_polluted();
        const std::size_t dye = box.known() - 1;
        box.put(dye, 3);
        EXPECT_NO_THROW(box.step(900));
        box.put(8, dye, 5);
        EXPECT_THAT([&] { box.step(900); }, testing::ThrowsMessage<std::runtime_error>(
                                                testing::HasSubstr("the rate of odd_fading is no number")));
    }
}

TEST(OwnProcess, ParametersThatLeaveNoRateAreRefused) {
    OwnChemistry own;
    own.constituents = {own_constituent("dye")};
    add_process(own, "fading", "rate * dye * (1 / (high - low))",
                {{"rate", 0.3, "1/d"}, {"high", 2, "1"}, {"low", 2, "1"}}, {{"dye", -1}});
    EXPECT_THAT([&] { WaterBox({}, 1, 0, 1, utc, {}, own); },
                testing::ThrowsMessage<InputError>(testing::HasSubstr("is no number with these parameters")));
}

TEST(OwnProcess, TheElementsOfItsRowAreCounted) {
    const ProcessVocabulary words = process_vocabulary();
    OwnChemistry own;
    own.constituents = {own_constituent("urea_nitrogen")};
    own.constituents[0].elements = {{"nitrogen", 1}, {"oxygen", oxygen_of_denitrification - oxygen_of_nitrification}};
    add_process(own, "hydrolysis", "rate * urea_nitrogen", {{"rate", 0.3, "1/d"}},
                {{"urea_nitrogen", -1}, {"ammonia_nitrogen", 1}});
    EXPECT_EQ(words.imbalance(own, own.processes[0]), "");
    own.processes[0].row[1].second = 0.5;
    EXPECT_EQ(words.imbalance(own, own.processes[0]), "0.5 g of nitrogen too little and 0.855 g of oxygen too much");
    own.processes[0].outside = {{"nitrogen_gas", 0.5}};
    EXPECT_EQ(words.imbalance(own, own.processes[0]), "0.855 g of oxygen too much");
}

TEST(OwnProcess, TakesNoRoomOfTheBuiltInOnes) {
    OwnChemistry own;
    for (std::size_t k = 0; k < species::most_own; ++k) {
        own.constituents.push_back(own_constituent("dye" + std::to_string(k)));
        add_process(own, "fading" + std::to_string(k), "rate * " + own.constituents.back().name,
                    {{"rate", 0.1 * static_cast<double>(k), "1/d"}}, {{own.constituents.back().name, -1}});
    }
    WaterBox with({}, 0.8, 0.2, 5, utc, {}, own), without({}, 0.8, 0.2, 5);
    for (WaterBox* box : {&with, &without}) box->fill_polluted();
    const std::size_t first = with.known() - species::most_own;
    for (std::size_t k = 0; k < species::most_own; ++k) with.put(first + k, 2);
    with.run(one_day, 900);
    without.run(one_day, 900);
    for (std::size_t i = 0; i < first; ++i) EXPECT_EQ(with.get(i), without.get(i)) << with.constituents[i].name;
    for (std::size_t k = 0; k < species::most_own; ++k)
        EXPECT_NEAR(with.get(first + k), 2 * std::exp(-0.1 * static_cast<double>(k)), 1e-3);
}

}  // namespace
}  // namespace qingliu
