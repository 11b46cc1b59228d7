#include "models/reports/bulletin/schedule_measures.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "engine/base/unknown.hpp"

namespace qingliu::bulletin {
namespace {

/// Days that meet the target (more is better), water diverted (less is better), smallest margin (a thousandth does not
/// matter).
std::vector<Measure> schedule(double days, double diverted, double margin = 0) {
    return {{"section_days_meeting", Measure::Better::high, days},
            {"diverted_m3", Measure::Better::low, diverted},
            {"target_margin", Measure::Better::high, margin, 1e-3}};
}

TEST(DominatedSchedules, AreThoseAnotherBeatsInNothingLost) {
    const std::vector<std::vector<Measure>> schedules = {
        schedule(480, 0),     // 0 least water
        schedule(534, 26e6),  // 1 most days
        schedule(480, 7e6),   // 2 as 0 with more water
        schedule(500, 30e6),  // 3 fewer days than 1 with more water
        schedule(534, 61e6),  // 4 as 1 with more water
        schedule(520, 20e6),  // 5 between: nobody is as good in both
        schedule(479, 80e6),  // 6 worse than all; 0 is the first of those nobody dominates
    };
    EXPECT_EQ(dominated_by(schedules), (std::vector<int>{-1, -1, 0, 1, 1, -1, 0}));
}

TEST(DominatedSchedules, EqualOnesStand) {
    EXPECT_EQ(dominated_by({schedule(500, 1e6), schedule(500, 1e6)}), (std::vector<int>{-1, -1}));
}

TEST(DominatedSchedules, RoundingAndWhatDoesNotMatterDecideNothing) {
    // sums over a run that differ in the last bits, and a margin better by less than a thousandth of the limit
    EXPECT_EQ(dominated_by({schedule(500, 25920000.0000011), schedule(500, 25919999.9999658)}),
              (std::vector<int>{-1, -1}));
    EXPECT_EQ(dominated_by({schedule(534, 26e6, -0.08499), schedule(534, 61e6, -0.08498)}), (std::vector<int>{-1, 0}));
    EXPECT_EQ(dominated_by({schedule(534, 26e6, -0.085), schedule(534, 61e6, -0.08)}), (std::vector<int>{-1, -1}));
}

TEST(DominatedSchedules, WhatIsNotKnownComparesWithNothing) {
    EXPECT_EQ(dominated_by({schedule(unknown, 1e6), schedule(500, 2e6)}), (std::vector<int>{-1, 0}));
    EXPECT_EQ(dominated_by({schedule(unknown, unknown, unknown), schedule(500, 2e6)}), (std::vector<int>{-1, -1}));
}

TEST(DominatedSchedules, FailedOnesTakeNoPart) {
    EXPECT_EQ(dominated_by({{}, schedule(500, 2e6), {}}), (std::vector<int>{-1, -1, -1}));
    EXPECT_TRUE(dominated_by({}).empty());
}

}  // namespace
}  // namespace qingliu::bulletin
