#include "models/observations/quality_control.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "engine/base/problems.hpp"
#include "models/observations/observation_reader.hpp"

namespace qingliu {
namespace {

QualityLimits house_limits() {
    return read_quality_limits(std::filesystem::path(QINGLIU_ROOT) / "configs/observations/quality-control.yaml");
}

/// Observations of one station, four hours apart.
Observations four_hourly(const char* variable, const std::vector<const char*>& values) {
    std::string text = std::string("station,time,") + variable + "\n";
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto hour = 4 * i;
        text += "A,2026-01-" + std::to_string(hour / 24 + 10) + " " + (hour % 24 < 10 ? "0" : "") +
                std::to_string(hour % 24) + ":00," + values[i] + "\n";
    }
    return read_observation_table(text, "t.csv");
}

std::vector<std::string> flags_of(const char* variable, const std::vector<const char*>& values) {
    Observations o = four_hourly(variable, values);
    const std::vector<double> before = o.values;
    control_quality(o, house_limits());
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (before[i] == before[i]) {
            EXPECT_EQ(o.values[i], before[i]) << "a value was changed";
        }
    }
    std::vector<std::string> flags;
    for (const std::uint16_t bits : o.flags) flags.push_back(flag_text(bits));
    return flags;
}

using testing::ElementsAre;

TEST(QualityControl, GoodReadingsBearNoFlag) {
    EXPECT_THAT(flags_of("CODMn", {"2.1", "2.3", "2.2", "2.6", "2.4"}), testing::Each(""));
}

TEST(QualityControl, ASingleReadingApartIsASpike) {
    EXPECT_THAT(flags_of("CODMn", {"2.22", "2.20", "20.36", "2.02", "2.03"}), ElementsAre("", "", "spike", "", ""));
    EXPECT_THAT(flags_of("DO", {"9", "9.1", "1.2", "9", "9.2"}), ElementsAre("", "", "spike", "", "")) << "a fall";
    EXPECT_THAT(flags_of("CODMn", {"2.2", "20.4", "19.9", "2.0"}), testing::Not(testing::Contains("spike")))
        << "two readings agree";
    EXPECT_THAT(flags_of("DO", {"2.0", "12.5", "6.0"}), testing::Not(testing::Contains("spike")))
        << "those before and after do not agree";
    EXPECT_THAT(flags_of("NH3-N", {"0.2", "0.6", "0.2"}), testing::Each("")) << "less than a class";
    EXPECT_THAT(flags_of("NH3-N", {"2.0", "4.0", "2.0"}), testing::Each("")) << "less than three times";
}

TEST(QualityControl, AChangeThatStaysIsAJump) {
    EXPECT_THAT(flags_of("CODMn", {"2.0", "2.1", "15.0", "14.8", "15.1"}), ElementsAre("", "", "jump", "", ""));
}

TEST(QualityControl, ReadingsFarApartSayNothingOfEachOther) {
    Observations o =
        read_observation_table("station,time,CODMn\nA,2026-01-01,2\nA,2026-01-05,20\nA,2026-01-09,2\n", "t.csv");
    control_quality(o, house_limits());
    EXPECT_THAT(o.flags, testing::Each(0));
}

TEST(QualityControl, EqualReadingsForADayAreStuck) {
    const std::vector<const char*> seven(7, "0.412"), six(6, "0.412"), below(9, "<0.025");
    EXPECT_THAT(flags_of("NH3-N", seven), testing::Each("stuck"));
    EXPECT_THAT(flags_of("NH3-N", six), testing::Each(""));
    EXPECT_THAT(flags_of("NH3-N", below), testing::Each("")) << "below detection they are all alike";
}

TEST(QualityControl, RangeAndSign) {
    EXPECT_THAT(flags_of("NH3-N", {"-0.3"}), ElementsAre("negative range"));
    EXPECT_THAT(flags_of("pH", {"14.0"}), ElementsAre("range"));
    EXPECT_THAT(flags_of("discharge", {"-3"}), ElementsAre("")) << "water may flow back";
    EXPECT_THAT(flags_of("CODMn", {">100"}), ElementsAre("range")) << "the end of a scale";
}

TEST(QualityControl, ExchangedColumnsAreSuspected) {
    Observations o = read_observation_table(
        "station,time,pH,EC\nA,2026-01-01,780,7.9\nA,2026-01-02,790,7.9\nA,2026-01-03,800,7.8\n", "t.csv");
    control_quality(o, house_limits());
    ASSERT_EQ(o.notes.size(), 1U);
    EXPECT_THAT(o.notes[0].text,
                testing::HasSubstr("3 of 3 values of pH ph [1] are out of range: are columns exchanged"));
}

