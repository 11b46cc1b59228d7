#include "engine/base/full_width.hpp"

#include <gtest/gtest.h>

namespace qingliu {
namespace {

TEST(FullWidth, FindsWhatLooksLikeAscii) {
    const auto colon = first_full_width("river：卫河，x");
    ASSERT_TRUE(colon);
    EXPECT_EQ(colon->offset, 5U);
    EXPECT_EQ(colon->plain, ':');
    EXPECT_EQ(describe(*colon), "the full-width colon \"：\" is not \":\"");
    const auto comma = first_full_width("river：卫河，x", colon->offset + colon->sign.size());
    ASSERT_TRUE(comma);
    EXPECT_EQ(comma->plain, ',');
    for (const auto& [text, plain] : {std::pair{"６", '6'},
                                      {"Ａ", 'A'},
                                      {"～", '~'},
                                      {"　", ' '},
                                      {"、", ','},
                                      {"“", '"'},
                                      {"’", '\''},
                                      {"（", '('}}) {
        ASSERT_TRUE(first_full_width(text)) << text;
        EXPECT_EQ(first_full_width(text)->plain, plain) << text;
    }
    for (const char* text : {"", "plain: text", "卫河", "m³/s", "℃", "。", "\xEF\xBC"})
        EXPECT_FALSE(first_full_width(text)) << text;
}

}  // namespace
}  // namespace qingliu
