// An imported case is written so that it is read back as the same case.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "engine/run/case_reader.hpp"
#include "models/hydraulics/structures/catalogue.hpp"
#include "models/imports/imported_case.hpp"
#include "models/kinetics/constituents.hpp"

namespace qingliu {
namespace {

Provenance read_in(const std::string& key) { return {key, Confidence::verified, {}, {}}; }

/// Two rivers, a lake between them and a weir out of it; one series, one constant; names that YAML must quote.
ImportedCase small_case() {
    ImportedCase imported;
    Case& model = imported.model;
    model.name = "small";
    model.title = "a title: with a colon, and \"quotes\"";
    model.start = 0;
    model.end = 7200;
    model.utc_offset_minutes = 60;
    model.output_interval = 300;
    model.kinetics = false;
    model.constituents = {"conductivity"};
    model.network.name = "small";
    model.network.sources = {{"M1", "a model", "model.inp"}};
    River upper, lake, lower;
    upper.name = "C1, north";
    upper.code = "C1";
    upper.to = 100;
    upper.max_cell = 25;
    upper.joins = RiverPoint{1, 0};
    CrossSection survey;
    survey.chainage = 0;
    survey.survey = {{0, 12}, {3, 10}, {5, 10}, {9, 12.5}};
    survey.left_bank = 1;
    survey.right_bank = 8;
    survey.left_n = survey.right_n = 0.06;
    survey.manning_n = 0.03;
    survey.provenance = read_in("M1");
    CrossSection circle;
    circle.chainage = 100;
    circle.bed_level = 9.9;
    circle.diameter = 1.5;
    circle.manning_n = 0.013;
    circle.provenance = read_in("M1");
    upper.sections = {survey, circle};
    upper.provenance = read_in("M1");
    lake.name = "湖";
    lake.code = "LAKE";
    lake.to = 100;
    lake.storage = {{9, 500, 100}, {11, 700, 0}};
    lake.joins = RiverPoint{2, 0};
    lake.provenance = read_in("M1");
    lower.name = "C2";
    lower.code = "C2";
    lower.to = 200;
    lower.max_cell = 50;
    lower.outlet = Outlet{Outlet::Kind::rating, 0, 0, {{8, 0}, {10, 12}}, read_in("M1")};
    CrossSection box;
    box.bed_level = 8;
    box.bottom_width = 3;
    box.manning_n = 0.02;
    box.provenance = read_in("M1");
    lower.sections = {box};
    lower.provenance = read_in("M1");
    model.network.rivers = {upper, lower, lake};
    model.network.rivers[0].joins = RiverPoint{2, 0};
    model.network.rivers[2].joins = RiverPoint{1, 0};
    Structure weir;
    weir.name = "W";
    weir.kind = "weir";
    weir.at = {2, 100};
    weir.values = {{"sill", 10}, {"width", 2}};
    weir.provenance = read_in("M1");
    model.network.structures = {weir};
    model.waters = {{"inflow", "inflow"}};
    model.qualities = {{"clean", {}, {}, read_in("M1")}};
    model.qualities[0].concentration["conductivity"] = Series(300);
    PointSource constant, changing;
    constant.name = "base";
    constant.at = {0, 0};
    constant.discharge = Series(0.25);
    constant.quality = 0;
    constant.provenance = read_in("M1");
    changing = constant;
    changing.name = "wave, of rain";
    changing.discharge = Series({600, 1800}, {0.1, 0.7}, Series::Shape::linear);
    model.sources = {constant, changing};
    model.climate.water_temperature = Series(15);
    model.climate.evaporation = Series(0);
    model.climate.wind_speed = Series(2);
    model.climate.provenance = {"", Confidence::estimate, "not in the model", {}};
    model.scenarios.resize(1);
    model.scenarios[0].name = "imported";
    model.initial.scenario = "imported";
    ControlSection section;
    section.name = "end";
    section.at = {1, 190};
    section.provenance = read_in("M1");
    model.sections = {section};
    return imported;
}

std::filesystem::path written(const ImportedCase& imported) {
    const std::filesystem::path folder =
        std::filesystem::path(testing::TempDir()) / fmt::format("qingliu_case_files_{}", getpid());
    std::filesystem::remove_all(folder);
    for (const CaseFile& file : files_of(imported, "0")) {
        std::filesystem::create_directories((folder / file.path).parent_path());
        std::ofstream(folder / file.path, std::ios::binary) << file.text;
    }
    return folder;
}

CaseVocabulary vocabulary() { return {known_constituents(), {}, structure_kinds(), {}, {}, {}, {"power_law"}, {}}; }

TEST(CaseFiles, AreReadBackAsTheSameCase) {
    const ImportedCase imported = small_case();
    const Case read = read_case(written(imported) / "case.yaml", vocabulary());
    const Case& model = imported.model;
    EXPECT_EQ(read.title, model.title);
    EXPECT_EQ(read.start, model.start);
    EXPECT_EQ(read.end, model.end);
    EXPECT_EQ(read.utc_offset_minutes, 60);
    EXPECT_EQ(read.output_interval, 300);
    EXPECT_FALSE(read.kinetics);
    ASSERT_EQ(read.network.rivers.size(), 3u);
    for (std::size_t r = 0; r < 3; ++r) {
        EXPECT_EQ(read.network.rivers[r].name, model.network.rivers[r].name);
        EXPECT_EQ(read.network.rivers[r].to, model.network.rivers[r].to);
    }
    const River& upper = read.network.rivers[0];
    EXPECT_EQ(upper.joins->river, 2);
    EXPECT_EQ(upper.sections[0].survey, model.network.rivers[0].sections[0].survey);
    EXPECT_EQ(upper.sections[0].left_n, 0.06);
    EXPECT_EQ(upper.sections[1].diameter, 1.5);
    EXPECT_EQ(read.network.rivers[1].outlet->rating, model.network.rivers[1].outlet->rating);
    EXPECT_EQ(read.network.rivers[2].storage[0].area, 500);
    EXPECT_EQ(read.network.rivers[2].storage[0].widening, 100);
    EXPECT_EQ(read.network.structures[0].values.at("sill"), 10);
    EXPECT_EQ(read.sources[0].discharge.at(0), 0.25);
    for (const double t : {0.0, 600.0, 1200.0, 1800.0, 7200.0})
        EXPECT_DOUBLE_EQ(read.sources[1].discharge.at(t), model.sources[1].discharge.at(t)) << t;
    EXPECT_EQ(read.sections[0].at.chainage, 190);
}

std::string file_named(const std::vector<CaseFile>& files, const std::string& path) {
    for (const CaseFile& file : files)
        if (file.path == path) return file.text;
    return "no such file";
}

TEST(CaseFiles, ASeriesShorterThanThePeriodIsTold) {
    const ImportedCase imported = small_case();
    const std::string report = file_named(files_of(imported, "0"), "import-report.md");
    EXPECT_NE(
        report.find("| a series holds its first and its last value up to the ends of the period | its times do not "
                    "cover the period | series/wave__of_rain.csv |"),
        std::string::npos)
        << report;
    EXPECT_EQ(count_assumptions(imported), imported.report.assumptions.size() + 1);
    ImportedCase covered = small_case();
    covered.model.sources[1].discharge = Series({0, 7200}, {0.1, 0.7}, Series::Shape::linear);
    EXPECT_EQ(count_assumptions(covered), covered.report.assumptions.size());
}

TEST(CaseFiles, KnotsOfOneSecondAreOneRowOfATableThatIsMarkedUtf8) {
    ImportedCase imported = small_case();
    imported.model.sources[1].discharge = Series({0, 600, 600.3, 7200}, {0.1, 0.2, 0.3, 0.4}, Series::Shape::linear);
    EXPECT_EQ(file_named(files_of(imported, "0"), "series/wave__of_rain.csv"),
              "\xEF\xBB\xBFtime,wave of rain [m3/s]\n1970-01-01 01:00 +01:00,0.1\n1970-01-01 01:10 +01:00,0.2\n"
              "1970-01-01 03:00 +01:00,0.4\n");
    const Case read = read_case(written(imported) / "case.yaml", vocabulary());
    EXPECT_EQ(read.sources[1].discharge.at(7200), 0.4);
}

TEST(CaseFiles, KeepMapPointsToAMetreOrLess) {
    ImportedCase imported = small_case();
    MapPoint point;
    point.at = {0, 0};
    point.longitude = 113.9123456;
    point.latitude = 35.3123456;
    point.provenance = read_in("M1");
    imported.model.network.map_points = {point};
    const std::string text = file_named(files_of(imported, "0"), "coordinates.yaml");
    EXPECT_NE(text.find("113.9123456"), std::string::npos) << text;
}

TEST(CaseFiles, RefuseWhatTheyDoNotWrite) {
    ImportedCase imported = small_case();
    imported.model.ensemble.resize(1);
    EXPECT_THROW(files_of(imported, "0"), std::logic_error);
}

TEST(CaseFiles, TheCaseComesLast) { EXPECT_EQ(files_of(small_case(), "0").back().path, "case.yaml"); }

TEST(ImportReport, TellsEqualThingsOnceWithEveryPlace) {
    ImportReport report;
    report.assume("a.inp:3", "n is 0.01 | so", "none given");
    report.assume("a.inp:9", "n is 0.01 | so", "none given");
    const std::string text = import_report_text(report, "0");
    EXPECT_NE(text.find("| n is 0.01 \\| so | none given | a.inp:3, 9 |"), std::string::npos) << text;
    EXPECT_NE(text.find("Nothing: all of the file is in the case."), std::string::npos);
}

TEST(LatinCode, IsUniqueAndOfLatinLetters) {
    std::vector<std::string> taken;
    EXPECT_EQ(latin_code("TW 01", "R", taken), "TW_01");
    EXPECT_EQ(latin_code("TW-01", "R", taken), "TW-01");
    EXPECT_EQ(latin_code("TW 01", "R", taken), "TW_01_2");
    EXPECT_EQ(latin_code("卫河", "R", taken), "R");
    EXPECT_EQ(latin_code("卫河", "R", taken), "R_2");
}

}  // namespace
}  // namespace qingliu
