#include "models/reports/bulletin/written_numbers.hpp"

#include <gtest/gtest.h>

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

#include "engine/base/unknown.hpp"

namespace qingliu::bulletin {
namespace {

/// As a page reads it: integers between commas, each a difference to the level before it.
std::vector<double> unpacked(const Json& packed_values) {
    const std::string steps = packed_values["steps"];
    const double from = packed_values["range"][0], to = packed_values["range"][1];
    std::vector<double> values;
    int level = 0;
    std::size_t at = 0;
    while (true) {
        const std::size_t end = std::min(steps.find(',', at), steps.size());
        int step = 0;
        std::from_chars(steps.data() + at, steps.data() + end, step);
        level += step;
        values.push_back(end == at ? unknown : from + (to - from) * level / packed_levels);
        if (end == steps.size()) return values;
        at = end + 1;
    }
}

TEST(PackedNumbers, ComeBackWithinHalfALevel) {
    std::vector<double> values;
    for (int i = 0; i < 500; ++i) values.push_back(-3.2 + 11 * std::sin(0.05 * i));
    const std::vector<double> back = unpacked(packed(values));
    ASSERT_EQ(back.size(), values.size());
    for (std::size_t i = 0; i < values.size(); ++i)
        EXPECT_NEAR(back[i], values[i], 22.001 / packed_levels / 2 * 1.0001);
}

TEST(PackedNumbers, WhatIsMissingStaysMissingAndIsNotStoodFor) {
    const std::vector<double> values = {unknown, 1, unknown, unknown, 4, 2, unknown};
    const std::vector<double> back = unpacked(packed(values));
    ASSERT_EQ(back.size(), values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::isnan(values[i]))
            EXPECT_TRUE(std::isnan(back[i])) << i;
        else
            EXPECT_NEAR(back[i], values[i], 3.0 / packed_levels) << i;
    }
}

TEST(PackedNumbers, TheRangeHoldsEveryValue) {
    for (const std::array<double, 2>& ends : {std::array{71.1234567, 71.1234568},
                                              {-1.23456789e-5, 9.87654321e-5},
                                              {-2.0000001, -1.9999999},
                                              {0, 1e12 / 3}}) {
        const Json one = packed(ends);
        EXPECT_LE(one["range"][0].get<double>(), ends[0]);
        EXPECT_GE(one["range"][1].get<double>(), ends[1]);
    }
}

TEST(PackedNumbers, OfOneValueAndOfNone) {
    EXPECT_EQ(unpacked(packed(std::vector{5.0, 5.0})), (std::vector{5.0, 5.0}));
    EXPECT_TRUE(packed(std::vector{unknown, unknown}).is_null());
    EXPECT_TRUE(packed(std::vector<double>{}).is_null());
    EXPECT_TRUE(packed(std::vector{std::numeric_limits<double>::infinity()}).is_null());
}

TEST(RoundedNumbers, AreShortAndNeverNoNumber) {
    EXPECT_EQ(rounded(0.123456).dump(), "0.1235");
    EXPECT_EQ(rounded(12345.6).dump(), "12350");
    EXPECT_EQ(rounded(3.0).dump(), "3");
    EXPECT_EQ(rounded(-0.00001234567, 3).dump(), "-1.23e-05");
    EXPECT_TRUE(rounded(unknown).is_null());
    EXPECT_TRUE(number(std::numeric_limits<double>::infinity()).is_null());
    EXPECT_EQ(number(0.1 + 0.2).get<double>(), 0.1 + 0.2);
}

}  // namespace
}  // namespace qingliu::bulletin
