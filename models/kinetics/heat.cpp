// Heat, as the temperature of the water: sun and sky, its own radiation, evaporation, convection, the bed, and ice.
//
//   dT/dt = J / (rho c H), J in W m-2 (Edinger et al. 1968; Chapra 1997, section 30)
//   short wave      J = (1 - r) (1 - s) I
//   long wave       J = (1 - 0.03) e (1 + k C^2) sigma Ta^4 from the sky, -0.97 sigma T^4 from the water
//   evaporation     J = -f(w) (es(T) - ea)
//   convection      J = -0.47 f(w) (T - Ta), pressures in mmHg
//   bed             J = -2 a (rho c)_b (T - Tb) / d into a bed of d = 0.1 m (Pelletier & Chapra 2008)
//
// Ice (Ashton 1986) closes the surface as it thickens; through it heat goes by conduction. It grows where water would
// fall below 0.05 degC, at a rate that leaves it within some hundredths of a degree of that, and is melted by warmer
// water with 1622 U^0.8 H^-0.2 W m-2 K-1 over what it covers. No heat is lost on the way.
#include "engine/numerics/powers.hpp"
#include "models/kinetics/processes.hpp"
#include "models/kinetics/surface_heat.hpp"

namespace qingliu {
namespace {

using species::bed_temperature;
using species::ice;
using species::water_temperature;

/// The bed that heat goes into: 0.1 m of 1600 kg m-3 and 1673 J kg-1 K-1 (NSM), as so much water (m).
constexpr double bed_thickness = 0.1;  // m
constexpr double bed_as_water = bed_thickness * 1600 * 1673 / heat_capacity_of_water;
/// What a cubic metre of ice holds less than water, as degrees of a cubic metre of water.
constexpr double latent_of_ice = 917 * 3.34e5;  // J m-3
constexpr double cold_of_ice = latent_of_ice / heat_capacity_of_water;
constexpr double too_warm = 5;             // degC, from which no step cools water to freezing
constexpr double freezing = 0.05;          // degC
constexpr double ice_conductivity = 2.24;  // W m-1 K-1 (Ashton 1986)
constexpr double ice_to_air = 20;          // W m-2 K-1 (Ashton 1986)

const std::string evaporation_name = "evaporative_cooling";  // whose parameters convection shares

/// degC s-1 per W m-2
Block per_flux(const Drivers& drivers) { return 1.0 / (drivers.depth * heat_capacity_of_water); }
Block open_per_flux(const Drivers& drivers) { return drivers.open_water * per_flux(drivers); }

/// Heat that does not depend on the water.
class Incoming : public Process {
public:
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override { return flux_ * open_per_flux(drivers); }
    void rate(const CellWater&, const Block& k, Block& rate, Block& damping) const override {
        rate = k;
        damping = Block(0.0);
    }

protected:
    double flux_ = 0;  // W m-2
};

class ShortWave final : public Incoming {
public:
    explicit ShortWave(const ParametersOf& value) : share_((1 - value("reflection")) * (1 - value("shade"))) {}
    void begin_step(const Weather& weather) override { flux_ = share_ * weather.short_wave; }

private:
    double share_;
};

class LongWave final : public Incoming {
public:
    explicit LongWave(const ParametersOf& value)
        : emissivity_(air_emissivities()[static_cast<std::size_t>(value("formula"))].emissivity),
          cloud_factor_(value("cloud_factor")) {}
    void begin_step(const Weather& weather) override {
        const double air = weather.air_temperature + 273.15;
        flux_ = water_emissivity * emissivity_(weather.air_temperature, weather.vapour_pressure) *
                (1 + cloud_factor_ * weather.cloud_cover * weather.cloud_cover) * stefan_boltzmann * air * air * air *
                air;
    }

private:
    double (*emissivity_)(double, double);
    double cloud_factor_;
};

class BackRadiation final : public Process {
public:
    void begin_step(const Weather&) override {}
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override { return open_per_flux(drivers); }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        const Block kelvin = water.c[water_temperature] + 273.15;
        const Block cube = (water_emissivity * stefan_boltzmann) * k * kelvin * kelvin * kelvin;
        rate = cube * kelvin;
        damping = 4.0 * cube;
    }
};

/// Evaporation and convection share the wind: Bowen's ratio is of the two.
class ByWind : public Process {
public:
    explicit ByWind(const ParametersOf& evaporation, double share = 1)
        : formula_(&wind_functions()[static_cast<std::size_t>(evaporation("wind_formula"))]),
          factor_(share * evaporation("factor")) {}
    void begin_step(const Weather& weather) override {
        weather_ = weather;
        buoyancy_ = Buoyancy(weather);
    }
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override {
        const Block excess = formula_->by_buoyancy ? buoyancy_.of(drivers.temperature) : Block(0.0);
        return factor_ * formula_->function(weather_.wind_speed, excess) * open_per_flux(drivers);
    }

protected:
    Weather weather_;

private:
    Buoyancy buoyancy_{Weather{}};
    const WindFunction* formula_;
    double factor_;
};

class Evaporation final : public ByWind {
public:
    using ByWind::ByWind;
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        const Block saturated = saturation_vapour_pressure(water.c[water_temperature]);
        rate = k * (saturated - weather_.vapour_pressure);
        damping = k * vapour_pressure_slope(water.c[water_temperature], saturated);
    }
};

