#include "models/assessment/plan_goals.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/problems.hpp"
#include "models/assessment/black_odour.hpp"

namespace qingliu {
namespace {

ScenarioVerdict reached() {
    ScenarioVerdict verdict;
    verdict.sections.resize(7);
    for (auto& section : verdict.sections) section.period_class = 3;
    verdict.share_sections_class_iii = 5.0 / 7;
    verdict.sections_judged = 7;
    verdict.sections_worse_than_v = 1;
    verdict.share_ecological_flow_met = 0.8;
    verdict.key_sections_judged = 5;
    return verdict;
}

TEST(PlanGoals, TellHowFarAScheduleIsFromThem) {
    const auto states = goals_of(reached(), PlanGoals{});
    ASSERT_EQ(states.size(), 3U);
    EXPECT_EQ(states[0].name, "sections_of_class_iii");
    EXPECT_TRUE(states[0].met);
    EXPECT_NEAR(states[0].distance, 5.0 / 7 - 0.7, 1e-15);
    EXPECT_FALSE(states[1].met);
    EXPECT_EQ(states[1].distance, -1);
    EXPECT_FALSE(states[2].met);
    EXPECT_NEAR(states[2].distance, -0.1, 1e-15);
}

TEST(PlanGoals, AGoalJustReachedIsMet) {
    PlanGoals goals;
    goals.sections_of_class_iii = 5.0 / 7;
    goals.sections_worse_than_v = 1;
    goals.sections_of_ecological_flow = 0.8;
    for (const GoalState& state : goals_of(reached(), goals)) {
        EXPECT_TRUE(state.met) << state.name;
        EXPECT_EQ(state.distance, 0) << state.name;
    }
}

TEST(PlanGoals, WhatIsNotJudgedIsNotMet) {
    for (const GoalState& state : goals_of(ScenarioVerdict{}, PlanGoals{})) {
        EXPECT_FALSE(state.met) << state.name;
        EXPECT_TRUE(std::isnan(state.value)) << state.name;
    }
}

TEST(PlanGoals, BlackSectionsAreCountedWhereTheyAreLookedAt) {
    ScenarioVerdict verdict = reached();
    verdict.black_odour = {1, 1, 2, 0, 3, 1, 1};
    const auto states = goals_of(verdict, PlanGoals{});
    ASSERT_EQ(states.size(), 4U);
    EXPECT_EQ(states[3].value, 2);
    EXPECT_FALSE(states[3].met);
    verdict.black_odour = {0, 0, 0, 0, 0, 0, 0};
    EXPECT_TRUE(std::isnan(goals_of(verdict, PlanGoals{})[3].value));
}

TEST(BlackOdour, EveryDayIsASampleOfTheSection) {
    const Standard urban = read_standard(QINGLIU_ROOT "/configs/standards/black-odour-urban-2015.yaml");
    EXPECT_NO_THROW(require_points(urban));
    EXPECT_THROW(require_points(read_standard(QINGLIU_ROOT "/configs/standards/gb3838-2002.yaml")), InputError);
    Case c;
    c.sections.resize(2);
    std::vector<Constituent> constituents(2);
    constituents[0].name = "dissolved_oxygen";
    constituents[1].name = "ammonia_nitrogen";
    Quality quality;
    quality.concentration["dissolved_oxygen"] = quality.concentration["ammonia_nitrogen"] = Series(1.0);
    c.qualities = {quality};
    RunRecord record;
    record.scenarios.resize(1);
    for (int day = 0; day < 10; ++day) {
        record.day_start.push_back(86400.0 * day);
        // the first section has too much ammonia on six days of ten, the second on five
        record.scenarios[0].daily_concentration.push_back({6, day < 6 ? 9.0 : 1.0, 6, day < 5 ? 9.0 : 1.0});
    }
    EXPECT_EQ(black_odour_grades(c, constituents, record, urban), (std::vector<std::vector<int>>{{2, 1}}));
}

}  // namespace
}  // namespace qingliu
