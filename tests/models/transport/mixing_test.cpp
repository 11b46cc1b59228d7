// Confluences, splits, ends and losses: cases with answers known beforehand.
#include <gtest/gtest.h>

#include "tests/models/transport/network_fixture.hpp"

namespace qingliu::testing {
namespace {

/// Two rivers of three cells (0-2, 3-5) join in cell 6, which flows on through 7 and 8 and out.
struct Confluence : Bench {
    Confluence(double main, double tributary, double volume)
        : Bench(make_test_grid(9, {{0, 1}, {1, 2}, {2, 6}, {3, 4}, {4, 5}, {5, 6}, {6, 7}, {7, 8}, {8, Grid::outside}}),
                {{.cell = 0}, {.cell = 3}, {.cell = 7}}, 3) {
        std::fill(water.before.begin(), water.before.end(), volume);
        water.source = {main, tributary, 0};
        water.face = {
            main, main, main, tributary, tributary, tributary, main + tributary, main + tributary, main + tributary};
    }
};

TEST(Mixing, ConfluenceSettlesAtTheFlowWeightedMean) {
    for (const double courant : {0.4, 3.7}) {
        Confluence river(courant * 800, courant * 200, 1000);
        river.exchange_concentration = {2, 15, 60, 15, 2, 0, 0, 0, 0};
        for (int s = 0; s < 800; ++s) river.step();
        for (const int c : {6, 7, 8}) {
            EXPECT_NEAR(river.concentration(c, 0), 0.8 * 2 + 0.2 * 15, 1e-12);
            EXPECT_NEAR(river.concentration(c, 1), 0.8 * 15 + 0.2 * 2, 1e-12);
            EXPECT_NEAR(river.concentration(c, 2), 0.8 * 60, 1e-11);
        }
    }
}

TEST(Mixing, StillWaterAnswersToSecondOrderAndNeverOvershoots) {
    // a pond between two river cells washes out: c = exp(-t / tau); at any step, to twice its water and far beyond
    const auto washed = [](double share, int steps) {
        Grid grid = make_test_grid(3, channel_faces(3));
        grid.cell_still[1] = 1;
        Bench pond(std::move(grid), {{.cell = 0}}, 2);
        std::fill(pond.water.before.begin(), pond.water.before.end(), 1000.0);
        std::fill(pond.water.face.begin(), pond.water.face.end(), 1000 * share);
        pond.water.source = {1000 * share};
        pond.at_cell(1, 0) = 1000;
        for (int c = 0; c < 3; ++c) pond.at_cell(c, 1) = 3000;
        pond.exchange_concentration = {0, 3};
        for (int s = 0; s < steps; ++s) {
            pond.step();
            EXPECT_GE(pond.at_cell(1, 0), 0);
            EXPECT_LE(pond.at_cell(1, 0), 1000);
            for (int c = 0; c < 3; ++c) EXPECT_NEAR(pond.concentration(c, 1), 3, 1e-13) << c;
        }
        EXPECT_NEAR(pond.ledger.boundary_out(0, 0) + pond.stored(0), 1000, 1e-10);
        return pond.concentration(1, 0);
    };
    const double coarse = washed(0.2, 10) - std::exp(-2), fine = washed(0.1, 20) - std::exp(-2);
    EXPECT_NEAR(std::log2(coarse / fine), 2, 0.02);
    for (const double share : {1.0, 1.9, 2.5, 40.0}) washed(share, 6);
}

TEST(Mixing, StillWaterLeavesWithItsMean) {
    for (const bool still : {true, false}) {
        Grid grid = make_test_grid(4, channel_faces(4));
        grid.cell_still[1] = still ? 1 : 0;
        Bench river(std::move(grid), {{.cell = 0}}, 3);
        std::fill(river.water.before.begin(), river.water.before.end(), 1000.0);
        std::fill(river.water.face.begin(), river.water.face.end(), 400.0);
        river.water.source = {400};
        for (int k = 0; k < 3; ++k) {
            river.at_cell(1, k) = 1000;
            river.at_cell(2, k) = river.at_cell(3, k) = 4000;
        }
        river.step();
        if (still) {
            EXPECT_NEAR(river.concentration(1, 0), 2.0 / 3, 1e-12);
        } else {
            EXPECT_GT(std::fabs(river.concentration(1, 0) - 2.0 / 3), 0.05)
                << "a river cell gives its downstream end first";
        }
    }
}

TEST(Mixing, PlantBesideAFastRiverIsSeenInEveryCellBelowIt) {
    // its water enters beside the river's, not before or after it, so no cell below is skipped at Courant 3.7
    Confluence river(3000, 0, 1000);
    river.water.source[2] = 700;
    river.water.face[7] = river.water.face[8] = 3700;
    river.exchange_concentration = {0, 0, 0, 0, 0, 0, 37, 37, 37};
    for (int s = 0; s < 10; ++s) river.step();
    for (const int c : {7, 8}) EXPECT_NEAR(river.concentration(c, 0), 7.0, 1e-12);
    EXPECT_EQ(river.at_cell(6, 0), 0.0);
}

TEST(Mixing, FrontPassesAConfluenceOnTime) {
    // three cells at Courant 0.45, three at 0.5: the front of the main river is due at the outlet after 12.67 steps
    Confluence river(450, 50, 1000);
    for (int k = 0; k < 3; ++k) {
        for (const int c : {3, 4, 5}) river.at_cell(c, k) = 1000;
        for (const int c : {6, 7, 8}) river.at_cell(c, k) = 100;
    }
    river.exchange_concentration = {1, 1, 1, 1, 1, 1, 0, 0, 0};
    double before = 0;
    std::vector<double> leaving;
    for (int s = 0; s < 18; ++s) {
        river.step();
        leaving.push_back((river.ledger.boundary_out(0, 0) - before) / 500);
        before = river.ledger.boundary_out(0, 0);
    }
    EXPECT_NEAR(leaving[8], 0.1, 0.03);
    EXPECT_NEAR(leaving[12], 0.55, 0.15);
    EXPECT_NEAR(leaving[17], 1.0, 0.03);
}

TEST(Mixing, SplitAndLossesTakeTheirShareByVolume) {
    // cell 0 -> 1; cell 1 splits to 2 and 3 and loses water to an abstraction and the bed
    for (const double scale : {0.5, 4.0}) {
        Bench river(make_test_grid(4, {{0, 1}, {1, 2}, {1, 3}, {2, Grid::outside}, {3, Grid::outside}}),
                    {{.cell = 0}, {.cell = 1}}, 2);
        std::fill(river.water.before.begin(), river.water.before.end(), 1000.0);
        river.water.source = {1000 * scale, -100 * scale};
        river.water.seepage[1] = 150 * scale;
        river.water.face = {1000 * scale, 500 * scale, 250 * scale, 500 * scale, 250 * scale};
        river.exchange_concentration = {8, 3, 0, 0};
        for (int s = 0; s < 400; ++s) river.step();
        const auto start = river.ledger;
        river.step();
        const auto& end = river.ledger;
        const double in = end.exchange_in(0, 0) - start.exchange_in(0, 0);
        EXPECT_NEAR(in, 8000 * scale, 1e-8);
        EXPECT_NEAR((end.exchange_out(1, 0) - start.exchange_out(1, 0)) / in, 0.10, 1e-12);
        EXPECT_NEAR((end.seepage(0) - start.seepage(0)) / in, 0.15, 1e-12);
        EXPECT_NEAR((end.boundary_out(0, 0) - start.boundary_out(0, 0)) / in, 0.50, 1e-12);
        EXPECT_NEAR((end.boundary_out(1, 1) - start.boundary_out(1, 1)) / (in / 8 * 3), 0.25, 1e-12);
    }
}

TEST(Mixing, DivergingCellGivesEachEndItsOwnWater) {
    // water parts in the middle cell, between clean water on the left and full strength on the right; mixed it would
    // give 50 each way
    Bench river(make_test_grid(5, {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, Grid::outside}, {Grid::outside, 0}}), {}, 1);
    river.water.before = {1000, 1000, 1000, 1000, 1000};
    for (int c = 0; c < 5; ++c) river.at_cell(c, 0) = c < 2 ? 0 : c == 2 ? 500 : 1000;
    river.water.face = {0, -100, 100, 0, 0, 0};
    river.step();
    const double left = river.at_cell(1, 0), right = river.at_cell(3, 0) - 1000;
    EXPECT_GE(left, 0);
    EXPECT_LT(left, 25);
    EXPECT_GT(right, 75);
    EXPECT_LE(right, 100);
    EXPECT_NEAR(left + right + river.at_cell(2, 0), 500, 1e-12);
}

TEST(Mixing, ReversedOutletLetsBoundaryWaterIn) {
    Bench river(make_test_grid(3, channel_faces(3)), {}, 1);
    river.water.before = {1000, 1000, 1000};
    river.boundary_concentration = {5};
    river.water.face = {-200, -400, -600};
    river.step();
    EXPECT_DOUBLE_EQ(river.ledger.boundary_in(0, 0), 3000);
    EXPECT_DOUBLE_EQ(river.at_cell(2, 0), 3000);
    EXPECT_EQ(river.ledger.boundary_out(0, 0), 0);
}

TEST(Mixing, EvaporationLeavesMassButTakesWaterAgeAlong) {
    Bench river(make_test_grid(1, {{0, Grid::outside}}), {}, 2, {}, {false, true});
    river.water.before = {1000};
    river.mass = {500, 500};
    river.water.evaporation = {200};
    river.step();
    EXPECT_DOUBLE_EQ(river.at_cell(0, 0), 500);
    EXPECT_DOUBLE_EQ(river.at_cell(0, 1), 400);
    EXPECT_DOUBLE_EQ(river.ledger.evaporated(1), 100);
    EXPECT_DOUBLE_EQ(river.ledger.evaporated(0), 0);
}

TEST(Mixing, EmptyAndVanishingCellsPassOnWhatTheyHold) {
    for (const double volume : {0.0, 1e-300, 1e-12, -1e-13}) {
        Bench river(make_test_grid(3, channel_faces(3)), {{.cell = 0}}, 1, {.a = 10, .b = 0, .least = 0, .most = 10});
        river.water.before = {volume, volume, volume};
        river.mass = {1, 0, 0};
        river.water.area = {5, 5, 5};
        river.water.source = {100};
        river.water.face = {100, 100, 100};
        river.exchange_concentration = {2};
        river.step();
        EXPECT_NEAR(river.ledger.boundary_out(0, 0), 201, 1e-9) << volume;
        for (const double mass : river.mass) EXPECT_TRUE(mass >= 0 && mass < 1e-9) << mass;
    }
}

TEST(Mixing, LossBelowTheSmallestNormalNumberIsBooked) {
    // its reciprocal is infinite: mass that is nothing must not become no number
    Bench river(make_test_grid(2, channel_faces(2)), {{.cell = 0}}, 2);
    river.water.before = {100, 100};
    river.water.source = {-1e-310};
    river.water.seepage[1] = 1e-310;
    river.mass = {0, 5, 0, 5};
    for (int s = 0; s < 3; ++s) river.step();
    EXPECT_EQ(river.ledger.exchange_out(0, 0), 0);
    EXPECT_EQ(river.ledger.seepage(0), 0);
    EXPECT_NEAR(river.ledger.seepage(1), 0, 1e-300);
}

TEST(Mixing, StringOfNearlyDryCellsIsCutShortButStaysRight) {
    const int cells = 300;
    Bench string(make_test_grid(cells, channel_faces(cells)), {{.cell = 0}}, 1);
    std::fill(string.water.before.begin(), string.water.before.end(), 0.01);
    std::fill(string.water.face.begin(), string.water.face.end(), 20.0);
    string.water.source = {20};
    string.exchange_concentration = {7};
    for (auto& mass : string.mass) mass = 0.07;
    for (int s = 0; s < 10; ++s) string.step();
    EXPECT_GT(string.ledger.mixed_cells, 0);
    for (int c = 0; c < cells; ++c) EXPECT_NEAR(string.concentration(c, 0), 7, 1e-10) << c;
    EXPECT_NEAR(string.ledger.boundary_out(0, 0), 10 * 140, 1e-9);
}

TEST(Mixing, CirculationFasterThanItsCellsKeepsMassAndUniformity) {
    // a ring of four cells, Courant 3, fed and drained at cell 0
    Bench ring(make_test_grid(4, {{0, 1}, {1, 2}, {2, 3}, {3, 0}, {0, Grid::outside}}), {{.cell = 0}}, 2);
    std::fill(ring.water.before.begin(), ring.water.before.end(), 100.0);
    ring.water.face = {300, 300, 300, 300, 20};
    ring.water.source = {20};
    ring.exchange_concentration = {7, 3};
    for (int c = 0; c < 4; ++c) ring.at_cell(c, 0) = 700;
    for (int s = 0; s < 200; ++s) ring.step();
    EXPECT_EQ(ring.ledger.circulation_steps, 200);
    EXPECT_EQ(ring.ledger.circulation_cells, 800);
    for (int c = 0; c < 4; ++c) {
        EXPECT_NEAR(ring.concentration(c, 0), 7, 1e-12);
        EXPECT_NEAR(ring.concentration(c, 1), 3, 1e-3);
    }
    EXPECT_NEAR(ring.ledger.total_in(1) - ring.ledger.total_out(1), ring.stored(1), 1e-10);
}

TEST(Mixing, SlowCirculationNeedsNoFallback) {
    Bench ring(make_test_grid(4, {{0, 1}, {1, 2}, {2, 3}, {3, 0}}), {}, 1);
    std::fill(ring.water.before.begin(), ring.water.before.end(), 100.0);
    ring.water.face = {80, 80, 80, 80};
    ring.at_cell(0, 0) = 100;
    for (int s = 0; s < 50; ++s) ring.step();
    EXPECT_EQ(ring.ledger.circulation_steps, 0);
    EXPECT_NEAR(ring.stored(0), 100, 1e-12);
}

TEST(Mixing, WrongShapesAreRefused) {
    Channel channel(5, 200, 10, 0.5, 60, 2);
    channel.mass.pop_back();
    channel.water.close(channel.grid, channel.exchanges);
    EXPECT_THROW(channel.transport.step(channel.water.step(), channel.exchange_concentration,
                                        channel.boundary_concentration, channel.mass, channel.ledger),
                 std::invalid_argument);
    const EliminationOrder other(3, {});
    EXPECT_THROW(Transport(channel.grid, other, {}, 2, {}), std::invalid_argument);
}

}  // namespace
}  // namespace qingliu::testing
