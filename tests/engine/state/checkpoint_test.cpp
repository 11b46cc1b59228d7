#include "engine/state/checkpoint.hpp"

#include <gtest/gtest.h>

#include <stdexcept>

namespace qingliu {
namespace {

TEST(StateCarrier, BringsBackEveryKindOfValue) {
    Snapshot kept;
    std::vector<double> row{1.5, -0.0, 1e-308}, empty;
    std::vector<char> flags{1, 0, 1};
    std::vector<CompensatedSum> sums(2);
    for (int k = 0; k < 10; ++k) sums[1].add(0.1);
    LaneField<4> field(2, Lanes<4>(0.0));
    for (int lane = 0; lane < 4; ++lane) field[1].set(lane, lane + 0.25);
    long count = 123456789;
    double number = 0.1;
    const auto carry = [&](StateCarrier carrier) {
        carrier.of("test");
        carrier.carry("row", row);
        carrier.carry("empty", empty);
        carrier.carry("flags", flags);
        carrier.carry("sums", sums);
        carrier.carry<4>("field", field);
        carrier.carry("count", count);
        carrier.carry("number", number);
    };
    carry(StateCarrier::into(kept));
    EXPECT_EQ(kept.count("test_empty"), 0U);
    row = {0, 0, 0};
    flags = {0, 0, 0};
    const double sum = sums[1].value();
    sums[1] = {};
    field[1] = Lanes<4>(0.0);
    count = 0;
    number = 0;
    carry(StateCarrier::from(kept));
    EXPECT_EQ(row, (std::vector<double>{1.5, -0.0, 1e-308}));
    EXPECT_EQ(flags, (std::vector<char>{1, 0, 1}));
    EXPECT_EQ(sums[1].value(), sum);
    sums[1].add(0.1);
    EXPECT_EQ(sums[1].value(), 1.1) << "the part that was rounded off is kept too";
    EXPECT_EQ(field[1][3], 3.25);
    EXPECT_EQ(count, 123456789);
    EXPECT_EQ(number, 0.1);
    EXPECT_TRUE(empty.empty());
}

TEST(StateCarrier, MovesOneLaneAndLeavesTheOthers) {
    Snapshot kept;
    LaneField<4> field(3, Lanes<4>(1.0));
    field[2].set(1, 7.0);
    StateCarrier::into(kept).carry_lane<4>("field", field, 1);
    LaneField<4> other(3, Lanes<4>(2.0));
    StateCarrier::from(kept).carry_lane<4>("field", other, 3);
    EXPECT_EQ(other[2][3], 7.0);
    EXPECT_EQ(other[2][1], 2.0);
    LaneField<1> alone(3, Lanes<1>(0.0));
    StateCarrier::from(kept).carry_lane<1>("field", alone, 0);
    EXPECT_EQ(alone[2][0], 7.0);
}

TEST(StateCarrier, NamesWhatDoesNotFit) {
    Snapshot kept;
    std::vector<double> row{1, 2};
    StateCarrier::into(kept).carry("row", row);
    row.push_back(3);
    EXPECT_THROW(StateCarrier::from(kept).carry("row", row), std::runtime_error);
    EXPECT_THROW(StateCarrier::from(kept).carry("other", row), std::runtime_error);
    EXPECT_THROW(StateCarrier::into(kept).carry("row", row), std::logic_error);
}

}  // namespace
}  // namespace qingliu
