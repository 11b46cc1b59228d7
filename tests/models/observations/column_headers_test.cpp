#include "models/observations/column_headers.hpp"

#include <gtest/gtest.h>

namespace qingliu {
namespace {

using Role = Column::Role;

Column of(const char* header) { return understand_header(header, known_observed_variables()); }

std::string variable(const Column& column) {
    return column.role == Role::variable ? known_observed_variables()[static_cast<std::size_t>(column.variable)].name
                                         : "none";
}

TEST(ColumnHeaders, TheNationalPublication) {
    for (const auto& [header, name] :
         std::initializer_list<std::pair<const char*, const char*>>{{"水温(℃)", "water_temperature"},
                                                                    {"pH(无量纲)", "ph"},
                                                                    {"溶解氧(mg/L)", "dissolved_oxygen"},
                                                                    {"电导率(μS/cm)", "conductivity"},
                                                                    {"浊度(NTU)", "turbidity"},
                                                                    {"高锰酸盐指数(mg/L)", "permanganate_index"},
                                                                    {"氨氮(mg/L)", "ammonia_nitrogen"},
                                                                    {"总磷(mg/L)", "total_phosphorus"},
                                                                    {"总氮(mg/L)", "total_nitrogen"},
                                                                    {"叶绿素α(mg/L)", "chlorophyll_a"},
                                                                    {"藻密度(cells/L)", "algal_density"},
                                                                    {"watertemp_C_published", "water_temperature"},
                                                                    {"pH_published", "ph"},
                                                                    {"DO_mgL_published", "dissolved_oxygen"},
                                                                    {"EC_uScm_published", "conductivity"},
                                                                    {"turbidity_NTU_published", "turbidity"},
                                                                    {"CODMn_mgL_published", "permanganate_index"},
                                                                    {"NH3N_mgL_published", "ammonia_nitrogen"},
                                                                    {"TP_mgL_published", "total_phosphorus"},
                                                                    {"TN_mgL_published", "total_nitrogen"},
                                                                    {"chla_mgL_published", "chlorophyll_a"},
                                                                    {"algae_cellsL_published", "algal_density"}}) {
        EXPECT_EQ(variable(of(header)), name) << header;
        EXPECT_EQ(of(header).fault, "") << header;
    }
    EXPECT_EQ(of("断面名称").role, Role::station);
    EXPECT_EQ(of("监测时间").role, Role::time);
    EXPECT_EQ(of("time_local").role, Role::time);
    EXPECT_EQ(of("抓取年份").role, Role::year);
    EXPECT_EQ(of("official_class_1to6").role, Role::published_class);
    EXPECT_EQ(of("监测时间(北京时间)").role, Role::time);
}

TEST(ColumnHeaders, UnitsConvert) {
    EXPECT_DOUBLE_EQ(of("氨氮(μg/L)").unit.si(250), 0.25);
    EXPECT_DOUBLE_EQ(of("氨氮（微克/升）").unit.si(250), 0.25);
    EXPECT_DOUBLE_EQ(of("电导率(mS/m)").unit.si(100), 1000);
    EXPECT_DOUBLE_EQ(of("藻密度(万个/L)").unit.si(1), 1e7);
    EXPECT_DOUBLE_EQ(of("discharge [ft3/s]").unit.si(1), 0.3048 * 0.3048 * 0.3048);
    EXPECT_DOUBLE_EQ(of("流量(m³/s)").unit.si(3), 3);
    EXPECT_DOUBLE_EQ(of("总磷 [mg·L-1]").unit.si(0.2), 0.2);
    EXPECT_DOUBLE_EQ(of("water_temperature [K]").unit.si(273.15), 0);
    EXPECT_DOUBLE_EQ(of("氨氮").unit.si(0.3), 0.3) << "without a unit that of the custom";
}

TEST(ColumnHeaders, RemarksInBracketsAreNoUnits) {
    EXPECT_EQ(variable(of("总磷(以P计)")), "total_phosphorus");
    EXPECT_EQ(of("总磷(以P计)").fault, "");
    EXPECT_EQ(of("氨氮(NH3-N)").fault, "");
    EXPECT_EQ(variable(of("铬(六价)")), "hexavalent_chromium");
}

TEST(ColumnHeaders, AUnitThatDoesNotFitIsAFault) {
    EXPECT_EQ(of("溶解氧(%)").fault, "\"%\" is no unit of 溶解氧");
    EXPECT_EQ(of("氨氮(mg/kg)").fault, "\"mg/kg\" is no unit of 氨氮");
    EXPECT_EQ(of("氨氮(bananas)").fault, "there is no unit \"bananas\"");
}

TEST(ColumnHeaders, AStationBeforeTheVariable) {
    const Column column = of("五陵:discharge [m3/s]");
    EXPECT_EQ(variable(column), "discharge");
    EXPECT_EQ(column.station, "五陵");
}

TEST(ColumnHeaders, AnUnknownOneIsGuessed) {
    EXPECT_EQ(of("溶解样(mg/L)").role, Role::unrecognised);
    EXPECT_EQ(of("溶解样(mg/L)").guess, "溶解氧");
    EXPECT_EQ(of("disolved_oxygen [mg/L]").guess, "dissolved_oxygen");
    EXPECT_EQ(of("负责人").guess, "");
    EXPECT_EQ(of("ammonia_nitrogen_flags").role, Role::unrecognised) << "flags are no unit";
}

}  // namespace
}  // namespace qingliu
