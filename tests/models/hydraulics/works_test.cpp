// What every law of a work must hold, whatever its kind: finite and continuous everywhere, its derivatives those of its
// discharge, rising with the level upstream and falling with the level downstream, nothing from a dry bed, the same
// bits in any pack.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>
#include <set>

#include "tests/models/hydraulics/work_samples.hpp"

namespace qingliu {
namespace {

using testing::WorkSample;

constexpr double lowest = 9.5, highest = 15;

class EveryWork : public ::testing::TestWithParam<WorkSample> {
protected:
    EveryWork() : work_(make_work<1>(GetParam().structure, testing::sample_site())) {}
    [[nodiscard]] FaceLaw<1> law(double up, double down, double setting) const { return work_->law(up, down, setting); }
    [[nodiscard]] double discharge(double up, double down, double setting) const {
        return law(up, down, setting).discharge[0];
    }
    /// Calls with pairs of levels all over the range, also equal ones and ones at round figures.
    template <class See>
    void everywhere(const See& see) const {
        for (const double setting : GetParam().settings) {
            for (double up = lowest; up <= highest && !HasFailure(); up += 0.193) {
                for (double down = lowest; down <= highest; down += 0.217) see(up, down, setting);
                for (const double apart : {0.0, 1e-9, -1e-9, 1e-5, -1e-5, 1e-3, -1e-3}) see(up, up + apart, setting);
            }
        }
    }

private:
    std::unique_ptr<Work<1>> work_;
};

TEST_P(EveryWork, IsFiniteEverywhere) {
    everywhere([&](double up, double down, double setting) {
        const auto a = law(up, down, setting);
        ASSERT_TRUE(std::isfinite(a.discharge[0]) && std::isfinite(a.by_level_up[0]) &&
                    std::isfinite(a.by_level_down[0]) && std::isfinite(a.velocity[0]))
            << up << ' ' << down << ' ' << setting;
        ASSERT_LT(std::fabs(a.by_level_up[0]) + std::fabs(a.by_level_down[0]), 1e6)
            << up << ' ' << down << ' ' << setting;
    });
}

TEST_P(EveryWork, RisesWithTheLevelAboveAndFallsWithTheLevelBelow) {
    everywhere([&](double up, double down, double setting) {
        const auto a = law(up, down, setting);
        const double slack = 1e-9 * (1 + std::fabs(a.discharge[0]));
        ASSERT_GE(a.by_level_up[0], -slack) << up << ' ' << down << ' ' << setting;
        ASSERT_LE(a.by_level_down[0], slack) << up << ' ' << down << ' ' << setting;
    });
}

TEST_P(EveryWork, DerivativesAreThoseOfTheDischarge) {
    long compared = 0, seen = 0;
    // central differences, extrapolated to order 4; not across a kink, where the slope bends
    const auto difference = [](const auto& f) {
        const auto central = [&](double step) { return (f(step) - f(-step)) / (2 * step); };
        constexpr double step = 2e-5;
        return (4 * central(step / 2) - central(step)) / 3;
    };
    everywhere([&](double up, double down, double setting) {
        ++seen;
        if (std::fabs(up - down) < 2e-3) return;  // the rounding of the root is as narrow as the differences
        const auto here = law(up, down, setting);
        const auto check = [&](double derivative, const auto& f, const auto& slope) {
            if (std::fabs(slope(2e-5) + slope(-2e-5) - 2 * derivative) > 5e-7 * (1 + std::fabs(derivative))) return;
            ASSERT_NEAR(derivative, difference(f), 1e-6 * (1 + std::fabs(derivative)))
                << up << ' ' << down << ' ' << setting;
            ++compared;
        };
        check(
            here.by_level_up[0], [&](double d) { return discharge(up + d, down, setting); },
            [&](double d) { return law(up + d, down, setting).by_level_up[0]; });
        check(
            here.by_level_down[0], [&](double d) { return discharge(up, down + d, setting); },
            [&](double d) { return law(up, down + d, setting).by_level_down[0]; });
    });
    EXPECT_GT(compared, seen) << "at least half of both derivatives must have been comparable";
}

TEST_P(EveryWork, IsContinuousThroughEveryChangeOfRegime) {
    // where the discharge changes most over an interval, halve it 38 times: the change must vanish with the interval
    const auto largest_jump = [](const auto& f) {
        double worst = 0;
        for (double z = lowest; z < highest; z += 0.01) {
            double a = z, b = z + 0.01, fa = f(a), fb = f(b);
            for (int k = 0; k < 38; ++k) {
                const double middle = 0.5 * (a + b), fm = f(middle);
                const bool first = std::fabs(fm - fa) > std::fabs(fb - fm);
                (first ? b : a) = middle;
                (first ? fb : fa) = fm;
            }
            worst = std::max(worst, std::fabs(fb - fa));
        }
        return worst;
    };
    for (const double setting : GetParam().settings) {
        for (const double fixed : {9.9, 10.3, 10.9, 11.6, 13.0, 14.5}) {
            EXPECT_LT(largest_jump([&](double z) { return discharge(z, fixed, setting); }), 1e-8)
                << fixed << ' ' << setting;
            EXPECT_LT(largest_jump([&](double z) { return discharge(fixed, z, setting); }), 1e-8)
                << fixed << ' ' << setting;
        }
    }
}

TEST_P(EveryWork, PassesNothingFromADryBed) {
    for (const double setting : GetParam().settings) {
        EXPECT_EQ(discharge(10.0, 9.8, setting), 0);
        EXPECT_EQ(discharge(10.0, 9.0, setting), 0);
        EXPECT_GE(discharge(9.9, 9.8, setting), 0);
        EXPECT_LE(discharge(9.9, 9.8, setting), 0);
    }
}

TEST_P(EveryWork, ReversedIsTheMirrorImage) {
    if (!GetParam().mirrored) GTEST_SKIP() << "one way only, or unlike on both sides";
    everywhere([&](double up, double down, double setting) {
        ASSERT_NEAR(discharge(up, down, setting), -discharge(down, up, setting), 1e-12) << up << ' ' << down;
    });
}

TEST_P(EveryWork, HasTheSameBitsInAPack) {
    const auto four = make_work<4>(GetParam().structure, testing::sample_site());
    const auto& settings = GetParam().settings;
    for (double up = lowest; up < highest; up += 0.37) {
        for (double down = lowest; down < highest; down += 0.41) {
            Lanes<4> a(0.0), b(0.0), s(0.0);
            for (int lane = 0; lane < 4; ++lane) {
                a.set(lane, up + 0.013 * lane);
                b.set(lane, down - 0.017 * lane * lane);
                s.set(lane, settings[static_cast<std::size_t>(lane) % settings.size()]);
            }
            const auto together = four->law(a, b, s);
            for (int lane = 0; lane < 4; ++lane) {
                const auto alone = law(a[lane], b[lane], s[lane]);
                for (const auto& [x, y] : {std::pair(together.discharge[lane], alone.discharge[0]),
                                           {together.by_level_up[lane], alone.by_level_up[0]},
                                           {together.by_level_down[lane], alone.by_level_down[0]}}) {
                    ASSERT_EQ(std::memcmp(&x, &y, sizeof x), 0) << x << ' ' << y;
                }
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Kinds, EveryWork, ::testing::ValuesIn(testing::work_samples()), [](const auto& sample) {
    std::string name = sample.param.label;
    for (char& letter : name) letter = letter == ' ' ? '_' : letter;
    return name;
});

TEST(Catalogue, EveryKindHasASample) {
    std::set<std::string> sampled;
    for (const auto& sample : testing::work_samples()) sampled.insert(sample.structure.kind);
    for (const auto& kind : structure_kinds()) EXPECT_TRUE(sampled.count(kind.name)) << kind.name;
}

TEST(Catalogue, SettingsAreParameters) {
    for (const auto& kind : structure_kinds()) {
        if (kind.setting.empty()) continue;
        EXPECT_NE(kind.parameter(kind.setting), nullptr) << kind.name;
        if (kind.setting_limit.empty()) continue;
        EXPECT_NE(kind.parameter(kind.setting_limit), nullptr) << kind.name;
    }
}

TEST(Figures, AskedForWhatIsNotDeclaredIsABug) {
    const auto gate = testing::sample_structure("gate", {{"width", 3}});
    const auto kinds = structure_kinds();
    const Figures figures(kinds.front(), gate);
    EXPECT_EQ(figures("width"), 3);
    EXPECT_EQ(figures("discharge_coefficient"), 1) << "the default";
    EXPECT_THROW(static_cast<void>(figures("colour")), std::logic_error);
    EXPECT_THROW(static_cast<void>(figures("sill")), std::logic_error) << "compulsory and not given";
}

}  // namespace
}  // namespace qingliu
