// The error of the steps of a run, told by repeating its flow with another integrator.
#pragma once

#include "engine/network/grid.hpp"
#include "engine/run/case.hpp"
#include "engine/run/contracts.hpp"

namespace qingliu {

/// Repeats the flow of scenario `scenario` (index into the case) from `start` at `begin` up to `end` (s since 1970Z)
/// and fills the errors of its record: daily means of the run less those of the reference. Days that began before the
/// run did, or were not run to their end, have none. What the reference cannot do is said in the record. `record` has
/// its daily means.
void certify(const Case& specification, const Grid& grid, const Models& models, int scenario, const FlowState& start,
             double begin, double end, const std::vector<double>& day_start, ScenarioRecord& record);

/// Whether the error of a day's discharge could turn its ecological flow from met to missed or back.
bool in_doubt(const ControlSection& section, double day_start, int utc_offset_minutes, double discharge, double error);

}  // namespace qingliu
