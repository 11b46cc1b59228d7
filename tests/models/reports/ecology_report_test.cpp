#include "models/reports/ecology_report.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "engine/base/problems.hpp"
#include "models/ecology/daily_flow_file.hpp"
#include "models/ecology/tennant.hpp"
#include "tests/models/reports/synthetic_results.hpp"

namespace qingliu {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

class EcologyReportTest : public ResultFolder {
protected:
    SyntheticResults results_;
};

TEST_F(EcologyReportTest, ForecastsAreJudgedFromTheirFileAlone) {
    results_.write(folder_);
    const auto all = read_forecast_flows(folder_ / "forecast.nc");
    ASSERT_EQ(all.size(), 4U);
    EXPECT_EQ(all[0].scenario, "none");
    EXPECT_EQ(all[0].title, "不引水");
    EXPECT_EQ(all[0].section, "卫河小河口");
    EXPECT_EQ(all[0].flows.date(0), 2026y / 1 / 15);  // the civil day, though it begins on the 14th in UTC
    EXPECT_EQ(all[0].flows.discharge, (std::vector<double>{2, 1.5}));
    EXPECT_NEAR(all[0].target[0], 1.7, 1e-7);  // stored in single precision
    EXPECT_EQ(all[1].target[0], 0);
    EXPECT_TRUE(std::isnan(all[2].flows.discharge[1]));  // failed
    const auto steps = judge_targets(all[0].flows, all[0].target);
    EXPECT_EQ(steps.at(0).found.days_met, results_.verdict.scenarios[0].sections[0].share_days_flow_met * 2);
    EXPECT_NEAR(steps.at(0).found.deficit, results_.verdict.scenarios[0].sections[0].deficit_m3, 1e-2);
    EXPECT_EQ(steps.at(1).found.days_judged, 0);  // ten days are not there
    EXPECT_EQ(judge_targets(all[2].flows, all[2].target).at(0).found.days_skipped, 1);
}

TEST_F(EcologyReportTest, AFileThatWasNotJudgedSaysSo) {
    results_.write(folder_);
    try {
        read_forecast_flows(folder_ / "scenarios/none.nc");
        FAIL();
    } catch (const FileError& error) {
        EXPECT_THAT(error.what(), HasSubstr("it has no section_daily_discharge"));
    }
    EXPECT_THROW(read_forecast_flows(folder_ / "none.nc"), FileError);
}

/// A leap year of 2 m3/s with a plan that asks for 3 from June to August.
EcologyFindings year_with_a_plan() {
    EcologyFindings found;
    found.name = "gauge, upper";
    found.flows = {2024y / 1 / 1, std::vector<double>(366, 2.0)};
    found.years = years_of(found.flows);
    found.targets = tennant_targets(found.years);
    found.indicators = alteration_indicators(found.flows, found.years);
    FlowPlan plan;
    plan.name = "plan";
    plan.base_flow = {1, 1, 1, 1, 1, 3, 3, 3, 1, 1, 1, 1};
    plan.volumes = {{{101, 131}, "January", 1e6}};
    plan.warnings = {{"red", 0.9, 2}};
    found.plan = plan;
    found.compliance = judge_plan(found.flows, plan);
    return found;
}

TEST(EcologyReport, JsonHoldsEverything) {
    const auto json = nlohmann::json::parse(ecology_json({year_with_a_plan()}));
    const auto& place = json.at("places").at(0);
    EXPECT_EQ(place.at("place"), "gauge, upper");
    EXPECT_TRUE(place.at("scenario").is_null());
    EXPECT_EQ(place.at("record").at("complete_years"), std::vector<int>{2024});
    EXPECT_EQ(place.at("record").at("last"), "2024-12-31");
    EXPECT_EQ(place.at("targets").size(), 10U);
    EXPECT_NEAR(place.at("targets").at(0).at("m3s").at("apr").get<double>(), 1.2, 1e-12);
    EXPECT_TRUE(place.at("targets").at(0).at("short_record"));
    const auto& steps = place.at("compliance").at("steps");
    EXPECT_EQ(steps.at(0).at("judged"), 366);
    EXPECT_EQ(steps.at(0).at("met"), 366 - 92);
    EXPECT_FALSE(steps.at(0).at("guarantee_met"));
    EXPECT_EQ(steps.at(2).at("step"), "month");
    EXPECT_EQ(steps.at(2).at("met"), 9);
    EXPECT_TRUE(place.at("compliance").at("volumes").at(0).at("met"));
    EXPECT_EQ(place.at("compliance").at("warnings").at(0).at("first"), "2024-06-02");
    EXPECT_EQ(place.at("compliance").at("warnings").at(0).at("days"), 91);
    EXPECT_EQ(place.at("alteration").at("indicators").size(), 33U);
    EXPECT_TRUE(place.at("alteration").at("indicators").at(0).at("variation").is_null());  // of one year
}

TEST(EcologyReport, SpreadsheetsHaveOneHeaderAndARowAFigure) {
    const auto sheets = ecology_spreadsheets({year_with_a_plan()});
    std::vector<std::string> names;
    for (const auto& sheet : sheets) {
        names.push_back(sheet.name);
        EXPECT_TRUE(sheet.text.starts_with("\xEF\xBB\xBFplace,scenario,")) << sheet.name;
        EXPECT_THAT(sheet.text, HasSubstr("\r\n\"gauge, upper\",,")) << sheet.name;
        // as many cells in every row as in the header; the name is the one cell with a comma
        std::vector<std::ptrdiff_t> commas;
        for (std::size_t at = 0; at < sheet.text.size();) {
            const std::size_t end = sheet.text.find("\r\n", at);
            commas.push_back(std::count(sheet.text.begin() + static_cast<std::ptrdiff_t>(at),
                                        sheet.text.begin() + static_cast<std::ptrdiff_t>(end), ','));
            at = end + 2;
        }
        for (std::size_t row = 1; row < commas.size(); ++row) EXPECT_EQ(commas[row], commas[0] + 1) << sheet.name;
    }
    EXPECT_EQ(names, (std::vector<std::string>{"targets.csv", "compliance.csv", "periods.csv", "volumes.csv",
                                               "warnings.csv", "indicators.csv"}));
    EXPECT_TRUE(ecology_spreadsheets({}).empty());
}

TEST(EcologyReport, PagesInTwoLanguages) {
    const std::string english = ecology_page({year_with_a_plan()}, {Language::en, false});
    for (const char* words : {"gauge, upper: 2024-01-01 to 2024-12-31, 366 days known; 1 complete years",
                              "Tennant, fair", "* fewer years than the method asks for", "74.9%!",
                              "! below the guarantee of 90.0%", "mean flow of January", "January", "red"})
        EXPECT_THAT(english, HasSubstr(words));
    const std::string chinese = ecology_page({year_with_a_plan()}, {Language::zh, false});
    for (const char* words : {"生态流量 m3/s", "1月平均流量", "生态基流", "低于保证率", "预警"})
        EXPECT_THAT(chinese, HasSubstr(words));
    EcologyFindings met = year_with_a_plan();
    met.plan->guarantee = 0.7;
    EXPECT_THAT(ecology_page({met}, {Language::en, false}), Not(HasSubstr("!")));
}

}  // namespace
}  // namespace qingliu
