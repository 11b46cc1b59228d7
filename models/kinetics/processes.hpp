// The processes, each in the file of its name. The catalogue lists them.
#pragma once

#include <vector>

#include "models/kinetics/process.hpp"

namespace qingliu {

ProcessEntry reaeration();
/// Carbon dioxide and ammonia between water and air, by the pH.
std::vector<ProcessEntry> acid_gases();
/// Organic matter in four kinds, organic phosphorus and phosphate.
std::vector<ProcessEntry> organic_matter_processes();
/// Phosphate onto solids and off them, in time.
std::vector<ProcessEntry> phosphate_sorption();
/// Algae afloat, and on the bed.
std::vector<ProcessEntry> phytoplankton_processes();
std::vector<ProcessEntry> bottom_algae_processes();
/// What strong flow tears off the bed.
std::vector<ProcessEntry> bottom_algae_scour();
/// Zooplankton.
std::vector<ProcessEntry> zooplankton_processes();
/// Silica of dead diatoms.
std::vector<ProcessEntry> silica_processes();
ProcessEntry biochemical_oxidation();
/// Decay or turnover in proportion to one constituent: COD, permanganate index, ammonification, phosphorus uptake and
/// mineralisation.
std::vector<ProcessEntry> first_order_processes();
ProcessEntry nitrification();
/// Ammonia to nitrite to nitrate, where nitrite is carried.
std::vector<ProcessEntry> nitrification_in_two_steps();
ProcessEntry denitrification();
/// Settling of organic matter (as demand), organic nitrogen and particulate phosphorus.
std::vector<ProcessEntry> settling_processes();
/// What the bed and respiring algae take from the oxygen, over their area.
std::vector<ProcessEntry> area_oxygen_demands();
/// Settling and resuspension of suspended solids.
std::vector<ProcessEntry> suspended_solids_processes();
/// Both of three classes of solids, where what lies on the bed is carried.
std::vector<ProcessEntry> solids_class_processes();
/// Settling of metals with them.
std::vector<ProcessEntry> metal_processes();
/// Losses of cyanide, phenols, oil, surfactants and sulfide, and the death of coliforms.
std::vector<ProcessEntry> toxicant_processes();
ProcessEntry sulfide_oxidation();
/// What warms and cools the water.
std::vector<ProcessEntry> heat_processes();
/// Lets what settles settle into the bed where its stocks are carried: each process that gives to the bed is joined by
/// one that takes its place there.
std::vector<ProcessEntry> with_settling_into_the_bed(std::vector<ProcessEntry> processes);
/// What happens in the bed, and what it exchanges with the water.
std::vector<ProcessEntry> diagenesis_processes();
/// Methane of the water, which comes out of the bed.
std::vector<ProcessEntry> methane_processes();
ProcessEntry photosynthesis();
ProcessEntry ageing();

}  // namespace qingliu
