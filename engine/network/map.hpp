// Where the cells lie on a map: between the known points of their river, in proportion to chainage.
#pragma once

#include <vector>

#include "engine/network/grid.hpp"
#include "engine/network/network.hpp"

namespace qingliu {

struct CellMap {
    std::vector<double> longitude, latitude;  ///< degrees [cell], of the centres; empty where no point is known at all
    std::vector<int> schematic;               ///< rivers without points, drawn south of the others; ascending
};

/// Before the first and after the last point of a river its line goes straight on.
CellMap map_cells(const Network& network, const Grid& grid);

}  // namespace qingliu
