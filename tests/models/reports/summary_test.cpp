#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "models/reports/process_amounts.hpp"
#include "models/reports/section_days.hpp"
#include "models/reports/summary.hpp"
#include "tests/models/reports/synthetic_results.hpp"

namespace qingliu {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::StartsWith;

std::vector<std::string> keys(const json& object) {
    std::vector<std::string> names;
    for (const auto& [name, value] : object.items()) names.push_back(name);
    return names;
}

class SummaryTest : public ResultFolder {
protected:
    [[nodiscard]] json summary() const {
        return json::parse(
            summary_json(results_.layout(), results_.record, results_.verdict, results_.standard, arrivals_));
    }
    std::vector<SectionArrivals> arrivals_;
    SyntheticResults results_;
};

TEST_F(SummaryTest, AnOperatedScenarioTellsItsDecisions) {
    EXPECT_FALSE(summary()["scenarios"][0].contains("decisions"));
    results_.operate();
    const json all = summary();
    const json& decisions = all["scenarios"][0]["decisions"];
    ASSERT_EQ(decisions.size(), 2u);
    EXPECT_EQ(decisions[0]["time"], "2026-01-15T01:00:00+08:00");
    EXPECT_EQ(decisions[0]["until"], "2026-01-15T02:00:00+08:00");
    EXPECT_EQ(decisions[0]["target"], "合河闸");
    EXPECT_EQ(decisions[0]["decided_by"], "氨氮超标");
    EXPECT_EQ(decisions[0]["to"], 0.1);
    EXPECT_FALSE(all["scenarios"][1].contains("decisions"));
}

TEST_F(SummaryTest, HasTheKeysOthersRelyOnAndNoMore) {
    const json all = summary();
    EXPECT_THAT(keys(all), testing::UnorderedElementsAre("case", "version", "period", "scenarios", "best", "arrivals",
                                                         "cpu_s", "wall_s", "cell_steps"));
    EXPECT_EQ(all["case"], "made-up");
    EXPECT_EQ(all["best"], "none");
    EXPECT_EQ(all["cell_steps"], 30);
    EXPECT_EQ(all["period"]["start"], "2026-01-15T00:00:00+08:00");
    const json& scenario = all["scenarios"][0];
    EXPECT_THAT(keys(scenario), testing::UnorderedElementsAre("name", "failed", "sections", "share_sections_class_III",
                                                              "share_ecological_flow_met", "goals", "diverted_m3",
                                                              "cost_yuan", "ledger", "effort"));
    EXPECT_THAT(
        keys(scenario["effort"]),
        testing::UnorderedElementsAre("steps", "steps_refused", "steps_repeated_by_backward_euler", "swings_damped_h",
                                      "newton_iterations", "worst_cells_by_iterations", "worst_cells_by_step"));
    const json& section = scenario["sections"][1];
    EXPECT_THAT(keys(section), testing::UnorderedElementsAre("name", "river", "target_class", "worst_class",
                                                             "share_days_meeting_target", "limiting_indicator",
                                                             "ecological_flow", "outfall_above"));
    EXPECT_EQ(section["outfall_above"], json::parse(R"({"name": "人民胜利渠渠首", "distance_m": 300.0,
        "mixing_length_m": 4500.0, "mixing_incomplete": true})"));
    EXPECT_TRUE(scenario["sections"][0]["outfall_above"].is_null());
    EXPECT_EQ(section["river"], "共产主义渠");
    EXPECT_EQ(section["target_class"], 3);
    EXPECT_EQ(section["worst_class"], 6);
    EXPECT_EQ(section["limiting_indicator"], "permanganate_index");
    EXPECT_TRUE(scenario["sections"][0]["limiting_indicator"].is_null());
    EXPECT_THAT(keys(section["ecological_flow"]),
                testing::UnorderedElementsAre("target_m3s", "min_daily_m3s", "share_days_met", "deficit_m3"));
    EXPECT_THAT(keys(scenario["ledger"]["water"]),
                testing::UnorderedElementsAre("in", "out", "reacted", "stored_change", "relative_error"));
    EXPECT_EQ(scenario["ledger"]["permanganate_index"]["reacted"], -20);
}

TEST_F(SummaryTest, ACertifiedRunTellsTheLargestErrorsAndTheDaysInDoubt) {
    EXPECT_FALSE(summary().contains("certification"));
    results_.certify();
    const json all = summary();
    EXPECT_EQ(all["certification"], json::parse(R"({"covers": "cells and steps", "wall_s": 5.0})"));
    const json& error = all["scenarios"][0]["sections"][1]["numerical_error"];
    EXPECT_DOUBLE_EQ(error["daily_discharge_m3s"].get<double>(), 0.03);
    EXPECT_EQ(error["indicators"], json::parse(R"({"permanganate_index": 0.6})"));
    EXPECT_EQ(error["share_days_class_in_doubt"], 0.5);
    EXPECT_EQ(error["share_days_full_class_in_doubt"], 0.5);
    EXPECT_EQ(error["share_days_meeting_target_in_doubt"], 0);
    EXPECT_EQ(all["scenarios"][0]["sections"][0]["numerical_error"]["share_days_class_in_doubt"], 0);
    EXPECT_TRUE(all["scenarios"][1]["sections"][0]["numerical_error"].is_null());
    EXPECT_EQ(all["scenarios"][1]["not_certified"], "the run failed");
    const std::string csv = section_days_csv(results_.layout(), results_.record, results_.verdict, results_.standard);
    EXPECT_THAT(csv, testing::HasSubstr(",class_in_doubt,full_class_in_doubt,margin_numerical_error [1]"));
    EXPECT_THAT(csv, testing::HasSubstr("17,911,0,yes,yes,0.05,0.03,-0.6,2,0\r\n"));
    EXPECT_THAT(csv, testing::HasSubstr("4,900,0,no,no,0.05,0.01,0.01,1,0\r\n"));
}

TEST_F(SummaryTest, TellsWhenEachPulseArrived) {
    EXPECT_EQ(summary()["arrivals"], json::array());
    const double start = SyntheticResults::start, never = std::nan("");
    arrivals_ = {{1,
                  0,
                  1,
                  {"人民胜利渠渠首"},
                  {{start, start + 9000, 9000, 0.1, 0.6, start + 20000, false},
                   {start + 86400, never, never, 0.1, 0.1, start + 86400, false}}}};
    const json all = summary()["arrivals"];
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0], json::parse(R"({"scenario": "pulsed", "section": "卫河小河口", "water": "yellow_river",
        "releases": ["人民胜利渠渠首"], "release_start": "2026-01-15T00:00:00+08:00", "arrival": "2026-01-15T02:30:00+08:00",
        "travel_h": 2.5, "share_before": 0.1, "share_at_peak": 0.6, "still_rising": false})"));
    EXPECT_TRUE(all[1]["arrival"].is_null());
    EXPECT_TRUE(all[1]["travel_h"].is_null());
}

