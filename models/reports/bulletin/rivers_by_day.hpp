// The map and the longitudinal profiles: daily means along the rivers.
#pragma once

#include "models/reports/bulletin/source.hpp"

namespace qingliu::bulletin {

/// {"map": ..., "profiles": ...}. The map has pieces of about 1 km, a dozen of a long river, with the headline class
/// that judge_pieces() gives them.
Json rivers_by_day(const Source& source);

}  // namespace qingliu::bulletin
