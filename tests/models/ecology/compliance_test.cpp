#include "models/ecology/compliance.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/base/unknown.hpp"
#include "engine/time/civil_time.hpp"
#include "tests/time_constants.hpp"

namespace qingliu {
namespace {

std::array<double, 12> every_month(double target) {
    std::array<double, 12> targets{};
    targets.fill(target);
    return targets;
}

std::vector<double> days_from(const char* first, std::size_t count) {
    std::vector<double> days;
    for (std::size_t i = 0; i < count; ++i)
        days.push_back(parse_instant(first).value() + 86400.0 * static_cast<double>(i));
    return days;
}

TEST(EcologicalFlow, CountsDaysDeficitAndSpells) {
    const std::vector<double> flow{2.0, 1.7, 1.69, 0.7, 0.0, 1.7, 1.0, 5.0};
    const FlowCompliance c =
        judge_ecological_flow(days_from("2026-01-15 00:00 +08:00", flow.size()), flow, every_month(1.7), beijing);
    EXPECT_EQ(c.days_judged, 8);
    EXPECT_EQ(c.days_met, 4);  // a mean on the target meets it
    EXPECT_EQ(c.share_days_met, 0.5);
    EXPECT_EQ(c.min_daily, 0.0);
    EXPECT_EQ(c.min_day, 4);
    EXPECT_EQ(c.largest_target, 1.7);
    EXPECT_NEAR(c.deficit, (0.01 + 1.0 + 1.7 + 0.7) * 86400, 1e-6);
    EXPECT_EQ(c.longest_spell_below, 3);
    EXPECT_EQ(c.zero_flow_days, 1);
    EXPECT_EQ(c.days_skipped, 0);
}

TEST(EcologicalFlow, TargetsFollowTheCivilMonth) {
    std::array<double, 12> targets = every_month(1.7);
    for (std::size_t month = 5; month < 9; ++month) targets[month] = 5.0;  // June to September
    const std::vector<double> flow{3, 3, 3, 3};
    const FlowCompliance c = judge_ecological_flow(days_from("2026-05-30 00:00 +08:00", 4), flow, targets, beijing);
    EXPECT_EQ(c.days_met, 2);
    EXPECT_EQ(c.largest_target, 5.0);
    EXPECT_EQ(ecological_target(targets, parse_instant("2026-05-31 16:00 Z").value(), beijing), 5.0);
    EXPECT_EQ(ecological_target(targets, parse_instant("2026-05-31 16:00 Z").value(), 0), 1.7);
}

TEST(EcologicalFlow, UnknownDaysAreSkippedAndSaid) {
    const std::vector<double> flow{1.0, unknown, 1.0, 2.0};
    const FlowCompliance c =
        judge_ecological_flow(days_from("2026-01-15 00:00 +08:00", 4), flow, every_month(1.5), beijing);
    EXPECT_EQ(c.days_skipped, 1);
    EXPECT_EQ(c.days_judged, 3);
    EXPECT_EQ(c.days_met, 1);
    EXPECT_EQ(c.longest_spell_below, 1);  // nobody knows whether the run held on the day between
    EXPECT_DOUBLE_EQ(c.deficit, 2 * 0.5 * 86400);
}

TEST(EcologicalFlow, WithoutTargetNothingIsJudged) {
    const std::vector<double> flow{1.0, 0.2};
    const FlowCompliance c =
        judge_ecological_flow(days_from("2026-01-15 00:00 +08:00", 2), flow, every_month(0), beijing);
    EXPECT_EQ(c.days_judged, 0);
    EXPECT_EQ(c.share_days_met, 1.0);
    EXPECT_EQ(c.min_daily, 0.2);
    EXPECT_EQ(c.deficit, 0.0);
    const FlowCompliance none = judge_ecological_flow({}, {}, every_month(1), beijing);
    EXPECT_TRUE(std::isnan(none.min_daily));
    EXPECT_EQ(none.min_day, -1);
}

TEST(EcologicalFlow, RefusesUnequalLengths) {
    const std::vector<double> one{1.0};
    EXPECT_THROW(judge_ecological_flow({}, one, every_month(1), beijing), std::runtime_error);
}

/// Complete calendar years of a daily record (verification case E1): compliance with fixed targets known from an
/// independent script.
TEST(EcologicalFlow, ComplianceOfAMeasuredRecord) {
    const char* data = std::getenv("QINGLIU_DATA");
    if (data == nullptr) GTEST_SKIP() << "QINGLIU_DATA is not set";
    std::ifstream file(std::string(data) + "/vv/ecoflow_daily/ngaruroro_kuripapango_NZ_1963_2001.csv");
    if (!file) GTEST_SKIP() << "no such record";
    std::map<int, std::vector<std::pair<double, double>>> years;
    std::string line;
    while (std::getline(file, line)) {
        std::stringstream fields(line);
        std::string date, flow;
        std::getline(fields, date, ',');
        std::getline(fields, flow, ',');
        const auto day = parse_instant(date + " 00:00 Z");
        char* end = nullptr;
        const double value = std::strtod(flow.c_str(), &end);
        if (day && end != flow.c_str()) years[std::stoi(date)].emplace_back(*day, value);
    }
    std::vector<double> days, flows;
    int complete = 0;
    for (const auto& [year, record] : years) {
        const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
        if (record.size() != (leap ? 366U : 365U)) continue;
        ++complete;
        for (const auto& [day, flow] : record) {
            days.push_back(day);
            flows.push_back(flow);
        }
    }
    ASSERT_EQ(complete, 30);
    ASSERT_EQ(days.size(), 10958U);
    double sum = 0;
    for (double flow : flows) sum += flow;
    const double mean = sum / static_cast<double>(flows.size());
    EXPECT_NEAR(mean, 17.57, 5e-3);
    EXPECT_EQ(judge_ecological_flow(days, flows, every_month(0.1 * mean), 0).share_days_met, 1.0);
    EXPECT_NEAR(judge_ecological_flow(days, flows, every_month(0.3 * mean), 0).share_days_met, 0.898887, 5e-7);
    EXPECT_NEAR(judge_ecological_flow(days, flows, every_month(3.91945), 0).share_days_met, 0.981201, 5e-7);
}

}  // namespace
}  // namespace qingliu
