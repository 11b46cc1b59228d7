// Limits that depend on the water they are held against: of effluents while it is cold, of transparency where it is
// shallow.
#pragma once

#include "models/assessment/standard.hpp"

namespace qingliu {

/// Whether any limit of the standard depends on the temperature or the depth of the water.
bool limits_vary(const Standard& standard);

/// The standard with the limits that hold at a water temperature (degC) and depth (m): where the water is no warmer
/// than Indicator::cold_at_most, its cold limits; where it is shallower than Indicator::shallow_below, shallow_share of
/// the depth as its last limit. NaN = not known: the limits of warm and deep water, which are the stricter ones.
Standard limits_at(const Standard& standard, double water_temperature, double depth);

}  // namespace qingliu
