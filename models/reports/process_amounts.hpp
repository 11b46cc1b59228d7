// How much of each constituent each process made or took, by river and civil day: in forecast.nc and in processes.csv.
#pragma once

#include <string>

#include "engine/io/netcdf_file.hpp"
#include "engine/state/results.hpp"
#include "models/reports/result_layout.hpp"

namespace qingliu {

/// process_amount (day, scenario, made); made_river, made_process, made_constituent and made_unit say what each place
/// of `made` is: river by river all that processes make. One dimension for both, since cdo skips what has four. Nothing
/// where no process acts. Days not reached are missing. Precondition: the dimensions day and scenario are there.
void write_process_amounts(NetcdfFile& file, const ResultLayout& layout, const RunRecord& record);

/// One row for every scenario, day, river, constituent and process, in this order; rows of nothing made are left out.
/// UTF-8 with byte order mark.
std::string process_amounts_csv(const ResultLayout& layout, const RunRecord& record);

}  // namespace qingliu
