// Oxygen saturation and reaeration formulas, apart from the process that uses them.
#pragma once

#include "engine/base/lanes.hpp"

namespace qingliu {

/// Saturation of dissolved oxygen in fresh water (g m-3). Benson & Krause 1984 as in APHA Standard Methods (4500-O), Tk
/// = T + 273.15:
///   ln Cs = -139.34411 + 1.575701e5 / Tk - 6.642308e7 / Tk^2 + 1.243800e10 / Tk^3 - 8.621949e11 / Tk^4
/// times 1 - 1.148e-4 m-1 * elevation (QUAL2K; good to about 2000 m). `temperature` in degC (-5 .. 50), `elevation` in
/// m.
template <int W>
Lanes<W> oxygen_saturation(const Lanes<W>& temperature, double elevation);
double oxygen_saturation(double temperature, double elevation);

/// Reaeration by the stream's own turbulence at 20 degC, in 1/d, from mean velocity (m s-1) and mean depth (m):
///   O'Connor & Dobbins 1958   3.93 U^0.5 / H^1.5
///   Churchill et al. 1962     5.026 U / H^1.67
///   Owens et al. 1964         5.32 U^0.67 / H^1.85
double oconnor_dobbins(double velocity, double depth);
double churchill(double velocity, double depth);
double owens_gibbs(double velocity, double depth);

/// Covar 1976: Owens-Gibbs where H < 0.61 m, else O'Connor-Dobbins where H > 3.45 U^2.5, else Churchill. 1/d at 20
/// degC. Depths below 1 cm count as 1 cm.
template <int W>
Lanes<W> covar(const Lanes<W>& velocity, const Lanes<W>& depth);

/// Transfer velocity the wind adds (m/d at 20 degC), Banks & Herrera 1977: 0.728 w^0.5 - 0.317 w + 0.0372 w^2, w in m
/// s-1 at 10 m.
double banks_herrera(double wind_speed);

}  // namespace qingliu
