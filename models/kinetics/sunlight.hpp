// What sun and sky send down on a level surface, where it is not measured.
#pragma once

#include <string>
#include <vector>

namespace qingliu {

/// Where the sun is seen from, and through what.
struct SkyView {
    enum class Formula { ryan_stolzenbach, bras };
    double latitude = 0;   ///< degrees, north positive
    double longitude = 0;  ///< degrees, east positive
    double elevation = 0;  ///< m
    Formula formula = Formula::ryan_stolzenbach;
    double transmission = 0.8;  ///< ryan_stolzenbach: share that dry clean air lets through, 0.70 .. 0.91
    double turbidity = 2;       ///< bras: 2 clear .. 5 smoggy
};

/// Sine of the sun's height over the horizon, negative by night, at `time` (s since 1970Z, UTC). Declination and
/// equation of time by Spencer 1971, to a quarter of a degree and half a minute.
double sine_of_solar_altitude(double time, double latitude, double longitude);

/// Solar radiation on a level surface (W m-2), 0 by night. Clear sky by
///  - Ryan & Stolzenbach 1972: I0 sin(a) t^m, m = (1 - 0.0065 z / 288)^5.256 / (sin a + 0.15 (a + 3.885)^-1.253);
///  - Bras 1990: I0 sin(a) exp(-n (0.128 - 0.054 log10 m) m), m as above without the elevation;
/// a in degrees, I0 = 1367 W m-2 over the square of the sun's distance. Clouds leave 1 - 0.65 C^2 of it (TVA 1972).
double solar_radiation(double time, const SkyView& view, double cloud_cover);

}  // namespace qingliu
