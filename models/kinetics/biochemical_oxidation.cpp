// Oxidation of biochemical oxygen demand: rate = k L O / (K + O); one g of demand takes one g of oxygen (Streeter &
// Phelps 1925).
#include "models/kinetics/processes.hpp"

namespace qingliu {
namespace {

class BiochemicalOxidation : public Process {
public:
    explicit BiochemicalOxidation(const ParametersOf& value)
        : rate_(value("rate")), theta_(value("theta")), half_saturation_(value("oxygen_half_saturation")) {}

    void begin_step(const Weather& weather) override { now_ = rate_ * temperature_factor(theta_, weather.temperature); }
    [[nodiscard]] Block coefficient(const Drivers&) const override { return Block(now_); }
    void rate(const Concentrations& c, double, const Block& k, Block& rate, Block& damping) const override {
        const OxygenLimit limit = oxygen_limit(c[species::dissolved_oxygen], half_saturation_);
        const Block demand = k * c[species::biochemical_oxygen_demand];
        rate = demand * limit.value;
        damping = k * limit.value + demand * limit.slope;
    }

private:
    double rate_;  // s-1 at 20 degC
    double theta_;
    double half_saturation_;  // g m-3
    double now_ = 0;
};

}  // namespace

ProcessEntry biochemical_oxidation() {
    const std::string name = "biochemical_oxidation";
    return {.description = {.name = name,
                            .title = "生化需氧量氧化",
                            .sentence = "k L O / (K + O), taking one g of oxygen per g of ultimate demand.",
                            .source = "Streeter & Phelps 1925; Chapra 1997",
                            .drivers = {"water_temperature"},
                            .row = {{species::biochemical_oxygen_demand, -1}, {species::dissolved_oxygen, -1}},
                            .outside = {},
                            .parameters = {declare(name, "rate", "1/d", 0.12, 0, 100,
                                                   "Oxidation rate of biochemical oxygen demand at 20 degC.",
                                                   "NSM-I default"),
                                           declare_theta(name, 1.047, "QUAL2K, NSM-I"),
                                           declare_half_saturation(name, 0.5, "NSM-I default")}},
            .make = [](const ParametersOf& value, const ProcessSettings&) -> std::unique_ptr<Process> {
                if (value("rate") <= 0) return nullptr;
                return std::make_unique<BiochemicalOxidation>(value);
            }};
}

}  // namespace qingliu
