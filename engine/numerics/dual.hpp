// Numbers with their derivatives by two variables: a formula written once on Dual<W> gives its exact partial
// derivatives (forward differentiation, Wengert 1964). Lane by lane, like everything in a kernel.
#pragma once

#include <utility>
#include <vector>

#include "engine/base/lanes.hpp"
#include "engine/numerics/powers.hpp"

namespace qingliu {

template <int W>
struct Dual {
    using T = Lanes<W>;
    T value, by_first = 0.0, by_second = 0.0;

    Dual() = default;
    QINGLIU_INLINE Dual(double constant) : value(constant) {}    // NOLINT(google-explicit-constructor)
    QINGLIU_INLINE Dual(const T& constant) : value(constant) {}  // NOLINT(google-explicit-constructor)
    QINGLIU_INLINE Dual(const T& v, const T& first, const T& second) : value(v), by_first(first), by_second(second) {}

    /// The function value `f` with slope `slope`, of this argument.
    [[nodiscard]] QINGLIU_INLINE Dual chain(const T& f, const T& slope) const {
        return {f, slope * by_first, slope * by_second};
    }

    friend QINGLIU_INLINE Dual operator+(const Dual& a, const Dual& b) {
        return {a.value + b.value, a.by_first + b.by_first, a.by_second + b.by_second};
    }
    friend QINGLIU_INLINE Dual operator-(const Dual& a, const Dual& b) {
        return {a.value - b.value, a.by_first - b.by_first, a.by_second - b.by_second};
    }
    friend QINGLIU_INLINE Dual operator-(const Dual& a) { return {-a.value, -a.by_first, -a.by_second}; }
    friend QINGLIU_INLINE Dual operator*(const Dual& a, const Dual& b) {
        return {a.value * b.value, a.by_first * b.value + a.value * b.by_first,
                a.by_second * b.value + a.value * b.by_second};
    }
    friend QINGLIU_INLINE Dual operator/(const Dual& a, const Dual& b) {
        const T inverse = 1.0 / b.value, quotient = a.value / b.value;  // equal numbers give exactly 1
        return {quotient, (a.by_first - quotient * b.by_first) * inverse,
                (a.by_second - quotient * b.by_second) * inverse};
    }
    friend QINGLIU_INLINE Mask<W> operator<(const Dual& a, const Dual& b) { return a.value < b.value; }
    friend QINGLIU_INLINE Mask<W> operator>(const Dual& a, const Dual& b) { return a.value > b.value; }
    friend QINGLIU_INLINE Mask<W> operator>=(const Dual& a, const Dual& b) { return a.value >= b.value; }
};

template <int W>
QINGLIU_INLINE Dual<W> select(const Mask<W>& mask, const Dual<W>& a, const Dual<W>& b) {
    return {select(mask, a.value, b.value), select(mask, a.by_first, b.by_first),
            select(mask, a.by_second, b.by_second)};
}
/// Where both are equal: the second argument, with its derivatives.
template <int W>
QINGLIU_INLINE Dual<W> max(const Dual<W>& a, const Dual<W>& b) {
    return select(a > b, a, b);
}
template <int W>
QINGLIU_INLINE Dual<W> min(const Dual<W>& a, const Dual<W>& b) {
    return select(a < b, a, b);
}
/// Precondition: a > 0 (at 0 there is no derivative).
template <int W>
QINGLIU_INLINE Dual<W> sqrt(const Dual<W>& a) {
    const Lanes<W> root = sqrt(a.value);
    return a.chain(root, 0.5 / root);
}
/// a^(3/2), a >= 0.
template <int W>
QINGLIU_INLINE Dual<W> three_halves_power(const Dual<W>& a) {
    const Lanes<W> root = sqrt(a.value);
    return a.chain(a.value * root, 1.5 * root);
}
/// a^p for a > 0.
template <int W>
QINGLIU_INLINE Dual<W> power(const Dual<W>& a, double p) {
    const Lanes<W> lower = power<W>(a.value, Lanes<W>(p - 1));
    return a.chain(a.value * lower, p * lower);
}
/// 0 below 0, 1 above 1, t^2 (3 - 2 t) in between: continuous with its first derivative.
template <int W>
QINGLIU_INLINE Dual<W> smooth_step(const Dual<W>& x) {
    using T = Lanes<W>;
    const T t = min(max(x.value, T(0.0)), T(1.0));
    return x.chain(t * t * (3.0 - 2.0 * t), 6.0 * t * (1.0 - t));
}
/// The line through points with rising x; level beyond the first point, and beyond the last one too.
template <int W>
Dual<W> interpolate(const std::vector<std::pair<double, double>>& points, const Dual<W>& x) {
    Lanes<W> f(0.0), slope(0.0);
    for (int lane = 0; lane < W; ++lane) {
        const double at = x.value[lane];
        std::size_t k = 0;
        while (k + 2 < points.size() && at >= points[k + 1].first) ++k;
        const auto &a = points[k], &b = points[k + 1];
        const double rise = (b.second - a.second) / (b.first - a.first);
        const bool within = at >= a.first && at < b.first;
        f.set(lane, at < a.first ? a.second : within ? a.second + rise * (at - a.first) : b.second);
        slope.set(lane, within ? rise : 0.0);
    }
    return x.chain(f, slope);
}

}  // namespace qingliu
