// The constituents water may carry: their order, and the elements they hold. Names are fixed; results and parameter
// files use them. A case carries a set of them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/run/case.hpp"
#include "engine/state/constituent.hpp"

namespace qingliu {

/// The known constituents. A run carries some of them, in this order, and the volume fractions of the waters after
/// them: the place of one in the state, mass[cell * C + place], is found by its name.
namespace species {
inline constexpr std::size_t dissolved_oxygen = 0;
inline constexpr std::size_t permanganate_index = 1;
inline constexpr std::size_t chemical_oxygen_demand = 2;
inline constexpr std::size_t biochemical_oxygen_demand = 3;
inline constexpr std::size_t ammonia_nitrogen = 4;
inline constexpr std::size_t nitrate_nitrogen = 5;
inline constexpr std::size_t organic_nitrogen = 6;
inline constexpr std::size_t dissolved_phosphorus = 7;
inline constexpr std::size_t particulate_phosphorus = 8;
inline constexpr std::size_t conductivity = 9;
inline constexpr std::size_t fluoride = 10;
inline constexpr std::size_t water_age = 11;
inline constexpr std::size_t nitrite_nitrogen = 12;
inline constexpr std::size_t suspended_solids = 13;
inline constexpr std::size_t chloride = 14;
inline constexpr std::size_t sulfate = 15;
inline constexpr std::size_t sulfide = 16;
inline constexpr std::size_t copper = 17;
inline constexpr std::size_t zinc = 18;
inline constexpr std::size_t selenium = 19;
inline constexpr std::size_t arsenic = 20;
inline constexpr std::size_t mercury = 21;
inline constexpr std::size_t cadmium = 22;
inline constexpr std::size_t hexavalent_chromium = 23;
inline constexpr std::size_t lead = 24;
inline constexpr std::size_t cyanide = 25;
inline constexpr std::size_t volatile_phenol = 26;
inline constexpr std::size_t petroleum = 27;
inline constexpr std::size_t anionic_surfactant = 28;
inline constexpr std::size_t faecal_coliform = 29;
inline constexpr std::size_t alkalinity = 30;
inline constexpr std::size_t inorganic_carbon = 31;
inline constexpr std::size_t labile_organic_matter = 32;
inline constexpr std::size_t slow_organic_matter = 33;
inline constexpr std::size_t refractory_organic_matter = 34;
inline constexpr std::size_t detritus = 35;
inline constexpr std::size_t organic_phosphorus = 36;
inline constexpr std::size_t phosphate = 37;
inline constexpr std::size_t green_algae = 38;
inline constexpr std::size_t diatoms = 39;
inline constexpr std::size_t dissolved_silica = 40;
inline constexpr std::size_t particulate_silica = 41;
inline constexpr std::size_t zooplankton = 42;
inline constexpr std::size_t fine_solids = 43;
inline constexpr std::size_t coarse_solids = 44;
inline constexpr std::size_t sorbed_phosphate = 45;
inline constexpr std::size_t methane = 46;
inline constexpr std::size_t water_temperature = 47;
// in and on the bed
inline constexpr std::size_t bed_temperature = 48;
inline constexpr std::size_t ice = 49;
inline constexpr std::size_t bottom_algae = 50;
inline constexpr std::size_t bottom_algae_nitrogen = 51;
inline constexpr std::size_t bottom_algae_phosphorus = 52;
inline constexpr std::size_t bed_solids = 53;
inline constexpr std::size_t bed_fine_solids = 54;
inline constexpr std::size_t bed_coarse_solids = 55;
inline constexpr std::size_t bed_labile_carbon = 56;
inline constexpr std::size_t bed_slow_carbon = 57;
inline constexpr std::size_t bed_inert_carbon = 58;
inline constexpr std::size_t bed_labile_nitrogen = 59;
inline constexpr std::size_t bed_slow_nitrogen = 60;
inline constexpr std::size_t bed_inert_nitrogen = 61;
inline constexpr std::size_t bed_labile_phosphorus = 62;
inline constexpr std::size_t bed_slow_phosphorus = 63;
inline constexpr std::size_t bed_inert_phosphorus = 64;
inline constexpr std::size_t bed_ammonia_nitrogen = 65;
inline constexpr std::size_t bed_nitrate_nitrogen = 66;
inline constexpr std::size_t bed_phosphate = 67;
inline constexpr std::size_t bed_methane = 68;
inline constexpr std::size_t count = 69;
/// A case may bring some of its own, which take the next numbers.
inline constexpr std::size_t most_own = 16;
inline constexpr std::size_t places = count + most_own;
}  // namespace species

/// Alkalinity alone may be negative: of water in which acid has used it up.
constexpr bool may_be_negative(std::size_t one) { return one == species::alkalinity; }

/// What a gram holds, for the balance check of every process.
/// Oxygen is counted as electron acceptor (g O2) against water, carbon dioxide and nitrogen gas: oxygen +1, unmet
/// demand -1, nitrate nitrogen +2.86 (what its reduction to nitrogen gas can oxidise, 5/4 mol O2 per mol N), reduced
/// nitrogen 2.86 - 4.57 = -1.71, nitrite 1.14 less than nitrate, sulfide -2 (to sulfate, 2 mol O2 per mol S). COD and
/// the permanganate index are chemical readings of the same organic matter that the biochemical demand counts, so they
/// hold nothing of their own: their decay takes no oxygen, or it would be taken twice. Organic matter told by its
/// demand holds 12 g of carbon per 32 g O2. Charge is what alkalinity must be made up with where a substance comes or
/// goes: the sum of alkalinity, nitrate, nitrite, phosphate and twice the sulfate less ammonia, in equivalents, stays
/// (Wolf-Gladrow et al. 2007, eq. 20). Stocks of the bed have none: nobody follows the alkalinity of its pores, and
/// that of the water changes as they come out.
struct ElementContent {
    double nitrogen = 0;    ///< g g-1
    double phosphorus = 0;  ///< g g-1
    double oxygen = 0;      ///< g O2 g-1
    double carbon = 0;      ///< g g-1
    double sulfur = 0;      ///< g g-1
    double charge = 0;      ///< eq g-1
    double silicon = 0;     ///< g g-1
};

/// g O2 per g N oxidised from ammonia to nitrate (2 mol O2 per mol N).
inline constexpr double oxygen_of_nitrification = 4.57;
/// g O2 per g N of its second step, from nitrite to nitrate (1/2 mol O2 per mol N).
inline constexpr double oxygen_of_nitrite_oxidation = 1.14;
/// g O2 per g S oxidised from sulfide to sulfate.
inline constexpr double oxygen_of_sulfide = 2.0;
/// g of CaCO3 that stand for an equivalent of alkalinity.
inline constexpr double calcite_of_alkalinity = 50;
/// g O2 per g C oxidised to carbon dioxide.
inline constexpr double oxygen_of_carbon = 32.0 / 12.0;
/// g N and g P per g C of algae afloat (Redfield et al. 1963 as in QUAL2K, 40 : 7.2 : 1).
inline constexpr double algal_nitrogen = 7.2 / 40;
inline constexpr double algal_phosphorus = 1.0 / 40;
/// g N per g C of zooplankton (CE-QUAL-W2, 0.08 over 0.45 of dry matter) and g P (Elser et al. 2000, 124 mol C to one).
/// Both are less than algae hold: what feeds on algae has some to spare.
inline constexpr double zooplankton_nitrogen = 0.08 / 0.45;
inline constexpr double zooplankton_phosphorus = 31.0 / (124 * 12.0);
/// g Si per g C of diatoms (DELWAQ default; 0.13 mol/mol of Brzezinski 1985, marine, is 0.30).
inline constexpr double diatom_silicon = 0.49;
/// g C per g O2 that methane takes (1 mol C per 2 mol O2).
inline constexpr double carbon_of_methane = 12.0 / 64.0;
/// g O2 that a g of nitrate nitrogen replaces when reduced to nitrogen gas.
inline constexpr double oxygen_of_denitrification = 2.86;

/// Contents [species].
const std::vector<ElementContent>& element_contents();

/// All of them [species].
const std::vector<Constituent>& known_constituents();

/// "routine" first: what a case carries that names nothing.
const std::vector<ConstituentGroup>& constituent_groups();

/// The constituents of the groups and by the names `chosen`, those of the first group where nothing is, all that the
/// case brings along, and one `fraction_<name>` for each water. Throws std::logic_error for a name that is none of
/// these.
std::vector<Constituent> constituents_of(const std::vector<Water>& waters, const std::vector<std::string>& chosen = {},
                                         const OwnChemistry& own = {});

/// Those of them that lie on or in the bed, where no water moves them.
std::vector<Constituent> bed_constituents_of(const std::vector<std::string>& chosen, const OwnChemistry& own = {});

/// The species of each constituent at the head of the list that is one of `known`, which are by species. Throws
/// std::logic_error where known ones are out of order or stand after others.
std::vector<std::size_t> species_of(const std::vector<Constituent>& constituents,
                                    const std::vector<Constituent>& known = known_constituents());

}  // namespace qingliu
