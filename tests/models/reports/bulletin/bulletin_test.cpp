// The bulletin of a small made-up run, from its forecast.nc alone.
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>
#include <string>

#include "engine/base/problems.hpp"
#include "engine/io/output_file.hpp"
#include "models/reports/bulletin/doubts.hpp"
#include "models/reports/bulletin/packed_text.hpp"
#include "models/reports/bulletin/page.hpp"
#include "models/reports/bulletin/plain_page.hpp"
#include "models/reports/bulletin/traffic_light.hpp"
#include "tests/models/reports/bulletin/bulletin_folder.hpp"

namespace qingliu::bulletin {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::string_view page_with_marker =
    "<!doctype html>\n<html lang=\"zh-CN\" data-lang=\"zh\">\n<body><!--BULLETIN-DATA--></body></html>\n";

TEST_F(BulletinTest, SaysOfEachDayWhatTheVerdictSays) {
    const Json bulletin = data();
    EXPECT_EQ(bulletin["format"], "qingliu-bulletin 1");
    EXPECT_EQ(bulletin["days"], Json::parse(R"(["2026-01-15", "2026-01-16"])"));
    EXPECT_EQ(bulletin["standard"]["name"], "GB 3838-2002");
    const Json& section = bulletin["verdicts"][0][1];  // 12 and 17 mg/L: above IV's 10, above V's 15
    EXPECT_EQ(section["class"], "56");
    EXPECT_EQ(section["limiting"][1], results_.standard.find("permanganate_index"));
    EXPECT_EQ(section["value"], Json::parse("[12, 17]"));
    EXPECT_EQ(section["first_exceedance"], 0);
    EXPECT_EQ(section["days_exceeding"], 2);
    EXPECT_NEAR(section["target_margin"][1].get<double>(), 1 - 17.0 / 6, 1e-3);
    const Json& first = bulletin["verdicts"][0][0];  // asked 1.7 m3/s, 2.0 and 1.5 ran
    EXPECT_EQ(first["ecological"], "10");
    EXPECT_DOUBLE_EQ(first["deficit_m3"].get<double>(), (1.7 - 1.5) * 86400);
    EXPECT_DOUBLE_EQ(first["share_days_ecological_met"].get<double>(), 0.5);
    EXPECT_EQ(bulletin["verdicts"][1][0]["class"], "20");  // failed on the second day
}

TEST_F(BulletinTest, TellsWhatEachIntakeTookAndWhoFailed) {
    const Json bulletin = data();
    EXPECT_EQ(bulletin["scenarios"][0]["diverted"][0]["source"], "人民胜利渠渠首");
    EXPECT_DOUBLE_EQ(bulletin["scenarios"][0]["diverted"][0]["m3"].get<double>(), 1000);  // 800 less a fifth lost
    EXPECT_EQ(bulletin["scenarios"][1]["failed"], true);
    EXPECT_EQ(bulletin["scenarios"][1]["failure"], "no convergence at 卫河 1.2 km");
    EXPECT_EQ(bulletin["best"], 0);
    EXPECT_EQ(bulletin["made"]["commit"], "abc1234");
    EXPECT_EQ(bulletin["made"]["command"], "qingliu run case.yaml");
    EXPECT_EQ(bulletin["made"]["created"], "2026-01-15T00:00:00+08:00");
    EXPECT_EQ(bulletin["made"]["checksums"].size(), 2U);
    EXPECT_EQ(bulletin["sections"][1]["outfall"]["source"], "人民胜利渠渠首");
    EXPECT_EQ(bulletin["sections"][1]["mixing"], false);
}

TEST_F(BulletinTest, DrawsTheRiversAsTheyJoin) {
    const Json bulletin = data();
    const Json& rivers = bulletin["map"]["rivers"];
    ASSERT_EQ(rivers.size(), 2U);
    EXPECT_EQ(rivers[1]["into"], 0);
    EXPECT_TRUE(rivers[0]["into"].is_null());
    EXPECT_NEAR(rivers[0]["length_km"].get<double>(), 1.5, 1e-9);
    // the tributary ends where the other flows: cell centres lie at 113.5 + 0.01 c degrees
    const Json& mouth = rivers[1]["pieces"].back()["line"].back();
    EXPECT_GE(mouth[0].get<double>(), 113.5);
    EXPECT_LE(mouth[0].get<double>(), 113.52);
    EXPECT_EQ(bulletin["map"]["class"][0][0].size(), rivers[0]["pieces"].size());
    EXPECT_EQ(bulletin["profiles"]["rivers"].size(), 2U);
    // water level 70 + value, depth 1 + value
    for (const Json& bed : bulletin["profiles"]["rivers"][0]["bed"]) EXPECT_NEAR(bed.get<double>(), 69, 1e-4);
}

TEST_F(BulletinTest, TheLightIsRedWhereThePlanIsMissed) {
    Source source(written());
    EXPECT_EQ(traffic_light(source)["light"], "red");  // one of two sections is worse than III
    EXPECT_EQ(traffic_light(source)["reasons"][0]["code"], "goal_missed");
    for (ScenarioVerdict& scenario : source.verdict.scenarios) scenario.failed = true;
    source.verdict.best = -1;
    EXPECT_EQ(traffic_light(source)["light"], "red");
    EXPECT_EQ(traffic_light(source)["reasons"][0]["code"], "all_failed");
}

TEST_F(BulletinTest, TheLightIsGreenOnlyWhereNothingIsMissed) {
    Source source(written());
    source.verdict.scenarios.resize(1);
    for (SectionVerdict& section : source.verdict.scenarios[0].sections) {
        section.period_class = 2;
        section.deficit_m3 = 0;
        for (SectionDay& day : section.days) {
            day.headline.water_class = 2;
            day.ecological_met = true;
        }
    }
    ScenarioVerdict& best = source.verdict.scenarios[0];
    best.share_sections_class_iii = best.share_ecological_flow_met = 1;
    best.sections_worse_than_v = 0;
    EXPECT_EQ(traffic_light(source)["light"], "green");
    best.sections[0].days[1].ecological_met = false;
    EXPECT_EQ(traffic_light(source)["light"], "amber");
    EXPECT_EQ(traffic_light(source)["reasons"][0]["code"], "flow_missed");
    best.sections[0].days[1].ecological_met = true;
    best.sections[1].days[0].headline.water_class = 4;
    EXPECT_EQ(traffic_light(source)["reasons"][0]["code"], "days_missed");
    best.sections[1].days[0].headline.water_class = 2;
    source.forecast->record.complete = false;
    EXPECT_EQ(traffic_light(source)["reasons"][0]["code"], "incomplete");
    source.forecast->record.complete = true;
    EXPECT_EQ(traffic_light(source)["light"], "green");
    best.sections[1].days[0].headline.water_class = 0;  // not known, not well
    EXPECT_EQ(traffic_light(source)["light"], "amber");
    const Json unknown = traffic_light(source)["reasons"][0];
    EXPECT_EQ(unknown["code"], "not_judged");
    EXPECT_EQ(unknown["sections"], Json::parse("[1]"));
    EXPECT_EQ(unknown["days"], 1);
}

TEST_F(BulletinTest, AGoalWithoutAValueIsNotMet) {
    Source source(written());
    ScenarioVerdict& best = source.verdict.scenarios[0];
    best.sections_judged = 0;
    for (SectionVerdict& section : best.sections) section.period_class = 0;
    const Json light = traffic_light(source);
    std::vector<std::string> unknown;
    for (const Json& reason : light["reasons"]) {
        if (reason["code"] == "goal_unknown") unknown.push_back(reason["goal"]);
    }
    EXPECT_THAT(unknown, testing::IsSupersetOf({"sections_of_class_iii", "sections_worse_than_v"}));
    EXPECT_NE(light["light"], "green");
}

TEST_F(BulletinTest, TheWorstSkillIsFoundWhereThereIsNoKlingGuptaEfficiency) {
    const Source source(written());
    const Json skill = Json::parse(R"([{"section": 0, "kge": 0.5, "nse": 0.4}, {"section": 1, "kge": null, "nse": -5},
                                       {"section": 0, "kge": null, "nse": null}])");
    const Json worst = doubts_part(source, skill).back();
    EXPECT_EQ(worst["code"], "worst_skill");
    EXPECT_EQ(worst["section"], 1);
}

