// Reads observations: tables (CSV, also with tabs or semicolons) in the columns of the national automatic stations,
// with one column a variable or with one row a value, in UTF-8, GB 18030 or UTF-16; NetCDF files of CF time series and
// of forecasts (netcdf_observations.hpp).
//
//   省份,流域,断面名称,监测时间,水质类别,水温(℃),pH(无量纲),溶解氧(mg/L),...
//   station,time,variable,value,unit,flag
//   time,五陵:discharge [m3/s],五陵:water_level [m],...
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "models/observations/observations.hpp"

namespace qingliu {

struct ObservationOptions {
    int utc_offset_minutes = 480;             ///< of times that tell none, and of civil days
    std::optional<int> year = {};             ///< of times without year in a file without a column of years
    std::string station = {};                 ///< of a table without column of stations; empty: the file's name
    std::string scenario = {};                ///< of a forecast; empty: its best, or its first
    std::vector<ObservedVariable> more = {};  ///< variables beyond those known of themselves
};

/// Reads a file, whatever kind it is. Every fault is told at once with its place, the first fifty in full, as
/// InputError; a header that means nothing, times without offset and the like are notes of the result. Throws FileError
/// where the file cannot be read.
Observations read_observations(const std::filesystem::path& file, const ObservationOptions& options = {});

/// The same of a text already in memory; `file` is what places show.
Observations read_observation_table(std::string bytes, const std::filesystem::path& file,
                                    const ObservationOptions& options = {});

}  // namespace qingliu
