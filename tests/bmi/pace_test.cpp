// At whatever pace another program goes, alone or beside another instance, once or again.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/bmi/driver.hpp"

namespace qingliu::testing {
namespace {

std::vector<double> after_a_day(bmi::Bmi& model) {
    model.UpdateUntil(86400);
    return everything(model);
}

TEST(Pace, PiecesThatEndOnOutputsKeepTheBits) {
    const Folder folder;
    const auto file = driving(folder, three_rivers, "pulsed");
    const Model one = started(file), pieces = started(file), steps = started(file);
    const auto expected = after_a_day(*one);
    for (const double hour : {3, 3, 15, 18, 24}) pieces->UpdateUntil(hour * 3600);
    EXPECT_TRUE(same_bits(everything(*pieces), expected));
    for (int step = 0; step < 8; ++step) steps->Update();
    EXPECT_EQ(steps->GetCurrentTime(), 86400);
    EXPECT_TRUE(same_bits(everything(*steps), expected));
    // a driver that adds up its own steps is off by round-off
    const Model summed = started(file);
    double time = 0;
    for (int step = 0; step < 240; ++step) time += 0.1;
    summed->UpdateUntil(time * 3600);
    EXPECT_TRUE(same_bits(everything(*summed), expected));
}

/// A step has to end where a piece does: other steps, the same water within the error that is allowed of a step.
TEST(Pace, OtherPiecesStayWithinTheErrorOfTheSteps) {
    const Folder folder;
    const auto file = driving(folder, three_rivers, "pulsed");
    const Model one = started(file), pieces = started(file);
    static_cast<void>(after_a_day(*one));
    for (double time = 4321; time < 86400; time += 4321) {
        pieces->UpdateUntil(time);
        ASSERT_EQ(pieces->GetCurrentTime(), time);
    }
    pieces->UpdateUntil(86400);
    EXPECT_FALSE(same_bits(everything(*one), everything(*pieces)));
    const auto level = values_of(*one, "water_level"), again = values_of(*pieces, "water_level");
    double largest = 0;
    for (std::size_t i = 0; i < level.size(); ++i) largest = std::fmax(largest, std::fabs(level[i] - again[i]));
    EXPECT_LT(largest, 1e-5);  // m; measured 1e-6, where flow_tolerance of 1e-3 allows a step about a millimetre
    EXPECT_NEAR(value_of(*one, "water_volume_in"), value_of(*pieces, "water_volume_in"),
                1e-9 * value_of(*one, "water_volume_in"));
}

TEST(Pace, TwoInstancesDoNotDisturbEachOther) {
    const Folder folder;
    const auto none = driving(folder, three_rivers, "none"), pulsed = driving(folder, three_rivers, "pulsed");
    const auto alone = after_a_day(*started(none)), alone_pulsed = after_a_day(*started(pulsed));
    const Model a = started(none), b = started(pulsed);
    for (int step = 0; step < 8; ++step) {
        a->Update();
        b->Update();
    }
    EXPECT_TRUE(same_bits(everything(*a), alone));
    EXPECT_TRUE(same_bits(everything(*b), alone_pulsed));
    EXPECT_FALSE(same_bits(alone, alone_pulsed));
}

TEST(Pace, ItStartsAnewAfterFinalize) {
    const Folder folder;
    const auto file = driving(folder, three_rivers, "none");
    const Model model = started(file);
    const auto first = after_a_day(*model);
    model->Finalize();
    model->Finalize();  // harmless
    EXPECT_THROW(model->GetCurrentTime(), std::runtime_error);
    model->Initialize(file);
    EXPECT_EQ(model->GetCurrentTime(), 0);
    EXPECT_TRUE(same_bits(after_a_day(*model), first));
}

TEST(Pace, TimesAreThoseOfTheCase) {
    const Folder folder;
    const Model model = started(driving(folder, three_rivers, "none"));
    EXPECT_EQ(model->GetTimeUnits(), "s");
    EXPECT_EQ(model->GetStartTime(), 0);
    EXPECT_EQ(model->GetEndTime(), 5 * 86400);
    EXPECT_EQ(model->GetTimeStep(), 3 * 3600);
    EXPECT_EQ(value_of(*model, "time"), 1768406400);  // 2026-01-15 00:00 +08:00
    model->UpdateUntil(model->GetEndTime() - 3600);
    model->Update();  // no further than the end
    EXPECT_EQ(model->GetCurrentTime(), model->GetEndTime());
    EXPECT_THROW(model->Update(), std::runtime_error);
}

}  // namespace
}  // namespace qingliu::testing
