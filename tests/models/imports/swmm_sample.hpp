// A small model of SWMM, and what is asked of models in several files of tests.
#pragma once

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>

#include "models/imports/swmm_import.hpp"

namespace qingliu::swmm_sample {

/// A trapezoid that ends in a free outfall, with one inflow; figures in feet.
inline constexpr const char* small_model = R"([TITLE]
A small model
[OPTIONS]
FLOW_UNITS CFS
START_DATE 01/31/2002
START_TIME 00:00
END_DATE 02/01/2002
END_TIME 06:00
REPORT_STEP 00:05:00
[JUNCTIONS]
A 100 10 0 0 0
B 99 10
[OUTFALLS]
Out 98 FREE
[CONDUITS]
c1 A B 1000 0.03 0 0
c2 B Out 500 0.03 0 0
[XSECTIONS]
c1 TRAPEZOIDAL 6 10 2 2
c2 RECT_OPEN 6 12 0 0
[INFLOWS]
A FLOW wave
[TIMESERIES]
wave 01/31/2002 00:00 0
wave 01:00 100
wave 02/01/2002 02:00 0
)";

class Swmm : public testing::Test {
protected:
    std::filesystem::path written(const std::string& text, const std::string& name = "model.inp") {
        std::filesystem::create_directories(folder_);
        std::ofstream(folder_ / name, std::ios::binary) << text;
        return folder_ / name;
    }
    ImportedCase imported(const std::string& text, int utc_offset_minutes = 0) {
        return import_swmm(written(text), utc_offset_minutes);
    }
    /// All faults of a text, formatted.
    std::string faults(const std::string& text) {
        try {
            imported(text);
        } catch (const InputError& error) {
            return error.what();
        }
        return "none";
    }
    static std::string with(std::string text, const std::string& from, const std::string& to) {
        const std::size_t at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        return text.replace(at, from.size(), to);
    }
    const std::filesystem::path folder_ =
        std::filesystem::path(testing::TempDir()) /
        (std::string("qingliu_swmm_") + testing::UnitTest::GetInstance()->current_test_info()->name());
};

/// The small model with more rows in a section.
inline std::string added(std::string text, const std::string& section, const std::string& rows) {
    const std::size_t at = text.find(section + "\n");
    if (at == std::string::npos) return text + section + "\n" + rows;
    return text.insert(at + section.size() + 1, rows);
}

}  // namespace qingliu::swmm_sample
