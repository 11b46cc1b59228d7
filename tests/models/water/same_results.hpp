// What two runs tell, alike to the last bit.
#pragma once

#include <gtest/gtest.h>

#include "engine/run/contracts.hpp"
#include "tests/same_bits.hpp"

namespace qingliu {

inline void expect_same(const ScenarioFrame& a, const ScenarioFrame& b) {
    EXPECT_TRUE(same_bits(a.water_level, b.water_level));
    EXPECT_TRUE(same_bits(a.depth, b.depth));
    EXPECT_TRUE(same_bits(a.velocity, b.velocity));
    EXPECT_TRUE(same_bits(a.discharge, b.discharge));
    EXPECT_TRUE(same_bits(a.concentration, b.concentration));
}

}  // namespace qingliu
