// When releases arrived, in forecast.nc and back: dimension `arrival`, one place a pulse, in the order of scenarios,
// sections and waters.
#pragma once

#include <string>
#include <vector>

#include "engine/io/netcdf_file.hpp"
#include "engine/io/netcdf_reader.hpp"
#include "models/assessment/arrival.hpp"
#include "models/reports/arrivals.hpp"
#include "models/reports/result_layout.hpp"

namespace qingliu {

/// arrival_scenario, arrival_section (numbers from 1), arrival_water, arrival_releases (names joined by blanks and
/// semicolons, for people), arrival_release_start, arrival_time, arrival_travel_time, arrival_share_before,
/// arrival_share_at_peak, arrival_still_rising (arrival); the releases one by one, in arrival_release_name and the
/// number of their arrival in arrival_release_of (arrival_release), both from 1. Nothing where no release is looked
/// for.
void write_arrivals(NetcdfFile& file, const ResultLayout& layout, const std::vector<SectionArrivals>& arrivals);

/// One pulse read back.
struct ReadArrival {
    std::size_t scenario = 0, section = 0;  ///< indices from 0
    std::string water;                      ///< name
    std::vector<std::string> releases;
    PulseArrival pulse;  ///< without the time of its peak
};

/// Empty where the file tells of none.
std::vector<ReadArrival> read_arrivals(const NetcdfReader& nc);

}  // namespace qingliu
