// The flow against solutions of the Saint-Venant equations in closed form.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "models/hydraulics/flow_pack.hpp"
#include "validation/claims.hpp"

namespace qingliu {
namespace {

constexpr double g = 9.81;

/// One rectangular channel with bed levels every metre, cut into equal cells.
Case channel(double length, double width, double manning_n, double cell, const std::function<double(double)>& bed) {
    Case c;
    River river;
    river.name = river.code = "channel";
    river.to = length;
    river.max_cell = cell;
    for (double x = 0; x <= length; x += 1) {
        CrossSection section;
        section.chainage = x;
        section.bed_level = bed(x);
        section.bottom_width = width;
        section.manning_n = manning_n;
        river.sections.push_back(section);
    }
    river.outlet = Outlet{Outlet::Kind::closed, 0, 0, {}, {}};
    c.network.rivers = {river};
    c.scenarios.emplace_back();
    return c;
}

struct Setting {
    explicit Setting(Case specification)
        : c(std::move(specification)),
          grid(make_grid(c.network)),
          geometry(c.network, grid),
          exchanges(make_exchanges(c, grid)),
          forcing(c, c.scenarios.front()) {}
    Case c;
    Grid grid;
    FlowGeometry geometry;
    std::vector<Exchange> exchanges;
    Forcing forcing;
};

/// Smooth subcritical flow of 2 m2/s over 1 km (after MacDonald et al. 1997): the depth is chosen, the bed follows.
struct SmoothSubcritical {
    static constexpr double length = 1000, discharge = 2, width = 10, manning_n = 0.033;
    static constexpr double least = 1.3;  // of the critical depth: Froude number 0.67
    const double critical = std::cbrt(discharge * discharge / g);

    [[nodiscard]] double depth(double x) const {
        const double s = x / length - 0.5;
        return least * critical * (1 + 0.5 * std::exp(-16 * s * s));
    }
    [[nodiscard]] double bed_slope(double x) const {
        const double s = x / length - 0.5, h = depth(x);
        const double by_x = least * critical * 0.5 * std::exp(-16 * s * s) * (-32 * s) / length;
        const double radius = width * h / (width + 2 * h);
        const double friction = std::pow(manning_n * discharge / h, 2) / std::pow(radius, 4.0 / 3);
        return (1 - discharge * discharge / (g * h * h * h)) * by_x + friction;
    }
    /// Bed levels at whole metres, by Simpson's rule from the lower end.
    [[nodiscard]] std::vector<double> bed() const {
        std::vector<double> z(static_cast<std::size_t>(length) + 1, 0.0);
        for (auto k = static_cast<int>(length) - 1; k >= 0; --k) {
            const double x = k;
            z[static_cast<std::size_t>(k)] =
                z[static_cast<std::size_t>(k) + 1] + (bed_slope(x) + 4 * bed_slope(x + 0.5) + bed_slope(x + 1)) / 6;
        }
        return z;
    }
    /// Root mean square error of the depth with cells of `cell` m.
    [[nodiscard]] double error(double cell) const {
        const auto z = bed();
        Case c = channel(length, width, manning_n, cell, [&](double x) { return z[static_cast<std::size_t>(x)]; });
        c.network.rivers[0].outlet = Outlet{Outlet::Kind::stage, 0, z.back() + depth(length), {}, {}};
        PointSource source;
        source.at = {0, 0};
        source.discharge = Series(discharge * width);
        c.sources = {source};
        const Setting s(c);
        // the steady start takes steps of years; an hour of short ones lets the frozen slopes settle
        const auto pack = make_flow_pack(s.geometry, s.exchanges, {&s.forcing}, {.max_step = 4}, 0);
        pack->set_state(0, steady_flow(s.geometry, s.exchanges, s.forcing, 0), 0);
        while (!pack->done(0, 3600)) {
            pack->attempt(3600);
            pack->taken(0);
        }
        const auto steady = pack->state(0);
        double sum = 0;
        for (int i = 0; i < s.grid.cells(); ++i) {
            const auto k = static_cast<std::size_t>(i);
            const double h = steady.level[k] - s.geometry.cell_bed[k];
            sum += std::pow(h - depth(s.grid.cell_chainage[k]), 2);
        }
        return std::sqrt(sum / s.grid.cells());
    }
};

TEST(SmoothSubcriticalSteadyFlow, DepthConvergesWithSecondOrder) {
    const SmoothSubcritical flow;
    const double coarse = flow.error(40), middle = flow.error(20), fine = flow.error(10);
    validation::Claims claims("exact-flow");
    claims.check("smooth steady flow: rms error of the depth at 10 m", fine, "<", 0.002, "m", "0.2 % of the depth");
    const std::string second = "design order 2, less what is lost at the inflow";
    claims.check("order from 40 to 20 m", std::log2(coarse / middle), ">", 1.6, "1", second);
    claims.check("order from 20 to 10 m", std::log2(middle / fine), ">", 1.6, "1", second);
    claims.table("rms error of the depth", {"cells, m", "error, m"},
                 {{"40", fmt::format("{:.5f}", coarse)},
                  {"20", fmt::format("{:.5f}", middle)},
                  {"10", fmt::format("{:.5f}", fine)}});
}

/// Wet dam break (Stoker 1957): 10 m beside 5 m on 2 km, after a minute.
struct DamBreak {
    static constexpr double length = 2000, left = 10, right = 5, time = 60, dam = 1000;
    double middle = 0, velocity = 0, shock = 0;

