// Algae on the bed: carbon A (g m-2) with nitrogen and phosphorus they hold in store (Pelletier & Chapra 2008, sections
// 5.5.4 and 5.5.5; Droop 1974; Rhee 1973):
//
//   photosynthesis  mu theta^(T-20) fL min(1 - q0N / qN, 1 - q0P / qP) times
//                   A + seed, less where A nears its most, A (1 - A / Am)        (first_order)
//                   or 1 g m-2 where there are any                              (zero_order)
//   uptake          rho (A + seed) S / (KS + S) Kq / (Kq + q - q0), nitrogen as ammonia or nitrate by preference
//   respiration     kr theta^(T-20) O / (K + O) A
//   death, excretion  in proportion to A and to the stores
//
// q: store over carbon; fL: light at the bottom. A trace (`seed`) always settles anew, so that bare beds are colonised.
#include "models/kinetics/nutrient_limits.hpp"
#include "models/kinetics/processes.hpp"
#include "models/kinetics/simple_processes.hpp"
#include "models/kinetics/temperature_law.hpp"

namespace qingliu {
namespace {

using namespace species;

const std::string photosynthesis_name = "bottom_algae_photosynthesis", uptake_name = "bottom_algae_nitrogen_uptake",
                  phosphorus_name = "bottom_algae_phosphorus_uptake";

class Photosynthesis final : public Process {
public:
    explicit Photosynthesis(const ParametersOf& value)
        : rate_(value("rate"), value("theta")),
          zero_order_(value("order") > 0.5),
          light_(value("light_formula"), value("light_constant")),
          least_nitrogen_(value("least_nitrogen")),
          least_phosphorus_(value("least_phosphorus")),
          most_(value("most")),
          seed_(value("seed")) {}

    void begin_step(const Weather& weather) override { rate_.begin_step(weather); }
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override { return rate_.at(drivers); }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        const Block depth = water.drivers.bed_depth;
        const Block light = light_.at_bottom(water.drivers.light, water.extinction, water.drivers.depth);
        const Block algae = water.c[bottom_algae] * depth;  // g m-2
        const Block seed = seed_ / depth;
        const Block carbon = water.c[bottom_algae] + seed;
        // 1 - q0 / q of the scarcer store, and its slope by the carbon
        const Block of_nitrogen = least_nitrogen_ / max(water.c[bottom_algae_nitrogen], Block(1e-12));
        const Block of_phosphorus = least_phosphorus_ / max(water.c[bottom_algae_phosphorus], Block(1e-12));
        const Block scarcer = max(of_nitrogen, of_phosphorus);
        const Block store = max(1.0 - scarcer * carbon, Block(0.0));
        const Block store_slope = select(store > Block(0.0), -scarcer, Block(0.0));
        Block amount, amount_slope;  // g m-3, and its slope by the carbon
        if (zero_order_) {
            const Block inverse = 1.0 / (algae + (2 * seed_ + 1e-3));
            amount = (algae + seed_) * inverse / depth;
            amount_slope = (seed_ + 1e-3) * inverse * inverse;
        } else {
            const Block room = max(1.0 - algae * (1 / most_), Block(0.0));
            amount = carbon * room;
            amount_slope = select(room > Block(0.0), room - carbon * depth * (1 / most_), Block(0.0));
        }
        rate = k * light * store * amount;
        damping = max(-(k * light) * (store_slope * amount + store * amount_slope), Block(0.0));
    }

private:
    TemperatureLaw rate_;  // s-1, or g m-2 s-1 of the gram that zero order is told by
    bool zero_order_;
    LightLimit light_;
    double least_nitrogen_, least_phosphorus_;  // g g-1
    double most_, seed_;                        // g m-2
};

/// Of one nutrient from the water into the store.
class Uptake final : public Process {
public:
    Uptake(std::size_t nutrient, std::size_t store, double least, double seed, const ParametersOf& value)
        : nutrient_(nutrient),
          store_(store),
          nitrogen_(store == bottom_algae_nitrogen),
          least_(least),
          seed_(seed),
          rate_(value("rate"), 1),
          half_saturation_(value("half_saturation")),
          store_half_(value("store_half") * least),
          preference_(nitrogen_ ? value("ammonia_preference") : 0) {}

