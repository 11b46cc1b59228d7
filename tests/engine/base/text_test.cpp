#include "engine/base/text.hpp"

#include <gtest/gtest.h>

namespace qingliu {
namespace {

TEST(DisplayWidth, CountsCjkTwiceAndCombiningMarksNot) {
    EXPECT_EQ(display_width("abc"), 3);
    EXPECT_EQ(display_width("卫河"), 4);
    EXPECT_EQ(display_width("合河(共)"), 8);
    EXPECT_EQ(display_width("："), 2);
    EXPECT_EQ(display_width("e\u0301"), 1);
    EXPECT_EQ(display_width("m³"), 2);
}

TEST(PadRight, BringsTextToAWidth) {
    EXPECT_EQ(pad_right("卫河", 6), "卫河  ");
    EXPECT_EQ(pad_right("卫河", 3), "卫河");
}

TEST(FirstInvalidUtf8, FindsOverlongSurrogatesAndCutOffText) {
    EXPECT_EQ(first_invalid_utf8("新乡 ok 𠀀"), std::string::npos);
    EXPECT_EQ(first_invalid_utf8("ab\xC0\x80"), 2U);
    EXPECT_EQ(first_invalid_utf8("\xED\xA0\x80"), 0U);
    EXPECT_EQ(first_invalid_utf8("x\xE5\x8D"), 1U);
    EXPECT_EQ(first_invalid_utf8("\xF4\x90\x80\x80"), 0U);
    EXPECT_EQ(valid_utf8("a\xFF"), "a\uFFFD");
}

TEST(EditDistance, CountsCodePointsAndSwaps) {
    EXPECT_EQ(edit_distance("卫河", "渭河"), 1);
    EXPECT_EQ(edit_distance("realeses", "releases"), 2);
    EXPECT_EQ(edit_distance("ab", "ba"), 1);
    EXPECT_EQ(edit_distance("", "abc"), 3);
}

TEST(ClosestName, GuessesNearNamesOnly) {
    EXPECT_EQ(closest_name("realeses", {"name", "title", "releases"}), "releases");
    EXPECT_EQ(closest_name("Title", {"title"}), "title");
    EXPECT_EQ(closest_name("青河", {"清河", "东河"}), "清河");
    EXPECT_EQ(closest_name("colour", {"name", "title"}), "");
    EXPECT_EQ(closest_name("x", {"y"}), "");
}

TEST(JoinWords, WritesAList) {
    EXPECT_EQ(join_words({}), "");
    EXPECT_EQ(join_words({"a"}), "a");
    EXPECT_EQ(join_words({"a", "b", "c"}, "or"), "a, b or c");
}

}  // namespace
}  // namespace qingliu
