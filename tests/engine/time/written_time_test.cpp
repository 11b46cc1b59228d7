#include "engine/time/written_time.hpp"

#include <gtest/gtest.h>

#include "engine/time/civil_time.hpp"

namespace qingliu {
namespace {

double instant(const char* text) { return *parse_instant(text); }

TEST(WrittenTime, OneInstantInManyForms) {
    const double expected = instant("2026-02-04 11:00 +08:00");
    for (const char* text : {"2026-02-04 11:00",
                             "2026-2-4 11:00:00",
                             "2026/2/4 11:00",
                             "2026.02.04 11:00",
                             "2026-02-04T11:00",
                             "20260204 1100",
                             "202602041100",
                             "2026020411",
                             "20260204110000",
                             "2026年2月4日 11时",
                             "2026年2月4日11时",
                             "2026年02月04日 11:00",
                             "2026年2月4日 11时00分",
                             "2026年2月4日 11点",
                             "2026-02-04 11:00:00.000",
                             "2026-02-04 03:00Z",
                             "2026-02-04 03:00 +00:00",
                             "2026-02-04T11:00:00+0800",
                             "2026-02-04 12:00 +09",
                             "2026-02-04 11：00",
                             "2026-02-04 03:00 UTC+0"}) {
        const WrittenTime time = parse_written_time(text, {});
        EXPECT_TRUE(time.ok()) << text << ": " << time.fault;
        EXPECT_DOUBLE_EQ(time.instant, expected) << text;
    }
}

TEST(WrittenTime, TheOffsetOfTheCustomHoldsWhereNoneIsWritten) {
    EXPECT_DOUBLE_EQ(parse_written_time("2026-02-04 11:00", {.utc_offset_minutes = 0}).instant,
                     instant("2026-02-04 11:00 +00:00"));
    EXPECT_DOUBLE_EQ(parse_written_time("2026-02-04 11:00 -05:00", {.utc_offset_minutes = 0}).instant,
                     instant("2026-02-04 11:00 -05:00"));
}

TEST(WrittenTime, YearsFromElsewhere) {
    EXPECT_DOUBLE_EQ(parse_written_time("08-26 13:00", {.year = 2026}).instant, instant("2026-08-26 13:00 +08:00"));
    EXPECT_DOUBLE_EQ(parse_written_time("8月26日 13时", {.year = 2026}).instant, instant("2026-08-26 13:00 +08:00"));
    EXPECT_EQ(parse_written_time("08-26 13:00", {}).fault, "has no year");
}

TEST(WrittenTime, DaysAndMidnights) {
    EXPECT_DOUBLE_EQ(parse_written_time("2026-02-04", {}).instant, instant("2026-02-04 00:00 +08:00"));
    EXPECT_DOUBLE_EQ(parse_written_time("2026-02-04 24:00", {}).instant, instant("2026-02-05 00:00 +08:00"));
    EXPECT_DOUBLE_EQ(parse_written_time("2024/2/29", {}).instant, instant("2024-02-29 00:00 +08:00"));
}

TEST(WrittenTime, WhatIsNoTimeIsRefused) {
    for (const char* text : {"", "noon", "2026", "2026-02", "2026-02-30 11:00", "2026-13-01", "2026-02-04 25:00",
                             "2026-02-04 24:01", "2026-02-04 11:60", "2026-02-04 11:00 +15:00", "2026-02-04 11:00 p.m.",
                             "46057.4583", "2026-02-04 11:0", "26-02-04 11:00", "2026--02-04", "2026-02-04 1 1:00"})
        EXPECT_FALSE(parse_written_time(text, {.year = 2026}).ok()) << text;
    EXPECT_EQ(parse_written_time("4/2/2026 11:00", {.year = 2026}).fault, "may name the day first or the month first");
    EXPECT_EQ(parse_written_time("2026-02-30", {}).fault, "names a day that does not exist");
}

}  // namespace
}  // namespace qingliu