TEST_F(BulletinTest, AnIncompleteRunSaysSo) {
    results_.record.complete = false;
    const Json bulletin = data();
    EXPECT_EQ(bulletin["status"], "incomplete");
    EXPECT_THAT(plain_page(bulletin, Language::en), HasSubstr("Interrupted"));
}

TEST_F(BulletinTest, RunsWithoutSectionsHaveABulletinToo) {
    results_.specification.sections.clear();
    for (ScenarioVerdict& scenario : results_.verdict.scenarios) scenario.sections.clear();
    const Json bulletin = data();
    EXPECT_TRUE(bulletin["sections"].empty());
    EXPECT_TRUE(bulletin["series"].is_null());
    EXPECT_TRUE(bulletin["best"].is_null());
    EXPECT_EQ(bulletin["map"]["rivers"].size(), 2U);
    EXPECT_EQ(bulletin["map"]["class"][0][0][0], "60");  // the fields are judged all the same, where there are outputs
    EXPECT_THAT(plain_page(bulletin, Language::zh), HasSubstr("</html>"));
}

TEST_F(BulletinTest, AScheduleThatFailedBeforeItBeganHidesNoDiversion) {
    results_.record.scenarios[1].source_volume.clear();
    const Json bulletin = data();
    EXPECT_DOUBLE_EQ(bulletin["scenarios"][0]["diverted"][0]["m3"].get<double>(), 1000);
    EXPECT_TRUE(bulletin["scenarios"][1]["diverted"][0]["m3"].is_null());
}

