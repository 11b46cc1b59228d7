// The members a case names or draws.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/engine/run/case_vocabulary.hpp"

namespace qingliu {
namespace {

namespace fs = std::filesystem;

/// The small case of the tests with an ensemble.
Case with(const std::string& ensemble) {
    const fs::path base = fs::path(QINGLIU_ROOT) / "tests/broken/base";
    const fs::path folder = fs::temp_directory_path() / ("qingliu-ensemble-" + std::to_string(getpid()));
    fs::create_directories(folder);
    for (const fs::directory_entry& entry : fs::directory_iterator(base))
        fs::copy(entry.path(), folder / entry.path().filename(), fs::copy_options::overwrite_existing);
    std::ofstream(folder / "case.yaml", std::ios::app) << ensemble;
    const Case read = read_case(folder / "case.yaml", test_vocabulary());
    fs::remove_all(folder);
    return read;
}

TEST(CaseEnsemble, EveryScenarioRunsForEachMember) {
    const std::size_t written = with("").scenarios.size();
    const Case c = with(
        "ensemble:\n"
        "  members:\n"
        "    - {name: low, title: 枯, inflow: 0.8, warming: -1.5 degC}\n"
        "  dispersion_formulas: [power_law]\n");
    ASSERT_EQ(c.ensemble.size(), 2U);
    EXPECT_EQ(c.ensemble[0].inflow, 0.8);
    EXPECT_EQ(c.ensemble[0].roughness, 1);
    EXPECT_EQ(c.ensemble[0].warming, -1.5);
    EXPECT_FALSE(c.ensemble[0].dispersion);
    EXPECT_EQ(c.ensemble[1].name, "power_law");
    ASSERT_TRUE(c.ensemble[1].dispersion);
    EXPECT_EQ(c.ensemble[1].dispersion->a, c.numerics.dispersion_a);
    ASSERT_EQ(c.scenarios.size(), 3 * written);
    EXPECT_TRUE(c.scenarios[written - 1].of.empty());
    const Scenario& first = c.scenarios[written];
    EXPECT_EQ(first.name, "none@low");
    EXPECT_EQ(first.title, "不引水 · 枯");
    EXPECT_EQ(first.of, "none");
    EXPECT_EQ(first.member, 0);
    EXPECT_EQ(first.discharge.size(), c.scenarios[0].discharge.size());
}

TEST(CaseEnsemble, ASampleMeetsEveryPartOfEveryRangeOnce) {
    const Case c = with(
        "ensemble:\n"
        "  sample:\n"
        "    size: 20\n"
        "    inflow: [0.5, 1.5]\n"
        "    roughness: [0.8, 1.2]\n"
        "    warming: [-2 degC, 2 degC]\n");
    ASSERT_EQ(c.ensemble.size(), 20U);
    const auto parts_met = [&](double low, double high, const auto& read) {
        std::vector<int> met(20);
        for (const Member& member : c.ensemble) {
            const double at = (read(member) - low) / (high - low);
            EXPECT_GE(at, 0);
            EXPECT_LT(at, 1);
            ++met.at(static_cast<std::size_t>(20 * at));
        }
        return met;
    };
    const std::vector<int> once(20, 1);
    EXPECT_EQ(parts_met(0.5, 1.5, [](const Member& m) { return m.inflow; }), once);
    EXPECT_EQ(parts_met(0.8, 1.2, [](const Member& m) { return m.roughness; }), once);
    EXPECT_EQ(parts_met(-2, 2, [](const Member& m) { return m.warming; }), once);
    // and no two ranges go together
    double together = 0;
    for (const Member& m : c.ensemble) together += (m.inflow - 1) / 0.5 * (m.roughness - 1) / 0.2;
    EXPECT_LT(std::abs(together / 20), 0.2) << "a third would be one to one";
}

TEST(CaseEnsemble, ADrawIsTheSameEverywhereAndAnotherSeedIsAnotherDraw) {
    const std::string text = "ensemble:\n  sample: {size: 3, inflow: [0, 3], seed: ";
    const Case one = with(text + "1}\n"), again = with(text + "1}\n"), two = with(text + "2}\n");
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(one.ensemble[i].inflow, again.ensemble[i].inflow);
    EXPECT_NE(one.ensemble[0].inflow, two.ensemble[0].inflow);
    std::vector<double> sorted;
    for (const Member& m : one.ensemble) sorted.push_back(m.inflow);
    std::ranges::sort(sorted);
    EXPECT_GT(sorted[0], 0);
    EXPECT_LT(sorted[0], 1);
    EXPECT_GT(sorted[2], 2);
}

}  // namespace
}  // namespace qingliu
