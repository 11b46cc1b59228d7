// Methane of the water, told by the oxygen it can take: what the bed gives of it is oxidised or goes into the air.
#include "models/kinetics/gas_transfer.hpp"
#include "models/kinetics/processes.hpp"
#include "models/kinetics/simple_processes.hpp"

namespace qingliu {
namespace {

class MethaneEvasion final : public Process {
public:
    MethaneEvasion(const ParametersOf& value, const ParametersOf& reaeration)
        : transfer_(reaeration), factor_(value("factor")) {}
    void begin_step(const Weather& weather) override { transfer_.begin_step(weather); }
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override { return factor_ * transfer_.at(drivers); }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        rate = k * water.c[species::methane];
        damping = k;
    }

private:
    GasTransfer transfer_;
    double factor_;  // 1
};

}  // namespace

std::vector<ProcessEntry> methane_processes() {
    const std::string oxidised = "methane_oxidation", evades = "methane_evasion";
    return {oxidation({oxidised, "甲烷氧化", "k M O / (K + O): methane of the water is oxidised.", "Chapra 1997"},
                      species::methane, 1, {},
                      {declare(oxidised, "rate", "1/d", 0.3, 0, 100, "Oxidation rate of methane at 20 degC.",
                               "as labile organic matter, which QUAL2Kw counts it to"),
                       declare_theta(oxidised, 1.047, "as labile organic matter"),
                       declare_half_saturation(oxidised, 0.5, "as labile organic matter")}),
            {.description = {.name = evades,
                             .title = "甲烷逸出",
                             .sentence = "0.93 k2 M, k2 that of oxygen; the air has next to none.",
                             .source = "Wanninkhof 1992",
                             .drivers = {"depth", "velocity", "water_temperature", "wind_speed", "ice"},
                             .row = {{species::methane, -1}},
                             .outside = {{Reservoir::atmospheric_methane, 1}},
                             .parameters = {declare(evades, "factor", "1", 0.93, 0, 5,
                                                    "Its transfer over that of oxygen, (530 / 617)^(1/2).",
                                                    "Wanninkhof 1992, Schmidt numbers in fresh water of 20 degC")}},
             .make = [](const ParametersOf& value, const ProcessSettings&) -> std::unique_ptr<Process> {
                 if (value("factor") <= 0) return nullptr;
                 return std::make_unique<MethaneEvasion>(value, value.of(reaeration().description));
             }}};
}

}  // namespace qingliu