TEST_F(BulletinTest, ARiverIsNotSchematicForANameInAnothers) {
    results_.specification.network.map_points.resize(2);  // those of the first river alone
    results_.specification.network.rivers[0].name = "共产";
    const Json bulletin = data();
    EXPECT_EQ(bulletin["map"]["rivers"][0]["schematic"], false);
    EXPECT_EQ(bulletin["map"]["rivers"][1]["schematic"], true);
}

TEST_F(BulletinTest, ABalanceThatIsNoNumberIsTheWorst) {
    results_.record.scenarios[0].ledger[1].out = std::nan("");
    const Json doubts = data()["doubts"];
    const auto told =
        std::ranges::find_if(doubts, [](const Json& one) { return one["code"] == "largest_balance_error"; });
    ASSERT_NE(told, doubts.end());
    EXPECT_EQ((*told)["account"], "permanganate_index");
    EXPECT_TRUE((*told)["error"].is_null());
}

TEST_F(BulletinTest, DaysBetweenOutputsFurtherApartAreNotKnown) {
    std::filesystem::create_directories(folder_);
    {
        const ResultLayout layout = results_.layout();
        ForecastFile forecast(folder_ / "forecast.nc", layout);
        for (int index = 0; index < 2; ++index) {
            Frame frame = results_.frame(index);
            frame.time = SyntheticResults::start + 2 * SyntheticResults::day * index;
            forecast.add(frame);
        }
        forecast.finish(results_.record, results_.verdict, results_.standard, {});
    }
    const Json bulletin = bulletin_data(Source(folder_ / "forecast.nc"));
    EXPECT_EQ(bulletin["map"]["class"][0][0][0], "00");
    EXPECT_TRUE(std::ranges::any_of(bulletin["doubts"],
                                    [](const Json& one) { return one["code"] == "outputs_rarer_than_days"; }));
}

TEST_F(BulletinTest, RunsWithoutAStandardToo) {
    results_.standard = Standard{};
    for (ScenarioVerdict& scenario : results_.verdict.scenarios) {
        for (SectionVerdict& section : scenario.sections) {
            section.limiting = -1;
            for (SectionDay& day : section.days) day.headline = day.full = {};
        }
    }
    const Json bulletin = data();
    EXPECT_TRUE(bulletin["indicators"].empty());
    EXPECT_EQ(bulletin["verdicts"][0][0]["class"], "00");
    EXPECT_THAT(plain_page(bulletin, Language::zh), HasSubstr("</html>"));
}

TEST_F(BulletinTest, RunsOfLessThanADayToo) {
    results_.record.day_start.clear();
    for (ScenarioRecord& scenario : results_.record.scenarios) {
        scenario.daily_discharge.clear();
        scenario.daily_concentration.clear();
        scenario.daily_amounts.clear();
    }
    for (ScenarioVerdict& scenario : results_.verdict.scenarios) {
        for (SectionVerdict& section : scenario.sections) section.days.clear();
    }
    const Json bulletin = data();
    EXPECT_TRUE(bulletin["days"].empty());
    EXPECT_TRUE(bulletin["profiles"].is_null());
    EXPECT_EQ(bulletin["series"]["times"].size(), 3U);
    EXPECT_THAT(plain_page(bulletin, Language::zh), HasSubstr("</html>"));
}

TEST_F(BulletinTest, RunsOfFlowAloneToo) {
    results_.constituents.clear();
    results_.bed.clear();
    for (ScenarioRecord& scenario : results_.record.scenarios) {
        scenario.daily_concentration.assign(2, {});
        scenario.daily_amounts.clear();
        scenario.ledger.resize(1);
    }
    results_.record.process_parts.clear();
    const Json bulletin = data();
    EXPECT_EQ(bulletin["verdicts"][0][0]["class"], "00");
    EXPECT_EQ(bulletin["verdicts"][0][0]["ecological"], "10");
    EXPECT_EQ(bulletin["series"]["variables"].size(), 4U);
    EXPECT_TRUE(bulletin["shares"].is_null());
    EXPECT_EQ(bulletin["doubts"][0]["code"], "not_judged_by");
}

