#include "engine/run/column_header.hpp"

#include <gtest/gtest.h>

namespace qingliu {
namespace {

void is(std::string_view text, std::string_view name, std::string_view unit) {
    const ColumnHeader header = split_header(text);
    EXPECT_EQ(header.name, name) << text;
    EXPECT_EQ(header.unit, unit) << text;
}

TEST(ColumnHeader, UnitStandsInBracketsAtTheEnd) {
    is("渠首 [m3/s]", "渠首", "m3/s");
    is(" ZUP[ cm ] ", "ZUP", "cm");
    is("a [b] c", "a [b] c", "");
    is("time", "time", "");
    is("", "", "");
}

}  // namespace
}  // namespace qingliu
