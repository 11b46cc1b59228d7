// Suspended solids: they settle where the bed shear is small (Krone 1962) and the bed gives them back where it is large
// (Partheniades 1965). The bed is taken to hold enough of them, unless what lies there is carried (solids_classes.cpp).
#include "models/kinetics/bed_shear.hpp"
#include "models/kinetics/processes.hpp"

namespace qingliu {
namespace {

class SolidsSettling : public Process {
public:
    explicit SolidsSettling(const ParametersOf& value)
        : velocity_(value("velocity")), critical_(value("critical_shear")), roughness_(value("roughness")) {}

    void begin_step(const Weather&) override {}
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override {
        const Block share = max(1.0 - bed_shear(drivers, roughness_) * (1 / critical_), Block(0.0));
        return velocity_ * share / drivers.depth;
    }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        rate = k * water.c[species::suspended_solids];
        damping = k;
    }

private:
    double velocity_;  // m s-1
    double critical_;  // g m-1 s-2
    double roughness_;
};

class Resuspension : public Process {
public:
    explicit Resuspension(const ParametersOf& value)
        : erosion_(value("rate")), critical_(value("critical_shear")), roughness_(value("roughness")) {}

    void begin_step(const Weather&) override {}
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override {
        const Block excess = max(bed_shear(drivers, roughness_) * (1 / critical_) - 1.0, Block(0.0));
        return erosion_ * excess / drivers.depth;
    }
    void rate(const CellWater&, const Block& k, Block& rate, Block& damping) const override {
        rate = k;
        damping = Block(0.0);
    }

private:
    double erosion_;   // g m-2 s-1
    double critical_;  // g m-1 s-2
    double roughness_;
};

}  // namespace

std::vector<ProcessEntry> suspended_solids_processes() {
    const std::string settling = "solids_settling", resuspension = "solids_resuspension";
    const std::size_t solids = species::suspended_solids;
    return {
        {.description = {.name = settling,
                         .title = "悬浮物沉降",
                         .sentence = "v c / H (1 - tau / tau_cd): solids settle where the bed shear is below critical.",
                         .source = "Krone 1962",
                         .drivers = {"depth", "velocity"},
                         .row = {{solids, -1}},
                         .outside = {{Reservoir::bed, 1}},
                         .parameters = {declare(settling, "velocity", "m/d", 0.1, 0, 1000,
                                                "Settling velocity in still water.", "DELWAQ inorganic matter"),
                                        declare(settling, "critical_shear", "N/m2", 0.1, 1e-3, 100,
                                                "Bed shear at and above which nothing settles.", "DELWAQ default"),
                                        declare_roughness(settling)},
                         .replaced_by = {species::bed_solids}},
         .make = [](const ParametersOf& value, const ProcessSettings&) -> std::unique_ptr<Process> {
             if (value("velocity") <= 0) return nullptr;
             return std::make_unique<SolidsSettling>(value);
         }},
        {.description = {.name = resuspension,
                         .title = "悬浮物再悬浮",
                         .sentence =
                             "M (tau / tau_ce - 1) / H: the bed gives solids where its shear is above critical.",
                         .source = "Partheniades 1965",
                         .drivers = {"depth", "velocity"},
                         .row = {{solids, 1}},
                         .outside = {{Reservoir::bed, -1}},
                         .parameters = {declare(resuspension, "rate", "g/m2/d", 0, 0, 1e6,
                                                "Erosion at twice the critical shear.", "off by default"),
                                        declare(resuspension, "critical_shear", "N/m2", 0.2, 1e-3, 100,
                                                "Bed shear above which solids are taken up.", "estimate"),
                                        declare_roughness(resuspension)},
                         .replaced_by = {species::bed_solids}},
         .make = [](const ParametersOf& value, const ProcessSettings&) -> std::unique_ptr<Process> {
             if (value("rate") <= 0) return nullptr;
             return std::make_unique<Resuspension>(value);
         }}};
}

}  // namespace qingliu