TEST_F(SummaryTest, CountsWhatTheIntakeTookNotWhatReachedTheRiver) {
    // 800 m3 reach the river after a loss of a fifth.
    EXPECT_DOUBLE_EQ(summary()["scenarios"][0]["diverted_m3"]["人民胜利渠渠首"].get<double>(), 1000.0);
}

TEST_F(SummaryTest, UnknownNumbersAreNullAndInterruptedRunsSaySo) {
    results_.record.complete = false;
    results_.verdict.best = -1;
    results_.verdict.scenarios[0].sections[0].min_daily_discharge = std::nan("");
    results_.verdict.scenarios[0].sections[0].worst_class = 0;
    const json all = summary();
    EXPECT_EQ(all["status"], "incomplete");
    EXPECT_TRUE(all["best"].is_null());
    EXPECT_TRUE(all["scenarios"][0]["sections"][0]["ecological_flow"]["min_daily_m3s"].is_null());
    EXPECT_TRUE(all["scenarios"][0]["sections"][0]["worst_class"].is_null());
}

TEST_F(SummaryTest, CsvHasABomUnitsAndARowPerScenarioDayAndSection) {
    results_.specification.scenarios[0].title = "不引水";
    results_.record.scenarios[0].title = "不引水, 现状";
    const std::string csv = section_days_csv(results_.layout(), results_.record, results_.verdict, results_.standard);
    EXPECT_THAT(csv, StartsWith("\xEF\xBB\xBFscenario,"));
    std::istringstream lines(csv);
    std::vector<std::string> rows;
    for (std::string line; std::getline(lines, line);) rows.push_back(line);
    ASSERT_EQ(rows.size(), 1U + 2 * 2 * 2);
    EXPECT_THAT(rows[0], testing::HasSubstr("discharge [m3/s]"));
    EXPECT_THAT(rows[0], testing::HasSubstr("permanganate_index [mg/L]"));
    EXPECT_EQ(rows[2],
              "none,\"不引水, "
              "现状\",2026-01-15,五陵,共产主义渠,III,V,no,permanganate_index,0.25,V,permanganate_index,3,,,12,910,0\r");
    EXPECT_EQ(rows[3], "none,\"不引水, 现状\",2026-01-16,卫河小河口,卫河,IV,II,yes,,0.25,II,,1.5,1.7,no,5,901,0.5\r");
    // A day the scenario did not reach: everything after the target class is empty, the ecological flow required is
    // still known.
    EXPECT_EQ(rows[7], "pulsed,间歇引黄,2026-01-16,卫河小河口,卫河,IV,,,,,,,,1.7,,,,\r");
    const auto commas = [](const std::string& row) { return std::count(row.begin(), row.end(), ','); };
    EXPECT_EQ(commas(rows[7]), commas(rows[0]));
}

