#include "models/reports/bulletin/packed_text.hpp"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>
#include <utility>

namespace qingliu::bulletin {
namespace {

TEST(Base64, IsThatOfRfc4648) {
    // the vectors of its section 10
    for (const auto& [bytes, text] : {std::pair("", ""),
                                      {"f", "Zg=="},
                                      {"fo", "Zm8="},
                                      {"foo", "Zm9v"},
                                      {"foob", "Zm9vYg=="},
                                      {"fooba", "Zm9vYmE="},
                                      {"foobar", "Zm9vYmFy"}})
        EXPECT_EQ(base64(bytes), text);
    EXPECT_EQ(base64(std::string("\xff\xfe\x00", 3)), "//4A");
}

TEST(DeflatedText, ComesBack) {
    std::string text;
    for (int i = 0; i < 20000; ++i) text += std::to_string(i * i % 977) + ",河";
    const std::string bytes = deflated(text);
    EXPECT_LT(bytes.size(), text.size() / 2);
    EXPECT_EQ(inflated(bytes), text);
    EXPECT_EQ(inflated(deflated("")), "");
    // a zlib stream (RFC 1950), not a raw one
    EXPECT_EQ(static_cast<unsigned char>(bytes[0]) & 0x0fU, 8U);
    EXPECT_EQ((static_cast<unsigned char>(bytes[0]) * 256U + static_cast<unsigned char>(bytes[1])) % 31U, 0U);
}

TEST(DeflatedText, OtherBytesAreRefused) { EXPECT_THROW(inflated("no deflated text at all"), std::runtime_error); }

}  // namespace
}  // namespace qingliu::bulletin