    void begin_step(const Weather& weather) override { rate_.begin_step(weather); }
    [[nodiscard]] Block coefficient(const Drivers& drivers) const override { return rate_.at(drivers); }
    void rate(const CellWater& water, const Block& k, Block& rate, Block& damping) const override {
        const Block carbon = water.c[bottom_algae] + seed_ / water.drivers.bed_depth;
        const Block inverse = 1.0 / max(carbon, Block(1e-12));
        const Block excess = max(water.c[store_] * inverse - least_, Block(0.0));
        const Block room = store_half_ / (store_half_ + excess);
        const auto above = water.c[store_] * inverse > Block(least_);
        const Block room_slope = select(above, room * room * (1 / store_half_) * inverse, Block(0.0));
        Block supply = water.c[nutrient_], share(1.0), share_slope(0.0);
        if (nitrogen_) {
            const Choice choice = ammonia_choice(water.c[ammonia_nitrogen], water.c[nitrate_nitrogen], preference_);
            const bool ammonia = nutrient_ == ammonia_nitrogen;
            supply = water.c[ammonia_nitrogen] + water.c[nitrate_nitrogen];
            share = ammonia ? choice.ammonia : 1.0 - choice.ammonia;
            share_slope = ammonia ? choice.by_ammonia : -choice.by_nitrate;
        }
        const Limit limit = limit_of(supply, half_saturation_);
        const Block wanted = k * carbon;
        rate = wanted * limit.value * share * room;
        // the share of nitrate falls with nitrate where there is little ammonia
        damping =
            max(wanted * ((limit.slope * share + limit.value * share_slope) * room + limit.value * share * room_slope),
                Block(0.0));
    }

private:
    std::size_t nutrient_, store_;
    bool nitrogen_;
    double least_;            // g g-1
    double seed_;             // g m-2
    TemperatureLaw rate_;     // g g-1 s-1
    double half_saturation_;  // g m-3
    double store_half_;       // g g-1
    double preference_;       // g m-3
};

ProcessDescription photosynthesis_description() {
    const std::string& name = photosynthesis_name;
    return {
        .name = name,
        .title = "底栖藻类光合",
        .sentence = "mu fL min(1 - q0N / qN, 1 - q0P / qP) (A + seed) (1 - A / Am), or mu fL min(...) of zero order.",
        .source = "Pelletier & Chapra 2008; Droop 1974",
        .drivers = {"depth", "water_temperature", "light"},
        .row = {{bottom_algae, 1}, {dissolved_oxygen, oxygen_of_carbon}},
        .outside = {},
        .parameters = {declare_choice(name, "order", {"first_order", "zero_order"},
                                      "Whether growth goes by what is there.", "QUAL2Kw"),
                       declare(name, "rate", "1/d", 0.5, 0, 1000,
                               "Growth rate at 20 degC; of zero order in g m-2 of carbon a day.", "NSM-I 0.4 1/d"),
                       declare_theta(name, 1.07, "QUAL2Kw sample"),
                       declare_choice(name, "light_formula", light_formulas(), "How light limits growth.", "QUAL2K"),
                       declare(name, "light_constant", "W/m2", 10, 0.01, 1000,
                               "Light at half the growth, or at the most (steele).", "NSM-I default"),
                       declare(name, "least_nitrogen", "1", 0.075, 1e-4, 1,
                               "Nitrogen without which nothing grows, over carbon.",
                               "QUAL2Kw sample, 30 mg per g of 40 % carbon"),
                       declare(name, "least_phosphorus", "1", 0.00098, 1e-6, 1,
                               "Phosphorus without which nothing grows, over carbon.",
                               "QUAL2Kw sample, 0.39 mg per g of 40 % carbon"),
                       declare(name, "most", "g/m2", 40, 0.1, 1000, "Carbon that finds room on the bed.",
                               "QUAL2Kw sample, 100 g of dry matter"),
                       declare(name, "seed", "g/m2", 0.01, 0, 10, "Carbon that settles anew.", "estimate")},
        .reads = {bottom_algae_nitrogen, bottom_algae_phosphorus}};
}

ProcessEntry uptake(const std::string& name, bool first, const std::string& title, std::size_t nutrient,
                    std::size_t store, double rate, double half, double store_half) {
    const bool nitrogen = store == bottom_algae_nitrogen;
    std::vector<ParameterDeclaration> parameters = {
        declare(name, "rate", "1/d", rate, 0, 1000, "Most that is taken up, over carbon.", "QUAL2Kw sample"),
        declare(name, "half_saturation", "mg/L", half, 0, 10, "Concentration at half the uptake.", "QUAL2Kw sample"),
        declare(name, "store_half", "1", store_half, 1e-3, 1e3,
                "Excess of the store over its least, as a multiple of that, at which uptake is halved.",
                "QUAL2Kw sample")};
    if (nitrogen)
        parameters.push_back(declare(name, "ammonia_preference", "mg/L", 0.025, 1e-6, 10,
                                     "Nitrogen at which ammonia is preferred to nitrate.", "QUAL2K, 15-25 ug/L"));
    ProcessDescription shared{.name = name,
                              .title = {},
                              .sentence = {},
                              .source = {},
                              .drivers = {},
                              .row = {},
                              .outside = {},
                              .parameters = parameters};
    ProcessDescription d{.name = name + (first ? "" : "_as_nitrate"),
                         .title = title,
                         .sentence = "rho (A + seed) S / (KS + S) Kq / (Kq + q - q0): taken into the store.",
                         .source = "Pelletier & Chapra 2008; Rhee 1973",
                         .drivers = {"depth"},
                         .row = {{nutrient, -1}, {store, 1}},
                         .outside = {},
                         .parameters = first ? parameters : std::vector<ParameterDeclaration>{},
                         .reads = {bottom_algae}};
    if (nutrient == nitrate_nitrogen) d.row.push_back({dissolved_oxygen, oxygen_of_nitrification});
    if (nitrogen) d.reads.push_back(first ? nitrate_nitrogen : ammonia_nitrogen);
    return {.description = std::move(d),
            .make = [=](const ParametersOf& value, const ProcessSettings&) -> std::unique_ptr<Process> {
                const ParametersOf own = value.of(shared);
                if (own("rate") <= 0) return nullptr;
                const ProcessDescription growth = photosynthesis_description();
                const ParametersOf of_growth = value.of(growth);
                const double least = of_growth(nitrogen ? "least_nitrogen" : "least_phosphorus");
                return std::make_unique<Uptake>(nutrient, store, least, of_growth("seed"), own);
            }};
}

ProcessEntry lost(const std::string& name, const std::string& title, const std::string& sentence, std::size_t one,
                  std::vector<Stoichiometry> row, double rate, double theta, const std::string& source) {
    return first_order({name, title, sentence, "Pelletier & Chapra 2008"}, one, std::move(row),
                       {rate, "Rate at 20 degC.", source, theta, source});
}

}  // namespace

