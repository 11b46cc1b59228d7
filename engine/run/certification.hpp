// The numerical error of a run, told by running it once more.
//
// Everything is repeated with cells and steps of half the length; the error told is twice the difference. For errors of
// first order, which is what the engine has where water enters and at fronts, that is Richardson's extrapolation to
// cells and steps without length (Roache 1994: 2^p / (2^p - 1) with p = 1); where the order is two it tells one and a
// half times the error. Cells and steps are halved together, as shorter steps on the same cells sharpen no front: the
// shorter the step, the more often the limiter of transport acts.
#pragma once

#include <functional>

#include "engine/network/grid.hpp"
#include "engine/run/case.hpp"
#include "engine/run/contracts.hpp"
#include "engine/run/simulation.hpp"

namespace qingliu {

/// Fills the errors of every scenario of `record`, a complete run of `specification` with these options. The repeat has
/// a start of its own on its shorter cells; where the run began from a checkpoint it has its cells and shorter steps,
/// and the errors are those of the steps alone. What cannot be told, and why, is said in the record, also where
/// `options.stop` cut it short; nothing else of the record is touched.
void certify(const Case& specification, const Grid& grid, const std::vector<Constituent>& constituents,
             const Models& models, const RunOptions& options, RunRecord& record);

/// Repeats the flow of scenario `scenario` (index into the case) with the reference integrator from `start` at `begin`
/// up to `end` (s since 1970Z) and fills the errors of the steps in its record. Days that began before the run did, or
/// were not run to their end, have none. What the reference cannot do is said in the record. `record` has its daily
/// means.
void certify_steps(const Case& specification, const Grid& grid, const Models& models, int scenario,
                   const FlowState& start, double begin, double end, const std::vector<double>& day_start,
                   ScenarioRecord& record);

/// Whether the error of a day's discharge could turn its ecological flow from met to missed or back.
bool in_doubt(const ControlSection& section, double day_start, int utc_offset_minutes, double discharge, double error);

}  // namespace qingliu