    DamBreak() {
        const auto gap = [](double h) {
            return 2 * (std::sqrt(g * left) - std::sqrt(g * h)) -
                   (h - right) * std::sqrt(g * (h + right) / (2 * h * right));
        };
        double low = right, high = left;
        for (int k = 0; k < 200; ++k) {
            middle = 0.5 * (low + high);
            (gap(middle) > 0 ? low : high) = middle;
        }
        velocity = 2 * (std::sqrt(g * left) - std::sqrt(g * middle));
        shock = middle * velocity / (middle - right);
    }
    [[nodiscard]] double depth(double x) const {
        const double s = (x - dam) / time;
        if (s < -std::sqrt(g * left)) return left;
        if (s < velocity - std::sqrt(g * middle)) return std::pow(2 * std::sqrt(g * left) - s, 2) / (9 * g);
        return s < shock ? middle : right;
    }
};

struct DamBreakRun {
    double mean_error = 0, front = 0, lowest = 1e9, highest = 0, volume_error = 0;
    long steps = 0, fallbacks = 0;
};

DamBreakRun run_dam_break(const DamBreak& exact, double cell, double courant) {
    const Setting s(channel(DamBreak::length, 10, 1e-6, cell, [](double) { return 0.0; }));
    FlowControl control;
    control.max_step = courant * cell / std::sqrt(g * DamBreak::left);
    const auto pack = make_flow_pack(s.geometry, s.exchanges, {&s.forcing}, control, 0);
    auto state = pack->state(0);
    double before = 0;
    for (int i = 0; i < s.grid.cells(); ++i) {
        const auto k = static_cast<std::size_t>(i);
        state.level[k] = s.grid.cell_chainage[k] < DamBreak::dam ? DamBreak::left : DamBreak::right;
        state.volume[k] = state.level[k] * 10 * s.grid.cell_length[k];
        before += state.volume[k];
    }
    pack->set_state(0, state, 0);
    DamBreakRun run;
    while (!pack->done(0, DamBreak::time)) {
        pack->attempt(DamBreak::time);
        if (pack->taken(0) == nullptr) continue;
        for (const double z : pack->state(0).level) {
            run.lowest = std::min(run.lowest, z);
            run.highest = std::max(run.highest, z);
        }
    }
    const auto end = pack->state(0);
    double after = 0;
    for (int i = 0; i < s.grid.cells(); ++i) {
        const auto k = static_cast<std::size_t>(i);
        after += end.volume[k];
        run.mean_error += std::fabs(end.level[k] - exact.depth(s.grid.cell_chainage[k])) / s.grid.cells();
        // the front stands where the depth last exceeds the mean of both sides
        if (end.level[k] > 0.5 * (exact.middle + DamBreak::right)) run.front = s.grid.cell_chainage[k] + 0.5 * cell;
    }
    run.volume_error = std::fabs(after / before - 1);
    run.steps = pack->counts(0).steps;
    run.fallbacks = pack->counts(0).fallbacks;
    return run;
}

TEST(WetDamBreak, FrontArrivesOnTimeWithoutNewExtremes) {
    const DamBreak exact;
    validation::Claims claims("exact-flow");
    EXPECT_NEAR(exact.middle, 7.269204461872864, 1e-9);
    EXPECT_NEAR(exact.shock, 9.353758392076267, 1e-9);
    for (const double courant : {0.5, 3.0, 12.0}) {
        const auto run = run_dam_break(exact, 10, courant);
        std::printf(
            "Courant %4.1f: %ld steps, %ld fallbacks, mean error %.4f m, front %+.1f m, depths %.4f .. %.4f m\n",
            courant, run.steps, run.fallbacks, run.mean_error, run.front - DamBreak::dam - exact.shock * DamBreak::time,
            run.lowest, run.highest);
        const auto of = [&](const char* what) { return fmt::format("dam break, Courant {}: {}", courant, what); };
        claims.check(of("front off"), std::fabs(run.front - DamBreak::dam - exact.shock * DamBreak::time), "<=", 20,
                     "m", "two cells");
        const double beyond = std::max(DamBreak::right - run.lowest, run.highest - DamBreak::left);
        claims.check(of("new extreme"), beyond, "<=", 0.05, "m", "1 % of the drop");
        claims.check(of("volume lost"), run.volume_error, "<", 1e-12, "1", "round-off");
    }
}

}  // namespace
}  // namespace qingliu
