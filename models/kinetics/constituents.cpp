#include "models/kinetics/constituents.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace qingliu {

const std::vector<Constituent>& known_constituents() {
    static const std::vector<Constituent> list = {
        {"dissolved_oxygen", "溶解氧", "g m-3", "mass_concentration_of_oxygen_in_sea_water", "dissolved oxygen", true,
         true},
        {"permanganate_index", "高锰酸盐指数", "g m-3", "", "permanganate index (CODMn, as O2)", true, true},
        {"chemical_oxygen_demand", "化学需氧量", "g m-3", "", "chemical oxygen demand (dichromate, as O2)", true, true},
        {"biochemical_oxygen_demand", "生化需氧量", "g m-3", "",
         "ultimate carbonaceous biochemical oxygen demand (as O2)", true, true},
        {"ammonia_nitrogen", "氨氮", "g m-3", "", "total ammonia (as N)", true, true},
        {"nitrate_nitrogen", "硝酸盐氮", "g m-3", "", "nitrate and nitrite (as N)", true, true},
        {"organic_nitrogen", "有机氮", "g m-3", "", "organic nitrogen (as N)", true, true},
        {"dissolved_phosphorus", "溶解态磷", "g m-3", "", "dissolved phosphorus (as P)", true, true},
        {"particulate_phosphorus", "颗粒态磷", "g m-3", "", "particulate phosphorus (as P)", true, true},
        {"conductivity", "电导率", "uS cm-1", "", "electrical conductivity at 25 degC, carried as a conservative", true,
         false},
        {"fluoride", "氟化物", "g m-3", "", "fluoride", true, false},
        {"water_age", "水龄", "d", "", "volume-weighted time since the water entered the network", false, true},
        {"nitrite_nitrogen", "亚硝酸盐氮", "g m-3", "", "nitrite (as N)", true, true},
        {"suspended_solids", "悬浮物", "g m-3", "", "suspended solids", true, true},
        {"chloride", "氯化物", "g m-3", "", "chloride", true, false},
        {"sulfate", "硫酸盐", "g m-3", "", "sulfate (as SO4)", true, true},
        {"sulfide", "硫化物", "g m-3", "", "sulfide (as S)", true, true},
        {"copper", "铜", "g m-3", "", "copper, dissolved and on particles", true, true},
        {"zinc", "锌", "g m-3", "", "zinc, dissolved and on particles", true, true},
        {"selenium", "硒", "g m-3", "", "selenium", true, false},
        {"arsenic", "砷", "g m-3", "", "arsenic, dissolved and on particles", true, true},
        {"mercury", "汞", "g m-3", "", "mercury, dissolved and on particles", true, true},
        {"cadmium", "镉", "g m-3", "", "cadmium, dissolved and on particles", true, true},
        {"hexavalent_chromium", "六价铬", "g m-3", "", "hexavalent chromium", true, false},
        {"lead", "铅", "g m-3", "", "lead, dissolved and on particles", true, true},
        {"cyanide", "氰化物", "g m-3", "", "cyanide", true, true},
        {"volatile_phenol", "挥发酚", "g m-3", "", "volatile phenols", true, true},
        {"petroleum", "石油类", "g m-3", "", "petroleum hydrocarbons", true, true},
        {"anionic_surfactant", "阴离子表面活性剂", "g m-3", "", "anionic surfactants", true, true},
        {"faecal_coliform", "粪大肠菌群", "m-3", "", "faecal coliforms, individuals", true, true},
        {"alkalinity", "碱度", "g m-3", "", "total alkalinity (as CaCO3)", true, true},
        {"inorganic_carbon", "无机碳", "g m-3", "", "dissolved inorganic carbon (as C)", true, true},
        {"labile_organic_matter", "易降解有机物", "g m-3", "",
         "dissolved organic matter that bacteria use at once (as O2)", true, true},
        {"slow_organic_matter", "慢降解有机物", "g m-3", "", "organic matter that is hydrolysed first (as O2)", true,
         true},
        {"refractory_organic_matter", "难降解有机物", "g m-3", "", "organic matter that hardly decays (as O2)", true,
         true},
        {"detritus", "碎屑", "g m-3", "", "particulate organic matter (as O2)", true, true},
        {"organic_phosphorus", "有机磷", "g m-3", "", "organic phosphorus (as P)", true, true},
        {"phosphate", "磷酸盐", "g m-3", "", "inorganic phosphorus, dissolved and on solids (as P)", true, true},
        {"green_algae", "绿藻", "g m-3", "", "green algae afloat (as C)", true, true, false, true},
        {"diatoms", "硅藻", "g m-3", "", "diatoms afloat (as C)", true, true, false, true},
        {"dissolved_silica", "溶解硅", "g m-3", "", "dissolved silica (as Si)", true, true},
        {"particulate_silica", "颗粒硅", "g m-3", "", "silica of dead diatoms (as Si)", true, true},
        {"zooplankton", "浮游动物", "g m-3", "", "zooplankton that grazes (as C)", true, true},
        {"fine_solids", "细颗粒泥沙", "g m-3", "", "suspended clay", true, true},
        {"coarse_solids", "粗颗粒泥沙", "g m-3", "", "suspended sand", true, true},
        {"sorbed_phosphate", "吸附态磷酸盐", "g m-3", "", "phosphate on suspended solids (as P)", true, true},
        {"methane", "甲烷", "g m-3", "", "dissolved methane (as the O2 it can take)", true, true},
        {"water_temperature", "水温", "degC", "", "temperature of the water", true, true, false, true},
        {"bed_temperature", "底泥温度", "degC", "", "temperature of the bed", true, true, true},
        {"ice", "冰厚", "m", "", "ice on the water", true, true, true},
        {"bottom_algae", "底栖藻类", "g m-2", "", "algae on the bed (as C)", true, true, true, true},
        {"bottom_algae_nitrogen", "底栖藻类氮", "g m-2", "", "nitrogen in the algae on the bed", true, true, true},
        {"bottom_algae_phosphorus", "底栖藻类磷", "g m-2", "", "phosphorus in the algae on the bed", true, true, true},
        {"bed_solids", "床面泥沙", "g m-2", "", "solids on the bed that the water may take up", true, true, true},
        {"bed_fine_solids", "床面细泥沙", "g m-2", "", "clay on the bed", true, true, true},
        {"bed_coarse_solids", "床面粗泥沙", "g m-2", "", "sand on the bed", true, true, true},
        {"bed_labile_carbon", "底泥易降解有机碳", "g m-2", "", "labile organic carbon in the bed", true, true, true},
        {"bed_slow_carbon", "底泥慢降解有机碳", "g m-2", "", "slow organic carbon in the bed", true, true, true},
        {"bed_inert_carbon", "底泥惰性有机碳", "g m-2", "", "inert organic carbon in the bed", true, true, true},
        {"bed_labile_nitrogen", "底泥易降解有机氮", "g m-2", "", "labile organic nitrogen in the bed", true, true,
         true},
        {"bed_slow_nitrogen", "底泥慢降解有机氮", "g m-2", "", "slow organic nitrogen in the bed", true, true, true},
        {"bed_inert_nitrogen", "底泥惰性有机氮", "g m-2", "", "inert organic nitrogen in the bed", true, true, true},
        {"bed_labile_phosphorus", "底泥易降解有机磷", "g m-2", "", "labile organic phosphorus in the bed", true, true,
         true},
        {"bed_slow_phosphorus", "底泥慢降解有机磷", "g m-2", "", "slow organic phosphorus in the bed", true, true,
         true},
        {"bed_inert_phosphorus", "底泥惰性有机磷", "g m-2", "", "inert organic phosphorus in the bed", true, true,
         true},
        {"bed_ammonia_nitrogen", "底泥氨氮", "g m-2", "", "ammonia in the bed, dissolved and sorbed (as N)", true, true,
         true},
        {"bed_nitrate_nitrogen", "底泥硝酸盐氮", "g m-2", "", "nitrate in the bed (as N)", true, true, true},
        {"bed_phosphate", "底泥磷酸盐", "g m-2", "", "phosphate in the bed, dissolved and sorbed (as P)", true, true,
         true},
        {"bed_methane", "底泥甲烷", "g m-2", "", "methane in the bed (as the O2 it can take)", true, true, true},
    };
    return list;
}

