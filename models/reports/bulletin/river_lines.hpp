// The rivers of a forecast as lines: which cells lie along them and what they join.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/io/netcdf_reader.hpp"

namespace qingliu::bulletin {

/// One river, downstream.
struct RiverLine {
    std::vector<std::size_t> cells;     ///< nodes of the mesh that hold water
    std::vector<std::ptrdiff_t> faces;  ///< [cells] the face by which water leaves the cell along the river, -1 = none
    double from_km = 0, to_km = 0;      ///< chainage of its ends
    int into = -1, leaves = -1;         ///< river it flows into, river it branches off; -1 = none
    double into_km = 0, leaves_km = 0;  ///< chainage there, of that river
};

/// [river of the file]
std::vector<RiverLine> river_lines(const NetcdfReader& nc, std::size_t rivers);

}  // namespace qingliu::bulletin
