// Settling to the bed: rate = v c / H with a settling velocity v; no temperature law, none of the sources gives one.
#include "models/kinetics/processes.hpp"
#include "models/kinetics/simple_processes.hpp"

namespace qingliu {
namespace {

class Settling : public Process {
public:
    Settling(std::size_t place, const ParametersOf& value) : place_(place), velocity_(value("velocity")) {}

    void begin_step(const Weather&) override {}
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override { return velocity_ / drivers.depth; }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        rate = k * water.c[place_];
        damping = k;
    }

private:
    std::size_t place_;
    double velocity_;  // m s-1
};

}  // namespace

ProcessEntry settling(const std::string& name, const std::string& title, std::size_t place, std::vector<Exchanged> bed,
                      double velocity, const std::string& sentence, const std::string& source) {
    return {.description = {.name = name,
                            .title = title,
                            .sentence = "v c / H: what settles leaves the water for the bed.",
                            .source = "Chapra 1997",
                            .drivers = {"depth"},
                            .row = {{place, -1}},
                            .outside = std::move(bed),
                            .parameters = {declare(name, "velocity", "m/d", velocity, 0, 100, sentence, source)}},
            .make = [place](const ParametersOf& value, const ProcessSettings&) -> std::unique_ptr<Process> {
                if (value("velocity") <= 0) return nullptr;
                return std::make_unique<Settling>(place, value);
            }};
}

std::vector<ProcessEntry> settling_processes() {
    return {
        settling("organic_matter_settling", "有机物沉降", species::biochemical_oxygen_demand,
                 {{Reservoir::bed_demand, 1}}, 0,
                 "Settling velocity of the matter behind the biochemical oxygen demand.", "off by default"),
        settling("organic_nitrogen_settling", "有机氮沉降", species::organic_nitrogen,
                 {{Reservoir::bed_organic_nitrogen, 1}}, 0.01, "Settling velocity of organic nitrogen.",
                 "NSM-I default"),
        settling("detritus_settling", "碎屑沉降", species::detritus, {{Reservoir::bed_demand, 1}}, 0.5,
                 "Settling velocity of detritus.", "DELWAQ, CE-QUAL-W2 0.5 m/d; QUAL2Kw sample 3.9"),
        settling("organic_phosphorus_settling", "有机磷沉降", species::organic_phosphorus,
                 {{Reservoir::bed_phosphorus, 1}}, 0.01, "Settling velocity of organic phosphorus.",
                 "as organic nitrogen"),
        settling("particulate_phosphorus_settling", "颗粒态磷沉降", species::particulate_phosphorus,
                 {{Reservoir::bed_phosphorus, 1}}, 0.1, "Settling velocity of particulate phosphorus.",
                 "DELWAQ inorganic solids 0.1 m/d"),
    };
}

}  // namespace qingliu
