// The indices: trophic level of lakes, water of cities.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "engine/base/problems.hpp"
#include "engine/base/unknown.hpp"
#include "models/assessment/city_index.hpp"
#include "models/assessment/classification.hpp"
#include "models/assessment/trophic_index.hpp"
#include "tests/models/assessment/standards.hpp"

namespace qingliu {
namespace {

using ::testing::HasSubstr;

TEST(TrophicLevel, IsTheWeightedSumOfLogarithms) {
    const TrophicScale scale = read_trophic_scale(repository_standards / "tli.yaml");
    // chlorophyll 10 mg/m3, phosphorus 0.05, nitrogen 1, transparency 1 m, permanganate index 4
    const auto level = trophic_level(scale, {{"chlorophyll_a", 0.010},
                                             {"total_phosphorus", 0.05},
                                             {"总氮", 1.0},
                                             {"transparency", 1.0},
                                             {"permanganate_index", 4.0}});
    ASSERT_EQ(level.levels.size(), 5U);
    EXPECT_NEAR(level.levels[0], 50.00607, 1e-5);  // 25 + 10.86 * 2.302585
    EXPECT_NEAR(level.levels[1], 45.70931, 1e-5);  // 94.36 - 16.24 * 2.995732
    EXPECT_NEAR(level.levels[2], 54.53, 1e-9);
    EXPECT_NEAR(level.levels[3], 51.18, 1e-9);
    EXPECT_NEAR(level.levels[4], 37.97929, 1e-5);  // 1.09 + 26.61 * 1.386294
    EXPECT_NEAR(level.index, 0.2663 * 50.00607 + 0.1879 * 45.70931 + 0.1790 * 54.53 + 0.1834 * (51.18 + 37.97929),
                1e-5);
    EXPECT_EQ(scale.states[static_cast<std::size_t>(level.state)].title, "中营养");
}

TEST(TrophicLevel, NeedsEveryItem) {
    const TrophicScale scale = read_trophic_scale(repository_standards / "tli.yaml");
    const auto level = trophic_level(scale, {{"total_phosphorus", 0.05}, {"transparency", 0.0}});
    EXPECT_TRUE(std::isnan(level.index));
    EXPECT_EQ(level.state, -1);
    EXPECT_EQ(level.missing.size(), 4U);
}

TEST(TrophicLevel, StatesStandAtTheirBounds) {
    TrophicScale scale = read_trophic_scale(repository_standards / "tli.yaml");
    scale.items = {{"x", "x", "1", 0, 0.1, 1, "", {}}};  // index = ln x
    const auto state = [&](double index) { return trophic_level(scale, {{"x", std::exp(index)}}).state; };
    EXPECT_EQ(state(29.9), 0);
    EXPECT_EQ(state(30.1), 1);
    EXPECT_EQ(state(49.9), 1);
    EXPECT_EQ(state(50.1), 2);
    EXPECT_EQ(state(59.9), 2);
    EXPECT_EQ(state(60.1), 3);
    EXPECT_EQ(state(70.1), 4);
    scale.items = {{"x", "x", "1", 3, 0, 1, "", {}}};  // exactly 30
    EXPECT_EQ(trophic_level(scale, {{"x", 1}}).state, 1);
    scale.items = {{"x", "x", "1", 5, 0, 1, "", {}}};  // exactly 50
    EXPECT_EQ(trophic_level(scale, {{"x", 1}}).state, 1);
}

/// What reading the scale with one text replaced complains about.
std::string scale_complaint(const std::string& there, const std::string& instead) {
    std::ifstream stream(repository_standards / "tli.yaml", std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(stream), {}};
    const std::size_t at = text.find(there);
    EXPECT_NE(at, std::string::npos) << there;
    text.replace(at, there.size(), instead);
    const std::filesystem::path file =
        std::filesystem::temp_directory_path() / fmt::format("qingliu-trophic-scale-{}.yaml", ::getpid());
    std::ofstream(file, std::ios::binary) << text;
    std::string what;
    try {
        static_cast<void>(read_trophic_scale(file));
    } catch (const InputError& error) {
        what = error.what();
    }
    std::filesystem::remove(file);
    return what;
}

TEST(TrophicScale, SaysWhatIsWrongWithIt) {
    EXPECT_THAT(scale_complaint("weight: 0.2663", "weight: 0.3663"), HasSubstr("the weights add up to 1.1000"));
    EXPECT_THAT(scale_complaint("bound: 50", "bound: 20"), HasSubstr("the bounds do not rise"));
    EXPECT_THAT(scale_complaint(", bound: 50", ""), HasSubstr("a state without bound"));
    EXPECT_THAT(scale_complaint("unit: mg/m3", "unit: furlong"), HasSubstr("\"furlong\" is no unit"));
    EXPECT_THAT(scale_complaint("source: S2, confidence", "source: S3, confidence"),
                HasSubstr("there is no source \"S3\""));
    EXPECT_THAT(scale_complaint("slope: 1.086", "slop: 1.086"), HasSubstr("did you mean \"slope\"?"));
}

TEST(CityIndex, AddsUpWhatEachItemHasOfClassThree) {
    const CityIndexRule rule = read_city_index(repository_standards / "cwqi-2017.yaml");
    const Standard river = limits_of(rule);
    std::map<std::string, double> means;
    for (const Indicator& indicator : river.indicators) {
        if (indicator.judged) means[indicator.name] = indicator.limits[2];
    }
    means["ph"] = 9.0;
    const auto at_three = city_index(rule, river, values_of(river, means));
    EXPECT_NEAR(at_three.index, 21, 1e-12);  // every item on its limit
    EXPECT_TRUE(at_three.missing.empty());
    means["ph"] = 6.5;
    means["dissolved_oxygen"] = 10;
    EXPECT_NEAR(city_index(rule, river, values_of(river, means)).index, 19 + 0.5 + 0.5, 1e-12);
    means.erase("lead");
    const auto missing = city_index(rule, river, values_of(river, means));
    EXPECT_TRUE(std::isnan(missing.index));
    ASSERT_EQ(missing.missing.size(), 1U);
    const Standard lake = limits_of(rule, Waterbody::lake);
    const auto phosphorus = static_cast<std::size_t>(lake.find("total_phosphorus"));
    means["total_phosphorus"] = 0.05;
    EXPECT_EQ(city_index(rule, lake, values_of(lake, means)).parts[phosphorus], 1);
}

TEST(CityIndex, JoinsRiversAndLakes) {
    EXPECT_EQ(joined_city_index(6, 3, 10, 1), 7);
    EXPECT_EQ(joined_city_index(6, 3, unknown, 0), 6);
    EXPECT_EQ(joined_city_index(unknown, 0, 10, 2), 10);
    EXPECT_TRUE(std::isnan(joined_city_index(0, 0, 0, 0)));
    EXPECT_EQ(city_index_change(8, 6), -0.25);
}

}  // namespace
}  // namespace qingliu
