// What the members of an ensemble say together: with which probability a section is of which class on a day. Every
// member counts alike, the scenario as it is written among them: shares of members, as likely as the members were
// chosen to be.
#pragma once

#include <array>
#include <span>

namespace qingliu {

struct SectionDay;

/// One section on one day.
struct MemberShares {
    int judged = 0;                   ///< members with a class that day
    std::array<double, 6> classes{};  ///< 1, probability of class I .. worse than V; all 0 where none is judged
    int flow_judged = 0;              ///< members with a known discharge, where there is a target
    double flow_met = 0;              ///< 1, probability that the ecological flow is met; 0 where none is judged

    /// Probability that the class is `water_class` (1..6) or better.
    [[nodiscard]] double at_least(int water_class) const;
};

/// From the same section and day of each member.
MemberShares shares_of(std::span<const SectionDay* const> members);

}  // namespace qingliu
