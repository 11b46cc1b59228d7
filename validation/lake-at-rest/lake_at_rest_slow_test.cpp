// A hundred thousand steps of still water.
#include <gtest/gtest.h>

#include "validation/lake-at-rest/lakes.hpp"
#include "validation/lake-at-rest/still_water.hpp"

namespace qingliu::still_water {
namespace {

TEST(LakeAtRest, StaysAtRestForAHundredThousandSteps) {
    validation::Claims claims("lake-at-rest", "long");
    const StillWater channel(over_bump());
    StillnessClaims stillness(claims);
    stillness.check(
        "100,000 steps over the bump", channel, [](int) { return 0.5; }, 100000);
    stillness.check(
        "100,000 steps around the dry hump", channel, [](int) { return 0.1; }, 100000);
    claims.table("A hundred thousand steps", StillnessClaims::header, stillness.rows);
}

}  // namespace
}  // namespace qingliu::still_water