const std::vector<ElementContent>& element_contents() {
    static const std::vector<ElementContent> contents = [] {
        constexpr double nitrate = oxygen_of_denitrification;
        constexpr double reduced = oxygen_of_denitrification - oxygen_of_nitrification;
        std::vector<ElementContent> list(species::count);
        list[species::dissolved_oxygen].oxygen = 1;
        list[species::ammonia_nitrogen] = {.nitrogen = 1, .oxygen = reduced, .charge = -1.0 / 14.0};
        list[species::organic_nitrogen] = {.nitrogen = 1, .oxygen = reduced};
        list[species::nitrate_nitrogen] = {.nitrogen = 1, .oxygen = nitrate, .charge = 1.0 / 14.0};
        list[species::nitrite_nitrogen] = {
            .nitrogen = 1, .oxygen = nitrate - oxygen_of_nitrite_oxidation, .charge = 1.0 / 14.0};
        list[species::sulfide] = {.oxygen = -oxygen_of_sulfide, .sulfur = 1};
        list[species::sulfate] = {.sulfur = 1.0 / 3.0, .charge = 2.0 / 96.0};
        for (const std::size_t one : {species::dissolved_phosphorus, species::phosphate})
            list[one] = {.phosphorus = 1, .charge = 1.0 / 31.0};
        for (const std::size_t one : {species::particulate_phosphorus, species::organic_phosphorus,
                                      species::bottom_algae_phosphorus, species::sorbed_phosphate})
            list[one].phosphorus = 1;
        for (const std::size_t one :
             {species::biochemical_oxygen_demand, species::labile_organic_matter, species::slow_organic_matter,
              species::refractory_organic_matter, species::detritus})
            list[one] = {.oxygen = -1, .carbon = 1 / oxygen_of_carbon};
        for (const std::size_t one : {species::green_algae, species::diatoms})
            list[one] = {.nitrogen = algal_nitrogen,
                         .phosphorus = algal_phosphorus,
                         .oxygen = algal_nitrogen * reduced - oxygen_of_carbon,
                         .carbon = 1};
        list[species::zooplankton] = {.nitrogen = zooplankton_nitrogen,
                                      .phosphorus = zooplankton_phosphorus,
                                      .oxygen = zooplankton_nitrogen * reduced - oxygen_of_carbon,
                                      .carbon = 1};
        list[species::diatoms].silicon = diatom_silicon;
        for (const std::size_t one : {species::dissolved_silica, species::particulate_silica}) list[one].silicon = 1;
        list[species::bottom_algae] = {.oxygen = -oxygen_of_carbon, .carbon = 1};
        list[species::bottom_algae_nitrogen] = {.nitrogen = 1, .oxygen = reduced};
        for (const std::size_t one : {species::methane, species::bed_methane})
            list[one] = {.oxygen = -1, .carbon = carbon_of_methane};
        for (const std::size_t one : {species::bed_labile_carbon, species::bed_slow_carbon, species::bed_inert_carbon})
            list[one] = {.oxygen = -oxygen_of_carbon, .carbon = 1};
        for (const std::size_t one : {species::bed_labile_nitrogen, species::bed_slow_nitrogen,
                                      species::bed_inert_nitrogen, species::bed_ammonia_nitrogen})
            list[one] = {.nitrogen = 1, .oxygen = reduced};
        list[species::bed_nitrate_nitrogen] = {.nitrogen = 1, .oxygen = nitrate};
        for (const std::size_t one : {species::bed_labile_phosphorus, species::bed_slow_phosphorus,
                                      species::bed_inert_phosphorus, species::bed_phosphate})
            list[one].phosphorus = 1;
        list[species::alkalinity].charge = 1 / calcite_of_alkalinity;
        list[species::inorganic_carbon].carbon = 1;
        return list;
    }();
    return contents;
}

