// The lower end of a river of a HEC-RAS model as an outlet.
#pragma once

#include <vector>

#include "models/imports/hecras_translation.hpp"

namespace qingliu {

/// What a profile has at the end of a reach.
struct EndCondition {
    HecrasBoundary boundary;
    double discharge = 0;  ///< m3 s-1, of that profile there
};

/// One outlet for all profiles: a normal depth or a stage where they agree on it, else a rating curve through their
/// levels and discharges. Precondition: there is at least one.
Outlet hecras_outlet(const HecrasTranslation& translation, const River& river, const std::vector<EndCondition>& ends);

/// Levels (m) and discharges (m3 s-1) of critical flow, Q = A sqrt(g A / B), in the last section of a river.
std::vector<std::pair<double, double>> critical_rating(const River& river, double greatest_discharge);

}  // namespace qingliu
