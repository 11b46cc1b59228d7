#include "models/operation/rule_state.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/unknown.hpp"

namespace qingliu {
namespace {

OperationRule rule_above(double threshold, double hysteresis) {
    OperationRule rule;
    Condition condition;
    condition.threshold = threshold;
    condition.hysteresis = hysteresis;
    rule.when.push_back(condition);
    return rule;
}

/// Changes of a rule that looks every 15 min for four days at a slow wave with a ripple on it.
int changes(const OperationRule& rule) {
    RuleState state(rule);
    int count = 0;
    for (int k = 0; k < 4 * 96; ++k) {
        const double t = 900.0 * k;
        const double value = 1.5 + 0.5 * std::sin(2 * 3.14159265 * t / 86400) + 0.05 * (k % 2 == 0 ? 1 : -1);
        count += state.look(std::vector{value}, t, 601) ? 1 : 0;
    }
    return count;
}

TEST(RuleState, DoesNotChatterWithHysteresis) {
    const auto plain = changes(rule_above(1.5, 0));
    EXPECT_GT(plain, 20) << "the ripple must make a rule without hysteresis chatter for this to say anything";
    EXPECT_EQ(changes(rule_above(1.5, 0.15)), 8);  // on and off once a day
}

TEST(RuleState, HoldsBetweenThresholdAndHysteresis) {
    const auto rule = rule_above(2, 0.5);
    RuleState state(rule);
    const auto on_at = [&](double value) {
        state.look(std::vector{value}, 0, 601);
        return state.on();
    };
    EXPECT_FALSE(on_at(2));  // above means more than the threshold
    EXPECT_TRUE(on_at(2.01));
    EXPECT_TRUE(on_at(1.51));
    EXPECT_FALSE(on_at(1.5));
    EXPECT_FALSE(on_at(1.9));
}

TEST(RuleState, BelowIsTheMirrorImage) {
    auto rule = rule_above(2, 0.5);
    rule.when[0].above = false;
    RuleState state(rule);
    for (const auto& [value, on] :
         std::vector<std::pair<double, bool>>{{2, false}, {1.9, true}, {2.4, true}, {2.6, false}}) {
        state.look(std::vector{value}, 0, 601);
        EXPECT_EQ(state.on(), on) << value;
    }
}

TEST(RuleState, StaysForItsMinimumDuration) {
    auto rule = rule_above(1, 0);
    rule.minimum_duration = 7200;
    RuleState state(rule);
    state.look(std::vector{0.0}, 0, 601);
    state.look(std::vector{2.0}, 7200, 601);
    ASSERT_TRUE(state.on());
    state.look(std::vector{0.0}, 7200 + 7199, 601);
    EXPECT_TRUE(state.on());
    state.look(std::vector{0.0}, 7200 + 7200, 601);
    EXPECT_FALSE(state.on());
    EXPECT_TRUE(state.off());
}

TEST(RuleState, IsSilentOutOfSeasonAndSpeaksAtOnceInIt) {
    auto rule = rule_above(1, 0);
    rule.minimum_duration = 1e9;
    rule.season = {1115, 315};  // over the turn of the year
    RuleState state(rule);
    for (const auto& [day, speaks] : std::vector<std::pair<int, bool>>{
             {1114, false}, {1115, true}, {1231, true}, {101, true}, {315, true}, {316, false}}) {
        state.look(std::vector{2.0}, 0, day);
        EXPECT_EQ(state.on(), speaks) << day;
        EXPECT_FALSE(state.off()) << day;
    }
}

TEST(RuleState, WhatIsNotKnownChangesNothing) {
    const auto rule = rule_above(1, 0);
    RuleState state(rule);
    state.look(std::vector{unknown}, 0, 601);
    EXPECT_TRUE(state.off());
    state.look(std::vector{2.0}, 0, 601);
    state.look(std::vector{unknown}, 0, 601);
    EXPECT_TRUE(state.on());
}

TEST(RuleState, AllOrAnyOfItsConditions) {
    auto rule = rule_above(1, 0);
    rule.when.push_back(rule.when[0]);
    for (const bool all : {true, false}) {
        rule.all = all;
        RuleState state(rule);
        state.look(std::vector{2.0, 0.0}, 0, 601);
        EXPECT_EQ(state.on(), !all);
        state.look(std::vector{2.0, 2.0}, 0, 601);
        EXPECT_TRUE(state.on());
    }
}

}  // namespace
}  // namespace qingliu
