// A tide running into a channel with a closed end (Ippen 1966).
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <complex>
#include <numbers>

#include "validation/channel_run.hpp"
#include "validation/claims.hpp"

namespace qingliu::validation {
namespace {

constexpr double length = 10000, still = 5, period = 7200;  // m, m, s
constexpr double omega = 2 * std::numbers::pi / period;
using Complex = std::complex<double>;

/// Amplitude over that at the mouth and phase (rad) at distance x from the closed end.
struct Wave {
    std::vector<double> x, amplitude, phase;
};

/// The engine's answer after the tide has swung in, by the first harmonic of a period.
Wave run(double cell, double mouth, double manning_n, int periods, const std::function<double(double)>& first) {
    Channel channel;
    channel.length = length;
    channel.width = 1000;
    channel.manning_n = manning_n;
    channel.cell = cell;
    channel.outlet = {Outlet::Kind::stage, 0, still, {}, {}};
    Case c = channel.specification();
    add_end_level(
        c, sampled([&](double t) { return still + mouth * std::cos(omega * t); }, period / 720, periods * period));
    FlowControl control;
    control.tolerance = std::numeric_limits<double>::infinity();
    control.newton_tolerance = 1e-10;
    ChannelRun flow(channel, c, control);
    flow.start(first, [](double) { return 0.0; });
    flow.advance((periods - 1) * period);
    std::vector<Complex> harmonic(flow.cells());
    for (int k = 0; k < 180; ++k) {
        const double t = (periods - 1) * period + k * period / 180;
        flow.advance(t);
        const auto h = flow.depth();
        for (std::size_t i = 0; i < h.size(); ++i) harmonic[i] += (h[i] - still) * std::polar(1.0, -omega * t) / 90.0;
    }
    Wave wave{flow.x, {}, {}};
    for (const auto& a : harmonic) {
        wave.amplitude.push_back(std::abs(a) / mouth);
        wave.phase.push_back(std::arg(a));
    }
    return wave;
}

TEST(Tide, StandsInAChannelWithoutFriction) {
    const double k = omega / std::sqrt(g * still);
    const auto exact = [&](double x) { return std::cos(k * x) / std::cos(k * length); };
    EXPECT_NEAR(exact(0), 3.1339213258053245, 1e-9);
    EXPECT_NEAR(exact(5000), 2.5451310577397313, 1e-9);
    Claims claims("tide");
    std::vector<std::vector<std::string>> rows;
    constexpr double mouth = 0.001;
    double before = 0;
    for (const double cells : {4.0, 8.0, 16.0, 32.0}) {
        const auto seen = run(length / cells, mouth, 0, 4, [&](double x) { return still + mouth * exact(x); });
        double off = 0, phase = 0;
        for (std::size_t i = 0; i < seen.x.size(); ++i) {
            off = std::max(off, std::fabs(seen.amplitude[i] / exact(seen.x[i]) - 1));
            phase = std::max(phase, std::fabs(seen.phase[i]) * 180 / std::numbers::pi);
        }
        const double in_wave = 2 * std::numbers::pi / k / (length / cells);
        rows.push_back({fmt::format("{:.0f}", in_wave), fmt::format("{:g}", length / cells),
                        fmt::format("{:.2f}", 100 * off), fmt::format("{:.3f}", phase)});
        if (cells == 8) {
            claims.check("without friction, 40 cells in a wave: phase off", phase, "<=", 1, "degree", "of 360");
            claims.check("without friction, 40 cells in a wave: amplitude off", 100 * off, "<=", 3, "%",
                         "near resonance: 3.1 times the tide at the closed end");
        }
        if (before > 0 && cells < 32)
            claims.check(
                fmt::format("without friction: order of the amplitude from {:g} to {:g} cells", cells / 2, cells),
                order(before, off), ">=", 1.6, "1", "design order 2; at 32 cells the tide is no longer small enough");
        before = off;
        if (cells == 16) {
            std::vector<double> amplitude;
            for (const double x : seen.x) amplitude.push_back(exact(x));
            claims.plot(
                "Without friction", "distance from the closed end, m", "amplitude over that at the mouth",
                {{"exact", seen.x, amplitude}, {"cells of 625 m", seen.x, seen.amplitude, PlotSeries::Style::points}});
        }
    }
    claims.table("Without friction: largest departure",
                 {"cells in a wave", "cells, m", "amplitude, %", "phase, degrees"}, rows);
}

/// With the friction of Manning's law, made linear for each place by the amplitude there so that it takes the same work
/// over a period (Lorentz 1926): u' + i omega ... solved by the shooting of complex amplitudes from the closed end.
TEST(Tide, IsDelayedByFriction) {
    constexpr double mouth = 0.05, manning_n = 0.03;
    constexpr int steps = 4000;
    std::vector<Complex> level(steps + 1), flow(steps + 1);
    Complex scale = mouth;
    for (int round = 0; round < 60; ++round) {
        std::vector<double> speed(steps + 1);
        for (int i = 0; i <= steps; ++i)
            speed[static_cast<std::size_t>(i)] = std::abs(flow[static_cast<std::size_t>(i)]) / still;
        // i w eta + q_x = 0,  i w q + g h eta_x + r q = 0
        const auto slope = [&](const Complex& eta, const Complex& q, double u) {
            const double r = 8 / (3 * std::numbers::pi) * g * manning_n * manning_n * u /
                             std::pow(still / (1 + 2 * still / 1000), 4.0 / 3);
            return std::pair(-(Complex(0, omega) + r) * q / (g * still), -Complex(0, omega) * eta);
        };
        level[0] = scale;
        flow[0] = 0;
        constexpr double dx = length / steps;
        for (std::size_t i = 0; i < steps; ++i) {
            const double middle = 0.5 * (speed[i] + speed[i + 1]);
            const auto [e1, q1] = slope(level[i], flow[i], speed[i]);
            const auto [e2, q2] = slope(level[i] + 0.5 * dx * e1, flow[i] + 0.5 * dx * q1, middle);
            const auto [e3, q3] = slope(level[i] + 0.5 * dx * e2, flow[i] + 0.5 * dx * q2, middle);
            const auto [e4, q4] = slope(level[i] + dx * e3, flow[i] + dx * q3, speed[i + 1]);
            level[i + 1] = level[i] + dx / 6 * (e1 + 2.0 * e2 + 2.0 * e3 + e4);
            flow[i + 1] = flow[i] + dx / 6 * (q1 + 2.0 * q2 + 2.0 * q3 + q4);
        }
        scale *= mouth / level[steps];
    }
    Claims claims("tide");
    const auto seen = run(length / 32, mouth, manning_n, 10, [](double) { return still; });
    double off = 0, phase = 0;
    std::vector<double> lag, amplitude, computed;
    for (std::size_t i = 0; i < seen.x.size(); ++i) {
        const auto exact = level[static_cast<std::size_t>(std::lround(seen.x[i] / length * steps))];
        off = std::max(off, std::fabs(seen.amplitude[i] * mouth / std::abs(exact) - 1));
        phase = std::max(phase, std::fabs(seen.phase[i] - std::arg(exact)) * 180 / std::numbers::pi);
        lag.push_back(-std::arg(exact) * 180 / std::numbers::pi);
        computed.push_back(-seen.phase[i] * 180 / std::numbers::pi);
    }
    claims.check("with friction, 160 cells in a wave: phase off", phase, "<=", 1, "degree",
                 "Lorentz's friction keeps the first harmonic only");
    claims.check("with friction, 160 cells in a wave: amplitude off", 100 * off, "<=", 2, "%", "likewise");
    claims.plot(
        "With Manning's friction, n 0.03", "distance from the closed end, m", "lag, degrees",
        {{"Lorentz's linear friction", seen.x, lag}, {"computed", seen.x, computed, PlotSeries::Style::points}});
}

}  // namespace
}  // namespace qingliu::validation
