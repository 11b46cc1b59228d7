#include "models/kinetics/sunlight.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "engine/time/civil_time.hpp"

namespace qingliu {
namespace {

constexpr double solar_constant = 1367;  // W m-2
constexpr double radian = std::numbers::pi / 180;

/// Angle of the year (Spencer 1971), 0 at the start of January.
double year_angle(double time) {
    const double years = time / (365.2425 * day_length);
    return 2 * std::numbers::pi * (years - std::floor(years));
}

double declination(double g) {
    return 0.006918 - 0.399912 * std::cos(g) + 0.070257 * std::sin(g) - 0.006758 * std::cos(2 * g) +
           0.000907 * std::sin(2 * g) - 0.002697 * std::cos(3 * g) + 0.00148 * std::sin(3 * g);
}

/// Sun time less clock time, s.
double equation_of_time(double g) {
    return 60 * 229.18 *
           (0.000075 + 0.001868 * std::cos(g) - 0.032077 * std::sin(g) - 0.014615 * std::cos(2 * g) -
            0.040849 * std::sin(2 * g));
}

/// Mean over actual distance of the sun, squared.
double nearness(double g) {
    return 1.00011 + 0.034221 * std::cos(g) + 0.00128 * std::sin(g) + 0.000719 * std::cos(2 * g) +
           0.000077 * std::sin(2 * g);
}

}  // namespace

double sine_of_solar_altitude(double time, double latitude, double longitude) {
    const double g = year_angle(time), d = declination(g), phi = latitude * radian;
    const double clock = time + longitude / 360 * day_length + equation_of_time(g);
    const double hour = 2 * std::numbers::pi * (clock / day_length - std::floor(clock / day_length) - 0.5);
    return std::sin(phi) * std::sin(d) + std::cos(phi) * std::cos(d) * std::cos(hour);
}

double solar_radiation(double time, const SkyView& view, double cloud_cover) {
    const double sine = sine_of_solar_altitude(time, view.latitude, view.longitude);
    if (sine <= 0) return 0;
    const double altitude = std::asin(std::min(sine, 1.0)) / radian;
    const double path = 1 / (sine + 0.15 * std::pow(altitude + 3.885, -1.253));  // of air, in heights of the atmosphere
    double passed = 0;
    if (view.formula == SkyView::Formula::bras) {
        passed = std::exp(-view.turbidity * (0.128 - 0.054 * std::log10(path)) * path);
    } else {
        passed = std::pow(view.transmission, path * std::pow(1 - 0.0065 * view.elevation / 288, 5.256));
    }
    return solar_constant * nearness(year_angle(time)) * sine * passed * (1 - 0.65 * cloud_cover * cloud_cover);
}

}  // namespace qingliu
