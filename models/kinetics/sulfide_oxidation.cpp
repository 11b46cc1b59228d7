// Oxidation of sulfide: rate = k S O / (K + O), 2 g of oxygen per g of sulfur, to sulfate, which is not followed.
#include "models/kinetics/processes.hpp"

namespace qingliu {
namespace {

class SulfideOxidation : public Process {
public:
    explicit SulfideOxidation(const ParametersOf& value)
        : rate_(value("rate")), theta_(value("theta")), half_saturation_(value("oxygen_half_saturation")) {}

    void begin_step(const Weather& weather) override { now_ = rate_ * temperature_factor(theta_, weather.temperature); }
    [[nodiscard]] Block coefficient(const Drivers&) const override { return Block(now_); }
    void rate(const Concentrations& c, double, const Block& k, Block& rate, Block& damping) const override {
        const OxygenLimit limit = oxygen_limit(c[species::dissolved_oxygen], half_saturation_);
        const Block potential = k * c[species::sulfide];
        rate = potential * limit.value;
        damping = k * limit.value + oxygen_of_sulfide * potential * limit.slope;
    }

private:
    double rate_;  // s-1 at 20 degC
    double theta_;
    double half_saturation_;  // g m-3
    double now_ = 0;
};

}  // namespace

ProcessEntry sulfide_oxidation() {
    const std::string name = "sulfide_oxidation";
    return {.description = {.name = name,
                            .title = "硫化物氧化",
                            .sentence = "k S O / (K + O), taking 2 g of oxygen per g of sulfur.",
                            .source = "Chapra 1997",
                            .drivers = {"water_temperature"},
                            .row = {{species::sulfide, -1}, {species::dissolved_oxygen, -oxygen_of_sulfide}},
                            .outside = {},
                            .parameters = {declare(name, "rate", "1/d", 5, 0, 1000,
                                                   "Oxidation rate of sulfide at 20 degC.", "estimate, hours"),
                                           declare_theta(name, 1.08, "estimate"),
                                           declare_half_saturation(name, 0.2, "estimate")}},
            .make = [](const ParametersOf& value, const ProcessSettings&) -> std::unique_ptr<Process> {
                if (value("rate") <= 0) return nullptr;
                return std::make_unique<SulfideOxidation>(value);
            }};
}

}  // namespace qingliu
