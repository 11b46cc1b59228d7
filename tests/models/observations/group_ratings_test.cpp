#include "models/observations/group_ratings.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/base/unknown.hpp"
#include "models/assessment/known_standards.hpp"
#include "tests/time_constants.hpp"

namespace qingliu {
namespace {

const Standard& rivers() {
    static const Standard standard = read_standard(standard_file("gb3838-2002"), Waterbody::river);
    return standard;
}
const Standard& lakes_standard() {
    static const Standard standard = read_standard(standard_file("gb3838-2002"), Waterbody::lake);
    return standard;
}

/// Ammonia (mg/L) of stations in two basins: ammonia[station][day].
Observations readings(const std::vector<std::vector<double>>& ammonia, std::size_t in_first_basin) {
    Observations made;
    made.utc_offset_minutes = 0;
    for (const ObservedVariable& known : known_observed_variables()) {
        if (known.name == "ammonia_nitrogen") made.variables.push_back(known);
    }
    for (std::size_t s = 0; s < ammonia.size(); ++s) {
        const std::string number = std::to_string(s);
        made.stations.push_back({"断面" + number, "河南省", s < in_first_basin ? "黄河流域" : "海河流域"});
        for (std::size_t d = 0; d < ammonia[s].size(); ++d) {
            const auto row = made.add_row(static_cast<int>(s), one_day * (static_cast<double>(d) + 0.5), 2);
            made.values[made.at(row, 0)] = ammonia[s][d];
        }
    }
    return made;
}

std::vector<Group> rate(const Observations& observations, GroupBy by) {
    ObservedSettings settings;
    settings.period = settings.evaluation.period = Period::day;
    settings.evaluation.utc_offset_minutes = 0;
    return rate_groups(observations, rivers(), lakes_standard(), {}, settings, by);
}

TEST(GroupRatings, FiveSectionsAreRatedBySharesAndComparedByThem) {
    // all at III, then two of five worse than V: 60 % at III or better and 40 % worse than V is heavy
    const auto groups = rate(readings({{0.9, 0.9}, {0.9, 0.9}, {0.9, 0.9}, {0.9, 9}, {0.9, 9}}, 5), GroupBy::all);
    ASSERT_EQ(groups.size(), 1U);
    EXPECT_EQ(groups[0].stations, 5);
    ASSERT_EQ(groups[0].periods.size(), 2U);
    EXPECT_TRUE(groups[0].periods[0].river.by_shares);
    EXPECT_EQ(groups[0].periods[0].river.rating, Rating::excellent);
    EXPECT_FALSE(groups[0].periods[0].change);
    EXPECT_EQ(groups[0].periods[1].river.rating, Rating::heavy_pollution);
    EXPECT_EQ(groups[0].periods[1].change, Change::much_worse);
    EXPECT_EQ(groups[0].periods[1].river.shares.beyond, 0.4);
    EXPECT_EQ(groups[0].periods[1].river.main_pollutants, std::vector<int>{rivers().find("ammonia_nitrogen")});
    EXPECT_TRUE(groups[0].trends.empty()) << "two periods have no trend";
}

TEST(GroupRatings, FewerSectionsAreRatedByTheirMean) {
    const auto groups = rate(readings({{0.4, 0.4}, {0.8, 2.4}, {0.1, 0.1}}, 2), GroupBy::basin);
    ASSERT_EQ(groups.size(), 2U);
    EXPECT_EQ(groups[0].name, "黄河流域");
    EXPECT_EQ(groups[0].stations, 2);
    EXPECT_FALSE(groups[0].periods[0].river.by_shares);
    EXPECT_NEAR(groups[0].periods[0].river.mean.means[static_cast<std::size_t>(rivers().find("ammonia_nitrogen"))], 0.6,
                1e-12);
    EXPECT_EQ(groups[0].periods[0].river.rating, Rating::good);
    EXPECT_EQ(groups[0].periods[1].river.rating, Rating::light_pollution) << "a mean of 1.4 is class IV";
    EXPECT_EQ(groups[0].periods[1].change, Change::worse) << "one level";
    EXPECT_EQ(groups[1].periods[1].river.rating, Rating::excellent);
    EXPECT_EQ(rate(readings({{0.4}, {0.8}}, 1), GroupBy::province).size(), 1U);
}

TEST(GroupRatings, MeansOverTheSectionsHaveTrends) {
    std::vector<std::vector<double>> falling(6);
    for (std::size_t s = 0; s < falling.size(); ++s) {
        for (int d = 0; d < 8; ++d) falling[s].push_back(2.0 - 0.1 * d + 0.01 * static_cast<double>(s));
    }
    const auto groups = rate(readings(falling, 6), GroupBy::all);
    ASSERT_EQ(groups[0].trends.size(), 1U);
    EXPECT_NEAR(groups[0].trends[0].trend.r_s, -1, 1e-12);
    EXPECT_TRUE(groups[0].trends[0].trend.significant);
    EXPECT_TRUE(groups[0].trends[0].better);
    EXPECT_TRUE(std::isnan(groups[0].periods[0].city_index)) << "no index was asked for";
}

TEST(GroupRatings, AFewLakesAreRatedByTheirOwnColumn) {
    // a total phosphorus of 0.15 is class III in a river and V in a lake
    Observations made = readings({{1}, {1}, {1}}, 3);
    for (const ObservedVariable& known : known_observed_variables()) {
        if (known.name == "total_phosphorus") made.variables = {known};
    }
    for (double& value : made.values) value = 0.15;
    ObservedSettings settings;
    settings.period = settings.evaluation.period = Period::day;
    settings.evaluation.utc_offset_minutes = 0;
    const auto rating = [&](const LakeList& lakes) {
        return rate_groups(made, rivers(), lakes_standard(), lakes, settings, GroupBy::all)[0].periods[0].river.rating;
    };
    LakeList all, one;
    all.otherwise = true;
    one.lakes = {"断面1"};
    EXPECT_EQ(rating({}), Rating::good);
    EXPECT_EQ(rating(all), Rating::moderate_pollution);
    EXPECT_EQ(rating(one), Rating::moderate_pollution) << "the worse of the rivers and the lakes";
}

TEST(GroupRatings, AChangeIsToldOfPeriodsThatFollowEachOther) {
    const auto groups = rate(readings({{0.4, unknown, 2.4}}, 1), GroupBy::all);
    ASSERT_EQ(groups[0].periods.size(), 3U);
    EXPECT_FALSE(groups[0].periods[1].change) << "nothing was judged";
    EXPECT_FALSE(groups[0].periods[2].change) << "nor the day before";
}

TEST(GroupRatings, NeedAPeriod) {
    EXPECT_THROW(rate_groups(readings({{1}}, 1), rivers(), lakes_standard(), {}, {}, GroupBy::all),
                 std::invalid_argument);
}

}  // namespace
}  // namespace qingliu
