// What a verdict is made of besides daily means, in forecast.nc: which indicators the run has and of which
// constituents, the saturation of oxygen, what is asked of each section. With it a verdict is made again from the file
// alone (forecast_verdict.hpp).
#pragma once

#include "engine/io/netcdf_file.hpp"
#include "engine/state/results.hpp"
#include "models/assessment/standard.hpp"
#include "models/reports/result_layout.hpp"

namespace qingliu {

/// Adds indicator_name, indicator_parts, indicator_simulated, indicator_estimated (indicator): those of the standard
/// and then every other constituent; day_oxygen_saturation (day); section_national, section_ecological_key,
/// section_ecological_estimate (section), section_ecological_flow (month, section); scenario_operated (scenario); and
/// the attribute standard. The dimensions day, scenario and section are there already.
void write_judged_by(NetcdfFile& file, const ResultLayout& layout, const RunRecord& record, const Standard& standard);

}  // namespace qingliu
