// Small rules of the bulletin by hand: spells of days, quantiles.
#include <gtest/gtest.h>

#include <cmath>
#include <utility>
#include <vector>

#include "models/reports/bulletin/section_series.hpp"
#include "models/reports/bulletin/section_verdicts.hpp"

namespace qingliu::bulletin {
namespace {

TEST(Spells, HaveAFirstDayANumberAndALongestRun) {
    const Spells spells = spells_of("0110-11100");
    EXPECT_EQ(spells.first, 1);
    EXPECT_EQ(spells.days, 5);
    EXPECT_EQ(spells.longest, 3);
    EXPECT_EQ(spells_of("").first, -1);
    EXPECT_EQ(spells_of("00-0").days, 0);
    EXPECT_EQ(spells_of("11-11").longest, 2);  // nobody knows of the day between
}

TEST(Spells, OfClassesAndFlows) {
    SectionVerdict verdict;
    for (const auto& [water_class, discharge] : {std::pair(3, 2.0), {4, 1.0}, {0, std::nan("")}, {6, 1.5}}) {
        SectionDay day;
        day.headline.water_class = water_class;
        day.discharge = discharge;
        day.ecological_target = 1.5;
        day.ecological_met = discharge >= 1.5;
        verdict.days.push_back(day);
    }
    EXPECT_EQ(days_missing_target(verdict, 3), "01-1");
    EXPECT_EQ(days_missing_flow(verdict), "01-0");
    verdict.days[0].ecological_target = 0;
    EXPECT_EQ(days_missing_flow(verdict), "-1-0");
}

TEST(Quantile, IsLinearBetweenTheKnownOnes) {
    EXPECT_DOUBLE_EQ(quantile({4, 1, 3, 2, std::nan("")}, 0.5), 2.5);
    EXPECT_DOUBLE_EQ(quantile({0, 10}, 0.1), 1);
    EXPECT_DOUBLE_EQ(quantile({7}, 0.9), 7);
    EXPECT_DOUBLE_EQ(quantile({5, 1, 9}, 1), 9);
    EXPECT_TRUE(std::isnan(quantile({std::nan("")}, 0.5)));
}

}  // namespace
}  // namespace qingliu::bulletin
