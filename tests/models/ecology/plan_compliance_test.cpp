#include "models/ecology/plan_compliance.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "engine/base/problems.hpp"
#include "engine/base/unknown.hpp"

namespace qingliu {
namespace {

using namespace std::chrono_literals;

FlowPlan base_of(double flow) {
    FlowPlan plan;
    plan.base_flow.fill(flow);
    return plan;
}

StepCompliance find(const PlanCompliance& all, const std::string& requirement, JudgedStep step) {
    for (const auto& one : all.steps)
        if (one.requirement == requirement && one.step == step) return one;
    throw std::out_of_range(requirement);
}

TEST(PlanCompliance, ByDayTenDaysAndMonth) {
    // April: 2 m3/s, the first ten days at 0.5; a target of 1
    DailyFlows flows{2026y / 4 / 1, std::vector<double>(30, 2.0)};
    for (std::size_t day = 0; day < 10; ++day) flows.discharge[day] = 0.5;
    const PlanCompliance all = judge_plan(flows, base_of(1));
    ASSERT_EQ(all.steps.size(), 3U);
    const FlowCompliance& by_day = find(all, "base_flow", JudgedStep::day).found;
    EXPECT_EQ(by_day.days_judged, 30);
    EXPECT_EQ(by_day.days_met, 20);
    EXPECT_EQ(by_day.longest_spell_below, 10);
    EXPECT_NEAR(by_day.deficit, 5 * 86400.0, 1e-6);
    const FlowCompliance& by_ten = find(all, "base_flow", JudgedStep::ten_days).found;
    EXPECT_EQ(by_ten.days_judged, 3);
    EXPECT_EQ(by_ten.days_met, 2);
    EXPECT_NEAR(by_ten.deficit, 5 * 86400.0, 1e-6);
    const StepCompliance& by_month = find(all, "base_flow", JudgedStep::month);
    EXPECT_EQ(by_month.found.days_met, 1);
    EXPECT_EQ(by_month.found.deficit, 0);
    EXPECT_NEAR(by_month.periods.at(0).discharge, 1.5, 1e-15);
    EXPECT_EQ(by_month.periods.at(0).days, 30);
}

TEST(PlanCompliance, TheLastTenDaysAreWhatTheMonthHas) {
    const DailyFlows flows{2026y / 1 / 1, std::vector<double>(31 + 28, 2.0)};
    const PlanCompliance all = judge_plan(flows, base_of(1));
    const auto& steps = find(all, "base_flow", JudgedStep::ten_days);
    std::vector<int> lengths;
    for (const auto& period : steps.periods) lengths.push_back(period.days);
    EXPECT_EQ(lengths, (std::vector<int>{10, 10, 11, 10, 10, 8}));
}

TEST(PlanCompliance, APeriodWithADayThatIsNotKnownIsSkipped) {
    DailyFlows flows{2026y / 4 / 1, std::vector<double>(40, 2.0)};  // ends on 10 May
    flows.discharge[15] = unknown;
    const PlanCompliance all = judge_plan(flows, base_of(1));
    EXPECT_EQ(find(all, "base_flow", JudgedStep::day).found.days_skipped, 1);
    EXPECT_EQ(find(all, "base_flow", JudgedStep::ten_days).found.days_skipped, 1);
    EXPECT_EQ(find(all, "base_flow", JudgedStep::ten_days).found.days_judged, 3);
    EXPECT_EQ(find(all, "base_flow", JudgedStep::month).found.days_skipped, 2);  // May is not all there
    EXPECT_EQ(find(all, "base_flow", JudgedStep::month).found.days_judged, 0);
}

TEST(PlanCompliance, SensitivePeriodsJudgeTheirOwnDays) {
    FlowPlan plan = base_of(1);
    plan.sensitive_periods = {{{415, 505}, "spawning", 3}};
    DailyFlows flows{2026y / 4 / 1, std::vector<double>(61, 2.0)};
    for (std::size_t day = 14; day < 20; ++day) flows.discharge[day] = 4;  // 15 to 20 April
    const PlanCompliance all = judge_plan(flows, plan);
    EXPECT_EQ(find(all, "base_flow", JudgedStep::day).found.days_met, 61);
    const auto& by_day = find(all, "spawning", JudgedStep::day).found;
    EXPECT_EQ(by_day.days_judged, 21);
    EXPECT_EQ(by_day.days_met, 6);
    // of the second ten days of April six belong to it, and they have the flow
    const auto& by_ten = find(all, "spawning", JudgedStep::ten_days);
    ASSERT_EQ(by_ten.periods.size(), 3U);
    EXPECT_EQ(by_ten.periods[0].days, 6);
    EXPECT_EQ(std::chrono::year_month_day(by_ten.periods[0].first), 2026y / 4 / 15);
    EXPECT_EQ(by_ten.found.days_met, 1);
    EXPECT_EQ(by_ten.found.days_judged, 3);
    EXPECT_EQ(plan.target_on(2026y / 4 / 15), 3);
    EXPECT_EQ(plan.target_on(2026y / 5 / 6), 1);
}

TEST(PlanCompliance, SeasonsMayPassTheNewYear) {
    const Season winter{1115, 315};
    EXPECT_TRUE(holds(winter, 2026y / 11 / 15));
    EXPECT_TRUE(holds(winter, 2026y / 1 / 1));
    EXPECT_TRUE(holds(winter, 2026y / 3 / 15));
    EXPECT_FALSE(holds(winter, 2026y / 3 / 16));
    FlowPlan plan;
    plan.volumes = {{winter, "winter", 10 * 86400.0 * 121}};
    const DailyFlows flows{2024y / 11 / 15, std::vector<double>(200, 10.0)};
    const auto volumes = judge_plan(flows, plan).volumes;
    ASSERT_EQ(volumes.size(), 1U);
    EXPECT_EQ(volumes[0].year, 2024);
    EXPECT_NEAR(volumes[0].volume, 10 * 86400.0 * 121, 1);  // 16 + 31 + 31 + 28 + 15 days
    EXPECT_TRUE(volumes[0].met());
}

TEST(PlanCompliance, AVolumeOfASeasonNotAllKnownIsNotJudged) {
    FlowPlan plan;
    plan.volumes = {{{401, 630}, "spring", 1e6}};
    const DailyFlows flows{2026y / 5 / 1, std::vector<double>(100, 10.0)};
    const auto volumes = judge_plan(flows, plan).volumes;
    ASSERT_EQ(volumes.size(), 1U);
    EXPECT_TRUE(std::isnan(volumes[0].volume));
    EXPECT_FALSE(volumes[0].met());
}

TEST(PlanCompliance, DaysOfLowInflowAreExcusedWhereThePlanSaysSo) {
    FlowPlan plan = base_of(1);
    DailyFlows flows{2026y / 4 / 1, std::vector<double>(30, 2.0)};
    std::vector<double> inflow(30, 3.0);
    for (std::size_t day = 5; day < 10; ++day) flows.discharge[day] = 0.5;
    for (std::size_t day = 5; day < 8; ++day) inflow[day] = 0.8;
    inflow[9] = unknown;
    EXPECT_EQ(find(judge_plan(flows, plan), "base_flow", JudgedStep::day).found.days_judged, 30);
    plan.excuse_low_inflow = true;
    const PlanCompliance all = judge_plan(flows, plan, inflow);
    const FlowCompliance& by_day = find(all, "base_flow", JudgedStep::day).found;
    EXPECT_EQ(by_day.days_excused, 3);
    EXPECT_EQ(by_day.days_judged, 27);
    EXPECT_EQ(by_day.days_met, 25);
    EXPECT_EQ(by_day.longest_spell_below, 2);
    const StepCompliance& by_ten = find(all, "base_flow", JudgedStep::ten_days);
    EXPECT_NEAR(by_ten.periods[0].discharge, (5 * 2 + 2 * 0.5) / 7, 1e-15);
    EXPECT_THROW(judge_plan(flows, plan), std::invalid_argument);
}

TEST(PlanCompliance, WarningsNeedTheirDaysInARow) {
    FlowPlan plan = base_of(10);
    plan.warnings = {{"blue", 1.2, 3}, {"red", 0.8, 2}};
    //                                1   2   3   4  5  6   7   8   9
    const DailyFlows flows{2026y / 4 / 1, {11, 12, 13, 9, 7, 11, 11, 8, 8, unknown, 8, 11, 11}};
    EXPECT_EQ(warning_levels(flows, plan), (std::vector<int>{-1, -1, -1, -1, -1, 0, 0, 0, 1, -1, -1, -1, 0}));
    const auto spells = judge_plan(flows, plan).warnings;
    ASSERT_EQ(spells.size(), 3U);
    EXPECT_EQ(spells[0].level, 0);
    EXPECT_EQ(spells[0].days, 3);
    EXPECT_EQ(spells[0].lowest, 8);
    EXPECT_EQ(std::chrono::year_month_day(spells[0].first), 2026y / 4 / 6);
    EXPECT_EQ(spells[1].level, 1);
    EXPECT_EQ(spells[1].days, 1);
}

FlowPlan read_plan(const std::string& text) {
    const auto path =
        std::filesystem::temp_directory_path() / ("qingliu_flow_plan_test_" + std::to_string(getpid()) + ".yaml");
    std::ofstream(path) << text;
    struct Removed {
        std::filesystem::path file;
        ~Removed() { std::filesystem::remove(file); }
    } const removed{path};
    return read_flow_plan(path);
}

TEST(FlowPlan, IsReadFromAFile) {
    const FlowPlan plan = read_plan(
        "plan: 清河口\nbase_flow: {oct_may: 1.7 m3/s, jun_sep: 5 m3/s}\n"
        "sensitive_periods: [{name: 产卵期, from: 04-15, to: 05-31, flow: 3 m3/s}]\n"
        "volumes: [{name: 汛期, from: 06-01, to: 09-30, volume: 5e7 m3}]\nguarantee: 95 %\nexcuse_low_inflow: true\n"
        "warnings: [{name: 蓝, at_most: 1.2, days: 3}, {name: 红, at_most: 100 %}]\nzero_flow: 5 L/s\n");
    EXPECT_EQ(plan.name, "清河口");
    EXPECT_EQ(plan.base_flow[9], 1.7);
    EXPECT_EQ(plan.target_on(2026y / 5 / 31), 3);
    EXPECT_EQ(plan.volumes.at(0).volume, 5e7);
    EXPECT_EQ(plan.guarantee, 0.95);
    EXPECT_TRUE(plan.excuse_low_inflow);
    EXPECT_EQ(plan.warnings.at(1).at_most, 1);
    EXPECT_EQ(plan.warnings.at(1).days, 1);
    EXPECT_EQ(plan.zero_flow, 0.005);
}

TEST(FlowPlan, TellsEveryFault) {
    try {
        read_plan(
            "plan: x\nbase_flow: {oct_may: 1.7 m3}\nsensitive_periods: [{name: a, from: 02-30, to: 05-31, flow: 0 "
            "m3/s}]\n"
            "warnings: [{name: 蓝, at_most: 1, days: 3}, {name: 蓝, at_most: 1.2}]\nguarante: 90 %\n");
        FAIL();
    } catch (const InputError& error) {
        const std::string told = error.what();
        EXPECT_EQ(error.problems().size(), 6U) << told;
        for (const char* what : {":2:26", "02-30", "named twice", "no more severe", "did you mean \"guarantee\""})
            EXPECT_NE(told.find(what), std::string::npos) << what << "\n" << told;
    }
    EXPECT_THROW(read_plan("plan: x\n"), InputError);
    EXPECT_THROW(read_plan("plan: x\nbase_flow: {jan: 0 m3/s}\n"), InputError);
    EXPECT_THROW(read_flow_plan("/no/such/plan.yaml"), FileError);
}

}  // namespace
}  // namespace qingliu
