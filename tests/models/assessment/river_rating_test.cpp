#include "models/assessment/river_rating.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "tests/models/assessment/standards.hpp"

namespace qingliu {
namespace {

using ::testing::ElementsAre;

Evaluation section(const std::map<std::string, double>& observed) {
    const Sample sample{0, values_of(table_one(), observed), {}};
    return evaluate_section(table_one(), {&sample, 1}).front();
}

/// So many sections of each class I..worse than V.
std::vector<int> classes(const std::vector<int>& counts) {
    std::vector<int> list;
    for (std::size_t i = 0; i < counts.size(); ++i)
        list.insert(list.end(), static_cast<std::size_t>(counts[i]), static_cast<int>(i) + 1);
    return list;
}

Rating rating(const std::vector<int>& counts) { return rating_of_shares(class_shares(table_one(), classes(counts))); }

TEST(ClassShares, CountWhatIsJudged) {
    const auto shares = class_shares(table_one(), std::vector<int>{1, 2, 3, 3, 4, 5, 6, 6, 0});
    EXPECT_THAT(shares.count, ElementsAre(1, 1, 2, 1, 1, 2));
    EXPECT_EQ(shares.judged, 8);
    EXPECT_EQ(shares.not_judged, 1);
    EXPECT_EQ(shares.acceptable, 0.5);
    EXPECT_EQ(shares.beyond, 0.25);
    EXPECT_EQ(shares.share(3), 0.25);
    EXPECT_EQ(class_shares(table_one(), {}).acceptable, 0);
}

TEST(RatingOfShares, StandsAtItsBounds) {
    EXPECT_EQ(rating({0, 0, 18, 2, 0, 0}), Rating::excellent);           // 90 %
    EXPECT_EQ(rating({0, 0, 17, 3, 0, 0}), Rating::good);                // 85 %
    EXPECT_EQ(rating({0, 0, 15, 5, 0, 0}), Rating::good);                // 75 %
    EXPECT_EQ(rating({0, 0, 15, 0, 0, 5}), Rating::good);                // 75 %, and a quarter worse than V
    EXPECT_EQ(rating({0, 0, 14, 3, 0, 3}), Rating::light_pollution);     // 15 % worse than V
    EXPECT_EQ(rating({0, 0, 14, 2, 0, 4}), Rating::moderate_pollution);  // 20 %
    EXPECT_EQ(rating({0, 0, 8, 5, 0, 7}), Rating::moderate_pollution);   // 35 %
    EXPECT_EQ(rating({0, 0, 12, 0, 0, 8}), Rating::heavy_pollution);     // 40 %
    EXPECT_EQ(rating({0, 0, 0, 0, 0, 0}), Rating::none);
    // 9 of 10 and 27 of 30 are 90 % whatever their doubles
    EXPECT_EQ(rating({0, 0, 9, 1, 0, 0}), Rating::excellent);
    EXPECT_EQ(rating({0, 0, 27, 3, 0, 0}), Rating::excellent);
}

TEST(EvaluateRiver, FewSectionsGoByTheirMean) {
    const std::vector<Evaluation> sections{section({{"ammonia_nitrogen", 0.4}, {"total_phosphorus", 0.1}}),
                                           section({{"ammonia_nitrogen", 2.4}}), Evaluation{}};
    const auto river = evaluate_river(table_one(), sections);
    EXPECT_FALSE(river.by_shares);
    EXPECT_EQ(river.shares.judged, 2);
    EXPECT_EQ(river.shares.not_judged, 1);
    EXPECT_EQ(river.mean.water_class, 4);  // 1.4
    EXPECT_EQ(river.rating, Rating::light_pollution);
    EXPECT_THAT(names_of(river.main_pollutants), ElementsAre("ammonia_nitrogen"));
}

TEST(EvaluateRiver, FiveSectionsGoByTheirShares) {
    const std::vector<Evaluation> sections{section({{"ammonia_nitrogen", 0.4}, {"permanganate_index", 16}}),
                                           section({{"ammonia_nitrogen", 1.2}, {"permanganate_index", 5}}),
                                           section({{"ammonia_nitrogen", 1.1}, {"permanganate_index", 4}}),
                                           section({{"ammonia_nitrogen", 0.4}, {"permanganate_index", 4}}),
                                           section({{"dissolved_oxygen", 9}})};
    const auto river = evaluate_river(table_one(), sections);
    EXPECT_TRUE(river.by_shares);
    EXPECT_THAT(river.shares.count, ElementsAre(1, 1, 0, 2, 0, 1));
    EXPECT_EQ(river.rating, Rating::moderate_pollution);  // 40 % acceptable, 20 % worse than V
    // ammonia exceeds III at 2 of the 4 that have it, the permanganate index at 1 though far more
    EXPECT_THAT(names_of(river.main_pollutants), ElementsAre("ammonia_nitrogen", "permanganate_index"));
    EXPECT_EQ(river.shares_over[static_cast<std::size_t>(table_one().find("ammonia_nitrogen"))], 0.5);
}

TEST(Compare, RatingsByLevels) {
    EXPECT_EQ(compare_ratings(Rating::good, Rating::good), Change::none);
    EXPECT_EQ(compare_ratings(Rating::good, Rating::excellent), Change::better);
    EXPECT_EQ(compare_ratings(Rating::good, Rating::light_pollution), Change::worse);
    EXPECT_EQ(compare_ratings(Rating::heavy_pollution, Rating::light_pollution), Change::much_better);
    EXPECT_EQ(compare_ratings(Rating::excellent, Rating::heavy_pollution), Change::much_worse);
    EXPECT_EQ(compare_ratings(Rating::none, Rating::heavy_pollution), Change::none);
    EXPECT_EQ(change_title(Change::much_better), "明显好转");
}

TEST(Compare, SharesByTenAndTwentyPoints) {
    const auto shares = [](const std::vector<int>& counts) { return class_shares(table_one(), classes(counts)); };
    const auto before = shares({0, 0, 5, 3, 0, 2});
    EXPECT_EQ(compare_shares(before, shares({0, 0, 6, 2, 0, 2})), Change::none);         // X = 10
    EXPECT_EQ(compare_shares(before, shares({0, 0, 6, 3, 0, 1})), Change::better);       // 20
    EXPECT_EQ(compare_shares(before, shares({0, 0, 7, 2, 0, 1})), Change::much_better);  // 30
    EXPECT_EQ(compare_shares(before, shares({0, 0, 4, 3, 0, 3})), Change::worse);        // -20
    EXPECT_EQ(compare_shares(before, shares({0, 0, 3, 4, 0, 3})), Change::much_worse);   // -30
    EXPECT_EQ(compare_shares(before, shares({0, 0, 0, 0, 0, 0})), Change::none);
}

}  // namespace
}  // namespace qingliu