const std::vector<ConstituentGroup>& constituent_groups() {
    static const std::vector<ConstituentGroup> list = {
        {"routine",
         "oxygen, organic matter as its three readings, nitrogen, phosphorus, conductivity, fluoride, water age",
         {"dissolved_oxygen", "permanganate_index", "chemical_oxygen_demand", "biochemical_oxygen_demand",
          "ammonia_nitrogen", "nitrate_nitrogen", "organic_nitrogen", "dissolved_phosphorus", "particulate_phosphorus",
          "conductivity", "fluoride", "water_age"}},
        {"gb3838",
         "the items of table 1 of GB 3838-2002 beyond the routine ones, and the suspended solids metals settle with",
         {"suspended_solids", "sulfide", "copper", "zinc", "selenium", "arsenic", "mercury", "cadmium",
          "hexavalent_chromium", "lead", "cyanide", "volatile_phenol", "petroleum", "anionic_surfactant",
          "faecal_coliform"}},
        {"salts", "chloride and sulfate", {"chloride", "sulfate"}},
        {"heat",
         "the temperature of the water and of the bed, by the heat that crosses the surface",
         {"water_temperature", "bed_temperature", "ice"}},
        {"acidity", "alkalinity and inorganic carbon, which make the pH", {"alkalinity", "inorganic_carbon"}},
        {"organic_matter",
         "oxygen, organic matter in four kinds of which BOD5, COD and the permanganate index are readings, nitrogen "
         "with "
         "nitrite, phosphorus",
         {"dissolved_oxygen", "labile_organic_matter", "slow_organic_matter", "refractory_organic_matter", "detritus",
          "ammonia_nitrogen", "nitrite_nitrogen", "nitrate_nitrogen", "organic_nitrogen", "organic_phosphorus",
          "phosphate", "suspended_solids"}},
        {"algae",
         "algae afloat and on the bed; they need organic_matter",
         {"green_algae", "diatoms", "bottom_algae", "bottom_algae_nitrogen", "bottom_algae_phosphorus"}},
        {"silica",
         "silica in solution, which diatoms need, and that of dead diatoms; it goes with algae",
         {"dissolved_silica", "particulate_silica"}},
        {"solids",
         "solids in three classes (clay, suspended_solids for silt, sand) and what lies of each on the bed",
         {"suspended_solids", "fine_solids", "coarse_solids", "bed_solids", "bed_fine_solids", "bed_coarse_solids"}},
        {"diagenesis",
         "what settles, kept in the bed, where it decays and gives back; it needs oxygen, ammonia and nitrate",
         {"methane", "bed_labile_carbon", "bed_slow_carbon", "bed_inert_carbon", "bed_labile_nitrogen",
          "bed_slow_nitrogen", "bed_inert_nitrogen", "bed_labile_phosphorus", "bed_slow_phosphorus",
          "bed_inert_phosphorus", "bed_ammonia_nitrogen", "bed_nitrate_nitrogen", "bed_phosphate", "bed_methane"}},
    };
    return list;
}

