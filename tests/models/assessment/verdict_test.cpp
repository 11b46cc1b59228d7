#include "models/assessment/verdict.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "engine/base/unknown.hpp"
#include "engine/time/civil_time.hpp"
#include "tests/models/assessment/standards.hpp"
#include "tests/time_constants.hpp"

namespace qingliu {
namespace {

int indicator(const std::string& name) { return table_one().find(name); }

/// Two sections, five constituents, two qualities; the days are filled in by each test.
class VerdictTest : public ::testing::Test {
protected:
    VerdictTest() {
        for (const char* name : {"dissolved_oxygen", "ammonia_nitrogen", "chemical_oxygen_demand",
                                 "dissolved_phosphorus", "particulate_phosphorus", "fluoride"}) {
            Constituent constituent;
            constituent.name = name;
            constituents.push_back(constituent);
        }
        Quality plant;
        plant.name = "plant";
        for (const char* name :
             {"dissolved_oxygen", "ammonia_nitrogen", "chemical_oxygen_demand", "dissolved_phosphorus"}) {
            plant.concentration[name] = Series(1.0);
        }
        plant.estimates = {"chemical_oxygen_demand"};
        plant.provenance.confidence = Confidence::verified;
        specification.qualities = {plant};
        ControlSection upper, lower;
        upper.name = "合河";
        upper.target_class = 4;
        upper.national = true;
        lower.name = "小河口";
        lower.target_class = 3;
        lower.ecological_key = true;
        lower.ecological_flow.fill(1.7);
        specification.sections = {upper, lower};
        specification.utc_offset_minutes = beijing;
        specification.start = parse_instant("2026-01-15 00:00 +08:00").value();
    }

    /// Adds a day to a scenario; concentrations in the order of `constituents`, for the upper and the lower section.
    void add_day(ScenarioRecord& scenario, const std::vector<double>& upper, const std::vector<double>& lower,
                 double discharge = 5) {
        std::vector<double> both = upper;
        both.insert(both.end(), lower.begin(), lower.end());
        scenario.daily_concentration.push_back(both);
        scenario.daily_discharge.push_back({discharge, discharge});
        while (record.day_start.size() < scenario.daily_discharge.size()) {
            record.day_start.push_back(specification.start + one_day * static_cast<double>(record.day_start.size()));
        }
    }

    Verdict verdict() { return assess(specification, constituents, record, table_one()); }

