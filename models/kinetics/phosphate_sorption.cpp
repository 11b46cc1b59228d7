// Phosphate that takes its time to go onto suspended solids and off them again, where what is sorbed is carried by
// itself; `phosphate` then is what is in solution. Kinetic Langmuir (1918):
//
//   rate = k (Kd P (S - Ps / q)+ - Ps)
//
// k that of desorption; at rest Ps = Kd P S / (1 + Kd P / q), with few sorbed the linear partition. It comes there at k
// (1 + Kd S).
#include "models/kinetics/processes.hpp"
#include "models/kinetics/simple_processes.hpp"
#include "models/kinetics/solids.hpp"

namespace qingliu {
namespace {

using namespace species;

class Sorption final : public Process {
public:
    Sorption(const ParametersOf& value, const ProcessSettings& settings)
        : rate_(value("rate")),
          partition_(value("partition")),
          inverse_capacity_(1 / value("capacity")),
          solids_(settings) {}

    void begin_step(const Weather&) override {}
    [[nodiscard]] Block coefficient(const Drivers&) const override { return Block(rate_); }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        const Block room = max(solids_.sum(water.c) - water.c[sorbed_phosphate] * inverse_capacity_, Block(0.0));
        rate = k * (partition_ * water.c[phosphate] * room - water.c[sorbed_phosphate]);
        const Block fills = select(room > Block(0.0), partition_ * inverse_capacity_ * water.c[phosphate], Block(0.0));
        damping = k * (partition_ * room + fills + 1.0);
    }

private:
    double rate_;              // s-1
    double partition_;         // m3 g-1
    double inverse_capacity_;  // g g-1
    CarriedSolids solids_;
};

}  // namespace

std::vector<ProcessEntry> phosphate_sorption() {
    const std::string name = "phosphate_sorption";
    return {
        {.description = {.name = name,
                         .title = "磷酸盐吸附",
                         .sentence = "k (Kd P (S - Ps / q) - Ps): phosphate goes onto suspended solids and off them.",
                         .source = "Langmuir 1918; DELWAQ process library",
                         .drivers = {},
                         .row = {{phosphate, -1}, {sorbed_phosphate, 1}},
                         .outside = {},
                         .parameters = {declare(name, "rate", "1/d", 1, 0, 1e4, "k: rate at which it comes off.",
                                                "estimate, hours to days"),
                                        declare(name, "partition", "L/kg", 1000, 0, 1e9,
                                                "Kd: partition while few places are taken.",
                                                "general range 100-16000 L/kg, WASP"),
                                        declare(name, "capacity", "1", 0.0045, 1e-7, 1,
                                                "q: phosphorus that a gram of solids can hold.",
                                                "DELWAQ, 0.15 g a gram of iron, 3 % of iron")},
                         .reads = {suspended_solids},
                         .looks_at = CarriedSolids::others()},
         .make = [](const ParametersOf& value, const ProcessSettings& settings) -> std::unique_ptr<Process> {
             if (value("rate") <= 0) return nullptr;
             return std::make_unique<Sorption>(value, settings);
         }},
        settling("sorbed_phosphate_settling", "吸附态磷酸盐沉降", sorbed_phosphate, {{Reservoir::bed_phosphorus, 1}},
                 0.1, "Settling velocity of the solids.", "DELWAQ inorganic matter"),
    };
}

}  // namespace qingliu
