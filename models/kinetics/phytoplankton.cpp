// Algae afloat, in two groups (green algae, diatoms), as carbon with fixed shares of nitrogen and phosphorus:
//
//   growth       mu theta^(T-20) fL min(N / (KN + N), P / (KP + P)) A       N = NH4 + NO3, P = PO4 in solution
//                of diatoms also Si / (KSi + Si) where silica is carried (silica.cpp)
//   fL           mean over the depth, by half saturation (Baly 1935), Smith 1936 or Steele 1962, as in QUAL2K
//   of it on ammonia, the rest on nitrate (Thomann & Fitzpatrick 1982):
//                p = NH4 NO3 / ((k + NH4) (k + NO3)) + NH4 k / ((NH4 + NO3) (k + NO3))
//   respiration  kr theta^(T-20) O / (K + O) A, death kd theta^(T-20) A, settling v A / H
//
// Growth takes carbon dioxide and gives 32 g of oxygen per 12 g of carbon, 4.57 g more per g of nitrate nitrogen.
#include "engine/numerics/powers.hpp"
#include "models/kinetics/nutrient_limits.hpp"
#include "models/kinetics/processes.hpp"
#include "models/kinetics/simple_processes.hpp"
#include "models/kinetics/temperature_law.hpp"

namespace qingliu {
namespace {

using namespace species;

class Growth final : public Process {
public:
    /// `silica`: what is dissolved of it is carried.
    Growth(std::size_t algae, bool on_nitrate, bool silica, const ProcessSettings& settings, const ParametersOf& value)
        : algae_(algae),
          on_nitrate_(on_nitrate),
          rate_(value("rate"), value("theta")),
          light_(value("light_formula"), value("light_constant")),
          nitrogen_half_(value("nitrogen_half_saturation")),
          phosphorus_half_(value("phosphorus_half_saturation")),
          preference_(value("ammonia_preference")),
          partition_(partition_of(value("phosphate_partition"), settings)),
          solids_(settings),
          silica_(silica),
          silica_half_(silica ? value("silica_half_saturation") : 0) {}

    void begin_step(const Weather& weather) override { rate_.begin_step(weather); }
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override { return rate_.at(drivers); }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        const Block light = light_.mean(water);
        const Block ammonia = water.c[ammonia_nitrogen], nitrate = water.c[nitrate_nitrogen];
        const Block nitrogen = ammonia + nitrate;
        const Block dissolved = dissolved_share(water.c, solids_, partition_);
        const Block phosphorus = dissolved * water.c[phosphate];
        const Limit by_nitrogen = limit_of(nitrogen, nitrogen_half_),
                    by_phosphorus = limit_of(phosphorus, phosphorus_half_);
        const auto nitrogen_rules = by_nitrogen.value < by_phosphorus.value;
        Block limit = min(by_nitrogen.value, by_phosphorus.value);
        Block nitrogen_slope = select(nitrogen_rules, by_nitrogen.slope, Block(0.0)),
              phosphorus_slope = select(nitrogen_rules, Block(0.0), by_phosphorus.slope * dissolved), silica_slope(0.0);
        if (silica_) {
            const Limit by_silica = limit_of(water.c[dissolved_silica], silica_half_);
            const auto silica_rules = by_silica.value < limit;
            limit = min(limit, by_silica.value);
            nitrogen_slope = select(silica_rules, Block(0.0), nitrogen_slope);
            phosphorus_slope = select(silica_rules, Block(0.0), phosphorus_slope);
            silica_slope = select(silica_rules, by_silica.slope, Block(0.0));
        }
        const Choice choice = ammonia_choice(ammonia, nitrate, preference_);
        const Block share = on_nitrate_ ? 1.0 - choice.ammonia : choice.ammonia;
        const Block bare = k * light * water.c[algae_];
        rate = bare * limit * share;
        const Block share_slope = on_nitrate_ ? -choice.by_nitrate : choice.by_ammonia;
        const Block by_n = nitrogen_slope * share + limit * share_slope;
        const Block by_p = phosphorus_slope * share;
        const Block itself = k * light * limit * share;
        Block by_nutrients = algal_nitrogen * by_n + algal_phosphorus * by_p;
        if (silica_) by_nutrients += diatom_silicon * silica_slope * share;
        damping = max(bare * by_nutrients - itself, Block(0.0));
    }

private:
    std::size_t algae_;
    bool on_nitrate_;
    TemperatureLaw rate_;  // s-1
    LightLimit light_;
    double nitrogen_half_, phosphorus_half_, preference_;  // g m-3
    double partition_;                                     // m3 g-1
    CarriedSolids solids_;
    bool silica_;
    double silica_half_;  // g m-3
};

class Respiration final : public Process {
public:
    Respiration(std::size_t algae, const ParametersOf& value)
        : algae_(algae), rate_(value("rate"), value("theta")), half_saturation_(value("oxygen_half_saturation")) {}
    void begin_step(const Weather& weather) override { rate_.begin_step(weather); }
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override { return rate_.at(drivers); }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        const OxygenLimit limit = oxygen_limit(water.c[dissolved_oxygen], half_saturation_);
        rate = k * water.c[algae_] * limit.value;
        damping = k * limit.value + oxygen_of_carbon * k * water.c[algae_] * limit.slope;
    }

private:
    std::size_t algae_;
    TemperatureLaw rate_;  // s-1
    double half_saturation_;
};

