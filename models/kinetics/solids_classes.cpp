// Solids in classes, each with what lies of it on the bed: clay (fine_solids), silt (suspended_solids), sand
// (coarse_solids). By which law each comes and goes, a case chooses (bed_exchange.hpp).
#include "models/kinetics/bed_exchange.hpp"
#include "models/kinetics/bed_shear.hpp"
#include "models/kinetics/processes.hpp"

namespace qingliu {
namespace {

using namespace species;

enum class Law { shear, capacity };

/// Of a parameter that is a choice, the default first.
template <class One>
struct Words {
    std::vector<std::string> names;
    std::vector<One> all;
    [[nodiscard]] One of(double value) const { return all[static_cast<std::size_t>(value)]; }
};

const Words<Law> by_shear{{"shear", "capacity"}, {Law::shear, Law::capacity}},
    by_capacity{{"capacity", "shear"}, {Law::capacity, Law::shear}};
const Words<CapacityFormula> of_silt{
    {"zhang", "engelund_hansen", "van_rijn"},
    {CapacityFormula::zhang, CapacityFormula::engelund_hansen, CapacityFormula::van_rijn}},
    of_sand{{"van_rijn", "engelund_hansen", "zhang"},
            {CapacityFormula::van_rijn, CapacityFormula::engelund_hansen, CapacityFormula::zhang}};

struct Class {
    std::string name, title, grains;
    std::size_t water, bed;
    Words<Law> law;
    Words<CapacityFormula> capacity;
    double velocity, recovery, grain;  // m/d, 1, mm
    std::string velocity_source, recovery_source;
};

std::vector<Class> classes() {
    const std::string deposition = "Han Qiwei 1979, deposition", erosion = "Han Qiwei 1979, erosion";
    return {{"fine_solids", "细颗粒泥沙", "clay", fine_solids, bed_fine_solids, by_shear, of_silt, 0.1, 0.25, 0.004,
             "DELWAQ inorganic matter", deposition},
            {"solids", "泥沙", "silt", suspended_solids, bed_solids, by_shear, of_silt, 30, 0.25, 0.02,
             "Stokes 1851, 0.02 mm at 20 degC", deposition},
            {"coarse_solids", "粗颗粒泥沙", "sand", coarse_solids, bed_coarse_solids, by_capacity, of_sand, 1700, 1,
             0.2, "van Rijn 1984, 0.2 mm", erosion}};
}

ProcessDescription deposition(const Class& one) {
    const std::string name = one.name + "_deposition";
    return {.name = name,
            .title = one.title + "淤积",
            .sentence =
                "w f (1 - tau / tau_cd) S / H by shear; a w (f S - f* S* B / (B + b + E 60 s)) / H by capacity, "
                "which takes up as well, with the parameters of erosion: " +
                one.grains + " falls to the bed and lies there.",
            .source = "Krone 1962; Han Qiwei 1979; Richardson & Zaki 1954",
            .drivers = {"depth", "velocity"},
            .row = {{one.water, -1}, {one.bed, 1}},
            .outside = {},
            .parameters = {declare_choice(name, "law", one.law.names, "What rules deposition and erosion.",
                                          "by the grains"),
                           declare(name, "velocity", "m/d", one.velocity, 0, 1e5,
                                   "Settling velocity in still, clear water.", one.velocity_source),
                           declare(name, "recovery", "1", one.recovery, 1e-3, 10,
                                   "a: how readily the concentration goes to what the flow can hold up.",
                                   one.recovery_source),
                           declare(name, "hindrance", "1", 7, 0, 20, "n: how solids hinder each other's fall.",
                                   "Sha Yuqing 1965; 4.65 Richardson & Zaki 1954"),
                           declare(name, "critical_shear", "N/m2", 0.1, 1e-3, 100,
                                   "Bed shear at and above which nothing settles.", "DELWAQ default"),
                           declare_roughness(name)},
            .looks_at = {suspended_solids, fine_solids, coarse_solids}};
}

ProcessDescription erosion(const Class& one) {
    const std::string name = one.name + "_erosion";
    return {.name = name,
            .title = one.title + "冲刷",
            .sentence = "M (tau / tau_ce - 1) / H B / (B + b + E 60 s): the bed gives " + one.grains +
                        " as long as there is any; only where the law of its deposition is shear.",
            .source = "Partheniades 1965; Zhang Ruijin 1961; Engelund & Hansen 1967; van Rijn 1984",
            .drivers = {"depth", "velocity"},
            .row = {{one.water, 1}, {one.bed, -1}},
            .outside = {},
            .parameters = {declare(name, "rate", "g/m2/d", 0, 0, 1e7, "M: erosion at twice the critical shear.",
                                   "off by default; general range 1e-5 to 1e-3 kg/m2/s"),
                           declare(name, "critical_shear", "N/m2", 0.2, 1e-3, 100,
                                   "Bed shear above which solids are taken up.", "as resuspension"),
                           declare_choice(name, "capacity", one.capacity.names, "Formula of S*.", "by the grains"),
                           declare(name, "capacity_factor", "kg/m3", 0.22, 1e-4, 10, "K of S* = K (U^3 / (g H w))^m.",
                                   "Mai Qiaowei 1965, lower Yellow River"),
                           declare(name, "capacity_exponent", "1", 0.76, 0.1, 3, "m of it.",
                                   "Mai Qiaowei 1965, lower Yellow River"),
                           declare(name, "grain", "mm", one.grain, 1e-3, 5, "Median diameter, of the other two.",
                                   "definition of " + one.grains),
                           declare(name, "stock_half", "g/m2", 100, 0, 1e5,
                                   "b: solids on the bed at which erosion is halved.", "estimate, a layer of 0.1 mm"),
                           declare_roughness(name)}};
}

BedExchange values_of(const Class& one, const ParametersOf& value) {
    const ProcessDescription falls = deposition(one), rises = erosion(one);
    const ParametersOf down = value.of(falls), up = value.of(rises);
    return {.water = one.water,
            .bed = one.bed,
            .velocity = down("velocity"),
            .recovery = down("recovery"),
            .hindrance = down("hindrance"),
            .settling_shear = down("critical_shear"),
            .settling_roughness = down("roughness"),
            .erosion = up("rate"),
            .erosion_shear = up("critical_shear"),
            .erosion_roughness = up("roughness"),
            .capacity = one.capacity.of(up("capacity")),
            .capacity_factor = up("capacity_factor"),
            .capacity_exponent = up("capacity_exponent"),
            .grain = up("grain"),
            .stock_half = up("stock_half")};
}

Law law_of(const Class& one, const ParametersOf& value) {
    const ProcessDescription falls = deposition(one);
    return one.law.of(value.of(falls)("law"));
}

}  // namespace

std::vector<ProcessEntry> solids_class_processes() {
    std::vector<ProcessEntry> all;
    for (const Class& one : classes()) {
        all.push_back(
            {.description = deposition(one),
             .make = [one](const ParametersOf& value, const ProcessSettings& settings) -> std::unique_ptr<Process> {
                 const BedExchange values = values_of(one, value);
                 if (values.velocity <= 0) return nullptr;
                 return law_of(one, value) == Law::shear ? deposition_by_shear(values, settings)
                                                         : exchange_by_capacity(values, settings);
             }});
        all.push_back({.description = erosion(one),
                       .make = [one](const ParametersOf& value, const ProcessSettings&) -> std::unique_ptr<Process> {
                           const BedExchange values = values_of(one, value);
                           if (law_of(one, value) != Law::shear || values.erosion <= 0) return nullptr;
                           return erosion_by_shear(values);
                       }});
    }
    return all;
}

const ProcessDescription& bed_stock() {
    static const ProcessDescription law = [] {
        const std::string name = "bed_stock", at_first = " that lies on the bed when a run begins, everywhere.";
        const std::string source = "estimate, a centimetre of loose mud for all three";
        return ProcessDescription{
            .name = name,
            .title = "床沙初始存量",
            .sentence = "Solids on the bed when a run begins; the water takes up no more than lies there.",
            .source = "a case knows its bed",
            .drivers = {},
            .row = {},
            .outside = {},
            .parameters = {declare(name, "bed_solids", "kg/m2", 5, 0, 1e5, "Silt" + at_first, source),
                           declare(name, "bed_fine_solids", "kg/m2", 2, 0, 1e5, "Clay" + at_first, source),
                           declare(name, "bed_coarse_solids", "kg/m2", 5, 0, 1e5, "Sand" + at_first, source)}};
    }();
    return law;
}

double solids_on_bed(const std::string& constituent, const ParameterValues& values) {
    for (const Class& one : classes()) {
        if (known_constituents()[one.bed].name == constituent) return ParametersOf(bed_stock(), values)(constituent);
    }
    return 0;
}

}  // namespace qingliu