class Convection final : public ByWind {
public:
    using ByWind::ByWind;
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        damping = (bowen * hectopascal_per_mmhg) * k;
        rate = damping * (water.c[water_temperature] - weather_.air_temperature);
    }
};

class BedConduction final : public Process {
public:
    explicit BedConduction(const ParametersOf& value) : diffusivity_(value("diffusivity")) {}
    void begin_step(const Weather&) override {}
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override {
        return 2 * diffusivity_ * bed_as_water / (bed_thickness * bed_thickness) / drivers.bed_depth;
    }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        rate = k * (water.c[water_temperature] - water.c[bed_temperature] * water.drivers.bed_depth);
        damping = k * (1.0 + water.drivers.bed_depth * (1 / bed_as_water));
    }

private:
    double diffusivity_;  // m2 s-1
};

/// Through the ice, as if no heat stayed in it.
class IceConduction final : public Process {
public:
    void begin_step(const Weather& weather) override { below_freezing_ = -weather.air_temperature; }
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override {
        const Block passes = ice_conductivity / (drivers.ice + ice_conductivity / ice_to_air);
        return below_freezing_ * (1.0 - drivers.open_water) * passes * per_flux(drivers);
    }
    void rate(const CellWater&, const Block& k, Block& rate, Block& damping) const override {
        rate = k;
        damping = Block(0.0);
    }

private:
    double below_freezing_ = 0;  // K
};

class Freezing final : public Process {
public:
    void begin_step(const Weather&) override {}
    /// Heat from water to ice, as m of ice per K and s over a metre of water: 1622 U^0.8 H^-0.2 W m-2 K-1. None where
    /// there is neither ice nor cold.
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override {
        const Block speed = max(drivers.velocity, Block(0.05));
        const Block transfer = 1622.0 * exponential(0.8 * logarithm(speed) - 0.2 * logarithm(drivers.depth));
        const auto near = (drivers.ice > Block(0.0)) | (drivers.temperature < Block(too_warm));
        return select(near, transfer / (latent_of_ice * drivers.depth), Block(0.0));
    }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        const Block lack = freezing - water.c[water_temperature];
        const Block thickness = water.c[ice] * water.drivers.bed_depth;
        const Block cover = min(thickness * (1 / ice_that_closes), Block(1.0));
        const Block cover_slope =
            select(cover < Block(1.0), water.drivers.bed_depth * (1 / ice_that_closes), Block(0.0));
        const auto grows = lack > Block(0.0);
        const auto acts = select(k > Block(0.0), Block(1.0 / (60 * cold_of_ice)), Block(0.0));
        rate = lack * select(grows, acts, k * cover);
        damping = select(grows, cold_of_ice * acts, k * (cold_of_ice * cover - lack * cover_slope));
    }
};

ProcessEntry heat(const std::string& name, const std::string& title, const std::string& sentence,
                  const std::string& source, std::vector<std::string> drivers, std::vector<Stoichiometry> row,
                  std::vector<ParameterDeclaration> parameters,
                  std::function<std::unique_ptr<Process>(const ParametersOf&)> make) {
    return {
        .description = {.name = name,
                        .title = title,
                        .sentence = sentence,
                        .source = source,
                        .drivers = std::move(drivers),
                        .row = std::move(row),
                        .outside = {},
                        .parameters = std::move(parameters)},
        .make = [make = std::move(make)](const ParametersOf& value, const ProcessSettings&) { return make(value); }};
}

