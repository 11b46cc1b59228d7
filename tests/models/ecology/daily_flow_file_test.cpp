#include "models/ecology/daily_flow_file.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "engine/base/problems.hpp"

namespace qingliu {
namespace {

using namespace std::chrono_literals;

FlowTable read(const std::string& text, const FlowColumns& columns = {}) {
    const auto path =
        std::filesystem::temp_directory_path() / ("qingliu_daily_flow_file_test_" + std::to_string(getpid()) + ".csv");
    std::ofstream(path, std::ios::binary) << text;
    struct Removed {
        std::filesystem::path file;
        ~Removed() { std::filesystem::remove(file); }
    } const removed{path};
    return read_flow_table(path, columns);
}

std::string fault_of(const std::string& text, const FlowColumns& columns = {}) {
    try {
        read(text, columns);
    } catch (const InputError& error) {
        return error.what();
    }
    return "";
}

testing::AssertionResult tells(const std::string& told, const std::vector<std::string>& words) {
    for (const auto& word : words)
        if (told.find(word) == std::string::npos)
            return testing::AssertionFailure() << "no " << word << " in\n" << told;
    return testing::AssertionSuccess();
}

TEST(DailyFlowFile, GapsAreDaysThatAreNotKnown) {
    const FlowTable table = read(
        "\xEF\xBB\xBF"
        "日期,流量 [L/s]\r\n# a remark\r\n2026-02-27,1500\r\n2026-02-28,\r\n2026-03-02,\"2\"\r\n");
    EXPECT_EQ(table.column, "流量");
    EXPECT_EQ(table.flows.date(0), 2026y / 2 / 27);
    ASSERT_EQ(table.flows.discharge.size(), 4U);
    EXPECT_EQ(table.flows.discharge[0], 1.5);
    EXPECT_TRUE(std::isnan(table.flows.discharge[1]));
    EXPECT_TRUE(std::isnan(table.flows.discharge[2]));
    EXPECT_EQ(table.flows.discharge[3], 0.002);
    EXPECT_TRUE(table.inflow.empty());
}

TEST(DailyFlowFile, TheDayIsThatOfTheTimeAsWritten) {
    const FlowTable table = read("time,Q [m3/s]\n2026-01-15 00:00 +08:00,1\n2026-01-16 00:00 +08:00,2\n");
    EXPECT_EQ(table.flows.date(0), 2026y / 1 / 15);
    EXPECT_EQ(table.flows.discharge, (std::vector<double>{1, 2}));
}

TEST(DailyFlowFile, ColumnsByName) {
    const std::string text = "date,Q [m3/s],inflow\n2026-01-15,1,7\n2026-01-17,2,\n";
    const FlowTable table = read(text, {"Q", "inflow", "m3/h"});
    EXPECT_EQ(table.flows.discharge[2], 2);
    EXPECT_NEAR(table.inflow[0], 7.0 / 3600, 1e-18);
    EXPECT_TRUE(std::isnan(table.inflow[1]) && std::isnan(table.inflow[2]));
    EXPECT_TRUE(tells(fault_of(text), {":1:6", "several columns", "--column with Q or inflow"}));
    EXPECT_TRUE(tells(fault_of(text, {"Q", "inflw", ""}), {"no column \"inflw\"", "did you mean \"inflow\"?"}));
    EXPECT_TRUE(tells(fault_of(text, {"Q", "inflow", ""}), {":1:15", "tells no unit", "--unit m3/s"}));
}

TEST(DailyFlowFile, TellsEveryFaultWithItsPlace) {
    const std::string told = fault_of(
        "date,Q "
        "[m3/s]\n2026-01-15,1\n2026-01-15,2\n2026-01-14,2\n2026-02-30,2\n2026-01-16,x\n2026-01-17,-9999\n2026-01-18\n");
    EXPECT_TRUE(tells(told, {":3:1", "a second row of this day", ":4:1", "before that of the row above", ":5:1",
                             "\"2026-02-30\" is no date", ":6:12", ":7:12", "a discharge of -9999", ":8:1",
                             "this row has 1 columns", "6 errors"}));
}

TEST(DailyFlowFile, WhatIsNoTable) {
    EXPECT_TRUE(tells(fault_of("2026-01-15,1\n"), {":1:1", "no header"}));
    EXPECT_TRUE(tells(fault_of("date\n2026-01-15\n"), {"no column beside the dates"}));
    EXPECT_TRUE(tells(fault_of("date,Q [m3/s]\n"), {"no rows"}));
    EXPECT_TRUE(tells(fault_of("date,Q [mg/L]\n2026-01-15,1\n"), {"\"mg/L\" is no unit of discharge"}));
    EXPECT_TRUE(tells(fault_of("date,Q [m3/s]\n2026-01-15,\xC1\xF7\n"), {":2:1", "not UTF-8"}));
    EXPECT_THROW(read_flow_table("/no/such.csv", {}), FileError);
    std::string many = "date,Q [m3/s]\n";
    for (int i = 0; i < 100; ++i) many += "x,1\n";
    EXPECT_TRUE(tells(fault_of(many), {"reading stopped here", "21 errors"}));
}

}  // namespace
}  // namespace qingliu
