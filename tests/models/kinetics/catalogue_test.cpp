// The catalogue: names, declarations, the balance check at load, what a case may get wrong, and the parameter files.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <numeric>
#include <set>
#include <sstream>

#include "engine/base/problems.hpp"
#include "tests/models/kinetics/water_box.hpp"

namespace qingliu {
namespace {

TEST(Catalogue, ConstituentsHaveTheirFixedNamesAndOrder) {
    std::vector<std::string> names;
    for (const Constituent& constituent : constituents_of(some_waters())) names.push_back(constituent.name);
    EXPECT_THAT(names, testing::ElementsAre("dissolved_oxygen", "permanganate_index", "chemical_oxygen_demand",
                                            "biochemical_oxygen_demand", "ammonia_nitrogen", "nitrate_nitrogen",
                                            "organic_nitrogen", "dissolved_phosphorus", "particulate_phosphorus",
                                            "conductivity", "fluoride", "water_age", "fraction_local",
                                            "fraction_yellow_river"));
}

TEST(Catalogue, ReactiveIsExactlyWhatSomeProcessTouches) {
    std::vector<ProcessDescription> all;
    for (const ProcessEntry& entry : kinetic_processes()) all.push_back(entry.description);
    const auto& constituents = known_constituents();
    std::vector<std::size_t> every(species::count);
    std::iota(every.begin(), every.end(), std::size_t{0});
    const PetersenMatrix matrix(all, every);
    std::vector<std::size_t> reactive;
    for (std::size_t i = 0; i < species::count; ++i) {
        if (constituents[i].reactive) reactive.push_back(i);
    }
    EXPECT_EQ(matrix.touched(), reactive);
    EXPECT_FALSE(constituents[species::water_age].mass);
}

TEST(Catalogue, EveryProcessAndParameterIsDeclaredInFull) {
    std::set<std::string> seen;
    for (const ProcessEntry& entry : kinetic_processes()) {
        const ProcessDescription& process = entry.description;
        EXPECT_TRUE(seen.insert(process.name).second) << process.name;
        EXPECT_FALSE(process.title.empty() || process.sentence.empty() || process.source.empty() || process.row.empty())
            << process.name;
        for (const ParameterDeclaration& parameter : process.parameters) {
            EXPECT_TRUE(seen.insert(parameter.name).second) << parameter.name;
            EXPECT_EQ(parameter.name.rfind(process.name + ".", 0), 0U) << parameter.name;
            EXPECT_LE(parameter.minimum, parameter.default_value) << parameter.name;
            EXPECT_GE(parameter.maximum, parameter.default_value) << parameter.name;
            EXPECT_FALSE(parameter.sentence.empty() || parameter.source.empty()) << parameter.name;
        }
    }
}

TEST(Catalogue, ARowThatDoesNotBalanceIsFoundAtLoad) {
    auto processes = kinetic_processes();
    const auto kinetics = [&processes] { return Kinetics(constituents_of({}), processes, {}, {}); };
    EXPECT_NO_THROW(kinetics());
    for (ProcessEntry& entry : processes) {
        if (entry.description.name == "nitrification") entry.description.row.back().coefficient = -4.3;
    }
    EXPECT_THAT(kinetics,
                testing::ThrowsMessage<std::logic_error>(testing::HasSubstr("nitrification does not conserve oxygen")));
    processes = kinetic_processes();
    for (ProcessEntry& entry : processes) {
        if (entry.description.name == "phosphorus_uptake") entry.description.row.pop_back();
    }
    EXPECT_THAT(kinetics, testing::ThrowsMessage<std::logic_error>(
                              testing::HasSubstr("phosphorus_uptake does not conserve phosphorus")));
}

TEST(Catalogue, WrongParametersAreInputErrors) {
    const auto with = [](const ParameterValues& values) {
        return [values] { return Kinetics(constituents_of({}), values, {}); };
    };
    EXPECT_THAT(with({{"nitrification.rat", 0.1}}),
                testing::ThrowsMessage<InputError>(testing::HasSubstr("nitrification.rate")));
    EXPECT_THAT(with({{"reaeration.theta", 3}}),
                testing::ThrowsMessage<InputError>(testing::HasSubstr("out of its bounds")));
    EXPECT_THROW(with({{"nitrification.cold_start", 2}, {"nitrification.cold_end", 3}})(), InputError);
    EXPECT_THROW(kinetics_integrator("euler"), InputError);
    EXPECT_EQ(kinetics_integrator("arkode"), KineticsSettings::Integrator::arkode);
    auto wrong = constituents_of({});
    std::swap(wrong[0], wrong[1]);
    EXPECT_THROW(Kinetics(wrong, {}, {}), std::logic_error);
}

/// What stands between a key and the next comma or brace; the rest of the line for a quoted text.
std::string written(const std::string& line, const std::string& key) {
    const std::size_t at = line.find(key + ": ");
    if (at == std::string::npos) return "";
    const std::size_t from = at + key.size() + 2;
    return line.substr(from, line.find_first_of(",}", from) - from);
}

/// The files offered: every entry names a declared parameter, once, in its unit and bounds, with source and confidence.
class ParameterFile : public testing::TestWithParam<const char*> {};

TEST_P(ParameterFile, NamesDeclaredParametersInTheirBounds) {
    std::ifstream file(std::string(QINGLIU_ROOT) + "/configs/constituents/" + GetParam());
    ASSERT_TRUE(file);
    ParameterValues values;
    for (std::string line; std::getline(file, line);) {
        if (line.rfind("  -", 0) != 0) continue;
        const std::string name = written(line, "{name");
        const std::string confidence = written(line, "confidence");
        EXPECT_FALSE(written(line, "source").empty()) << line;
        EXPECT_THAT(confidence, testing::AnyOf("verified", "general", "estimate")) << line;
        EXPECT_TRUE(confidence != "estimate" || written(line, "note").size() > 2)
            << "an estimate wants a note: " << line;
        for (const ParameterDeclaration& declaration : kinetic_parameters()) {
            if (declaration.name != name) continue;
            if (!declaration.choices.empty()) {
                const auto word = std::ranges::find(declaration.choices, written(line, "value"));
                ASSERT_NE(word, declaration.choices.end()) << line;
                values.emplace(name, static_cast<double>(word - declaration.choices.begin()));
                continue;
            }
            const ParsedQuantity value = parse_quantity(written(line, "value"), declaration.unit);
            ASSERT_TRUE(value.ok()) << line << ": " << value.fault;
            EXPECT_TRUE(values.emplace(name, value.value).second) << line;
        }
        EXPECT_TRUE(values.contains(name)) << line;
    }
    EXPECT_GE(values.size(), 20U);
    EXPECT_NO_THROW(Kinetics(constituents_of({}), values, {}));
    if (std::string(GetParam()) == "default.yaml") {
        for (const ParameterDeclaration& declaration : kinetic_parameters()) {
            ASSERT_TRUE(values.contains(declaration.name)) << declaration.name;
            EXPECT_DOUBLE_EQ(values[declaration.name], declaration.default_value) << declaration.name;
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Files, ParameterFile, testing::Values("default.yaml", "xinxiang.yaml"));

}  // namespace
}  // namespace qingliu