std::vector<ParameterDeclaration> wind_parameters() {
    return {declare_choice(evaporation_name, "wind_formula", names_of(wind_functions()),
                           "Formula of what the wind does.", "Brady et al. 1969, QUAL2K"),
            declare(evaporation_name, "factor", "1", 1, 0, 5, "Factor on that formula.", "calibration")};
}

}  // namespace

std::vector<ProcessEntry> heat_processes() {
    const std::string sun = "short_wave_heating", sky = "long_wave_heating", back = "long_wave_cooling",
                      convection = "convective_cooling", bed = "bed_conduction", through = "ice_conduction",
                      freeze = "freezing_of_water";
    const std::vector<Stoichiometry> warms{{water_temperature, 1}}, cools{{water_temperature, -1}};
    return {
        heat(sun, "短波辐射", "(1 - r) (1 - s) I: sun and sky warm the water.", "Edinger et al. 1968",
             {"depth", "short_wave_radiation"}, warms,
             {declare(sun, "reflection", "1", 0.05, 0, 1, "Share that the water reflects.", "DELWAQ default"),
              declare(sun, "shade", "1", 0, 0, 1, "Share that banks and trees keep off.", "none")},
             [](const ParametersOf& value) { return std::make_unique<ShortWave>(value); }),
        heat(sky, "大气长波辐射", "0.97 e (1 + k C^2) sigma Ta^4: the sky warms the water.", "Brunt 1932; Chapra 1997",
             {"depth", "air_temperature", "vapour_pressure", "cloud_cover"}, warms,
             {declare_choice(sky, "formula", names_of(air_emissivities()), "Formula of the clear sky's emissivity.",
                             "Brunt 1932"),
              declare(sky, "cloud_factor", "1", 0.17, 0, 1, "What a covered sky sends down more.",
                      "TVA 1972, QUAL2Kw sample")},
             [](const ParametersOf& value) { return std::make_unique<LongWave>(value); }),
        heat(back, "水面长波辐射", "0.97 sigma T^4: the water cools by its own radiation.", "Chapra 1997",
             {"depth", "water_temperature"}, cools, {},
             [](const ParametersOf&) { return std::make_unique<BackRadiation>(); }),
        heat(evaporation_name, "蒸发散热", "f(w) (es - ea): evaporation cools the water, condensation warms it.",
             "Edinger et al. 1968; Brady et al. 1969", {"depth", "wind_speed", "vapour_pressure", "water_temperature"},
             cools, wind_parameters(), [](const ParametersOf& value) { return std::make_unique<Evaporation>(value); }),
        heat(convection, "对流散热", "0.47 f(w) (T - Ta): air takes heat from the water; f(w) is that of evaporation.",
             "Bowen 1926", {"depth", "wind_speed", "air_temperature", "water_temperature"}, cools,
             {declare(convection, "factor", "1", 1, 0, 5, "Factor on what Bowen's ratio makes of evaporation's wind.",
                      "calibration")},
             [](const ParametersOf& value) {
                 ProcessDescription wind;
                 wind.name = evaporation_name;
                 wind.parameters = wind_parameters();
                 return std::make_unique<Convection>(value.of(wind), value("factor"));
             }),
        heat(bed, "底泥导热", "2 a (T - Tb) / d: the bed takes heat by day and gives it back by night.",
             "Pelletier & Chapra 2008", {"depth", "water_temperature"},
             {{water_temperature, -1}, {bed_temperature, 1 / bed_as_water}},
             {declare(bed, "diffusivity", "m2/d", 0.055, 0, 1, "Thermal diffusivity of the bed.",
                      "QUAL2Kw sample, 0.0064 cm2/s")},
             [](const ParametersOf& value) -> std::unique_ptr<Process> {
                 if (value("diffusivity") <= 0) return nullptr;
                 return std::make_unique<BedConduction>(value);
             }),
        heat(through, "冰层导热", "k (0 - Ta) / (h + k / a): heat goes through the ice.", "Ashton 1986",
             {"depth", "air_temperature"}, cools, {},
             [](const ParametersOf&) { return std::make_unique<IceConduction>(); }),
        heat(freeze, "结冰与融冰",
             "Water below 0.05 degC turns to ice; warmer water melts what covers it with 1622 U^0.8 H^-0.2 W m-2 K-1.",
             "Ashton 1986", {"depth", "velocity", "water_temperature"}, {{water_temperature, cold_of_ice}, {ice, 1}},
             {}, [](const ParametersOf&) { return std::make_unique<Freezing>(); }),
    };
}

}  // namespace qingliu
