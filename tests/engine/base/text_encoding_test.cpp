#include "engine/base/text_encoding.hpp"

#include <gtest/gtest.h>

namespace qingliu {
namespace {

constexpr const char* station = "\xE4\xBA\x94\xE9\x99\xB5";  // 五陵 in UTF-8
constexpr const char* station_gbk = "\xCE\xE5\xC1\xEA";

TEST(TextEncoding, Utf8IsBelieved) {
    EXPECT_EQ(decode_text(station).encoding, "UTF-8");
    EXPECT_EQ(decode_text("plain").encoding, "UTF-8");
    EXPECT_EQ(decode_text("").encoding, "UTF-8");
    EXPECT_EQ(decode_text(station).text, station);
}

TEST(TextEncoding, AMarkIsTakenOff) {
    const DecodedText decoded = decode_text(std::string("\xEF\xBB\xBF") + station);
    EXPECT_EQ(decoded.encoding, "UTF-8 with byte order mark");
    EXPECT_EQ(decoded.text, station);
}

TEST(TextEncoding, Gb18030IsFoundOut) {
    const DecodedText decoded = decode_text(station_gbk);
    EXPECT_EQ(decoded.encoding, "GB18030");
    EXPECT_EQ(decoded.text, station);
    EXPECT_EQ(decoded.first_bad, std::string::npos);
}

TEST(TextEncoding, LongTextsAreConvertedWhole) {
    std::string bytes, text;
    for (int i = 0; i < 100000; ++i) {
        bytes += station_gbk;
        text += station;
    }
    EXPECT_EQ(decode_text(bytes).text, text);
}

TEST(TextEncoding, Utf16OfSpreadsheets) {
    const std::string little("\xFF\xFE\x94\x4E\x75\x96", 6), big("\xFE\xFF\x4E\x94\x96\x75", 6);
    EXPECT_EQ(decode_text(little).text, station);
    EXPECT_EQ(decode_text(big).text, station);
    EXPECT_EQ(decode_text(little).encoding, "UTF-16LE");
    EXPECT_EQ(decode_text(little.substr(0, 5)).first_bad, 2U) << "half a letter at the end";
}

TEST(TextEncoding, WhatIsNoTextIsNamedByItsPlace) {
    const DecodedText decoded =
        decode_text(std::string("abc\xFF\xFF"
                                "de"));
    EXPECT_EQ(decoded.encoding, "none");
    EXPECT_EQ(decoded.first_bad, 3U);
    EXPECT_EQ(decode_text(std::string("ab\0c", 4)).first_bad, 2U);
}

TEST(TextEncoding, ADamagedUtf8TextIsShownWhereItIsDamaged) {
    // GB 18030 would stop at the first letters: the text was meant as UTF-8
    const std::string bytes = std::string(station) + "\xFF" + station;
    EXPECT_EQ(decode_text(bytes).first_bad, 6U);
}

}  // namespace
}  // namespace qingliu
