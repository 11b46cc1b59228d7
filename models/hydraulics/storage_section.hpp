// A storage node as a section: its surface over the length of its one cell, so that volume over length is the area of a
// table, exact at every level.
#pragma once

#include "models/hydraulics/section.hpp"

namespace qingliu {

/// Precondition: `river.storage` is not empty.
SectionShape storage_shape(const River& river);

}  // namespace qingliu