TEST_F(SummaryTest, ProcessesHaveARowForWhatEachMadeInARiverOnADay) {
    results_.specification.network.rivers[0].name = "卫河, 上段";
    EXPECT_EQ(process_amounts_csv(results_.layout(), results_.record),
              "\xEF\xBB\xBFscenario,date,river,constituent,process,amount,unit\r\n"
              "none,2026-01-15,\"卫河, 上段\",permanganate_index,oxidation,-8,g\r\n"
              "none,2026-01-15,\"卫河, 上段\",permanganate_index,clipped,0.25,g\r\n"
              "none,2026-01-15,\"卫河, 上段\",conductivity,salt,1.5,uS cm-1 m3\r\n"
              "none,2026-01-15,共产主义渠,permanganate_index,oxidation,-2,g\r\n"
              "none,2026-01-15,共产主义渠,conductivity,salt,0.5,uS cm-1 m3\r\n"
              "none,2026-01-16,\"卫河, 上段\",permanganate_index,oxidation,-9,g\r\n"
              "none,2026-01-16,\"卫河, 上段\",conductivity,salt,2.5,uS cm-1 m3\r\n"
              "none,2026-01-16,共产主义渠,permanganate_index,oxidation,-1,g\r\n"
              "pulsed,2026-01-15,\"卫河, 上段\",permanganate_index,oxidation,-8,g\r\n"
              "pulsed,2026-01-15,\"卫河, 上段\",permanganate_index,clipped,0.25,g\r\n"
              "pulsed,2026-01-15,\"卫河, 上段\",conductivity,salt,1.5,uS cm-1 m3\r\n"
              "pulsed,2026-01-15,共产主义渠,permanganate_index,oxidation,-2,g\r\n"
              "pulsed,2026-01-15,共产主义渠,conductivity,salt,0.5,uS cm-1 m3\r\n");
}

}  // namespace
}  // namespace qingliu
