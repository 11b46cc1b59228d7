// One channel with a steady flow known exactly, and the engine's answer on a grid of equal cells.
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "models/hydraulics/flow_pack.hpp"
#include "tests/flow_setting.hpp"

namespace qingliu::exact {

constexpr double g = 9.81;  // m s-2

struct ExactChannel {
    std::string name;
    double length = 0;                    ///< m
    double bottom_width = 1e6;            ///< m; so wide that R_h = h where unit width is meant
    double side_slope = 0;                ///< 1
    double manning_n = 0;                 ///< s m-1/3
    double discharge = 0;                 ///< m3 s-1
    std::function<double(double)> depth;  ///< m at x (m)
    std::function<double(double)> bed;    ///< m at x (m)
    double entering_depth = 0;            ///< m, where the flow is supercritical at the upstream end
    std::optional<double> end_slope;      ///< normal depth at the lower end instead of the exact level

    [[nodiscard]] double area(double h) const { return h * (bottom_width + side_slope * h); }
    /// m, specific head above the bed.
    [[nodiscard]] double head(double h) const { return h + std::pow(discharge / area(h), 2) / (2 * g); }
    /// Momentum function over rho g, m3.
    [[nodiscard]] double momentum(double h) const {
        return h * h * (bottom_width / 2 + side_slope * h / 3) + discharge * discharge / (g * area(h));
    }
    /// dz_b/dx of opposite sign that lets the depth h have the slope h' (Saint-Venant, steady).
    [[nodiscard]] double bed_slope(double h, double by_x) const {
        const double a = area(h), top = bottom_width + 2 * side_slope * h;
        const double perimeter = bottom_width + 2 * h * std::sqrt(1 + side_slope * side_slope) * (bottom_width < 1e5);
        return (1 - discharge * discharge * top / (g * a * a * a)) * by_x +
               std::pow(manning_n * discharge / a, 2) * std::pow(perimeter / a, 4.0 / 3);
    }
};

inline double critical_depth(double q) { return std::cbrt(q * q / g); }

/// Bed from the slope, by Gauss-Legendre integration from the lower end, where it is 0. `breaks`: where it jumps.
inline std::function<double(double)> bed_from_slope(double length, const std::function<double(double)>& slope,
                                                    std::vector<double> breaks = {}) {
    constexpr int pieces = 10000;  // three Gauss points in each leave round-off
    breaks.push_back(0);
    breaks.push_back(length);
    std::sort(breaks.begin(), breaks.end());
    const auto integral = [slope](double a, double b) {
        const double m = 0.5 * (a + b), r = 0.5 * (b - a), s = r * std::sqrt(0.6);
        return r / 9 * (5 * slope(m - s) + 8 * slope(m) + 5 * slope(m + s));
    };
    std::vector<double> at{length}, level{0};
    for (std::size_t k = breaks.size(); k-- > 1;) {
        const double a = breaks[k - 1], b = breaks[k];
        const int n = std::max(1, static_cast<int>(pieces * (b - a) / length));
        for (int i = 1; i <= n; ++i) {
            const double x = i == n ? a : b - i * (b - a) / n;
            level.push_back(level.back() + integral(x, at.back()));
            at.push_back(x);
        }
    }
    std::reverse(at.begin(), at.end());
    std::reverse(level.begin(), level.end());
    return [at, level, integral](double x) {
        auto k = static_cast<std::size_t>(std::upper_bound(at.begin(), at.end(), x) - at.begin());
        k = std::min(std::max<std::size_t>(k, 1), at.size() - 1);
        return level[k] + (x < at[k] ? integral(x, at[k]) : 0.0);
    };
}

struct Answer {
    double cell = 0;                           ///< m
    std::vector<double> x, depth, exact, bed;  ///< m [cell], at the centre
    double depth_error = 0;                    ///< 1, L1: sum |h - exact| / sum exact
    double discharge_error = 0;                ///< 1, largest |Q - Q0| / Q0 over the faces
    /// Largest of `measure(k)` over the cells that lie more than `margin` cells from each of `places` (m).
    [[nodiscard]] double largest(const std::function<double(std::size_t)>& measure, double margin,
                                 const std::vector<double>& places) const {
        double most = 0;
        for (std::size_t k = 0; k < x.size(); ++k) {
            bool near = false;
            for (const double place : places) near = near || std::fabs(x[k] - place) <= margin * cell;
            if (!near) most = std::max(most, measure(k));
        }
        return most;
    }
};

/// Where the relaxation starts.
enum class Start { guess, dry, full, random };

struct ChannelSetting : testing::FlowSetting {
    ChannelSetting(const ExactChannel& channel, int cells) : FlowSetting(specification(channel, cells)) {}

    static Case specification(const ExactChannel& channel, int cells) {
        Case c;
        River river;
        river.name = river.code = "channel";
        river.to = channel.length;
        river.max_cell = channel.length / cells;
        for (int k = 0; k <= 2 * cells; ++k) {
            CrossSection section;
            section.chainage = k * channel.length / (2 * cells);
            section.bed_level = channel.bed(section.chainage);
            section.bottom_width = channel.bottom_width;
            section.side_slope = channel.side_slope;
            section.manning_n = channel.manning_n;
            river.sections.push_back(section);
        }
        river.outlet =
            channel.end_slope
                ? Outlet{Outlet::Kind::normal_depth, *channel.end_slope, 0, {}, {}}
                : Outlet{Outlet::Kind::stage, 0, channel.bed(channel.length) + channel.depth(channel.length), {}, {}};
        c.network.rivers = {river};
        PointSource source;
        source.at = {0, 0};
        source.depth = channel.entering_depth;
        source.discharge = Series(channel.discharge);
        c.sources = {source};
        c.scenarios.emplace_back();
        return c;
    }
    [[nodiscard]] FlowState steady(Start start) const {
        if (start == Start::guess) return FlowSetting::steady();
        FlowState state;
        unsigned seed = 1;
        for (std::size_t k = 0; k < geometry.cell_bed.size(); ++k) {
            seed = seed * 1664525u + 1013904223u;
            const double depth = start == Start::dry    ? 0.0
                                 : start == Start::full ? 5.0
                                                        : 3.0 * (seed >> 8) / (1u << 24);
            state.level.push_back(geometry.cell_bed[k] + depth);
        }
        return steady_flow(geometry, exchanges, forcing, 0, state);
    }
};

inline Answer solve(const ExactChannel& channel, int cells, Start start = Start::guess) {
    const ChannelSetting s(channel, cells);
    const auto steady = s.steady(start);
    Answer answer;
    answer.cell = channel.length / cells;
    double sum = 0, off = 0;
    for (std::size_t k = 0; k < s.grid.cell_chainage.size(); ++k) {
        answer.x.push_back(s.grid.cell_chainage[k]);
        answer.bed.push_back(s.geometry.cell_bed[k]);
        answer.depth.push_back(steady.level[k] - s.geometry.cell_bed[k]);
        answer.exact.push_back(channel.depth(answer.x.back()));
        off += std::fabs(answer.depth.back() - answer.exact.back());
        sum += answer.exact.back();
    }
    answer.depth_error = off / sum;
    for (const double q : steady.discharge)
        answer.discharge_error = std::max(answer.discharge_error, std::fabs(q / channel.discharge - 1));
    return answer;
}

}  // namespace qingliu::exact
