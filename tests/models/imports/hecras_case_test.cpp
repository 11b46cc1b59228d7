// HEC-RAS models as cases.
#include "models/imports/hecras_case.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "models/hydraulics/surveyed_section.hpp"
#include "tests/models/imports/hecras_sample.hpp"

namespace qingliu {
namespace {

using namespace hecras_sample;
using testing::HasSubstr;

const std::string one_flow =
    steady(flows("Clear Creek", "Main", "3000", "    1000"), end("Clear Creek", "Main", 1, normal_depth()));

TEST(HecrasCase, OneReachInFeetAndInMetres) {
    const Case feet = read_back(imported(one_reach(), one_flow));
    ASSERT_EQ(feet.network.rivers.size(), 1U);
    const River& river = feet.network.rivers[0];
    EXPECT_EQ(river.name, "Clear Creek");
    EXPECT_NEAR(river.to, 609.6, 1e-9);
    ASSERT_EQ(river.sections.size(), 3U);
    const CrossSection& section = river.sections[1];
    EXPECT_NEAR(section.survey[2].second, 101 * 0.3048, 5e-5);
    EXPECT_NEAR(*section.right_bank, 70 * 0.3048, 5e-5);
    EXPECT_EQ(section.manning_n, 0.03);
    EXPECT_EQ(river.outlet->kind, Outlet::Kind::normal_depth);
    EXPECT_EQ(river.outlet->slope, 0.001);
    ASSERT_EQ(feet.sources.size(), 1U);
    EXPECT_NEAR(feet.sources[0].discharge.at(0), 1000 * 0.028316846592, 1e-6);

    const Case metres = read_back(imported(one_reach(), one_flow, {}, HecrasUnits::metric));
    EXPECT_NEAR(metres.network.rivers[0].to, 2000, 1e-9);
    EXPECT_NEAR(metres.sources[0].discharge.at(0), 1000, 1e-6);
}

TEST(HecrasCase, TheOverbanksKeepTheirRoughness) {
    const Case read = read_back(imported(one_reach(), one_flow, {}, HecrasUnits::metric));
    const SurveyedSection section(read.network.rivers[0].sections[0]);
    // 11 m deep: the overbanks are triangles 15 m wide and 1 m high, slope 2 in 30.
    const auto wet = section.at(11);
    const double area = 0.5 * 15 * 1, perimeter = std::hypot(15, 1);
    EXPECT_NEAR(wet.left.conveyance, area * std::pow(area / perimeter, 2.0 / 3) / 0.08, 1e-6);
    EXPECT_NEAR(wet.right.conveyance, wet.left.conveyance, 1e-9);
    EXPECT_NEAR(wet.main.area, 20 * 10 + 10 * 10 + 40, 1e-9);
}

TEST(HecrasCase, ProfilesBecomeScenarios) {
    const auto flow =
        steady(flows("Clear Creek", "Main", "3000", "     100     500    1000") +
                   flows("Clear Creek", "Main", "2000", "     120     500     900"),
               end("Clear Creek", "Main", 1, normal_depth()) + end("Clear Creek", "Main", 2, normal_depth()) +
                   end("Clear Creek", "Main", 3, normal_depth()),
               3);
    const auto made = imported(one_reach(), flow, {}, HecrasUnits::metric);
    EXPECT_TRUE(tells(made.report, "the difference enters or leaves"));
    const Case read = read_back(made);
    ASSERT_EQ(read.scenarios.size(), 3U);
    EXPECT_EQ(read.scenarios[1].name, "Q50");
    ASSERT_EQ(read.sources.size(), 3U);
    EXPECT_EQ(read.scenarios[1].discharge.at(0).at(0), 500);
    EXPECT_EQ(read.sources[1].kind, PointSource::Kind::inflow);
    EXPECT_EQ(read.sources[1].at.chainage, 1000);
    EXPECT_EQ(read.scenarios[0].discharge.at(1).at(0), 20);
    EXPECT_EQ(read.scenarios[2].discharge.at(1).at(0), 0);
    EXPECT_EQ(read.sources[2].kind, PointSource::Kind::abstraction);
    EXPECT_EQ(read.scenarios[2].discharge.at(2).at(0), 100);
}

TEST(HecrasCase, LevelsOfProfilesBecomeARating) {
    const auto levels = [](const char* a, const char* b, const char* c) {
        return end("Clear Creek", "Main", 1, std::string("Dn Type= 1 \nDn Known WS=") + a) +
               end("Clear Creek", "Main", 2, std::string("Dn Type= 1 \nDn Known WS=") + b) +
               end("Clear Creek", "Main", 3, std::string("Dn Type= 1 \nDn Known WS=") + c);
    };
    const auto with_ends = [&](const std::string& ends) {
        return imported(one_reach(), steady(flows("Clear Creek", "Main", "3000", "     100     500    1000"), ends, 3),
                        {}, HecrasUnits::metric);
    };
    const Case rating = read_back(with_ends(levels("102", "104", "106")));
    ASSERT_EQ(rating.network.rivers[0].outlet->kind, Outlet::Kind::rating);
    EXPECT_EQ(rating.network.rivers[0].outlet->rating.back(), std::pair(106.0, 1000.0));
    EXPECT_EQ(rating.network.rivers[0].outlet->rating.front(), std::pair(100.0, 0.0));
    const Case same = read_back(with_ends(levels("104", "104", "104")));
    EXPECT_EQ(same.network.rivers[0].outlet->kind, Outlet::Kind::stage);
    EXPECT_EQ(same.network.rivers[0].outlet->stage, 104);
    const auto falling = with_ends(levels("106", "104", "103"));
    EXPECT_EQ(read_back(falling).network.rivers[0].outlet->kind, Outlet::Kind::stage);
    EXPECT_TRUE(tells(falling.report, "in all scenarios"));
}

TEST(HecrasCase, CriticalDepthIsTheRatingOfCriticalFlow) {
    const auto made =
        imported(one_reach(),
                 steady(flows("Clear Creek", "Main", "3000", "     100"), end("Clear Creek", "Main", 1, "Dn Type= 2 ")),
                 {}, HecrasUnits::metric);
    const auto outlet = *read_back(made).network.rivers[0].outlet;
    ASSERT_EQ(outlet.kind, Outlet::Kind::rating);
    for (const auto& [level, discharge] : outlet.rating) {
        const double y = level - 100;
        if (y <= 0 || y > 10) continue;
        const double area = 20 * y + y * y, width = 20 + 2 * y;  // trapezoid 20 m wide, 1:1
        EXPECT_NEAR(discharge, area * std::sqrt(9.81 * area / width), 0.002 * discharge) << level;
    }
}

TEST(HecrasCase, AJunctionOfThreeReachesIsAConfluence) {
    const std::string junction =
        "Junct Name=Meeting         \nJunct Desc=, 0 , 0 ,-1 \nJunct X Y & Text X Y=1,2,3,4\nUp River,Reach=Big River  "
        "     ,Upper    "
        "       \nUp River,Reach=Small Creek     ,Trib            \nDn River,Reach=Big River       ,Lower           "
        "\nJunc "
        "L&A=50,0\nJunc L&A=30,45\n\n";
    const std::string geometry = head() + junction + reach("Big River", "Upper") + section(900, 103, 500) +
                                 section(800, 102, 0) + reach("Small Creek", "Trib") + section(200, 104, 400) +
                                 section(100, 102, 0) + reach("Big River", "Lower") + section(700, 101, 500) +
                                 section(600, 100, 0);
    const auto flow =
        steady(flows("Big River", "Upper", "900", "     100") + flows("Small Creek", "Trib", "200", "      20") +
                   flows("Big River", "Lower", "700", "     125"),
               end("Big River", "Lower", 1, normal_depth()));
    const auto made = imported(geometry, flow, {}, HecrasUnits::metric);
    const Case read = read_back(made);
    ASSERT_EQ(read.network.rivers.size(), 2U);
    const River& big = read.network.rivers[0];
    const River& small = read.network.rivers[1];
    EXPECT_EQ(big.name, "Big River");
    ASSERT_EQ(big.sections.size(), 4U);
    EXPECT_EQ(big.sections[2].chainage, 550);
    EXPECT_EQ(big.to, 1050);
    EXPECT_EQ(small.to, 430);
    ASSERT_TRUE(small.joins);
    EXPECT_EQ(small.joins->river, 0);
    EXPECT_EQ(small.joins->chainage, 550);
    // 5 m3/s more below than comes from above enter at the junction.
    ASSERT_EQ(read.sources.size(), 3U);
    EXPECT_EQ(read.sources[2].discharge.at(0), 5);
    EXPECT_EQ(read.sources[2].at.chainage, 550);
    EXPECT_THAT(faults(with(geometry, "Dn River,Reach=Big River ", "Dn River,Reach=Bug River "), flow),
                HasSubstr("there is no reach \"Bug River, Lower\""));
}

TEST(HecrasCase, AnIslandLeavesAndJoins) {
    const auto junction = [](const char* name, const char* up, const char* down) {
        return fmt::format("Junct Name={}\n{}{}Junc L&A=10,0\nJunc L&A=20,0\n\n", name, up, down);
    };
    const std::string geometry =
        head() + junction("Split", "Up River,Reach=R,Top\n", "Dn River,Reach=R,Left\nDn River,Reach=Chute,Right\n") +
        junction("Merge", "Up River,Reach=R,Left\nUp River,Reach=Chute,Right\n", "Dn River,Reach=R,End\n") +
        reach("R", "Top") + section(60, 104, 500) + section(50, 103, 0) + reach("R", "Left") + section(40, 102.9, 500) +
        section(30, 102, 0) + reach("Chute", "Right") + section(41, 102.9, 400) + section(31, 102, 0) +
        reach("R", "End") + section(20, 101.9, 500) + section(10, 101, 0);
    const auto flow = steady(flows("R", "Top", "60", "     100") + flows("R", "Left", "40", "      60") +
                                 flows("Chute", "Right", "41", "      40") + flows("R", "End", "20", "     100"),
                             end("R", "End", 1, normal_depth()));
    const auto made = imported(geometry, flow, {}, HecrasUnits::metric);
    EXPECT_TRUE(tells(made.report, "how the flow splits at a junction is computed"));
    const Case read = read_back(made);
    ASSERT_EQ(read.network.rivers.size(), 2U);
    EXPECT_EQ(read.sources.size(), 1U);
    const River& chute = read.network.rivers[1];
    EXPECT_EQ(chute.from, -20);
    EXPECT_EQ(chute.leaves->chainage, 500);
    EXPECT_EQ(chute.to, 420);
    EXPECT_EQ(chute.joins->chainage, 500 + 10 + 500 + 10);
}

TEST(HecrasCase, WithoutBanksAllIsMainChannel) {
    const auto made = imported(with(one_reach(), "Bank Sta=30,70\n", ""), one_flow);
    EXPECT_TRUE(tells(made.report, "all of the cross-section is main channel"));
    EXPECT_FALSE(read_back(made).network.rivers[0].sections[0].left_bank);
}

TEST(HecrasCase, RoughnessByLevelIsItsMean) {
    const auto zeros = with(one_reach(), ".08       0      30     .03       0      70     .08",
                            "  0       0      30       0       0      70       0");
    EXPECT_THAT(faults(zeros, one_flow), HasSubstr("cross-section 3000: Manning's n is not above 0"));
    const auto by_level =
        with(zeros, "XS Rating Curve",
             "Vertical n Elevations= 2 \n     105     112\nVertical n for Station=0\n     .10     .08\nVertical n for "
             "Station=30\n     .04     .03\nVertical n for Station=70\n     .10     .08\nVertical n Flow= 0 \nXS "
             "Rating Curve");
    const auto made = imported(by_level, one_flow, {}, HecrasUnits::metric);
    EXPECT_TRUE(tells(made.report, "Manning's n by level or discharge is taken as its mean"));
    const Case read = read_back(made);
    EXPECT_NEAR(read.network.rivers[0].sections[0].manning_n, 0.035, 1e-12);
    EXPECT_NEAR(read.network.rivers[0].sections[0].n_by_offset[2].second, 0.09, 1e-12);
}

TEST(HecrasCase, IneffectiveAreasLeveesAndHollows) {
    // Left a hollow at 95 behind a levee, right a permanent ineffective area below the end of the survey.
    const std::string odd =
        "Type RM Length L Ch R = 1 ,3000    ,1000,1000,1000\n#Sta/Elev= 7 \n       0     112       5      95      30   "
        "  110      "
        "40     102      60     102\n      70     110     100     112\n#Mann= 3 , 0 , 0 \n       0     .08       0     "
        " 30     .03  "
        "     0      70     .08       0\nLevee=-1,30,110,0,,,,\n#XS Ineff= 1 ,-1 \n      80     100   111.5\nPermanent "
        "Ineff=\n   "
        "    T\nBank Sta=30,70\n";
    const std::string geometry = head() + reach("Clear Creek", "Main") + odd + section(1000, 100, 0);
    const auto made = imported(geometry, one_flow, {}, HecrasUnits::metric);
    EXPECT_TRUE(tells(made.report, "the crest of a levee"));
    EXPECT_TRUE(tells(made.report, "a permanent ineffective area is an obstruction"));
    const Case read = read_back(made);
    const CrossSection& first = read.network.rivers[0].sections[0];
    EXPECT_GT(first.levees[0].crest, 110);
    EXPECT_EQ(first.blocked[0].top, 111.5);
    EXPECT_EQ(first.survey[1].second, 95);  // behind the levee it may be deep
    const auto changed =
        with(with(geometry, "Levee=-1,30,110,0,,,,\n", ""), "      80     100   111.5", "       0      20   111.5");
    const auto open = imported(with(changed, "       T\nBank", "       F\nBank"), one_flow, {}, HecrasUnits::metric);
    EXPECT_TRUE(tells(open.report, "raised to it, by up to 7.00 m"));
    EXPECT_EQ(read_back(open).network.rivers[0].sections[0].survey[1].second, 102);
}

TEST(HecrasCase, WhatTheFlowFileHasWrong) {
    EXPECT_THAT(faults(one_reach(), steady(flows("Clear Creek", "Main", "2500", "     100"), "")),
                HasSubstr("the geometry has no station 2500 of \"Clear Creek, Main\""));
    EXPECT_THAT(faults(one_reach(), steady(flows("Clear Creek", "Main", "2000", "    -100"), "")),
                HasSubstr("below 0"));
    EXPECT_THAT(faults(one_reach(), "Flow Title=nothing\n"), HasSubstr("this flow file has no profile"));
    EXPECT_THAT(faults(one_reach(), steady(flows("Clear Creek", "Main", "3000", "     100"),
                                           end("Clear Creek", "Main", 1, "Dn Type= 7 "))),
                HasSubstr("\"7\" is no kind of boundary"));
    EXPECT_THAT(faults(with(one_reach(), "1 ,2000    ,1000,1000,1000", "1 ,2000    ,,,"), one_flow),
                HasSubstr("cross-section 2000 has no way to 1000"));
}

TEST(HecrasCase, WithoutAFlowFileAStandInFlows) {
    const auto made = imported(one_reach());
    EXPECT_TRUE(tells(made.report, "1 m3/s enters every river"));
    const Case read = read_back(made);
    EXPECT_EQ(read.sources.size(), 1U);
    EXPECT_EQ(read.network.rivers[0].outlet->kind, Outlet::Kind::normal_depth);
}

TEST(HecrasCase, HydrographsOfAnUnsteadyFile) {
    const auto place = [](const char* station, const char* until = "        ") {
        return fmt::format(
            "Boundary Location=Clear Creek     ,Main            ,{:<8},{},                ,                ,           "
            "     ,\n",
            station, until);
    };
    const std::string hydrographs =
        "Flow Title=Flood\nProgram Version=6.60\nUse Restart= 0 \nInitial Flow Loc=Clear Creek     ,Main            "
        ",3000    ,50\n" +
        place("3000") +
        "Interval=30MIN\nFlow Hydrograph= 3 \n      50     200      80\nDSS Path=\nUse DSS=False\nUse Fixed Start "
        "Time=False\n" +
        place("2000") + "Interval=1HOUR\nLateral Inflow Hydrograph= 2 \n       5      -5\n" + place("1000") +
        "Interval=1HOUR\nStage Hydrograph= 2 \n     105     106\nUse Fixed Start Time=True\nFixed Start "
        "Date/Time=02JAN2020,2400\n";
    const std::string plan =
        "Plan Title=P\nSimulation Date=02JAN2020,2400,03JAN2020,0200\nGeom File=g01\nFlow File=u01\nSubcritical Flow\n";
    const Case read = read_back(imported(one_reach(), hydrographs, plan, HecrasUnits::metric));
    EXPECT_EQ(read.end - read.start, 7200);
    ASSERT_EQ(read.sources.size(), 3U);
    EXPECT_NEAR(read.sources[0].discharge.at(read.start + 900), 125, 1e-9);
    EXPECT_NEAR(read.sources[1].discharge.at(read.start), 5, 1e-9);
    EXPECT_NEAR(read.sources[2].discharge.at(read.end), 5, 1e-9);
    EXPECT_EQ(read.sources[2].kind, PointSource::Kind::abstraction);
    ASSERT_EQ(read.end_levels.size(), 1U);
    EXPECT_NEAR(read.end_levels[0].level.at(read.start + 1800), 105.5, 1e-9);

    EXPECT_THAT(
        faults(one_reach(), with(hydrographs, "Flow Hydrograph= 3 \n      50     200      80\nDSS Path=\nUse DSS=False",
                                 "Flow Hydrograph= 0 \nDSS Path=//R/3000/FLOW//1HOUR/X/\nUse DSS=True")),
        HasSubstr("lies in a DSS file (//R/3000/FLOW//1HOUR/X/)"));
    EXPECT_THAT(faults(one_reach(),
                       with(hydrographs, "Flow Hydrograph= 3 \n      50     200      80\n", "Flow Hydrograph= 0 \n")),
                HasSubstr("the hydrograph of this place has no values"));
    EXPECT_THAT(
        faults(one_reach(), with(hydrographs, "Stage Hydrograph= 2 \n     105     106\n", "Stage Hydrograph= 0 \n")),
        HasSubstr("the hydrograph of this place has no values"));
    EXPECT_THAT(faults(one_reach(), with(hydrographs, "Interval=30MIN", "Interval=often")),
                HasSubstr("\"often\" is no interval"));
    EXPECT_THAT(faults(one_reach(), with(hydrographs, "02JAN2020,2400", "sometime")), HasSubstr("is no time"));
}

TEST(HecrasCase, WorksAndStoragesAreThoseOfTheFile) {
    const std::string works =
        "Type RM Length L Ch R = 5 ,2500    ,,,\n#Inline Weir SE= 4 \n       0     115      30     107      70     107 "
        "    100     "
        "115\nIW Dist,WD,Coef,Skew,MaxSub,Min_El,Is_Ogee,SpillHt,DesHd\n10,20,1.7,0,0.95,,0 ,,\n"
        "IW Gate Name "
        "Wd,H,Inv,GCoef,Exp_T,Exp_O,Exp_H,Type,WCoef,Is_Ogee,SpillHt,DesHd,#Openings\nGates,5,4,102.5,0.6,0,1,0.5, 0 "
        ",1.7,0 ,,, 2 \n      45      55\n";
    const std::string pond =
        "Storage Area=Pond            ,1,2\nStorage Area Vol Elev= 3 \n     100       0     105      10     110      "
        "30\nStorage Area Is2D=0\n";
    const std::string spill =
        "Type RM Length L Ch R = 6 ,1900    ,,,\nLateral Weir Pos= 0 \nLateral Weir End=                ,              "
        "  ,        ,Pond            \nLateral Weir Distance=100\nLateral "
        "Weir WD=5\nLateral Weir Coef=1.1\nLateral Weir SE= 2 \n       0     109     200     109\n";
    const std::string geometry = head() + reach("Clear Creek", "Main") + section(3000, 102, 1000) + works +
                                 section(2000, 101, 1000) + spill + section(1000, 100, 0) + pond;
    const auto made = imported(geometry, one_flow, {}, HecrasUnits::metric);
    const Case read = read_back(made);
    ASSERT_EQ(read.network.rivers.size(), 2U);
    double width = 0, lateral = 0, gates = 0;
    for (const Structure& work : read.network.structures) {
        if (work.kind == "weir") {
            width += work.values.at("width");
            EXPECT_EQ(work.at.chainage, 100);  // the least distance from the section above, a tenth of the way
            EXPECT_NEAR(work.values.at("discharge_coefficient"), 1.7 / 1.7047, 1e-3);
        } else if (work.kind == "lateral_weir") {
            lateral += work.values.at("width");
            EXPECT_EQ(work.to->river, 1);
        } else {
            EXPECT_EQ(work.kind, "gate");
            gates += work.values.at("width");
            EXPECT_EQ(work.setting->value, 4);
            EXPECT_EQ(work.provenance.confidence, Confidence::estimate);
            EXPECT_THAT(work.provenance.note, HasSubstr("the gate stands fully open"));
            // C of the file is C_d C_c of the gate
            EXPECT_NEAR(work.values.at("discharge_coefficient") * work.values.at("contraction_coefficient"), 0.6, 1e-4);
        }
    }
    EXPECT_EQ(width, 100);
    EXPECT_EQ(lateral, 200);
    EXPECT_EQ(gates, 10);
    EXPECT_TRUE(tells(made.report, "the coefficient of a gate is one of discharge and a contraction of 0.62"));
    const std::string below = with(works, "5 ,2500", "5 ,500 ");
    EXPECT_THAT(
        faults(head() + reach("Clear Creek", "Main") + section(3000, 102, 1000) + section(1000, 100, 0) + below),
        HasSubstr("the work at station 500 stands below the last cross-section of its reach"));
    EXPECT_THAT(
        faults(head() + reach("Clear Creek", "Main") + works + section(2000, 101, 1000) + section(1000, 100, 0)),
        HasSubstr("the work at station 2500 stands above the first cross-section of its reach"));
    // 10 and 20 thousand m3 in 5 m each
    EXPECT_EQ(read.network.rivers[1].storage[0].area, 2000);
    EXPECT_EQ(read.network.rivers[1].storage[1].area, 4000);
}

TEST(HecrasCase, PiersOfABridgeBlockAShareOfTheChannel) {
    const std::string bridge =
        "Type RM Length L Ch R = 3 ,2500    ,,,\nBridge Culvert-0,0,0,-1, 0 \n"
        "Deck Dist Width WeirC Skew NumUp NumDn MinLoCord MaxHiCord MaxSubmerge Is_Ogee\n"
        " 300,40,2.6,0, 2, 2, , , 0.95, 0, 0,0,,\n       0     100\n     116     116\n     114     113\n"
        "       0     100\n     116     116\n     114     113\n"
        "Pier Skew, UpSta & Num, DnSta & Num=,45,2,45,2\n     1.5     1.5\n     100     115\n     1.5     1.5\n     "
        "100     115\n"
        "Pier Skew, UpSta & Num, DnSta & Num=,55,2,55,2\n     2.5     2.5\n     100     115\n     2.5     2.5\n     "
        "100     115\n"
        "BR Coef=-1 , 0 , 0 ,, 0 ,,0.34,0.7,0,,1,\n";
    const std::string geometry = head() + reach("Clear Creek", "Main") + section(3000, 102, 1000) + bridge +
                                 section(2000, 101, 1000) + section(1000, 100, 0);
    const auto made = imported(geometry, one_flow, {}, HecrasUnits::metric);
    EXPECT_TRUE(tells(made.report, "the deck of the bridge at station 2500, 113.00 m at its lowest"));
    EXPECT_TRUE(tells(made.report, "`BR Coef`"));
    const Case read = read_back(made);
    ASSERT_EQ(read.network.structures.size(), 1U);
    EXPECT_EQ(read.network.structures[0].at.chainage, 320);
    // 1.5 and 2.5 m of the 40 m between the banks
    EXPECT_EQ(read.network.structures[0].values.at("blocked_share"), 0.1);
}

}  // namespace
}  // namespace qingliu