struct Group {
    std::string name, title;
    std::size_t algae;
    double growth, growth_theta, respiration, death, settling;  // 1/d, 1, 1/d, 1/d, m/d
    std::string growth_source, respiration_source, death_source, settling_source;
};

ProcessEntry growth(const Group& group, bool on_nitrate) {
    const std::string name = group.name + "_growth";
    const double reduced = oxygen_of_nitrification * algal_nitrogen;
    ProcessDescription d{
        .name = name + (on_nitrate ? "_on_nitrate" : ""),
        .title = group.title + (on_nitrate ? "生长（硝态氮）" : "生长（氨氮）"),
        .sentence = on_nitrate ? "mu fL min(fN, fP) (1 - p) A: growth on nitrate; its parameters are those on ammonia."
                               : "mu fL min(fN, fP) p A: growth on ammonia by light and the scarcer nutrient.",
        .source = "Chapra 1997; Thomann & Fitzpatrick 1982; Pelletier & Chapra 2008",
        .drivers = {"depth", "water_temperature", "light"},
        .row = {{group.algae, 1},
                {on_nitrate ? nitrate_nitrogen : ammonia_nitrogen, -algal_nitrogen},
                {phosphate, -algal_phosphorus},
                {dissolved_oxygen, oxygen_of_carbon + (on_nitrate ? reduced : 0)}},
        .outside = {},
        .parameters = {},
        .reads = {on_nitrate ? ammonia_nitrogen : nitrate_nitrogen, suspended_solids},
        .looks_at = CarriedSolids::others()};
    std::vector<ParameterDeclaration> parameters = {
        declare(name, "rate", "1/d", group.growth, 0, 20, "Growth rate with enough of everything at 20 degC.",
                group.growth_source),
        declare_theta(name, group.growth_theta, group.growth_source),
        declare_choice(name, "light_formula", light_formulas(), "How light limits growth.", "QUAL2K"),
        declare(name, "light_constant", "W/m2", 100, 0.1, 1000,
                "Light at half the growth (half_saturation, smith) or at the most (steele).", "DELWAQ greens"),
        declare(name, "nitrogen_half_saturation", "mg/L", 0.025, 0, 10, "Nitrogen at half the growth.",
                "WASP, 25 ug/L"),
        declare(name, "phosphorus_half_saturation", "mg/L", 0.002, 0, 10, "Phosphorus at half the growth.",
                "QUAL2Kw sample, 2 ug/L"),
        declare(name, "ammonia_preference", "mg/L", 0.025, 1e-6, 10,
                "Nitrogen at which ammonia is preferred to nitrate.", "WASP, QUAL2K, 15-25 ug/L"),
        declare(name, "phosphate_partition", "L/kg", 0, 0, 1e9,
                "Partition of phosphate between suspended solids and water.", "NSM-I default")};
    if (group.algae == diatoms) {
        d.looks_at.push_back(dissolved_silica);
        parameters.push_back(declare(name, "silica_half_saturation", "mg/L", 0.05, 0, 10,
                                     "Dissolved silica at half the growth, where it is carried.",
                                     "CE-QUAL-ICM, Cerco & Cole 1994, 0.05 mg/L"));
    }
    if (!on_nitrate) d.parameters = parameters;
    ProcessDescription shared = d;
    shared.name = name;
    shared.parameters = parameters;
    return {.description = std::move(d),
            .make = [algae = group.algae, on_nitrate, shared](
                        const ParametersOf& value, const ProcessSettings& settings) -> std::unique_ptr<Process> {
                const ParametersOf own = value.of(shared);
                if (own("rate") <= 0) return nullptr;
                const bool silica = algae == diatoms && settings.carries(dissolved_silica);
                return std::make_unique<Growth>(algae, on_nitrate, silica, settings, own);
            }};
}

