// The cross-sections of SWMM as sections of a river, or as barrels of a culvert.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/network/network.hpp"
#include "models/imports/swmm_model.hpp"

namespace qingliu {

/// A conduit's shape over a bed at 0 m.
struct ConduitShape {
    CrossSection section;     ///< its bed at 0; manning_n that of the conduit, losses included
    double height = 0;        ///< m, from the bed to the top
    double full_area = 0;     ///< m2
    bool closed = false;      ///< has a crown
    bool round = false;       ///< a circle; else a box
    double barrel_width = 0;  ///< m, of a closed one: of a box, or the diameter
    int barrels = 1;
    double n = 0;  ///< s m-1/3, of the conduit alone, without its losses
    std::vector<std::pair<std::string, std::string>> assumed = {};  ///< what and why
};

/// Nothing, with a fault, where the shape is unknown or cannot be a river.
std::optional<ConduitShape> conduit_shape(const SwmmLink& link, const SwmmModel& model, const SwmmText& text,
                                          Problems& problems);

/// The section with its bed at `level`.
CrossSection raised(const CrossSection& section, double level);

/// Rise and span (m) of a standard pipe-arch or elliptical pipe by its number, from 1; nothing beyond the list.
std::optional<std::pair<double, double>> standard_arch(int number);
std::optional<std::pair<double, double>> standard_ellipse(int number);

}  // namespace qingliu
