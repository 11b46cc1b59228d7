// What algae do to oxygen, as a stated daily curve: no algae are simulated. Both are off by default.
//  - photosynthesis: P sin(pi (t - sunrise) / daylight) / H by day, nothing by night (O'Connor & Di Toro 1970)
//  - respiration: R / H * O / (K + O) round the clock
#include <cmath>
#include <numbers>

#include "models/kinetics/processes.hpp"

namespace qingliu {
namespace {

constexpr double day = 86400.0;  // s

class Photosynthesis : public Process {
public:
    Photosynthesis(const ParametersOf& value, const ProcessSettings& settings)
        : maximum_(value("maximum")),
          noon_(value("noon")),
          daylight_(value("daylight")),
          theta_(value("theta")),
          offset_(60.0 * settings.utc_offset_minutes) {}

    void begin_step(const Weather& weather) override {
        now_ = maximum_ * temperature_factor(theta_, weather.temperature);
    }
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override { return now_ / drivers.depth; }
    void rate(const Concentrations&, double time, const Block& maximum, Block& rate, Block& damping) const override {
        rate = maximum * light(time);
        damping = Block(0.0);
    }

private:
    double maximum_;         // g m-2 s-1
    double noon_;            // s after midnight
    double daylight_;        // s
    double theta_, offset_;  // offset s
    double now_ = 0;

    [[nodiscard]] double light(double time) const {
        const double clock = time + offset_ - noon_;
        const double from_noon = clock - day * std::round(clock / day);  // s, -day/2 .. day/2
        return std::fabs(from_noon) < 0.5 * daylight_ ? std::cos(std::numbers::pi * from_noon / daylight_) : 0.0;
    }
};

class Respiration : public Process {
public:
    explicit Respiration(const ParametersOf& value)
        : rate_(value("rate")), theta_(value("theta")), half_saturation_(value("oxygen_half_saturation")) {}

    void begin_step(const Weather& weather) override { now_ = rate_ * temperature_factor(theta_, weather.temperature); }
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override { return now_ / drivers.depth; }
    void rate(const Concentrations& c, double, const Block& demand, Block& rate, Block& damping) const override {
        const OxygenLimit limit = oxygen_limit(c[species::dissolved_oxygen], half_saturation_);
        rate = demand * limit.value;
        damping = demand * limit.slope;
    }

private:
    double rate_;  // g m-2 s-1 at 20 degC
    double theta_;
    double half_saturation_;  // g m-3
    double now_ = 0;
};

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
            return std::make_unique<Photosynthesis>(value, settings);
        }};
}

ProcessEntry respiration() {
    const std::string name = "respiration";
    return {.description = {.name = name,
                            .title = "藻类呼吸",
                            .sentence = "R / H O / (K + O): oxygen the algae take, day and night.",
                            .source = "O'Connor & Di Toro 1970",
                            .drivers = {"depth", "water_temperature"},
                            .row = {{species::dissolved_oxygen, -1}},
                            .outside = {{Reservoir::algal_demand, -1}},
                            .parameters = {declare(name, "rate", "g/m2/d", 0, 0, 200,
                                                   "Oxygen respired under a square metre of water at 20 degC.",
                                                   "off by default"),
                                           declare_theta(name, 1.08, "MIKE ECO Lab"),
                                           declare_half_saturation(name, 0.5, "estimate")}},
            .make = [](const ParametersOf& value, const ProcessSettings&) -> std::unique_ptr<Process> {
                if (value("rate") <= 0) return nullptr;
                return std::make_unique<Respiration>(value);
            }};
}

}  // namespace

std::vector<ProcessEntry> algal_oxygen_processes() { return {photosynthesis(), respiration()}; }

}  // namespace qingliu
