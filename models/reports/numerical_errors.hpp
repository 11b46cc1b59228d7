// What certification found, for forecast.nc: an error beside each daily mean, and which verdicts it could change.
#pragma once

#include "engine/io/netcdf_file.hpp"
#include "engine/state/results.hpp"
#include "models/assessment/verdict.hpp"
#include "models/reports/result_layout.hpp"

namespace qingliu {

/// True where some scenario was certified, or could not be.
bool certified(const RunRecord& record);

/// section_NAME_numerical_error of discharge, water_level, each constituent and each simulated sum the standard judges;
/// section_margin_numerical_error; section_class_in_doubt, section_full_class_in_doubt and
/// section_ecological_flow_in_doubt; section_discharge_step_error and section_water_level_step_error; all (day,
/// scenario, section). Nothing unless certified. Precondition: the dimension day is defined.
void write_numerical_errors(NetcdfFile& file, const ResultLayout& layout, const RunRecord& record,
                            const Verdict& verdict, const Standard& standard);

}  // namespace qingliu
