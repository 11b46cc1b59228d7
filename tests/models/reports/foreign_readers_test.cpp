// Other people's tools open the files of a run: xarray and cdo, through tests/tools/check_results.py; QGIS, through
// tests/tools/check_qgis.py. Skipped where they are missing.
#include <sys/wait.h>

#include <cstdlib>
#include <string>

#include "engine/io/vector_file.hpp"
#include "models/assessment/known_standards.hpp"
#include "models/reports/map_layers.hpp"
#include "tests/models/reports/synthetic_results.hpp"

namespace qingliu {
namespace {

constexpr int missing_module = 77;  // exit status of the script

/// The system's own interpreter first: it is the one Debian's python3-xarray serves.
int run_check(const std::filesystem::path& folder, const std::string& script = "check_results.py") {
    int status = missing_module;
    for (const char* interpreter : {"/usr/bin/python3", "python3"}) {
        const std::string command =
            std::string(interpreter) + " " + QINGLIU_ROOT + "/tests/tools/" + script + " " + folder.string();
        const int result = std::system(command.c_str());
        const bool started = WIFEXITED(result) && WEXITSTATUS(result) != 127 && WEXITSTATUS(result) != 126;
        if (started) status = WEXITSTATUS(result);
        if (started && status != missing_module) return status;
    }
    return status;
}

using ForeignReaders = ResultFolder;

TEST_F(ForeignReaders, XarrayAndCdoTakeEveryField) {
    SyntheticResults results;
    results.operate();
    results.write(folder_);
    const int status = run_check(folder_);
    if (status == missing_module) GTEST_SKIP() << "python3-xarray is not installed";
    EXPECT_EQ(status, 0);
}

TEST_F(ForeignReaders, ASingleScenarioToo) {
    SyntheticResults results;
    results.specification.scenarios.pop_back();
    results.record.scenarios.pop_back();
    results.verdict.scenarios.pop_back();
    results.specification.sections.pop_back();
    results.record.scenarios[0].daily_discharge = {{2.0}, {1.5}};
    results.record.scenarios[0].daily_concentration = {{4, 900, 0}, {5, 901, 0.5}};
    results.verdict.scenarios[0].sections.pop_back();
    ResultWriter writer(folder_, results.layout());
    for (int index = 0; index < 3; ++index) writer.add(results.frame(index));
    writer.finish(results.record, results.verdict, results.standard);
    const int status = run_check(folder_);
    if (status == missing_module) GTEST_SKIP() << "python3-xarray is not installed";
    EXPECT_EQ(status, 0);
}

TEST_F(ForeignReaders, QgisTakesMeshesAndLayers) {
    const SyntheticResults results;
    results.write(folder_);
    if (!gdal_version().empty()) {
        const auto forecast = read_forecast(folder_ / "forecast.nc");
        const Standard standard = read_standard(standard_file("gb3838-2002"));
        write_vector_file(folder_ / "map.gpkg",
                          map_layers(folder_ / "forecast.nc", *forecast, judge_forecast(*forecast, standard), standard,
                                     {{0, 1}, 1000, map_layer_names()}));
    }
    const int status = run_check(folder_, "check_qgis.py");
    if (status == missing_module) GTEST_SKIP() << "python3-qgis is not installed";
    EXPECT_EQ(status, 0);
}

}  // namespace
}  // namespace qingliu
