#include "models/assessment/classification.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "engine/base/unknown.hpp"
#include "tests/models/assessment/standards.hpp"

namespace qingliu {
namespace {

const Indicator& item(const std::string& name) { return table_one().indicators[index_of(name)]; }

Judgement judged(const std::map<std::string, double>& observed, Scope scope = Scope::full) {
    return judge(table_one(), values_of(table_one(), observed), scope);
}

std::string limiting(const Judgement& judgement) {
    return judgement.limiting < 0 ? "" : table_one().indicators[static_cast<std::size_t>(judgement.limiting)].name;
}

/// Table 1 typed a second time, with the decimals evaluations report, so that a slip in the data file shows.
struct Row {
    const char* name;
    std::array<double, 5> limits;
    int decimals;
};
const std::vector<Row> rows{
    {"dissolved_oxygen", {7.5, 6, 5, 3, 2}, 1},
    {"permanganate_index", {2, 4, 6, 10, 15}, 1},
    {"chemical_oxygen_demand", {15, 15, 20, 30, 40}, 1},
    {"biochemical_oxygen_demand", {3, 3, 4, 6, 10}, 1},
    {"ammonia_nitrogen", {0.15, 0.5, 1.0, 1.5, 2.0}, 2},
    {"total_phosphorus", {0.02, 0.1, 0.2, 0.3, 0.4}, 3},
    {"copper", {0.01, 1.0, 1.0, 1.0, 1.0}, 3},
    {"zinc", {0.05, 1.0, 1.0, 2.0, 2.0}, 3},
    {"fluoride", {1.0, 1.0, 1.0, 1.5, 1.5}, 3},
    {"selenium", {0.01, 0.01, 0.01, 0.02, 0.02}, 4},
    {"arsenic", {0.05, 0.05, 0.05, 0.1, 0.1}, 4},
    {"mercury", {0.00005, 0.00005, 0.0001, 0.001, 0.001}, 5},
    {"cadmium", {0.001, 0.005, 0.005, 0.005, 0.01}, 5},
    {"hexavalent_chromium", {0.01, 0.05, 0.05, 0.05, 0.1}, 3},
    {"lead", {0.01, 0.01, 0.05, 0.05, 0.1}, 3},
    {"cyanide", {0.005, 0.05, 0.2, 0.2, 0.2}, 3},
    {"volatile_phenol", {0.002, 0.002, 0.005, 0.01, 0.1}, 4},
    {"petroleum", {0.05, 0.05, 0.05, 0.5, 1.0}, 2},
    {"anionic_surfactant", {0.2, 0.2, 0.2, 0.3, 0.3}, 2},
    {"sulfide", {0.05, 0.1, 0.2, 0.5, 1.0}, 3},
};

TEST(Classification, EveryLimitAndOneUnitOfTheLastDecimalBesideIt) {
    int checked = 0;
    for (const Row& row : rows) {
        const Indicator& indicator = item(row.name);
        const double scale = std::pow(10.0, row.decimals);
        const bool oxygen = std::string(row.name) == "dissolved_oxygen";
        for (std::size_t k = 0; k < 5; ++k) {
            std::size_t
                best = k,
                next = k;  // classes that share the limit: the first holds it, the one after the last is the next worse
            while (best > 0 && row.limits[best - 1] == row.limits[k]) --best;
            while (next < 5 && row.limits[next] == row.limits[k]) ++next;
            const double units = std::round(row.limits[k] * scale);
            const double at = units / scale;
            const double above = (units + 1) / scale;
            const double below = (units - 1) / scale;
            const int holding = static_cast<int>(best) + 1;
            const int worse = static_cast<int>(next) + 1;
            EXPECT_EQ(class_of(indicator, at), holding) << row.name << " at " << at;
            EXPECT_EQ(class_of(indicator, oxygen ? below : above), worse) << row.name << " past " << at;
            EXPECT_EQ(class_of(indicator, oxygen ? above : below), holding) << row.name << " inside " << at;
            checked += 3;
        }
    }
    EXPECT_EQ(checked, 300);
}

TEST(Classification, PhHoldsInsideItsRangeOnly) {
    const Indicator& ph = item("ph");
    for (double inside : {6.0, 6.01, 7.0, 8.99, 9.0}) EXPECT_EQ(class_of(ph, inside), 1) << inside;
    for (double outside : {5.99, 9.01, 3.0, 14.0}) EXPECT_EQ(class_of(ph, outside), 6) << outside;
}

TEST(Classification, SharedLimitsGiveTheBetterClass) {
    EXPECT_EQ(class_of(item("chemical_oxygen_demand"), 15), 1);
    EXPECT_EQ(class_of(item("fluoride"), 1.0), 1);
    EXPECT_EQ(class_of(item("fluoride"), 1.001), 4);
    EXPECT_EQ(class_of(item("cadmium"), 0.005), 2);
    EXPECT_EQ(class_of(item("copper"), 1.001), 6);
}

TEST(Classification, OxygenOfClassOneMayStandOnSaturation) {
    const Indicator& oxygen = item("dissolved_oxygen");
    const double warm = assessment_oxygen_saturation(30);
    EXPECT_NEAR(warm, 7.5974, 1e-4);  // 468 / (31.6 + T)
    EXPECT_NEAR(assessment_oxygen_saturation(10), 11.25, 1e-12);
    EXPECT_EQ(class_of(oxygen, 7.0), 2);
    EXPECT_EQ(class_of(oxygen, 7.0, warm), 1);
    EXPECT_EQ(class_of(oxygen, 0.9 * warm, warm), 1);
    EXPECT_EQ(class_of(oxygen, 0.9 * warm - 0.01, warm), 2);
    EXPECT_EQ(class_of(oxygen, 7.5, assessment_oxygen_saturation(5)), 1);  // cold water: 7.5 is the easier of the two
    EXPECT_NEAR(class_margin(oxygen, warm, 1, warm), 0.1 / 0.9, 1e-12);
}

TEST(Classification, UnknownAndUnjudgedHaveNoClass) {
    EXPECT_EQ(class_of(item("total_phosphorus"), unknown), 0);
    EXPECT_EQ(class_of(item("total_nitrogen"), 30.0), 0);
    EXPECT_EQ(class_of(item("faecal_coliform"), 1e12), 0);
    EXPECT_EQ(class_of(item("water_temperature"), 35.0), 0);
    const Judgement nothing = judged({{"total_nitrogen", 8.0}});
    EXPECT_EQ(nothing.water_class, 0);
    EXPECT_EQ(nothing.limiting, -1);
    EXPECT_TRUE(std::isnan(nothing.margin));
}

TEST(Classification, TheWorstIndicatorDecides) {
    const Judgement judgement = judged({{"ph", 7.8},
                                        {"dissolved_oxygen", 8.2},
                                        {"permanganate_index", 4.1},
                                        {"ammonia_nitrogen", 0.4},
                                        {"total_phosphorus", 0.25}});
    EXPECT_EQ(judgement.water_class, 4);
    EXPECT_EQ(limiting(judgement), "total_phosphorus");
    EXPECT_NEAR(judgement.margin, (9 - 7.8) / 9, 1e-12);  // pH is nearer to its end than phosphorus to 0.3
}

TEST(Classification, HeadlineLeavesOutWhatStationsDoNotMeasure) {
    const std::map<std::string, double> water{
        {"dissolved_oxygen", 8.0}, {"ammonia_nitrogen", 0.1}, {"chemical_oxygen_demand", 35.0}};
    EXPECT_EQ(judged(water, Scope::headline).water_class, 1);
    EXPECT_EQ(judged(water, Scope::headline).limiting, -1);
    EXPECT_EQ(judged(water, Scope::full).water_class, 5);
    EXPECT_EQ(limiting(judged(water, Scope::full)), "chemical_oxygen_demand");
}

TEST(Classification, TiesGoToTheLargerExceedance) {
    EXPECT_EQ(limiting(judged({{"permanganate_index", 7.0}, {"total_phosphorus", 0.29}})),
              "total_phosphorus");  // 0.17 and 0.45 over III
    EXPECT_EQ(limiting(judged({{"permanganate_index", 9.0}, {"total_phosphorus", 0.21}})),
              "permanganate_index");  // 0.5 and 0.05
    EXPECT_EQ(limiting(judged({{"ammonia_nitrogen", 0.9}, {"permanganate_index", 4.2}})),
              "ammonia_nitrogen");  // over II
    // Both class V: counted from class III (0.83 and 0.75), not from class IV (0.1 and 0.17).
    EXPECT_EQ(limiting(judged({{"permanganate_index", 11.0}, {"total_phosphorus", 0.35}})), "permanganate_index");
}

TEST(Classification, MarginIsTheDistanceToLosingTheClass) {
    EXPECT_NEAR(judged({{"ammonia_nitrogen", 0.9}}).margin, 0.1, 1e-12);
    EXPECT_NEAR(judged({{"dissolved_oxygen", 5.5}}).margin, 0.1, 1e-12);
    EXPECT_NEAR(judged({{"ammonia_nitrogen", 2.5}}).margin, -0.25, 1e-12);  // worse than V: how far over V
    // Oxygen would fall to the next class before ammonia rises to it, though ammonia decides the class.
    EXPECT_NEAR(judged({{"ammonia_nitrogen", 0.6}, {"dissolved_oxygen", 5.1}}).margin, 0.02, 1e-12);
    EXPECT_NEAR(judged({{"ph", 8.1}}).margin, 0.1, 1e-12);
    EXPECT_EQ(judged({{"ammonia_nitrogen", 1.0}}).margin, 0.0);
}

/// Verification case A1: 21 items of one section.
TEST(Classification, VerificationCaseA1) {
    const std::map<std::string, double> water{{"ph", 7.8},
                                              {"dissolved_oxygen", 6.4},
                                              {"permanganate_index", 5.2},
                                              {"chemical_oxygen_demand", 22},
                                              {"biochemical_oxygen_demand", 3.6},
                                              {"ammonia_nitrogen", 0.82},
                                              {"total_phosphorus", 0.26},
                                              {"copper", 0.004},
                                              {"zinc", 0.02},
                                              {"fluoride", 0.62},
                                              {"selenium", 0.0004},
                                              {"arsenic", 0.0021},
                                              {"mercury", 2e-05},
                                              {"cadmium", 5e-05},
                                              {"hexavalent_chromium", 0.002},
                                              {"lead", 0.001},
                                              {"cyanide", 0.002},
                                              {"volatile_phenol", 0.0008},
                                              {"petroleum", 0.02},
                                              {"anionic_surfactant", 0.06},
                                              {"sulfide", 0.01}};
    const std::vector<double> values = values_of(table_one(), water);
    const Judgement judgement = judge(table_one(), values, Scope::full);
    EXPECT_EQ(judgement.water_class, 4);
    EXPECT_EQ(limiting(judgement), "total_phosphorus");
    const std::vector<int> over = worse_than_iii(table_one(), values);
    ASSERT_EQ(over.size(), 2U);
    EXPECT_EQ(over[0], static_cast<int>(index_of("total_phosphorus")));
    EXPECT_EQ(over[1], static_cast<int>(index_of("chemical_oxygen_demand")));
    EXPECT_NEAR(exceedance(item("total_phosphorus"), 0.26), 0.3, 1e-12);
    EXPECT_NEAR(exceedance(item("chemical_oxygen_demand"), 22), 0.1, 1e-12);
    // The index part C / S(III) of the urban index is the exceedance plus one.
    EXPECT_NEAR(1 + exceedance(item("permanganate_index"), 5.2), 0.8667, 5e-5);
    EXPECT_NEAR(1 + exceedance(item("ammonia_nitrogen"), 0.82), 0.82, 1e-12);
    EXPECT_NEAR(1 + exceedance(item("fluoride"), 0.62), 0.62, 1e-12);
}

TEST(Classification, NamesMayBeChineseTitles) {
    EXPECT_EQ(judged({{"溶解氧", 4.0}, {"总磷", 0.1}, {"浊度", 400.0}}).water_class, 4);
}

TEST(Classification, MeansOfPhGoThroughHydrogen) {
    EXPECT_NEAR(mean_value(item("ph"), std::vector<double>{7.0, 8.0}), -std::log10((1e-7 + 1e-8) / 2), 1e-12);
    EXPECT_NEAR(mean_value(item("total_phosphorus"), std::vector<double>{0.1, unknown, 0.3}), 0.2, 1e-15);
    EXPECT_TRUE(std::isnan(mean_value(item("ph"), std::vector<double>{unknown})));
}

/// Any water, and the same water with one more indicator known: the class never improves, and without the deciding one
/// never worsens.
TEST(Classification, AnotherIndicatorNeverImprovesTheClass) {
    std::mt19937 generator(20020428);
    std::uniform_real_distribution<double> factor(0.0, 1.6);
    std::bernoulli_distribution known(0.5);
    const Standard& standard = table_one();
    for (int trial = 0; trial < 2000; ++trial) {
        std::vector<double> values(standard.indicators.size(), unknown);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const Indicator& indicator = standard.indicators[i];
            if (!indicator.judged || !known(generator)) continue;
            values[i] = indicator.direction == Indicator::Direction::range ? 12 * factor(generator)
                                                                           : indicator.limits[4] * factor(generator);
        }
        for (Scope scope : {Scope::headline, Scope::full}) {
            const Judgement before = judge(standard, values, scope);
            for (std::size_t i = 0; i < values.size(); ++i) {
                std::vector<double> more = values;
                more[i] = standard.indicators[i].limits[4] * factor(generator);
                if (!std::isnan(values[i])) continue;
                EXPECT_GE(judge(standard, more, scope).water_class, before.water_class) << standard.indicators[i].name;
            }
            if (before.limiting >= 0) {
                std::vector<double> fewer = values;
                fewer[static_cast<std::size_t>(before.limiting)] = unknown;
                EXPECT_LE(judge(standard, fewer, scope).water_class, before.water_class);
            }
            EXPECT_GE(judge(standard, values, Scope::full).water_class,
                      judge(standard, values, Scope::headline).water_class);
        }
    }
}

}  // namespace
}  // namespace qingliu
