// The surrogate of the redox potential: its end members, that it falls as acceptors give out, and where it is shown.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "models/kinetics/observables.hpp"
#include "models/kinetics/redox.hpp"

namespace qingliu {
namespace {

TEST(Redox, HasTheEndMembersOfItsSources) {
    EXPECT_NEAR(redox_surrogate(1e9, 0, 0, 7), 880 - 59.16 * 7, 1e-5);
    EXPECT_NEAR(redox_surrogate(0, 1e9, 0, 7), 200, 1e-5);
    EXPECT_EQ(redox_surrogate(0, 0, 0, 7), 0);
    // of the free energies -744.53, 12.08 and -237.13 kJ/mol of sulfate, bisulfide and water, eight electrons
    const double standard = -(12.08 + 4 * -237.13 + 744.53) / (8 * 96.485) * 1e3;
    EXPECT_NEAR(redox_surrogate(0, 0, 1e9, 7), standard - 59.16 * 9 / 8 * 7, 0.1);
    EXPECT_NEAR(redox_surrogate(0, 0, 1e9, 7), -217.3, 0.1);
    EXPECT_NEAR(redox_surrogate(0.5, 0, 0, 7), 0.5 * (880 - 59.16 * 7), 1e-9) << "half way at the half saturation";
}

TEST(Redox, FallsAsAcceptorsGiveOutAndWithThePh) {
    double before = 1e9;
    for (const double oxygen : {10.0, 5.0, 2.0, 0.5, 0.1, 0.0}) {
        const double now = redox_surrogate(oxygen, 1, 0.2, 7);
        EXPECT_LT(now, before);
        before = now;
    }
    for (const double nitrate : {0.5, 0.05, 0.0}) {
        const double now = redox_surrogate(0, nitrate, 0.2, 7);
        EXPECT_LT(now, before);
        before = now;
    }
    for (const double sulfide : {1.0, 10.0}) {
        const double now = redox_surrogate(0, 0, sulfide, 7);
        EXPECT_LT(now, before);
        before = now;
    }
    EXPECT_NEAR(redox_surrogate(3, 2, 0, 8) - redox_surrogate(3, 2, 0, 7), -59.16, 1e-9);
    // the grades of the guide of 2015: no oxygen and sulfide is heavy (below -200), well aired water none (above 50)
    EXPECT_LT(redox_surrogate(0, 0, 3, 7), -200);
    EXPECT_GT(redox_surrogate(2, 1, 0, 7), 50);
}

TEST(Redox, IsShownAsASurrogateWhereSulfideIsCarried) {
    const auto list = observables_of(constituents_of({}, {"routine", "sulfide"}));
    ASSERT_EQ(list.size(), 1U);
    EXPECT_EQ(list[0].name, "redox_potential_surrogate");
    EXPECT_EQ(list[0].unit, "mV");
    EXPECT_THAT(list[0].long_name, testing::HasSubstr("surrogate"));
    EXPECT_THAT(list[0].made_of, testing::ElementsAre("dissolved_oxygen", "nitrate_nitrogen", "sulfide"));
    EXPECT_TRUE(observables_of(constituents_of({}, {"routine"})).empty());
    const auto carried = constituents_of({}, {"routine", "sulfide"});
    const Observables observables(carried, {});
    std::vector<double> water(carried.size(), 0.0), read(1);
    water[0] = 0.5;
    observables.read(water, 20, read);
    EXPECT_NEAR(read[0], redox_surrogate(0.5, 0, 0, 7), 1e-12);
}

}  // namespace
}  // namespace qingliu
