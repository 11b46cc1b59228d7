#include "models/observations/observed_classes.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>

#include "engine/base/problems.hpp"
#include "models/observations/observation_reader.hpp"
#include "models/observations/published_classes.hpp"
#include "models/observations/quality_control.hpp"

namespace qingliu {
namespace {

Standard table_one(Waterbody waterbody) {
    return read_standard(std::filesystem::path(QINGLIU_ROOT) / "configs/standards/gb3838-2002.yaml", waterbody);
}

const Standard& river() {
    static const Standard standard = table_one(Waterbody::river);
    return standard;
}
const Standard& lake() {
    static const Standard standard = table_one(Waterbody::lake);
    return standard;
}

Observations read_rows(const std::string& rows) {
    return read_observation_table("section,time,class,水温,pH,DO,CODMn,NH3-N,TP\n" + rows, "t.csv");
}

ObservedSettings every_reading() {
    ObservedSettings settings;
    settings.evaluation.rounding = Rounding::none;
    return settings;
}

TEST(ObservedClasses, EveryReadingByItself) {
    const Observations o = read_rows(
        "A,2026-01-01,2,10,8,8,3,0.1,0.05\nA,2026-01-02,6,10,9.1,8,3,0.1,0.05\nB,2026-01-01,-1,10,--,--,--,--,--\n");
    const ObservedClasses classes = classify(o, river(), lake(), {}, every_reading());
    ASSERT_EQ(classes.all.size(), 3U);
    EXPECT_EQ(classes.all[0].water_class, 2);
    EXPECT_EQ(classes.all[1].water_class, 6);
    EXPECT_EQ(river().indicators[static_cast<std::size_t>(classes.all[1].limiting)].name, "ph");
    EXPECT_EQ(classes.all[2].water_class, 0);
    EXPECT_EQ(classes.all[1].row, 1U);
    EXPECT_DOUBLE_EQ(classes.all[1].span.start, o.time[1]);
    const Agreement agreement = compare_with_published(o, classes, river(), lake(), every_reading());
    EXPECT_EQ(agreement.compared, 2U);
    EXPECT_EQ(agreement.agree, 2U);
}

TEST(ObservedClasses, OxygenHoldsClassOneBySaturationToo) {
    const Observations o = read_rows("A,2026-08-01,1,30,8,6.9,1,0.1,0.01\n");
    // 468 / (31.6 + 30) = 7.60 g m-3, of which 6.9 is 91 %
    EXPECT_EQ(classify(o, river(), lake(), {}, every_reading()).all[0].water_class, 1);
}

TEST(ObservedClasses, PeriodsAreEvaluated) {
    const Observations o = read_rows(
        "A,2026-01-01,2,10,8,8,5.9,0.1,0.05\nA,2026-01-31,2,10,8,8,6.3,0.1,0.05\nA,2026-02-01,2,10,8,8,2,0.1,0.01\n");
    ObservedSettings settings;
    settings.period = Period::month;
    const ObservedClasses classes = classify(o, river(), lake(), {}, settings);
    ASSERT_EQ(classes.all.size(), 2U);
    EXPECT_EQ(classes.all[0].samples, 2);
    EXPECT_DOUBLE_EQ(classes.all[0].values[static_cast<std::size_t>(o.find("permanganate_index"))], 6.1);
    EXPECT_EQ(classes.all[0].water_class, 4);
    EXPECT_EQ(classes.all[1].water_class, 1);
    EXPECT_EQ(classes.all[1].row, 2U);
}

TEST(ObservedClasses, FlagsOfAPeriodAreThoseOfItsReadings) {
    Observations o = read_rows("A,2026-01-01,2,10,8,8,2,0.1,0.05\nA,2026-02-01,2,10,8,8,2,0.1,0.05\n");
    o.flags[o.at(1, 1)] = static_cast<std::uint16_t>(ObservationFlag::spike);
    ObservedSettings settings;
    settings.period = Period::month;
    const ObservedClasses classes = classify(o, river(), lake(), {}, settings);
    EXPECT_EQ(flag_text(classes.all[0].flags), "");
    EXPECT_EQ(flag_text(classes.all[1].flags), "spike");
}

TEST(ObservedClasses, FlaggedValuesAreLeftOutOnDemand) {
    Observations o = read_rows("A,2026-01-01,2,10,8,8,20,0.1,0.05\nA,2026-01-02,2,10,8,8,2,0.1,0.05\n");
    const auto oxidised = static_cast<std::size_t>(o.find("permanganate_index"));
    o.flags[o.at(0, oxidised)] = static_cast<std::uint16_t>(ObservationFlag::spike);
    ObservedSettings settings = every_reading();
    const ObservedClasses all = classify(o, river(), lake(), {}, settings);
    EXPECT_EQ(all.all[0].water_class, 6);
    EXPECT_EQ(all.flagged, 1U);
    EXPECT_EQ(all.left_out, 0U);
    settings.leave_out_flagged = true;
    const ObservedClasses without = classify(o, river(), lake(), {}, settings);
    EXPECT_EQ(without.all[0].water_class, 2);
    EXPECT_EQ(without.left_out, 1U);
    EXPECT_DOUBLE_EQ(o.values[o.at(0, oxidised)], 20) << "it stays in the table";
}

TEST(ObservedClasses, WhatLiesBelowDetectionCountsHalf) {
    const Observations o = read_rows("A,2026-01-01,2,10,8,8,2,<0.25,0.05\nA,2026-01-02,2,10,8,8,2,ND,0.05\n");
    const ObservedClasses classes = classify(o, river(), lake(), {}, every_reading());
    const Evaluation evaluation = evaluate_reading(o, 0, river(), every_reading());
    EXPECT_DOUBLE_EQ(evaluation.values[static_cast<std::size_t>(river().find("ammonia_nitrogen"))], 0.125);
    EXPECT_EQ(classes.without_limit, 1U);
}

TEST(PublishedClasses, DisagreementsHaveReasons) {
    Observations o = read_rows(
        "水库,2026-01-01,3,10,8,8,2,0.1,0.05\n"   // II in a river, III in a lake
        "水库,2026-01-02,3,10,8,8,2,0.1,0.04\n"   // the same
        "桥,2026-01-01,3,10,8,8,2,0.1,0.1\n"      // TP on the limit of class II
        "桥,2026-01-02,5,10,8,8,2,0.1,0.1\n"      // but not two classes away
        "桥,2026-01-03,6,10,9.00,8,2,0.1,0.09\n"  // pH on its end
        "渠,2026-01-01,2,10,8,8,20,0.1,0.09\n");  // flagged below
    o.flags[o.at(o.rows_of(o.find_station("渠")).first, static_cast<std::size_t>(o.find("permanganate_index")))] =
        static_cast<std::uint16_t>(ObservationFlag::spike);
    const ObservedClasses classes = classify(o, river(), lake(), {}, every_reading());
    const Agreement agreement = compare_with_published(o, classes, river(), lake(), every_reading());
    using Reason = Disagreement::Reason;
    std::vector<Reason> reasons;
    for (const Disagreement& other : agreement.others) reasons.push_back(other.reason);
    EXPECT_THAT(reasons, testing::ElementsAre(Reason::other_column, Reason::other_column, Reason::on_a_limit,
                                              Reason::unexplained, Reason::on_a_limit, Reason::flagged));
    LakeList lakes;
    lakes.lakes = {"水库"};
    const ObservedClasses known = classify(o, river(), lake(), lakes, every_reading());
    EXPECT_EQ(compare_with_published(o, known, river(), lake(), every_reading()).agree, 2U);
    EXPECT_TRUE(known.all[0].lake);
}

TEST(LakeList, RuleAndLists) {
    LakeList list;
    list.surely = {"湖心"};
    list.lake = {"湖", "水库"};
    list.river = {"桥", "入湖"};
    list.lakes = {"滇池南"};
    list.rivers = {"湖口"};
    for (const char* name : {"胥湖心", "滇池南", "密云水库", "入湖口湖心"}) EXPECT_TRUE(list.holds(name)) << name;
    for (const char* name : {"湖口", "湖滨桥", "入湖口", "五陵"}) EXPECT_FALSE(list.holds(name)) << name;
    list.otherwise = true;
    EXPECT_TRUE(list.holds("五陵"));
    EXPECT_FALSE(list.holds("湖口"));
}

TEST(LakeList, TheListThatComesAlong) {
    const LakeList list = read_lake_list(std::filesystem::path(QINGLIU_ROOT) / "configs/lakes/national-sections.yaml");
    for (const char* name :
         {"草海中心", "抚仙湖心", "松涛水库南丰库心", "新河入湖区", "瀛湖坝前", "石骨水库", "岳城水库出口"})
        EXPECT_TRUE(list.holds(name)) << name;
    for (const char* name : {"大观河入湖口", "大冶湖闸", "湖沟", "汾河水库出口", "月亮湖下", "五陵", "二道河水库口"})
        EXPECT_FALSE(list.holds(name)) << name;
}

TEST(LakeList, ANameInBothListsIsAFault) {
    const auto file = std::filesystem::path(testing::TempDir()) / fmt::format("qingliu_lakes_test_{}.yaml", getpid());
    std::ofstream(file) << "title: t\nlakes: [A]\nrivers: [A]\n";
    try {
        read_lake_list(file);
        ADD_FAILURE();
    } catch (const InputError& error) {
        EXPECT_THAT(error.what(), testing::HasSubstr("\"A\" stands among the lakes too"));
    }
    std::filesystem::remove(file);
}

}  // namespace
}  // namespace qingliu
