#include "models/kinetics/worked_out_once.hpp"

#include <gtest/gtest.h>

namespace qingliu {
namespace {

TEST(WorkedOutOnce, WorksOnceForEveryKeyUntilItForgets) {
    WorkedOutOnce<double, 2> values;
    int worked = 0;
    const auto ask = [&](double key) {
        return values.of(key, [&] {
            ++worked;
            return Block(10 * key);
        })[7];
    };
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(ask(1), 10);
        EXPECT_EQ(ask(2), 20);
    }
    EXPECT_EQ(worked, 2);
    values.forget();
    EXPECT_EQ(ask(2), 20);
    EXPECT_EQ(worked, 3);
}

TEST(WorkedOutOnce, BeyondItsPlacesItWorksEveryTime) {
    WorkedOutOnce<double, 2> values;
    int worked = 0;
    for (int i = 0; i < 2; ++i) {
        for (const double key : {1.0, 2.0, 3.0}) {
            EXPECT_EQ(values.of(key,
                                [&] {
                                    ++worked;
                                    return Block(key);
                                })[0],
                      key);
        }
    }
    EXPECT_EQ(worked, 4);
}

}  // namespace
}  // namespace qingliu