std::vector<ProcessEntry> bottom_algae_processes() {
    const std::string breathing = "bottom_algae_respiration";
    return {
        {.description = photosynthesis_description(),
         .make = [](const ParametersOf& value, const ProcessSettings&) -> std::unique_ptr<Process> {
             if (value("rate") <= 0) return nullptr;
             return std::make_unique<Photosynthesis>(value);
         }},
        uptake(uptake_name, true, "底栖藻类吸收氨氮", ammonia_nitrogen, bottom_algae_nitrogen, 1.1, 0.163, 2.86),
        uptake(uptake_name, false, "底栖藻类吸收硝态氮", nitrate_nitrogen, bottom_algae_nitrogen, 1.1, 0.163, 2.86),
        uptake(phosphorus_name, true, "底栖藻类吸收磷", phosphate, bottom_algae_phosphorus, 0.28, 0.048, 1.75),
        oxidation({breathing, "底栖藻类呼吸", "kr O / (K + O) A: they breathe.", "Pelletier & Chapra 2008"},
                  bottom_algae, oxygen_of_carbon, {},
                  {declare(breathing, "rate", "1/d", 0.2, 0, 10, "Respiration rate at 20 degC.", "NSM-I default"),
                   declare_theta(breathing, 1.07, "QUAL2Kw sample"),
                   declare_half_saturation(breathing, 0.5, "estimate, as for other respiration")}),
        lost("bottom_algae_death", "底栖藻类死亡", "kd A: they die and are detritus.", bottom_algae,
             {{bottom_algae, -1}, {detritus, oxygen_of_carbon}}, 0.3, 1.07, "NSM-I 0.3 1/d, QUAL2Kw sample 0.41"),
        lost("bottom_algae_nitrogen_death", "底栖藻类死亡（氮）", "kd N: nitrogen in the store of those that die.",
             bottom_algae_nitrogen, {{bottom_algae_nitrogen, -1}, {organic_nitrogen, 1}}, 0.3, 1.07,
             "as the death of carbon"),
        lost("bottom_algae_phosphorus_death", "底栖藻类死亡（磷）", "kd P: phosphorus in the store of those that die.",
             bottom_algae_phosphorus, {{bottom_algae_phosphorus, -1}, {organic_phosphorus, 1}}, 0.3, 1.07,
             "as the death of carbon"),
        lost("bottom_algae_nitrogen_excretion", "底栖藻类排泄（氮）", "ke N: nitrogen given back as ammonia.",
             bottom_algae_nitrogen, {{bottom_algae_nitrogen, -1}, {ammonia_nitrogen, 1}}, 0.1, 1.07,
             "QUAL2Kw sample 0.46 1/d; a fifth of it"),
        lost("bottom_algae_phosphorus_excretion", "底栖藻类排泄（磷）", "ke P: phosphorus given back as phosphate.",
             bottom_algae_phosphorus, {{bottom_algae_phosphorus, -1}, {phosphate, 1}}, 0.1, 1.07,
             "QUAL2Kw sample 0.46 1/d; a fifth of it"),
    };
}

}  // namespace qingliu
