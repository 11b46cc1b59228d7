// Heat: equilibrium with the air, the bed, ice, and that none is lost on the way.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "models/kinetics/sunlight.hpp"
#include "models/kinetics/surface_heat.hpp"
#include "models/kinetics/temperature_law.hpp"
#include "tests/models/kinetics/water_box.hpp"

namespace qingliu {
namespace {

/// Shallow water under weather that stays.
WaterBox water_of(double temperature, double depth, const Weather& weather, const ParameterValues& values = {}) {
    WaterBox box(values, depth, 0.3, 11, {.utc_offset_minutes = 0}, {"heat"});
    box.weather = weather;
    box.put(0, temperature);
    for (std::size_t cell = 0; cell < box.cells; ++cell)
        box.in_bed(species::bed_temperature, cell) = temperature * box.bed_area[cell];
    return box;
}

Weather air_of(double temperature, double dew_point, double short_wave, double wind) {
    Weather weather;
    weather.air_temperature = temperature;
    weather.vapour_pressure = saturation_vapour_pressure(dew_point);
    weather.short_wave = short_wave;
    weather.wind_speed = wind;
    return weather;
}

TEST(Heat, WaterComesToTheSameTemperatureFromAboveAndBelow) {
    for (const char* formula : {"brunt", "swinbank"}) {
        ParameterValues values;
        values["long_wave_heating.formula"] = formula == std::string("brunt") ? 0 : 4;
        const Weather weather = air_of(22, 14, 180, 2);
        WaterBox cold = water_of(2, 0.5, weather, values), warm = water_of(35, 0.5, weather, values);
        cold.run(60 * one_day, 3600);
        warm.run(60 * one_day, 3600);
        EXPECT_NEAR(cold.get(0), warm.get(0), 1e-3);
        EXPECT_GT(cold.get(0), 15);
        EXPECT_LT(cold.get(0), 27);
    }
}

TEST(Heat, TheBedTakesWhatTheWaterLoses) {
    WaterBox box = water_of(20, 0.4, air_of(20, 10, 0, 1));
    const auto heat = [&box] {
        double sum = box.total(0);
        for (std::size_t cell = 0; cell < box.cells; ++cell)
            sum += box.in_bed(species::bed_temperature, cell) * 0.1 * 1600 * 1673 / heat_capacity_of_water;
        return sum;
    };
    for (std::size_t cell = 0; cell < box.cells; ++cell)
        box.in_bed(species::bed_temperature, cell) = 5 * box.bed_area[cell];
    const double before = heat();
    box.run(one_day, 600);
    double through_the_surface = 0;
    for (const auto& [process, amount] : box.kinetics.parts(box.ledger, "water_temperature")) {
        if (process != "bed_conduction") through_the_surface += amount;
    }
    EXPECT_NEAR(heat(), before + through_the_surface, 1e-11 * before);
    EXPECT_GT(box.in_bed(species::bed_temperature), 10 * box.bed_area[0]) << "warmed within a day";
}

/// Ice that closes the water grows by what goes through it: h^2 / 2 + (k / a) h = k dT t / (rho L) (Stefan 1891, with
/// the resistance of the air).
TEST(Heat, IceGrowsByWhatGoesThroughItAndMelts) {
    WaterBox box = water_of(3, 0.6, air_of(-8, -12, 0, 3));
    const auto thickness = [&box] { return box.in_bed(species::ice) / box.bed_area[0]; };
    while (thickness() < 0.05) {
        box.step(600);
        ASSERT_LT(box.time, 5 * one_day);
        ASSERT_GE(box.get(0), 0);
    }
    const double begin = box.time, first = thickness();
    box.run(begin + 15 * one_day, 600);
    const double k = 2.24, a = 20, growth = k * 8 * (box.time - begin) / (917 * 3.34e5);
    const double s = first + k / a;
    EXPECT_NEAR(thickness(), std::sqrt(s * s + 2 * growth) - k / a, 0.01 * thickness());
    EXPECT_NEAR(box.get(0), 0.05, 0.03);
    EXPECT_EQ(box.ledger.clipped(species::water_temperature), 0);

    const double cold = thickness();
    box.weather = air_of(12, 6, 150, 2);
    box.run(box.time + 2 * one_day, 600);
    EXPECT_LT(thickness(), cold);
    box.run(box.time + 40 * one_day, 600);
    EXPECT_LT(thickness(), 1e-4);
    EXPECT_GT(box.get(0), 5);
}

TEST(Heat, IceKeepsAirFromWater) {
    for (const double ice : {0.0, 0.2}) {
        WaterBox box(nothing_but_reaeration(2), 1.0, 0, 1, {.utc_offset_minutes = 0}, {"dissolved_oxygen", "heat"});
        box.weather = air_of(-8, -12, 0, 1);
        box.put(0, 5);
        box.put(1, 0.06);
        box.in_bed(species::ice) = ice * box.bed_area[0];
        box.step(60);
        if (ice > 0) {
            EXPECT_EQ(box.get(0), 5);
        } else {
            EXPECT_GT(box.get(0), 5);
        }
    }
}

TEST(Heat, TwoCentimetresOfWaterStayFiniteInAnyWeather) {
    for (const auto& weather : {air_of(42, 25, 1100, 8), air_of(-30, -35, 0, 15), air_of(5, 5, 0, 0)}) {
        WaterBox box = water_of(10, 0.02, weather);
        box.run(5 * one_day, 1200);
        EXPECT_TRUE(std::isfinite(box.get(0)));
        EXPECT_GE(box.get(0), 0);
        EXPECT_LT(box.get(0), 60);
    }
}

/// One exponential for all cells, or one for each: the same bits.
TEST(TemperatureLaw, IsTheSameBitsWhereTemperatureIsCarried) {
    TemperatureLaw law(0.3, 1.083);
    Drivers drivers = some_drivers();
    for (const double temperature : {0.0, 7.3, 18.0, 31.7}) {
        drivers.temperature = Block(temperature);
        Weather weather;
        weather.temperature = temperature;
        law.begin_step(weather);
        const double once = law.at(drivers)[3];
        weather.same_temperature = false;
        law.begin_step(weather);
        EXPECT_EQ(law.at(drivers)[3], once);
        EXPECT_NEAR(once, 0.3 * std::pow(1.083, temperature - 20), 1e-15);
    }
}

TEST(SurfaceHeat, EmissivitiesAreThoseOfAir) {
    for (const AirEmissivity& formula : air_emissivities()) {
        for (const double temperature : {-10.0, 5.0, 20.0, 35.0}) {
            const double e = formula.emissivity(temperature, 0.6 * saturation_vapour_pressure(temperature));
            EXPECT_GT(e, 0.6) << formula.name;
            EXPECT_LT(e, 1.0) << formula.name;
        }
    }
    EXPECT_EQ(air_emissivities().front().name, "brunt");
}

TEST(SurfaceHeat, VapourPressureAndItsSlope) {
    EXPECT_NEAR(saturation_vapour_pressure(20), 23.37, 0.1);  // hPa, any table
    for (const double t : {0.5, 14.0, 33.0}) {
        const double slope = (saturation_vapour_pressure(t + 1e-4) - saturation_vapour_pressure(t - 1e-4)) / 2e-4;
        EXPECT_NEAR(vapour_pressure_slope(Block(t), saturation_vapour_pressure(Block(t)))[0], slope, 1e-7);
    }
}

TEST(SurfaceHeat, WindFunctionsGrowWithTheWind) {
    for (const WindFunction& formula : wind_functions()) {
        double before = 0;
        for (const double wind : {0.5, 2.0, 5.0, 12.0}) {
            const double now = formula.function(wind, Block(3.0))[0];
            EXPECT_GT(now, before) << formula.name;
            before = now;
        }
        EXPECT_LT(formula.function(2, Block(0.0))[0], 30) << formula.name << ", W/m2/hPa";
    }
}

constexpr double july_first = 1751328000, december_21 = 1766275200;  // 2025, 00:00Z

TEST(Sunlight, TheSunStandsWhereTheAlmanacSays) {
    // Xinxiang, 35.3 N 113.9 E: at noon on 21 December 90 - 35.3 - 23.44 degrees, 12:22 by the clock of Beijing
    double highest = -1, when = 0;
    for (double t = december_21; t < december_21 + one_day; t += 30) {
        const double sine = sine_of_solar_altitude(t, 35.3, 113.9);
        if (sine > highest) highest = sine, when = t;
    }
    EXPECT_NEAR(std::asin(highest) * 180 / M_PI, 90 - 35.3 - 23.44, 0.1);
    EXPECT_NEAR((when - december_21) / 3600 + 8, 12 + 22.5 / 60, 0.02);
}

TEST(Sunlight, ADayOfClearSkyIsWhatIsMeasuredUnderOne) {
    for (const auto formula : {SkyView::Formula::ryan_stolzenbach, SkyView::Formula::bras}) {
        const SkyView view{35.3, 113.9, 75, formula};
        double clear = 0, covered = 0;
        for (double t = july_first; t < july_first + one_day; t += 300) {
            clear += 300 * solar_radiation(t, view, 0);
            covered += 300 * solar_radiation(t, view, 1);
        }
        EXPECT_GT(clear, 25e6) << "J m-2: about 30 MJ in early summer at this latitude";
        EXPECT_LT(clear, 33e6);
        EXPECT_NEAR(covered / clear, 0.35, 1e-12);
        EXPECT_EQ(solar_radiation(july_first + 17 * 3600, view, 0), 0) << "night";
    }
}

}  // namespace
}  // namespace qingliu
