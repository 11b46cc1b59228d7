// Processes in proportion to one constituent: rate = k c theta^(T - 20).
//  - COD and permanganate index decay. Both are chemical readings of organic matter whose oxygen use the biochemical
//  demand already
//    counts; they fall as the matter goes and take no oxygen a second time.
//  - ammonification: organic nitrogen becomes ammonia.
//  - phosphorus: uptake turns dissolved into particulate phosphorus (algae, sorption), mineralisation turns it back.
#include "models/kinetics/processes.hpp"
#include "models/kinetics/simple_processes.hpp"
#include "models/kinetics/temperature_law.hpp"

namespace qingliu {
namespace {

class FirstOrder : public Process {
public:
    FirstOrder(std::size_t place, const ParametersOf& value) : place_(place), rate_(value("rate"), value("theta")) {}

    void begin_step(const Weather& weather) override { rate_.begin_step(weather); }
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override { return rate_.at(drivers); }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        rate = k * water.c[place_];
        damping = k;
    }

private:
    std::size_t place_;
    TemperatureLaw rate_;  // s-1
};

}  // namespace

ProcessEntry first_order(const Described& text, std::size_t reactant, std::vector<Stoichiometry> row,
                         const RateDeclared& rate) {
    return {.description = {.name = text.name,
                            .title = text.title,
                            .sentence = text.sentence,
                            .source = text.source,
                            .drivers = {"water_temperature"},
                            .row = std::move(row),
                            .outside = {},
                            .parameters = {declare(text.name, "rate", "1/d", rate.value, 0, 1000, rate.sentence,
                                                   rate.source),
                                           declare_theta(text.name, rate.theta, rate.theta_source)}},
            .make = [reactant](const ParametersOf& value, const ProcessSettings&) -> std::unique_ptr<Process> {
                if (value("rate") <= 0) return nullptr;
                return std::make_unique<FirstOrder>(reactant, value);
            }};
}

namespace {

/// What one constituent loses to reactions whose products are not followed.
ProcessEntry loss(const std::string& constituent, const std::string& title, std::size_t place, const RateDeclared& rate,
                  const std::string& sentence) {
    return first_order({constituent + "_loss", title, sentence, "Chapra 1997"}, place, {{place, -1}}, rate);
}

}  // namespace

std::vector<ProcessEntry> toxicant_processes() {
    using namespace species;
    const std::string general = "general range 0.01-1 1/d";
    return {
        loss("cyanide", "氰化物降解", cyanide,
             {0.1, "Loss rate of cyanide at 20 degC, by escape as gas and by bacteria.", general, 1.047, "estimate"},
             "k c: cyanide escapes and is degraded."),
        loss("volatile_phenol", "挥发酚降解", volatile_phenol,
             {0.2, "Degradation rate of volatile phenols at 20 degC.", general, 1.047, "estimate"},
             "k c: phenols are degraded; the biochemical demand counts the oxygen they take."),
        loss("petroleum", "石油类降解", petroleum,
             {0.05, "Loss rate of petroleum at 20 degC, by evaporation and by bacteria.", general, 1.047, "estimate"},
             "k c: oil evaporates and is degraded; a slick is not followed."),
        loss("anionic_surfactant", "阴离子表面活性剂降解", anionic_surfactant,
             {0.2, "Degradation rate of anionic surfactants at 20 degC.", general, 1.047, "estimate"},
             "k c: surfactants are degraded; the biochemical demand counts the oxygen they take."),
        loss("faecal_coliform", "粪大肠菌群衰亡", faecal_coliform,
             {0.8, "Death rate of faecal coliforms in the dark at 20 degC.", "QUAL2K, NSM-I, DELWAQ", 1.07,
              "QUAL2K, NSM-I, DELWAQ"},
             "k c: coliforms die."),
    };
}

std::vector<ProcessEntry> first_order_processes() {
    using namespace species;
    return {
        first_order({"chemical_oxygen_demand_decay", "化学需氧量降解",
                     "k COD; takes no oxygen, the biochemical demand has done so.", "Chapra 1997"},
                    chemical_oxygen_demand, {{chemical_oxygen_demand, -1}},
                    {0.12, "Decay rate of chemical oxygen demand at 20 degC.",
                     "range 0.05-0.25 1/d of Chinese capacity studies", 1.047, "QUAL2K"}),
        first_order({"permanganate_index_decay", "高锰酸盐指数降解",
                     "k CODMn; takes no oxygen, the biochemical demand has done so.", "Chapra 1997"},
                    permanganate_index, {{permanganate_index, -1}},
                    {0.08, "Decay rate of the permanganate index at 20 degC.",
                     "range 0.03-0.15 1/d of Chinese capacity studies", 1.047, "QUAL2K"}),
        first_order(
            {"ammonification", "有机氮氨化", "k OrgN: organic nitrogen is hydrolysed to ammonia.", "Chapra 1997"},
            organic_nitrogen, {{organic_nitrogen, -1}, {ammonia_nitrogen, 1}},
            {0.1, "Hydrolysis rate of organic nitrogen to ammonia at 20 degC.", "NSM-I default", 1.074,
             "NSM-I default"}),
        first_order({"phosphorus_uptake", "溶解态磷吸收", "k DP: dissolved phosphorus is taken up into particles.",
                     "Chapra 1997"},
                    dissolved_phosphorus, {{dissolved_phosphorus, -1}, {particulate_phosphorus, 1}},
                    {0.02, "Rate at which dissolved phosphorus goes to particles (uptake, sorption) at 20 degC.",
                     "estimate", 1.02, "estimate"}),
        first_order({"phosphorus_mineralisation", "颗粒态磷矿化", "k PP: particulate phosphorus goes into solution.",
                     "Chapra 1997"},
                    particulate_phosphorus, {{particulate_phosphorus, -1}, {dissolved_phosphorus, 1}},
                    {0.1, "Rate at which particulate phosphorus goes into solution at 20 degC.", "NSM-I default", 1.047,
                     "NSM-I default"}),
    };
}

}  // namespace qingliu
