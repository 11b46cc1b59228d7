// The flow against solutions of the Saint-Venant equations in closed form.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "models/hydraulics/flow_pack.hpp"
#include "tests/flow_setting.hpp"
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
        const testing::FlowSetting s(c);
        const auto steady = steady_flow(s.geometry, s.exchanges, s.forcing, 0);
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
    claims.check("smooth steady flow: rms error of the depth at 10 m", fine, "<", 0.0002, "m", "0.02 % of the depth");
    const std::string second = "design order 2";
    claims.check("order from 40 to 20 m", std::log2(coarse / middle), ">", 1.8, "1", second);
    claims.check("order from 20 to 10 m", std::log2(middle / fine), ">", 1.8, "1", second);
    claims.table("rms error of the depth", {"cells, m", "error, m"},
                 {{"40", fmt::format("{:.5f}", coarse)},
                  {"20", fmt::format("{:.5f}", middle)},
                  {"10", fmt::format("{:.5f}", fine)}});
}

}  // namespace
}  // namespace qingliu
