#include "models/assessment/skill.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>
#include <vector>

#include "engine/base/unknown.hpp"
#include "models/assessment/forecast_scheme.hpp"
#include "models/assessment/skill_rating.hpp"

namespace qingliu {
namespace {

const std::vector<double> observed{10, 12, 30, 80, 60, 40, 25, 18};
const std::vector<double> computed{11, 12, 25, 70, 66, 45, 24, 20};

/// Figures of an independent script, all digits of a double.
TEST(Skill, IsThatComputedElsewhere) {
    const Skill s = skill_of(observed, computed);
    EXPECT_EQ(s.pairs, 8U);
    EXPECT_NEAR(s.efficiency, 0.9547156460980571, 1e-14);
    EXPECT_NEAR(s.pbias, 0.007272727272727273, 1e-15);
    EXPECT_NEAR(s.rsr, 0.2128012074729438, 1e-14);
    EXPECT_NEAR(s.kling_gupta_2009, 0.9451938770067243, 1e-14);
    EXPECT_NEAR(s.correlation, 0.9775283636339585, 1e-14);
    EXPECT_NEAR(s.variability_ratio, 0.9505445239169312, 1e-14);
    EXPECT_NEAR(s.mean_ratio, 0.9927272727272727, 1e-15);
    EXPECT_NEAR(s.kling_gupta_2012, 0.9513849985582756, 1e-14);
    EXPECT_NEAR(s.determination(), s.correlation * s.correlation, 1e-15);
    EXPECT_NEAR(s.rsr * s.rsr, 1 - s.efficiency, 1e-14);
    EXPECT_NEAR(s.mean_error, -2.0 / 8, 1e-15);
    EXPECT_NEAR(s.root_mean_square_error, std::sqrt((1 + 25 + 100 + 36 + 25 + 1 + 4) / 8.0), 1e-14);
}

TEST(Skill, KnowsPerfectionAndTheMean) {
    const Skill perfect = skill_of(observed, observed);
    EXPECT_EQ(perfect.efficiency, 1);
    EXPECT_NEAR(perfect.kling_gupta_2009, 1, 1e-15);
    EXPECT_EQ(perfect.pbias, 0);
    const std::vector<double> mean(8, 275.0 / 8);
    EXPECT_NEAR(skill_of(observed, mean).efficiency, 0, 1e-15);
    EXPECT_TRUE(std::isnan(skill_of(observed, mean).correlation));
    EXPECT_TRUE(std::isnan(skill_of(mean, observed).efficiency));
    EXPECT_NEAR(kling_gupta_of_the_mean, 1 - std::sqrt(2.0), 1e-16);
    EXPECT_TRUE(std::isnan(skill_of({}, {}).efficiency));
    EXPECT_TRUE(std::isnan(skill_of({}, {}).root_mean_square_error));
    // the mean of seventeen times 0.3744 is not 0.3744 to the last bit
    const std::vector<double> held(17, 0.3744), other(17, 0.4);
    EXPECT_TRUE(std::isnan(skill_of(held, other).efficiency));
    EXPECT_TRUE(std::isnan(skill_of(held, other).correlation));
}

TEST(Skill, DoublingIsSeenInEachOfItsParts) {
    std::vector<double> twice = observed;
    for (double& value : twice) value *= 2;
    const Skill s = skill_of(observed, twice);
    EXPECT_NEAR(s.correlation, 1, 1e-15);
    EXPECT_NEAR(s.kling_gupta_2009, 1 - std::sqrt(2.0), 1e-14);
    EXPECT_NEAR(s.kling_gupta_2012, 0, 1e-14);  // the coefficient of variation is the same
    EXPECT_NEAR(s.pbias, -1, 1e-15);
}

TEST(Skill, WhatIsNotKnownCountsInNeither) {
    std::vector<double> gaps = observed, more = computed;
    gaps.insert(gaps.begin() + 3, unknown);
    more.insert(more.begin() + 3, 1e6);
    more.push_back(unknown);
    gaps.push_back(-1e6);
    const Skill s = skill_of(gaps, more);
    EXPECT_EQ(s.pairs, 8U);
    EXPECT_EQ(s.skipped, 2U);
    EXPECT_EQ(s.efficiency, skill_of(observed, computed).efficiency);
    EXPECT_THROW(skill_of(observed, gaps), std::invalid_argument);
}

TEST(Skill, PeaksAndVolumes) {
    const std::vector<double> time{0, 1, 2, 3, 4, 5, 6, 9};
    const PeakSkill peak = peak_skill(time, observed, computed);
    EXPECT_EQ(peak.observed, 80);
    EXPECT_NEAR(peak.relative_error(), -0.125, 1e-15);
    EXPECT_EQ(peak.time_error, 0);
    const std::vector<double> late{10, 12, 25, 66, 70, 45, 24, 70};
    EXPECT_EQ(peak_skill(time, observed, late).time_error, 1);  // the first of equals
    const std::vector<double> three{0, 1, 3}, flow{1, 1, 1}, more{1, 2, 4};
    EXPECT_NEAR(volume_error(three, flow, more), (1.5 + 6) / 3 - 1, 1e-15);
    const std::vector<double> hole{1, unknown, 1};
    EXPECT_TRUE(std::isnan(volume_error(three, hole, more)));
    EXPECT_TRUE(std::isnan(peak_skill({}, {}, {}).relative_error()));
    EXPECT_THROW(peak_skill(time, observed, more), std::invalid_argument);
}

TEST(Skill, LagIsFoundToAFractionOfAStep) {
    std::vector<double> wave, later, earlier;
    const auto bell = [](double t) { return std::exp(-t * t / 200); };
    for (int i = 0; i < 200; ++i) {
        wave.push_back(5 + bell(i - 90.0));
        later.push_back(5 + 2 * bell(i - 90.0 - 3.4));
        earlier.push_back(4 + bell(i - 90.0 + 7));
    }
    EXPECT_NEAR(lag_in_steps(wave, wave, 20), 0, 1e-12);
    EXPECT_NEAR(lag_in_steps(wave, later, 20), 3.4, 0.01);
    EXPECT_NEAR(lag_in_steps(wave, earlier, 20), -7, 0.01);
    EXPECT_EQ(lag_in_steps(wave, earlier, 5), -5);  // as far as it may look
    EXPECT_TRUE(std::isnan(lag_in_steps(std::vector<double>(9, 1.0), std::vector<double>(9, 2.0), 3)));
}

TEST(ForecastScheme, PermissibleErrors) {
    EXPECT_DOUBLE_EQ(permitted_peak(500), 100);
    EXPECT_DOUBLE_EQ(permitted_runoff_depth(0.05), 0.010);
    EXPECT_DOUBLE_EQ(permitted_runoff_depth(0.2), 0.020);
    EXPECT_DOUBLE_EQ(permitted_runoff_depth(0.01), 0.003);
    EXPECT_DOUBLE_EQ(permitted_peak_time(86400, 3600), 0.3 * 86400);
    EXPECT_DOUBLE_EQ(permitted_peak_time(7200, 3600), 10800);
    EXPECT_DOUBLE_EQ(permitted_peak_time(7200, 21600), 21600);
    EXPECT_DOUBLE_EQ(permitted_routed_discharge(100, 300), 40);
    EXPECT_DOUBLE_EQ(permitted_routed_discharge(300, 310), 15.5);
    EXPECT_DOUBLE_EQ(permitted_routed_level(70, 72), 0.4);
    EXPECT_DOUBLE_EQ(permitted_routed_level(72, 71.9), 0.1);
}

TEST(ForecastScheme, PassRateAndGrade) {
    const std::vector<double> error{1, -2, 2.5, unknown, 0}, permitted{1, 2, 2, 2, unknown};
    const PassRate rate = pass_rate(error, permitted);
    EXPECT_EQ(rate.forecasts, 3);
    EXPECT_EQ(rate.passed, 2);
    EXPECT_NEAR(rate.share(), 2.0 / 3, 1e-15);
    EXPECT_EQ(grade_of_pass_rate(rate.share()), SchemeGrade::third);
    EXPECT_EQ(grade_of_pass_rate(0.85), SchemeGrade::first);
    EXPECT_EQ(grade_of_pass_rate(0.8499), SchemeGrade::second);
    EXPECT_EQ(grade_of_pass_rate(0.70), SchemeGrade::second);
    EXPECT_EQ(grade_of_pass_rate(0.5999), SchemeGrade::none);
    EXPECT_EQ(grade_of_pass_rate(PassRate{}.share()), SchemeGrade::none);
    EXPECT_EQ(grade_of_efficiency(0.90), SchemeGrade::first);
    EXPECT_EQ(grade_of_efficiency(0.7), SchemeGrade::second);
    EXPECT_EQ(grade_of_efficiency(0.5), SchemeGrade::third);
    EXPECT_EQ(grade_of_efficiency(-1), SchemeGrade::none);
    EXPECT_STREQ(grade_title(SchemeGrade::first), "甲");
    EXPECT_THROW(pass_rate(error, {}), std::invalid_argument);
}

Skill scores(double efficiency, double rsr, double pbias, double correlation = 1) {
    Skill s;
    s.efficiency = efficiency, s.rsr = rsr, s.pbias = pbias, s.correlation = correlation;
    return s;
}

TEST(SkillRating, OfMoriasi2007) {
    using enum SkillRating;
    EXPECT_EQ(rating_2007(scores(0.76, 0.49, -0.09), RatedQuantity::flow), very_good);
    EXPECT_EQ(rating_2007(scores(0.75, 0.50, 0.0), RatedQuantity::flow), good);  // more than 0.75 is asked for
    EXPECT_EQ(rating_2007(scores(0.76, 0.50, 0.10), RatedQuantity::flow), good);
    EXPECT_EQ(rating_2007(scores(0.76, 0.61, 0.0), RatedQuantity::flow), satisfactory);
    EXPECT_EQ(rating_2007(scores(0.76, 0.49, -0.25), RatedQuantity::flow), unsatisfactory);
    EXPECT_EQ(rating_2007(scores(0.76, 0.49, -0.25), RatedQuantity::sediment), good);
    EXPECT_EQ(rating_2007(scores(0.76, 0.49, 0.24), RatedQuantity::nutrients), very_good);
    EXPECT_EQ(rating_2007(scores(0.76, 0.49, 0.69), RatedQuantity::nutrients), satisfactory);
    EXPECT_EQ(rating_2007(scores(unknown, 0.49, 0), RatedQuantity::flow), unsatisfactory);
}

TEST(SkillRating, OfMoriasi2015) {
    using enum SkillRating;
    EXPECT_EQ(rating_2015(scores(0.81, 0, 0.04, std::sqrt(0.86)), RatedQuantity::flow), very_good);
    EXPECT_EQ(rating_2015(scores(0.81, 0, 0.04, std::sqrt(0.84)), RatedQuantity::flow), good);
    EXPECT_EQ(rating_2015(scores(0.81, 0, -0.15), RatedQuantity::flow), satisfactory);
    EXPECT_EQ(rating_2015(scores(0.81, 0, -0.151), RatedQuantity::flow), unsatisfactory);
    EXPECT_EQ(rating_2015(scores(0.51, 0, 0.19), RatedQuantity::nutrients), good);
    EXPECT_EQ(rating_2015(scores(0.35, 0, 0.0), RatedQuantity::nutrients), unsatisfactory);
    EXPECT_THROW(rating_2015(scores(1, 0, 0), RatedQuantity::sediment), std::invalid_argument);
    EXPECT_STREQ(rating_name(very_good), "very good");
}

}  // namespace
}  // namespace qingliu