    Case specification;
    std::vector<Constituent> constituents;
    RunRecord record;
    const std::vector<double> clean{9.0, 0.1, 10, 0.01, 0.005, 0.3};       // class I
    const std::vector<double> class_iii{9.0, 0.1, 10, 0.1, 0.08, 0.3};     // phosphorus 0.18
    const std::vector<double> class_iv{9.0, 1.2, 35, 0.1, 0.08, 0.3};      // ammonia; COD alone would be V
    const std::vector<double> worse_than_v{9.0, 2.5, 10, 0.1, 0.08, 0.3};  // ammonia
};

TEST_F(VerdictTest, DaysBecomeSectionsBecomeAScenario) {
    ScenarioRecord scenario;
    scenario.name = "none";
    add_day(scenario, class_iii, class_iii, 2.0);
    add_day(scenario, class_iv, class_iv, 1.7);
    add_day(scenario, class_iv, class_iv, 1.6);
    add_day(scenario, clean, worse_than_v, 1.0);
    record.scenarios = {scenario};
    const Verdict result = verdict();
    ASSERT_EQ(result.scenarios.size(), 1U);
    const SectionVerdict& upper = result.scenarios[0].sections[0];
    EXPECT_EQ(upper.days[0].headline.water_class, 3);
    EXPECT_EQ(upper.days[0].headline.limiting, indicator("total_phosphorus"));  // the sum of dissolved and particulate
    EXPECT_EQ(upper.days[1].headline.water_class, 4);
    EXPECT_EQ(upper.days[1].full.water_class, 5);
    EXPECT_EQ(upper.days[3].headline.limiting, -1);
    EXPECT_EQ(upper.worst_class, 4);
    EXPECT_EQ(upper.full_worst_class, 5);
    EXPECT_EQ(upper.share_days_meeting_target, 1.0);
    EXPECT_EQ(upper.full_share_days_meeting_target, 0.5);
    EXPECT_EQ(upper.limiting, indicator("ammonia_nitrogen"));             // of the worst day
    EXPECT_EQ(upper.full_limiting, indicator("chemical_oxygen_demand"));  // of the days that miss the target
    EXPECT_EQ(upper.period_class, 3);                                     // mean ammonia 0.65, phosphorus 0.13875
    EXPECT_NEAR(upper.period_margin, (0.2 - 0.13875) / 0.2, 1e-12);
    EXPECT_NEAR(upper.period_means[static_cast<std::size_t>(indicator("ammonia_nitrogen"))], 0.65, 1e-12);
    EXPECT_EQ(upper.ecological_target, 0.0);
    EXPECT_TRUE(upper.days[3].ecological_met);

    const SectionVerdict& lower = result.scenarios[0].sections[1];
    EXPECT_EQ(lower.worst_class, 6);
    EXPECT_EQ(lower.share_days_meeting_target, 0.25);
    EXPECT_EQ(lower.ecological_target, 1.7);
    EXPECT_EQ(lower.min_daily_discharge, 1.0);
    EXPECT_EQ(lower.share_days_flow_met, 0.5);
    EXPECT_TRUE(lower.days[1].ecological_met);
    EXPECT_FALSE(lower.days[2].ecological_met);
    EXPECT_NEAR(lower.deficit_m3, 0.8 * one_day, 1e-6);
    EXPECT_EQ(lower.longest_spell_below, 2);

    EXPECT_EQ(result.scenarios[0].share_sections_class_iii, 1.0);  // of the one national section
    EXPECT_EQ(result.scenarios[0].sections_judged, 1);
    EXPECT_EQ(result.scenarios[0].share_ecological_flow_met, 0.0);
    EXPECT_EQ(result.scenarios[0].key_sections_judged, 1);
    EXPECT_EQ(result.best, 0);
}

TEST_F(VerdictTest, SaysWhatIsSimulatedAndWhatIsEstimated) {
    const Verdict result = verdict();
    const auto is = [](const std::vector<bool>& flags, const char* name) {
        return static_cast<bool>(flags[static_cast<std::size_t>(indicator(name))]);
    };
    for (const char* name : {"dissolved_oxygen", "ammonia_nitrogen", "chemical_oxygen_demand", "total_phosphorus"})
        EXPECT_TRUE(is(result.simulated, name)) << name;
    for (const char* name : {"ph", "permanganate_index", "copper"}) EXPECT_FALSE(is(result.simulated, name)) << name;
    EXPECT_FALSE(is(result.simulated, "fluoride"));  // carried, but no quality gives it: zero everywhere is not class I
    EXPECT_TRUE(is(result.estimated, "chemical_oxygen_demand"));
    EXPECT_FALSE(is(result.estimated, "ammonia_nitrogen"));
    EXPECT_FALSE(is(result.estimated, "fluoride"));
    Quality canal;
    canal.concentration["ammonia_nitrogen"] = Series(1.0);
    canal.provenance.confidence = Confidence::estimate;
    specification.qualities.push_back(canal);
    const Verdict mixed = verdict();
    EXPECT_TRUE(is(mixed.estimated, "ammonia_nitrogen"));  // the canal's is an estimate
    EXPECT_TRUE(is(mixed.estimated, "total_phosphorus"));  // the canal's is missing
}

TEST_F(VerdictTest, DaysNotReachedAreSkippedAndSaid) {
    const std::vector<double> not_reached(6, unknown);
    ScenarioRecord scenario;
    add_day(scenario, class_iv, class_iv, 2.0);
    add_day(scenario, not_reached, not_reached, unknown);
    add_day(scenario, class_iii, class_iii, 2.0);
    scenario.failed = true;
    record.scenarios = {scenario};
    const Verdict result = verdict();
    const SectionVerdict& lower = result.scenarios[0].sections[1];
    EXPECT_EQ(lower.days_without_class, 1);
    EXPECT_EQ(lower.days[1].headline.water_class, 0);
    EXPECT_EQ(lower.share_days_meeting_target, 0.5);
    EXPECT_EQ(lower.share_days_flow_met, 1.0);
    EXPECT_EQ(lower.days_flow_judged, 2);
    EXPECT_FALSE(lower.days[1].ecological_met);
    EXPECT_EQ(lower.period_class, 3);
    EXPECT_EQ(result.best, -1);  // its only scenario failed
}

TEST_F(VerdictTest, AKeySectionNeedsNineDaysOfTen) {
    ScenarioRecord nine, eight;
    for (int day = 0; day < 10; ++day) {
        add_day(nine, clean, clean, day < 9 ? 1.7 : 1.0);
        add_day(eight, clean, clean, day < 8 ? 1.7 : 1.0);
    }
    record.scenarios = {nine, eight};
    const Verdict result = verdict();
    EXPECT_EQ(result.scenarios[0].share_ecological_flow_met, 1.0);
    EXPECT_EQ(result.scenarios[1].share_ecological_flow_met, 0.0);
}

TEST_F(VerdictTest, WithoutADayThereIsNoClass) {
    ScenarioRecord scenario;
    record.scenarios = {scenario};
    const Verdict result = verdict();
    EXPECT_EQ(result.scenarios[0].sections[0].period_class, 0);
    EXPECT_EQ(result.scenarios[0].sections[0].limiting, -1);
    EXPECT_EQ(result.scenarios[0].sections_judged, 0);
    EXPECT_EQ(result.scenarios[0].share_sections_class_iii, 0.0);
}

TEST_F(VerdictTest, OxygenUsesTheWaterTemperatureOfTheDay) {
    std::vector<double> warm = clean;
    warm[0] = 7.0;
    ScenarioRecord scenario;
    add_day(scenario, warm, warm);
    add_day(scenario, warm, warm);
    record.scenarios = {scenario};
    EXPECT_EQ(verdict().scenarios[0].sections[0].days[0].headline.water_class, 2);
    specification.climate.water_temperature =
        Series({specification.start, specification.start + one_day}, {30.0, 10.0}, Series::Shape::step);
    const Verdict result = verdict();
    EXPECT_EQ(result.scenarios[0].sections[0].days[0].headline.water_class, 1);  // 7.0 is 92 % of saturation at 30 degC
    EXPECT_EQ(result.scenarios[0].sections[0].days[1].headline.water_class, 2);
}

TEST_F(VerdictTest, DivertedWaterCountsAtTheIntake) {
    PointSource intake, plant, inflow;
    intake.kind = PointSource::Kind::release;
    intake.diverted = true;
    intake.price = 0.13;
    intake.conveyance_loss = 0.2;
    plant.kind = PointSource::Kind::plant;
    inflow.kind = PointSource::Kind::release;  // a reservoir: paid, not diverted
    inflow.price = 0.05;
    specification.sources = {intake, plant, inflow};
    ScenarioRecord scenario;
    scenario.source_volume = {800, 50, 100};
    record.scenarios = {scenario};
    const Verdict result = verdict();
    EXPECT_NEAR(result.scenarios[0].diverted_m3, 1000, 1e-9);
    EXPECT_NEAR(result.scenarios[0].cost_yuan, 130 + 5, 1e-9);
}

TEST_F(VerdictTest, PicksTheBestScenario) {
    ScenarioRecord dirty, cleaner, failed;
    add_day(dirty, worse_than_v, worse_than_v);
    add_day(cleaner, class_iii, class_iii);
    add_day(failed, clean, clean);
    failed.failed = true;
    record.scenarios = {dirty, failed, cleaner, cleaner};
    EXPECT_EQ(verdict().best, 2);  // of equals the first
}

/// Observations go the same way: daily values by name or title.
TEST(ObservedVerdict, DailyValuesOfAStation) {
    ControlSection section;
    section.target_class = 4;
    section.ecological_flow.fill(1.7);
    std::vector<DailyMeans> days(2);
    days[0].day_start = parse_instant("2026-01-15 00:00 +08:00").value();
    days[0].values =
        values_of(table_one(), {{"pH", 8.1}, {"溶解氧", 9.9}, {"高锰酸盐指数", 4.25}, {"氨氮", 0.3}, {"总磷", 0.16}});
    days[0].discharge = 1.6;
    days[1].day_start = days[0].day_start + one_day;
    days[1].values = values_of(table_one(), {{"氨氮", 1.6}});
    const SectionVerdict verdict = assess_section(section, table_one(), days, beijing);
    EXPECT_EQ(verdict.days[0].headline.water_class, 3);
    EXPECT_EQ(verdict.days[1].headline.water_class, 5);
    EXPECT_EQ(verdict.share_days_meeting_target, 0.5);
    EXPECT_EQ(verdict.limiting, indicator("ammonia_nitrogen"));
    EXPECT_EQ(verdict.days_flow_judged, 1);
    EXPECT_EQ(verdict.share_days_flow_met, 0.0);
}

/// The rule in its order: each criterion decides only where those before it are equal.
TEST(BestSchedule, CriteriaInTheirOrder) {
    ScenarioVerdict base;
    base.sections_worse_than_v = 1;
    base.share_sections_class_iii = 0.7;
    base.share_ecological_flow_met = 0.9;
    base.diverted_m3 = 1e6;
    base.cost_yuan = 1e5;
    EXPECT_FALSE(better(base, base));

    ScenarioVerdict cheaper = base;
    cheaper.cost_yuan = 9e4;
    EXPECT_TRUE(better(cheaper, base));
    EXPECT_FALSE(better(base, cheaper));

    ScenarioVerdict less_water = base;
    less_water.diverted_m3 = 9e5;
    less_water.cost_yuan = 9e9;
    EXPECT_TRUE(better(less_water, cheaper));

    // Volumes that differ by the rounding of their sums are equal: the cost decides.
    ScenarioVerdict rounded = less_water;
    rounded.diverted_m3 += 3e-6;
    rounded.cost_yuan = 8e9;
    EXPECT_TRUE(better(rounded, less_water));
    EXPECT_FALSE(better(less_water, rounded));

    ScenarioVerdict flow_missed = less_water;
    flow_missed.share_ecological_flow_met = 0.89;
    EXPECT_TRUE(better(base, flow_missed));

    ScenarioVerdict class_missed = less_water;
    class_missed.share_sections_class_iii = 0.69;
    class_missed.share_ecological_flow_met = 1.0;
    EXPECT_TRUE(better(flow_missed, class_missed));

    ScenarioVerdict fewer_foul = class_missed;
    fewer_foul.sections_worse_than_v = 0;
    fewer_foul.diverted_m3 = 1e9;
    EXPECT_TRUE(better(fewer_foul, flow_missed));
    EXPECT_TRUE(better(fewer_foul, class_missed));

    // Beyond the thresholds more is not better: water decides.
    ScenarioVerdict beyond = base;
    beyond.share_sections_class_iii = 1.0;
    beyond.share_ecological_flow_met = 1.0;
    beyond.diverted_m3 = 1.1e6;
    EXPECT_TRUE(better(base, beyond));

    ScenarioVerdict failed = fewer_foul;
    failed.failed = true;
    EXPECT_TRUE(better(base, failed));
}

TEST(BestSchedule, ThresholdsAreMetExactly) {
    ScenarioVerdict seven_of_ten, nine_of_ten;
    seven_of_ten.share_sections_class_iii = 7.0 / 10;
    nine_of_ten.share_sections_class_iii = 1.0;
    nine_of_ten.share_ecological_flow_met = 27.0 / 30;
    nine_of_ten.diverted_m3 = 1;
    EXPECT_TRUE(better(seven_of_ten, nine_of_ten));  // both meet both shares: less water wins
}

}  // namespace
}  // namespace qingliu
