// Organic matter as one model, told by the oxygen it can take: what bacteria use at once, what must be hydrolysed
// first, what hardly decays, and detritus, with nitrogen and phosphorus beside it. BOD5, COD and the permanganate index
// are readings of it (observables.hpp), not constituents of their own.
//
//   detritus -> slow -> labile -> carbon dioxide; slow and refractory matter are oxidised directly as well
//   organic phosphorus -> phosphate, which settles by its share on suspended solids, at once in equilibrium with them
//   (phosphate_sorption.cpp: in time)
#include "models/kinetics/nutrient_limits.hpp"
#include "models/kinetics/processes.hpp"
#include "models/kinetics/simple_processes.hpp"

namespace qingliu {
namespace {

using namespace species;

ProcessEntry oxidised(const std::string& name, const std::string& title, const std::string& what, std::size_t one,
                      double rate, const std::string& source) {
    return oxidation(
        {name, title, "k c O / (K + O): " + what + " is oxidised.", "Chapra 1997; Pelletier & Chapra 2008"}, one, 1, {},
        {declare(name, "rate", "1/d", rate, 0, 100, "Oxidation rate of " + what + " at 20 degC.", source),
         declare_theta(name, 1.047, "QUAL2K, NSM-I"), declare_half_saturation(name, 0.5, "NSM-I default")});
}

/// Phosphate on solids settles with them.
class PhosphateSettling final : public Process {
public:
    PhosphateSettling(const ParametersOf& value, const ProcessSettings& settings)
        : velocity_(value("velocity")), partition_(value("partition")), solids_(settings) {}
    void begin_step(const Weather&) override {}
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override { return velocity_ / drivers.depth; }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        damping = k * (1.0 - dissolved_share(water.c, solids_, partition_));
        rate = damping * water.c[phosphate];
    }

private:
    double velocity_;   // m s-1
    double partition_;  // m3 g-1
    CarriedSolids solids_;
};

ProcessEntry phosphate_settling() {
    const std::string name = "phosphate_settling";
    return {.description = {.name = name,
                            .title = "磷酸盐沉降",
                            .sentence = "v f P / H, f = Kd S / (1 + Kd S): what is on suspended solids settles.",
                            .source = "Chapra 1997; NSM-I",
                            .drivers = {"depth"},
                            .row = {{phosphate, -1}},
                            .outside = {{Reservoir::bed_phosphorus, 1}},
                            .parameters = {declare(name, "velocity", "m/d", 0.1, 0, 1000,
                                                   "Settling velocity of the solids.", "DELWAQ inorganic matter"),
                                           declare(name, "partition", "L/kg", 1000, 0, 1e9,
                                                   "Partition of phosphate between suspended solids and water.",
                                                   "general range 100-16000 L/kg, WASP")},
                            .reads = {suspended_solids},
                            .replaced_by = {sorbed_phosphate},
                            .looks_at = CarriedSolids::others()},
            .make = [](const ParametersOf& value, const ProcessSettings& settings) -> std::unique_ptr<Process> {
                if (value("velocity") <= 0 || value("partition") <= 0) return nullptr;
                return std::make_unique<PhosphateSettling>(value, settings);
            }};
}

}  // namespace

std::vector<ProcessEntry> organic_matter_processes() {
    return {
        oxidised("labile_oxidation", "易降解有机物氧化", "labile organic matter", labile_organic_matter, 0.3,
                 "DELWAQ, first pool"),
        oxidised("slow_oxidation", "慢降解有机物氧化", "slow organic matter", slow_organic_matter, 0.05,
                 "general range 0-0.15 1/d"),
        oxidised("refractory_oxidation", "难降解有机物氧化", "refractory organic matter", refractory_organic_matter,
                 0.005, "CE-QUAL-W2 0.001-0.01 1/d"),
        first_order(
            {"hydrolysis", "慢降解有机物水解", "k S: slow organic matter becomes labile.", "Chapra 1997; QUAL2K"},
            slow_organic_matter, {{slow_organic_matter, -1}, {labile_organic_matter, 1}},
            {0.1, "Hydrolysis rate of slow organic matter at 20 degC.", "general range 0.01-0.2 1/d", 1.047,
             "QUAL2Kw sample"}),
        first_order(
            {"detritus_dissolution", "碎屑溶解", "k D: detritus becomes slow organic matter.", "Chapra 1997; QUAL2K"},
            detritus, {{detritus, -1}, {slow_organic_matter, 1}},
            {0.12, "Dissolution rate of detritus at 20 degC.", "DELWAQ particulate carbon 0.12-0.18 1/d", 1.07,
             "QUAL2Kw sample"}),
        first_order(
            {"phosphorus_hydrolysis", "有机磷水解", "k OrgP: organic phosphorus becomes phosphate.",
             "Chapra 1997; QUAL2K"},
            organic_phosphorus, {{organic_phosphorus, -1}, {phosphate, 1}},
            {0.1, "Hydrolysis rate of organic phosphorus at 20 degC.", "NSM-I default", 1.047, "NSM-I default"}),
        phosphate_settling(),
    };
}

}  // namespace qingliu
