// Gradually varied flow in a prismatic channel, by the classical Runge-Kutta method in steps so small that round-off is
// what is left, and its normal and sequent depths.
#pragma once

#include "validation/steady-exact/exact_channel.hpp"

namespace qingliu::exact {

/// dh/dx = (S_0 - S_f) / (1 - Fr^2).
inline double depth_gradient(const ExactChannel& c, double slope, double h) {
    const double friction = c.bed_slope(h, 0);
    return (slope - friction) / (c.bed_slope(h, 1) - friction);
}

/// Depth by x between 0 and the length of `c`, from the depth `h` at `x` on.
class GradualCurve {
public:
    GradualCurve(const ExactChannel& c, double slope, double x, double h) : c_(c), slope_(slope) {
        const auto upstream = march(x, h, 0), downstream = march(x, h, c.length);
        knots_.assign(upstream.rbegin(), upstream.rend());
        knots_.insert(knots_.end(), downstream.begin() + 1, downstream.end());
    }
    [[nodiscard]] double operator()(double x) const {
        const auto above = std::upper_bound(knots_.begin(), knots_.end(), std::pair(x, 1e9));
        auto k = static_cast<std::size_t>(above - knots_.begin());
        k = std::min(std::max<std::size_t>(k, 1), knots_.size() - 1);
        const auto [a, ha] = knots_[k - 1];
        const auto [b, hb] = knots_[k];
        const double d = b - a, s = (x - a) / d;  // cubic between two knots, with the slopes the equation gives
        const double sa = d * depth_gradient(c_, slope_, ha), sb = d * depth_gradient(c_, slope_, hb);
        return ha + s * (sa + s * (3 * (hb - ha) - 2 * sa - sb + s * (2 * (ha - hb) + sa + sb)));
    }

private:
    [[nodiscard]] std::vector<std::pair<double, double>> march(double x, double h, double end) const {
        std::vector<std::pair<double, double>> at{{x, h}};
        constexpr int steps = 4000;
        const double dx = (end - x) / steps;
        for (int k = 1; k <= steps && std::fabs(dx) > 0; ++k) {
            const auto f = [&](double depth) { return dx * depth_gradient(c_, slope_, depth); };
            const double k1 = f(h), k2 = f(h + k1 / 2), k3 = f(h + k2 / 2), k4 = f(h + k3);
            h += (k1 + 2 * k2 + 2 * k3 + k4) / 6;
            at.emplace_back(k == steps ? end : x + k * dx, h);
        }
        return at;
    }
    ExactChannel c_;
    double slope_;
    std::vector<std::pair<double, double>> knots_;
};

/// The root of a function that is negative at `low` and positive at `high`.
inline double bisected(const std::function<double(double)>& f, double low, double high) {
    for (int k = 0; k < 60; ++k) {
        const double middle = 0.5 * (low + high);
        (f(middle) < 0 ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

inline double normal_depth(const ExactChannel& c, double slope) {
    return bisected([&](double h) { return slope - c.bed_slope(h, 0); }, 1e-3, 100);
}

inline double critical_depth_of(const ExactChannel& c) {
    return bisected([&](double h) { return c.bed_slope(h, 1) - c.bed_slope(h, 0); }, 1e-3, 100);
}

/// The depth with the same momentum function on the other side of the critical one.
inline double sequent_depth(const ExactChannel& c, double h) {
    return bisected([&](double other) { return c.momentum(other) - c.momentum(h); }, critical_depth_of(c), 100);
}

}  // namespace qingliu::exact
