// The processes of the first set, each in the file of its name. The catalogue lists them.
#pragma once

#include <vector>

#include "models/kinetics/process.hpp"

namespace qingliu {

ProcessEntry reaeration();
ProcessEntry biochemical_oxidation();
/// Decay or turnover in proportion to one constituent: COD, permanganate index, ammonification, phosphorus uptake and
/// mineralisation.
std::vector<ProcessEntry> first_order_processes();
ProcessEntry nitrification();
ProcessEntry denitrification();
/// Settling of organic matter (as demand), organic nitrogen and particulate phosphorus.
std::vector<ProcessEntry> settling_processes();
/// What the bed and respiring algae take from the oxygen, over their area.
std::vector<ProcessEntry> area_oxygen_demands();
ProcessEntry photosynthesis();
ProcessEntry ageing();

}  // namespace qingliu
