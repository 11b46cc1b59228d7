// Observations out of NetCDF: CF-1 discrete sampling geometries of featureType timeSeries (orthogonal, contiguous and
// indexed ragged arrays), and the control sections of a forecast.nc.
#pragma once

#include <filesystem>

#include "models/observations/observation_reader.hpp"

namespace qingliu {

/// Variables are known by name, else by long_name; those that are not, or whose unit is not understood, become notes.
/// Of a forecast one scenario is read; total_phosphorus and total_nitrogen are the sums of their parts. Throws
/// InputError for what is missing, FileError where the file cannot be read.
Observations read_netcdf_observations(const std::filesystem::path& file, const ObservationOptions& options);

}  // namespace qingliu
