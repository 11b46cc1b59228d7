#include "engine/time/utc_offset.hpp"

#include <gtest/gtest.h>

namespace qingliu {
namespace {

TEST(UtcOffset, IsReadInMinutesEastOfUtc) {
    EXPECT_EQ(parse_utc_offset("+08:00"), 480);
    EXPECT_EQ(parse_utc_offset("-03:30"), -210);
    EXPECT_EQ(parse_utc_offset("Z"), 0);
    for (const char* text : {"", "8", "+8", "+15:00", "+08:00 h"}) EXPECT_FALSE(parse_utc_offset(text)) << text;
}

}  // namespace
}  // namespace qingliu
