// Dispersion against exact solutions, and its own conservation.
#include <gtest/gtest.h>

#include <numeric>

#include "tests/models/transport/network_fixture.hpp"

namespace qingliu::testing {
namespace {

/// Ogata & Banks (1961), first-type inlet: C / C0.
double ogata_banks(double x, double t, double u, double d) {
    const double spread = 2 * std::sqrt(d * t);
    return 0.5 * (std::erfc((x - u * t) / spread) + std::exp(u * x / d) * std::erfc((x + u * t) / spread));
}

TEST(Dispersion, OgataBanksInFluxConcentration) {
    // A prescribed mass inflow gives, in flux concentration c - (D / u) dc/dx, the solution of a prescribed inlet
    // concentration.
    const double u = 0.5, d = 5, cell = 10, dt = 10;
    Channel channel(120, cell, 10, u, dt, 1, {.a = d, .b = 0, .least = d, .most = d});
    channel.exchange_concentration = {10};
    double worst = 0;
    for (int s = 1; s <= 160; ++s) {
        channel.step();
        if (s != 40 && s != 80 && s != 160) continue;
        for (int c = 10; c < 90; ++c) {
            const double here = channel.concentration(c, 0), below = channel.concentration(c + 1, 0);
            const double flux = 0.5 * (here + below) - d / u * (below - here) / cell;
            worst = std::max(worst, std::fabs(flux - 10 * ogata_banks((c + 1) * cell, s * dt, u, d)));
        }
    }
    EXPECT_LT(worst, 0.02);  // of 10 g m-3
}

TEST(Dispersion, AddsExactlyTwiceDtVariance) {
    const double d = 12, cell = 100, dt = 600;
    Channel channel(200, cell, 10, 0, dt, 1, {.a = d, .b = 0.05, .least = d, .most = 20});
    channel.at_cell(100, 0) = 1000;
    for (int s = 0; s < 50; ++s) channel.step();
    double mean = 0, square = 0;
    for (int c = 0; c < 200; ++c) {
        mean += c * cell * channel.at_cell(c, 0) / 1000;
        square += c * cell * c * cell * channel.at_cell(c, 0) / 1000;
    }
    EXPECT_NEAR(square - mean * mean, 2 * d * dt * 50, 1e-4 * 2 * d * dt * 50);
    EXPECT_NEAR(channel.stored(0), 1000, 1e-10);
}

TEST(Dispersion, FollowsThePowerLawBetweenItsBounds) {
    // with two cells of equal volume the exchange follows from one backward Euler step: (c0 - c1)' = (c0 - c1) / (1 + 2
    // dt D A / (dx V))
    for (const auto& [speed, expected] : {std::pair{0.0, 3.0}, {0.25, 5.0}, {-0.25, 5.0}, {9.0, 20.0}}) {
        Bench pair(make_test_grid(2, {{0, 1}}), {}, 1, {.a = 10, .b = 0.5, .least = 3, .most = 20});
        pair.water.before = {2000, 2000};
        pair.water.dt = 300;
        pair.water.area = {10};
        pair.water.face_velocity = {speed};
        pair.mass = {2000, 0};
        pair.step();
        const double difference = (pair.mass[0] - pair.mass[1]) / 2000;
        EXPECT_NEAR((1 / difference - 1) * 200 * 2000 / (2 * 300 * 10), expected, 1e-9);
    }
}

TEST(Dispersion, NoneAtStructuresAndNoneIntoDryCells) {
    Bench row(make_test_grid(4, {{0, 1}, {1, 2}, {2, 3}}), {}, 1, {.a = 10, .b = 0, .least = 10, .most = 10});
    row.water.before = {1000, 1000, 1000, 0};
    row.water.dt = 600;
    row.water.area = {0, 10, 10};
    row.mass = {0, 1000, 0, 0};
    row.step();
    EXPECT_EQ(row.mass[0], 0);
    EXPECT_GT(row.mass[2], 0);
    EXPECT_EQ(row.mass[3], 0);
    EXPECT_EQ(std::accumulate(row.mass.begin(), row.mass.end(), 0.0), 1000);
}

}  // namespace
}  // namespace qingliu::testing
