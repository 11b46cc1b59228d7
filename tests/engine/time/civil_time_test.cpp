#include "engine/time/civil_time.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <utility>

#include "tests/time_constants.hpp"

namespace qingliu {
namespace {

TEST(CivilTime, ReadsInstantsWithTheirOffset) {
    // 2026-01-15T00:00Z is day 20468 since 1970-01-01.
    constexpr double midnight = 20468 * 86400.0;
    EXPECT_EQ(parse_instant("2026-01-15 00:00 Z"), midnight);
    EXPECT_EQ(parse_instant("2026-01-15T00:00:00Z"), midnight);
    EXPECT_EQ(parse_instant("2026-01-15 00:00 +08:00"), midnight - 8 * 3600);
    EXPECT_EQ(parse_instant("2026-01-15T00:00+08:00"), midnight - 8 * 3600);
    EXPECT_EQ(parse_instant("2026-01-15 00:00 -03:30"), midnight + 3.5 * 3600);
    EXPECT_EQ(parse_instant("2026-01-15 13:07:09 +00:00"), midnight + 13 * 3600 + 7 * 60 + 9);
    EXPECT_EQ(parse_instant("1970-01-01 00:00 Z"), 0);
    EXPECT_EQ(parse_instant("1969-12-31 23:59:59 Z"), -1);
}

TEST(CivilTime, RefusesWhatIsNotAnInstant) {
    for (const char* text : {"",
                             "2026-01-15",
                             "2026-01-15 00:00",
                             "2026-01-15 00:00:00",
                             "2026-02-29 00:00 Z",
                             "2025-04-31 00:00 Z",
                             "2026-13-01 00:00 Z",
                             "2026-00-01 00:00 Z",
                             "2026-01-00 00:00 Z",
                             "2026-01-15 24:00 Z",
                             "2026-01-15 12:60 Z",
                             "2026-01-15 12:00:60 Z",
                             "2026-1-15 00:00 Z",
                             "26-01-15 00:00 Z",
                             "2026-01-15 00:00 +08",
                             "2026-01-15 00:00 +0800",
                             "2026-01-15 00:00 +08:60",
                             "2026-01-15 00:00 +15:00",
                             "2026-01-15 00:00 08:00",
                             "2026-01-15 00:00 Zulu",
                             "2026-01-15 00:00  Z",
                             " 2026-01-15 00:00 Z",
                             "2026-01-15 00:00 Z ",
                             "2026/01/15 00:00 Z",
                             "2026-01-15 00:00: Z",
                             "2026-01-15 -1:00 Z"}) {
        EXPECT_FALSE(parse_instant(text).has_value()) << text;
    }
}

TEST(CivilTime, KnowsLeapYears) {
    EXPECT_TRUE(parse_instant("2024-02-29 00:00 Z"));
    EXPECT_TRUE(parse_instant("2000-02-29 00:00 Z"));
    EXPECT_FALSE(parse_instant("2100-02-29 00:00 Z"));
}

TEST(CivilTime, WritesWhatItReads) {
    const std::pair<const char*, int> cases[] = {
        {"2026-01-15 00:00 +08:00", beijing}, {"2024-02-29 23:59:59 -03:30", -210}, {"1969-07-20 20:17:40 +00:00", 0}};
    for (const auto& [text, offset] : cases) EXPECT_EQ(format_instant(parse_instant(text).value(), offset), text);
    EXPECT_EQ(format_instant(59.7, 0), "1970-01-01 00:01 +00:00");
    EXPECT_EQ(format_date(*parse_instant("2026-01-14 16:00 Z"), beijing), "2026-01-15");
    EXPECT_EQ(format_instant(std::numeric_limits<double>::quiet_NaN(), 0), "no time");
}

TEST(CivilTime, DaysAndMonthsFollowTheOffset) {
    const double evening = *parse_instant("2026-01-31 23:59:59 +08:00");
    EXPECT_EQ(month_of(evening, beijing), 1);
    EXPECT_EQ(month_of(evening + 1, beijing), 2);
    EXPECT_EQ(month_of(evening + 1, 0), 1);
    EXPECT_EQ(month_of(*parse_instant("2026-12-31 16:00 Z"), beijing), 1);
    EXPECT_EQ(civil_day_start(evening, beijing), *parse_instant("2026-01-31 00:00 +08:00"));
    EXPECT_EQ(civil_day_start(evening + 1, beijing), evening + 1);
    EXPECT_EQ(civil_day_start(evening, 0), *parse_instant("2026-01-31 00:00 Z"));
    EXPECT_EQ(civil_day_start(-1, 0), -86400);
}

}  // namespace
}  // namespace qingliu
