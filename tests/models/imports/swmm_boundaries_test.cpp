// What flows into a model of SWMM and holds at its ends, as inflows, levels and qualities of a case.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/models/imports/swmm_sample.hpp"

namespace qingliu {
namespace {

using namespace swmm_sample;
using testing::HasSubstr;

TEST_F(Swmm, PatternsAndDryWeatherMultiply) {
    std::string text = added(small_model, "[DWF]", "B FLOW 10 \"daily\" \"monthly\"\n");
    text +=
        "[PATTERNS]\nmonthly MONTHLY 2 3 1 1 1 1\nmonthly 1 1 1 1 1 1\ndaily HOURLY 1 1 1 0.5 1 1 1 1 1 1 1 1\ndaily 1 "
        "1 1 1 1 1 1 1 1 1 1 1\n";
    const Case model = imported(text).model;
    const auto& flow = model.sources.back();
    EXPECT_EQ(flow.name, "B dry weather");
    // 2002-01-31 was a Thursday
    EXPECT_NEAR(flow.discharge.at(model.start + 2.5 * 3600), 20 * 0.028316846592, 1e-9);
    EXPECT_NEAR(flow.discharge.at(model.start + 3.5 * 3600), 10 * 0.028316846592, 1e-9);
    EXPECT_NEAR(flow.discharge.at(model.start + 24.5 * 3600), 30 * 0.028316846592, 1e-9);
    EXPECT_EQ(flow.discharge.at(model.start), 0) << "a model without initial flows begins dry";
}

TEST_F(Swmm, HoursOfAPatternHoldAtWeekendsTooUnlessTheseHaveTheirOwn) {
    std::string text = with(with(small_model, "01/31/2002", "02/01/2002"), "END_DATE 02/01", "END_DATE 02/02");
    text = added(with(text, "wave 01/31/2002", "wave 02/01/2002"), "[DWF]", "B FLOW 10 daily\n");
    const std::string hours = "1 1 1 0.5 1 1 1 1 1 1 1 1\ndaily 1 1 1 1 1 1 1 1 1 1 1 1\n";
    text += "[PATTERNS]\ndaily HOURLY " + hours;
    const double saturday = 27.5 * 3600;  // 2002-02-02 03:30
    const Case same = imported(text).model;
    EXPECT_NEAR(same.sources.back().discharge.at(same.start + 3.5 * 3600), 5 * 0.028316846592, 1e-9);
    EXPECT_NEAR(same.sources.back().discharge.at(same.start + saturday), 5 * 0.028316846592, 1e-9);
    text = with(text, "B FLOW 10 daily", "B FLOW 10 daily ends") + "ends WEEKEND 2 2 2 3 2 2\nends 2 2 2 2 2 2\n";
    const Case own = imported(text).model;
    EXPECT_NEAR(own.sources.back().discharge.at(own.start + 3.5 * 3600), 5 * 0.028316846592, 1e-9);
    EXPECT_NEAR(own.sources.back().discharge.at(own.start + saturday), 30 * 0.028316846592, 1e-9);
}

TEST_F(Swmm, ATideGoesByTheHoursOfTheOffset) {
    std::string text = with(small_model, "Out 98 FREE", "Out 98 TIDAL tide");
    text += "[CURVES]\ntide TIDAL 0 99\ntide 6 103\ntide 12 99\ntide 23 99\n";
    for (const int offset : {0, 480}) {
        const Case model = imported(text, offset).model;
        ASSERT_EQ(model.end_levels.size(), 1u);
        // 2002-01-31 00:00 by the clock of the file
        EXPECT_NEAR(model.end_levels[0].level.at(model.start), 99 * 0.3048, 1e-9) << offset;
        EXPECT_NEAR(model.end_levels[0].level.at(model.start + 6 * 3600), 103 * 0.3048, 1e-9) << offset;
        EXPECT_NEAR(model.network.rivers[0].outlet->stage, 99 * 0.3048, 1e-9) << offset;
    }
}

TEST_F(Swmm, SeriesMayStandInAFileOfTheirOwn) {
    written("; remark\n01/31/2002 00:00 5\n01/31/2002 06:00 7\n", "wave.dat");
    std::string text = std::string(small_model).substr(0, std::string(small_model).find("wave 01/31"));
    text += "wave FILE \"wave.dat\"\n";
    const ImportedCase made = imported(text);
    EXPECT_NEAR(made.model.sources[0].discharge.at(made.model.start + 3 * 3600), 6 * 0.028316846592, 1e-9);
    EXPECT_EQ(made.report.files.size(), 2u);
    EXPECT_THAT(faults(with(text, "wave.dat", "gone.dat")), HasSubstr("no such file"));
}

TEST_F(Swmm, WaterTakenOutIsAnAbstraction) {
    const Case model = imported(with(small_model, "wave 01:00 100", "wave 01:00 -100")).model;
    ASSERT_EQ(model.sources.size(), 1u);
    EXPECT_EQ(model.sources[0].kind, PointSource::Kind::abstraction);
    EXPECT_NEAR(model.sources[0].discharge.at(model.start + 3600), 100 * 0.028316846592, 1e-9);
}

TEST_F(Swmm, PollutantsAreConstituentsOfTheCasesOwn) {
    std::string text =
        std::string(small_model) + "[POLLUTANTS]\nTSS MG/L 0 0 0 0.5\nLead UG/L 0 0 0 0\nColi #/L 0 0 0 0\n";
    text = added(text, "[INFLOWS]", "A TSS \"\" CONCEN 1 1 30\nA Lead \"\" CONCEN 1 1 40\nA Coli \"\" CONCEN 1 1 5\n");
    const ImportedCase made = imported(text);
    EXPECT_TRUE(made.model.kinetics);
    EXPECT_THAT(made.own_processes, HasSubstr("{name: swmm_tss, title: TSS}"));
    EXPECT_THAT(made.own_processes, HasSubstr("value: 0.5 1/d"));
    const auto& source = made.model.sources.at(0);
    const Quality& quality = made.model.qualities.at(static_cast<std::size_t>(source.quality));
    EXPECT_EQ(quality.concentration.at("swmm_tss").at(0), 30);
    EXPECT_NEAR(quality.concentration.at("swmm_lead").at(0), 0.040, 1e-12);
    EXPECT_FALSE(quality.concentration.contains("swmm_coli"));
    EXPECT_THAT(import_report_text(made.report, "0"), HasSubstr("pollutants that are counted"));
}

TEST_F(Swmm, DryWeatherHasThePollutantsOwnConcentrationWhereNoneIsNamed) {
    std::string text = added(small_model, "[DWF]", "A FLOW 10\nB FLOW 10\nB TSS 50\n");
    text += "[POLLUTANTS]\nTSS MG/L 0 0 0 0 NO * 0 30 0\n";
    const Case model = imported(text).model;
    const auto concentration = [&](const std::string& source) {
        for (const PointSource& one : model.sources)
            if (one.name == source)
                return model.qualities.at(static_cast<std::size_t>(one.quality)).concentration.at("swmm_tss").at(0);
        return -1.0;
    };
    EXPECT_EQ(concentration("A dry weather"), 30);
    EXPECT_EQ(concentration("B dry weather"), 50);
}

TEST_F(Swmm, PollutantsOfChineseNamesStayApart) {
    std::string text = std::string(small_model) + "[POLLUTANTS]\n氨氮 MG/L 0 0 0 0\n总磷 MG/L 0 0 0 0\n";
    text = added(text, "[INFLOWS]", "A 氨氮 \"\" CONCEN 1 1 3\nA 总磷 \"\" CONCEN 1 1 0.2\n");
    const ImportedCase made = imported(text);
    EXPECT_THAT(made.own_processes, HasSubstr("{name: swmm_pollutant, title: 氨氮}"));
    EXPECT_THAT(made.own_processes, HasSubstr("{name: swmm_pollutant_2, title: 总磷}"));
    const Quality& quality = made.model.qualities.at(static_cast<std::size_t>(made.model.sources.at(0).quality));
    EXPECT_EQ(quality.concentration.at("swmm_pollutant").at(0), 3);
    EXPECT_EQ(quality.concentration.at("swmm_pollutant_2").at(0), 0.2);
}

}  // namespace
}  // namespace qingliu
