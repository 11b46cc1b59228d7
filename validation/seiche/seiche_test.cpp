// Standing waves in a closed basin without friction.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "validation/channel_run.hpp"
#include "validation/claims.hpp"

namespace qingliu::validation {
namespace {

constexpr double length = 3000, still = 4, amplitude = 0.0004;  // m

struct Seiche {
    double period = 0;                // s
    double damping = 0;               // 1, share of the amplitude lost in a period
    std::vector<double> time, level;  // of the first cell, amplitude 1
};

double exact_period(int mode) { return 2 * length / (mode * std::sqrt(g * still)); }

/// Six periods of a mode, with steps of a fixed share of the Courant number.
Seiche run(int mode, double cell, double courant) {
    Channel channel;
    channel.length = length;
    channel.width = 1000;
    channel.cell = cell;
    FlowControl control;
    control.tolerance = std::numeric_limits<double>::infinity();
    control.max_step = courant * cell / std::sqrt(g * still);
    control.newton_tolerance = 1e-11;
    ChannelRun flow(channel, channel.specification(), control);
    const auto shape = [&](double x) { return std::cos(mode * std::numbers::pi * x / length); };
    flow.start([&](double x) { return still + amplitude * shape(x); }, [](double) { return 0.0; });
    Seiche seen;
    double norm = 0;
    for (const double x : flow.x) norm += shape(x) * shape(x);
    const auto look = [&](double t) {
        double part = 0;  // of the mode
        const auto h = flow.depth();
        for (std::size_t c = 0; c < h.size(); ++c) part += (h[c] - still) * shape(flow.x[c]);
        seen.time.push_back(t);
        seen.level.push_back(part / norm / amplitude);
    };
    look(0);
    flow.advance(6 * exact_period(mode), [&](const FlowStep& step) { look(step.time + step.dt); });
    // the part of the mode goes like a damped cosine: its zeros tell the period, its extremes the damping
    std::vector<double> zeros, extremes;
    for (std::size_t k = 1; k < seen.time.size(); ++k) {
        const double a = seen.level[k - 1], b = seen.level[k];
        if ((a >= 0) != (b >= 0)) zeros.push_back(seen.time[k - 1] + (seen.time[k] - seen.time[k - 1]) * a / (a - b));
        if (k + 1 == seen.time.size()) break;
        const double next = seen.level[k + 1], bend = a - 2 * b + next;
        // the vertex of the parabola through three steps
        if (std::fabs(b) >= std::fabs(a) && std::fabs(b) > std::fabs(next))
            extremes.push_back(std::fabs(b - (next - a) * (next - a) / (8 * bend)));
    }
    seen.period = 2 * (zeros.back() - zeros.front()) / static_cast<double>(zeros.size() - 1);
    seen.damping = 1 - std::pow(extremes.back() / extremes.front(), 2.0 / static_cast<double>(extremes.size() - 1));
    return seen;
}

TEST(Seiche, SwingsInTimeAndIsHardlyDamped) {
    EXPECT_NEAR(exact_period(1), 957.8262852211514, 1e-9);
    Claims claims("seiche");
    std::vector<std::vector<std::string>> rows;
    for (const int mode : {1, 2, 3}) {
        double before = 0;
        for (const double cells : {25.0, 50.0, 100.0, 200.0}) {
            const auto seen = run(mode, length / cells, 0.5);
            const double off = 100 * std::fabs(seen.period / exact_period(mode) - 1);
            rows.push_back({fmt::format("{}", mode), fmt::format("{:g}", cells), fmt::format("{:.3f}", seen.period),
                            fmt::format("{:.4f}", off), fmt::format("{:.2e}", seen.damping)});
            if (cells == 100)
                claims.check(fmt::format("mode {}, 100 cells: period off", mode), off, "<=", 0.1, "%",
                             "second order in time and space");
            if (cells == 100)
                claims.check(fmt::format("mode {}, 100 cells: amplitude lost in a period", mode), seen.damping,
                             "<=", 1e-4, "1", "no friction: nothing should be lost");
            if (before > 0 && cells == 50)
                claims.check(fmt::format("mode {}: order of the damping from 25 to 50 cells", mode),
                             order(before, seen.damping), ">=", 2, "1", "it vanishes with the cells");
            before = seen.damping;
            if (mode == 1 && cells == 100) {
                std::vector<double> exact;
                for (const double t : seen.time) exact.push_back(std::cos(2 * std::numbers::pi * t / exact_period(1)));
                claims.plot(
                    "Mode 1, 100 cells", "time, s", "level over amplitude",
                    {{"exact", seen.time, exact}, {"computed", seen.time, seen.level, PlotSeries::Style::line}});
            }
        }
    }
    claims.table("Courant number 0.5", {"mode", "cells", "period, s", "off, %", "damping in a period"}, rows);
}

}  // namespace
}  // namespace qingliu::validation
