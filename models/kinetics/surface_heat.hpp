// What heat crosses the surface of water: emissivities of air, wind functions and the laws they go into. Each formula
// by its name, the word that long_wave_heating.formula and evaporative_cooling.wind_formula take.
#pragma once

#include <span>
#include <string>

#include "models/kinetics/process.hpp"

namespace qingliu {

inline constexpr double stefan_boltzmann = 5.670374e-8;  ///< W m-2 K-4
inline constexpr double water_emissivity = 0.97;
/// J m-3 K-1, density times specific heat.
inline constexpr double heat_capacity_of_water = 1000 * 4184;
/// W m-2 mmHg-1 per cal cm-2 d-1 mmHg-1
inline constexpr double from_calories = 4.184e4 / 86400;
inline constexpr double hectopascal_per_mmhg = 1.33322;
/// Bowen's ratio of convection to evaporation (Bowen 1926), mmHg K-1.
inline constexpr double bowen = 0.47;

/// Vapour pressure of saturated air, hPa, over water of `temperature` (degC): 4.596 exp(17.27 T / (237.3 + T)) mmHg
/// (Raudkivi 1979, as in QUAL2K).
template <int W>
Lanes<W> saturation_vapour_pressure(const Lanes<W>& temperature);
double saturation_vapour_pressure(double temperature);
/// Its slope by the temperature, hPa K-1, from the pressure itself.
template <int W>
Lanes<W> vapour_pressure_slope(const Lanes<W>& temperature, const Lanes<W>& pressure) {
    const Lanes<W> inverse = 1.0 / (237.3 + temperature);
    return pressure * (17.27 * 237.3) * inverse * inverse;
}

struct AirEmissivity {
    std::string name;
    std::string source;
    /// Emissivity of the clear sky from air temperature (degC) and vapour pressure (hPa).
    double (*emissivity)(double air_temperature, double vapour_pressure);
};
/// "brunt" first, which is the choice where none is made.
std::span<const AirEmissivity> air_emissivities();

struct WindFunction {
    std::string name;
    std::string source;
    /// W m-2 per hPa of vapour pressure between surface and air, from the wind at 10 m (m s-1) and the virtual
    /// temperature of the air at the surface less that of the air above (K; positive: it rises by itself).
    Block (*function)(double wind, const Block& virtual_difference);
    bool by_buoyancy = false;  ///< it looks at the difference
};
/// "brady_graves_geyer" first.
std::span<const WindFunction> wind_functions();

/// How much warmer water is than the air, vapour counted in: what makes air rise from it.
class Buoyancy {
public:
    explicit Buoyancy(const Weather& weather);
    /// Virtual temperature at the surface of water (degC) over that of the air, K.
    [[nodiscard]] Block of(const Block& water_temperature) const;

private:
    double by_vapour_;  // hPa-1
    double above_;      // K, of the air
};

}  // namespace qingliu
