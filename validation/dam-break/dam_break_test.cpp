// A dam that goes at once, on wet and on dry beds.
#include "validation/dam-break/dam_break.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "validation/claims.hpp"

namespace qingliu::validation {
namespace {

struct Seen {
    double error = 0;   // 1, L1 of the depth
    double off = 0;     // m, front too far downstream
    double beyond = 0;  // m, how far any depth at any step left the range of both sides
    double volume = 0;  // 1, relative change
    double least = 0;   // m3
    StepCounts counts;
    std::vector<double> x, depth;
};

std::vector<double> exact_profile(const DamBreak& exact, const std::vector<double>& x) {
    std::vector<double> h;
    for (const double at : x) h.push_back(exact.depth(at));
    return h;
}

/// Runs a dam break with cells of `cell` m, the longest step asked for being `courant` cells at the speed of a wave
/// behind the dam.
Seen run(const DamBreak& exact, double cell, double courant) {
    Channel channel;
    channel.length = exact.length;
    channel.width = 1000;
    channel.cell = cell;
    channel.bed = [&](double x) { return exact.slope * (exact.length - x); };
    FlowControl control;
    control.max_step = courant * cell / std::sqrt(g * exact.left);
    control.newton_tolerance = std::min(control.newton_tolerance, 1e-6 * exact.left);
    ChannelRun flow(channel, channel.specification(), control);
    flow.start([&](double x) { return x < exact.dam ? exact.left : exact.right; }, [](double) { return 0.0; });
    const double before = flow.volume();
    Seen seen;
    flow.advance(exact.time, [&](const FlowStep& step) {
        for (const double h : step.depth) seen.beyond = std::max({seen.beyond, h - exact.left, exact.right - h});
    });
    seen.x = flow.x;
    seen.depth = flow.depth();
    seen.error = relative_error(seen.depth, exact_profile(exact, flow.x));
    // of a wet front the middle between both depths, of a dry one a thousandth of what stood behind the dam
    const double mark = exact.right > 0 ? 0.5 * (exact.middle + exact.right) : 1e-3 * exact.left;
    const double exact_mark = exact.front() - (exact.right > 0 ? 0 : 3 * std::sqrt(g * mark) * exact.time);
    for (std::size_t c = 0; c + 1 < flow.x.size(); ++c) {
        if (seen.depth[c] >= mark && seen.depth[c + 1] < mark)
            seen.off = flow.x[c] + cell * (seen.depth[c] - mark) / (seen.depth[c] - seen.depth[c + 1]) - exact_mark;
    }
    seen.volume = std::fabs(flow.volume() / before - 1);
    seen.least = flow.least_volume;
    seen.counts = flow.counts();
    return seen;
}

std::vector<std::string> row(double courant, double cell, const Seen& seen) {
    return {fmt::format("{}", courant),
            fmt::format("{}", cell),
            fmt::format("{}", seen.counts.steps),
            fmt::format("{}", seen.counts.rejected),
            fmt::format("{}", seen.counts.fallbacks),
            fmt::format("{:.5f}", seen.error),
            fmt::format("{:+.3g}", seen.off),
            fmt::format("{:.2g}", seen.beyond)};
}

const std::vector<std::string> header{"Courant asked for", "cells, m",        "steps taken",  "rejected",
                                      "backward Euler",    "L1 of the depth", "front off, m", "beyond both depths, m"};

/// Everything that holds for whatever step is asked for, then the order on four grids.
void hold(Claims& claims, const std::string& name, const DamBreak& exact, double least_order) {
    std::vector<std::vector<std::string>> rows;
    const double cell = exact.length / 200, drop = exact.left - exact.right;
    Seen shown;
    for (const double courant : {0.5, 3.0, 12.0}) {
        const auto seen = run(exact, cell, courant);
        const auto of = [&](const char* what) { return fmt::format("{}, Courant {}: {}", name, courant, what); };
        if (exact.right > 0) claims.check(of("front off"), std::fabs(seen.off), "<=", 2 * cell, "m", "two cells");
        claims.check(of("least volume of a cell"), seen.least, ">=", -1e-12, "m3", "no negative volume, to round-off");
        claims.check(of("new extreme"), seen.beyond, "<=", 0.01 * drop, "m", "1 % of the drop");
        claims.check(of("volume gained or lost"), seen.volume, "<=", 1e-12, "1", "round-off");
        rows.push_back(row(courant, cell, seen));
        shown = seen;
    }
    double before = 0;
    for (const double cells : {100.0, 200.0, 400.0, 800.0}) {
        const auto seen = run(exact, exact.length / cells, 0.5);
        rows.push_back(row(0.5, exact.length / cells, seen));
        if (before > 0)
            claims.check(
                fmt::format("{}: order from {:g} to {:g} m", name, 2 * exact.length / cells, exact.length / cells),
                order(before, seen.error), ">=", least_order, "1",
                exact.right > 0 ? "L1, a shock: 0.8 to 1" : "L1, a front on a dry bed: 0.6 to 0.9");
        before = seen.error;
    }
    claims.table(name, header, rows);
    claims.plot(fmt::format("{} after {:g} s, 200 cells, Courant 12 asked for", name, exact.time), "distance, m",
                "depth, m",
                {{"exact", shown.x, exact_profile(exact, shown.x)},
                 {"computed", shown.x, shown.depth, PlotSeries::Style::points}});
}

TEST(DamBreak, OntoDeepWater) {
    DamBreak exact{.left = 10, .right = 5, .dam = 1000, .length = 2000, .time = 60};
    exact.solve();
    // the reference values of an independent program
    EXPECT_NEAR(exact.middle, 7.269204461872864, 1e-9);
    EXPECT_NEAR(exact.velocity, 2.9199330394280274, 1e-9);
    EXPECT_NEAR(exact.shock_speed, 9.353758392076267, 1e-9);
    Claims claims("dam-break");
    hold(claims, "10 m onto 5 m (Stoker)", exact, 0.8);
}

TEST(DamBreak, OntoShallowWater) {
    DamBreak exact{.left = 0.005, .right = 0.001, .dam = 5, .length = 10, .time = 6};
    exact.solve();
    EXPECT_NEAR(exact.middle, 0.0025393571722834352, 1e-12);
    EXPECT_NEAR(exact.front(), 6.259780400314579, 1e-9);
    Claims claims("dam-break");
    hold(claims, "5 mm onto 1 mm (Stoker)", exact, 0.8);
}

TEST(DamBreak, OntoADryBed) {
    const DamBreak exact{.left = 6, .dam = 1000, .length = 2000, .time = 40};
    EXPECT_NEAR(exact.front(), 1613.7621689221323, 1e-9);
    EXPECT_NEAR(exact.depth(1400), 0.3234671598021731, 1e-12);
    Claims claims("dam-break");
    hold(claims, "6 m onto a dry bed (Ritter)", exact, 0.6);
    hold(claims, "5 mm onto a dry bed (Ritter)", {.left = 0.005, .dam = 5, .length = 10, .time = 6}, 0.6);
}

TEST(DamBreak, OntoADrySlope) {
    // without friction everything falls downhill alike; the wall at the upper end stands far enough away
    const DamBreak exact{.left = 6, .dam = 2000, .length = 4000, .slope = 0.01, .time = 40};
    std::vector<std::vector<std::string>> rows;
    double before = 0;
    Claims claims("dam-break");
    for (const double cells : {100.0, 200.0, 400.0, 800.0}) {
        const auto seen = run(exact, exact.length / cells, 3);
        auto right_answer = exact_profile(exact, seen.x), computed = seen.depth;
        const auto first = static_cast<std::ptrdiff_t>(cells / 4);  // the wall is felt over 390 m
        right_answer.erase(right_answer.begin(), right_answer.begin() + first);
        computed.erase(computed.begin(), computed.begin() + first);
        const double error = relative_error(computed, right_answer);
        rows.push_back({fmt::format("{:g}", exact.length / cells), fmt::format("{}", seen.counts.steps),
                        fmt::format("{:.5f}", error)});
        if (before > 0)
            claims.check(fmt::format("6 m onto a dry slope of 0.01: order from {:g} to {:g} m",
                                     2 * exact.length / cells, exact.length / cells),
                         order(before, error), ">=", 0.6, "1", "L1, a front on a dry bed: 0.6 to 0.9");
        claims.check(fmt::format("6 m onto a dry slope, cells of {:g} m: least volume", exact.length / cells),
                     seen.least, ">=", -1e-12, "m3", "no negative volume, to round-off");
        before = error;
    }
    claims.table("6 m onto a dry slope of 0.01, 1 km and more from the upper end",
                 {"cells, m", "steps", "L1 of the depth"}, rows);
}

/// Dressler's (1952) correction to first order for the resistance of Chezy's law.
TEST(DamBreak, WithResistance) {
    const DamBreak dry{.left = 6, .dam = 1000, .length = 2000, .time = 40};
    constexpr double chezy = 40;  // m^(1/2) s-1
    const auto body = [&](double x) {
        const double c = std::sqrt(g * dry.left), xi = (x - dry.dam) / (dry.time * c), rest = 2 - xi;
        const double alpha = 6 / (5 * rest) - 2.0 / 3 + 4 * std::sqrt(3.0) / 135 * std::pow(rest, 1.5);
        return std::pow(2 * c / 3 - (x - dry.dam) / (3 * dry.time) + g * g / (chezy * chezy) * alpha * dry.time, 2) / g;
    };
    EXPECT_NEAR(body(1000), 2.86721, 1e-5);
    EXPECT_NEAR(body(800), 4.71263, 1e-5);
    // the engine knows Manning's law only: the same resistance where the dam stood
    Channel channel;
    channel.length = dry.length;
    channel.width = 1000;
    channel.cell = 5;
    channel.manning_n = std::pow(body(dry.dam), 1.0 / 6) / chezy;
    ChannelRun flow(channel, channel.specification(), {});
    flow.start([&](double x) { return x < dry.dam ? dry.left : 0; }, [](double) { return 0.0; });
    flow.advance(dry.time);
    const auto h = flow.depth();
    double worst = 0;
    std::vector<double> exact, without = exact_profile(dry, flow.x);
    for (std::size_t c = 0; c < h.size(); ++c) {
        const double x = flow.x[c];
        exact.push_back(x < 1080 ? std::min(body(x), x < 700 ? dry.depth(x) + body(700) - dry.depth(700) : 9)
                                 : std::nan(""));
        if (x >= 700 && x <= 1050) worst = std::max(worst, std::fabs(h[c] / body(x) - 1));
    }
    Claims claims("dam-break");
    claims.check("6 m onto a dry bed with resistance, 700 to 1050 m: depth off", 100 * worst, "<=", 2, "%",
                 "Dressler's solution is itself good to 2 %");
    claims.check("6 m onto a dry bed with resistance: least volume of a cell", flow.least_volume, ">=", -1e-12, "m3",
                 "no negative volume, to round-off");
    claims.plot("6 m onto a dry bed with resistance after 40 s, cells of 5 m", "distance, m", "depth, m",
                {{"Dressler, behind the tip", flow.x, exact},
                 {"without resistance (Ritter)", flow.x, without},
                 {"computed", flow.x, h, PlotSeries::Style::points}});
}

}  // namespace
}  // namespace qingliu::validation
