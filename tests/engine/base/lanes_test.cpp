#include "engine/base/lanes.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace qingliu {
namespace {

__attribute__((noinline)) void fill(std::vector<double>& four, std::vector<double>& eight) {
    four = {1000, 1000, 1000, 0};
    eight = {1000, 1000, 1000, 1000, 1000, 1000, 1000, 0};
}

/// g++ 12.2 building for AVX-512 makes the last a thousand as well; CMakeLists.txt has the flags against it.
TEST(Compiler, ConstantsKeepTheirLastZero) {
    std::vector<double> four, eight;
    fill(four, eight);
    EXPECT_EQ(four[3], 0);
    EXPECT_EQ(eight[7], 0);
}

/// Of parts of any width.
TEST(Lanes, EachLaneIsItsOwn) {
    Lanes<8> a(1.0);
    for (int lane = 0; lane < 8; ++lane) a.set(lane, lane);
    const Lanes<8> b = a * a + Lanes<8>(0.5);
    const Mask<8> beyond = b > Lanes<8>(10.0);
    const Lanes<8> chosen = select(beyond, b, -a);
    for (int lane = 0; lane < 8; ++lane) {
        EXPECT_EQ(b[lane], lane * lane + 0.5);
        EXPECT_EQ(beyond[lane], lane > 3);
        EXPECT_EQ(chosen[lane], lane > 3 ? lane * lane + 0.5 : -lane);
    }
    EXPECT_FALSE(beyond.all());
    EXPECT_TRUE(beyond.any());
    EXPECT_TRUE((beyond | !beyond).all());
}

}  // namespace
}  // namespace qingliu
