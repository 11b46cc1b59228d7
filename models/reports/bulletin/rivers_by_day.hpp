// The map and the longitudinal profiles: both are daily means along the rivers, read once for both.
#pragma once

#include "models/reports/bulletin/source.hpp"

namespace qingliu::bulletin {

/// {"map": ..., "profiles": ...}. A piece of a river has the headline class of the mean of its cells, by length.
Json rivers_by_day(const Source& source);

}  // namespace qingliu::bulletin
