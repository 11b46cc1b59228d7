#include "models/assessment/arrival.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <stdexcept>
#include <vector>

#include "tests/time_constants.hpp"

namespace qingliu {
namespace {

TEST(Arrival, HalfOfTheRiseBetweenTwoPoints) {
    const std::vector<double> time{0, 1 * one_hour, 2 * one_hour, 3 * one_hour, 4 * one_hour};
    const std::vector<double> tracer{0.1, 0.1, 0.3, 0.9, 0.9};
    const auto pulses = pulse_arrivals(time, tracer, std::vector<double>{0.5 * one_hour});
    ASSERT_EQ(pulses.size(), 1U);
    // Half of 0.1 .. 0.9 is 0.5: a third of the way from 2 h to 3 h.
    EXPECT_NEAR(pulses[0].arrival, (2 + 1.0 / 3) * one_hour, 1e-9);
    EXPECT_NEAR(pulses[0].travel_time, (1.5 + 1.0 / 3) * one_hour, 1e-9);
    EXPECT_EQ(pulses[0].initial, 0.1);
    EXPECT_EQ(pulses[0].peak, 0.9);
    EXPECT_FALSE(pulses[0].still_rising);
    EXPECT_NEAR(pulse_arrivals(time, tracer, std::vector<double>{0.0}, 0.1)[0].arrival, (1 + 0.4) * one_hour, 1e-9);
}

TEST(Arrival, NoRiseIsNoArrival) {
    const std::vector<double> time{0, 1, 2, 3};
    const std::vector<double> flat{0.2, 0.2, 0.205, 0.2};
    const std::vector<double> falling{0.9, 0.5, 0.2, 0.1};
    for (const auto& tracer : {flat, falling}) {
        const auto pulses = pulse_arrivals(time, tracer, std::vector<double>{0});
        ASSERT_EQ(pulses.size(), 1U);
        EXPECT_TRUE(std::isnan(pulses[0].arrival));
        EXPECT_TRUE(std::isnan(pulses[0].travel_time));
    }
    EXPECT_TRUE(std::isnan(pulse_arrivals(time, flat, std::vector<double>{10})[0].arrival));
    EXPECT_TRUE(pulse_arrivals({}, {}, std::vector<double>{10}).empty());
    EXPECT_THROW(pulse_arrivals(time, std::vector<double>{1}, std::vector<double>{0}), std::runtime_error);
}

TEST(Arrival, SaysThatTheRiseIsNotOver) {
    const std::vector<double> time{0, 1, 2};
    EXPECT_TRUE(pulse_arrivals(time, std::vector<double>{0, 0.2, 0.5}, std::vector<double>{0})[0].still_rising);
    // A lasting release: the share creeps up to the end, and the last day no longer matters.
    std::vector<double> days, creeping;
    for (int day = 0; day <= 20; ++day) {
        days.push_back(day * 24 * one_hour);
        creeping.push_back(0.5 * (1 - std::exp(-day)));
    }
    EXPECT_FALSE(pulse_arrivals(days, creeping, std::vector<double>{0})[0].still_rising);
    days.resize(4);
    creeping.resize(4);
    EXPECT_TRUE(pulse_arrivals(days, creeping, std::vector<double>{0})[0].still_rising);
}

/// Pulses every `interval` that last `length`, `travel` later at the section, smeared by an hour on either side.
std::vector<double> plume(const std::vector<double>& time, const std::vector<double>& start, double travel,
                          double length, const std::vector<double>& height) {
    std::vector<double> tracer(time.size(), 0.05);
    for (std::size_t i = 0; i < time.size(); ++i) {
        for (std::size_t k = 0; k < start.size(); ++k) {
            const double since = time[i] - start[k] - travel;
            const double front = 0.5 * (1 + std::tanh(since / one_hour));
            const double back = 0.5 * (1 - std::tanh((since - length) / one_hour));
            tracer[i] += height[k] * front * back;
        }
    }
    return tracer;
}

TEST(Arrival, TellsPulsesCloserThanTheirTravelTimeApart) {
    std::vector<double> time;
    for (int i = 0; i <= 30 * 24; ++i) time.push_back(i * one_hour);
    const std::vector<double> start{24 * one_hour, 144 * one_hour, 264 * one_hour};
    for (double travel : {20 * one_hour, 100 * one_hour, 150 * one_hour}) {
        for (const auto& height : {std::vector<double>{0.6, 0.6, 0.6}, std::vector<double>{0.5, 0.7, 0.6},
                                   std::vector<double>{0.7, 0.6, 0.5}}) {
            const auto pulses = pulse_arrivals(time, plume(time, start, travel, 48 * one_hour, height), start);
            ASSERT_EQ(pulses.size(), 3U);
            for (std::size_t k = 0; k < 3; ++k) {
                EXPECT_NEAR(pulses[k].travel_time, travel, 600)
                    << "pulse " << k << " of travel time " << travel / one_hour << " h";
            }
        }
    }
}

TEST(Arrival, ReleasesStartWhereTheyBeginToClimb) {
    const Series steps({0, 100, 200, 300, 400, 500}, {2.8, 5, 10, 2.8, 10, 10}, Series::Shape::step);
    EXPECT_EQ(release_starts(steps, 0, 1000, 2.8), (std::vector<double>{100, 400}));
    EXPECT_EQ(release_starts(steps, 0, 1000, 0), (std::vector<double>{0, 400}));  // it also began to run at the start
    EXPECT_EQ(release_starts(steps, 150, 1000, 5), (std::vector<double>{200, 400}));
    EXPECT_EQ(release_starts(steps, 0, 400, 2.8), (std::vector<double>{100}));
    const Series ramp({0, 100, 200, 300}, {0, 0, 10, 0}, Series::Shape::linear);
    EXPECT_EQ(release_starts(ramp, 0, 1000), (std::vector<double>{100}));
    EXPECT_TRUE(release_starts(Series(0.0), 0, 1000).empty());
    EXPECT_TRUE(release_starts(Series(), 0, 1000).empty());
    EXPECT_EQ(release_starts(Series(4.0), 0, 1000), (std::vector<double>{0}));
}

}  // namespace
}  // namespace qingliu
