#include "models/kinetics/grazing.hpp"

#include "models/kinetics/nutrient_limits.hpp"

namespace qingliu {
namespace {

using namespace species;

constexpr double nothing = 1e-9;  // g m-3, keeps quotients finite where there is no food

}  // namespace

Grazing::Grazing(const ParametersOf& value, const ProcessSettings& settings)
    : rate_(value("rate"), value("theta")),
      half_(value("half_saturation")),
      threshold_(value("threshold")),
      oxygen_half_(value("oxygen_half_saturation")),
      of_green_(value("preference_for_green_algae")),
      of_diatoms_(value("preference_for_diatoms")),
      of_detritus_(value("preference_for_detritus")),
      green_(settings.carries(green_algae)),
      diatoms_(settings.carries(species::diatoms)),
      detritus_(settings.carries(species::detritus)) {}

Grazing::Offer Grazing::detritus(const Concentrations& c) {
    const Block carbon = c[species::detritus] * (1 / oxygen_of_carbon);
    const Block of_nitrogen = c[organic_nitrogen] * (1 / zooplankton_nitrogen),
                of_phosphorus = c[organic_phosphorus] * (1 / zooplankton_phosphorus);
    const Block nutrient = min(of_nitrogen, of_phosphorus);
    const auto whole = carbon <= nutrient;
    return {min(carbon, nutrient), select(whole, Block(1.0), Block(0.0)), select(whole, Block(0.0), Block(1.0))};
}

Block Grazing::food(const Concentrations& c) const {
    Block sum(0.0);
    if (green_) sum += of_green_ * c[green_algae];
    if (diatoms_) sum += of_diatoms_ * c[species::diatoms];
    if (detritus_) sum += of_detritus_ * detritus(c).carbon;
    return sum;
}

Grazing::Meal Grazing::meal(std::size_t one, const Concentrations& c, const Block& most) const {
    const bool dead = one == species::detritus;
    const Offer offer = dead ? detritus(c) : Offer{c[one], Block(1.0), Block(0.0)};
    const double preference = dead ? of_detritus_ : one == green_algae ? of_green_ : of_diatoms_;
    const Block sum = food(c) + nothing;
    const Block inverse = 1.0 / (sum * (sum + half_));
    const Block above = max(sum - threshold_, Block(0.0));
    const Block share = above * inverse;  // of the most, over F
    const Block slope = select(above > Block(0.0), inverse - share * (2.0 * sum + half_) * inverse, Block(0.0));
    const Block wanted = most * oxygen_limit(c[dissolved_oxygen], oxygen_half_).value * c[zooplankton] * preference;
    const Block by_offer = wanted * (share + preference * offer.carbon * slope);
    return {wanted * offer.carbon * share, by_offer * offer.by_food, by_offer * offer.by_nutrient};
}

Grazing::Meals Grazing::meals(const Concentrations& c, const Block& most) const {
    const Block sum = food(c) + nothing;
    const Block inverse = 1.0 / (sum + half_);
    const Block share = max(sum - threshold_, Block(0.0)) * inverse;
    const Block wanted = most * oxygen_limit(c[dissolved_oxygen], oxygen_half_).value * c[zooplankton];
    const Block slope = select(share > Block(0.0), (threshold_ + half_) * inverse * inverse, Block(0.0));
    return {wanted * share, detritus_ ? wanted * slope * of_detritus_ : Block(0.0)};
}

const ProcessDescription& grazing_law() {
    static const ProcessDescription law = [] {
        const std::string name = "grazing", manual = "CE-QUAL-W2 default";
        return ProcessDescription{
            .name = name,
            .title = "浮游动物摄食",
            .sentence =
                "g O / (KO + O) (F - F0)+ / (F + K) Z, F = sum p c of green algae, diatoms and detritus as carbon.",
            .source = "Holling 1959; Cole & Wells 2015 (CE-QUAL-W2); Sterner & Hessen 1994",
            .drivers = {"water_temperature"},
            .row = {},
            .outside = {},
            .parameters = {
                declare(name, "rate", "1/d", 1.5, 0, 20,
                        "Most that is eaten at 20 degC, over the carbon of the grazers.", manual),
                declare_theta(name, 1.072, "twice as fast in ten degrees warmer water"),
                declare(name, "half_saturation", "mg/L", 0.135, 0, 10, "Food (as C) at which half of that is eaten.",
                        "CE-QUAL-W2 default, 0.3 mg/L of dry matter"),
                declare(name, "threshold", "mg/L", 0.0045, 0, 1, "Food (as C) below which nothing is eaten.",
                        "CE-QUAL-W2 default, 0.01 mg/L of dry matter"),
                declare(name, "assimilation", "1", 0.5, 0, 1, "Share of what is eaten that is kept.", manual),
                declare(name, "preference_for_green_algae", "1", 1, 0, 1, "How readily green algae are eaten.",
                        "definition"),
                declare(name, "preference_for_diatoms", "1", 1, 0, 1, "How readily diatoms are eaten.",
                        "as green algae"),
                declare(name, "preference_for_detritus", "1", 0.5, 0, 1, "How readily detritus is eaten.", manual),
                declare_half_saturation(name, 0.5, "estimate, as for other respiration")}};
    }();
    return law;
}

}  // namespace qingliu
