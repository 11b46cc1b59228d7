#include "models/observations/netcdf_observations.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

#include "engine/base/problems.hpp"
#include "engine/io/netcdf_file.hpp"

namespace qingliu {
namespace {

class NetcdfObservations : public testing::Test {
protected:
    std::filesystem::path file_ =
        std::filesystem::path(testing::TempDir()) /
        (std::string("qingliu_") + testing::UnitTest::GetInstance()->current_test_info()->name() + ".nc");
    ~NetcdfObservations() override { std::filesystem::remove(file_); }

    static int variable(NetcdfFile& file, const std::string& name, std::vector<std::string> dimensions,
                        const std::string& unit, NumberType type = NumberType::float64) {
        VariableDescription description;
        description.name = name;
        description.type = type;
        description.dimensions = std::move(dimensions);
        description.unit = unit;
        description.fill = false;
        return file.define(description);
    }
    static void add_stations(NetcdfFile& file) {
        file.define_dimension("station", 2);
        const int names = variable(file, "station_name", {"station"}, "", NumberType::text);
        file.set_attribute(names, "cf_role", "timeseries_id");
        file.put(names, std::vector<std::string>{"五陵", "刘庄"});
    }
    [[nodiscard]] Observations read(const ObservationOptions& options = {}) const {
        return read_observations(file_, options);
    }
};

TEST_F(NetcdfObservations, AnOrthogonalArrayWithEitherDimensionFirst) {
    NetcdfFile file(file_);
    add_stations(file);
    file.define_dimension("time", 3);
    file.put(variable(file, "time", {"time"}, "hours since 2026-02-04 00:00:00"), std::vector<double>{0, 4, 8});
    file.put(variable(file, "DO", {"station", "time"}, "mg L-1"), std::vector<double>{1, 2, 3, 4, 5, 6});
    file.put(variable(file, "discharge", {"time", "station"}, "L s-1"),
             std::vector<double>{1000, 2000, 3000, 4000, 5000, 6000});
    file.put(variable(file, "battery", {"time", "station"}, "V"), std::vector<double>(6, 1));
    file.put(variable(file, "NH3-N", {"time", "station"}, "kg"), std::vector<double>(6, 1));
    file.finish(true);
    const Observations o = read();
    ASSERT_EQ(o.rows(), 6U);
    EXPECT_THAT(o.station, testing::ElementsAre(0, 0, 0, 1, 1, 1));
    EXPECT_DOUBLE_EQ(o.time[1] - o.time[0], 4 * 3600.0);
    EXPECT_DOUBLE_EQ(o.values[o.at(4, static_cast<std::size_t>(o.find("dissolved_oxygen")))], 5);
    EXPECT_DOUBLE_EQ(o.values[o.at(4, static_cast<std::size_t>(o.find("discharge")))], 4.0);
    ASSERT_EQ(o.notes.size(), 2U);
    EXPECT_THAT(o.notes[0].text, testing::HasSubstr("the variable battery is not understood"));
    EXPECT_THAT(o.notes[1].text, testing::HasSubstr("in \"kg\", no unit of ammonia_nitrogen"));
}

TEST_F(NetcdfObservations, RaggedArrays) {
    for (const bool indexed : {false, true}) {
        NetcdfFile file(file_);
        add_stations(file);
        file.define_dimension("obs", 3);
        file.put(variable(file, "time", {"obs"}, "days since 1970-01-01"), std::vector<double>{2, 1, 5});
        if (indexed) {
            const int index = variable(file, "station_index", {"obs"}, "", NumberType::int32);
            file.set_attribute(index, "instance_dimension", "station");
            file.put(index, std::vector<int>{1, 1, 0});
        } else {
            const int count = variable(file, "row_size", {"station"}, "", NumberType::int32);
            file.set_attribute(count, "sample_dimension", "obs");
            file.put(count, std::vector<int>{1, 2});
        }
        file.put(variable(file, "discharge", {"obs"}, "m3 s-1"), std::vector<double>{7, 8, 9});
        file.finish(true);
        const Observations o = read();
        EXPECT_THAT(o.station, testing::ElementsAre(0, 1, 1));
        EXPECT_THAT(o.values, indexed ? testing::ElementsAre(9, 8, 7) : testing::ElementsAre(7, 8, 9));
    }
}

TEST_F(NetcdfObservations, ASeriesOfOneStation) {
    NetcdfFile file(file_);
    file.define_dimension("time", 2);
    file.put(variable(file, "time", {"time"}, "seconds since 1970-01-01T00:00:00Z"), std::vector<double>{0, 60});
    const int values = variable(file, "turbidity", {"time"}, "NTU");
    file.set_attribute(values, "missing_value", -9999);
    file.set_attribute(values, "scale_factor", 2);
    file.put(values, std::vector<double>{-9999, 5});
    file.finish(true);
    const Observations o = read({.station = "五陵"});
    ASSERT_EQ(o.rows(), 1U);
    EXPECT_EQ(o.stations[0].name, "五陵");
    EXPECT_DOUBLE_EQ(o.values[0], 10);
}

TEST_F(NetcdfObservations, WhatCannotBeReadIsToldAsAFaultOfTheFile) {
    {
        NetcdfFile file(file_);
        file.define_dimension("time", 1);
        file.put(variable(file, "time", {"time"}, "fortnights since 1970-01-01"), std::vector<double>{0});
        file.put(variable(file, "DO", {"time"}, "mg/L"), std::vector<double>{8});
        file.finish(true);
    }
    EXPECT_THROW(static_cast<void>(read()), InputError);
    std::filesystem::resize_file(file_, std::filesystem::file_size(file_) / 2);
    EXPECT_THROW(static_cast<void>(read()), FileError) << "a file cut short";
}

}  // namespace
}  // namespace qingliu
