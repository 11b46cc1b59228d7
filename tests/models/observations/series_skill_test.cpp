#include "models/observations/series_skill.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "engine/base/unknown.hpp"
#include "tests/time_constants.hpp"

namespace qingliu {
namespace {

/// One station with one variable.
Observations series(const std::string& station, const std::string& variable, const std::vector<double>& time,
                    const std::vector<double>& value) {
    Observations made;
    made.stations.push_back({station, "", ""});
    for (const ObservedVariable& known : known_observed_variables()) {
        if (known.name == variable) made.variables.push_back(known);
    }
    for (std::size_t i = 0; i < time.size(); ++i) {
        const std::size_t row = made.add_row(0, time[i], static_cast<int>(i) + 2);
        made.values[made.at(row, 0)] = value[i];
    }
    return made;
}

TEST(SeriesSkill, HoldsAReadingAgainstTheLineBetweenTwoOutputs) {
    const auto computed = series("五陵", "discharge", {0, 3 * one_hour, 6 * one_hour}, {10, 16, 4});
    const auto observed =
        series("五陵", "discharge", {-one_hour, 0, one_hour, 2 * one_hour, 4.5 * one_hour, 6 * one_hour, 7 * one_hour},
               {9, 10, 12, 14, 10, 4, 4});
    const auto scores = series_skill(observed, computed, {});
    ASSERT_EQ(scores.size(), 4U);  // whole and first day of the station, and of all stations
    EXPECT_EQ(scores[0].station, 0);
    EXPECT_EQ(scores[0].lead, 0);
    EXPECT_EQ(scores[0].skill.pairs, 4U) << "the reading at the issue is no forecast";
    EXPECT_EQ(scores[0].skill.skipped, 1U) << "a reading behind the forecast";
    EXPECT_EQ(scores[0].skill.efficiency, 1);
    EXPECT_EQ(scores[0].skill.pbias, 0);
    EXPECT_EQ(scores[0].peak.time_error, 0);
    EXPECT_EQ(scores[0].volume_error, 0);
    EXPECT_EQ(scores[0].rated_2007, SkillRating::very_good);
    EXPECT_EQ(scores[1].lead, 1);
    EXPECT_EQ(scores[2].station, -1);
}

TEST(SeriesSkill, LeadsCountFromTheIssue) {
    std::vector<double> time, computed_values, observed_values;
    for (int h = 0; h <= 72; h += 6) {
        time.push_back(h * one_hour);
        computed_values.push_back(2);
        observed_values.push_back(h <= 24 ? 2 : h <= 48 ? 3 : 4);
    }
    const auto computed = series("汲县", "ammonia_nitrogen", time, computed_values);
    const auto observed = series("汲县", "ammonia_nitrogen", time, observed_values);
    const auto scores = series_skill(observed, computed, {});
    std::map<int, SeriesSkill> together;
    for (const SeriesSkill& one : scores) {
        if (one.station < 0) together.emplace(one.lead, one);
    }
    ASSERT_EQ(together.size(), 4U);
    EXPECT_EQ(together.at(1).skill.pairs, 4U);
    EXPECT_EQ(together.at(1).skill.mean_error, 0);
    EXPECT_EQ(together.at(2).skill.mean_error, -1);
    EXPECT_EQ(together.at(3).skill.mean_error, -2);
    EXPECT_EQ(together.at(0).skill.pairs, 12U);
    EXPECT_EQ(scores.front().passed.forecasts, 0) << "no permissible error is set for concentrations";
    EXPECT_TRUE(std::isnan(scores.front().volume_error));
}

TEST(SeriesSkill, AMissingOutputAndAnotherStationHaveNoComputedValue) {
    const auto computed = series("五陵", "discharge", {0, one_hour, 2 * one_hour}, {1, unknown, 3});
    const auto observed = series("五陵", "discharge", {0.5 * one_hour, 1.5 * one_hour, 2 * one_hour}, {1, 1, 3});
    const auto scores = series_skill(observed, computed, {});
    EXPECT_EQ(scores.front().skill.pairs, 1U);
    EXPECT_TRUE(series_skill(series("淇门", "discharge", {0}, {1}), computed, {}).empty());
    EXPECT_TRUE(series_skill(series("五陵", "water_level", {0}, {1}), computed, {}).empty());
}

TEST(SeriesSkill, ThePermissibleErrorComesFromTheChangeSinceTheIssue) {
    const auto computed = series("五陵", "discharge", {0, one_hour, 2 * one_hour}, {10, 21, 33});
    const auto observed = series("五陵", "discharge", {-one_hour, one_hour, 2 * one_hour}, {10, 20, 30});
    // a fifth of the changes 10 and 20 is 2 and 4: errors of 1 and 3 pass; without a reading before the issue the
    // change is not known and nothing is graded
    EXPECT_EQ(series_skill(observed, computed, {}).front().passed.passed, 2);
    const auto later = series("五陵", "discharge", {one_hour, 2 * one_hour}, {20, 30});
    EXPECT_EQ(series_skill(later, computed, {}).front().passed.forecasts, 0);
    const auto old = series("五陵", "discharge", {-30 * one_hour, one_hour, 2 * one_hour}, {10, 20, 30});
    EXPECT_EQ(series_skill(old, computed, {}).front().passed.forecasts, 0) << "of the day before yesterday";
}

TEST(SeriesSkill, FlagsAndTheLimitOfDetection) {
    const auto computed = series("五陵", "ammonia_nitrogen", {0, 2 * one_hour}, {0.1, 0.1});
    auto observed = series("五陵", "ammonia_nitrogen", {one_hour, 2 * one_hour}, {0.2, 5});
    observed.below_detection[0] = 1;
    observed.flags[1] = static_cast<std::uint16_t>(ObservationFlag::spike);
    SkillSettings settings;
    EXPECT_NEAR(series_skill(observed, computed, settings).front().skill.mean_error, (0 - 4.9) / 2, 1e-12);
    settings.leave_out_flagged = true;
    const auto scores = series_skill(observed, computed, settings);
    EXPECT_EQ(scores.front().skill.pairs, 1U);
    EXPECT_NEAR(scores.front().skill.mean_error, 0, 1e-15) << "half of the limit";
}

TEST(SeriesSkill, AComputedSeriesThatIsLate) {
    std::vector<double> time, early, late;
    for (int i = 0; i < 60; ++i) {
        time.push_back(i * one_hour);
        early.push_back(10 + std::exp(-0.02 * (i - 20.0) * (i - 20.0)));
        late.push_back(10 + std::exp(-0.02 * (i - 24.0) * (i - 24.0)));
    }
    const auto computed = series("五陵", "discharge", time, late);
    // readings go on behind the forecast
    for (int i = 60; i < 70; ++i) {
        time.push_back(i * one_hour);
        early.push_back(10);
    }
    const auto scores = series_skill(series("五陵", "discharge", time, early), computed, {});
    EXPECT_NEAR(scores.front().lag, 4 * one_hour, 0.05 * one_hour);
    EXPECT_EQ(scores.front().peak.time_error, 4 * one_hour);
}

}  // namespace
}  // namespace qingliu
