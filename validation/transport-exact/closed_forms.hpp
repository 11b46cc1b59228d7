// Closed solutions of C_t + u C_x = D C_xx - k C. Products of a large exponential and a small erfc are formed in
// logarithms.
#pragma once

#include <cmath>

namespace qingliu::validation {

constexpr double pi = 3.14159265358979323846;

/// exp(a) erfc(b) for any size of a (b^2 - a not large and negative).
inline double exp_erfc(double a, double b) {
    if (b < 25) return std::erfc(b) == 0 ? 0.0 : std::exp(a + std::log(std::erfc(b)));
    const double square = b * b;  // the asymptotic series, good to the last digit from 25 on
    return std::exp(a - square) / (b * std::sqrt(pi)) * (1 - 1 / (2 * square) + 3 / (4 * square * square));
}

/// Step of the concentration at x = 0 to 1, with decay k (van Genuchten & Alves 1982, C5; k = 0: Ogata & Banks 1961).
inline double inlet_step(double x, double t, double u, double d, double k) {
    if (t <= 0) return 0;
    const double v = u * std::sqrt(1 + 4 * k * d / (u * u)), spread = 2 * std::sqrt(d * t);
    return 0.5 * (exp_erfc((u - v) * x / (2 * d), (x - v * t) / spread) +
                  exp_erfc((u + v) * x / (2 * d), (x + v * t) / spread));
}

/// Step of the flux at x = 0 to u, without decay (Lindstrom et al. 1967).
inline double flux_step(double x, double t, double u, double d) {
    const double spread = 2 * std::sqrt(d * t), off = (x - u * t) / spread;
    return 0.5 * std::erfc(off) + u * std::sqrt(t / (pi * d)) * std::exp(-off * off) -
           0.5 * (1 + u * x / d + u * u * t / d) * exp_erfc(u * x / d, (x + u * t) / spread);
}

/// Spill of M = 1 g at x = 0 and t = 0 into an area of 1 m2.
inline double spill(double x, double t, double u, double d, double k) {
    return std::exp(-(x - u * t) * (x - u * t) / (4 * d * t) - k * t) / std::sqrt(4 * pi * d * t);
}
/// When it is largest at x.
inline double spill_peak_time(double x, double u, double d, double k) {
    const double w = u * u + 4 * d * k;
    return (-d + std::sqrt(d * d + x * x * w)) / w;
}

}  // namespace qingliu::validation
