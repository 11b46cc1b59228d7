// Small rules of the bulletin by hand: spells of days, quantiles, pieces and courses of rivers.
#include <gtest/gtest.h>

#include <cmath>
#include <utility>
#include <vector>

#include "models/reports/bulletin/river_lines.hpp"
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

/// A river of `cells` cells of one length from `from` to `to` km along the x axis, with a corner at its middle.
RiverLine river(double from, double to, int cells) {
    RiverLine line;
    line.from_km = from;
    line.to_km = to;
    const double length = (to - from) / cells;
    for (int i = 0; i < cells; ++i) {
        const double km = from + (i + 0.5) * length;
        line.cells.push_back(static_cast<std::size_t>(10 + i));
        line.cell_km.push_back(km);
        line.course.push_back({km, {km, km < (from + to) / 2 ? 0.0 : km - (from + to) / 2}});
    }
    return line;
}

TEST(Pieces, AreAtMostTwelveAndNoneShorterThanAKilometre) {
    EXPECT_EQ(piece_ends(river(0, 0.4, 2)), (std::vector<double>{0, 0.4}));
    EXPECT_EQ(piece_ends(river(2, 4.9, 8)).size(), 3U);
    EXPECT_EQ(piece_ends(river(0, 210, 420)).size(), 13U);
}

TEST(Pieces, HoldEveryCellOnce) {
    const auto pieces = cells_of_pieces(river(1, 25, 50));
    ASSERT_EQ(pieces.size(), 12U);
    std::size_t next = 10;
    for (const auto& piece : pieces) {
        for (const std::size_t cell : piece) EXPECT_EQ(cell, next++);
    }
    EXPECT_EQ(next, 60U);
}

TEST(Pieces, ShorterThanCellsTakeTheNearest) {
    const auto pieces = cells_of_pieces(river(0, 4, 2));  // middles at 1 and 3 km, pieces of 1 km
    ASSERT_EQ(pieces.size(), 4U);
    EXPECT_EQ(pieces, (std::vector<std::vector<std::size_t>>{{10}, {10}, {11}, {11}}));
}

TEST(Course, MeetsAtTheEndsOfPiecesAndDropsWhatIsStraight) {
    const RiverLine line = river(0, 10, 100);
    const auto first = course_between(line, 1, 4), second = course_between(line, 4, 9);
    EXPECT_EQ(first.size(), 2U);  // straight
    EXPECT_EQ(first.back(), second.front());
    EXPECT_LE(second.size(), 4U);  // one corner
    EXPECT_GE(second.size(), 3U);
    EXPECT_NEAR(second.back().second, 4, 1e-12);
}

}  // namespace
}  // namespace qingliu::bulletin
