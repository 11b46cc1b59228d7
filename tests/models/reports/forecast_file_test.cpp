#include <gmock/gmock.h>
#include <sys/resource.h>

#include <csignal>
#include <cstdlib>
#include <iostream>

#include "engine/io/netcdf_reader.hpp"
#include "engine/io/output_file.hpp"
#include "tests/models/reports/synthetic_results.hpp"

namespace qingliu {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class ForecastFileTest : public ResultFolder {
protected:
    SyntheticResults results_;
};

TEST_F(ForecastFileTest, SaysWhatItIs) {
    results_.write(folder_);
    const NetcdfReader file(folder_ / "forecast.nc");
    EXPECT_EQ(file.attribute("", "Conventions"), "CF-1.11 UGRID-1.0");
    EXPECT_EQ(file.attribute("", "featureType"), "timeSeries");
    EXPECT_EQ(file.attribute("", "status"), "complete");
    EXPECT_EQ(file.attribute("", "title"), "造例");
    EXPECT_EQ(file.attribute("", "case"), results_.specification.resolved);
    EXPECT_EQ(file.attribute("", "source"), "qingliu 0.1.0 (commit abc1234)");
    EXPECT_EQ(file.attribute("", "input_checksums"), "0123abcd  network.yaml\n4567ef01  winter.yaml\n");
    EXPECT_THAT(file.attribute("", "history").value_or(""), HasSubstr("qingliu run case.yaml"));
    EXPECT_EQ(file.attribute("time", "units"), "seconds since 1970-01-01 00:00:00");
    EXPECT_EQ(file.attribute("time", "calendar"), "standard");
    EXPECT_EQ(file.attribute("section_name", "cf_role"), "timeseries_id");
    EXPECT_THAT(file.texts("section_name"), ElementsAre("卫河小河口", "五陵"));
    EXPECT_THAT(file.texts("scenario_name"), ElementsAre("none", "pulsed"));
    EXPECT_THAT(file.texts("scenario_title"), ElementsAre("不引水", "间歇引黄"));
}

TEST_F(ForecastFileTest, IsAUgridMesh) {
    results_.write(folder_);
    const NetcdfReader file(folder_ / "forecast.nc");
    EXPECT_EQ(file.attribute("mesh1d", "cf_role"), "mesh_topology");
    EXPECT_THAT(file.numbers("mesh1d", "topology_dimension"), ElementsAre(1));
    EXPECT_EQ(file.attribute("mesh1d", "edge_node_connectivity"), "mesh1d_edge_nodes");
    EXPECT_EQ(file.attribute("mesh1d", "node_coordinates"), "node_x node_y");
    EXPECT_EQ(file.attribute("discharge", "location"), "edge");
    EXPECT_EQ(file.attribute("water_level", "location"), "node");
    EXPECT_EQ(file.attribute("water_level", "mesh"), "mesh1d");
    EXPECT_EQ(file.attribute("node_x", "standard_name"), "longitude");
    EXPECT_EQ(file.attribute("node_x", "units"), "degrees_east");
    EXPECT_EQ(file.attribute("node_x", "comment"), "along the known points of each river, in proportion to chainage");
    EXPECT_EQ(file.attribute("wgs84", "grid_mapping_name"), "latitude_longitude");

    const auto nodes = file.dimension("cell").value_or(0);
    const auto cells = static_cast<std::size_t>(results_.grid.cells());
    int open_ends = 0;
    for (int f = 0; f < results_.grid.faces(); ++f) open_ends += results_.grid.is_inner(f) ? 0 : 1;
    ASSERT_GT(open_ends, 0);
    EXPECT_EQ(nodes, cells + static_cast<std::size_t>(open_ends));
    EXPECT_EQ(file.dimension("face"), static_cast<std::size_t>(results_.grid.faces()));
    const std::vector<double> ends = file.values("mesh1d_edge_nodes");
    std::vector<int> used(nodes, 0);
    for (const double end : ends) {
        ASSERT_GE(end, 0);
        ASSERT_LT(end, static_cast<double>(nodes));
        ++used[static_cast<std::size_t>(end)];
    }
    for (std::size_t node = cells; node < nodes; ++node) EXPECT_EQ(used[node], 1) << "boundary node " << node;
    const std::vector<double> length = file.values("cell_length");
    EXPECT_DOUBLE_EQ(length[cells], 0.0);
    EXPECT_GT(length[0], 0.0);
}

TEST_F(ForecastFileTest, BoundaryNodesLieHalfACellOutside) {
    results_.write(folder_);
    const NetcdfReader file(folder_ / "forecast.nc");
    const std::vector<double> x = file.values("node_x");
    const std::vector<double> ends = file.values("mesh1d_edge_nodes");
    // The last face of the main river leaves its last cell, whose neighbour lies 0.01 degrees back.
    const int last = results_.grid.first_cell[0] + results_.grid.cell_count[0] - 1;
    for (std::size_t f = 0; f < ends.size() / 2; ++f) {
        if (ends[2 * f] == last && ends[2 * f + 1] >= results_.grid.cells()) {
            EXPECT_NEAR(x[static_cast<std::size_t>(ends[2 * f + 1])], 113.5 + 0.01 * last + 0.005, 1e-9);
            return;
        }
    }
    FAIL() << "no face leaves the last cell";
}

TEST_F(ForecastFileTest, FieldsAreTimeScenarioPlace) {
    results_.write(folder_);
    const NetcdfReader file(folder_ / "forecast.nc");
    EXPECT_THAT(file.dimensions("water_level"), ElementsAre("time", "scenario", "cell"));
    EXPECT_THAT(file.dimensions("discharge"), ElementsAre("time", "scenario", "face"));
    EXPECT_THAT(file.dimensions("permanganate_index"), ElementsAre("time", "scenario", "cell"));
    EXPECT_THAT(file.dimensions("section_discharge"), ElementsAre("time", "scenario", "section"));
    EXPECT_THAT(file.dimensions("section_class"), ElementsAre("day", "scenario", "section"));
    EXPECT_THAT(file.values("time"),
                ElementsAre(SyntheticResults::start, SyntheticResults::start + 3600, SyntheticResults::start + 7200));

    const std::size_t nodes = file.dimension("cell").value_or(0);
    const std::vector<double> index = file.values("permanganate_index");
    EXPECT_NEAR(index[(1 * 2 + 1) * nodes + 3], 1000 + 100 + 3 + 0.1, 1e-3);  // time 1, scenario 1, cell 3
    EXPECT_NEAR(file.values("conductivity")[(2 * 2 + 0) * nodes + 4], 2000 + 4 + 0.2, 1e-3);
    const std::vector<double> level = file.values("water_level");
    EXPECT_NEAR(level[(1 * 2 + 0) * nodes + 2], 72.1, 1e-4);
    // A boundary node shows the cell beside it.
    const ResultLayout layout = results_.layout();
    for (std::size_t node = 0; node < nodes; ++node) {
        EXPECT_NEAR(level[node], 70 + layout.mesh.node_cell[node], 1e-4);
    }
    const std::size_t faces = file.dimension("face").value_or(0);
    EXPECT_NEAR(file.values("discharge")[(0 * 2 + 1) * faces + 2], 100 + 2 + 0.5, 1e-4);
}

TEST_F(ForecastFileTest, SectionsSampleTheirCellAndFace) {
    results_.write(folder_);
    const NetcdfReader file(folder_ / "forecast.nc");
    const int cell = results_.grid.cell_at(results_.specification.sections[1].at);
    const int face = results_.grid.face_at(results_.specification.sections[1].at);
    const std::size_t at = (1 * 2 + 0) * 2 + 1;  // time 1, scenario 0, section 1
    EXPECT_NEAR(file.values("section_water_level")[at], 70 + cell + 0.1, 1e-4);
    EXPECT_NEAR(file.values("section_discharge")[at], face + 0.5 + 0.1, 1e-4);
    EXPECT_NEAR(file.values("section_conductivity")[at], 2000 + cell + 0.1, 1e-3);
    EXPECT_NEAR(file.values("section_x")[1], 113.5 + 0.01 * cell, 1e-9);
}

TEST_F(ForecastFileTest, FailedScenariosAreMissingNotFrozen) {
    results_.write(folder_);
    const NetcdfReader file(folder_ / "forecast.nc");
    const std::size_t nodes = file.dimension("cell").value_or(0);
    const std::vector<double> level = file.values("water_level");
    EXPECT_TRUE(std::isfinite(level[(1 * 2 + 1) * nodes]));
    EXPECT_TRUE(std::isnan(level[(2 * 2 + 1) * nodes]));
    EXPECT_TRUE(std::isfinite(level[(2 * 2 + 0) * nodes]));
    EXPECT_THAT(file.values("scenario_failed"), ElementsAre(0, 1));
    EXPECT_THAT(file.texts("scenario_failure"), ElementsAre("", "no convergence at 卫河 1.2 km"));
}

TEST_F(ForecastFileTest, ClassesAreCfFlags) {
    results_.write(folder_);
    const NetcdfReader file(folder_ / "forecast.nc");
    EXPECT_EQ(file.attribute("section_class", "flag_meanings"), "I II III IV V worse_than_V");
    EXPECT_THAT(file.numbers("section_class", "flag_values"), ElementsAre(1, 2, 3, 4, 5, 6));
    const std::vector<double> classes = file.values("section_class");
    EXPECT_EQ(classes[(0 * 2 + 0) * 2 + 0], 2);
    EXPECT_EQ(classes[(0 * 2 + 0) * 2 + 1], 5);
    EXPECT_EQ(classes[(1 * 2 + 0) * 2 + 1], 6);
    EXPECT_TRUE(std::isnan(classes[(1 * 2 + 1) * 2 + 0]));  // not reached
    EXPECT_EQ(file.attribute("section_limiting_indicator", "flag_meanings"),
              "none dissolved_oxygen permanganate_index");
    const std::vector<double> limiting = file.values("section_limiting_indicator");
    EXPECT_EQ(limiting[0], 0);
    EXPECT_EQ(limiting[1], 2);
    const std::vector<double> met = file.values("section_ecological_flow_met");
    EXPECT_EQ(met[(0 * 2 + 0) * 2 + 0], 1);
    EXPECT_EQ(met[(1 * 2 + 0) * 2 + 0], 0);
    EXPECT_EQ(met[(1 * 2 + 0) * 2 + 1], 1);  // nothing required
    EXPECT_TRUE(std::isnan(met[(1 * 2 + 1) * 2 + 0]));
    EXPECT_THAT(file.values("section_daily_permanganate_index", 0, 1), ElementsAre(4, 12, 4, 12));
    EXPECT_THAT(file.values("section_daily_discharge", 0, 1), ElementsAre(2, 3, 2, 3));
    EXPECT_EQ(file.attribute("", "best_scenario"), "none");
}

TEST_F(ForecastFileTest, HoldsTheNumericalErrorsBesideTheMeans) {
    results_.certify();
    results_.write(folder_);
    const NetcdfReader file(folder_ / "forecast.nc");
    EXPECT_THAT(file.dimensions("section_permanganate_index_numerical_error"),
                ElementsAre("day", "scenario", "section"));
    const std::vector<double> error = file.values("section_permanganate_index_numerical_error");
    EXPECT_NEAR(error[(0 * 2 + 0) * 2 + 1], -0.1, 1e-6);
    EXPECT_NEAR(error[(1 * 2 + 0) * 2 + 1], -0.6, 1e-6);
    EXPECT_TRUE(std::isnan(error[(0 * 2 + 1) * 2 + 0])) << "the second scenario failed";
    EXPECT_NEAR(file.values("section_conductivity_numerical_error")[1], 2, 1e-6);
    EXPECT_NEAR(file.values("section_discharge_numerical_error")[1], -0.02, 1e-6);
    EXPECT_NEAR(file.values("section_water_level_numerical_error")[5], 0.03, 1e-6);
    EXPECT_NEAR(file.values("section_discharge_step_error")[0], 0.001, 1e-6);
    EXPECT_NEAR(file.values("section_margin_numerical_error")[0], 0.05, 1e-6);
    EXPECT_EQ(file.attribute("section_class_in_doubt", "flag_meanings"), "certain in_doubt");
    const std::vector<double> doubt = file.values("section_class_in_doubt");
    EXPECT_EQ(doubt[(0 * 2 + 0) * 2 + 1], 0);
    EXPECT_EQ(doubt[(1 * 2 + 0) * 2 + 1], 1);
    EXPECT_TRUE(std::isnan(doubt[(1 * 2 + 1) * 2 + 1]));
    EXPECT_EQ(file.values("section_full_class_in_doubt")[(1 * 2 + 0) * 2 + 1], 1);
    EXPECT_EQ(file.values("section_ecological_flow_in_doubt")[0], 0);
}

TEST_F(ForecastFileTest, WithoutCertificationThereAreNoErrors) {
    results_.write(folder_);
    const NetcdfReader file(folder_ / "forecast.nc");
    EXPECT_THROW((void)file.dimensions("section_class_in_doubt"), ReadError);
    EXPECT_THROW((void)file.dimensions("section_discharge_numerical_error"), ReadError);
}

TEST_F(ForecastFileTest, TellsWhereSectionsAreNotMixedOverTheWidth) {
    results_.write(folder_);
    const NetcdfReader file(folder_ / "forecast.nc");
    EXPECT_THAT(file.dimensions("section_mixing_length"), ElementsAre("scenario", "section"));
    EXPECT_EQ(file.values("section_outfall_distance")[1], 300);
    EXPECT_EQ(file.values("section_mixing_length")[1], 4500);
    EXPECT_TRUE(std::isnan(file.values("section_mixing_length")[0])) << "nothing enters above";
    EXPECT_THAT(file.values("section_mixing"), ElementsAre(0, 1, 0, 1));
}

TEST_F(ForecastFileTest, HoldsTheLedger) {
    results_.write(folder_);
    const NetcdfReader file(folder_ / "forecast.nc");
    EXPECT_THAT(file.texts("ledger_account_name"), ElementsAre("water", "permanganate_index"));
    EXPECT_THAT(file.texts("ledger_account_unit"), ElementsAre("m3", "g"));
    EXPECT_THAT(file.dimensions("ledger_in"), ElementsAre("scenario", "account"));
    const std::vector<double> in = file.values("ledger_in");
    EXPECT_EQ(in[1], 400);
    EXPECT_TRUE(std::isnan(in[3]));  // the failed scenario has no such account
    EXPECT_THAT(file.values("ledger_reacted", 0, 1), ElementsAre(0, -20));
    EXPECT_THAT(file.values("ledger_relative_error", 0, 1), ElementsAre(DoubleNear(0, 1e-15), DoubleNear(0, 1e-15)));
    EXPECT_THAT(file.texts("ledger_part_name"), ElementsAre("人民胜利渠渠首", "outlet", "oxidation"));
    EXPECT_THAT(file.values("ledger_part_account"), ElementsAre(0, 0, 1));
    EXPECT_THAT(file.values("ledger_part", 0, 1), ElementsAre(100, -90, -20));
}

TEST_F(ForecastFileTest, HoldsWhatProcessesMade) {
    results_.write(folder_);
    const NetcdfReader file(folder_ / "forecast.nc");
    EXPECT_THAT(file.dimensions("process_amount"), ElementsAre("day", "scenario", "made"));
    EXPECT_THAT(file.texts("made_river"),
                ElementsAre("卫河", "卫河", "卫河", "共产主义渠", "共产主义渠", "共产主义渠"));
    // by constituent; what was never clipped is no part
    EXPECT_THAT(file.texts("made_constituent"),
                ElementsAre("permanganate_index", "permanganate_index", "conductivity", "permanganate_index",
                            "permanganate_index", "conductivity"));
    EXPECT_THAT(file.texts("made_process"),
                ElementsAre("oxidation", "clipped", "salt", "oxidation", "clipped", "salt"));
    EXPECT_THAT(file.texts("made_unit"), ElementsAre("g", "g", "uS cm-1 m3", "g", "g", "uS cm-1 m3"));
    const auto first = file.values("process_amount", 0, 1), second = file.values("process_amount", 1, 1);
    ASSERT_EQ(first.size(), 12U);
    EXPECT_THAT(std::vector(first.begin(), first.begin() + 6), ElementsAre(-8, 0.25, 1.5, -2, 0, 0.5));
    EXPECT_THAT(std::vector(second.begin(), second.begin() + 6), ElementsAre(-9, 0, 2.5, -1, 0, 0));
    for (std::size_t i = 6; i < 12; ++i) EXPECT_TRUE(std::isnan(second[i])) << "a day the second schedule never saw";
}

TEST_F(ForecastFileTest, WithoutProcessesThereIsNoneToTell) {
    results_.record.process_parts.clear();
    for (auto& scenario : results_.record.scenarios) scenario.daily_amounts = {{}, {}};
    results_.write(folder_);
    EXPECT_FALSE(NetcdfReader(folder_ / "forecast.nc").has("process_amount"));
}

TEST_F(ForecastFileTest, HoldsWhatTheOperatorsDecided) {
    results_.operate();
    results_.write(folder_);
    const NetcdfReader file(folder_ / "forecast.nc");
    EXPECT_EQ(file.dimension("event"), 2u);
    EXPECT_THAT(file.values("event_scenario"), ElementsAre(1, 1));
    EXPECT_THAT(file.values("event_from"), ElementsAre(0.5, 0.1));
    EXPECT_THAT(file.values("event_to"), ElementsAre(0.1, 0.5));
    EXPECT_EQ(file.values("event_until")[0] - file.values("event_time")[0], 3600);
    EXPECT_THAT(file.texts("event_target"), ElementsAre("合河闸", "合河闸"));
    EXPECT_THAT(file.texts("event_decided_by"), ElementsAre("氨氮超标", "schedule"));
    EXPECT_THAT(file.texts("event_reason")[0], HasSubstr("above 1.5 mg/L"));
    EXPECT_THAT(file.texts("event_reason_zh")[0], HasSubstr("高于 1.5 mg/L"));
}

TEST_F(ForecastFileTest, WithoutDecisionsThereIsNoEvent) {
    results_.write(folder_);
    EXPECT_FALSE(NetcdfReader(folder_ / "forecast.nc").dimension("event").has_value());
}

TEST_F(ForecastFileTest, EveryTextVariableIsSomeonesCoordinate) {
    // cdo reports any other as skipped.
    results_.write(folder_);
    const NetcdfReader file(folder_ / "forecast.nc");
    std::string coordinates;
    for (const std::string& variable : file.variables())
        coordinates += " " + file.attribute(variable, "coordinates").value_or("") + " ";
    for (const char* text :
         {"section_name", "scenario_name", "scenario_title", "scenario_failure", "ledger_account_name",
          "ledger_account_unit", "ledger_part_name", "made_river", "made_process", "made_constituent", "made_unit"}) {
        EXPECT_THAT(coordinates, HasSubstr(std::string(" ") + text + " ")) << text;
    }
}

TEST_F(ForecastFileTest, ScenarioFilesAreMeshesOfTimeAndPlace) {
    results_.write(folder_);
    const NetcdfReader file(folder_ / "scenarios" / "pulsed.nc");
    EXPECT_THAT(file.dimensions("water_level"), ElementsAre("time", "cell"));
    EXPECT_THAT(file.dimensions("discharge"), ElementsAre("time", "face"));
    EXPECT_EQ(file.attribute("mesh1d", "cf_role"), "mesh_topology");
    EXPECT_EQ(file.attribute("", "status"), "complete");
    const std::size_t nodes = file.dimension("cell").value_or(0);
    EXPECT_NEAR(file.values("water_level")[nodes + 2], 70 + 100 + 2 + 0.1, 1e-4);
    EXPECT_TRUE(std::isnan(file.values("water_level")[2 * nodes]));
}

TEST_F(ForecastFileTest, InterruptedRunsStayReadableAndFlagged) {
    results_.record.complete = false;
    results_.record.day_start.clear();
    results_.write(folder_);
    for (const char* name : {"forecast.nc", "scenarios/none.nc"}) {
        const NetcdfReader file(folder_ / name);
        EXPECT_EQ(file.attribute("", "status"), "incomplete") << name;
        EXPECT_EQ(file.dimension("time"), 3U) << name;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_))
        EXPECT_NE(entry.path().extension(), ".partial");
}

