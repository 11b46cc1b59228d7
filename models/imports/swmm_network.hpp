// The nodes and links of a SWMM model as rivers, storages and works.
//
// Conduits in a row become one river; where more than two meet, the largest goes on and the others leave or join it.
// Short closed conduits between nodes that have water of their own become culverts. A weir, orifice, pump or outlet
// stands at the end of what comes to it, or at the head of a short river made for it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/imports/import_report.hpp"
#include "models/imports/swmm_shapes.hpp"

namespace qingliu {

/// Where a conduit lies in the network that was made.
struct ConduitPlace {
    int river = -1;
    double from = 0, to = 0;  ///< m, chainage
};

struct SwmmNetwork {
    Network network;
    std::vector<std::optional<RiverPoint>> node;  ///< [node] where its water is; none of an outfall
    std::vector<ConduitPlace> conduit;            ///< [link]; river -1 of what is a work
    std::vector<std::pair<int, int>> end_levels;  ///< river, node: outfalls whose level changes
};

/// `source` is the key of the file among the sources. Faults go to `problems`, what was assumed to `report`.
SwmmNetwork make_swmm_network(const SwmmModel& model, const SwmmText& text, const std::string& source,
                              int utc_offset_minutes, ImportReport& report, Problems& problems);

/// A weir, orifice, pump or outlet as a work; nothing where there is none for it, which the report says.
std::optional<Structure> swmm_work(const SwmmLink& link, const SwmmModel& model, const SwmmText& text,
                                   ImportReport& report);

/// A short closed conduit as a culvert.
Structure swmm_culvert(const SwmmLink& link, const ConduitShape& shape);

}  // namespace qingliu
