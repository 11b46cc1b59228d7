#include "models/assessment/class_skill.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

namespace qingliu {
namespace {

TEST(ClassSkill, CountsHitsAndNeighbours) {
    const std::vector<int> observed{3, 3, 4, 6, 0, 2}, foretold{3, 4, 4, 4, 3, 0};
    const ClassSkill skill = class_skill(observed, foretold);
    EXPECT_EQ(skill.pairs, 4);
    EXPECT_EQ(skill.skipped, 2);
    EXPECT_EQ(skill.table[2][2], 1);
    EXPECT_EQ(skill.table[2][3], 1);
    EXPECT_EQ(skill.table[5][3], 1);
    EXPECT_EQ(skill.table[3][5], 0);
    EXPECT_EQ(skill.hit_rate(), 0.5);
    EXPECT_EQ(skill.near_rate(), 0.75);
    EXPECT_EQ(skill.bias(), -0.25);
    // chance: III 2 x 1, IV 1 x 3, worse than V 1 x 0, of 16
    EXPECT_NEAR(skill.kappa(), (0.5 - 5.0 / 16) / (1 - 5.0 / 16), 1e-15);
    EXPECT_TRUE(std::isnan(class_skill({}, {}).hit_rate()));
    EXPECT_TRUE(std::isnan(class_skill(std::vector<int>{3, 3}, std::vector<int>{3, 3}).kappa()));
    EXPECT_THROW(class_skill(observed, {}), std::invalid_argument);
    EXPECT_THROW(class_skill(std::vector<int>{7}, std::vector<int>{1}), std::invalid_argument);
}

TEST(BrierScore, OfProbabilities) {
    const std::vector<double> probability{0.9, 0.2, 0.5, std::numeric_limits<double>::quiet_NaN()};
    const std::vector<char> came{1, 0, 0, 1};
    const ProbabilityScore score = brier_score(probability, came);
    EXPECT_EQ(score.forecasts, 3U);
    EXPECT_NEAR(score.score, (0.01 + 0.04 + 0.25) / 3, 1e-15);
    EXPECT_NEAR(score.reference, (4.0 / 9 + 2.0 / 9) / 3, 1e-15);  // a third each time
    EXPECT_NEAR(score.skill(), 1 - 0.1 / (2.0 / 9), 1e-14);
    EXPECT_TRUE(std::isnan(brier_score({}, {}).score));
    EXPECT_TRUE(std::isnan(brier_score(std::vector<double>{0.5}, std::vector<char>{1}).skill()));
    EXPECT_THROW(brier_score(std::vector<double>{1.5}, std::vector<char>{1}), std::invalid_argument);
    EXPECT_THROW(brier_score(probability, std::vector<char>{1}), std::invalid_argument);
}

TEST(RankedProbabilityScore, PunishesByDistance) {
    const std::vector<std::vector<double>> sure{{0, 0, 1}}, near{{0, 1, 0}}, spread{{0.2, 0.3, 0.5}};
    const std::vector<std::size_t> third{2}, first{0};
    EXPECT_EQ(ranked_probability_score(sure, third).score, 0);
    EXPECT_EQ(ranked_probability_score(sure, first).score, 1);
    EXPECT_EQ(ranked_probability_score(near, first).score, 0.5);
    EXPECT_NEAR(ranked_probability_score(spread, third).score, (0.04 + 0.25) / 2, 1e-15);
    const std::vector<std::vector<double>> both{{0.2, 0.3, 0.5}, {0.5, 0.5, 0}};
    const ProbabilityScore score = ranked_probability_score(both, std::vector<std::size_t>{2, 0});
    EXPECT_NEAR(score.score, (0.145 + (0.25 + 0) / 2) / 2, 1e-15);
    EXPECT_NEAR(score.reference, 0.25, 1e-15);  // frequencies 1/2, 0, 1/2: a half off at both bounds
    EXPECT_THROW(ranked_probability_score({{0.2, 0.2}}, first), std::invalid_argument);
    EXPECT_THROW(ranked_probability_score({{1.0}}, first), std::invalid_argument);
    EXPECT_THROW(ranked_probability_score(near, std::vector<std::size_t>{3}), std::invalid_argument);
}

}  // namespace
}  // namespace qingliu