TEST_F(ForecastFileTest, KilledRunsLeaveOnlyPartialFiles) {
    {
        ResultWriter writer(folder_, results_.layout());
        writer.add(results_.frame(0));
    }
    std::vector<std::string> whole;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder_)) {
        if (entry.is_regular_file() && entry.path().extension() != ".partial") whole.push_back(entry.path().string());
    }
    EXPECT_THAT(whole, IsEmpty());
    const NetcdfReader file(folder_ / "forecast.nc.partial");
    EXPECT_EQ(file.attribute("", "status"), "incomplete");
}

TEST_F(ForecastFileTest, ARiverWithoutPointsIsSaidToBeNowhere) {
    results_.specification.network.map_points.resize(2);  // those of the main river
    results_.write(folder_);
    const NetcdfReader file(folder_ / "forecast.nc");
    EXPECT_THAT(file.attribute("node_x", "comment").value_or(""), testing::EndsWith("are not there: 共产主义渠"));
    EXPECT_EQ(file.attribute("node_x", "comment"), file.attribute("face_y", "comment"));
    const auto first = static_cast<std::size_t>(results_.grid.first_cell[1]);
    EXPECT_LT(file.values("node_y")[first], 35.1975);
    EXPECT_NEAR(file.values("node_x")[0], 113.5, 1e-9);
}

