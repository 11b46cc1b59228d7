// What the bulletin says of releases and of what operators decided.
#include <gtest/gtest.h>

#include "tests/models/reports/bulletin/bulletin_folder.hpp"

namespace qingliu::bulletin {
namespace {

using Dispatch = BulletinTest;

TEST_F(Dispatch, ReleasesThatArriveAreTold) {
    results_.specification.arrivals = {0};
    // water of the intake runs from the first hour on and is seen in the second
    results_.specification.sources[0].discharge = Series(0.0);
    results_.specification.scenarios[1].discharge[0] = Series(5.0);
    const std::vector<SectionArrivals> told = {
        {1,
         0,
         1,
         {"人民胜利渠渠首", "另一; 渠"},
         {{SyntheticResults::start, SyntheticResults::start + 7200, 7200, 0.1, 0.6, 0, true}}},
        {1, 1, 1, {"另一; 渠"}, {{SyntheticResults::start, SyntheticResults::start + 5400, 5400, 0.1, 0.6, 0, true}}}};
    std::filesystem::create_directories(folder_);
    const ResultLayout layout = results_.layout();
    ForecastFile forecast(folder_ / "forecast.nc", layout);
    for (int index = 0; index < 3; ++index) forecast.add(results_.frame(index));
    forecast.finish(results_.record, results_.verdict, results_.standard, told);
    const Json bulletin = bulletin_data(Source(folder_ / "forecast.nc"));
    ASSERT_EQ(bulletin["travel"].size(), 2U);
    const Json& one = bulletin["travel"][0];
    EXPECT_EQ(one["scenario"], 1);
    EXPECT_EQ(one["releases"], Json::parse(R"(["人民胜利渠渠首", "另一; 渠"])"));
    EXPECT_EQ(one["arrival"], "2026-01-15T02:00:00+08:00");
    EXPECT_EQ(one["travel_h"], 2.0);
    EXPECT_EQ(one["still_rising"], true);
    // the first section misses its flow alone, whose wave comes before the water; the second its class from the first
    // day on: water would have had to leave an hour and a half before
    ASSERT_EQ(bulletin["moves"].size(), 1U);
    EXPECT_EQ(bulletin["moves"][0]["section"], 1);
    EXPECT_EQ(bulletin["moves"][0]["latest"], "2026-01-14T22:30:00+08:00");
    EXPECT_EQ(bulletin["moves"][0]["possible"], false);
}

TEST_F(Dispatch, DecisionsHaveTheirReasonInBothLanguages) {
    results_.operate();
    const Json decisions = data()["decisions"];
    ASSERT_EQ(decisions.size(), 2U);
    EXPECT_EQ(decisions[0]["target"], "合河闸");
    EXPECT_EQ(decisions[0]["reason"]["en"], "ammonia_nitrogen 1.6 mg/L at 五陵 (above 1.5 mg/L)");
    EXPECT_EQ(decisions[0]["reason"]["zh"], "五陵氨氮 1.6 mg/L（高于 1.5 mg/L）");
    EXPECT_EQ(decisions[1]["decided_by"], "schedule");
}

}  // namespace
}  // namespace qingliu::bulletin
