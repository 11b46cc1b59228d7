#include "models/observations/observed_value.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace qingliu {
namespace {

using Kind = ObservedValue::Kind;

TEST(ObservedValue, Numbers) {
    for (const auto& [text, value] : {std::pair{"8.14", 8.14},
                                      {"-0.3", -0.3},
                                      {"+2", 2.0},
                                      {".5", 0.5},
                                      {"007", 7.0},
                                      {"1e3", 1000.0},
                                      {"８.１４", 8.14},
                                      {"−3", -3.0}}) {
        EXPECT_EQ(parse_observed_value(text).kind, Kind::number) << text;
        EXPECT_DOUBLE_EQ(parse_observed_value(text).value, value) << text;
    }
}

TEST(ObservedValue, WordsForNothing) {
    for (const char* text : {"", "--", "-", "—", "——", "/", "NA", "N/A", "nan", "null", "无", "缺测", "*"}) {
        EXPECT_EQ(parse_observed_value(text).kind, Kind::missing) << text;
        EXPECT_TRUE(std::isnan(parse_observed_value(text).value)) << text;
    }
}

TEST(ObservedValue, BelowDetection) {
    for (const char* text : {"<0.025", "< 0.025", "＜0.025", "0.025L", "0.025 L", "<0.025L", "<=0.025", "≤0.025"}) {
        EXPECT_EQ(parse_observed_value(text).kind, Kind::below_detection) << text;
        EXPECT_DOUBLE_EQ(parse_observed_value(text).value, 0.025) << text;
    }
    for (const char* text : {"ND", "nd", "未检出", "L"}) {
        EXPECT_EQ(parse_observed_value(text).kind, Kind::below_detection) << text;
        EXPECT_TRUE(std::isnan(parse_observed_value(text).value)) << text;
    }
}

TEST(ObservedValue, AboveTheScale) {
    EXPECT_EQ(parse_observed_value(">20").kind, Kind::above_scale);
    EXPECT_DOUBLE_EQ(parse_observed_value(">20").value, 20);
}

TEST(ObservedValue, WhatIsNeither) {
    for (const char* text : {"abc", "1,234", "8.1.4", "0x10", "inf", "8.14mg/L", "<", "<-1", "0L", "8。14", "1e999"})
        EXPECT_EQ(parse_observed_value(text).kind, Kind::unreadable) << text;
}

}  // namespace
}  // namespace qingliu
