// What a file of constituents and processes of its own becomes in a case.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/engine/run/case_vocabulary.hpp"

namespace qingliu {
namespace {

namespace fs = std::filesystem;

constexpr const char* processes = R"(sources:
  B1: {title: "A bottle test"}
constituents:
  - {name: dye, title: 染料, sentence: red dye, unit: ug/L}
  - {name: settled_dye, unit: mg/m2, bed: true}
  - {name: amine, elements: {nitrogen: 0.25}}
processes:
  - name: dye_settling
    parameters: [{name: speed, value: 86.4 m/d, range: [0 m/d, 1 km/d], theta: 1.02, source: B1, confidence: verified}]
    rate: speed * dye / depth
    row: {dye: -1, settled_dye: 1}
    confidence: estimate
    note: from bottles
  - name: dye_release
    parameters: [{name: rate, value: 0.1 1/h, range: [0 1/h, 1 1/h]}]
    rate: rate * settled_dye
    row: {settled_dye: -1, dye: 1}
    confidence: general
  - name: amine_loss
    parameters: [{name: rate, value: 0.1 1/d, range: [0 1/d, 1 1/d]}]
    rate: rate * amine * exp(-ammonia_nitrogen / 2[mg/L])
    row: {amine: -1, ammonia_nitrogen: 1/8}
    outside: {nitrogen_gas: 1/8}
    confidence: general
)";

/// The whole case of the tests with these processes, `more` behind its own keys.
Case case_with(const std::string& text, const std::string& more, std::vector<Estimate>* estimates = nullptr) {
    const fs::path folder = fs::temp_directory_path() / ("qingliu_processes_" + std::to_string(getpid()));
    fs::remove_all(folder);
    fs::copy(fs::path(QINGLIU_ROOT) / "tests/broken/base", folder);
    std::ifstream stream(folder / "case.yaml");
    std::string head{std::istreambuf_iterator<char>(stream), {}};
    stream.close();
    const std::string before = "kinetics: {parameters: parameters.yaml}";
    head.replace(head.find(before), before.size(),
                 "kinetics: {parameters: parameters.yaml, processes: processes.yaml}\n" + more);
    std::ofstream(folder / "case.yaml") << head;
    std::ofstream(folder / "processes.yaml") << text;
    Case whole = read_case(folder / "case.yaml", test_vocabulary(), estimates);
    fs::remove_all(folder);
    return whole;
}

TEST(CaseProcesses, AreInSiWithUnitsAndFormulas) {
    const Case whole = case_with(processes, "");
    ASSERT_EQ(whole.own.constituents.size(), 3U);
    EXPECT_EQ(whole.own.constituents[0].title, "染料");
    EXPECT_EQ(whole.own.constituents[0].long_name, "red dye");
    EXPECT_EQ(whole.own.constituents[0].unit, "g m-3");
    EXPECT_EQ(whole.own.constituents[1].unit, "g m-2");
    EXPECT_TRUE(whole.own.constituents[1].bed);
    EXPECT_EQ(whole.own.constituents[2].elements.at("nitrogen"), 0.25);
    ASSERT_EQ(whole.own.processes.size(), 3U);
    const OwnProcess& settling = whole.own.processes[0];
    EXPECT_EQ(settling.title, "dye_settling");
    ASSERT_EQ(settling.declarations.size(), 2U);
    EXPECT_EQ(settling.declarations[0].name, "dye_settling.speed");
    EXPECT_NEAR(settling.declarations[0].default_value, 1e-3, 1e-18);
    EXPECT_NEAR(settling.declarations[0].maximum, 1000 / 86400.0, 1e-18);
    EXPECT_EQ(settling.declarations[0].source, "B1");
    EXPECT_EQ(settling.declarations[1].name, "dye_settling.speed_theta");
    EXPECT_EQ(whole.kinetic_parameters.at("dye_settling.speed_theta").value, 1.02);
    EXPECT_THAT(settling.row, testing::ElementsAre(testing::Pair("dye", -1), testing::Pair("settled_dye", 1)));
    EXPECT_THAT(whole.own.processes[2].outside, testing::ElementsAre(testing::Pair("nitrogen_gas", 0.125)));
    EXPECT_THAT(whole.resolved, testing::HasSubstr("dye_release"));
    EXPECT_THAT(whole.inputs, testing::Contains(testing::Pair(testing::EndsWith("processes.yaml"), testing::_)));
}

TEST(CaseProcesses, TheirEstimatesAreTold) {
    std::vector<Estimate> estimates;
    case_with(processes, "", &estimates);
    std::vector<std::string> names;
    for (const Estimate& one : estimates) names.push_back(one.name);
    EXPECT_THAT(names, testing::IsSupersetOf({"process dye_settling", "process dye_release"}));
    EXPECT_THAT(names, testing::Not(testing::Contains("parameter dye_settling.speed"))) << "it is verified";
}

TEST(CaseProcesses, AreCarriedBesideWhatTheCaseNames) {
    EXPECT_TRUE(case_with(processes, "").constituents.empty()) << "the routine ones";
    EXPECT_THAT(case_with(processes, "constituents: [ammonia_nitrogen]").constituents,
                testing::ElementsAre("ammonia_nitrogen"));
    EXPECT_THAT([] { case_with(processes, "constituents: [dye]"); },
                testing::ThrowsMessage<InputError>(testing::HasSubstr("this case does not carry ammonia_nitrogen")));
}

TEST(CaseProcesses, AFileMayHoldConstituentsAlone) {
    const Case whole = case_with("constituents: [{name: dye}]\n", "constituents: [dye]");
    EXPECT_EQ(whole.own.constituents.size(), 1U);
    EXPECT_TRUE(whole.own.processes.empty());
    EXPECT_THAT(whole.constituents, testing::ElementsAre("dye"));
}

}  // namespace
}  // namespace qingliu
