// What the operators decided in a run, for forecast.nc: dimension `event`, in the order of the scenarios and then of
// time.
#pragma once

#include <vector>

#include "engine/io/netcdf_file.hpp"
#include "engine/io/netcdf_reader.hpp"
#include "engine/state/results.hpp"

namespace qingliu {

/// event_scenario, event_from and event_to (event), with event_time, event_until and the texts event_target,
/// event_decided_by, event_unit, event_reason as their coordinates, and event_reason_zh. Nothing where nothing was
/// decided.
void write_decisions(NetcdfFile& file, const RunRecord& record);

/// Of so many scenarios [scenario], read back.
std::vector<std::vector<OperationEvent>> read_decisions(const NetcdfReader& nc, std::size_t scenarios);

}  // namespace qingliu
