// Lines of a map become rivers: ends are joined, lines are turned, what is missing is told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "engine/base/problems.hpp"
#include "models/imports/line_network.hpp"
#include "models/imports/lines_case.hpp"

namespace qingliu {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;

RiverLine line(std::string name, std::vector<VectorPoint> points, double bed_from, double bed_to, double width = 10) {
    static int feature = 0;
    RiverLine made;
    made.feature = ++feature;
    made.name = std::move(name);
    made.points = std::move(points);
    made.bed_from = bed_from;
    made.bed_to = bed_to;
    made.width = width;
    made.side_slope = 2;
    made.manning_n = 0.03;
    return made;
}

int river_of(const LineNetwork& network, const std::string& name) {
    for (std::size_t r = 0; r < network.rivers.size(); ++r) {
        if (network.rivers[r].name == name) return static_cast<int>(r);
    }
    return -1;
}
const JoinedRiver& river(const LineNetwork& network, const std::string& name) {
    return network.rivers.at(static_cast<std::size_t>(river_of(network, name)));
}

constexpr double three_metres = 2.7e-5;  // degrees of latitude

TEST(LineLength, IsThatOnTheEllipsoid) {
    // geodesics of PROJ 9 on WGS84
    EXPECT_NEAR(length_of({{114, 35}, {114, 36}}), 110949.769, 0.01);
    EXPECT_NEAR(length_of({{114, 35}, {114.1, 35}}), 9128.817, 0.01);
    EXPECT_NEAR(length_of({{114, 35}, {114.04, 35.03}}), 4940.229, 0.01);
}

TEST(LineNetwork, LinesOfOneNameThatFollowOneAnotherAreOneRiver) {
    ImportReport report;
    const LineNetwork network = join_lines({line("清河", {{114, 35}, {114.1, 35}}, 70, 69),
                                            line("清河", {{114.1 + three_metres, 35}, {114.2, 35}}, 69, 68)},
                                           10, "map.gpkg", report);
    ASSERT_EQ(network.rivers.size(), 1);
    EXPECT_THAT(network.rivers[0].lines, ElementsAre(0, 1));
    EXPECT_TRUE(network.rivers[0].head);
    EXPECT_NEAR(network.rivers[0].length, 2 * 9128.8, 4);
    EXPECT_THAT(report.assumptions,
                Contains(Field(&Assumption::what, HasSubstr("1 ends lie where others do, at most 2.4"))));
}

TEST(LineNetwork, EndsThatAreMovedAreCountedOnce) {
    ImportReport report;
    join_lines(
        {line("a", {{114, 35}, {114.1, 35}}, 70, 69), line("b", {{114.1 + three_metres, 35}, {114.2, 35}}, 69, 68),
         line("c", {{114, 35.1}, {114.1, 35 + three_metres}}, 70, 69)},
        10, "map.gpkg", report);
    EXPECT_THAT(report.assumptions, Contains(Field(&Assumption::what, HasSubstr("2 ends lie where others do"))));
}

TEST(LineNetwork, BeyondTheToleranceNothingIsJoinedAndItIsSaid) {
    ImportReport report;
    const LineNetwork network = join_lines({line("清河", {{114, 35}, {114.1, 35}}, 70, 69),
                                            line("清河", {{114.1 + three_metres, 35}, {114.2, 35}}, 69, 68)},
                                           1, "map.gpkg", report);
    EXPECT_EQ(network.rivers.size(), 2);
    EXPECT_THAT(report.not_taken, Contains(Field(&NotTaken::what, HasSubstr("is not joined to it"))));
}

TEST(LineNetwork, ALineThatRisesIsTurned) {
    ImportReport report;
    const LineNetwork network =
        join_lines({line("清河", {{114, 35}, {114.1, 35}}, 70, 69), line("清河", {{114.2, 35}, {114.1, 35}}, 68, 69)},
                   1, "map.gpkg", report);
    ASSERT_EQ(network.rivers.size(), 1);
    EXPECT_EQ(network.lines[1].points.front(), VectorPoint(114.1, 35));
    EXPECT_EQ(network.lines[1].bed_from, 69);
    EXPECT_THAT(report.assumptions, Contains(Field(&Assumption::what, "the line is turned round")));
}

TEST(LineNetwork, AnEndNearTheMiddleOfAnotherLineLiesOnIt) {
    ImportReport report;
    const LineNetwork network = join_lines({line("清河", {{114, 35}, {114.1, 35}, {114.3, 35}}, 70, 67),
                                            line("西渠", {{114.2, 35.1}, {114.2, 35 + three_metres}}, 72, 68),
                                            line("东渠", {{114.1, 35}, {114.1, 34.9}}, 69.2, 68)},
                                           10, "map.gpkg", report);
    ASSERT_EQ(network.rivers.size(), 3);
    const JoinedRiver &west = river(network, "西渠"), &east = river(network, "东渠");
    ASSERT_TRUE(west.joins && east.leaves);
    EXPECT_EQ(west.joins->river, river_of(network, "清河"));
    EXPECT_NEAR(west.joins->chainage, 2 * 9128.8, 4);
    EXPECT_NEAR(east.leaves->chainage, 9128.8, 2);
    EXPECT_TRUE(west.head);
    EXPECT_FALSE(east.head);
    EXPECT_FALSE(west.leaves || east.joins || river(network, "清河").joins);
}

TEST(LineNetwork, WhereRiversMeetTheNameGoesOnElseTheWider) {
    ImportReport report;
    // two come, one goes on: of its name; then another name goes on
    const LineNetwork network = join_lines(
        {line("清河", {{114, 35}, {114.1, 35}}, 70, 69, 10), line("大渠", {{114, 35.1}, {114.1, 35}}, 70, 69, 40),
         line("清河", {{114.1, 35}, {114.2, 35}}, 69, 68, 40), line("长河", {{114.2, 35}, {114.3, 35}}, 68, 67, 50)},
        1, "map.gpkg", report);
    ASSERT_EQ(network.rivers.size(), 3);
    EXPECT_THAT(river(network, "清河").lines, ElementsAre(0, 2));
    ASSERT_TRUE(river(network, "大渠").joins && river(network, "清河").joins);
    EXPECT_EQ(river(network, "大渠").joins->river, river_of(network, "清河"));
    EXPECT_NEAR(river(network, "大渠").joins->chainage, network.length[0], 1e-6);
    EXPECT_EQ(river(network, "清河").joins->river, river_of(network, "长河"));
    EXPECT_EQ(river(network, "清河").joins->chainage, 0);
}

TEST(LineNetwork, AForkIsLeftByTheNarrower) {
    ImportReport report;
    const LineNetwork network =
        join_lines({line("清河", {{114, 35}, {114.1, 35}}, 70, 69), line("清河", {{114.1, 35}, {114.2, 35}}, 69, 68),
                    line("岔河", {{114.1, 35}, {114.15, 34.9}, {114.2, 35}}, 69, 68, 4)},
                   1, "map.gpkg", report);
    ASSERT_EQ(network.rivers.size(), 2);
    const JoinedRiver& branch = river(network, "岔河");
    ASSERT_TRUE(branch.leaves && branch.joins);
    EXPECT_NEAR(branch.leaves->chainage, network.length[0], 1e-6);
    EXPECT_NEAR(branch.joins->chainage, river(network, "清河").length, 1e-6);
    EXPECT_FALSE(branch.head);
}

TEST(LineNetwork, WhatCannotFlowIsAnError) {
    ImportReport report;
    EXPECT_THROW(join_lines({line("池", {{114, 35}, {114, 35}}, 70, 69)}, 1, "map.gpkg", report), InputError);
    // a ring of one level
    EXPECT_THROW(
        join_lines({line("环", {{114, 35}, {114.1, 35}}, 70, 70), line("环", {{114.1, 35}, {114.1, 35.1}}, 70, 70),
                    line("环", {{114.1, 35.1}, {114, 35}}, 70, 70)},
                   1, "map.gpkg", report),
        InputError);
}

VectorLayer layer_of_two() {
    VectorLayer layer;
    layer.name = "rivers";
    layer.fields = {{"名称"}, {"zup [cm]", VectorType::integer}, {"bed_to", VectorType::real}, {"b"}, {"说明"}};
    layer.features = {{{{114, 35}, {114.1, 35}},
                       {std::string("清河"), std::int64_t{7000}, 69.0, std::string("12.5"), std::string("x")}},
                      {{{114.1, 35}, {114.2, 35}}, {std::string("清河"), std::int64_t{6900}, 68.0, {}, {}}}};
    return layer;
}
LineColumns columns_of_two() {
    return {{{"name", "名称"}, {"bed_from", "zup"}, {"width", "b [m]"}},
            {{"side_slope", "2"}, {"manning_n", "0.03 s/m^(1/3)"}, {"width", "8 m"}}};
}

TEST(RiverLines, FiguresAreReadUnderTheirColumnsInTheirUnits) {
    ImportReport report;
    const std::vector<RiverLine> lines = read_river_lines(layer_of_two(), columns_of_two(), "map.gpkg", report);
    ASSERT_EQ(lines.size(), 2);
    EXPECT_EQ(lines[0].name, "清河");
    EXPECT_DOUBLE_EQ(lines[0].bed_from, 70);  // its header says cm
    EXPECT_DOUBLE_EQ(lines[0].bed_to, 69);
    EXPECT_DOUBLE_EQ(lines[0].width, 12.5);  // a text that is a number
    EXPECT_DOUBLE_EQ(lines[1].width, 8);     // where the column says nothing
    EXPECT_THAT(lines[0].given, ElementsAre("side_slope", "manning_n"));
    EXPECT_THAT(lines[1].given, ElementsAre("width", "side_slope", "manning_n"));
    EXPECT_FALSE(lines[0].discharge);
    EXPECT_THAT(report.assumptions, Contains(Field(&Assumption::what, "width is 8 m of 1 lines")));
    EXPECT_THAT(report.not_taken, ElementsAre(Field(&NotTaken::what, "column 说明")));
}

std::string faults(VectorLayer layer, LineColumns columns) {
    ImportReport report;
    try {
        read_river_lines(layer, columns, "map.gpkg", report);
    } catch (const InputError& error) {
        return error.what();
    }
    return "none";
}

TEST(RiverLines, EverythingWrongIsToldAtOnce) {
    LineColumns columns = columns_of_two();
    columns.columns["widht"] = "b";
    columns.columns["length"] = "LENGHT";
    columns.columns["bed_from"] = "zup [kg]";
    columns.values.erase("manning_n");
    const std::string told = faults(layer_of_two(), columns);
    EXPECT_THAT(told, HasSubstr("lines have no property \"widht\""));
    EXPECT_THAT(told, HasSubstr("did you mean \"width\"?"));
    EXPECT_THAT(told, HasSubstr("has no column \"LENGHT\""));
    EXPECT_THAT(told, HasSubstr("\"kg\" is no unit of bed_from"));
    EXPECT_THAT(told, HasSubstr("no column of the roughness (manning_n)"));
    EXPECT_THAT(told, HasSubstr("4 errors"));
}

TEST(RiverLines, AFeatureThatLacksAFigureIsNamed) {
    LineColumns columns = columns_of_two();
    columns.values.erase("width");
    EXPECT_THAT(faults(layer_of_two(), columns), HasSubstr("map.gpkg:feature 2: error: \"清河\" has no width"));
    VectorLayer layer = layer_of_two();
    layer.features[0].values[3] = std::string("wide");
    EXPECT_THAT(faults(layer, columns_of_two()), HasSubstr("map.gpkg:feature 1: error: width is \"wide\""));
    layer = layer_of_two();
    layer.features[1].values[2] = 20000.0;
    EXPECT_THAT(faults(layer, columns_of_two()), HasSubstr("bed_to of 20000 m is out of bounds"));
    layer.features.clear();
    EXPECT_THAT(faults(layer, columns_of_two()), HasSubstr("has no lines"));
}

TEST(LinesCase, HasSectionsPointsInflowsAndOutlets) {
    ImportedCase imported;
    std::vector<RiverLine> lines{line("清河", {{114, 35}, {114.05, 35.01}, {114.1, 35}}, 70, 69, 10),
                                 line("清河", {{114.1, 35}, {114.2, 35}}, 68.8, 68, 12),
                                 line("清河", {{114, 36}, {114.1, 36}}, 50, 50, 5)};
    lines[1].discharge = 1.5;
    lines[1].length = 20000;
    make_lines_case(join_lines(lines, 1, "map.gpkg", imported.report), {.name = "test", .file = "map.gpkg"}, imported);
    const Case& model = imported.model;
    ASSERT_EQ(model.network.rivers.size(), 2);
    const River& first = model.network.rivers[0];
    EXPECT_EQ(first.name, "清河");
    EXPECT_EQ(model.network.rivers[1].name, "清河 2");
    ASSERT_EQ(first.sections.size(), 4);  // both lines end to end, a metre between what differs
    EXPECT_DOUBLE_EQ(first.sections[2].chainage - first.sections[1].chainage, 1);
    EXPECT_DOUBLE_EQ(first.sections[1].bed_level, 69);
    EXPECT_DOUBLE_EQ(first.sections[2].bed_level, 68.8);
    EXPECT_DOUBLE_EQ(first.to, first.sections[2].chainage + 20000);
    EXPECT_NEAR(first.outlet->slope, 0.8 / 20000, 1e-15);
    EXPECT_DOUBLE_EQ(model.network.rivers[1].outlet->slope, 1e-5);  // a level bed
    ASSERT_EQ(model.sources.size(), 3);
    EXPECT_DOUBLE_EQ(model.sources[0].discharge.at(0), 0.1);  // nothing is known of the head
    EXPECT_EQ(model.sources[0].provenance.confidence, Confidence::estimate);
    EXPECT_DOUBLE_EQ(model.sources[1].discharge.at(0), 1.5);
    EXPECT_DOUBLE_EQ(model.sources[1].at.chainage, first.sections[2].chainage);
    ASSERT_EQ(model.network.map_points.size(), 6);
    EXPECT_DOUBLE_EQ(model.network.map_points[3].at.chainage, first.to);
    EXPECT_DOUBLE_EQ(model.network.map_points[3].longitude, 114.2);
}

}  // namespace
}  // namespace qingliu