namespace {

/// [species], of the known ones
std::array<bool, species::count> carried_of(const std::vector<std::string>& chosen, const OwnChemistry& own) {
    const auto& groups = constituent_groups();
    const auto& known = known_constituents();
    std::array<bool, species::count> carried{};
    const auto carry = [&](const std::string& name) {
        if (std::ranges::find(own.constituents, name, &Constituent::name) != own.constituents.end()) return;
        const auto one = std::ranges::find(known, name, &Constituent::name);
        if (one == known.end()) throw std::logic_error("no constituent is called " + name);
        carried[static_cast<std::size_t>(one - known.begin())] = true;
    };
    const auto carry_group = [&](const ConstituentGroup& group) {
        for (const std::string& member : group.members) carry(member);
    };
    if (chosen.empty()) carry_group(groups.front());
    for (const std::string& name : chosen) {
        const auto group = std::ranges::find(groups, name, &ConstituentGroup::name);
        if (group == groups.end()) {
            carry(name);
        } else {
            carry_group(*group);
        }
    }
    return carried;
}

std::vector<Constituent> carried_in(bool bed, const std::vector<std::string>& chosen, const OwnChemistry& own) {
    const auto carried = carried_of(chosen, own);
    std::vector<Constituent> list;
    for (std::size_t i = 0; i < species::count; ++i) {
        const Constituent& one = known_constituents()[i];
        if (carried[i] && one.bed == bed) list.push_back(one);
    }
    for (const OwnConstituent& one : own.constituents) {
        if (one.bed == bed) list.push_back(one);
    }
    return list;
}

}  // namespace

std::vector<Constituent> constituents_of(const std::vector<Water>& waters, const std::vector<std::string>& chosen,
                                         const OwnChemistry& own) {
    std::vector<Constituent> list = carried_in(false, chosen, own);
    for (const Water& water : waters) {
        list.push_back({"fraction_" + water.name, water.title + "占比", "1", "",
                        "volume fraction of water from " + water.name, true, false});
    }
    return list;
}

std::vector<Constituent> bed_constituents_of(const std::vector<std::string>& chosen, const OwnChemistry& own) {
    return carried_in(true, chosen, own);
}

std::vector<std::size_t> species_of(const std::vector<Constituent>& constituents,
                                    const std::vector<Constituent>& known) {
    std::vector<std::size_t> list;
    for (std::size_t place = 0; place < constituents.size(); ++place) {
        const auto found = std::ranges::find(known, constituents[place].name, &Constituent::name);
        if (found == known.end()) continue;
        const auto one = static_cast<std::size_t>(found - known.begin());
        if (place != list.size() || (!list.empty() && one <= list.back()))
            throw std::logic_error(constituents[place].name + " is out of order among the constituents");
        list.push_back(one);
    }
    return list;
}

}  // namespace qingliu
