// Denitrification: rate = k NO3 K / (K + O), only where oxygen is scarce. Nitrogen leaves as gas. The organic matter it
// oxidises (2.86 g of demand per g N) is the bed's, where nearly all of it happens in rivers, so the water's own demand
// is not touched.
#include "models/kinetics/processes.hpp"
#include "models/kinetics/temperature_law.hpp"

namespace qingliu {
namespace {

class Denitrification : public Process {
public:
    explicit Denitrification(const ParametersOf& value)
        : rate_(value("rate"), value("theta")), half_inhibition_(value("oxygen_half_inhibition")) {}

    void begin_step(const Weather& weather) override { rate_.begin_step(weather); }
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override { return rate_.at(drivers); }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        damping = k * half_inhibition_ / (half_inhibition_ + water.c[species::dissolved_oxygen]);
        rate = damping * water.c[species::nitrate_nitrogen];
    }

private:
    TemperatureLaw rate_;     // s-1
    double half_inhibition_;  // g m-3
};

}  // namespace

ProcessEntry denitrification() {
    const std::string name = "denitrification";
    return {
        .description = {.name = name,
                        .title = "反硝化",
                        .sentence = "k NO3 K / (K + O): nitrate is reduced to nitrogen gas where oxygen is scarce.",
                        .source = "Chapra 1997; QUAL2K",
                        .drivers = {"water_temperature"},
                        .row = {{species::nitrate_nitrogen, -1}},
                        .outside = {{Reservoir::nitrogen_gas, 1}, {Reservoir::bed_demand, -oxygen_of_denitrification}},
                        .parameters = {declare(name, "rate", "1/d", 0.1, 0, 1000,
                                               "Denitrification rate without oxygen at 20 degC.", "DELWAQ default"),
                                       declare_theta(name, 1.07, "DELWAQ default"),
                                       declare(name, "oxygen_half_inhibition", "mg/L", 0.5, 1e-3, 1e6,
                                               "Dissolved oxygen that halves denitrification; large values take the "
                                               "inhibition away (bed denitrification).",
                                               "general, 0.1-1 mg/L")},
                        .reads = {species::dissolved_oxygen}},
        .make = [](const ParametersOf& value, const ProcessSettings&) -> std::unique_ptr<Process> {
            if (value("rate") <= 0) return nullptr;
            return std::make_unique<Denitrification>(value);
        }};
}

}  // namespace qingliu
