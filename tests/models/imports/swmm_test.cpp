// Models of SWMM: what is read of them, what is refused, and what they become.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "models/imports/swmm_runoff.hpp"
#include "models/imports/swmm_shapes.hpp"
#include "tests/models/imports/swmm_sample.hpp"

namespace qingliu {
namespace {

using namespace swmm_sample;
using namespace std::string_literals;
using testing::HasSubstr;

TEST_F(Swmm, ConduitsInARowAreOneRiverInMetres) {
    const ImportedCase made = imported(small_model);
    const Case& model = made.model;
    ASSERT_EQ(model.network.rivers.size(), 1u);
    const River& river = model.network.rivers[0];
    EXPECT_EQ(river.name, "c1-c2");
    EXPECT_NEAR(river.to, 1500 * 0.3048, 1e-9);
    ASSERT_EQ(river.sections.size(), 4u);
    EXPECT_NEAR(river.sections[0].bottom_width, 3.048, 1e-9);
    EXPECT_EQ(river.sections[0].side_slope, 2);
    EXPECT_NEAR(river.sections[3].bottom_width, 3.6576, 1e-9);
    EXPECT_NEAR(river.sections[0].bed_level, 100 * 0.3048, 1e-3);
    EXPECT_EQ(river.outlet->kind, Outlet::Kind::rating);
    EXPECT_EQ(model.end - model.start, 30 * 3600);
    EXPECT_EQ(model.output_interval, 300);
    ASSERT_EQ(model.sources.size(), 1u);
    EXPECT_NEAR(model.sources[0].discharge.at(model.start + 3600), 100 * 0.028316846592, 1e-9);
    EXPECT_NEAR(model.sources[0].discharge.at(model.start + 1800), 50 * 0.028316846592, 1e-9);
}

TEST_F(Swmm, MetricModelsStayAsTheyAre) {
    const ImportedCase made = imported(with(small_model, "CFS", "CMS"));
    EXPECT_EQ(made.model.network.rivers[0].to, 1500);
    EXPECT_EQ(made.model.sources[0].discharge.at(made.model.start + 3600), 100);
}

TEST_F(Swmm, LinesMayEndAsOnWindows) {
    std::string text;
    for (const char* letter = small_model; *letter != '\0'; ++letter)
        text += *letter == '\n' ? "\r\n" : std::string(1, *letter);
    EXPECT_EQ(imported(text).model.network.rivers[0].name, "c1-c2");
}

TEST_F(Swmm, NamesMayBeChineseInUtf8AndGbk) {
    const std::string utf8 = with(with(small_model, "c1 A B", "东渠 A B"), "c1 TRAP", "东渠 TRAP");
    EXPECT_EQ(imported(utf8).model.network.rivers[0].name, "东渠-c2");
    // the same name in GBK
    const std::string gbk =
        with(with(small_model, "c1 A B", "\xB6\xAB\xC7\xFE A B"), "c1 TRAP", "\xB6\xAB\xC7\xFE TRAP");
    const ImportedCase made = imported(gbk);
    EXPECT_EQ(made.model.network.rivers[0].name, "东渠-c2");
    EXPECT_THAT(import_report_text(made.report, "0"), HasSubstr("the file is GB18030"));
}

TEST_F(Swmm, TheFreeOutfallIsCriticalWhereTheBedIsFlat) {
    // Q = A sqrt(g A / B) of a rectangle 3.6576 m wide at depth h: b sqrt(g) h^(3/2), larger than normal discharge
    const River river = imported(small_model).model.network.rivers[0];
    const double bed = river.outlet->rating.front().first, width = 3.6576;
    EXPECT_NEAR(bed, 98 * 0.3048, 2e-3);
    EXPECT_GT(river.outlet->rating.back().second, 10);
    for (const auto& [level, discharge] : river.outlet->rating) {
        const double h = level - bed, critical = width * std::sqrt(9.81) * std::pow(std::max(h, 0.0), 1.5);
        EXPECT_NEAR(discharge, critical, 1e-3 * critical + 2e-4) << h;
    }
}

TEST_F(Swmm, RefusesEmptyAndForeignFiles) {
    EXPECT_THAT(faults(""), HasSubstr("this file has no sections"));
    EXPECT_THAT(faults("case: something\n"), HasSubstr("this row stands in no section"));
    EXPECT_THAT(faults("[TITLE]\n\xFF\xFE\x00\x01 \x80\x80"s), HasSubstr("these bytes are no text"));
    EXPECT_THROW(import_swmm(folder_ / "missing.inp", 0), FileError);
}

TEST_F(Swmm, TellsWhatIsMissing) {
    EXPECT_THAT(faults("[TITLE]\nnothing\n"), HasSubstr("the model has no START_DATE"));
    EXPECT_THAT(faults("[TITLE]\nnothing\n"), HasSubstr("the model has no nodes"));
    EXPECT_THAT(faults(with(small_model, "c2 RECT_OPEN 6 12 0 0\n", "")), HasSubstr("c2 has no cross-section"));
}

TEST_F(Swmm, TellsEveryFaultAtOnceWithPlaceCaretAndGuess) {
    std::string text = with(small_model, "FLOW_UNITS CFS", "FLOW_UNITS CSF");
    text = with(text, "c1 A B 1000", "c1 A BB 1o00");
    text = with(text, "c2 RECT_OPEN", "c3 RECT_OPEN");
    const std::string said = faults(text);
    EXPECT_THAT(said, HasSubstr("model.inp:4:12: error: \"CSF\" is no unit of flow"));
    EXPECT_THAT(said, HasSubstr("    4 | FLOW_UNITS CSF\n      |            ^"));
    EXPECT_THAT(said, HasSubstr("did you mean \"CFS\"?"));
    EXPECT_THAT(said, HasSubstr("there is no node \"BB\""));
    EXPECT_THAT(said, HasSubstr("\"1o00\" is no number for the length"));
    EXPECT_THAT(said, HasSubstr("there is no link \"c3\""));
}

TEST_F(Swmm, TellsRowsThatEndTooSoon) {
    EXPECT_THAT(faults(with(small_model, "c2 B Out 500 0.03 0 0", "c2 B Out 500")),
                HasSubstr("this row ends before its roughness"));
    EXPECT_THAT(faults(with(small_model, "wave 01:00 100", "wave 01:00")), HasSubstr("this row ends before its value"));
    EXPECT_THAT(faults(with(small_model, "wave 02/01/2002 02:00", "wave 01/30/2002 02:00")),
                HasSubstr("this time is not after the one before"));
}

TEST_F(Swmm, TheReportNamesWhatWasLeftWithItsLines) {
    const std::string text = std::string(small_model) +
                             "[CONTROLS]\nRULE r1\nIF NODE A DEPTH > 3\nTHEN GATE g SETTING = 1\n[Curious]\nx y\n"
                             "[REPORT]\nINPUT NO\n";
    const std::string report = import_report_text(imported(text).report, "0");
    EXPECT_THAT(report, HasSubstr("\"THEN GATE g SETTING = 1\" | model.inp:28-30 |"));
    EXPECT_THAT(report, HasSubstr("[Curious], 1 rows"));
    EXPECT_THAT(report, HasSubstr("| [REPORT], 1 rows | nothing in a case stands for it | model.inp:33-34 |"));
}

TEST_F(Swmm, ABranchLeavesAndJoins) {
    std::string text = added(small_model, "[CONDUITS]", "side A B 900 0.03 2 1\n");
    text = added(text, "[XSECTIONS]", "side TRIANGULAR 4 8 0 0\n");
    const Network network = imported(text).model.network;
    ASSERT_EQ(network.rivers.size(), 2u);
    const River& side = network.rivers[0].name == "side" ? network.rivers[0] : network.rivers[1];
    ASSERT_TRUE(side.leaves && side.joins);
    EXPECT_EQ(side.leaves->chainage, 0);
    EXPECT_NEAR(side.joins->chainage, 304.8, 1e-9);
    EXPECT_NEAR(side.sections[0].bed_level, 102 * 0.3048, 1e-9);
    EXPECT_NEAR(side.sections[1].bed_level, 100 * 0.3048, 1e-9);
    EXPECT_EQ(side.sections[0].side_slope, 1);
}

TEST_F(Swmm, AStorageSpillsOverItsWeirByTheFilesCoefficient) {
    std::string text = added(small_model, "[STORAGE]", "S 110 20 0 FUNCTIONAL 0 0 5000\n");
    text = added(text, "[WEIRS]", "w S A TRANSVERSE 3 3.33 NO 0 0\n");
    text = added(text, "[XSECTIONS]", "w RECT_OPEN 5 20 0 0\n");
    const Network network = imported(text).model.network;
    ASSERT_EQ(network.structures.size(), 1u);
    const Structure& weir = network.structures[0];
    EXPECT_NEAR(weir.values.at("sill"), 113 * 0.3048, 1e-9);
    EXPECT_NEAR(weir.values.at("width"), 20 * 0.3048, 1e-9);
    // Q = 3.33 b h^(3/2) ft3/s of 1 ft over 20 ft, by the factor on 1.705 m^(1/2)/s
    const double feet = 3.33 * 20 * 0.028316846592;
    const double here = weir.values.at("discharge_coefficient") * 1.7048949 * 20 * 0.3048 * std::pow(0.3048, 1.5);
    EXPECT_NEAR(here, feet, 1e-6 * feet);
    const River& storage = network.rivers[static_cast<std::size_t>(weir.at.river)];
    EXPECT_EQ(storage.name, "S");
    EXPECT_NEAR(storage.storage[0].area, 5000 * 0.3048 * 0.3048, 1e-6);
    EXPECT_TRUE(storage.joins.has_value());
}

TEST_F(Swmm, PumpsStartAndStopByRules) {
    std::string text = added(small_model, "[STORAGE]", "S 90 20 0 FUNCTIONAL 0 0 5000\n");
    text = added(text, "[PUMPS]", "p S A c OFF 6 2\n");
    text = added(text, "[CURVES]", "c PUMP3 0 10\nc 20 4\nc 30 0\n");
    text +=
        "[CONTROLS]\nRULE flood\nIF NODE B DEPTH > 5\nOR NODE A HEAD >= 108\nTHEN PUMP p STATUS = OFF\nPRIORITY 3\n";
    const ImportedCase made = imported(text);
    const Structure& pump = made.model.network.structures.at(0);
    EXPECT_EQ(pump.kind, "pump");
    EXPECT_EQ(pump.setting->value, 0);
    EXPECT_NEAR(pump.tables.at("curve")[1].first, 20 * 0.3048, 1e-9);
    EXPECT_NEAR(pump.tables.at("curve")[1].second, 4 * 0.028316846592, 1e-9);
    EXPECT_THAT(made.operation,
                HasSubstr("{name: flood, when: [{river: c1-c2, at: 304.8 m, variable: water_level, above: 31.6992 m}, "
                          "{river: c1-c2, at: 0 m, variable: water_level, above: 32.9184 m}], match: any, "
                          "then: [{structure: p, setting: 0}], interval: 1 min, priority: 497}"));
    EXPECT_THAT(made.operation,
                HasSubstr("above: 29.2608 m, hysteresis: 1.2192 m}], then: [{structure: p, setting: 1}], "
                          "otherwise: [{structure: p, setting: 0}]"));
}

TEST_F(Swmm, NamesAreTheSameInAnyLetters) {
    const std::string text = with(with(small_model, "c2 B Out", "c2 b OUT"), "A FLOW wave", "a Flow WAVE");
    const ImportedCase made = imported(text);
    EXPECT_EQ(made.model.network.rivers.size(), 1u);
    EXPECT_EQ(made.model.sources.size(), 1u);
}

TEST_F(Swmm, ACircleOfConduitsIsBroken) {
    std::string text = added(small_model, "[CONDUITS]", "back B A 900 0.03 0 0\n");
    text = added(text, "[XSECTIONS]", "back TRIANGULAR 4 8 0 0\n");
    const ImportedCase made = imported(text);
    EXPECT_THAT(import_report_text(made.report, "0"), HasSubstr("turned round"));
    for (const River& river : made.model.network.rivers) {
        const auto index = static_cast<int>(&river - made.model.network.rivers.data());
        EXPECT_FALSE(river.joins && river.joins->river == index);
        EXPECT_FALSE(river.leaves && river.leaves->river == index);
    }
    EXPECT_THAT(faults(added(small_model, "[CONDUITS]", "self B B 900 0.03 0 0\n")),
                HasSubstr("self ends where it begins"));
}

TEST_F(Swmm, TransectsKeepTheRoughnessOfTheOneBefore) {
    std::string text = with(small_model, "c1 TRAPEZOIDAL 6 10 2 2", "c1 IRREGULAR t2");
    text +=
        "[TRANSECTS]\nNC 0.08 0.09 0.04\nX1 t1 4 10 30 0 0 0 0 0 0\nGR 5 0 1 10 1 30 5 40\n"
        "NC 0 0 0.05\nX1 t2 4 10 30 0 0 0 2 7 0\nGR 5 0 1 10 1 30 6 40\n";
    const River river = imported(text).model.network.rivers[0];
    const CrossSection& section = river.sections[0];
    EXPECT_EQ(section.manning_n, 0.05);
    EXPECT_EQ(section.left_n, 0.08);
    EXPECT_EQ(section.right_n, 0.09);
    ASSERT_EQ(section.survey.size(), 4u);
    // widths doubled, the lowest point on the conduit's invert whatever the levels of the transect
    EXPECT_NEAR(section.survey[3].first, 80 * 0.3048, 1e-9);
    EXPECT_NEAR(section.survey[1].second, 100 * 0.3048, 1e-2);
}

TEST_F(Swmm, RulesOnATurnedConduitKeepTheirMeaning) {
    std::string text = added(small_model, "[CONDUITS]", "back B A 900 0.03 0 0\n");
    text = added(text, "[XSECTIONS]", "back TRIANGULAR 4 8 0 0\n");
    text = added(text, "[STORAGE]", "S 110 20 0 FUNCTIONAL 0 0 5000\n");
    text = added(text, "[PUMPS]", "p S A * ON\n");
    text +=
        "[CONTROLS]\nRULE r\nIF LINK back FLOW > 10\nTHEN PUMP p STATUS = ON\n"
        "RULE q\nIF LINK c1 FLOW > 10\nTHEN PUMP p STATUS = ON\n";
    const ImportedCase made = imported(text);
    const std::string report = import_report_text(made.report, "0");
    EXPECT_THAT(report, HasSubstr("turned round"));
    // c1 leads from A to B, back from B to A: the one met second is turned, and only that one
    EXPECT_THAT(
        made.operation,
        HasSubstr("{name: r, when: [{river: back, at: 137.16 m, variable: discharge, below: \"-0.2831684659 m3/s\"}]"));
    EXPECT_THAT(made.operation, HasSubstr("variable: discharge, above: 0.2831684659 m3/s}]"));
}

TEST_F(Swmm, SeveralBarrelsKeepAreaAndConveyanceOfTheFullCircle) {
    const std::string text = with(small_model, "c1 TRAPEZOIDAL 6 10 2 2", "c1 CIRCULAR 4 0 0 0 3");
    const River river = imported(text).model.network.rivers[0];
    const CrossSection& section = river.sections[0];
    const double one = 4 * 0.3048, pi = 3.14159265358979;
    EXPECT_NEAR(section.diameter * section.diameter, 3 * one * one, 1e-9);
    const auto full = [&](double d, double n) { return pi / 4 * d * d * std::pow(d / 4, 2.0 / 3) / n; };
    EXPECT_NEAR(full(section.diameter, section.manning_n), 3 * full(one, 0.03), 1e-9);
}

TEST_F(Swmm, FiguresWithoutAPlaceAreTold) {
    std::string text = with(small_model, "c2 B Out 500 0.03 0 0", "c2 B Out 500 0.03 0 0 0 25");
    text =
        added(text, "[STORAGE]", "S 110 20 0 FUNCTIONAL 0 0 5000 0 0.5 3.5 0.2 0.1\nT 110 20 0 TABULAR pond 0 0 0\n");
    text = added(text, "[CURVES]", "pond STORAGE 0 5000 20 5000\n");
    text = added(text, "[WEIRS]", "w S A TRANSVERSE 3 33.3 NO 2 0\nv T A SIDEFLOW 3 3.33 NO 0 0\n");
    text = added(text, "[ORIFICES]", "o S A SIDE 0 1.2 NO 0\n");
    text = added(text, "[XSECTIONS]", "w RECT_OPEN 5 20 0 0\nv RECT_OPEN 5 20 0 0\no RECT_CLOSED 1 1 0 0\n");
    text += "[POLLUTANTS]\nTSS MG/L 1 0 0 0.5 NO * 0 30 7\nCOD MG/L 0 0 0 0 NO * 0 0 0\n";
    const ImportedCase made = imported(text);
    const std::string report = import_report_text(made.report, "0");
    for (const char* told :
         {"| greatest flows of conduits | a river passes what its section conveys | model.inp:17 |",
          "| exfiltration from storages | a storage here loses nothing to the ground | model.inp:",
          "evaporation from storages", "| end contractions of weirs |",
          "the factor on the weir law of 10.78 is taken as 2", "the coefficient of an orifice of 1.2 is taken as 1",
          "| initial concentrations of pollutants |", "| concentrations of rain, ground water and infiltration |"})
        EXPECT_THAT(report, HasSubstr(told));
    // each once: what is 0 is not told
    for (const std::string what : {"exfiltration", "initial concentrations", "end contractions"}) {
        const auto line = report.substr(report.find("| " + what));
        EXPECT_EQ(line.substr(0, line.find('\n')).find(", "), std::string::npos) << what;
    }
    for (const char* name : {"w", "o"}) {
        const auto work = std::ranges::find(made.model.network.structures, name, &Structure::name);
        ASSERT_NE(work, made.model.network.structures.end()) << name;
        EXPECT_EQ(work->provenance.confidence, Confidence::estimate) << name;
    }
}

TEST_F(Swmm, SectionsThatAreAssumedAreEstimates) {
    const River plain = imported(small_model).model.network.rivers[0];
    for (const CrossSection& section : plain.sections) EXPECT_EQ(section.provenance.confidence, Confidence::verified);
    const River losing = imported(added(small_model, "[LOSSES]", "c1 0.5 1 0 NO\n")).model.network.rivers[0];
    EXPECT_EQ(losing.sections[0].provenance.confidence, Confidence::estimate);
    EXPECT_THAT(losing.sections[0].provenance.note, HasSubstr("local losses are part of its roughness"));
    EXPECT_EQ(losing.sections[3].provenance.confidence, Confidence::verified);
}

TEST(SwmmRunoff, KnotsStandWhereTheLineBends) {
    std::vector<double> time, value;
    for (int i = 0; i <= 365 * 1440; ++i) {  // a year of minutes, a storm each ten days
        const double since = i % 14400;
        time.push_back(60.0 * i);
        value.push_back(since < 60 ? since / 60 : std::exp(-(since - 60) / 300));
    }
    const double tolerance = 1e-4;
    const Series few = thinned(time, value, tolerance);
    EXPECT_LT(few.times().size(), time.size() / 50);
    EXPECT_EQ(few.times().front(), time.front());
    EXPECT_EQ(few.times().back(), time.back());
    double farthest = 0;
    for (std::size_t i = 0; i < time.size(); ++i) farthest = std::max(farthest, std::fabs(few.at(time[i]) - value[i]));
    EXPECT_LE(farthest, tolerance * (1 + 1e-9));
    EXPECT_GT(farthest, 0);
}

TEST(SwmmText, HeadingsMayBeShortAndInAnyLetters) {
    Problems problems;
    const SwmmText text =
        parse_swmm_text("[junc]\nA 1 ; remark\n[Polygons]\np 1 2\n[JUNCTIONS]\n\"B C\" 2\n", "m.inp", problems);
    EXPECT_TRUE(problems.empty());
    ASSERT_EQ(text.rows("JUNCTIONS").size(), 2u);
    EXPECT_EQ(text.rows("JUNCTIONS")[0].words.size(), 2u);
    EXPECT_EQ(text.rows("JUNCTIONS")[1].words[0].text, "B C");
    EXPECT_EQ(text.rows("JUNCTIONS")[1].line, 6);
}

TEST(SwmmText, NumbersAreThoseOfTheManual) {
    EXPECT_EQ(swmm_number(".00"), 0);
    EXPECT_EQ(swmm_number("5."), 5);
    EXPECT_EQ(swmm_number("+1e3"), 1000);
    EXPECT_FALSE(swmm_number("1,5"));
    EXPECT_FALSE(swmm_number("nan"));
    EXPECT_EQ(swmm_time("0:00:20"), 20);
    EXPECT_EQ(swmm_time("1.5"), 5400);
    EXPECT_FALSE(swmm_time("1:2:3:4"));
    EXPECT_EQ(swmm_date("JAN-31-2002", 0), swmm_date("01/31/2002", 0));
    EXPECT_FALSE(swmm_date("02/30/2002", 0));
}

TEST(SwmmHorton, InfiltratesTheIntegralOfItsCurve) {
    const HortonGround ground{2e-5, 2e-6, 4.0 / 3600, 1e-6, 0};
    double t = 0, sum = 0;
    for (int i = 0; i < 720; ++i) sum += 5 * horton_step(ground, 1, 5, t);
    EXPECT_NEAR(t, 3600, 1e-6);
    EXPECT_NEAR(sum, 2e-6 * 3600 + 1.8e-5 / (4.0 / 3600) * (1 - std::exp(-4.0)), 1e-9);
}

TEST(SwmmHorton, LittleRainAllGoesInAndTheCurveComesDownLater) {
    const HortonGround ground{2e-5, 2e-6, 4.0 / 3600, 1e-6, 0};
    double t = 0;
    EXPECT_EQ(horton_step(ground, 1e-6, 60, t), 1e-6);
    EXPECT_GT(t, 0);
    EXPECT_LT(t, 60);
    const double wet = t;
    horton_step(ground, 0, 86400, t);
    EXPECT_LT(t, wet) << "the ground dries";
}

TEST(SwmmHorton, TakesNoMoreThanItsVolume) {
    const HortonGround ground{2e-5, 2e-6, 4.0 / 3600, 1e-6, 0.004};
    double t = 0, sum = 0;
    for (int i = 0; i < 2000; ++i) sum += 5 * horton_step(ground, 1, 5, t);
    EXPECT_NEAR(sum, 0.004, 1e-6);
}

TEST(StandardPipes, AreThoseOfTheLists) {
    EXPECT_NEAR(standard_ellipse(17)->first, 77 * 0.0254, 1e-12);
    EXPECT_NEAR(standard_arch(58)->second, 123 * 0.0254, 1e-12);
    EXPECT_FALSE(standard_arch(103));
    EXPECT_FALSE(standard_ellipse(0));
    for (int i = 2; i <= 17; ++i) EXPECT_GT(standard_arch(i)->first, standard_arch(i - 1)->first);
}

}  // namespace
}  // namespace qingliu
