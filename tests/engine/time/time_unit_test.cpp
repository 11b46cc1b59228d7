#include "engine/time/time_unit.hpp"

#include <gtest/gtest.h>

#include "engine/time/civil_time.hpp"

namespace qingliu {
namespace {

TEST(TimeUnit, CountsFromItsEpoch) {
    const auto instant = [](const char* unit, double number) { return parse_time_unit(unit)->instant(number); };
    EXPECT_EQ(instant("seconds since 1970-01-01 00:00:00", 60), 60);
    EXPECT_EQ(instant("days since 1970-01-01", 0.5), 43200);
    EXPECT_EQ(instant("hours since 2026-01-15T08:00:00 +08:00", 1), *parse_instant("2026-01-15 01:00 Z"));
    EXPECT_EQ(instant("minutes since 2026-01-15 00:00", 90), *parse_instant("2026-01-15 01:30 Z"));
}

TEST(TimeUnit, IsNothingElse) {
    for (const char* text :
         {"", "m3 s-1", "days", "months since 2000-01-01", "days since the flood", " since 2000-01-01"})
        EXPECT_FALSE(parse_time_unit(text)) << text;
}

TEST(TimeUnit, CalendarsOfModelsAreNotCivil) {
    EXPECT_TRUE(is_civil_calendar(""));
    EXPECT_TRUE(is_civil_calendar("proleptic_gregorian"));
    EXPECT_FALSE(is_civil_calendar("noleap"));
    EXPECT_FALSE(is_civil_calendar("360_day"));
}

}  // namespace
}  // namespace qingliu
