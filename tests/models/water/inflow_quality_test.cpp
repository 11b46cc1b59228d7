// What the water of an inflow carries over a step.
#include <gtest/gtest.h>

#include "models/kinetics/constituents.hpp"
#include "models/water/inflow_quality.hpp"

namespace qingliu {
namespace {

TEST(InflowQuality, AMeanStaysBetweenTheValuesWhateverTheYear) {
    // seconds since 1970 end at 2e-7: a step of a minute does not take the clock exactly a minute on
    Case c;
    c.start = 1767225600;
    c.waters = {{"local", ""}};
    Quality quality;
    quality.name = "changing";
    quality.concentration["conductivity"] =
        Series({c.start, c.start + 3600, c.start + 7200}, {30, 10, 20}, Series::Shape::step);
    c.qualities.push_back(quality);
    PointSource source;
    source.name = "inflow";
    source.quality = 0;
    c.sources.push_back(source);
    const auto constituents = constituents_of(c.waters);
    std::size_t place = 0;
    while (constituents[place].name != "conductivity") ++place;
    const InflowQuality inflow(c, {{.cell = 0, .index = 0}}, constituents);
    std::vector<double> values;
    const double dt = 50.607123456;
    for (double time = c.start + 0.1234567; time + dt < c.start + 3600; time += dt) {
        inflow.mean(time, dt, values);
        EXPECT_LE(values[place], 30 * (1 + 1e-15)) << time - c.start;
        EXPECT_GE(values[place], 30 * (1 - 1e-15)) << time - c.start;
    }
    inflow.mean(c.start + 3000, 1200, values);
    EXPECT_NEAR(values[place], 20, 1e-12);
    inflow.mean(c.start - 1200, 1200, values);
    EXPECT_EQ(values[place], 30);
}

}  // namespace
}  // namespace qingliu
