#include "models/assessment/evaluation.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "engine/time/civil_time.hpp"
#include "tests/models/assessment/standards.hpp"

namespace qingliu {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Sample sample(const std::string& day, const std::map<std::string, double>& observed) {
    return {parse_instant(day + " 08:00 +08:00").value(), values_of(table_one(), observed), {}};
}

Evaluation month_of_one(const std::map<std::string, double>& observed, EvaluationSettings settings = {}) {
    const std::vector<Sample> samples{sample("2026-01-15", observed)};
    const auto evaluations = evaluate_section(table_one(), samples, settings);
    EXPECT_EQ(evaluations.size(), 1U);
    return evaluations.front();
}

TEST(EvaluateSection, RoundsOnceBeforeItJudges) {
    const auto rounded = month_of_one({{"ammonia_nitrogen", 1.005}});  // a tie, to the even hundredth
    EXPECT_EQ(rounded.values[index_of("ammonia_nitrogen")], 1.00);
    EXPECT_EQ(rounded.means[index_of("ammonia_nitrogen")], 1.005);
    EXPECT_EQ(rounded.water_class, 3);
    EXPECT_EQ(rounded.rating, Rating::good);
    const auto as_it_is = month_of_one({{"ammonia_nitrogen", 1.005}}, {.rounding = Rounding::none});
    EXPECT_EQ(as_it_is.water_class, 4);
    EXPECT_EQ(as_it_is.rating, Rating::light_pollution);
}

TEST(EvaluateSection, NamesWhatPollutesMost) {
    const auto worst = month_of_one({{"chemical_oxygen_demand", 38},  // V, 0.9
                                     {"permanganate_index", 14},      // V, 1.3
                                     {"ammonia_nitrogen", 1.8},       // V, 0.8
                                     {"total_phosphorus", 0.29},      // IV, 0.45
                                     {"dissolved_oxygen", 4.0}});     // IV
    EXPECT_EQ(worst.water_class, 5);
    EXPECT_EQ(worst.rating, Rating::moderate_pollution);
    EXPECT_THAT(names_of(worst.main_pollutants),
                ElementsAre("permanganate_index", "chemical_oxygen_demand", "ammonia_nitrogen"));
    EXPECT_NEAR(worst.multiples[index_of("permanganate_index")], 8.0 / 6, 1e-12);
    EXPECT_NEAR(worst.multiples[index_of("total_phosphorus")], 0.45, 1e-12);
}

TEST(EvaluateSection, NamesCyanideAndHeavyMetalsFirst) {
    const auto toxic = month_of_one({{"chemical_oxygen_demand", 80}, {"lead", 0.06}, {"cyanide", 0.3}});
    EXPECT_EQ(toxic.water_class, 6);
    // cyanide is worse than V by 0.5, lead V by 0.2, COD worse than V by 3
    EXPECT_THAT(names_of(toxic.main_pollutants), ElementsAre("cyanide", "lead", "chemical_oxygen_demand"));
}

TEST(EvaluateSection, OxygenAndAcidityHaveNoMultiple) {
    const auto poor = month_of_one({{"dissolved_oxygen", 1.0}, {"ph", 10}, {"total_phosphorus", 0.25}});
    EXPECT_TRUE(std::isnan(poor.multiples[index_of("dissolved_oxygen")]));
    EXPECT_TRUE(std::isnan(poor.multiples[index_of("ph")]));
    EXPECT_NEAR(poor.multiples[index_of("total_phosphorus")], 0.25, 1e-12);
    EXPECT_THAT(names_of(poor.main_pollutants), ElementsAre("dissolved_oxygen", "ph", "total_phosphorus"));
}

TEST(EvaluateSection, NamesNoPollutantOfGoodWater) {
    const auto good = month_of_one({{"chemical_oxygen_demand", 20}, {"total_nitrogen", 9}, {"faecal_coliform", 1e9}});
    EXPECT_EQ(good.water_class, 3);
    EXPECT_THAT(good.main_pollutants, IsEmpty());
    EXPECT_EQ(good.classes[index_of("faecal_coliform")], 6);  // told, and not judged
    EXPECT_EQ(
        month_of_one({{"chemical_oxygen_demand", 20}, {"faecal_coliform", 1e9}}, {.scope = Scope::every}).water_class,
        6);
}

TEST(EvaluateSection, SaysWhatIsMissingAndJudgesByThePolicy) {
    const std::map<std::string, double> station{
        {"ph", 8}, {"dissolved_oxygen", 8}, {"permanganate_index", 3}, {"ammonia_nitrogen", 0.1}};
    const auto judged = month_of_one(station, {.scope = Scope::headline});
    EXPECT_EQ(judged.water_class, 2);
    EXPECT_THAT(names_of(judged.missing), ElementsAre("total_phosphorus"));
    const auto strict = month_of_one(station, {.missing = Missing::not_judged, .scope = Scope::headline});
    EXPECT_EQ(strict.water_class, 0);
    EXPECT_EQ(strict.rating, Rating::none);
    EXPECT_THAT(names_of(strict.missing), ElementsAre("total_phosphorus"));
    auto whole = station;
    whole["total_phosphorus"] = 0.15;
    EXPECT_EQ(month_of_one(whole, {.missing = Missing::not_judged, .scope = Scope::headline}).water_class, 3);
    EXPECT_EQ(month_of_one(whole).missing.size(), 16U);  // of the 21
}

TEST(EvaluateSection, TellsTooFewMonthsFromMissing) {
    const std::vector<Sample> samples{sample("2026-01-15", {{"ammonia_nitrogen", 0.4}, {"total_phosphorus", 0.1}}),
                                      sample("2026-02-15", {{"ammonia_nitrogen", 1.2}})};
    const auto quarters = evaluate_section(table_one(), samples, {.period = Period::quarter, .scope = Scope::headline});
    ASSERT_EQ(quarters.size(), 1U);
    EXPECT_EQ(quarters[0].water_class, 3);  // 0.8
    EXPECT_THAT(names_of(quarters[0].too_few), ElementsAre("total_phosphorus"));
    EXPECT_THAT(names_of(quarters[0].missing), ElementsAre("ph", "dissolved_oxygen", "permanganate_index"));
}

TEST(EvaluateSection, OxygenMayHoldClassOneBySaturation) {
    // 468 / (31.6 + 30) = 7.597: 90 % are 6.838
    EXPECT_EQ(month_of_one({{"dissolved_oxygen", 6.9}, {"water_temperature", 30}}).water_class, 1);
    EXPECT_EQ(month_of_one({{"dissolved_oxygen", 6.8}, {"water_temperature", 30}}).water_class, 2);
    EXPECT_EQ(month_of_one({{"dissolved_oxygen", 6.9}}).water_class, 2);
    // rounding decides: 6.85 goes to the even tenth
    EXPECT_EQ(month_of_one({{"dissolved_oxygen", 6.85}, {"water_temperature", 30}}).water_class, 2);
    EXPECT_EQ(
        month_of_one({{"dissolved_oxygen", 6.85}, {"water_temperature", 30}}, {.rounding = Rounding::none}).water_class,
        1);
}

TEST(EvaluateSection, RoundsTheMeanNotTheSamples) {
    // Rounded one by one they were 1.01, 1.01 and 1.00, whose mean is 1.01: class IV.
    const std::vector<Sample> samples{sample("2026-01-05", {{"ammonia_nitrogen", 1.0052}}),
                                      sample("2026-01-15", {{"ammonia_nitrogen", 1.0052}}),
                                      sample("2026-01-25", {{"ammonia_nitrogen", 1.0044}})};
    const auto month = evaluate_section(table_one(), samples).front();
    EXPECT_EQ(month.values[index_of("ammonia_nitrogen")], 1.00);  // 1.00493
    EXPECT_EQ(month.water_class, 3);
    const auto year = evaluate_section(table_one(), samples, {.period = Period::year});
    EXPECT_EQ(year.front().water_class, 0);  // one month
    EXPECT_THAT(names_of(year.front().too_few), ElementsAre("ammonia_nitrogen"));
}

TEST(EvaluateSection, EffluentsHaveOtherLimitsWhileItIsCold) {
    const Standard effluent = read_standard(QINGLIU_ROOT "/configs/standards/gb18918-2002.yaml");
    const auto judged = [&](const std::map<std::string, double>& observed) {
        const Sample of_a_day{0, values_of(effluent, observed), {}};
        return evaluate_section(effluent, {&of_a_day, 1}, {.period = Period::day}).front();
    };
    EXPECT_EQ(judged({{"ammonia_nitrogen", 7}, {"water_temperature", 12}}).water_class, 1);
    EXPECT_EQ(judged({{"ammonia_nitrogen", 7}, {"water_temperature", 12.1}}).water_class, 2);
    EXPECT_FALSE(judged({{"ammonia_nitrogen", 7}, {"water_temperature", 12.1}}).conditions_unknown);
    const auto unknown = judged({{"ammonia_nitrogen", 7}});
    EXPECT_EQ(unknown.water_class, 2);  // the stricter column
    EXPECT_TRUE(unknown.conditions_unknown);
    EXPECT_FALSE(judged({{"total_phosphorus", 7}}).conditions_unknown);
    // grades 2 and 3 ask for no total nitrogen
    EXPECT_EQ(judged({{"total_nitrogen", 500}, {"chemical_oxygen_demand", 50}}).water_class, 3);
    EXPECT_EQ(judged({{"chemical_oxygen_demand", 121}}).water_class, 5);
    EXPECT_EQ(effluent.grade_title(5), "超三级");
    EXPECT_EQ(judged({{"chemical_oxygen_demand", 121}}).rating, Rating::none);
}

}  // namespace
}  // namespace qingliu
