// Solids in classes: what flow can hold up, how they fall, and that the bed gives no more than lies there.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "models/kinetics/nutrient_limits.hpp"
#include "models/kinetics/transport_capacity.hpp"
#include "tests/models/kinetics/living_box.hpp"

namespace qingliu {
namespace {

constexpr double density = 2.65e6;  // g m-3

LivingBox river(const ParameterValues& values, double depth, double speed) {
    return LivingBox(values, depth, {"solids"}, speed);
}
double on_bed(LivingBox& box, std::size_t one) { return box.in_bed(one) / box.bed_area[0]; }

TEST(TransportCapacity, IsThatReckonedByHand) {
    const Block speed(1.2), depth(2.0);
    EXPECT_NEAR(zhang_capacity(speed, depth, 4e-4, 220, 0.76)[0],
                220 * std::pow(1.2 * 1.2 * 1.2 / (9.81 * 2 * 4e-4), 0.76), 1e-9);
    // the other form of Engelund & Hansen: f' phi = 0.1 theta^2.5
    const double tau = 1000 * 9.81 * 0.025 * 0.025 * 1.44 / std::cbrt(2.0);  // N m-2
    const double theta = tau / (1000 * 9.81 * 1.65 * 2e-4), friction = 2 * tau / (1000 * 1.44);
    const double load = 0.1 * std::pow(theta, 2.5) / friction * std::sqrt(1.65 * 9.81 * 8e-12);  // m2 s-1
    EXPECT_NEAR(engelund_hansen_capacity(speed, depth, 2e-4, 0.025)[0] / (density * load / 2.4), 1, 1e-12);
    // D* = 5.05919, Uc = 0.348682 m/s, M = 14.9624
    EXPECT_NEAR(van_rijn_capacity(speed, depth, 2e-4)[0], 794.2912948735906, 1e-9);
    EXPECT_EQ(van_rijn_capacity(Block(0.3), depth, 2e-4)[0], 0);
    for (const double still : {0.0}) {
        EXPECT_LT(zhang_capacity(Block(still), depth, 4e-4, 220, 0.76)[0], 1e-100);
        EXPECT_EQ(engelund_hansen_capacity(Block(still), depth, 2e-4, 0.025)[0], 0);
        EXPECT_EQ(van_rijn_capacity(Block(still), Block(1e-3), 1e-3)[0], 0);
    }
}

/// S' = -a w (S - S*) / H: S - S* falls off exponentially, from above and from below.
TEST(SolidsClasses, GoExponentiallyToWhatTheFlowCanHoldUp) {
    ParameterValues values;
    values["solids_deposition.law"] = 1;  // capacity
    set(values, "solids_deposition.velocity", 40);
    set(values, "solids_deposition.recovery", 0.3);
    set(values, "solids_deposition.hindrance", 0);
    set(values, "solids_erosion.stock_half", 0);
    const double speed = 1.5, depth = 2, fall = 40 / one_day;
    const double held = 220 * std::pow(speed * speed * speed / (9.81 * depth * fall), 0.76);
    EXPECT_GT(held, 1e4) << "tens of grams in a litre";
    for (const double first : {0.0, 3 * held}) {
        LivingBox box = river(values, depth, speed);
        box.fill(species::suspended_solids, first);
        box.in_bed(species::bed_solids) = 1e9 * box.bed_area[0];
        for (const double hours : {3.0, 9.0, 24.0}) {
            box.run(hours * 3600, 300);
            const double expected = held + (first - held) * std::exp(-0.3 * fall / depth * hours * 3600);
            EXPECT_NEAR(box.of(species::suspended_solids) / expected, 1, 2e-6) << hours;
        }
    }
}

/// (1 - 0.1)^7 = 0.4783: a tenth of the volume more than halves the fall; that of all classes counts.
TEST(SolidsClasses, HinderEachOthersFall) {
    const auto rate_of = [](const std::string& name, const Concentrations& c, const ParameterValues& values) {
        for (const ProcessEntry& entry : kinetic_processes()) {
            if (entry.description.name != name) continue;
            const auto process =
                entry.make(ParametersOf(entry.description, values), {.carried = entry.description.looks_at});
            std::vector<Block> kept(process->keeps(), Block(0.0));
            Drivers drivers = some_drivers();
            drivers.velocity = Block(0.0);
            Block rate, damping;
            CellWater water = some_water(c, drivers);
            process->keep(drivers, kept.data());
            water.kept = kept.data();
            process->rate(water, process->coefficient(drivers), rate, damping);
            return rate[2] * one_day;
        }
        throw std::logic_error("no process " + name);
    };
    Concentrations c;
    c.fill(Block(0.0));
    c[species::suspended_solids] = Block(0.04 * density);
    c[species::fine_solids] = Block(0.03 * density);
    c[species::coarse_solids] = Block(0.03 * density);
    EXPECT_NEAR(rate_of("solids_deposition", c, {}), 30 / 0.7 * 0.04 * density * 0.4782969, 1e-3);
    EXPECT_NEAR(rate_of("fine_solids_deposition", c, {}), 0.1 / 0.7 * 0.03 * density * 0.4782969, 1e-5);
    EXPECT_NEAR(rate_of("coarse_solids_deposition", c, {}), 1700 / 0.7 * 0.03 * density * 0.4782969, 1e-1);
    ParameterValues richardson;
    set(richardson, "fine_solids_deposition.hindrance", 4.65);
    EXPECT_NEAR(rate_of("fine_solids_deposition", c, richardson), 0.1 / 0.7 * 0.03 * density * std::pow(0.9, 4.65),
                1e-5);
    // denser than a bed can be: they fall as in the densest
    c[species::suspended_solids] = Block(0.9 * density);
    EXPECT_NEAR(rate_of("fine_solids_deposition", c, {}), 0.1 / 0.7 * 0.03 * density * std::pow(0.4, 7), 1e-5);
}

/// Going by capacity, the damping is the derivative of the rate as well, dense or not, bare or not.
TEST(SolidsClasses, DampingByCapacityIsTheDerivativeOfTheRate) {
    for (const double formula : {0.0, 1.0, 2.0}) {
        ParameterValues values;
        values["solids_deposition.law"] = 1;
        values["solids_erosion.capacity"] = formula;
        for (const ProcessEntry& entry : kinetic_processes()) {
            if (entry.description.name != "solids_deposition") continue;
            const auto process =
                entry.make(ParametersOf(entry.description, values), {.carried = entry.description.looks_at});
            Drivers drivers = some_drivers();
            drivers.velocity = Block(1.8);
            Block kept;
            process->keep(drivers, &kept);
            const Block k = process->coefficient(drivers);
            for (const double there : {1e3, 2e5, 8e5}) {
                for (const double lies : {0.0, 50.0, 1e5}) {
                    Concentrations c;
                    c.fill(Block(100.0));
                    c[species::suspended_solids] = Block(there);
                    c[species::bed_solids] = Block(lies);
                    Block damping, unused;
                    const auto rate = [&](double in_water, double on_bed) {
                        Concentrations moved = c;
                        moved[species::suspended_solids] += Block(in_water);
                        moved[species::bed_solids] += Block(on_bed);
                        Block r;
                        CellWater water = some_water(moved, drivers);
                        water.kept = &kept;
                        process->rate(water, k, r, unused);
                        return r[1];
                    };
                    CellWater water = some_water(c, drivers);
                    water.kept = &kept;
                    process->rate(water, k, unused, damping);
                    const double h = 1e-3 * there, b = 1e-2;
                    const double expected = (rate(h, 0) - rate(-h, 0)) / (2 * h) - (rate(0, b) - rate(0, -b)) / (2 * b);
                    EXPECT_NEAR(damping[1], std::fmax(expected, 0.0), 2e-5 * std::fabs(expected) + 1e-12) << formula;
                }
            }
        }
    }
}

/// The more there is, the more the flow can hold up: S = K (U^3 / (g H w (1 - S / rho)^7))^m at the end.
TEST(SolidsClasses, HeavyLoadsHoldThemselvesUp) {
    ParameterValues values;
    values["solids_deposition.law"] = 1;
    set(values, "solids_erosion.stock_half", 0);
    LivingBox box = river(values, 2.5, 2.6);
    box.in_bed(species::bed_solids) = 1e9 * box.bed_area[0];
    box.run(20 * one_day, 600);
    const double there = box.of(species::suspended_solids);
    const double fall = 30 / one_day * std::pow(1 - there / density, 7);
    const double clear = 220 * std::pow(std::pow(2.6, 3) / (9.81 * 2.5 * 30 / one_day), 0.76);
    EXPECT_GT(there, 1.15 * clear);
    EXPECT_NEAR(there / (220 * std::pow(std::pow(2.6, 3) / (9.81 * 2.5 * fall), 0.76)), 1, 1e-6);
}

/// Erosion ends with what lies there, whatever the step; nothing is lost or made.
TEST(SolidsClasses, TheBedIsNeverNegative) {
    ParameterValues values;
    for (const char* one : {"fine_solids_erosion.rate", "solids_erosion.rate"}) set(values, one, 1e6);
    for (const double step : {60.0, 1800.0}) {
        LivingBox box = river(values, 0.3, 2.5);
        for (const std::size_t one : {species::bed_fine_solids, species::bed_solids, species::bed_coarse_solids})
            box.in_bed(one) = 50 * box.bed_area[0];
        double least = 1;
        for (int n = 0; n < 200; ++n) {
            box.step(step);
            for (const std::size_t one : {species::bed_fine_solids, species::bed_solids, species::bed_coarse_solids})
                least = std::min(least, box.in_bed(one));
        }
        EXPECT_GE(least, 0);
        EXPECT_LT(on_bed(box, species::bed_fine_solids), 1e-3) << "it is all in the water";
        EXPECT_NEAR(on_bed(box, species::bed_fine_solids) + 0.3 * box.of(species::fine_solids), 50, 1e-9);
        EXPECT_NEAR(on_bed(box, species::bed_solids) + 0.3 * box.of(species::suspended_solids), 50, 1e-9);
        EXPECT_NEAR(on_bed(box, species::bed_coarse_solids) + 0.3 * box.of(species::coarse_solids), 50, 1e-9);
        for (const std::size_t one : {species::bed_fine_solids, species::bed_solids, species::bed_coarse_solids})
            EXPECT_LT(box.ledger.clipped(one), 1e-15 * 50 * box.bed_area[0]) << "round-off";
    }
}

/// By shear: three times critical takes up M x 2 as long as the bed is thick; in still water it all comes down again.
TEST(SolidsClasses, ComeUpByShearAndGoDownInStillWater) {
    ParameterValues values;
    set(values, "fine_solids_erosion.rate", 40);
    set(values, "fine_solids_erosion.stock_half", 0);
    set(values, "fine_solids_deposition.velocity", 2);
    const double speed = std::sqrt(0.6 * std::cbrt(2.0) / (1000 * 9.81 * 0.025 * 0.025));
    LivingBox fast = river(values, 2.0, speed);
    fast.in_bed(species::bed_fine_solids) = 1e7 * fast.bed_area[0];
    fast.run(one_day, 300);
    EXPECT_NEAR(fast.of(species::fine_solids), 40 * 2 / 2.0, 1e-5);
    LivingBox still = river(values, 2.0, 0);
    still.fill(species::fine_solids, 40);
    still.run(3 * one_day, 300);
    EXPECT_NEAR(on_bed(still, species::bed_fine_solids), 80 * (1 - std::exp(-3.0)), 0.01);  // (1 - Sv)^7: 1e-4 of it
}

TEST(SolidsClasses, TakeThePlaceOfABedWithoutEnd) {
    ParameterValues values;
    for (const char* one : {"fine_solids_erosion.rate", "solids_erosion.rate", "coarse_solids_erosion.rate"})
        set(values, one, 864);
    const auto acting = [&](const std::vector<std::string>& chosen) {
        const LivingBox box(values, 1, chosen);
        std::vector<std::string> names;
        for (std::size_t p = 0; p < box.kinetics.matrix().processes(); ++p)
            names.push_back(box.kinetics.matrix().name(p));
        return names;
    };
    EXPECT_THAT(acting({"suspended_solids"}), testing::ElementsAre("solids_settling"));
    EXPECT_THAT(acting({"solids"}),
                testing::ElementsAre("fine_solids_deposition", "fine_solids_erosion", "solids_deposition",
                                     "solids_erosion", "coarse_solids_deposition"))
        << "the capacity of sand is one process";
    values["coarse_solids_deposition.law"] = 1;  // by shear
    const LivingBox box(values, 1, {"coarse_solids", "bed_coarse_solids"});
    EXPECT_EQ(box.kinetics.matrix().processes(), 2U);
    EXPECT_EQ(box.kinetics.matrix().name(1), "coarse_solids_erosion");
}

/// Metals, phosphate and light know of all classes that are carried.
TEST(SolidsClasses, AllOfThemSorbAndShade) {
    ParameterValues values = nothing_but_reaeration(1e-9);
    for (const char* one : {"fine_solids_deposition", "solids_deposition", "coarse_solids_deposition"})
        set(values, std::string(one) + ".velocity", 1e-3);
    set(values, "copper_settling.velocity", 0.5);
    set(values, "copper_settling.partition", 2e4);
    set(values, "phosphate_settling.velocity", 0.5);
    set(values, "phosphate_settling.partition", 2e4);
    LivingBox box(values, 2.0, LivingBox::living_with({"solids", "copper"}), 0);
    for (const std::size_t one : {species::suspended_solids, species::fine_solids}) box.fill(one, 20);
    box.fill(species::coarse_solids, 10);  // Kd S = 1: half is on solids
    box.fill(species::copper, 0.1);
    box.fill(species::phosphate, 0.2);
    box.run(4 * one_day, 300);
    EXPECT_NEAR(box.of(species::copper) / (0.1 * std::exp(-0.5 * 0.5 / 2 * 4)), 1, 1e-3);
    EXPECT_NEAR(box.of(species::phosphate) / (0.2 * std::exp(-0.5 * 0.5 / 2 * 4)), 1, 1e-3);
    const std::vector<std::size_t> carried{species::suspended_solids, species::fine_solids, species::coarse_solids};
    Concentrations c;
    c.fill(Block(100.0));
    const LightLaw light(ParametersOf(light_law(), {}), carried);
    EXPECT_NEAR(light.extinction(c)[0], 0.2 + 0.052 * 300, 1e-12);
    c.fill(Block(1e5));
    EXPECT_NEAR(light.extinction(c)[0], 0.2 + 0.052 * 500, 1e-12) << "turbid water shades no more than that";
}

}  // namespace
}  // namespace qingliu
