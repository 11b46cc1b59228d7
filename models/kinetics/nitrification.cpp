// Nitrification in one step: rate = k NH4 O / (K + O), 4.57 g O2 per g N.
// The theta law promises too much in cold water, so the rate fades smoothly between two temperatures (cubic step) to a
// share that remains.
#include "engine/base/problems.hpp"
#include "models/kinetics/processes.hpp"
#include "models/kinetics/temperature_law.hpp"

namespace qingliu {
namespace {

class Nitrification : public Process {
public:
    explicit Nitrification(const ParametersOf& value)
        : rate_(value("rate"), value("theta")),
          half_saturation_(value("oxygen_half_saturation")),
          cold_(value("cold_end")),
          warm_(value("cold_start")) {
        if (!(warm_ > cold_)) {
            Problem problem;
            problem.message = "nitrification.cold_start must be above nitrification.cold_end";
            throw InputError(problem);
        }
    }

    void begin_step(const Weather& weather) override { rate_.begin_step(weather); }
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override {
        const Block s = min(max((drivers.temperature - cold_) / (warm_ - cold_), Block(0.0)), Block(1.0));
        return rate_.at(drivers) * (s * s * (3.0 - 2.0 * s));
    }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        const OxygenLimit limit = oxygen_limit(water.c[species::dissolved_oxygen], half_saturation_);
        const Block potential = k * water.c[species::ammonia_nitrogen];
        rate = potential * limit.value;
        damping = k * limit.value + oxygen_of_nitrification * potential * limit.slope;
    }

private:
    TemperatureLaw rate_;     // s-1
    double half_saturation_;  // g m-3
    double cold_, warm_;      // degC
};

}  // namespace

ProcessEntry nitrification() {
    const std::string name = "nitrification";
    return {
        .description = {.name = name,
                        .title = "硝化",
                        .sentence = "k NH4 O / (K + O), 4.57 g of oxygen per g of nitrogen, fading out in cold water.",
                        .source = "Chapra 1997",
                        .drivers = {"water_temperature"},
                        .row = {{species::ammonia_nitrogen, -1},
                                {species::nitrate_nitrogen, 1},
                                {species::dissolved_oxygen, -oxygen_of_nitrification}},
                        .outside = {},
                        .parameters = {declare(name, "rate", "1/d", 0.1, 0, 1000, "Nitrification rate at 20 degC.",
                                               "NSM-I and DELWAQ default"),
                                       declare_theta(name, 1.083, "NSM-I default"),
                                       declare_half_saturation(name, 1.0, "DELWAQ default"),
                                       declare(name, "cold_start", "degC", 8, -50, 40,
                                               "Temperature below which cold begins to hold nitrification back.",
                                               "general range 5-8 degC"),
                                       declare(name, "cold_end", "degC", 3, -60, 30,
                                               "Temperature at and below which there is no nitrification.",
                                               "DELWAQ critical temperature 3 degC")},
                        .replaced_by = {species::nitrite_nitrogen}},
        .make = [](const ParametersOf& value, const ProcessSettings&) -> std::unique_ptr<Process> {
            if (value("rate") <= 0) return nullptr;
            return std::make_unique<Nitrification>(value);
        }};
}

}  // namespace qingliu