ProcessEntry respiration(const Group& group) {
    const std::string name = group.name + "_respiration";
    return {
        .description = {.name = name,
                        .title = group.title + "呼吸",
                        .sentence = "kr O / (K + O) A: algae breathe, and give back what they are made of.",
                        .source = "Chapra 1997; QUAL2K",
                        .drivers = {"water_temperature"},
                        .row = {{group.algae, -1},
                                {ammonia_nitrogen, algal_nitrogen},
                                {phosphate, algal_phosphorus},
                                {dissolved_oxygen, -oxygen_of_carbon}},
                        .outside = {},
                        .parameters = {declare(name, "rate", "1/d", group.respiration, 0, 10,
                                               "Respiration rate at 20 degC.", group.respiration_source),
                                       declare_theta(name, 1.07, "QUAL2Kw sample"),
                                       declare_half_saturation(name, 0.5, "estimate, as for other respiration")}},
        .make = [algae = group.algae](const ParametersOf& value, const ProcessSettings&) -> std::unique_ptr<Process> {
            if (value("rate") <= 0) return nullptr;
            return std::make_unique<Respiration>(algae, value);
        }};
}

}  // namespace

std::vector<ProcessEntry> phytoplankton_processes() {
    const std::vector<Group> groups = {
        {"green_algae", "绿藻", green_algae, 1.8, 1.04, 0.1, 0.15, 0.1, "DELWAQ default, greens", "QUAL2Kw sample",
         "NSM-I default", "CE-QUAL-W2 default"},
        {"diatoms", "硅藻", diatoms, 2.0, 1.03, 0.1, 0.15, 0.3, "general range 1-3 1/d", "general range 0.05-0.25 1/d",
         "general range 0.05-0.25 1/d", "general range 0.1-1 m/d"}};
    std::vector<ProcessEntry> all;
    for (const Group& group : groups) {
        all.push_back(growth(group, false));
        all.push_back(growth(group, true));
        all.push_back(respiration(group));
        all.push_back(first_order({group.name + "_death", group.title + "死亡",
                                   "kd A: dead algae are detritus and organic nutrients.", "Chapra 1997"},
                                  group.algae,
                                  {{group.algae, -1},
                                   {detritus, oxygen_of_carbon},
                                   {organic_nitrogen, algal_nitrogen},
                                   {organic_phosphorus, algal_phosphorus}},
                                  {group.death, "Death rate at 20 degC.", group.death_source, 1.047, "NSM-I default"}));
        std::vector<Exchanged> bed = {{Reservoir::bed_demand, oxygen_of_carbon},
                                      {Reservoir::bed_organic_nitrogen, algal_nitrogen},
                                      {Reservoir::bed_phosphorus, algal_phosphorus}};
        if (group.algae == diatoms) bed.push_back({Reservoir::bed_silicon, diatom_silicon});
        all.push_back(settling(group.name + "_settling", group.title + "沉降", group.algae, std::move(bed),
                               group.settling, "Settling velocity of these algae.", group.settling_source));
    }
    return all;
}

}  // namespace qingliu
