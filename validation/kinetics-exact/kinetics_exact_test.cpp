// Still water in a box, against closed solutions: errors and orders of the steps of the kinetics.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numbers>

#include "models/kinetics/acidity.hpp"
#include "models/kinetics/oxygen.hpp"
#include "models/kinetics/surface_heat.hpp"
#include "tests/models/kinetics/water_box.hpp"
#include "validation/claims.hpp"

namespace qingliu::validation {
namespace {

/// One closed case: water to begin with, and what it holds after a time (d).
struct ClosedCase {
    std::string name;
    std::function<WaterBox()> box;
    std::size_t species;
    std::function<double(double day)> exact;  // mg/L
    std::vector<double> days;
    double reference = 0;  // mg/L at the last of the days, as computed elsewhere
    bool ordered = true;   // longer steps err more
};

/// Largest error at the days of a case with steps of `dt` (s), mg/L.
double error_with(const ClosedCase& c, double dt) {
    WaterBox box = c.box();
    double worst = 0;
    for (const double day : c.days) {
        box.run(day * one_day, dt);
        worst = std::max(worst, std::fabs(box.get(c.species) - c.exact(day)));
    }
    return worst;
}

/// Streeter & Phelps (1925): the deficit, mg/L; also where both rates are the same.
double sag(double demand, double deficit, double decay, double aeration, double day) {
    const double fed = decay == aeration
                           ? decay * demand * day * std::exp(-aeration * day)
                           : decay * demand * (std::exp(-decay * day) - std::exp(-aeration * day)) / (aeration - decay);
    return fed + deficit * std::exp(-aeration * day);
}

/// Water at freezing, where there is room for deficits.
WaterBox cold_box(const ParameterValues& values, double depth, double deficit,
                  const std::vector<std::string>& chosen = {}) {
    WaterBox box(values, depth, 0, 1, {.utc_offset_minutes = 0}, chosen);
    box.weather.temperature = 0;
    box.put(species::dissolved_oxygen, oxygen_saturation(0, 0) - deficit);
    return box;
}

ClosedCase streeter_phelps(const std::string& name, double demand, double deficit, double decay, double aeration,
                           double reference) {
    return {name,
            [=] {
                ParameterValues values = nothing_but_reaeration(aeration);
                set(values, "biochemical_oxidation.rate", decay);
                WaterBox box = cold_box(values, 1.0, deficit);
                box.put(species::biochemical_oxygen_demand, demand);
                return box;
            },
            species::dissolved_oxygen,
            [=](double day) { return oxygen_saturation(0, 0) - sag(demand, deficit, decay, aeration, day); },
            {0.5, 1, 2, 4, 8},
            oxygen_saturation(0, 0) - reference};
}

/// Demand that also settles, nitrogenous demand, bed demand, a constant net production (O'Connor 1967).
ClosedCase extended_sag() {
    const double kd = 0.3, kr = 0.45, ka = 0.8, kn = 0.2, depth = 1.5;
    return {"K02 extended sag",
            [=] {
                ParameterValues values = nothing_but_reaeration(ka);
                set(values, "biochemical_oxidation.rate", kd);
                set(values, "organic_matter_settling.velocity", (kr - kd) * depth);
                set(values, "nitrification.rate", kn);
                set(values, "sediment_oxygen_demand.rate", 1.5 - 0.4 * depth);
                WaterBox box = cold_box(values, depth, 1);
                box.put(species::biochemical_oxygen_demand, 15);
                box.put(species::ammonia_nitrogen, 8 / oxygen_of_nitrification);
                return box;
            },
            species::dissolved_oxygen,
            [=](double day) {
                const auto fed = [&](double load, double rate, double removal) {
                    return rate * load * (std::exp(-removal * day) - std::exp(-ka * day)) / (ka - removal);
                };
                const double steady = (1.0 - 1.4 + 1.5 / depth) / ka;
                const double deficit =
                    fed(15, kd, kr) + fed(8, kn, kn) + std::exp(-ka * day) + steady * (1 - std::exp(-ka * day));
                return oxygen_saturation(0, 0) - deficit;
            },
            {0.5, 1, 2, 4, 8},
            oxygen_saturation(0, 0) - 1.61432};
}

/// Organic nitrogen, ammonia, nitrite, nitrate (Bateman 1910).
ClosedCase nitrogen_chain(double third, double reference) {
    const double k1 = 0.1, k2 = 0.3;
    return {fmt::format("K04 nitrite, lost at {:g}/d", third),
            [=] {
                ParameterValues values = nothing_but_reaeration(50);
                set(values, "ammonification.rate", k1);
                set(values, "ammonia_oxidation.rate", k2);
                set(values, "nitrite_oxidation.rate", third);
                WaterBox box = cold_box(values, 1.0, 0, {"routine", "nitrite_nitrogen"});
                box.put(species::organic_nitrogen, 3);
                box.put(species::ammonia_nitrogen, 5);
                box.put(species::nitrite_nitrogen, 0.1);
                box.put(species::nitrate_nitrogen, 1);
                return box;
            },
            species::nitrite_nitrogen,
            [=](double day) {
                const double a = k1 * 3 / (k2 - k1), b = 5 - a;
                const double from_organic = k2 * a / (third - k1), from_ammonia = k2 * b / (third - k2);
                return from_organic * std::exp(-k1 * day) + from_ammonia * std::exp(-k2 * day) +
                       (0.1 - from_organic - from_ammonia) * std::exp(-third * day);
            },
            {0.5, 1, 2, 5, 10},
            reference,
            third < 100};
}

ClosedCase bed_demand() {
    return {"K05 bed demand alone",
            [] {
                ParameterValues values = nothing_but_reaeration(0.7);
                set(values, "sediment_oxygen_demand.rate", 2.0);
                return cold_box(values, 1.6, 0);
            },
            species::dissolved_oxygen,
            [](double day) { return oxygen_saturation(0, 0) - 2.0 / (1.6 * 0.7) * (1 - std::exp(-0.7 * day)); },
            {0.5, 1, 2, 4}};
}

std::vector<ClosedCase> closed_cases() {
    return {streeter_phelps("K01 sag", 20, 2, 0.3, 0.6, 1.66622),
            streeter_phelps("K01 both rates alike", 30, 1, 0.5, 0.5, 2.21619),
            streeter_phelps("K01 no sag within", 10, 3, 0.25, 1.2, 0.35617),
            extended_sag(),
            nitrogen_chain(1.5, 0.16181),
            nitrogen_chain(500, 0),
            bed_demand()};
}

TEST(KineticsExact, ClosedCasesAndTheirOrders) {
    Claims claims("kinetics-exact");
    const std::array<double, 4> steps{3600, 1800, 900, 450};
    std::vector<std::vector<std::string>> rows;
    for (const ClosedCase& c : closed_cases()) {
        if (c.reference != 0)
            claims.check(c.name + ": the solution, off the figure computed elsewhere",
                         std::fabs(c.exact(c.days.back()) - c.reference), "<=", 6e-6, "mg/L", "its last digit");
        claims.check(c.name + ": largest error with steps of 30 s", error_with(c, 30), "<=", 1e-6, "mg/L", "asked for");
        std::vector<std::string> row{c.name};
        std::vector<double> errors;
        for (const double dt : steps) {
            errors.push_back(error_with(c, dt));
            row.push_back(fmt::format("{:.1e}", errors.back()));
        }
        claims.check(c.name + ": largest error with steps of 15 min", errors[2], "<=", 1e-3, "mg/L",
                     "a tenth of the last digit a station gives");
        const double order = std::log2(errors[2] / errors[3]);
        // a loss of 500 a day holds nitrite to what feeds it, however long the step: there is no order to see
        if (c.ordered) claims.check(c.name + ": order from 900 to 450 s", order, ">=", 1.8, "1", "second order");
        row.push_back(c.ordered ? fmt::format("{:.2f}", order) : "");
        rows.push_back(row);
    }
    claims.table("Largest error, mg/L, by the step of the kinetics",
                 {"case", "3600 s", "1800 s", "900 s", "450 s", "order"}, rows);
    const auto c = streeter_phelps("", 20, 2, 0.3, 0.6, 0);
    WaterBox box = c.box();
    PlotSeries exact{"exact", {}, {}}, computed{"computed, steps of 1 h", {}, {}, PlotSeries::Style::points};
    for (double day = 0; day <= 8; day += 0.25) {
        exact.x.push_back(day);
        exact.y.push_back(c.exact(day));
        box.run(day * one_day, 3600);
        computed.x.push_back(day);
        computed.y.push_back(box.get(species::dissolved_oxygen));
    }
    claims.plot("Oxygen after Streeter and Phelps", "time, d", "oxygen, mg/L", {exact, computed});
}

/// D' = R - P sin(pi t / f) - ka D by day, R - ka D by night, after so many days that it is periodic; t from sunrise.
TEST(KineticsExact, K06DailyCurve) {
    Claims claims("kinetics-exact");
    ParameterValues values = nothing_but_reaeration(3);
    set(values, "photosynthesis.maximum", 20);
    set(values, "photosynthesis.daylight", 24 * 0.55);
    set(values, "photosynthesis.noon", 12);
    set(values, "respiration.rate", 6);
    WaterBox box(values, 1.0);
    const double saturation = oxygen_saturation(20, 0), sunrise = 0.5 - 0.5 * 0.55;
    box.put(species::dissolved_oxygen, saturation);
    double worst = 0;
    for (const auto& [after, deficit] : std::vector<std::pair<double, double>>{
             {0, 1.10748}, {0.1, 0.835166}, {0.25, -0.754094}, {0.5, -1.8508}, {0.75, 0.110525}, {0.9, 0.795218}}) {
        box.run((20 + sunrise + after) * one_day, 60);
        worst = std::max(worst, std::fabs(saturation - box.get(species::dissolved_oxygen) - deficit));
    }
    claims.check("K06 daily curve of photosynthesis, figures computed elsewhere", worst, "<=", 1e-4, "mg/L",
                 "asked for");
}

/// Water under weather that stays, without a bed. `wind` at 7 m, `sun` what is not reflected (W m-2).
WaterBox water_under(double sun, double air, double dew_point, double wind, double temperature) {
    ParameterValues values;
    set(values, "short_wave_heating.reflection", 0);
    WaterBox box(values, 1.0, 0, 1, {.utc_offset_minutes = 0}, {"water_temperature"});
    box.weather.short_wave = sun;
    box.weather.air_temperature = air;
    box.weather.vapour_pressure = saturation_vapour_pressure(dew_point);
    box.weather.wind_speed = wind / std::pow(0.7, 0.15);
    box.put(0, temperature);
    return box;
}

TEST(KineticsExact, K07HeatOfTheSurface) {
    Claims claims("kinetics-exact");
    double worst = 0;
    WaterBox box = water_under(200, 20, 12, 2, 15);
    for (const auto& [hours, temperature] :
         std::vector<std::pair<double, double>>{{6, 15.5215}, {24, 16.7981}, {72, 18.7302}, {240, 19.9813}}) {
        box.run(hours * 3600, 1200);
        worst = std::max(worst, std::fabs(box.get(0) - temperature));
    }
    claims.check("K07 warming over ten days, steps of 20 min, figures computed elsewhere", worst, "<=", 0.01, "degC",
                 "asked for");
    double off = 0, slope_off = 0;
    for (const auto& [sun, air, dew_point, wind, equilibrium, exchange] :
         std::vector<std::array<double, 6>>{{200, 20, 12, 2, 20.0306, 22.7786}, {80, 5, 1, 3, 1.92938, 15.8966}}) {
        WaterBox settled = water_under(sun, air, dew_point, wind, 10);
        settled.run(120 * one_day, 3600);
        off = std::max(off, std::fabs(settled.get(0) - equilibrium));
        const auto flux = [&](double temperature) {
            WaterBox one = water_under(sun, air, dew_point, wind, temperature);
            one.step(1);
            return (one.get(0) - temperature) * heat_capacity_of_water;
        };
        const double slope = flux(equilibrium - 0.01) - flux(equilibrium + 0.01);
        slope_off = std::max(slope_off, std::fabs(slope / 0.02 / exchange - 1));
    }
    claims.check("K07 equilibrium under two weathers", off, "<=", 0.01, "degC", "asked for");
    claims.check("K07 exchange coefficient at equilibrium", slope_off, "<=", 1e-3, "1",
                 "central difference over 0.02 degC of a second's warming");
}

TEST(KineticsExact, K08SaturationAndK10Reaeration) {
    Claims claims("kinetics-exact");
    double worst = 0;
    for (const auto& [temperature, sea, high] : std::vector<std::array<double, 3>>{{0, 14.6208, 12.9424},
                                                                                   {5, 12.771, 11.3049},
                                                                                   {10, 11.2879, 9.99209},
                                                                                   {15, 10.0839, 8.92623},
                                                                                   {20, 9.09243, 8.04862},
                                                                                   {25, 8.26346, 7.31481},
                                                                                   {30, 7.5588, 6.69105}}) {
        worst = std::max({worst, std::fabs(oxygen_saturation(temperature, 0) - sea),
                          std::fabs(oxygen_saturation(temperature, 1000) - high)});
    }
    claims.check("K08 saturation from 0 to 30 degC, at the sea and at 1000 m", worst, "<=", 1e-4, "mg/L", "asked for");
    double off = 0;
    for (const auto& [speed, depth, rate] : std::vector<std::array<double, 3>>{
             {0.2, 0.5, 6.5239}, {0.5, 1.5, 1.51266}, {0.8, 3.0, 0.676481}, {0.1, 0.3, 10.5496}, {1.2, 2.0, 1.89532}})
        off = std::max(off, std::fabs(covar<8>(Block(speed), Block(depth))[0] / rate - 1));
    claims.check("K10 reaeration by Covar's choice, five rivers", off, "<=", 1e-5, "1", "the last digit of the table");
}

TEST(KineticsExact, K11UnionisedAmmonia) {
    Claims claims("kinetics-exact");
    double worst = 0;
    for (const auto& [ph, temperature, share] :
         std::vector<std::array<double, 3>>{{7.5, 20, 0.012361}, {8.5, 25, 0.152052}, {9.0, 10, 0.156543}}) {
        const AcidityTotals any = acidity_totals(Block(100.0), Block(24.0), Block(1.0), Block(0.0));
        const Acidity water =
            acidity_at(acidity_constants(Block(temperature), Block(0.0)), any, Block(std::pow(10.0, -ph)));
        worst = std::max(worst, std::fabs(water.ammonia_share[0] - share));
    }
    claims.check("K11 share of ammonia that is NH3, three waters", worst, "<=", 1e-6, "1",
                 "the last digit of the table");
}

/// Extent of one process over a moment at noon, from water that holds 4 mg/L of everything: so short that nothing
/// changes meanwhile, and what the ledger says is the rate.
double extent_at(const ProcessEntry& entry, const ParameterValues& values, double temperature) {
    std::vector<std::string> names = everything_but_heat();
    for (const std::size_t replacing : entry.description.replaced_by)
        std::erase(names, known_constituents()[replacing].name);
    const auto constituents = constituents_of(some_waters(), names);
    const auto in_bed = bed_constituents_of(names);
    Kinetics kinetics(constituents, {entry}, values, {.utc_offset_minutes = 0}, in_bed);
    auto ledger = kinetics.make_ledger();
    const std::vector<double> one{1.0};
    std::vector<double> mass(constituents.size(), 4.0), bed(in_bed.size(), 4.0);
    kinetics.step(0.5 * one_day, 1e-9,
                  {.weather = {.temperature = temperature, .short_wave = 400},
                   .volume = one,
                   .depth = one,
                   .velocity = one,
                   .top_width = one,
                   .length = one,
                   .bed_area = one},
                  mass, ledger, bed);
    const auto [species, coefficient] = entry.description.row.front();
    const auto parts = kinetics.parts(ledger, known_constituents()[species].name);
    return parts.empty() ? std::nan("") : parts.front().second / coefficient;
}

TEST(KineticsExact, K09TemperatureFactors) {
    Claims claims("kinetics-exact");
    std::vector<std::vector<std::string>> rows;
    double worst = 0;
    for (const ProcessEntry& entry : kinetic_processes()) {
        ParameterValues values;
        double theta = 0;
        for (const ParameterDeclaration& declaration : entry.description.parameters) {
            const std::string parameter = declaration.name.substr(declaration.name.find('.') + 1);
            if (parameter == "theta") theta = declaration.default_value;
            if (parameter == "rate" || parameter == "maximum" || parameter == "fixed_rate")
                set(values, declaration.name, 2);
            if (parameter == "cold_end") set(values, declaration.name, -60);
            if (parameter == "cold_start") set(values, declaration.name, -50);
        }
        if (theta == 0) continue;
        const std::string& name = entry.description.name;
        const auto extent = [&](double temperature) {
            // what drives reaeration changes with the temperature too
            const double drive = name == "reaeration" ? oxygen_saturation(temperature, 0) - 4 : 1;
            return extent_at(entry, values, temperature) / drive;
        };
        std::vector<std::string> row{name, fmt::format("{:g}", theta)};
        const double middle = extent(20);
        for (const double temperature : {10.0, 15.0, 25.0, 30.0}) {
            const double ratio = extent(temperature) / middle;
            const double off = std::fabs(ratio / std::pow(theta, temperature - 20) - 1);
            worst = std::isfinite(off) ? std::max(worst, off) : off;
            row.push_back(fmt::format("{:.4f}", ratio));
        }
        rows.push_back(row);
        ASSERT_TRUE(std::isfinite(worst)) << name;
    }
    claims.check("K09 rates at 10, 15, 25 and 30 degC over that at 20, off theta^(T - 20), worst of all processes",
                 worst, "<=", 1e-12, "1", "exact but for rounding");
    claims.table("Rate of each process over that at 20 degC",
                 {"process", "theta", "10 degC", "15 degC", "25 degC", "30 degC"}, rows);
}

}  // namespace
}  // namespace qingliu::validation
