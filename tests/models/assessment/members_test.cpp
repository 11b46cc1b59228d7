#include "models/assessment/members.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "engine/base/unknown.hpp"
#include "models/assessment/verdict.hpp"

namespace qingliu {
namespace {

SectionDay day_of(int water_class, double discharge, double target) {
    SectionDay day;
    day.headline.water_class = water_class;
    day.discharge = discharge;
    day.ecological_target = target;
    day.ecological_met = target <= 0 || discharge >= target;
    return day;
}

MemberShares shares(const std::vector<SectionDay>& days) {
    std::vector<const SectionDay*> all;
    for (const SectionDay& day : days) all.push_back(&day);
    return shares_of(all);
}

TEST(MemberShares, CountEveryMemberAlike) {
    const MemberShares s = shares({day_of(2, 3, 2), day_of(3, 1, 2), day_of(3, 2, 2), day_of(6, 5, 2)});
    EXPECT_EQ(s.judged, 4);
    EXPECT_EQ(s.classes, (std::array<double, 6>{0, 0.25, 0.5, 0, 0, 0.25}));
    EXPECT_EQ(s.at_least(3), 0.75);
    EXPECT_EQ(s.at_least(6), 1);
    EXPECT_EQ(s.at_least(1), 0);
    EXPECT_EQ(s.flow_judged, 4);
    EXPECT_EQ(s.flow_met, 0.75);
}

TEST(MemberShares, LeaveOutWhatIsNotKnown) {
    const MemberShares s = shares({day_of(0, unknown, 2), day_of(4, 3, 2)});
    EXPECT_EQ(s.judged, 1);
    EXPECT_EQ(s.classes[3], 1);
    EXPECT_EQ(s.flow_judged, 1);
    EXPECT_EQ(s.flow_met, 1);
    const MemberShares none = shares({day_of(0, 1, 0)});
    EXPECT_EQ(none.judged, 0);
    EXPECT_EQ(none.flow_judged, 0) << "no target, nothing to meet";
}

}  // namespace
}  // namespace qingliu
