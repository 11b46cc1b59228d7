// Silica: what is in solution, which diatoms need, and the frustules of dead ones, as silicon. Growth of diatoms takes
// dissolved silica and their respiration, death and grazing leave particulate silica, both of themselves, by the
// silicon that diatoms hold (petersen.hpp); here it settles and dissolves:
//
//   dissolution  k theta^(T-20) (1 - Si / Ss)+ P, none in saturated water
//
// What lies in the bed gives nothing back.
#include "models/kinetics/processes.hpp"
#include "models/kinetics/simple_processes.hpp"
#include "models/kinetics/temperature_law.hpp"

namespace qingliu {
namespace {

using namespace species;

class Dissolution final : public Process {
public:
    explicit Dissolution(const ParametersOf& value)
        : rate_(value("rate"), value("theta")), inverse_saturation_(1 / value("saturation")) {}

    void begin_step(const Weather& weather) override { rate_.begin_step(weather); }
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override { return rate_.at(drivers); }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        const Block room = max(1.0 - water.c[dissolved_silica] * inverse_saturation_, Block(0.0));
        rate = k * room * water.c[particulate_silica];
        const Block by_dissolved = k * inverse_saturation_ * water.c[particulate_silica];
        damping = k * room + select(room > Block(0.0), by_dissolved, Block(0.0));
    }

private:
    TemperatureLaw rate_;        // s-1
    double inverse_saturation_;  // m3 g-1
};

}  // namespace

std::vector<ProcessEntry> silica_processes() {
    const std::string name = "silica_dissolution";
    return {
        {.description = {.name = name,
                         .title = "颗粒硅溶解",
                         .sentence =
                             "k (1 - Si / Ss) P: silica of dead diatoms dissolves in water that is not saturated.",
                         .source = "Cerco & Cole 1994; DELWAQ process library, DisSi",
                         .drivers = {"water_temperature"},
                         .row = {{particulate_silica, -1}, {dissolved_silica, 1}},
                         .outside = {},
                         .parameters = {declare(name, "rate", "1/d", 0.03, 0, 10,
                                                "Dissolution rate at 20 degC in water without silica.",
                                                "CE-QUAL-ICM, Cerco & Cole 1994"),
                                        declare_theta(name, 1.096, "CE-QUAL-ICM, exp(0.092) a degree"),
                                        declare(name, "saturation", "mg/L", 10, 0.1, 100,
                                                "Dissolved silica beyond which nothing dissolves.", "DELWAQ default")}},
         .make = [](const ParametersOf& value, const ProcessSettings&) -> std::unique_ptr<Process> {
             if (value("rate") <= 0) return nullptr;
             return std::make_unique<Dissolution>(value);
         }},
        settling("silica_settling", "颗粒硅沉降", particulate_silica, {{Reservoir::bed_silicon, 1}}, 0.3,
                 "Settling velocity of the silica of dead diatoms.", "as diatoms"),
    };
}

}  // namespace qingliu
