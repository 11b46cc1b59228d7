#include "models/kinetics/drivers.hpp"

#include "engine/base/quantity.hpp"

namespace qingliu {
namespace {

/// One of the weather, which counts in `unit`.
NamedDriver of_weather(const std::string& name, const std::string& unit, double Weather::*member, bool needs_air,
                       const std::string& sentence) {
    const double factor = to_si(1, unit) - to_si(0, unit);
    return {{name, unit, sentence, needs_air},
            [member, factor](const Drivers&, const Weather& weather) { return Block(factor * (weather.*member)); }};
}

NamedDriver of_cell(const std::string& name, const std::string& unit, Block Drivers::*member,
                    const std::string& sentence) {
    return {{name, unit, sentence}, [member](const Drivers& drivers, const Weather&) { return drivers.*member; }};
}

}  // namespace

const std::vector<NamedDriver>& named_drivers() {
    static const std::vector<NamedDriver> list{
        of_cell("depth", "m", &Drivers::depth, "Mean depth of the water over its width."),
        of_cell("bed_depth", "m", &Drivers::bed_depth, "Volume of the water over the area of its bed."),
        of_cell("velocity", "m/s", &Drivers::velocity, "Speed of the water."),
        of_cell("friction_slope", "1", &Drivers::friction_slope,
                "Slope of the friction, n^2 U^2 / R^(4/3); 0 where the water stands still."),
        of_cell("top_width", "m", &Drivers::top_width, "Width of the surface."),
        {{"discharge", "m3/s", "Speed times mean depth times width."},
         [](const Drivers& drivers, const Weather&) { return drivers.velocity * drivers.depth * drivers.top_width; }},
        of_cell("water_temperature", "degC", &Drivers::temperature, "Temperature of the water at the start of a step."),
        of_cell("oxygen_saturation", "mg/L", &Drivers::oxygen_saturation,
                "Dissolved oxygen in balance with the air at that temperature."),
        of_cell("ice", "m", &Drivers::ice, "Thickness of the ice, 0 where none is carried."),
        of_cell("open_water", "1", &Drivers::open_water, "Share of the surface that ice leaves open."),
        of_weather("wind_speed", "m/s", &Weather::wind_speed, false, "Wind at 10 m."),
        of_weather("elevation", "m", &Weather::elevation, false, "Of the surface above the sea."),
        of_weather("air_temperature", "degC", &Weather::air_temperature, true, "Temperature of the air at 2 m."),
        of_weather("cloud_cover", "1", &Weather::cloud_cover, true, "Share of the sky."),
        of_weather("short_wave", "W/m2", &Weather::short_wave, true,
                   "Radiation of sun and sky onto the water, what it reflects not taken off."),
        {{"time_of_day", "h", "Since midnight, on the clock of the case."}, nullptr},
    };
    return list;
}

}  // namespace qingliu
