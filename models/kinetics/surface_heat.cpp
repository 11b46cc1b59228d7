#include "models/kinetics/surface_heat.hpp"

#include <cmath>
#include <vector>

#include "engine/numerics/powers.hpp"

namespace qingliu {
namespace {

double kelvin(double celsius) { return celsius + 273.15; }

/// Wind at `height` m from that at 10 m (power law of 0.15, Chapra et al. 2012).
double wind_at(double height, double wind) { return wind * std::pow(height / 10, 0.15); }

}  // namespace

template <int W>
Lanes<W> saturation_vapour_pressure(const Lanes<W>& temperature) {
    return 4.596 * hectopascal_per_mmhg * exponential(17.27 * temperature / (237.3 + temperature));
}
template Lanes<1> saturation_vapour_pressure(const Lanes<1>&);
template Lanes<8> saturation_vapour_pressure(const Lanes<8>&);

double saturation_vapour_pressure(double temperature) { return saturation_vapour_pressure(Lanes<1>(temperature))[0]; }

std::span<const AirEmissivity> air_emissivities() {
    static const std::vector<AirEmissivity> list = {
        {"brunt", "Brunt 1932: 0.6 + 0.031 e^0.5, e in mmHg",
         [](double, double e) { return 0.6 + 0.031 * std::sqrt(e / hectopascal_per_mmhg); }},
        {"brutsaert", "Brutsaert 1982: 1.24 (e / T)^(1/7), e in hPa, T in K",
         [](double t, double e) { return 1.24 * std::pow(e / kelvin(t), 1.0 / 7.0); }},
        {"satterlund", "Satterlund 1979: 1.08 (1 - exp(-e^(T / 2016)))",
         [](double t, double e) { return 1.08 * (1 - std::exp(-std::pow(e, kelvin(t) / 2016))); }},
        {"idso_jackson", "Idso & Jackson 1969: 1 - 0.261 exp(-7.77e-4 T^2), T in degC",
         [](double t, double) { return 1 - 0.261 * std::exp(-7.77e-4 * t * t); }},
        {"swinbank", "Swinbank 1963: 9.2e-6 T^2, T in K",
         [](double t, double) { return 9.2e-6 * kelvin(t) * kelvin(t); }},
        {"idso_1", "Idso 1981: 0.179 e^(1/7) exp(350 / T)",
         [](double t, double e) { return 0.179 * std::pow(e, 1.0 / 7.0) * std::exp(350 / kelvin(t)); }},
        {"idso_2", "Idso 1981: 0.7 + 5.95e-5 e exp(1500 / T)",
         [](double t, double e) { return 0.7 + 5.95e-5 * e * std::exp(1500 / kelvin(t)); }},
    };
    return list;
}

std::span<const WindFunction> wind_functions() {
    static const std::vector<WindFunction> list = {
        {"brady_graves_geyer", "Brady et al. 1969: 19 + 0.95 w^2 cal/cm2/d/mmHg, w at 7 m",
         [](double wind, const Block&) {
             const double w = wind_at(7, wind);
             return Block((19 + 0.95 * w * w) * from_calories / hectopascal_per_mmhg);
         }},
        {"sweers", "Sweers 1976, DELWAQ: 4.4 + 1.82 w W/m2/hPa, w at 10 m",
         [](double wind, const Block&) { return Block(4.4 + 1.82 * wind); }},
        {"adams",
         "Adams et al. 1987, QUAL2Kw's second: 0.271 ((22.4 dT^(1/3))^2 + (17 w)^2)^0.5 cal/cm2/d/mmHg, dT of "
         "virtual temperatures in degF, w at 2 m in mph",
         [](double wind, const Block& difference) {
             const Block rise = max(1.8 * difference, Block(0.0));
             const Block root = exponential(logarithm(max(rise, Block(1e-30))) * (1.0 / 3.0));
             const Block free = 22.4 * root;
             const double forced = 17 * wind_at(2, wind) / 0.44704;
             return 0.271 * from_calories / hectopascal_per_mmhg * sqrt(free * free + forced * forced);
         },
         true},
    };
    return list;
}

Buoyancy::Buoyancy(const Weather& weather) {
    const double pressure = 1013.25 * std::pow(1 - 2.25577e-5 * weather.elevation, 5.25588);  // hPa
    by_vapour_ = 0.378 / pressure;
    above_ = kelvin(weather.air_temperature) / (1 - 0.378 * weather.vapour_pressure / pressure);
}

Block Buoyancy::of(const Block& water_temperature) const {
    return (water_temperature + 273.15) / (1.0 - saturation_vapour_pressure(water_temperature) * by_vapour_) - above_;
}

}  // namespace qingliu
