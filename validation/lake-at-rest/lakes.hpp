// Rivers without ends for water to stand in.
#pragma once

#include <algorithm>
#include <string>

#include "engine/run/case.hpp"

namespace qingliu::still_water {

inline River closed_river(const std::string& name, double length, double cell) {
    River river;
    river.name = river.code = name;
    river.to = length;
    river.max_cell = cell;
    river.outlet = Outlet{Outlet::Kind::closed, 0, 0, {}, {}};
    return river;
}

inline CrossSection section(double chainage, double bed, double width, double side_slope) {
    CrossSection s;
    s.chainage = chainage;
    s.bed_level = bed;
    s.bottom_width = width;
    s.side_slope = side_slope;
    s.manning_n = 0.03;
    return s;
}

inline double bump(double x) { return std::max(0.0, 0.2 - 0.05 * (x - 10) * (x - 10)); }

/// 25 m with the bump of Goutal & Maurel (1997), 100 cells.
inline Case over_bump() {
    Case c;
    auto river = closed_river("channel", 25, 0.25);
    for (int k = 0; k <= 200; ++k) river.sections.push_back(section(0.125 * k, bump(0.125 * k), 1, 0));
    c.network.rivers = {river};
    c.scenarios.emplace_back();
    return c;
}

}  // namespace qingliu::still_water
