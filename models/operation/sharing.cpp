#include "models/operation/sharing.hpp"

#include <algorithm>
#include <set>

namespace qingliu {

namespace {

using Shortage = SharedWithdrawals::Shortage;

/// The amount everyone loses, none more than it asks for, so that `short_by` is lost in all.
double equal_loss(std::vector<double> demands, double short_by) {
    std::ranges::sort(demands);
    double lost = 0;
    for (std::size_t i = 0; i < demands.size(); ++i) {
        const auto others = static_cast<double>(demands.size() - i);
        if (lost + demands[i] * others >= short_by) return (short_by - lost) / others;
        lost += demands[i];
    }
    return demands.empty() ? 0 : demands.back();
}

}  // namespace

std::vector<double> share_water(std::span<const WaterClaim> claims, double available, Shortage shortage) {
    std::vector<double> shares(claims.size(), 0.0);
    std::set<int> priorities;
    for (const WaterClaim& claim : claims) priorities.insert(claim.priority);
    double left = std::max(available, 0.0);
    for (const int priority : priorities) {
        std::vector<std::size_t> members;
        std::vector<double> demands;
        double asked = 0;
        for (std::size_t i = 0; i < claims.size(); ++i) {
            if (claims[i].priority != priority) continue;
            members.push_back(i);
            demands.push_back(claims[i].demand);
            asked += claims[i].demand;
        }
        const double loss = asked > left ? equal_loss(demands, asked - left) : 0;
        double given = 0;
        for (const std::size_t i : members) {
            const double demand = claims[i].demand;
            shares[i] = asked <= left                         ? demand
                        : shortage == Shortage::equally       ? std::max(demand - loss, 0.0)
                        : shortage == Shortage::in_proportion ? demand * (left / asked)
                                                              : std::clamp(left - given, 0.0, demand);
            given += shares[i];
        }
        left = asked <= left ? left - asked : 0;
    }
    return shares;
}

}  // namespace qingliu
