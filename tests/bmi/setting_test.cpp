// What another program sets: it acts from the next step on, to the drop, and nothing else changes.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/bmi/driver.hpp"

namespace qingliu::testing {
namespace {

TEST(Setting, WhatTheSeriesHaveChangesNoBit) {
    const Folder folder;
    const auto file = driving(folder, three_rivers, "pulsed");
    const Model alone = started(file), driven = started(file);
    while (alone->GetCurrentTime() < alone->GetEndTime()) {
        // 东河来水 rises between two outputs, where a value that is set would stand still: it is left alone
        set(*driven, "inflow_discharge@清河来水", 6);
        set(*driven, "inflow_discharge@区间", 0.5);
        set(*driven, "inflow_discharge@渠首", alone->GetCurrentTime() < 2 * 86400 ? 10 : 0);
        for (const auto& name : driven->GetInputVarNames()) {
            if (name == "inflow_discharge") continue;
            auto values = values_of(*driven, name);
            driven->SetValue(name, values.data());
        }
        alone->Update();
        driven->Update();
        ASSERT_TRUE(same_bits(everything(*alone), everything(*driven)));
    }
    EXPECT_EQ(value_of(*driven, "gate_opening@城关闸"), 0.5);
    EXPECT_EQ(value_of(*driven, "inflow_discharge@渠首"), 0);
}

TEST(Setting, AnotherInflowIsThatMuchMoreWater) {
    const Folder folder;
    const auto file = driving(folder, three_rivers, "none");
    const Model less = started(file), more = started(file);
    const double stored = value_of(*less, "water_volume_stored");
    const double day = 86400;
    less->UpdateUntil(day);
    more->UpdateUntil(day);
    set(*more, "inflow_discharge@清河来水", 9);  // m3 s-1, in place of 6
    set(*more, "inflow_discharge@区间", 1.25);   // along a stretch, in place of 0.5
    EXPECT_EQ(value_of(*more, "inflow_discharge@清河来水"), 9);
    less->UpdateUntil(2 * day);
    more->UpdateUntil(2 * day);
    const auto in = [](bmi::Bmi& model) { return value_of(model, "water_volume_in"); };
    const double extra = in(*more) - in(*less);
    EXPECT_NEAR(extra, 3.75 * day, 1e-9 * in(*more));  // round-off of the two sums
    EXPECT_NEAR(value_of(*more, "inflow_volume@清河来水"), (6 + 9) * day, 1e-9 * 15 * day);
    EXPECT_NEAR(value_of(*more, "inflow_volume@区间"), (0.5 + 1.25) * day, 1e-9 * 1.75 * day);
    for (bmi::Bmi* model : {less.get(), more.get()}) {
        const double change = value_of(*model, "water_volume_stored") - stored;
        EXPECT_NEAR(in(*model) - value_of(*model, "water_volume_out"), change, 1e-9 * in(*model));
    }
    // and once it is set back, no more than that
    set(*more, "inflow_discharge@清河来水", 6);
    set(*more, "inflow_discharge@区间", 0.5);
    less->UpdateUntil(3 * day);
    more->UpdateUntil(3 * day);
    EXPECT_NEAR(in(*more) - in(*less), extra, 1e-9 * in(*more));
}

TEST(Setting, AWithdrawalTakesThatMuch) {
    const Folder folder;
    const auto file = driving(folder, three_rivers, "none");
    const Model less = started(file), more = started(file);
    set(*more, "abstraction_discharge", 0.9);  // m3 s-1, in place of 0.4
    less->UpdateUntil(86400);
    more->UpdateUntil(86400);
    const auto taken = [](bmi::Bmi& model) { return value_of(model, "abstraction_volume@水厂"); };
    EXPECT_NEAR(taken(*less), 0.4 * 86400, 1e-9 * 86400);
    EXPECT_NEAR(taken(*more), 0.9 * 86400, 1e-9 * 86400);
    EXPECT_EQ(value_of(*more, "abstraction_discharge@水厂"), 0.9);
}

TEST(Setting, TheLevelAtTheEndBacksWaterUp) {
    const Folder folder;
    const auto file = driving(folder, three_rivers, "none");
    const Model low = started(file), high = started(file);
    EXPECT_EQ(value_of(*low, "end_water_level@清河"), 68);
    for (int update = 0; update < 8; ++update) {
        set(*low, "end_water_level", 68);
        low->Update();
    }
    const Model untouched = started(file);
    untouched->UpdateUntil(86400);
    EXPECT_TRUE(same_bits(everything(*untouched), everything(*low)));
    set(*high, "end_water_level", 69.5);
    high->UpdateUntil(86400);
    const double rise = value_of(*high, "section_water_level") - value_of(*low, "section_water_level");
    EXPECT_GT(rise, 1.0);  // half a kilometre from the end
    EXPECT_LT(rise, 1.5);
}

TEST(Setting, AGateThatIsShutPassesNothing) {
    const Folder folder;
    const Model model = started(driving(folder, three_rivers, "none"));
    set(*model, "gate_opening", 0);
    model->UpdateUntil(86400);
    // the gate stands at 3 km; behind it 西渠 and 东河 still bring water
    std::vector<int> edges(static_cast<std::size_t>(2 * model->GetGridEdgeCount(1)));
    model->GetGridEdgeNodes(1, edges.data());
    const auto discharge = values_of(*model, "discharge");
    const auto shut = std::ranges::count_if(discharge, [](double q) { return q == 0; });
    EXPECT_EQ(shut, 1);
    EXPECT_EQ(edges.size(), 2 * discharge.size());
}

TEST(Setting, WaterOfOneKindFillsTheRivers) {
    const Folder folder;
    const Model model = started(driving(folder, three_rivers, "none"));
    std::vector<double> conductivity(values_of(*model, "inflow_conductivity").size(),
                                     500);  // uS cm-1, in place of 1200
    model->SetValue("inflow_conductivity", conductivity.data());
    EXPECT_GT(value_of(*model, "section_conductivity@清河口"), 1000);
    model->UpdateUntil(model->GetEndTime());
    // 20 km at 0.4 m s-1 are flushed in a day; evaporation of 1 mm a day thickens by less than a hundredth
    EXPECT_NEAR(value_of(*model, "section_conductivity@清河口"), 500, 5);
}

TEST(Setting, ThroughAPointerIsTheSame) {
    const Folder folder;
    const auto file = driving(folder, three_rivers, "none");
    const Model by_call = started(file), by_pointer = started(file);
    auto* const inflow = static_cast<double*>(by_pointer->GetValuePtr("inflow_discharge@清河来水"));
    auto* const level = static_cast<double*>(by_pointer->GetValuePtr("section_water_level"));
    for (int update = 1; update <= 8; ++update) {
        set(*by_call, "inflow_discharge@清河来水", 6 + 0.25 * update);
        *inflow = 6 + 0.25 * update;
        by_call->Update();
        by_pointer->Update();
        ASSERT_EQ(*level, value_of(*by_call, "section_water_level"));
        ASSERT_TRUE(same_bits(everything(*by_call), everything(*by_pointer)));
    }
    EXPECT_EQ(*inflow, 8);
    EXPECT_EQ(by_pointer->GetValuePtr("inflow_discharge@清河来水"), inflow);
}

}  // namespace
}  // namespace qingliu::testing
