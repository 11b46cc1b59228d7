// A driven scenario has the bits of the same scenario run by the program.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

#include "engine/io/netcdf_reader.hpp"
#include "engine/run/case_reader.hpp"
#include "engine/run/meetings.hpp"
#include "engine/run/simulation.hpp"
#include "models/vocabulary.hpp"
#include "models/water/assembly.hpp"
#include "tests/bmi/driver.hpp"

namespace qingliu::testing {
namespace {

struct Kept final : ResultSink {
    void frame(const Frame& f) override { frames.push_back(f); }
    std::vector<Frame> frames;
};

/// Bits of doubles, field by field, at every output.
TEST(SameAsRun, OfThreeRivers) {
    const Folder folder;
    const auto file = driving(folder, three_rivers, "pulsed");
    const Case c = read_case(root / three_rivers, model_vocabulary());
    const Grid grid = make_grid(c.network);
    const Assembly assembly(c, grid);
    Kept kept;
    RunOptions options;
    options.scenarios = {1};
    simulate(c, grid, assembly.constituents(), assembly.models(), kept, options);
    const Model model = started(file);
    ASSERT_EQ(kept.frames.size(), 41U);  // five days by 3 h
    for (const Frame& frame : kept.frames) {
        ASSERT_EQ(value_of(*model, "time"), frame.time);
        const auto& now = frame.scenarios.at(0);
        auto level = values_of(*model, "water_level");
        level.resize(now.water_level.size());  // boundary nodes follow the cells
        ASSERT_TRUE(same_bits(level, now.water_level));
        ASSERT_TRUE(same_bits(values_of(*model, "discharge"), now.discharge));
        const auto& constituents = assembly.constituents();
        for (std::size_t k = 0; k < constituents.size(); ++k) {
            const auto values = values_of(*model, constituents[k].name);
            std::vector<double> expected;
            for (std::size_t i = k; i < now.concentration.size(); i += constituents.size())
                expected.push_back(now.concentration[i]);
            ASSERT_TRUE(same_bits({values.begin(), values.begin() + grid.cells()}, expected)) << constituents[k].name;
        }
        if (model->GetCurrentTime() < model->GetEndTime()) model->Update();
    }
}

std::vector<float> as_floats(const std::vector<double>& values) {
    std::vector<float> floats(values.size());
    std::ranges::transform(values, floats.begin(), [](double v) { return static_cast<float>(v); });
    return floats;
}

/// forecast.nc holds float32: every variable it has on the network and at the sections, to the last bit.
void compare_with_forecast(bmi::Bmi& model, const std::filesystem::path& file, std::size_t outputs) {
    const NetcdfReader forecast(file);
    ASSERT_EQ(forecast.dimension("scenario"), 1U);
    ASSERT_EQ(forecast.dimension("time"), outputs);
    int compared = 0;
    for (std::size_t t = 0; t < outputs; ++t) {
        for (const auto& name : model.GetOutputVarNames()) {
            if (name == "time" || !forecast.has(name)) continue;
            const auto dimensions = forecast.dimensions(name);
            if (dimensions.size() != 3 || dimensions[0] != "time") continue;
            const auto driven = as_floats(values_of(model, name));
            const auto run = as_floats(forecast.values(name, t, 1));
            ASSERT_EQ(driven.size(), run.size()) << name;
            for (std::size_t i = 0; i < run.size(); ++i) {
                if (std::isnan(run[i]) && std::isnan(driven[i])) continue;
                ASSERT_EQ(run[i], driven[i]) << name << " " << i << " at output " << t;
            }
            ++compared;
        }
        if (t + 1 < outputs) model.Update();
    }
    EXPECT_GE(compared, static_cast<int>(outputs) * 10);
}

void compare_with_program(const std::string& file, const std::string& scenario, const std::string& until,
                          std::size_t outputs) {
    if (!std::filesystem::exists(QINGLIU_PROGRAM)) GTEST_SKIP() << "the program is not built here";
    const Folder folder;
    const std::string command = std::string(QINGLIU_PROGRAM) + " run " + (root / file).string() + " --scenario " +
                                scenario + " --until '" + until + "' --quiet --out " + folder.path().string() +
                                " > /dev/null";
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
    const Model model = started(driving(folder, file, scenario));
    compare_with_forecast(*model, folder.path() / "forecast.nc", outputs);
}

TEST(SameAsRun, OfAWinterDayOfXinxiang) {
    compare_with_program("configs/xinxiang/winter.yaml", "yellow-10", "2026-01-16 00:00 +08:00", 9);
}

TEST(SameAsRun, WhereOperatorsDecide) {
    compare_with_program("validation/operation/case.yaml", "shared", "2026-01-02 00:00 +00:00", 97);
}

}  // namespace
}  // namespace qingliu::testing
