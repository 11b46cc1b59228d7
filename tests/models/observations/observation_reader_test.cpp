#include "models/observations/observation_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "engine/base/problems.hpp"
#include "engine/time/civil_time.hpp"

namespace qingliu {
namespace {

Observations read(const std::string& text, const ObservationOptions& options = {}) {
    return read_observation_table(text, "t.csv", options);
}

double value(const Observations& o, std::size_t row, const char* name) {
    return o.values[o.at(row, static_cast<std::size_t>(o.find(name)))];
}

std::string notes(const Observations& o) {
    std::string all;
    for (const ReadingNote& note : o.notes) all += note.text + "\n";
    return all;
}

constexpr const char* national =
    "抓取年份,省份,流域,断面名称,监测时间,水质类别,水温(℃),pH(无量纲),溶解氧(mg/L),氨氮(mg/L),叶绿素α(mg/L)\n"
    "2026,河南省,海河流域,五陵,08-26 13:00,4,30.1,7.83,5.37,0.009,--\n"
    "2026,河南省,海河流域,黄花营,08-26 13:00,Ⅰ,31.6,8.33,12.62,--,--\n"
    "2026,河南省,海河流域,五陵,08-26 09:00,-1,--,--,--,--,--\n";

TEST(ObservationReader, TheNationalPublication) {
    const Observations o = read(national);
    ASSERT_EQ(o.rows(), 3U);
    ASSERT_EQ(o.stations.size(), 2U);
    EXPECT_EQ(o.stations[0].name, "五陵");
    EXPECT_EQ(o.stations[0].province, "河南省");
    EXPECT_EQ(o.stations[0].basin, "海河流域");
    EXPECT_THAT(o.station, testing::ElementsAre(0, 0, 1)) << "by station, then time";
    EXPECT_DOUBLE_EQ(o.time[0], *parse_instant("2026-08-26 09:00 +08:00"));
    EXPECT_THAT(o.published_class, testing::ElementsAre(0, 4, 1));
    EXPECT_THAT(o.line, testing::ElementsAre(4, 2, 3));
    EXPECT_DOUBLE_EQ(value(o, 1, "dissolved_oxygen"), 5.37);
    EXPECT_TRUE(std::isnan(value(o, 2, "ammonia_nitrogen")));
    EXPECT_EQ(o.find("chlorophyll_a") >= 0, true) << "a column without a value is kept";
    EXPECT_EQ(notes(o), "");
    EXPECT_EQ(o.encoding, "UTF-8");
}

TEST(ObservationReader, ALongTableMergesWhatBelongsToOneInstant) {
    const Observations o = read(
        "station,time,variable,value,unit,flag\n"
        "A,2026-01-01 08:00,氨氮,250,ug/L,\n"
        "B,2026-01-01 08:00,discharge,1000,L/s,\n"
        "A,2026/1/1 8:00,溶解氧,<0.5,,suspect\n"
        "A,20260101 0700,DO,7.1,mg/L,good\n");
    ASSERT_EQ(o.rows(), 3U);
    EXPECT_DOUBLE_EQ(value(o, 0, "dissolved_oxygen"), 7.1);
    EXPECT_DOUBLE_EQ(value(o, 1, "ammonia_nitrogen"), 0.25);
    EXPECT_DOUBLE_EQ(value(o, 1, "dissolved_oxygen"), 0.5);
    EXPECT_DOUBLE_EQ(value(o, 2, "discharge"), 1.0);
    const std::size_t at = o.at(1, static_cast<std::size_t>(o.find("dissolved_oxygen")));
    EXPECT_EQ(o.below_detection[at], 1);
    EXPECT_EQ(flag_text(o.flags[at]), "marked");
    EXPECT_THAT(notes(o), testing::HasSubstr("1 rows bear the flag \"suspect\""));
}

TEST(ObservationReader, ASecondValueOfOneInstantIsARowOfItsOwn) {
    const Observations o = read(
        "station,time,variable,value\n"
        "A,2026-01-01,DO,7.1\nA,2026-01-01,DO,7.3\nA,2026-01-01,pH,8\nA,2026-01-01,DO,7.1\n");
    ASSERT_EQ(o.rows(), 3U);
    EXPECT_DOUBLE_EQ(value(o, 0, "dissolved_oxygen"), 7.1);
    EXPECT_DOUBLE_EQ(value(o, 1, "dissolved_oxygen"), 7.3);
    EXPECT_DOUBLE_EQ(value(o, 2, "dissolved_oxygen"), 7.1);
    EXPECT_DOUBLE_EQ(value(o, 0, "ph"), 8);
}

TEST(ObservationReader, AColumnAStation) {
    const Observations o = read("time;五陵:discharge [m3/s];刘庄:discharge [m3/s];五陵:水位(m)\n2026-01-01;1;2;60\n");
    ASSERT_EQ(o.rows(), 2U);
    EXPECT_EQ(o.stations[1].name, "刘庄");
    EXPECT_DOUBLE_EQ(value(o, 0, "discharge"), 1);
    EXPECT_DOUBLE_EQ(value(o, 0, "water_level"), 60);
    EXPECT_DOUBLE_EQ(value(o, 1, "discharge"), 2);
    EXPECT_EQ(notes(o), "");
}

TEST(ObservationReader, AFileOfOneStationIsNamedAfterTheFileAndSaysSo) {
    const Observations o = read("date,Q\n1963-09-20,30.5\n");
    EXPECT_EQ(o.stations[0].name, "t");
    EXPECT_THAT(notes(o), testing::HasSubstr("no column names the station"));
    EXPECT_EQ(read("date,Q\n1963-09-20,30.5\n", {.station = "刘庄"}).stations[0].name, "刘庄");
    EXPECT_EQ(notes(read("date,Q\n1963-09-20,30.5\n", {.station = "刘庄"})), "");
}

TEST(ObservationReader, StationsOfOneNameInTwoProvincesAreTwo) {
    const Observations o = read(
        "province,section,time,DO\n四川省,南渡,2026-02-04,8\n湖南省,南渡,2026-02-04,9\n四川省,南渡,2026-02-05,7\n");
    ASSERT_EQ(o.stations.size(), 2U);
    EXPECT_THAT(o.station, testing::ElementsAre(0, 0, 1));
}

TEST(ObservationReader, MixedFormsOfTime) {
    const Observations o = read(
        "station,time,DO\nA,2026-02-04 11:00,1\nA,2026/2/4 12:00,2\nA,20260204 1300,3\nA,2026年2月4日 14时,4\n"
        "A,2026-02-04T07:00Z,5\n");
    ASSERT_EQ(o.rows(), 5U);
    for (std::size_t row = 1; row < 5; ++row) EXPECT_DOUBLE_EQ(o.time[row] - o.time[row - 1], 3600.0);
}

TEST(ObservationReader, Gb18030AndAMarkGiveTheSameTable) {
    // "断面名称,监测时间,溶解氧(mg/L)" and "五陵" as GBK
    const std::string gbk =
        "\xB6\xCF\xC3\xE6\xC3\xFB\xB3\xC6,\xBC\xE0\xB2\xE2\xCA\xB1\xBC\xE4,\xC8\xDC\xBD\xE2\xD1\xF5(mg/L)\r\n"
        "\xCE\xE5\xC1\xEA,2026-02-04 11:00,8.5\r\n";
    const Observations o = read(gbk);
    EXPECT_EQ(o.stations[0].name, "五陵");
    EXPECT_EQ(o.encoding, "GB18030");
    EXPECT_THAT(notes(o), testing::HasSubstr("read as GB18030"));
    const Observations marked = read("\xEF\xBB\xBF断面名称,监测时间,溶解氧(mg/L)\n五陵,2026-02-04 11:00,8.5\n");
    EXPECT_EQ(marked.stations[0].name, "五陵");
    EXPECT_EQ(marked.values, o.values);
    EXPECT_EQ(marked.time, o.time);
}

TEST(ObservationReader, ColumnsNotUnderstoodAreNamedWithAGuess) {
    const Observations o = read("station,time,溶解样(mg/L),DO,负责人\nA,2026-02-04,7,8,Li\n");
    EXPECT_THAT(notes(o), testing::HasSubstr(
                              "t.csv:1:14: the column \"溶解样(mg/L)\" is not understood and not used; did you mean "
                              "\"溶解氧\"?"));
    EXPECT_THAT(notes(o), testing::HasSubstr("the column \"负责人\" is not understood and not used"));
}

TEST(ObservationReader, VariablesOfAStandardCanBeAsked) {
    const ObservationOptions options{.more = {{"benzene", "苯", "g m-3", "mg/L"}}};
    EXPECT_DOUBLE_EQ(value(read("station,time,苯(μg/L)\nA,2026-02-04,7\n", options), 0, "benzene"), 0.007);
}

// --- what is wrong ---

std::string faults(const std::string& text, const ObservationOptions& options = {}) {
    try {
        read(text, options);
    } catch (const InputError& error) {
        return error.what();
    }
    return "no fault";
}

TEST(MalformedObservations, EveryFaultAtOnceWithItsPlace) {
    EXPECT_EQ(faults("station,time,DO\nA,2026-02-30,8\nA,2026-02-04,8..1\n,2026-02-04,8\nA,2026-02-04\n"),
              "t.csv:2:3: error: \"2026-02-30\" names a day that does not exist\n"
              "    2 | A,2026-02-30,8\n"
              "      |   ^\n"
              "      = expected: such as 2026-02-04 11:00, 2026/2/4 11:00 or 2026年2月4日 11时\n"
              "t.csv:3:14: error: \"8..1\" is neither a number nor a word for none\n"
              "    3 | A,2026-02-04,8..1\n"
              "      |              ^\n"
              "      = expected: a number, <0.025 or 0.025L below detection, nothing or -- where none was read\n"
              "t.csv:4:1: error: this row names no station\n"
              "    4 | ,2026-02-04,8\n"
              "      | ^\n"
              "      = expected: its name\n"
              "t.csv:5:3: error: this row has 2 cells, the header 3\n"
              "    5 | A,2026-02-04\n"
              "      |   ^\n"
              "      = expected: as many as the header\n"
              "4 errors\n");
}

TEST(MalformedObservations, ManyFaultsAreCountedAndTheFirstShown) {
    std::string text = "station,time,DO\n";
    for (int i = 0; i < 1000; ++i) text += "A,yesterday,8\n";
    const std::string told = faults(text);
    EXPECT_THAT(told, testing::HasSubstr("t.csv: error: 1000 faults in all, of which the first 50 follow"));
    EXPECT_THAT(told, testing::HasSubstr("t.csv:51:3"));
    EXPECT_THAT(told, testing::Not(testing::HasSubstr("t.csv:52:3")));
}

TEST(MalformedObservations, ExchangedColumns) {
    EXPECT_THAT(faults("time,station,DO\nA,2026-02-04,8\n"),
                testing::HasSubstr("t.csv:2:1: error: \"A\" is not a time"));
    EXPECT_THAT(faults("section,time,class,DO\nA,2026-02-04,8.5,3\n"),
                testing::HasSubstr("\"8.5\" is no class of water"));
}

TEST(MalformedObservations, Headers) {
    EXPECT_THAT(faults("station,DO\nA,8\n"), testing::HasSubstr("no column tells the time"));
    EXPECT_THAT(faults("station,time\nA,2026-02-04\n"), testing::HasSubstr("no column holds values"));
    EXPECT_THAT(
        faults("station,time,DO,溶解氧\nA,2026-02-04,8,8\n"),
        testing::AllOf(testing::HasSubstr("溶解氧 stands here a second time"), testing::HasSubstr("first given here")));
    EXPECT_THAT(faults("station,time,时间,DO\nA,2026-02-04,8,8\n"), testing::HasSubstr("tells the time"));
    EXPECT_THAT(faults("station,time,溶解氧(%)\nA,2026-02-04,8\n"), testing::HasSubstr("\"%\" is no unit of 溶解氧"));
    EXPECT_THAT(faults("A,2026-02-04,8\nA,2026-02-05,8\n"), testing::HasSubstr("no column tells the time"))
        << "a file without header";
}

TEST(MalformedObservations, FilesThatHoldNothing) {
    EXPECT_THAT(faults(""), testing::HasSubstr("the file is empty"));
    EXPECT_THAT(faults(" \n# nothing\n"), testing::HasSubstr("nothing but blanks"));
    EXPECT_THAT(faults("station,time,DO\n"), testing::HasSubstr("a header and no rows"));
}

TEST(MalformedObservations, Encodings) {
    EXPECT_THAT(faults("station,time,DO\nA,2026-02-04,8\nB\xFF\xFF,2026-02-04,8\n"),
                testing::HasSubstr("t.csv:3:2: error: a byte that is neither UTF-8 nor GB 18030"));
    EXPECT_THAT(faults(std::string("station,time,DO\nA\0,2026-02-04,8\n", 31)),
                testing::HasSubstr("t.csv:2:2: error: a byte 0"));
}

TEST(MalformedObservations, LongTables) {
    const std::string head = "station,time,variable,value,unit\n";
    EXPECT_THAT(faults(head + "A,2026-02-04,disolved_oxygen,8,mg/L\n"),
                testing::HasSubstr("did you mean \"dissolved_oxygen\"?"));
    EXPECT_THAT(faults(head + "A,2026-02-04,DO,8,%\n"), testing::HasSubstr("t.csv:2:19: error: \"%\" is no unit"));
    EXPECT_THAT(faults(head + "A,2026-02-04,DO,eight,mg/L\n"), testing::HasSubstr("neither a number"));
}

TEST(MalformedObservations, AQuoteWithoutEnd) {
    EXPECT_THAT(faults("station,time,DO\n\"A,2026-02-04,8\nB,2026-02-04,8\n"),
                testing::HasSubstr("t.csv:2: error: a quote that is opened here is never closed"));
}

TEST(MalformedObservations, TimesWithoutYear) {
    EXPECT_THAT(faults("station,time,DO\nA,02-04 11:00,8\n"), testing::HasSubstr("has no year"));
    EXPECT_EQ(faults("station,time,DO\nA,02-04 11:00,8\n", {.year = 2026}), "no fault");
    EXPECT_THAT(faults("year,station,time,DO\nlast,A,02-04 11:00,8\n"), testing::HasSubstr("\"last\" is no year"));
}

TEST(MalformedObservations, WhatIsNoFile) {
    EXPECT_THROW(read_observations("/"), FileError);
    EXPECT_THROW(read_observations("/no/such/file.csv"), FileError);
}

TEST(MalformedObservations, NegativeAndRepeatedValuesAreKept) {
    const Observations o = read("station,time,DO\nA,2026-02-04,-1\nA,2026-02-04,-1\nA,2026-02-04,\n");
    EXPECT_EQ(o.rows(), 3U);
    EXPECT_DOUBLE_EQ(value(o, 0, "dissolved_oxygen"), -1);
}

}  // namespace
}  // namespace qingliu
