// Oxygen that algae make by day, as a stated curve: no algae are simulated, and it is off by default.
// P sin(pi (t - sunrise) / daylight) / H by day, nothing by night (O'Connor & Di Toro 1970).
#include <cmath>
#include <numbers>

#include "engine/time/civil_time.hpp"
#include "models/kinetics/processes.hpp"
#include "models/kinetics/temperature_law.hpp"

namespace qingliu {
namespace {

class StatedPhotosynthesis : public Process {
public:
    StatedPhotosynthesis(const ParametersOf& value, const ProcessSettings& settings)
        : maximum_(value("maximum"), value("theta")),
          noon_(value("noon")),
          daylight_(value("daylight")),
          offset_(60.0 * settings.utc_offset_minutes) {}

    void begin_step(const Weather& weather) override { maximum_.begin_step(weather); }
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override {
        return maximum_.at(drivers) / drivers.depth;
    }
    void rate(const CellWater& water, const Block& maximum, Block& rate, Block& damping) const override {
        rate = maximum * light(water.time);
        damping = Block(0.0);
    }

private:
    TemperatureLaw maximum_;  // g m-2 s-1
    double noon_;             // s after midnight
    double daylight_;         // s
    double offset_;           // s

    [[nodiscard]] double light(double time) const {
        const double clock = time + offset_ - noon_;
        const double from_noon = clock - day_length * std::round(clock / day_length);  // s, from midday
        return std::fabs(from_noon) < 0.5 * daylight_ ? std::cos(std::numbers::pi * from_noon / daylight_) : 0.0;
    }
};

}  // namespace

ProcessEntry photosynthesis() {
    const std::string name = "photosynthesis";
    return {
        .description =
            {.name = name,
             .title = "光合产氧",
             .sentence =
                 "P sin(day) / H: a stated half-sine of oxygen made by day; algae themselves are not simulated.",
             .source = "O'Connor & Di Toro 1970",
             .drivers = {"depth", "water_temperature", "time"},
             .row = {{species::dissolved_oxygen, 1}},
             .outside = {{Reservoir::algal_demand, 1}},
             .parameters = {declare(name, "maximum", "g/m2/d", 0, 0, 200,
                                    "Oxygen made by a square metre of water at noon, at 20 degC.", "off by default"),
                            declare(name, "noon", "h", 12, 0, 24,
                                    "Time of day of the sun's highest stand, on the case's clock.", "definition"),
                            declare(name, "daylight", "h", 12, 1, 24, "Length of the day from sunrise to sunset.",
                                    "equinox"),
                            declare_theta(name, 1.066, "QUAL2K")}},
        .make = [](const ParametersOf& value, const ProcessSettings& settings) -> std::unique_ptr<Process> {
            if (value("maximum") <= 0) return nullptr;
            return std::make_unique<StatedPhotosynthesis>(value, settings);
        }};
}

}  // namespace qingliu
