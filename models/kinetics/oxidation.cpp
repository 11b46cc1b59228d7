// Oxidation by dissolved oxygen: rate = k c O / (K + O), so much oxygen per g of what is oxidised.
//  - biochemical oxygen demand, one g of oxygen per g of demand (Streeter & Phelps 1925);
//  - nitrification through nitrite, where a case carries it: ammonia to nitrite (3.43 g O2 per g N), nitrite to nitrate
//    (1.14). Fast second steps (hundreds a day) leave hardly any nitrite and do not shorten steps;
//  - sulfide, 2 g O2 per g S, to sulfate, which is not followed.
#include "models/kinetics/processes.hpp"
#include "models/kinetics/simple_processes.hpp"
#include "models/kinetics/temperature_law.hpp"

namespace qingliu {
namespace {

class Oxidation : public Process {
public:
    Oxidation(std::size_t oxidised, double oxygen, const ParametersOf& value)
        : oxidised_(oxidised),
          oxygen_(oxygen),
          rate_(value("rate"), value("theta")),
          half_saturation_(value("oxygen_half_saturation")) {}

    void begin_step(const Weather& weather) override { rate_.begin_step(weather); }
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override { return rate_.at(drivers); }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        const OxygenLimit limit = oxygen_limit(water.c[species::dissolved_oxygen], half_saturation_);
        const Block potential = k * water.c[oxidised_];
        rate = potential * limit.value;
        damping = k * limit.value + oxygen_ * potential * limit.slope;
    }

private:
    std::size_t oxidised_;
    double oxygen_;           // g g-1
    TemperatureLaw rate_;     // s-1
    double half_saturation_;  // g m-3
};

}  // namespace

ProcessEntry oxidation(const Described& text, std::size_t oxidised, double oxygen, std::vector<Stoichiometry> made,
                       std::vector<ParameterDeclaration> parameters) {
    std::vector<Stoichiometry> row{{oxidised, -1}};
    row.insert(row.end(), made.begin(), made.end());
    row.push_back({species::dissolved_oxygen, -oxygen});
    return {.description = {.name = text.name,
                            .title = text.title,
                            .sentence = text.sentence,
                            .source = text.source,
                            .drivers = {"water_temperature"},
                            .row = std::move(row),
                            .outside = {},
                            .parameters = std::move(parameters)},
            .make = [=](const ParametersOf& value, const ProcessSettings&) -> std::unique_ptr<Process> {
                if (value("rate") <= 0) return nullptr;
                return std::make_unique<Oxidation>(oxidised, oxygen, value);
            }};
}

ProcessEntry biochemical_oxidation() {
    const std::string name = "biochemical_oxidation";
    return oxidation(
        {name, "生化需氧量氧化", "k L O / (K + O), taking one g of oxygen per g of ultimate demand.",
         "Streeter & Phelps 1925; Chapra 1997"},
        species::biochemical_oxygen_demand, 1, {},
        {declare(name, "rate", "1/d", 0.12, 0, 100, "Oxidation rate of biochemical oxygen demand at 20 degC.",
                 "NSM-I default"),
         declare_theta(name, 1.047, "QUAL2K, NSM-I"), declare_half_saturation(name, 0.5, "NSM-I default")});
}

std::vector<ProcessEntry> nitrification_in_two_steps() {
    using namespace species;
    const std::string first = "ammonia_oxidation", second = "nitrite_oxidation";
    const std::string source = "Chapra 1997, section 23.3", rates = "general range 0.1-2 1/d",
                      halves = "general range 0.5-2 mg/L";
    return {
        oxidation(
            {first, "氨氧化", "k NH4 O / (K + O), to nitrite, 3.43 g of oxygen per g of nitrogen.", source},
            ammonia_nitrogen, oxygen_of_nitrification - oxygen_of_nitrite_oxidation, {{nitrite_nitrogen, 1}},
            {declare(first, "rate", "1/d", 0.3, 0, 1000, "Oxidation rate of ammonia to nitrite at 20 degC.", rates),
             declare_theta(first, 1.083, "general"), declare_half_saturation(first, 1.0, halves)}),
        oxidation(
            {second, "亚硝酸盐氧化", "k NO2 O / (K + O), to nitrate, 1.14 g of oxygen per g of nitrogen.", source},
            nitrite_nitrogen, oxygen_of_nitrite_oxidation, {{nitrate_nitrogen, 1}},
            {declare(second, "rate", "1/d", 1.0, 0, 1000, "Oxidation rate of nitrite to nitrate at 20 degC.", rates),
             declare_theta(second, 1.047, "general"), declare_half_saturation(second, 1.0, halves)})};
}

ProcessEntry sulfide_oxidation() {
    const std::string name = "sulfide_oxidation";
    return oxidation(
        {name, "硫化物氧化", "k S O / (K + O), taking 2 g of oxygen per g of sulfur.", "Chapra 1997"}, species::sulfide,
        oxygen_of_sulfide, {},
        {declare(name, "rate", "1/d", 5, 0, 1000, "Oxidation rate of sulfide at 20 degC.", "estimate, hours"),
         declare_theta(name, 1.08, "estimate"), declare_half_saturation(name, 0.2, "estimate")});
}

}  // namespace qingliu
