// Algae torn off the bed where its shear is above critical, k (tau / tau_c - 1)+ A: they are detritus, their stores
// organic nitrogen and phosphorus. In proportion to what is there, as Uehlinger et al. 1996 have it; by the excess of
// shear, as Partheniades 1965 for sediment.
#include "models/kinetics/bed_shear.hpp"
#include "models/kinetics/processes.hpp"

namespace qingliu {
namespace {

using namespace species;

const std::string scour_name = "bottom_algae_scour";

class Scour final : public Process {
public:
    Scour(std::size_t place, const ParametersOf& value)
        : place_(place), rate_(value("rate")), critical_(value("critical_shear")), roughness_(value("roughness")) {}

    void begin_step(const Weather&) override {}
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override {
        return rate_ * max(bed_shear(drivers, roughness_) * (1 / critical_) - 1.0, Block(0.0));
    }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        rate = k * water.c[place_];
        damping = k;
    }

private:
    std::size_t place_;
    double rate_;      // s-1
    double critical_;  // g m-1 s-2
    double roughness_;
};

ProcessDescription scour_description() {
    return {.name = scour_name,
            .title = "底栖藻类冲刷",
            .sentence = "k (tau / tau_c - 1) A: the shear at the bed tears algae off; they are detritus.",
            .source = "Uehlinger et al. 1996; Partheniades 1965",
            .drivers = {"depth", "velocity"},
            .row = {{bottom_algae, -1}, {detritus, oxygen_of_carbon}},
            .outside = {},
            .parameters = {
                declare(scour_name, "rate", "1/d", 0, 0, 1000, "Rate at twice the critical shear.", "off by default"),
                declare(scour_name, "critical_shear", "N/m2", 2, 1e-2, 100, "Bed shear above which algae are torn off.",
                        "estimate"),
                declare_roughness(scour_name)}};
}

ProcessEntry scour_of(std::size_t place, ProcessDescription description) {
    return {.description = std::move(description),
            .make = [place](const ParametersOf& value, const ProcessSettings&) -> std::unique_ptr<Process> {
                const ProcessDescription shared = scour_description();
                const ParametersOf own = value.of(shared);
                if (own("rate") <= 0) return nullptr;
                return std::make_unique<Scour>(place, own);
            }};
}

ProcessEntry scour_of_store(const std::string& name, const std::string& title, std::size_t store, std::size_t organic) {
    ProcessDescription d = scour_description();
    d.name = name;
    d.title = title;
    d.sentence =
        "k (tau / tau_c - 1) q A: what those torn off hold in store; its parameters are those of their carbon.";
    d.row = {{store, -1}, {organic, 1}};
    d.parameters = {};
    return scour_of(store, std::move(d));
}

}  // namespace

std::vector<ProcessEntry> bottom_algae_scour() {
    return {
        scour_of(bottom_algae, scour_description()),
        scour_of_store("bottom_algae_nitrogen_scour", "底栖藻类冲刷（氮）", bottom_algae_nitrogen, organic_nitrogen),
        scour_of_store("bottom_algae_phosphorus_scour", "底栖藻类冲刷（磷）", bottom_algae_phosphorus,
                       organic_phosphorus)};
}

}  // namespace qingliu
