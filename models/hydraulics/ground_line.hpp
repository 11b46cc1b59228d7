// The line of the ground of a section, with everything that was built on it or cut into it.
#pragma once

#include <utility>
#include <vector>

#include "engine/network/network.hpp"

namespace qingliu {

/// The ground that water meets, (offset, level) in m: the survey (or the line of a trapezoid) with obstructions, levees
/// as walls without thickness, and the pilot channel. Offsets do not descend.
std::vector<std::pair<double, double>> ground_line(const CrossSection& section);

}  // namespace qingliu
