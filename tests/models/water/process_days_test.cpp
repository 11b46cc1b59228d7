// What each process made, by river and day: with the balance of the run, and the same bits however it is run.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "tests/models/water/whole_run.hpp"
#include "tests/random_case.hpp"
#include "tests/same_bits.hpp"
#include "tests/time_constants.hpp"

namespace qingliu {
namespace {

using testing::Outcome;
using testing::run;

/// Two midnights in the run, one of them in the last hours.
Case fifty_hours(unsigned seed, int scenarios) {
    auto c = testing::random_case(seed, scenarios, 50);
    c.initial.spin_up = 6 * one_hour;
    return c;
}

/// All bits of every day, river and part.
bool same_daily_amounts(const ScenarioRecord& a, const ScenarioRecord& b) {
    if (a.daily_amounts.size() != b.daily_amounts.size()) return false;
    for (std::size_t day = 0; day < a.daily_amounts.size(); ++day) {
        if (!same_bits(a.daily_amounts[day], b.daily_amounts[day])) return false;
    }
    return true;
}

struct Sum {
    double total = 0, size = 0;
    void add(double amount) {
        total += amount;
        size += std::fabs(amount);
    }
};

class ProcessDaysInARun : public ::testing::TestWithParam<unsigned> {};

TEST_P(ProcessDaysInARun, AddUpToTheLedger) {
    const auto c = fifty_hours(GetParam(), 2);
    const auto result = run(c);
    const auto& parts = result.record.process_parts;
    const auto entries =
        std::ranges::count_if(parts, [](const ProcessPart& part) { return part.process != ProcessPart::clipped; });
    ASSERT_GE(entries, 15);
    for (const auto& scenario : result.record.scenarios) {
        ASSERT_EQ(scenario.daily_amounts.size(), 3U);
        std::map<std::pair<std::string, std::string>, Sum> of_part;
        std::map<std::string, Sum> of_constituent;
        for (const auto& day : scenario.daily_amounts) {
            ASSERT_EQ(day.size(), c.network.rivers.size() * parts.size());
            for (std::size_t i = 0; i < day.size(); ++i) {
                const auto& part = parts[i % parts.size()];
                of_part[{part.constituent, part.process}].add(day[i]);
                of_constituent[part.constituent].add(day[i]);
            }
        }
        std::ptrdiff_t compared = 0;
        for (const auto& account : scenario.ledger) {
            const auto& all = of_constituent[account.name];
            EXPECT_NEAR(all.total, account.reacted, 1e-13 * all.size) << account.name;
            for (const auto& [name, amount] : account.parts) {
                const auto found = of_part.find({account.name, name});
                if (found == of_part.end()) continue;
                EXPECT_NEAR(found->second.total, amount, 1e-13 * found->second.size) << account.name << " " << name;
                compared += name == ProcessPart::clipped ? 0 : 1;
            }
        }
        EXPECT_EQ(compared, entries) << "every entry of the matrix is a part of some account";
    }
}

/// Each day is told as what it made itself: a run that ends with it has made as much until then.
TEST_P(ProcessDaysInARun, ADayIsWhatTheRunMadeOnIt) {
    const auto c = fifty_hours(GetParam(), 1);
    const auto whole = run(c);
    auto shorter = c;
    shorter.end = 24 * one_hour;
    const auto first = run(shorter);
    ASSERT_EQ(first.record.scenarios[0].daily_amounts.size(), 1U);
    EXPECT_EQ(first.record.scenarios[0].daily_amounts[0], whole.record.scenarios[0].daily_amounts[0]);
    const auto& last = whole.record.scenarios[0].daily_amounts;
    double of_whole_day = 0, of_two_hours = 0;
    for (std::size_t i = 0; i < last[1].size(); ++i) {
        of_whole_day += std::fabs(last[1][i]);
        of_two_hours += std::fabs(last[2][i]);
    }
    EXPECT_GT(of_two_hours, 0.02 * of_whole_day);
    EXPECT_LT(of_two_hours, 0.5 * of_whole_day);
}

TEST_P(ProcessDaysInARun, AreTheSameBitsAloneInAnyPackAndOnAnyThreads) {
    const auto c = fifty_hours(GetParam(), 6);
    const auto one = run(c, 1), two = run(c, 2);
    for (std::size_t s = 0; s < 6; ++s)
        EXPECT_TRUE(same_daily_amounts(one.record.scenarios[s], two.record.scenarios[s])) << s;
    const auto alone = run(c, 1, {4});
    EXPECT_TRUE(same_daily_amounts(alone.record.scenarios[0], one.record.scenarios[4]));
    EXPECT_FALSE(same_daily_amounts(one.record.scenarios[0], one.record.scenarios[1]))
        << "the scenarios must differ for this to say anything";
}

TEST_P(ProcessDaysInARun, GoOnFromACheckpoint) {
    const auto c = fifty_hours(GetParam(), 3);
    const auto whole = run(c);
    for (const double kept_at : {9 * one_hour, 24 * one_hour, 31 * one_hour}) {
        auto until = c;
        until.end = kept_at;
        RunOptions keeps;
        keeps.checkpoint_at = kept_at;
        const auto first = run(until, keeps);
        auto later = c;
        later.initial.scenario.clear();
        RunOptions goes_on;
        goes_on.from = &first.state;
        const auto second = run(later, goes_on);
        for (std::size_t s = 0; s < 3; ++s)
            EXPECT_TRUE(same_daily_amounts(whole.record.scenarios[s], second.record.scenarios[s]))
                << kept_at << " " << s;
    }
}

/// A forecast that begins from a state begins its balance, and its first day tells what has been made since.
TEST_P(ProcessDaysInARun, BeginAnewWithACase) {
    const auto c = fifty_hours(GetParam(), 1);
    RunOptions keeps;
    keeps.checkpoint_at = 9 * one_hour;
    const auto whole = run(c, keeps);
    auto later = c;
    later.start = 9 * one_hour;
    later.initial = {};
    RunOptions goes_on;
    goes_on.from = &whole.state;
    const auto second = run(later, goes_on);
    const auto &old = whole.record.scenarios[0].daily_amounts, &fresh = second.record.scenarios[0].daily_amounts;
    ASSERT_EQ(fresh.size(), 3U);
    double of_old = 0, of_fresh = 0;
    for (std::size_t i = 0; i < old[0].size(); ++i) {
        of_old += std::fabs(old[0][i]);
        of_fresh += std::fabs(fresh[0][i]);
        EXPECT_NEAR(fresh[1][i], old[1][i], 1e-9 * std::fabs(old[1][i]));
    }
    EXPECT_LT(of_fresh, 0.9 * of_old);
    EXPECT_GT(of_fresh, 0.3 * of_old);
}

TEST(ProcessDaysWithoutKinetics, AreNone) {
    auto c = testing::random_case(1, 1, 26);
    c.kinetics = false;
    const auto result = run(c);
    EXPECT_TRUE(result.record.process_parts.empty());
    for (const auto& day : result.record.scenarios[0].daily_amounts) EXPECT_TRUE(day.empty());
}

INSTANTIATE_TEST_SUITE_P(Seeds, ProcessDaysInARun, ::testing::Values(3U, 8U));

}  // namespace
}  // namespace qingliu