TEST_F(BulletinTest, MembersSpeakThroughTheirSchedule) {
    results_.specification.scenarios[1].name = results_.record.scenarios[1].name = "none@dry";
    results_.specification.scenarios[1].of = "none";
    results_.record.scenarios[1].failed = false;
    results_.verdict.scenarios[1].failed = false;
    const Json bulletin = data();
    EXPECT_EQ(bulletin["scenarios"][1]["member_of"], 0);
    EXPECT_TRUE(bulletin["map"]["class"][1].is_null());
    EXPECT_TRUE(bulletin["series"]["values"][3][1].is_null());
    // discharge at the first section: 2.5 and 102.5, an hour later 0.1 more of each; the member is not there at the
    // last
    const Json& low = bulletin["series"]["bands"][3][0][0][0];
    EXPECT_NEAR(low["range"][1].get<double>(), 2.6 + 0.1 * 100, 1e-4);
    EXPECT_NEAR(low["range"][0].get<double>(), 2.7, 1e-4);
    EXPECT_EQ(bulletin["verdicts"][0][0]["probability"]["class"][0].size(), 6U);
}

TEST_F(BulletinTest, RunsInterruptedBeforeTheirFirstOutputToo) {
    results_.record.complete = false;
    {
        ResultWriter writer(folder_, results_.layout());
        writer.finish(results_.record, results_.verdict, results_.standard);
    }
    const Json bulletin = bulletin_data(Source(folder_ / "forecast.nc"));
    EXPECT_EQ(bulletin["status"], "incomplete");
    EXPECT_TRUE(bulletin["series"]["times"].empty());
    EXPECT_TRUE(bulletin["profiles"]["values"][0][0][0].is_null());
    EXPECT_EQ(bulletin["map"]["class"][0][0][0], "00");
}

TEST_F(BulletinTest, WhatIsNoForecastIsRefused) {
    std::filesystem::create_directories(folder_);
    write_text_file(folder_ / "text.nc", "no NetCDF");
    EXPECT_THROW(Source(folder_ / "text.nc"), FileError);
    EXPECT_THROW(Source(folder_ / "nothing.nc"), FileError);
    results_.write(folder_);
    EXPECT_THROW(Source(folder_ / "scenarios/none.nc"), FileError);
}

TEST_F(BulletinTest, NamesCannotBreakOutOfThePage) {
    const std::string hostile = "</script><b>&\"'<!--BULLETIN-DATA-->";
    results_.specification.scenarios[0].title = results_.record.scenarios[0].title = hostile;
    results_.specification.sections[0].name = hostile;
    results_.specification.title = hostile;
    const Json bulletin = data();
    EXPECT_EQ(bulletin["scenarios"][0]["title"], hostile);
    const std::string page = filled_template(page_with_marker, bulletin, Language::zh);
    EXPECT_THAT(page, Not(HasSubstr("<b>")));
    EXPECT_EQ(page.find("</script>"), page.rfind("</script>"));
    EXPECT_THAT(page, Not(HasSubstr(std::string(data_marker))));
    const std::string plain = plain_page(bulletin, Language::zh);
    EXPECT_THAT(plain, Not(HasSubstr("<b>")));
    EXPECT_THAT(plain, Not(HasSubstr("<script")));
    EXPECT_THAT(plain, HasSubstr("&lt;/script&gt;&lt;b&gt;&amp;&quot;&#39;"));
}

TEST_F(BulletinTest, NamesOfAnyBytesCanBeWritten) {
    results_.specification.inputs.push_back({"\xd0\xc2\xcf\xe7.yaml", "89abcdef"});  // 新乡 in GBK
    const Json bulletin = data();
    EXPECT_THAT(text_of(bulletin), HasSubstr("\ufffd"));
    EXPECT_THAT(page_of(bulletin, Language::zh), HasSubstr("</html>"));
    EXPECT_THAT(filled_template(page_with_marker, bulletin, Language::zh), HasSubstr("</html>"));
}

TEST_F(BulletinTest, ThePageHoldsTheDataAndTheSameBytesEachTime) {
    const std::filesystem::path file = written();
    const Json bulletin = bulletin_data(Source(file));
    const std::string page = filled_template(page_with_marker, bulletin, Language::en);
    EXPECT_EQ(page, filled_template(page_with_marker, bulletin_data(Source(file)), Language::en));
    EXPECT_THAT(page, HasSubstr("<html lang=\"en\" data-lang=\"en\">"));
    EXPECT_THAT(filled_template(page_with_marker, bulletin, Language::zh),
                HasSubstr("<html lang=\"zh-CN\" data-lang=\"zh\">"));
    EXPECT_THAT(page, HasSubstr(base64(deflated(bulletin.dump()))));
}

}  // namespace
}  // namespace qingliu::bulletin
