#include "models/assessment/members.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/assessment/verdict.hpp"

namespace qingliu {

double MemberShares::at_least(int water_class) const {
    return std::accumulate(classes.begin(), classes.begin() + std::clamp(water_class, 0, 6), 0.0);
}

MemberShares shares_of(std::span<const SectionDay* const> members) {
    MemberShares shares;
    std::array<int, 6> count{};
    int met = 0;
    for (const SectionDay* day : members) {
        if (day->headline.water_class > 0) {
            ++shares.judged;
            ++count.at(static_cast<std::size_t>(day->headline.water_class - 1));
        }
        if (day->ecological_target > 0 && std::isfinite(day->discharge)) {
            ++shares.flow_judged;
            met += day->ecological_met ? 1 : 0;
        }
    }
    for (std::size_t c = 0; c < count.size() && shares.judged > 0; ++c)
        shares.classes[c] = static_cast<double>(count[c]) / shares.judged;
    if (shares.flow_judged > 0) shares.flow_met = static_cast<double>(met) / shares.flow_judged;
    return shares;
}

}  // namespace qingliu
