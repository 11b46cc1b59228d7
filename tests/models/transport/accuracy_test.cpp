// Accuracy of the advection in a uniform channel: translation of a plume and a front, order of convergence, numerical
// dispersion.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "tests/models/transport/network_fixture.hpp"

namespace qingliu::testing {
namespace {

constexpr int channel_cells = 200;
constexpr double channel_cell_length = 200, channel_area = 10, channel_speed = 0.5;

/// Mean of `exact` over a cell.
double cell_mean(const std::function<double(double)>& exact, int cell, double cell_length) {
    double sum = 0;
    for (int q = 0; q < 40; ++q) sum += exact((cell + (q + 0.5) / 40) * cell_length);
    return sum / 40;
}

struct Translation {
    double error = 0, norm = 0, least = 1e300, greatest = -1e300;
};

/// Carries `shape` for 12 h (21.6 km, 108 cells) with the given step.
Translation translate(const std::function<double(double)>& shape, double entering, double dt) {
    Channel channel(channel_cells, channel_cell_length, channel_area, channel_speed, dt, 9);
    std::fill(channel.exchange_concentration.begin(), channel.exchange_concentration.end(), entering);
    for (int c = 0; c < channel_cells; ++c) {
        for (int k = 0; k < 9; ++k)
            channel.at_cell(c, k) = cell_mean(shape, c, channel_cell_length) * channel_area * channel_cell_length;
    }
    const int steps = static_cast<int>(std::lround(43200 / dt));
    for (int s = 0; s < steps; ++s) channel.step();
    Translation result;
    for (int c = 0; c < channel_cells; ++c) {
        const double value = channel.concentration(c, 8),
                     exact =
                         cell_mean([&](double x) { return shape(x - channel_speed * 43200); }, c, channel_cell_length);
        result.error += std::fabs(value - exact);
        result.norm += exact;
        result.least = std::min(result.least, value);
        result.greatest = std::max(result.greatest, value);
    }
    return result;
}

double plume(double x) { return std::exp(-(x - 8000) * (x - 8000) / (2 * 600 * 600)); }
double front(double x) { return x < 4000 ? 1.0 : 0.0; }

TEST(Advection, CarriesAPlumeOfThreeCells) {
    const auto slow = translate(plume, 0, 300), fast = translate(plume, 0, 1800);  // Courant 0.75 and 4.5
    EXPECT_LT(slow.error / slow.norm, 0.046);
    EXPECT_LT(fast.error / fast.norm, 0.0185);
    for (const auto& t : {slow, fast}) {
        EXPECT_GE(t.least, 0.0);
        EXPECT_LE(t.greatest, 1.0);
    }
}

TEST(Advection, CarriesAFront) {
    const auto slow = translate(front, 1, 300), fast = translate(front, 1, 1800);
    EXPECT_LT(slow.error, 0.94);  // cells
    EXPECT_LT(fast.error, 0.68);
    for (const auto& t : {slow, fast}) {
        EXPECT_GE(t.least, 0.0);
        EXPECT_LE(t.greatest, 1.0 + 1e-14);
    }
}

TEST(Advection, ConvergesWithAtLeastSecondOrderOnASmoothProfile) {
    // cosine hill of 12 km, resolved by 30, 60 and 120 cells; a monotone limiter flattens its top, which holds the
    // order in the mean below the third of the parabola
    std::vector<double> error;
    for (const int refinement : {1, 2, 4}) {
        const double cell_length = 400.0 / refinement, dt = 0.75 * cell_length / channel_speed;
        const int cells = 100 * refinement;
        Channel channel(cells, cell_length, channel_area, channel_speed, dt, 1);
        const auto hill = [](double x) {
            return std::fabs(x - 10000) < 6000 ? 0.5 + 0.5 * std::cos(M_PI * (x - 10000) / 6000) : 0.0;
        };
        for (int c = 0; c < cells; ++c)
            channel.at_cell(c, 0) = cell_mean(hill, c, cell_length) * channel_area * cell_length;
        const int steps = 48 * refinement;
        for (int s = 0; s < steps; ++s) channel.step();
        double sum = 0;
        for (int c = 0; c < cells; ++c) {
            sum += std::fabs(channel.concentration(c, 0) -
                             cell_mean([&](double x) { return hill(x - channel_speed * dt * steps); }, c, cell_length));
        }
        error.push_back(sum * cell_length);
    }
    EXPECT_GT(std::log2(error[0] / error[1]), 2.0);
    EXPECT_GT(std::log2(error[1] / error[2]), 2.0);
}

/// Front test: trapezoid b = 20.48 m, side slope 2, S0 = 2e-4, n = 0.03, Q = 10 m3/s at normal depth, 65 km in cells of
/// 200 m. A front enters after 24 h; what leaves is watched. The numerical dispersion follows from the variance of its
/// arrival.
struct Arrival {
    double mean = 0, half = 0, dispersion = 0, greatest = 0;
};
Arrival front_test(double dt, double& exact_mean) {
    double depth = 1;
    const auto wetted = [](double h) { return (20.48 + 2 * h) * h; };
    for (int i = 0; i < 100; ++i) {
        const double radius = wetted(depth) / (20.48 + 2 * depth * std::sqrt(5.0));
        depth *= std::pow(10 * 0.03 / (wetted(depth) * std::pow(radius, 2.0 / 3) * std::sqrt(2e-4)), 0.5);
    }
    const double u = 10 / wetted(depth), reach = 65000;
    exact_mean = reach / u;
    Channel channel(325, 200, wetted(depth), u, dt, 1);
    double before = 0, last = 0, deficit = 0, moment = 0;
    Arrival arrival;
    const int steps = static_cast<int>(10 * 86400 / dt), quiet = static_cast<int>(86400 / dt);
    for (int s = 0; s < steps; ++s) {
        channel.exchange_concentration[0] = s < quiet ? 0 : 100;
        channel.step();
        const double out = channel.ledger.boundary_out(0, 0);
        const double concentration = (out - before) / (10 * dt);
        before = out;
        arrival.greatest = std::max(arrival.greatest, concentration);
        if (s < quiet) continue;
        const double time = (s - quiet + 0.5) * dt;
        if (last < 50 && concentration >= 50) arrival.half = time - dt * (concentration - 50) / (concentration - last);
        last = concentration;
        deficit += (1 - concentration / 100) * dt;
        moment += 2 * time * (1 - concentration / 100) * dt;
    }
    arrival.mean = deficit;
    arrival.dispersion = (moment - deficit * deficit) * u * u * u / (2 * reach);
    return arrival;
}

TEST(Advection, FrontTestHasHardlyAnyNumericalDispersion) {
    for (const auto& [dt, greatest_dispersion] : {std::pair{150.0, 0.62}, {300.0, 0.43}, {900.0, 0.17}}) {
        double exact = 0;
        const auto arrival = front_test(dt, exact);
        EXPECT_LT(std::fabs(arrival.mean / exact - 1), 1e-3) << "dt " << dt;
        EXPECT_LT(std::fabs(arrival.half / exact - 1), 1e-3) << "dt " << dt;
        EXPECT_LT(arrival.dispersion, greatest_dispersion) << "dt " << dt;
        EXPECT_LE(arrival.greatest, 100 * (1 + 1e-12)) << "dt " << dt;
    }
}

TEST(Advection, WaterFromTheSidesDilutesToSecondOrder) {
    // 5 m3/s grow by clean water to 15 m3/s on 20 km, conservative: c Q stays; cells and steps halved together
    const auto run = [](int cells) {
        const double cell = 20000.0 / cells, dt = 0.8 * cell * channel_area / 15;
        std::vector<Exchange> exchanges{{.cell = 0, .index = 0}};
        for (int c = 0; c < cells; ++c) exchanges.push_back({.cell = c, .index = c + 1});
        Bench river(make_test_grid(cells, channel_faces(cells), cell), exchanges, 1);
        std::fill(river.water.before.begin(), river.water.before.end(), channel_area * cell);
        for (int c = 0; c < cells; ++c) {
            river.water.face[at(c)] = (5 + 10.0 * (c + 1) / cells) * dt;
            river.water.source[at(c + 1)] = 10.0 / cells * dt;
        }
        river.water.source[0] = 5 * dt;
        river.exchange_concentration[0] = 9;
        for (int s = 0; s < 60000 / dt; ++s) river.step();
        double error = 0;
        for (int c = 0; c < cells; ++c) {
            const double exact = cell_mean([](double x) { return 45 / (5 + x / 2000); }, c, cell);
            error += std::fabs(river.concentration(c, 0) / exact - 1) / cells;
        }
        return error;
    };
    const double coarse = run(40), fine = run(80);
    EXPECT_GT(std::log2(coarse / fine), 1.7);
    EXPECT_LT(fine, 2e-4);
}

TEST(Advection, ConstituentsDoNotSeeEachOther) {
    // the same field in every place of every block gives the same bits
    Channel wide(40, channel_cell_length, channel_area, channel_speed, 700, 19),
        narrow(40, channel_cell_length, channel_area, channel_speed, 700, 1);
    for (int c = 0; c < 40; ++c) {
        narrow.at_cell(c, 0) = plume(200.0 * c + 6000) * 1e4;
        for (int k = 0; k < 19; ++k) wide.at_cell(c, k) = k % 2 ? 0.3 * c : narrow.at_cell(c, 0);
    }
    for (int s = 0; s < 20; ++s) {
        wide.step();
        narrow.step();
    }
    for (int c = 0; c < 40; ++c) {
        for (int k = 0; k < 19; k += 2) ASSERT_EQ(wide.at_cell(c, k), narrow.at_cell(c, 0)) << c << " " << k;
    }
}

}  // namespace
}  // namespace qingliu::testing
