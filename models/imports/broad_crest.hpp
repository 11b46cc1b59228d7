// What a discharge coefficient of 1 means where a model of another program becomes a weir of ours.
#pragma once

#include <cmath>

#include "models/hydraulics/structures/work.hpp"

namespace qingliu {

/// Critical flow over a broad crest, Q = broad_crest b h^(3/2): (2/3)^(3/2) sqrt(g), m^(1/2) s-1, with
/// the gravity of the laws of works, so that the flow of the file's coefficient comes out to the digit.
inline const double broad_crest = std::pow(2.0 / 3.0, 1.5) * std::sqrt(gravity);

}  // namespace qingliu
