// Who gets how much where there is not enough water for all.
#pragma once

#include <span>
#include <vector>

#include "engine/run/operation_plan.hpp"

namespace qingliu {

struct WaterClaim {
    int priority = 1;   ///< 1 is served first
    double demand = 0;  ///< m3 s-1, >= 0
};

/// What each of `claims` gets of `available` (m3 s-1; none where negative): its demand where all of its priority can be
/// served; where what is left is less than they ask for, the rule of `shortage`; nothing where lower numbers have taken
/// all. The shares add up to the lesser of `available` and the sum of demands.
std::vector<double> share_water(std::span<const WaterClaim> claims, double available,
                                SharedWithdrawals::Shortage shortage);

}  // namespace qingliu
