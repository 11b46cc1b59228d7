// Metals: at once in equilibrium between water and suspended solids, the particulate share settling with them:
// rate = v f_p c / H, f_p = K_d S / (1 + K_d S) (Thomann & Mueller 1987, section 8.3).
#include "models/kinetics/processes.hpp"
#include "models/kinetics/solids.hpp"

namespace qingliu {
namespace {

class MetalSettling : public Process {
public:
    MetalSettling(std::size_t metal, const ParametersOf& value, const ProcessSettings& settings)
        : metal_(metal), velocity_(value("velocity")), partition_(value("partition")), solids_(settings) {}

    void begin_step(const Weather&) override {}
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override { return velocity_ / drivers.depth; }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        const Block sorbed = partition_ * solids_.sum(water.c);
        damping = k * sorbed / (1.0 + sorbed);
        rate = damping * water.c[metal_];
    }

private:
    std::size_t metal_;
    double velocity_;   // m s-1
    double partition_;  // m3 g-1
    CarriedSolids solids_;
};

ProcessEntry settling_of(const std::string& metal, const std::string& title, std::size_t place, double partition) {
    const std::string name = metal + "_settling";
    return {.description = {.name = name,
                            .title = title + "沉降",
                            .sentence = "v f c / H, f = Kd S / (1 + Kd S): what is on suspended solids settles.",
                            .source = "Thomann & Mueller 1987",
                            .drivers = {"depth"},
                            .row = {{place, -1}},
                            .outside = {{Reservoir::bed, 1}},
                            .parameters = {declare(name, "velocity", "m/d", 0.1, 0, 1000,
                                                   "Settling velocity of the solids.", "DELWAQ inorganic matter"),
                                           declare(name, "partition", "L/kg", partition, 0, 1e9,
                                                   "Partition coefficient between suspended solids and water.",
                                                   "US EPA 2005, median for suspended matter")},
                            .reads = {species::suspended_solids},
                            .looks_at = CarriedSolids::others()},
            .make = [place](const ParametersOf& value, const ProcessSettings& settings) -> std::unique_ptr<Process> {
                if (value("velocity") <= 0 || value("partition") <= 0) return nullptr;
                return std::make_unique<MetalSettling>(place, value, settings);
            }};
}

}  // namespace

// Medians of log10 Kd (L/kg) 4.7, 5.1, 4.0, 5.3, 4.7, 5.6 as figures of two digits.
std::vector<ProcessEntry> metal_processes() {
    using namespace species;
    return {settling_of("copper", "铜", copper, 5.0e4),   settling_of("zinc", "锌", zinc, 1.3e5),
            settling_of("arsenic", "砷", arsenic, 1.0e4), settling_of("mercury", "汞", mercury, 2.0e5),
            settling_of("cadmium", "镉", cadmium, 5.0e4), settling_of("lead", "铅", lead, 4.0e5)};
}

}  // namespace qingliu
