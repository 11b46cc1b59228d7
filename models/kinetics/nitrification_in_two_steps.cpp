// Nitrification through nitrite, for cases that carry it: ammonia to nitrite (3.43 g O2 per g N), nitrite to nitrate
// (1.14), each k c O / (K + O). Fast second steps (hundreds a day) leave hardly any nitrite and do not shorten steps.
#include "models/kinetics/processes.hpp"

namespace qingliu {
namespace {

class OxidationStep : public Process {
public:
    OxidationStep(std::size_t from, double oxygen, const ParametersOf& value)
        : from_(from),
          oxygen_(oxygen),
          rate_(value("rate")),
          theta_(value("theta")),
          half_saturation_(value("oxygen_half_saturation")) {}

    void begin_step(const Weather& weather) override { now_ = rate_ * temperature_factor(theta_, weather.temperature); }
    [[nodiscard]] Block coefficient(const Drivers&) const override { return Block(now_); }
    void rate(const Concentrations& c, double, const Block& k, Block& rate, Block& damping) const override {
        const OxygenLimit limit = oxygen_limit(c[species::dissolved_oxygen], half_saturation_);
        const Block potential = k * c[from_];
        rate = potential * limit.value;
        damping = k * limit.value + oxygen_ * potential * limit.slope;
    }

private:
    std::size_t from_;
    double oxygen_;  // g g-1
    double rate_;    // s-1 at 20 degC
    double theta_;
    double half_saturation_;  // g m-3
    double now_ = 0;
};

struct Step {
    std::string name, title, sentence;
    std::size_t from, to;
    double oxygen;  // g g-1
    double rate;    // 1/d
    std::string what;
    double theta;
    double half_saturation;  // mg/L
};

ProcessEntry oxidation_step(const Step& step) {
    return {.description = {.name = step.name,
                            .title = step.title,
                            .sentence = step.sentence,
                            .source = "Chapra 1997, section 23.3",
                            .drivers = {"water_temperature"},
                            .row = {{step.from, -1}, {step.to, 1}, {species::dissolved_oxygen, -step.oxygen}},
                            .outside = {},
                            .parameters = {declare(step.name, "rate", "1/d", step.rate, 0, 1000, step.what,
                                                   "general range 0.1-2 1/d"),
                                           declare_theta(step.name, step.theta, "general"),
                                           declare_half_saturation(step.name, step.half_saturation,
                                                                   "general range 0.5-2 mg/L")}},
            .make = [from = step.from, oxygen = step.oxygen](const ParametersOf& value,
                                                             const ProcessSettings&) -> std::unique_ptr<Process> {
                if (value("rate") <= 0) return nullptr;
                return std::make_unique<OxidationStep>(from, oxygen, value);
            }};
}

}  // namespace

std::vector<ProcessEntry> nitrification_in_two_steps() {
    using namespace species;
    return {oxidation_step({"ammonia_oxidation", "氨氧化",
                            "k NH4 O / (K + O), to nitrite, 3.43 g of oxygen per g of nitrogen.", ammonia_nitrogen,
                            nitrite_nitrogen, oxygen_of_nitrification - oxygen_of_nitrite_oxidation, 0.3,
                            "Oxidation rate of ammonia to nitrite at 20 degC.", 1.083, 1.0}),
            oxidation_step({"nitrite_oxidation", "亚硝酸盐氧化",
                            "k NO2 O / (K + O), to nitrate, 1.14 g of oxygen per g of nitrogen.", nitrite_nitrogen,
                            nitrate_nitrogen, oxygen_of_nitrite_oxidation, 1.0,
                            "Oxidation rate of nitrite to nitrate at 20 degC.", 1.047, 1.0})};
}

}  // namespace qingliu
