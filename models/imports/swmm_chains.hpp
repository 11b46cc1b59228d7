// Which conduits of a SWMM model go on into one another as one river.
#pragma once

#include <optional>
#include <vector>

#include "models/imports/swmm_shapes.hpp"

namespace qingliu {

struct SwmmChains {
    std::vector<char> culvert;             ///< [link] 1 where a conduit becomes a culvert
    std::vector<std::vector<int>> chains;  ///< links, downstream, of each river
};

/// `shapes` [link]: none of what is no conduit or could not be taken.
SwmmChains swmm_chains(const SwmmModel& model, const std::vector<std::optional<ConduitShape>>& shapes);

/// Conduits (links) that close a circle when all are followed downstream: turned round, none is left.
std::vector<int> conduits_in_circles(const SwmmModel& model);

}  // namespace qingliu
