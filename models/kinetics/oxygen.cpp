#include "models/kinetics/oxygen.hpp"

#include <cmath>

#include "engine/numerics/powers.hpp"

namespace qingliu {

template <int W>
Lanes<W> oxygen_saturation(const Lanes<W>& temperature, double elevation) {
    const Lanes<W> x = 1.0 / (temperature + 273.15);
    const Lanes<W> exponent = -139.34411 + x * (1.575701e5 + x * (-6.642308e7 + x * (1.243800e10 - x * 8.621949e11)));
    return exponential(exponent) * std::fmax(0.0, 1.0 - 1.148e-4 * elevation);
}
template Lanes<1> oxygen_saturation(const Lanes<1>&, double);
template Lanes<8> oxygen_saturation(const Lanes<8>&, double);

double oxygen_saturation(double temperature, double elevation) {
    return oxygen_saturation(Lanes<1>(temperature), elevation)[0];
}

double oconnor_dobbins(double velocity, double depth) { return 3.93 * std::sqrt(velocity / depth) / depth; }

double churchill(double velocity, double depth) { return 5.026 * velocity * power(depth, -1.67); }

double owens_gibbs(double velocity, double depth) { return 5.32 * power(velocity, 0.67) * power(depth, -1.85); }

template <int W>
Lanes<W> covar(const Lanes<W>& velocity, const Lanes<W>& depth) {
    const Lanes<W> h = max(depth, Lanes<W>(0.01));
    const Lanes<W> u = max(velocity, Lanes<W>(1e-9));
    const Mask<W> shallow = h < Lanes<W>(0.61);
    const Mask<W> slow = (!shallow) & (h > 3.45 * u * u * sqrt(u));
    const Lanes<W> from_roots = 3.93 * sqrt(u / h) / h;
    if (slow.all()) return from_roots;
    const Lanes<W> log_h = logarithm(h);
    const Lanes<W> log_u = logarithm(u);
    const Lanes<W> from_logarithms = select(shallow, Lanes<W>(5.32), Lanes<W>(5.026)) *
                                     exponential(select(shallow, 0.67 * log_u - 1.85 * log_h, log_u - 1.67 * log_h));
    return select(slow, from_roots, from_logarithms);
}
template Lanes<1> covar(const Lanes<1>&, const Lanes<1>&);
template Lanes<8> covar(const Lanes<8>&, const Lanes<8>&);

double banks_herrera(double wind_speed) {
    const double w = std::fmax(wind_speed, 0.0);
    return std::fmax(0.0, 0.728 * std::sqrt(w) - 0.317 * w + 0.0372 * w * w);
}

}  // namespace qingliu
