// A member of the ensemble is the case it stands for, to the bit.
#include <gtest/gtest.h>

#include "engine/run/case_reader.hpp"
#include "tests/models/water/whole_run.hpp"
#include "tests/random_case.hpp"
#include "tests/same_bits.hpp"

namespace qingliu {
namespace {

using testing::run;

Case twelve_hours(unsigned seed) {
    auto c = testing::random_case(seed, 2, 12);
    c.initial.spin_up = 0;
    c.kinetic_parameters["nitrification.rate"] = {0.1 / 86400};
    return c;
}

Case with_member(Case c, const Member& member) {
    c.ensemble = {member};
    c.scenarios.push_back(c.scenarios.front());
    c.scenarios.back().name = "s0@member";
    c.scenarios.back().of = "s0";
    c.scenarios.back().member = 0;
    return c;
}

class MemberOfTheEnsemble : public ::testing::TestWithParam<unsigned> {};

TEST_P(MemberOfTheEnsemble, IsTheCaseItStandsForBitForBit) {
    Member member;
    member.warming = 4;
    member.parameters["nitrification.rate"] = {0.4 / 86400};
    member.dispersion = DispersionReach{-1, 0, 0, "fischer", 0, 0, 0.5, 80};
    const auto frames = run(with_member(twelve_hours(GetParam()), member), 2).frames;
    const ScenarioFrame &written = frames.back().scenarios.front(), &as_member = frames.back().scenarios.back();
    EXPECT_TRUE(same_bits(as_member.discharge, written.discharge)) << "the flow knows nothing of it";
    EXPECT_FALSE(same_bits(as_member.concentration, written.concentration));

    Case other = twelve_hours(GetParam());
    other.climate.water_temperature = Series(other.climate.water_temperature.at(0) + 4);
    other.kinetic_parameters["nitrification.rate"] = {0.4 / 86400};
    other.numerics.dispersion_formula = "fischer";
    other.numerics.dispersion_constant = 0.5;
    other.numerics.dispersion_max = 80;
    const auto stood_for = run(other).frames;
    EXPECT_TRUE(same_bits(as_member.concentration, stood_for.back().scenarios.front().concentration));
}

INSTANTIATE_TEST_SUITE_P(Seeds, MemberOfTheEnsemble, ::testing::Range(1U, 5U));

TEST(Ensemble, WhatEntersIsMultiplied) {
    // without decay, twice the ammonia in all that enters is twice of what entered
    Case c = twelve_hours(3);
    c.kinetics = false;
    Member member;
    member.concentration["ammonia_nitrogen"] = 2;
    const auto record = run(with_member(c, member)).record;
    const auto entered = [&](std::size_t s, const std::string& name) {
        for (const LedgerAccount& account : record.scenarios.at(s).ledger) {
            if (account.name == name) return account.in;
        }
        return -1.0;
    };
    ASSERT_GT(entered(0, "ammonia_nitrogen"), 0);
    // what comes back from the banks is what they took
    EXPECT_NEAR(entered(2, "ammonia_nitrogen") / entered(0, "ammonia_nitrogen"), 2, 0.02);
    EXPECT_EQ(entered(2, "nitrate_nitrogen"), entered(0, "nitrate_nitrogen"));
}

}  // namespace
}  // namespace qingliu