TEST_F(ForecastFileTest, CasesWithoutSectionsOrCoordinatesAreWritten) {
    results_.specification.sections.clear();
    for (ScenarioVerdict& scenario : results_.verdict.scenarios) scenario.sections.clear();
    results_.specification.network.map_points.clear();
    results_.write(folder_);
    const NetcdfReader file(folder_ / "forecast.nc");
    EXPECT_FALSE(file.has("section_name"));
    EXPECT_EQ(file.attribute("node_x", "standard_name"), "projection_x_coordinate");
    EXPECT_EQ(file.attribute("node_x", "units"), "m");
    EXPECT_THAT(file.attribute("node_x", "comment").value_or(""), HasSubstr("schematic"));
    EXPECT_FALSE(file.has("wgs84"));
}

void fill_disk(const SyntheticResults& results, const std::filesystem::path& folder) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{60'000, 60'000};
    setrlimit(RLIMIT_FSIZE, &limit);
    try {
        ResultWriter writer(folder, results.layout());
        for (int index = 0; index < 3000; ++index) writer.add(results.frame(index));
        writer.finish(results.record, results.verdict, results.standard);
    } catch (const OutputError& error) {
        std::cerr << error.what() << "\n";
        std::exit(4);
    }
    std::exit(0);
}

TEST_F(ForecastFileTest, AFullDiskEndsInAnOutputErrorNotInACrash) {
    testing::FLAGS_gtest_death_test_style = "threadsafe";
    EXPECT_EXIT(fill_disk(results_, folder_), testing::ExitedWithCode(4), "cannot write .*: File too large");
}

TEST_F(ForecastFileTest, ScenarioNamesDoNotLeadOutOfTheFolder) {
    results_.specification.scenarios[1].name = "../../elsewhere";
    EXPECT_THROW(ResultWriter(folder_, results_.layout()), OutputError);
}

}  // namespace
}  // namespace qingliu
