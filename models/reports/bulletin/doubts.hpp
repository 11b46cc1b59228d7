// What could be wrong with a forecast, told by the forecast itself.
#pragma once

#include "models/reports/bulletin/source.hpp"

namespace qingliu::bulletin {

/// [{"code", ...}] in the order a reader should weigh them; of the best schedule, else of the first.
///   not_judged_by {indicators: [index]}: headline indicators of the standard the run has no value of
///   estimated_inputs {indicators: [index]}: simulated from inflow concentrations some of which are estimates
///   estimated_targets {sections: [index]}: whose ecological flow is an estimate
///   not_mixed {sections: [index]}: nearer below an outfall than the river takes to mix over its width (mixing.hpp)
///   not_certified {reason?}: the numerical error was not told; or numerical_error {sections, days, of}: days whose
///   class
///     it could change, of those certified
///   one_run: no ensemble, so nothing is said of what the weather and the loads may do; or spread {members}
///   narrow {section, day, margin, schedule}: where the best schedule comes nearest to missing a class it meets
///   outputs_rarer_than_days: maps and profiles know no mean of a day between
///   largest_balance_error {account, schedule, error}: null where it is no number, which is the worst
///   no_observations; or worst_skill {section, variable, nse, kge, pbias, pairs}: where it follows the readings worst
///   schematic_rivers {rivers: [index]} is told by map.rivers.
Json doubts_part(const Source& source, const Json& skill);

}  // namespace qingliu::bulletin