TEST(QualityControl, OxygenAgainstSaturation) {
    Observations o = read_observation_table(
        "station,time,水温,DO\nA,2026-08-20,32.3,23.54\nA,2026-08-24,32.3,12\nA,2026-08-28,,23.54\n", "t.csv");
    control_quality(o, house_limits());
    const auto oxygen = static_cast<std::size_t>(o.find("dissolved_oxygen"));
    EXPECT_EQ(flag_text(o.flags[o.at(0, oxygen)]), "saturation");  // 7.27 mg/L at 32.3 degC: 324 %
    EXPECT_EQ(flag_text(o.flags[o.at(1, oxygen)]), "");            // 165 %
    EXPECT_EQ(flag_text(o.flags[o.at(2, oxygen)]), "") << "no temperature, no saturation";
}

TEST(QualityControl, APartLargerThanItsWhole) {
    Observations o = read_observation_table(
        "station,time,NH3-N,TN\nA,2026-01-01,3,2\nA,2026-01-05,2.3,2\nA,2026-01-09,<3,2\n", "t.csv");
    control_quality(o, house_limits());
    EXPECT_THAT(o.flags, ElementsAre(64, 64, 0, 0, 0, 0));
}

TEST(QualityControl, RepeatedTimes) {
    Observations o = read_observation_table(
        "station,time,DO\nA,2026-01-01,8\nA,2026/1/1 0:00,9\nA,2026-01-03,8\nB,2026-01-01,8\n", "t.csv");
    control_quality(o, house_limits());
    EXPECT_THAT(o.flags, ElementsAre(256, 256, 0, 0));
}

TEST(QualityControl, NeighboursThatAllReadOtherwise) {
    QualityLimits limits = house_limits();
    limits.neighbours = {{"A", "B", {"conductivity"}, 3, 6 * 3600.0}, {"A", "C", {"conductivity"}, 3, 6 * 3600.0}};
    const std::string text =
        "station,time,EC\nA,2026-01-01 08:00,4000\nB,2026-01-01 10:00,1000\nC,2026-01-01 04:00,1100\n"
        "A,2026-01-03 08:00,4000\nB,2026-01-03 08:00,1000\nC,2026-01-03 08:00,3900\n"
        "A,2026-01-05 08:00,4000\nB,2026-01-05 20:00,1000\n";
    Observations o = read_observation_table(text, "t.csv");
    control_quality(o, limits);
    std::vector<std::string> told;
    for (std::size_t row = 0; row < o.rows(); ++row)
        told.push_back(o.stations[static_cast<std::size_t>(o.station[row])].name + flag_text(o.flags[row]));
    EXPECT_THAT(told, ElementsAre("Aneighbours", "A", "A", "Bneighbours", "Bneighbours", "B", "Cneighbours", "C"));
    limits.neighbours = {{"A", "nowhere", {"conductivity"}, 3, 3600}};
    control_quality(o, limits);
    EXPECT_THAT(o.notes.back().text, testing::HasSubstr("no station \"nowhere\""));
}

TEST(QualityControl, FlagsAreCounted) {
    Observations o = four_hourly("CODMn", {"2.22", "20.36", "2.02", "-1"});
    control_quality(o, house_limits());
    const FlagCounts counts = count_flags(o);
    EXPECT_EQ(counts.values, 2U);
    EXPECT_EQ(counts.rows, 2U);
    EXPECT_EQ(counts.of_flag[0], 1U) << "negative";
    EXPECT_EQ(counts.of_flag[2], 1U) << "spike";
}

TEST(QualityLimits, FaultsOfTheFileAreToldTogether) {
    const auto file =
        std::filesystem::temp_directory_path() / fmt::format("qingliu_quality_limits_test_{}.yaml", getpid());
    std::ofstream(file) << "title: t\n"
                           "sources: {Q1: {title: t}}\n"
                           "variables:\n"
                           "  - {variable: disolved_oxygen, lowest: 0 mg/L, source: Q1}\n"
                           "  - {variable: ph, lowest: 9, highest: 6, source: Q2}\n"
                           "  - {variable: discharge, highest: 3 mg/L, source: Q1, confidence: estimate}\n";
    std::string told;
    try {
        read_quality_limits(file);
    } catch (const InputError& error) {
        told = error.what();
    }
    std::filesystem::remove(file);
    for (const char* part : {"did you mean \"dissolved_oxygen\"?", "this is no range", "there is no source \"Q2\"",
                             "an estimate without a note", "is a concentration, not a discharge", "5 errors"})
        EXPECT_THAT(told, testing::HasSubstr(part));
}

}  // namespace
}  // namespace qingliu
