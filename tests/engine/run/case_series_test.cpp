// Series of a case out of tables and NetCDF files of others: what is declared is read, what does not fit is told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "engine/config/document.hpp"
#include "engine/io/netcdf_file.hpp"
#include "engine/run/case_values.hpp"
#include "engine/time/civil_time.hpp"

namespace qingliu {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class CaseSeries : public testing::Test {
protected:
    void SetUp() override {
        const auto* info = testing::UnitTest::GetInstance()->current_test_info();
        folder_ = std::filesystem::temp_directory_path() /
                  ("qingliu-series-" + std::string(info->name()) + "-" + std::to_string(getpid()));
        std::filesystem::create_directories(folder_);
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    /// Three stations, three days of discharge in L/s packed as tenths, one with a gap, one that begins late; a level
    /// that has no unit.
    void put_netcdf(const std::string& name) {
        NetcdfFile file(folder_ / name);
        file.define_dimension("time", 3);
        file.define_dimension("station", 3);
        VariableDescription time;
        time.name = "time";
        time.type = NumberType::float64;
        time.dimensions = {"time"};
        time.unit = "days since 2026-01-15 00:00:00";
        time.fill = false;
        file.put(file.define(time), std::vector<double>{0, 1, 2});
        VariableDescription station;
        station.name = "station_name";
        station.type = NumberType::text;
        station.dimensions = {"station"};
        const int names = file.define(station);
        file.set_attribute(names, "cf_role", "timeseries_id");
        file.put(names, std::vector<std::string>{"合河", "刘庄", "五陵"});
        VariableDescription flow;
        flow.name = "flow";
        flow.type = NumberType::float64;
        flow.dimensions = {"time", "station"};
        flow.unit = "L s-1";
        const int flows = file.define(flow);
        file.set_attribute(flows, "scale_factor", 0.1);
        file.put(flows, std::vector<double>{50000, 1, missing_double, 60000, missing_double, 7, 70000, 3, 8});
        flow.name = "level";
        flow.unit = "";
        file.put(file.define(flow), std::vector<double>(9, 71.5));
        flow.name = "area";
        flow.unit = "m2";
        file.put(file.define(flow), std::vector<double>(9, 3));
        file.finish(true);
    }

    Series read(const std::string& yaml, const std::string& unit = "m3/s") {
        reading_ = Reading();
        Series values;
        series(unit).at_least(0).read(parse_document(yaml, folder_ / "case.yaml", reading_), reading_, values);
        return values;
    }
    std::string fault(const std::string& yaml, const std::string& unit = "m3/s") {
        read(yaml, unit);
        return reading_.problems.size() == 1 ? reading_.problems.format() : "not one: " + reading_.problems.format();
    }
    void put(const std::string& name, const std::string& text) { std::ofstream(folder_ / name) << text; }

    std::filesystem::path folder_;
    Reading reading_;
};

TEST_F(CaseSeries, ATableOfAGaugeIsTakenAsItIs) {
    put("gauge.csv", "\xEF\xBB\xBF站名,流量,时间\n合河,5000,2026/1/15 8:00\n合河,6000,2026-01-16 08:00\n");
    const Series flow =
        read("{csv: gauge.csv, column: 流量, unit: L/s, time: 时间, utc_offset: +08:00, shape: linear}");
    EXPECT_TRUE(reading_.problems.empty()) << reading_.problems.format();
    EXPECT_THAT(flow.values(), ElementsAre(5, 6));
    EXPECT_EQ(flow.times()[0], *parse_instant("2026-01-15 08:00 +08:00"));
    EXPECT_EQ(flow.shape(), Series::Shape::linear);
    EXPECT_EQ(reading_.inputs.size(), 1);
}

TEST_F(CaseSeries, ATimeWithoutOffsetHasNoMeaningUnlessTheCaseSaysIt) {
    put("gauge.csv", "时间,流量 [m3/s]\n2026-01-15 08:00,5\n");
    EXPECT_THAT(fault("{csv: gauge.csv, column: 流量}"), HasSubstr("is not a time with its UTC offset"));
    read("{csv: gauge.csv, column: 流量, utc_offset: +08:00}");
    EXPECT_TRUE(reading_.problems.empty()) << reading_.problems.format();
    // a table's own offset stands above that of the case
    put("gauge.csv", "时间,流量 [m3/s]\n2026-01-15 08:00 +00:00,5\n");
    EXPECT_EQ(read("{csv: gauge.csv, column: 流量, utc_offset: +08:00}").times()[0],
              *parse_instant("2026-01-15 08:00 +00:00"));
    EXPECT_THAT(fault("{csv: gauge.csv, column: 流量, utc_offset: eight}"),
                HasSubstr("\"eight\" is no offset from UTC"));
}

TEST_F(CaseSeries, WhatDoesNotFitTheTableIsTold) {
    put("gauge.csv", "time,flow [m3/s],level\n2026-01-15 08:00 Z,5,71\n");
    EXPECT_THAT(fault("{csv: gauge.csv, column: flow, unit: L/s}"), HasSubstr("has a unit already"));
    EXPECT_THAT(fault("{csv: gauge.csv, column: level, unit: m}"), HasSubstr("\"m\" is no unit of a discharge"));
    EXPECT_THAT(fault("{csv: gauge.csv, column: flow, time: tim}"), HasSubstr("did you mean \"time\"?"));
    EXPECT_THAT(fault("{csv: gauge.csv, column: flow, station: a}"), HasSubstr("\"station\" goes with netcdf only"));
    EXPECT_THAT(fault("{csv: gauge.csv, column: flow, tme: time}"), HasSubstr("did you mean \"time\"?"));
    EXPECT_THAT(fault("{csv: gauge.csv, column: level}"), HasSubstr("the column \"level\" is not a discharge"));
    EXPECT_THAT(fault("{step: [[2026-01-01 00:00 Z, 1 m3/s]], unit: L/s}"), HasSubstr("\"unit\" goes with csv only"));
}

TEST_F(CaseSeries, SemicolonsAndTabsPartCellsToo) {
    put("gauge.csv", "time;flow [m3/s]\n2026-01-15 08:00 Z;5.5\n");
    EXPECT_THAT(read("{csv: gauge.csv, column: flow}").values(), ElementsAre(5.5));
    put("gauge.csv", "time\tflow [m3/s]\n2026-01-15 08:00 Z\t6.5\n");
    EXPECT_THAT(read("{csv: gauge.csv, column: flow}").values(), ElementsAre(6.5));
    // a comma in the header is the delimiter, whatever else it holds
    put("gauge.csv", "time,flow; of the gauge [m3/s]\n2026-01-15 08:00 Z,7.5\n");
    EXPECT_THAT(read("{csv: gauge.csv, column: flow; of the gauge}").values(), ElementsAre(7.5));
    put("gauge.csv", "time;flow [m3/s]\n2026-01-15 08:00 Z;5,5\n");
    EXPECT_THAT(fault("{csv: gauge.csv, column: flow}"), HasSubstr("\"5,5\" has a comma in its number"));
}

TEST_F(CaseSeries, AStationOfANetcdfFileByNameOrNumber) {
    put_netcdf("gauges.nc");
    const Series flow = read("{netcdf: gauges.nc, variable: flow, station: 合河, shape: linear}");
    ASSERT_TRUE(reading_.problems.empty()) << reading_.problems.format();
    EXPECT_THAT(flow.values(), ElementsAre(5, 6, 7));  // tenths of L/s
    EXPECT_EQ(flow.times()[1], *parse_instant("2026-01-16 00:00 Z"));
    EXPECT_EQ(flow.shape(), Series::Shape::linear);
    EXPECT_EQ(reading_.inputs.size(), 1);
    EXPECT_EQ(read("{netcdf: gauges.nc, variable: flow, station: 1}").values(), flow.values());
    // what begins late begins late
    const Series late = read("{netcdf: gauges.nc, variable: flow, station: 五陵}");
    EXPECT_THAT(late.values(), ElementsAre(testing::DoubleEq(7e-4), testing::DoubleEq(8e-4)));
    EXPECT_EQ(late.times()[0], *parse_instant("2026-01-16 00:00 Z"));
    EXPECT_DOUBLE_EQ(read("{netcdf: gauges.nc, variable: level, station: 刘庄, unit: m}", "m").at(0), 71.5);
}

TEST_F(CaseSeries, WhatDoesNotFitTheNetcdfFileIsTold) {
    put_netcdf("gauges.nc");
    EXPECT_THAT(fault("{netcdf: gauges.nc, variable: flaw, station: 1}"), HasSubstr("did you mean \"flow\"?"));
    EXPECT_THAT(fault("{netcdf: gauges.nc, variable: flow}"), HasSubstr("\"flow\" is told at 3 stations"));
    EXPECT_THAT(fault("{netcdf: gauges.nc, variable: flow, station: 合江}"),
                HasSubstr("the file has no station \"合江\""));
    EXPECT_THAT(fault("{netcdf: gauges.nc, variable: flow, station: 4}"), HasSubstr("the file has no station \"4\""));
    EXPECT_THAT(fault("{netcdf: gauges.nc, variable: flow, station: 刘庄}"),
                HasSubstr("1 values of \"flow\" are missing, the first at 2026-01-16 00:00"));
    EXPECT_THAT(fault("{netcdf: gauges.nc, variable: area, station: 1}"),
                HasSubstr("\"area\" is in \"m2\", no unit of a discharge"));
    EXPECT_THAT(fault("{netcdf: gauges.nc, variable: level, station: 1}", "m"), HasSubstr("\"level\" has no unit"));
    EXPECT_THAT(fault("{netcdf: gauges.nc, variable: flow, station: 1, unit: m3/s}"), HasSubstr("has a unit already"));
    EXPECT_THAT(fault("{netcdf: gauges.nc, variable: flow, station: 1, scenario: none}"),
                HasSubstr("\"flow\" is not told by scenario"));
    EXPECT_THAT(fault("{netcdf: gauges.nc, station: 1}"), HasSubstr("this series has no \"variable\""));
    EXPECT_THAT(fault("{netcdf: none.nc, variable: flow}"), HasSubstr("there is no such file"));
    put("text.nc", "no NetCDF at all");
    EXPECT_THAT(fault("{netcdf: text.nc, variable: flow}"), HasSubstr("cannot read"));
    EXPECT_THAT(fault("{netcdf: gauges.nc, variable: station_name, station: 1}"), HasSubstr("nothing tells the times"));
}

}  // namespace
}  // namespace qingliu
