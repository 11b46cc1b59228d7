#include "models/kinetics/constituents.hpp"

namespace qingliu {
namespace {

const std::vector<Constituent>& fixed_constituents() {
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
    };
    return list;
}

}  // namespace

const std::vector<ElementContent>& element_contents() {
    static const std::vector<ElementContent> contents = [] {
        constexpr double nitrate = oxygen_of_denitrification;
        constexpr double reduced = oxygen_of_denitrification - oxygen_of_nitrification;
        std::vector<ElementContent> list(species::count);
        list[species::dissolved_oxygen].oxygen = 1;
        list[species::biochemical_oxygen_demand].oxygen = -1;
        list[species::ammonia_nitrogen] = {.nitrogen = 1, .oxygen = reduced};
        list[species::organic_nitrogen] = {.nitrogen = 1, .oxygen = reduced};
        list[species::nitrate_nitrogen] = {.nitrogen = 1, .oxygen = nitrate};
        list[species::dissolved_phosphorus].phosphorus = 1;
        list[species::particulate_phosphorus].phosphorus = 1;
        return list;
    }();
    return contents;
}

std::vector<Constituent> constituents_of(const std::vector<Water>& waters) {
    std::vector<Constituent> list = fixed_constituents();
    for (const Water& water : waters) {
        list.push_back({"fraction_" + water.name, water.title + "占比", "1", "",
                        "volume fraction of water from " + water.name, true, false});
    }
    return list;
}

const std::string& species_name(std::size_t place) { return fixed_constituents().at(place).name; }

}  // namespace qingliu
