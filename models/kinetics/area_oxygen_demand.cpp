// Oxygen taken over an area: rate = S / H * O / (K + O), S in g of oxygen per area and time. The bed takes it, and
// algae that respire (O'Connor & Di Toro 1970; off by default, no algae are simulated).
#include "models/kinetics/processes.hpp"
#include "models/kinetics/temperature_law.hpp"

namespace qingliu {
namespace {

class AreaOxygenDemand : public Process {
public:
    explicit AreaOxygenDemand(const ParametersOf& value)
        : rate_(value("rate"), value("theta")), half_saturation_(value("oxygen_half_saturation")) {}

    void begin_step(const Weather& weather) override { rate_.begin_step(weather); }
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override { return rate_.at(drivers) / drivers.depth; }
    void rate(const CellWater& water, const Block& demand, Block& rate, Block& damping) const override {
        const OxygenLimit limit = oxygen_limit(water.c[species::dissolved_oxygen], half_saturation_);
        rate = demand * limit.value;
        damping = demand * limit.slope;
    }

private:
    TemperatureLaw rate_;     // g m-2 s-1
    double half_saturation_;  // g m-3
};

ProcessEntry sediment_oxygen_demand() {
    const std::string name = "sediment_oxygen_demand";
    return {.description = {.name = name,
                            .title = "底泥耗氧",
                            .sentence = "S / H O / (K + O): the bed takes oxygen over its area.",
                            .source = "Chapra 1997; NSM-I",
                            .drivers = {"depth", "water_temperature"},
                            .row = {{species::dissolved_oxygen, -1}},
                            .outside = {{Reservoir::bed_demand, -1}},
                            .parameters = {declare(name, "rate", "g/m2/d", 0.3, 0, 1000,
                                                   "Oxygen taken by a square metre of bed at 20 degC.",
                                                   "CE-QUAL-W2 range 0.1-0.5 g/m2/d"),
                                           declare_theta(name, 1.065, "Chapra 1997"),
                                           declare_half_saturation(name, 1.0, "NSM-I default")},
                            .replaced_by = {species::bed_labile_carbon}},
            .make = [](const ParametersOf& value, const ProcessSettings&) -> std::unique_ptr<Process> {
                if (value("rate") <= 0) return nullptr;
                return std::make_unique<AreaOxygenDemand>(value);
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
                return std::make_unique<AreaOxygenDemand>(value);
            }};
}

}  // namespace

std::vector<ProcessEntry> area_oxygen_demands() { return {sediment_oxygen_demand(), respiration()}; }

}  // namespace qingliu
