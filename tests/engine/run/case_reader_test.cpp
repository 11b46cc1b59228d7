#include "engine/run/case_reader.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "engine/config/document.hpp"
#include "engine/run/case_records.hpp"
#include "engine/run/case_values.hpp"
#include "tests/engine/run/case_vocabulary.hpp"

namespace qingliu {
namespace {

const std::filesystem::path base_case = std::filesystem::path(QINGLIU_ROOT) / "tests/broken/base/case.yaml";

TEST(ReadCase, FillsTheWholeCaseInSi) {
    const Case whole = read_case(base_case, test_vocabulary());
    EXPECT_EQ(whole.name, "three-rivers");
    EXPECT_EQ(whole.title, "三河小例");
    EXPECT_EQ(whole.end - whole.start, 5 * 86400.0);
    EXPECT_EQ(whole.start, 1768406400.0);
    EXPECT_EQ(whole.utc_offset_minutes, 480);
    EXPECT_EQ(whole.output_interval, 10800.0);
    EXPECT_EQ(whole.initial.scenario, "none");
    EXPECT_TRUE(whole.network.structures[0].provenance.written.ends_with("base/network.yaml:38"))
        << whole.network.structures[0].provenance.written;
    EXPECT_FALSE(whole.network.rivers[0].sections[1].provenance.written.empty());
    EXPECT_EQ(whole.initial.spin_up, 5 * 86400.0);
    EXPECT_EQ(whole.numerics.max_step, 600.0);
    EXPECT_EQ(whole.numerics.dispersion_a, 10.0);
    EXPECT_EQ(whole.numerics.dispersion_max, 20.0);
    EXPECT_FALSE(whole.numerics.unsplit);
    EXPECT_TRUE(whole.kinetics);
    EXPECT_EQ(whole.standard.filename(), "standard.yaml");

    ASSERT_EQ(whole.network.rivers.size(), 3U);
    const River& main_river = whole.network.rivers[0];
    EXPECT_EQ(main_river.to, 20000.0);
    EXPECT_EQ(main_river.max_cell, 500.0);
    ASSERT_TRUE(main_river.outlet);
    EXPECT_EQ(main_river.outlet->slope, 0.0002);
    EXPECT_EQ(main_river.outlet->provenance.source, "T1") << "an outlet inherits where the river comes from";
    EXPECT_EQ(main_river.sections[0].bottom_width, 20.0);
    EXPECT_EQ(main_river.sections[1].bed_level, 66.0) << "lowest point of the survey";
    EXPECT_EQ(main_river.sections[1].provenance.confidence, Confidence::verified);
    EXPECT_FALSE(main_river.joins);
    EXPECT_EQ(whole.network.rivers[1].joins->river, 0);
    EXPECT_EQ(whole.network.rivers[1].joins->chainage, 12000.0);
    EXPECT_EQ(whole.network.rivers[2].leaves->river, 0);
    ASSERT_EQ(whole.network.map_points.size(), 2U);
    EXPECT_EQ(whole.network.map_points[1].at.chainage, 20000.0);
    EXPECT_EQ(whole.network.map_points[1].longitude, 113.7);
    EXPECT_EQ(whole.network.map_points[1].latitude, 35.4);
    ASSERT_EQ(whole.network.structures.size(), 1U);
    EXPECT_EQ(whole.network.structures[0].at.chainage, 3000.0);
    EXPECT_EQ(whole.network.structures[0].values.at("contraction_coefficient"), 0.62) << "the default of its kind";
    ASSERT_TRUE(whole.network.structures[0].setting);
    EXPECT_EQ(whole.network.structures[0].setting->key, "opening");
    EXPECT_EQ(whole.network.structures[0].setting->value, 1.0);
    EXPECT_EQ(whole.network.structures[0].setting->maximum, 2.5) << "its height";
    EXPECT_EQ(whole.network.sources[0].key, "T1");

    ASSERT_EQ(whole.sources.size(), 3U);
    EXPECT_EQ(whole.sources[0].kind, PointSource::Kind::inflow);
    EXPECT_EQ(whole.sources[1].at.river, 1);
    EXPECT_EQ(whole.sources[1].discharge.at((whole.start + whole.end) / 2), 2.5);
    EXPECT_EQ(whole.sources[2].discharge.at(whole.start), 3.0);
    EXPECT_EQ(whole.sources[2].discharge.at(whole.end), 5.0);
    EXPECT_EQ(whole.sources[2].water, 1);
    EXPECT_EQ(whole.sources[2].capacity, 30.0);
    EXPECT_TRUE(whole.sources[2].diverted);
    EXPECT_EQ(whole.qualities[0].concentration.at("conductivity").at(0), 1200.0);
    EXPECT_EQ(whole.diffuse[0].to, 18000.0);
    EXPECT_EQ(whole.climate.evaporation.at(0), 1e-3 / 86400);

    ASSERT_EQ(whole.scenarios.size(), 2U);
    EXPECT_EQ(whole.scenarios[1].discharge.at(2).at(whole.start), 10.0);
    EXPECT_EQ(whole.scenarios[1].discharge.at(2).at(whole.end), 0.0);
    EXPECT_EQ(whole.scenarios[1].opening.at(0).at(0), 0.5);
    ASSERT_EQ(whole.sections.size(), 1U);
    EXPECT_EQ(whole.sections[0].target_class, 4);
    EXPECT_EQ(whole.sections[0].ecological_flow[0], 1.7);
    EXPECT_EQ(whole.sections[0].ecological_flow[4], 1.7);
    EXPECT_EQ(whole.sections[0].ecological_flow[5], 5.0);
    EXPECT_EQ(whole.sections[0].ecological_flow[9], 1.7);
    EXPECT_EQ(whole.arrivals, std::vector<int>{0});
    EXPECT_EQ(whole.initial.discharge.at(2).at(whole.start), 0.0) << "what scenario none releases";
    EXPECT_EQ(whole.sections[0].ecological_provenance.confidence, Confidence::estimate);
    EXPECT_EQ(whole.kinetic_parameters.at("nitrification.rate").value, 0.2 / 86400);
    EXPECT_EQ(whole.kinetic_parameters.at("reaeration.factor").value, 1.2);
}

TEST(ReadCase, DispersionOfAStretchTakesWhatItDoesNotNameFromTheNetwork) {
    const auto folder = std::filesystem::temp_directory_path() / fmt::format("qingliu-dispersion-{}", getpid());
    std::filesystem::create_directories(folder);
    for (const auto& file : std::filesystem::directory_iterator(base_case.parent_path()))
        std::filesystem::copy_file(file, folder / file.path().filename());
    std::ifstream given(base_case);
    std::string text{std::istreambuf_iterator<char>(given), {}};
    const std::string numerics = "numerics: {max_step: 10 min}";
    const auto river = read_case(base_case, test_vocabulary()).network.rivers[0].name;
    text.replace(text.find(numerics), numerics.size(),
                 "numerics: {coupling: unsplit, quality_tolerance: 1e-6, dispersion: {formula: seo_cheong, b: 0.2, "
                 "max: 300 m2/s, reaches: [{river: " +
                     river + ", formula: elder, min: 1 m2/s}, {river: " + river +
                     ", from: 2 km, to: 5 km, a: 7 m2/s}]}}");
    std::ofstream(folder / "case.yaml") << text;
    const Numerics read = read_case(folder / "case.yaml", test_vocabulary()).numerics;
    std::filesystem::remove_all(folder);
    EXPECT_TRUE(read.unsplit);
    EXPECT_EQ(read.quality_tolerance, 1e-6);
    EXPECT_EQ(read.dispersion_formula, "seo_cheong");
    ASSERT_EQ(read.dispersion_reaches.size(), 2U);
    const auto& whole = read.dispersion_reaches[0];
    EXPECT_EQ(whole.river, 0);
    EXPECT_EQ(whole.from, 0.0);
    EXPECT_EQ(whole.to, 20000.0);
    EXPECT_EQ(whole.formula, "elder");
    EXPECT_EQ(whole.least, 1.0);
    EXPECT_EQ(whole.most, 300.0);
    const auto& part = read.dispersion_reaches[1];
    EXPECT_EQ(part.from, 2000.0);
    EXPECT_EQ(part.to, 5000.0);
    EXPECT_EQ(part.formula, "power_law");
    EXPECT_EQ(part.a, 7.0);
    EXPECT_EQ(part.b, 0.2);
}

TEST(ReadCase, NotesEveryFileItRead) {
    const Case whole = read_case(base_case, test_vocabulary());
    std::vector<std::string> names;
    for (const auto& [file, sum] : whole.inputs) {
        names.push_back(std::filesystem::path(file).filename().string());
        EXPECT_EQ(sum.size(), std::string("fnv1a64:").size() + 16);
    }
    EXPECT_EQ(names, (std::vector<std::string>{"case.yaml", "network.yaml", "coordinates.yaml", "boundaries.yaml",
                                               "release.csv", "sections.yaml", "parameters.yaml", "standard.yaml"}));
}

TEST(ReadCase, ListsWhatIsEstimated) {
    std::vector<Estimate> estimates;
    read_case(base_case, test_vocabulary(), &estimates);
    std::vector<std::string> names;
    for (const Estimate& estimate : estimates) {
        names.push_back(estimate.name);
        EXPECT_GT(estimate.place.line, 0);
    }
    EXPECT_EQ(names, (std::vector<std::string>{"river 西渠", "place of 清河 at 20 km", "conductivity of quality 清河水",
                                               "diffuse inflow 区间", "climate", "ecological flow of 清河口",
                                               "parameter reaeration.factor"}));
    EXPECT_EQ(estimates[0].note, "length read off a map");
    EXPECT_EQ(estimates[4].confidence, Confidence::general);
}

TEST(ReadCase, ResolvedTextReadsBackAsTheSameRecords) {
    const Case whole = read_case(base_case, test_vocabulary());
    const std::size_t begin = whole.resolved.find("case: three-rivers"), end = whole.resolved.find("---\n", begin);
    Reading reading;
    CaseText text;
    case_record().read(parse_document(whole.resolved.substr(begin, end - begin), "resolved", reading), reading, text);
    EXPECT_TRUE(reading.problems.empty()) << reading.problems.format();
    EXPECT_EQ(text.numerics.max_step, whole.numerics.max_step);
    EXPECT_EQ(text.numerics.min_step, whole.numerics.min_step);
    EXPECT_EQ(text.scenarios.size(), 2U);
}

TEST(ReadCase, ThrowsFileErrorForTheCaseItself) {
    EXPECT_THROW(read_case("there-is-none.yaml", test_vocabulary()), FileError);
    EXPECT_THROW(read_case(QINGLIU_ROOT, test_vocabulary()), FileError);
}

TEST(ExplainKey, KnowsKeysAndParameters) {
    EXPECT_NE(explain_key("sill", test_vocabulary()).find("structure.sill"), std::string::npos);
    EXPECT_NE(explain_key("nitrification.rate", test_vocabulary()).find("default: 0.1 1/d"), std::string::npos);
    try {
        explain_key("sil", test_vocabulary());
        FAIL() << "no such key";
    } catch (const InputError& error) {
        EXPECT_EQ(error.problems().all()[0].guess, "sill");
    }
    EXPECT_NE(explain_key("nitrification", test_vocabulary()).find("nitrification.rate"), std::string::npos);
}

Series read_series(std::string_view yaml, Reading& reading) {
    Series values;
    series("m3/s").at_least(0).read(parse_document(yaml, "series.yaml", reading), reading, values);
    return values;
}

TEST(SeriesValue, TakesStepsAndLines) {
    Reading reading;
    const Series step = read_series("step: [[2026-01-01 00:00 Z, 1 m3/s], [2026-01-02 00:00 Z, 500 L/s]]", reading);
    const Series linear = read_series("linear: [[2026-01-01 00:00 Z, 1 m3/s], [2026-01-03 00:00 Z, 3 m3/s]]", reading);
    EXPECT_TRUE(reading.problems.empty()) << reading.problems.format();
    const double day_two = linear.times()[0] + 86400;
    EXPECT_EQ(step.at(day_two), 0.5);
    EXPECT_EQ(linear.at(day_two), 2.0);
}

TEST(SeriesValue, ReportsWhatIsWrong) {
    const auto message = [](std::string_view yaml) {
        Reading reading;
        read_series(yaml, reading);
        return reading.problems.size() == 1 ? reading.problems.all()[0].message : reading.problems.format();
    };
    EXPECT_EQ(message("stepp: [[2026-01-01 00:00 Z, 1 m3/s]]"), "a series has no key \"stepp\"");
    EXPECT_EQ(message("{step: [], linear: []}"), "a series is given in one way");
    EXPECT_EQ(message("step: [[2026-01-02 00:00 Z, 1 m3/s], [2026-01-01 00:00 Z, 1 m3/s]]"),
              "this time is not after the one before");
    EXPECT_EQ(message("step: [[2026-01-02 00:00 Z, -1 m3/s]]"), "-1 m3/s is too small");
    EXPECT_EQ(message("step: []"), "this is a list");
    EXPECT_EQ(message("{csv: none.csv, column: a}"), "cannot read \"none.csv\": there is no such file");
    EXPECT_EQ(message("{csv: none.csv}"), "this series has no \"column\"");
}

TEST(SeriesValue, KnowsColumnsByTheirNamesAlone) {
    const std::filesystem::path folder = std::filesystem::temp_directory_path() / fmt::format("qingliu-{}", getpid());
    std::filesystem::create_directories(folder);
    std::ofstream(folder / "quoted.csv") << "time,\"remark, long\",a [m3/s]\n2026-01-01 00:00 Z,\"1,7,2\",3\n";
    std::ofstream(folder / "twice.csv") << "time,a [m3/s],a [L/s]\n2026-01-01 00:00 Z,1,2\n";
    Reading reading;
    const auto read = [&](const std::string& table) {
        Series values;
        const std::string yaml = "{csv: " + table + ", column: a}";
        series("m3/s").read(parse_document(yaml, folder / "series.yaml", reading), reading, values);
        return values;
    };
    EXPECT_EQ(read("quoted.csv").at(0), 3) << reading.problems.format();
    EXPECT_TRUE(reading.problems.empty()) << reading.problems.format();
    read("twice.csv");
    ASSERT_EQ(reading.problems.size(), 1U) << reading.problems.format();
    EXPECT_EQ(reading.problems.all()[0].message, "the column \"a\" stands here twice");
    std::filesystem::remove_all(folder);
}

TEST(MonthlyValue, RefusesAMonthGivenTwice) {
    Reading reading;
    std::array<double, 12> flow{};
    monthly("m3/s").read(parse_document("{oct_may: 1 m3/s, jan: 2 m3/s, x: 1 m3/s}", "m.yaml", reading), reading, flow);
    ASSERT_EQ(reading.problems.size(), 2U) << reading.problems.format();
    EXPECT_EQ(reading.problems.all()[0].message, "jan has a value already");
}

}  // namespace
}  // namespace qingliu
