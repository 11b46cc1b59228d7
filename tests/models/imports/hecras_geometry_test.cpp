// Geometry files of HEC-RAS, whole and broken.
#include "models/imports/hecras_geometry.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/models/imports/hecras_sample.hpp"

namespace qingliu {
namespace {

using namespace hecras_sample;
using testing::ElementsAre;
using testing::HasSubstr;

HecrasGeometry read(const std::string& text) {
    Problems problems;
    const auto geometry = read_hecras_geometry(text, "model.g01", problems);
    EXPECT_TRUE(problems.empty()) << problems.format();
    return geometry;
}

HecrasCrossSection section_with(const std::string& more) {
    return *read(head() + reach("R", "A") + section(10, 100, 0, more)).reaches[0].nodes[0].section;
}

TEST(HecrasText, NumbersAreThoseOfFortranAndBasic) {
    EXPECT_EQ(hecras_number(".04"), 0.04);
    EXPECT_EQ(hecras_number("83554."), 83554);
    EXPECT_EQ(hecras_number("1E-05"), 1e-5);
    EXPECT_EQ(hecras_number("+3"), 3);
    for (const char* none : {"", "nan", "inf", "1e999", "12a", "0x10", "1,5"})
        EXPECT_FALSE(hecras_number(none)) << none;
}

TEST(HecrasText, ColumnsMayTouchAndBeBlank) {
    Problems problems;
    HecrasText text("#XS Ineff= 2 , 0 \n                        14565.15       0  201.9714877.23\n", "a.g01", problems);
    ASSERT_TRUE(text.next());
    const auto values = text.table(7);
    EXPECT_TRUE(problems.empty()) << problems.format();
    EXPECT_FALSE(values[0] || values[1] || values[2]);
    EXPECT_EQ(values[3], 14565.15);
    EXPECT_EQ(values[4], 0);
    EXPECT_EQ(values[5], 201.97);
    EXPECT_EQ(values[6], 14877.23);
}

TEST(HecrasText, TellsWhereANumberIsNone) {
    EXPECT_THAT(
        faults(with(one_reach(), "     102", "    1O2 ")),
        testing::AllOf(HasSubstr("model.g01:13:45: error: \"1O2\" is no number"), testing::Not(HasSubstr("errors"))));
}

TEST(HecrasGeometry, AllLineEndsAreOne) {
    const auto unix_ends = one_reach();
    std::string dos, mac;
    for (const char letter : unix_ends) {
        dos += letter == '\n' ? std::string("\r\n") : std::string(1, letter);
        mac += letter == '\n' ? '\r' : letter;
    }
    for (const std::string& text : {unix_ends, dos, mac}) {
        const auto geometry = read(text);
        ASSERT_EQ(geometry.reaches.size(), 1U);
        ASSERT_EQ(geometry.reaches[0].nodes.size(), 3U);
        EXPECT_EQ(geometry.reaches[0].river, "Clear Creek");
        EXPECT_EQ(geometry.reaches[0].nodes[1].section->survey.size(), 6U);
        EXPECT_EQ(geometry.reaches[0].nodes[1].line, 21);
    }
}

TEST(HecrasGeometry, AnEmptyFileHasNoReach) {
    for (const char* text : {"", "\n\n", "Geom Title=nothing\n", "not a geometry at all\n"})
        EXPECT_THAT(faults(text), HasSubstr("this file has no reach")) << text;
}

TEST(HecrasGeometry, AFileCutOffAnywhereIsReadOrRefusedInWords) {
    const std::string whole = one_reach();
    std::size_t refused = 0;
    for (std::size_t end = 0; end < whole.size(); ++end) {
        const std::string told = faults(whole.substr(0, end));
        if (told.empty()) continue;
        ++refused;
        EXPECT_THAT(told, HasSubstr("error: ")) << end;
    }
    EXPECT_GT(refused, whole.size() / 2);
    const auto table = whole.rfind("#Sta/Elev");
    EXPECT_THAT(faults(whole.substr(0, table + 40)), HasSubstr("this table ends after 10 of 12 values"));
    EXPECT_THAT(faults(whole.substr(0, whole.find("#Mann", table))),
                HasSubstr("cross-section 1000: no Manning's n is given"));
    EXPECT_THAT(faults(whole.substr(0, whole.find('\n', table) + 1)),
                HasSubstr("this table ends after 0 of 12 values"));
}

TEST(HecrasGeometry, ATableThatEndsEarlyIsTold) {
    const auto told = faults(with(one_reach(), "#Sta/Elev= 6 ", "#Sta/Elev= 60 "));
    EXPECT_THAT(told, HasSubstr("model.g01:12: error: this table ends after 20 of 120 values"));
    EXPECT_THAT(faults(with(one_reach(), "#Sta/Elev= 6 ", "#Sta/Elev= six ")), HasSubstr("\"six\" is no count"));
    EXPECT_THAT(faults(with(one_reach(), "#Sta/Elev= 6 ", "#Sta/Elev= 1E+30 ")), HasSubstr("is no count"));
}

TEST(HecrasGeometry, StationsFallDownstream) {
    const auto told = faults(head() + reach("R", "A") + section(1000, 100, 1000) + section(2000, 101, 0));
    EXPECT_THAT(told, HasSubstr("river station 2000 does not lie downstream of 1000"));
}

TEST(HecrasGeometry, AllFaultsAreToldAtOnce) {
    auto text = with(one_reach(), "#Sta/Elev= 6 ", "#Sta/Elev= x ");
    text = with(text, "1 ,1000", "1 ,nowhere");
    const auto told = faults(text);
    EXPECT_THAT(told, HasSubstr("\"x\" is no count"));
    EXPECT_THAT(told, HasSubstr("\"nowhere\" is no river station"));
}

TEST(HecrasGeometry, IneffectiveAreasAtTheEndsAndInBlocks) {
    const auto ends = section_with(
        "#XS Ineff= 2 , 0 \n              20     105      80             106\nPermanent Ineff=\n       F       T\n");
    ASSERT_EQ(ends.ineffective.size(), 2U);
    EXPECT_FALSE(ends.ineffective[0].from);
    EXPECT_EQ(ends.ineffective[0].to, 20);
    EXPECT_FALSE(ends.ineffective[0].permanent);
    EXPECT_EQ(ends.ineffective[1].from, 80);
    EXPECT_FALSE(ends.ineffective[1].to);
    EXPECT_EQ(ends.ineffective[1].level, 106);
    EXPECT_TRUE(ends.ineffective[1].permanent);

    const auto one = section_with(
        "#XS Ineff= 2 , 0 \n                              80       0     106\nPermanent Ineff=\n       F       T\n");
    ASSERT_EQ(one.ineffective.size(), 1U);
    EXPECT_EQ(one.ineffective[0].from, 80);
    EXPECT_TRUE(one.ineffective[0].permanent);

    const auto blocks = section_with(
        "#XS Ineff= 4 ,-1 \n       0      10     103      10      20     105      75      80     104\n      80     100 "
        "    106\nPermanent Ineff=\n       F       F       T       F\n");
    ASSERT_EQ(blocks.ineffective.size(), 4U);
    EXPECT_EQ(blocks.ineffective[3].from, 80);
    EXPECT_EQ(blocks.ineffective[3].to, 100);
    EXPECT_TRUE(blocks.ineffective[2].permanent);
    EXPECT_EQ(blocks.left_bank, 30);
}

TEST(HecrasGeometry, LeveesOfOneSideAndOfBoth) {
    const auto both = section_with("Levee=-1,10,115,-1,90,116,,\n");
    ASSERT_EQ(both.levees.size(), 2U);
    EXPECT_EQ(both.levees[1].from, 90);
    EXPECT_EQ(both.levees[1].level, 116);
    const auto right = section_with("Levee=0,,,-1,90,116,,\n");
    ASSERT_EQ(right.levees.size(), 1U);
    EXPECT_EQ(right.levees[0].from, 90);
}

TEST(HecrasGeometry, WhatIsNotTakenIsNotedWithItsLines) {
    const auto geometry = read(one_reach() + "Some New Key=1\n       1       2\n");
    const auto noted = [&](const std::string& key) {
        for (const auto& left : geometry.left)
            if (left.key == key) return left.lines;
        return std::vector<int>{};
    };
    EXPECT_THAT(noted("XS Rating Curve"), ElementsAre(18, 29, 40));
    EXPECT_EQ(noted("Some New Key").size(), 1U);
    EXPECT_TRUE(noted("1       2").empty());
}

TEST(HecrasGeometry, DescriptionsMayHoldAnything) {
    const auto geometry =
        read(with(one_reach(), "Node Last Edited",
                  "BEGIN DESCRIPTION:\nRiver Reach=no,reach\n#Mann= 9\nEND DESCRIPTION:\nNode Last Edited"));
    EXPECT_EQ(geometry.reaches.size(), 1U);
    EXPECT_THAT(faults(one_reach() + "BEGIN DESCRIPTION:\nnever closed\n"), HasSubstr("this description has no end"));
}

TEST(HecrasGeometry, WorksAndStorageAreas) {
    const std::string culvert =
        "Type RM Length L Ch R = 2 ,1500    ,,,\nBridge Culvert-0,0,1,-1, 0 \nDeck Dist Width WeirC Skew NumUp NumDn "
        "MinLoCord "
        "MaxHiCord MaxSubmerge Is_Ogee\n10,40,2.6,0, 3, 3, , , 0.95, 0, 0,0,,\n       0      50     100\n     115     "
        "114     "
        "115\n                        \n       0      50     100\n     115     114     115\n                        \n"
        "Culvert=1,6,,50,0.013,0.5,1,1,1,101.1,50,101,50,Round, 0 ,5\n"
        "Multiple Barrel Culv=2,5,4,50,0.014,0.2,1,10,2,101.2,101.1, 2,Box         , 0 ,5\n      40      40      60    "
        "  60\n";
    const std::string weir =
        "Type RM Length L Ch R = 5 ,1400    ,,,\nIW Pilot Flow=0\n#Inline Weir SE= 2 \n       0     112     100     "
        "112\nIW "
        "Dist,WD,Coef,Skew,MaxSub,Min_El,Is_Ogee,SpillHt,DesHd\n10,20,3,0,0.95,,0 ,,\nIW Gate Name "
        "Wd,H,Inv,GCoef,Exp_T,Exp_O,Exp_H,Type,WCoef,Is_Ogee,SpillHt,DesHd,#Openings\nLeft gates,10,8,102,0.6,0,1,0.5, "
        "0 ,3,0 "
        ",,, 2 \n      45      55\n";
    const std::string pond =
        "Storage Area=Pond            ,1,2\nStorage Area Type= 0 \nStorage Area Vol Elev= 3 \n     100       0     105 "
        "     "
        "10     110      30\nStorage Area Is2D=0\n";
    const auto geometry =
        read(head() + reach("R", "A") + section(2000, 101, 1000) + culvert + weir + section(1000, 100, 0) + pond);
    const auto& nodes = geometry.reaches[0].nodes;
    ASSERT_EQ(nodes.size(), 4U);
    const HecrasWork& road = *nodes[1].work;
    EXPECT_THAT(road.crest, ElementsAre(std::pair(0.0, 115.0), std::pair(50.0, 114.0), std::pair(100.0, 115.0)));
    EXPECT_TRUE(road.soffit.empty());
    ASSERT_EQ(road.culverts.size(), 2U);
    EXPECT_EQ(road.culverts[0].outlet, 101);
    EXPECT_EQ(road.culverts[1].name, "Box");
    EXPECT_EQ(road.culverts[1].count, 2);
    EXPECT_EQ(road.culverts[1].outlet, 101.1);
    const HecrasWork& dam = *nodes[2].work;
    EXPECT_EQ(dam.weir_coefficient, 3);
    ASSERT_EQ(dam.gates.size(), 1U);
    EXPECT_EQ(dam.gates[0].count, 2);
    ASSERT_EQ(geometry.storage_areas.size(), 1U);
    EXPECT_THAT(geometry.storage_areas[0].volumes,
                ElementsAre(std::pair(100.0, 0.0), std::pair(105.0, 10.0), std::pair(110.0, 30.0)));
}

}  // namespace
}  // namespace qingliu
