#include "models/kinetics/diel_method.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "tests/time_constants.hpp"

namespace qingliu {
namespace {

// figures computed elsewhere: P 20, R 6 mg/L/d, ka 3 1/d, daylight 0.55 d
const DielMetabolism known_metabolism{3 / one_day, 20 / one_day, 6 / one_day};
constexpr double known_daylight = 0.55 * one_day;

TEST(DielMethod, CurveIsTheKnownOne) {
    for (const auto& [after, deficit] : std::vector<std::pair<double, double>>{
             {0, 1.10748}, {0.1, 0.835166}, {0.25, -0.754094}, {0.5, -1.8508}, {0.75, 0.110525}, {0.9, 0.795218}})
        EXPECT_NEAR(diel_deficit(known_metabolism, known_daylight, after * one_day), deficit, 6e-6) << after;
    EXPECT_NEAR(diel_deficit(known_metabolism, known_daylight, one_day),
                diel_deficit(known_metabolism, known_daylight, 0), 1e-12);
    const DielCurve curve = diel_curve(known_metabolism, known_daylight);
    EXPECT_NEAR(curve.lag / one_hour, 3.86484, 3e-5);  // a minimum is flat: it was searched to 1e-6 d
    const auto slope_at = [&](double lag) {
        const double t = 0.5 * known_daylight + lag;
        return diel_deficit(known_metabolism, known_daylight, t + 300) -
               diel_deficit(known_metabolism, known_daylight, t - 300);
    };
    EXPECT_LT(slope_at(curve.lag - 1), 0);
    EXPECT_GT(slope_at(curve.lag + 1), 0);
    EXPECT_NEAR(curve.range, 3.17723, 6e-6);
    EXPECT_NEAR(curve.mean, -0.334272, 6e-7);
}

TEST(DielMethod, InverseGivesBackWhatMadeTheCurve) {
    std::mt19937 random(5);
    std::uniform_real_distribution<double> logarithm(std::log(0.05), std::log(200.0)),
        light(7 * one_hour, 17 * one_hour), amount(0.5, 50);
    for (int trial = 0; trial < 200; ++trial) {
        const DielMetabolism made{std::exp(logarithm(random)) / one_day, amount(random) / one_day,
                                  amount(random) / one_day};
        const double daylight = light(random);
        const auto found = diel_method(diel_curve(made, daylight), daylight);
        ASSERT_TRUE(found.has_value());
        EXPECT_NEAR(found->reaeration / made.reaeration, 1, 1e-7);
        EXPECT_NEAR(found->photosynthesis / made.photosynthesis, 1, 1e-7);
        EXPECT_NEAR(found->respiration / made.respiration, 1, 1e-6);
    }
}

TEST(DielMethod, CurveObeysItsEquation) {
    // D' + ka D - R is minus what the light makes
    constexpr double dt = 20;
    for (const double at : {0.05, 0.2, 0.5, 0.6, 0.95}) {
        const double t = at * one_day;
        const double slope = (diel_deficit(known_metabolism, known_daylight, t + dt) -
                              diel_deficit(known_metabolism, known_daylight, t - dt)) /
                             (2 * dt);
        const double light = at < 0.55 ? std::sin(std::acos(-1.0) * at / 0.55) : 0;
        EXPECT_NEAR((slope + known_metabolism.reaeration * diel_deficit(known_metabolism, known_daylight, t) -
                     known_metabolism.respiration) *
                        one_day,
                    -20 * light, 1e-4)
            << at;
    }
}

TEST(DielMethod, LagFallsAsReaerationGrows) {
    double before = 12 * one_hour;
    for (double ka = 0.01; ka < 1e3; ka *= 1.3) {
        const double lag = diel_curve({ka / one_day, 1 / one_day, 1 / one_day}, 13 * one_hour).lag;
        EXPECT_LT(lag, before);
        before = lag;
    }
    EXPECT_GT(before, 0);
}

TEST(DielMethod, NothingFromALagThatNoReaerationHas) {
    EXPECT_FALSE(diel_method({-1 * one_hour, 3, 0}, 12 * one_hour));
    EXPECT_FALSE(diel_method({0, 3, 0}, 12 * one_hour));
    EXPECT_FALSE(diel_method({5 * one_hour, 3, 0}, 12 * one_hour));
    EXPECT_FALSE(diel_method({std::nan(""), 3, 0}, 12 * one_hour));
    EXPECT_TRUE(diel_method({4 * one_hour, 3, 0}, 12 * one_hour));
}

TEST(DielMethod, ReadingsOfADayGiveTheCurve) {
    // from midnight, noon at 12 h, every quarter of an hour
    std::vector<double> time, deficit;
    for (double t = 0; t < one_day; t += 900) {
        time.push_back(t);
        const double after = t - (12 * one_hour - 0.5 * known_daylight);
        deficit.push_back(diel_deficit(known_metabolism, known_daylight, after < 0 ? after + one_day : after));
    }
    const DielCurve seen = read_diel_curve(time, deficit, 12 * one_hour),
                    exact = diel_curve(known_metabolism, known_daylight);
    // what a parabola of three hours makes of a curve that is none
    EXPECT_NEAR(seen.lag, exact.lag, 60);
    EXPECT_NEAR(seen.range, exact.range, 0.01);
    EXPECT_NEAR(seen.mean, exact.mean, 1e-6);
}

TEST(DielMethod, TooFewReadingsAreRefused) {
    EXPECT_THROW(read_diel_curve(std::vector<double>{0, 1}, std::vector<double>{1, 2}, 0), std::invalid_argument);
    EXPECT_THROW(read_diel_curve(std::vector<double>{0, 1, 2}, std::vector<double>{1, 2}, 0), std::invalid_argument);
}

}  // namespace
}  // namespace qingliu
