// Water that gains or loses on its way through a face: exact in a steady chain, in both directions, whatever the step.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <numeric>

#include "tests/models/transport/network_fixture.hpp"

namespace qingliu::testing {
namespace {

constexpr double saturation = 9.1;  // g m-3

/// A deficit that falls to 1 / ratio.
PassingChange aerated(int place, double ratio) { return {place, 0, 1 / ratio, (1 - 1 / ratio) * saturation}; }

/// Twelve cells with falls at the faces 3|4 and 7|8; constituent 1 stays.
Channel with_falls(double courant) { return {12, 100, 5, 0.5, courant * 200, 2, {}, {3, 7}}; }

class SteadyChain : public ::testing::TestWithParam<double> {};

TEST_P(SteadyChain, HasTheDeficitRatioOfEveryFall) {
    Channel channel = with_falls(GetParam());
    channel.changes = {aerated(0, 1.7), aerated(1, 2.5)};
    channel.exchange_concentration = {2.5, 6};
    for (int step = 0; step < 200; ++step) channel.step();
    const double between = saturation * (1 - 1 / 1.7) + 2.5 / 1.7, below = saturation * (1 - 1 / 2.5) + between / 2.5;
    for (int c = 0; c < 12; ++c) {
        EXPECT_NEAR(channel.concentration(c, 0), c < 4 ? 2.5 : c < 8 ? between : below, 1e-10) << c;
        EXPECT_NEAR(channel.concentration(c, 1), 6, 1e-10) << c;
    }
    // all that came in left but what is stored; gained at both falls
    const double gained = channel.ledger.gained(0, 0) + channel.ledger.gained(1, 0);
    EXPECT_GT(channel.ledger.gained(0, 0), 0);
    EXPECT_NEAR(channel.ledger.total_in(0) + gained - channel.ledger.total_out(0), channel.stored(0),
                1e-12 * channel.ledger.total_in(0));
}

TEST_P(SteadyChain, TurnsWithTheFlow) {
    Channel channel = with_falls(GetParam());
    channel.changes = {aerated(0, 1.7), aerated(1, 2.5)};
    channel.boundary_concentration = {2.5, 6};
    for (double& volume : channel.water.face) volume = -volume;
    channel.water.source[0] = -channel.water.source[0];
    for (int step = 0; step < 200; ++step) channel.step();
    const double between = saturation * (1 - 1 / 2.5) + 2.5 / 2.5, below = saturation * (1 - 1 / 1.7) + between / 1.7;
    for (int c = 0; c < 12; ++c)
        EXPECT_NEAR(channel.concentration(c, 0), c < 4 ? below : c < 8 ? between : 2.5, 1e-10) << c;
}

/// Below a cell, and five cells a step: walks reach through both falls.
INSTANTIATE_TEST_SUITE_P(Courant, SteadyChain, ::testing::Values(0.3, 1.0, 2.5, 5.0));

std::vector<double> after_steps(const std::vector<PassingChange>& changes, double courant) {
    Channel channel = with_falls(courant);
    std::iota(channel.mass.begin(), channel.mass.end(), 1.0);
    channel.exchange_concentration = {2.5, 6};
    channel.changes = changes;
    for (int step = 0; step < 20; ++step) channel.step();
    return channel.mass;
}

TEST(PassingChange, LeavesOthersTheirBits) {
    for (const double courant : {0.3, 2.5}) {
        const auto plain = after_steps({}, courant), changed = after_steps({aerated(0, 1.7), aerated(1, 2.5)}, courant);
        for (std::size_t i = 0; i < plain.size(); ++i) {
            if (i % 2 == 1) {
                EXPECT_EQ(plain[i], changed[i]);
            } else if (i >= 10) {
                EXPECT_NE(plain[i], changed[i]);
            }
        }
    }
}

TEST(PassingChange, MayTakeAwayButNotMoreThanThereIs) {
    Channel channel = with_falls(1.5);
    channel.exchange_concentration = {2.5, 6};
    channel.changes = {{0, 0, 1, -1.0}, {1, 0, 1, -9.0}};
    for (int step = 0; step < 200; ++step) channel.step();
    EXPECT_NEAR(channel.concentration(5, 0), 1.5, 1e-10);
    EXPECT_NEAR(channel.concentration(10, 0), 0, 1e-10);
    EXPECT_LT(channel.ledger.gained(1, 0), 0);
}

TEST(PassingChange, RefusesWhatItCannotPlace) {
    Channel channel = with_falls(1);
    for (const auto& wrong :
         std::vector<std::vector<PassingChange>>{{{2, 0, 1, 1}}, {{0, 2, 1, 1}}, {{1, 0, 1, 1}, {0, 0, 1, 1}}}) {
        channel.changes = wrong;
        EXPECT_THROW(channel.step(), std::invalid_argument);
    }
    EXPECT_THROW(Channel(3, 100, 5, 0.5, 100, 1, {}, {2}), std::invalid_argument) << "it leads out of the network";
}

}  // namespace
}  // namespace qingliu::testing
