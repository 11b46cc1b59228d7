// What the library tells of itself, and what it says where something is wrong.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "tests/bmi/driver.hpp"

namespace qingliu::testing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::HasSubstr;

/// The text of what is thrown; empty where nothing is.
std::string complaint(const std::function<void()>& body) {
    try {
        body();
    } catch (const std::runtime_error& problem) {
        return problem.what();
    }
    return {};
}

class Description : public ::testing::Test {
protected:
    Folder folder_;
    Model model_ = started(driving(folder_, three_rivers, "pulsed"));
};

TEST_F(Description, EveryVariableFitsItsGrid) {
    EXPECT_EQ(model_->GetComponentName(), "qingliu");
    auto names = model_->GetOutputVarNames();
    EXPECT_EQ(model_->GetOutputItemCount(), static_cast<int>(names.size()));
    EXPECT_THAT(names, AllOf(Contains("water_level"), Contains("discharge"), Contains("ammonia_nitrogen"),
                             Contains("section_discharge"), Contains("channel_water_x-section__volume_flow_rate")));
    const auto inputs = model_->GetInputVarNames();
    EXPECT_EQ(model_->GetInputItemCount(), static_cast<int>(inputs.size()));
    EXPECT_THAT(inputs,
                AllOf(Contains("inflow_discharge"), Contains("inflow_ammonia_nitrogen"), Contains("gate_opening")));
    EXPECT_THAT(inputs, ::testing::Not(Contains(HasSubstr("fraction_"))));
    names.insert(names.end(), inputs.begin(), inputs.end());
    for (const auto& name : names) {
        const int grid = model_->GetVarGrid(name);
        const bool edges = model_->GetVarLocation(name) == "edge";
        const int places = edges ? model_->GetGridEdgeCount(grid) : model_->GetGridNodeCount(grid);
        EXPECT_EQ(model_->GetVarType(name), "double");
        EXPECT_EQ(model_->GetVarItemsize(name), 8);
        EXPECT_EQ(model_->GetVarNbytes(name), 8 * places) << name;
        EXPECT_NE(model_->GetVarUnits(name), "") << name;
    }
    EXPECT_EQ(model_->GetVarUnits("discharge"), "m3 s-1");
    EXPECT_EQ(model_->GetVarUnits("inflow_ammonia_nitrogen"), "g m-3");
    EXPECT_TRUE(
        same_bits(values_of(*model_, "channel_water_x-section__volume_flow_rate"), values_of(*model_, "discharge")));
}

TEST_F(Description, TheNetworkIsAMesh) {
    const int grid = model_->GetVarGrid("water_level");
    EXPECT_EQ(model_->GetGridType(grid), "unstructured");
    EXPECT_EQ(model_->GetGridRank(grid), 2);
    const auto nodes = static_cast<std::size_t>(model_->GetGridNodeCount(grid));
    EXPECT_EQ(model_->GetGridSize(grid), static_cast<int>(nodes));
    EXPECT_EQ(model_->GetGridFaceCount(grid), 0);
    std::vector<int> ends(2 * static_cast<std::size_t>(model_->GetGridEdgeCount(grid)), -1);
    model_->GetGridEdgeNodes(grid, ends.data());
    std::vector<char> met(nodes, 0);
    for (const int node : ends) {
        ASSERT_GE(node, 0);
        ASSERT_LT(node, static_cast<int>(nodes));
        met[static_cast<std::size_t>(node)] = 1;
    }
    EXPECT_EQ(std::ranges::count(met, 1), static_cast<int>(nodes));
    std::vector<double> x(nodes), y(nodes);
    model_->GetGridX(grid, x.data());
    model_->GetGridY(grid, y.data());
    // 清河 from 113.5 to 113.7 degrees east, the boundary node half a cell beyond
    EXPECT_NEAR(*std::ranges::min_element(x), 113.5, 0.01);
    EXPECT_NEAR(*std::ranges::max_element(x), 113.7, 0.01);
    const int sections = model_->GetVarGrid("section_discharge");
    EXPECT_EQ(model_->GetGridType(sections), "points");
    EXPECT_EQ(model_->GetGridSize(sections), 1);
    EXPECT_EQ(model_->GetGridType(model_->GetVarGrid("time")), "scalar");
    EXPECT_EQ(model_->GetGridRank(model_->GetVarGrid("time")), 0);
    EXPECT_EQ(model_->GetVarGrid("section_discharge@清河口"), model_->GetVarGrid("time"));
    std::vector<int> none(8);
    EXPECT_THAT(complaint([&] { model_->GetGridShape(grid, none.data()); }), HasSubstr("no shape"));
    model_->GetGridNodesPerFace(grid, none.data());  // of none
    EXPECT_EQ(none, std::vector<int>(8));
    EXPECT_THAT(complaint([&] { model_->GetGridFaceNodes(sections, none.data()); }), HasSubstr("no faces"));
    EXPECT_THAT(complaint([&] { model_->GetGridSize(99); }), HasSubstr("no grid 99"));
}

TEST_F(Description, ValuesAtIndices) {
    const auto all = values_of(*model_, "water_level");
    std::vector<int> places = {5, 0, 7};
    std::vector<double> some(3);
    model_->GetValueAtIndices("water_level", some.data(), places.data(), 3);
    EXPECT_TRUE(same_bits(some, {all[5], all[0], all[7]}));
    places = {1};
    some = {2.5};
    model_->SetValueAtIndices("inflow_discharge", places.data(), 1, some.data());
    EXPECT_EQ(value_of(*model_, "inflow_discharge@东河来水"), 2.5);
    EXPECT_EQ(value_of(*model_, "inflow_discharge@清河来水"), 6);
    places = {99};
    EXPECT_THAT(complaint([&] { model_->GetValueAtIndices("water_level", some.data(), places.data(), 1); }),
                HasSubstr("there is no number 99"));
    EXPECT_THAT(complaint([&] { model_->SetValueAtIndices("inflow_discharge", places.data(), 1, some.data()); }),
                HasSubstr("inflow_discharge has 4 values"));
}

TEST_F(Description, WhatMayNotBeSetIsSaidAndChangesNothing) {
    const auto before = values_of(*model_, "inflow_discharge");
    std::vector<double> wrong = {1, -2, 31, std::numeric_limits<double>::quiet_NaN()};
    const auto text = complaint([&] { model_->SetValue("inflow_discharge", wrong.data()); });
    EXPECT_THAT(text, AllOf(HasSubstr("inflow_discharge@东河来水 cannot be -2: at least 0 m3 s-1"),
                            HasSubstr("inflow_discharge@渠首 cannot be 31: from 0 to 30 m3 s-1"),
                            HasSubstr("inflow_discharge@区间 cannot be nan")));
    EXPECT_TRUE(same_bits(values_of(*model_, "inflow_discharge"), before));
    EXPECT_THAT(complaint([&] { set(*model_, "gate_opening", 2.6); }), HasSubstr("from 0 to 2.5 m"));
    EXPECT_THAT(complaint([&] { set(*model_, "inflow_ammonia_nitrogen@渠首", -1); }), HasSubstr("at least 0 g m-3"));
    EXPECT_THAT(complaint([&] { set(*model_, "water_volume_in", 1); }), HasSubstr("can be read and not set"));
    EXPECT_THAT(complaint([&] { set(*model_, "inflow_discharg", 1); }),
                HasSubstr("did you mean \"inflow_discharge\"?"));
    EXPECT_THAT(complaint([&] { set(*model_, "inflow_discharge@清河來水", 1); }),
                HasSubstr("did you mean \"清河来水\"?"));
    EXPECT_THAT(complaint([&] { values_of(*model_, "water_level@清河口"); }), HasSubstr("have no names"));
    const Model untouched = started(driving(folder_, three_rivers, "pulsed"));
    untouched->Update();
    model_->Update();
    EXPECT_TRUE(same_bits(everything(*model_), everything(*untouched)));
    auto* const inflow = static_cast<double*>(model_->GetValuePtr("inflow_discharge@清河来水"));
    *inflow = -1;
    EXPECT_THAT(complaint([&] { model_->Update(); }), HasSubstr("cannot be -1"));
    EXPECT_EQ(model_->GetCurrentTime(), model_->GetTimeStep());
    *inflow = 6;
    model_->Update();
}

TEST_F(Description, TimeGoesForwardsToTheEnd) {
    model_->UpdateUntil(7200);
    EXPECT_THAT(complaint([&] { model_->UpdateUntil(3600); }), HasSubstr("cannot go back to 3600 s"));
    EXPECT_THAT(complaint([&] { model_->UpdateUntil(6 * 86400); }), HasSubstr("beyond the end of the case, 432000 s"));
    EXPECT_THAT(complaint([&] { model_->UpdateUntil(std::nan("")); }), HasSubstr("nan"));
    EXPECT_EQ(model_->GetCurrentTime(), 7200);
    model_->UpdateUntil(7200);  // it is there already
}

TEST(Initialization, SaysWhatIsWrongAndPrintsNothing) {
    const Folder folder;
    const Model model = new_model();
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    EXPECT_THAT(complaint([&] { model->Update(); }), HasSubstr("not initialized"));
    EXPECT_THAT(complaint([&] { model->Initialize((folder.path() / "none.yaml").string()); }), HasSubstr("none.yaml"));
    EXPECT_THAT(complaint([&] { model->Initialize((root / three_rivers).string()); }),
                HasSubstr("the keys case and scenario, one of none, pulsed"));
    EXPECT_THAT(complaint([&] { model->Initialize(driving(folder, three_rivers, "pulse")); }),
                AllOf(HasSubstr("pulse.yaml:2:11"), HasSubstr("did you mean \"pulsed\"?")));
    EXPECT_THAT(complaint([&] { model->Initialize(folder.write("a.yaml", "case: b.yaml\nscenario: c\n")); }),
                HasSubstr("b.yaml"));
    EXPECT_THAT(complaint([&] { model->Initialize(folder.write("c.yaml", "cse: b.yaml\nscenario: c\n")); }),
                HasSubstr("did you mean \"case\"?"));
    // every fault of a case, as the program tells them
    // (those tests know other processes and standards, hence four more than they count)
    EXPECT_THAT(
        complaint([&] { model->Initialize(driving(folder, "tests/broken/26-everything-at-once/case.yaml", "none")); }),
        AllOf(HasSubstr("boundaries.yaml:23:46"), HasSubstr("network.yaml:38:23"), HasSubstr("13 errors")));
    model->Initialize(driving(folder, three_rivers, "none"));
    EXPECT_THAT(complaint([&] { model->Initialize("again.yaml"); }), HasSubstr("initialized already"));
    model->Update();
    EXPECT_EQ(::testing::internal::GetCapturedStdout(), "");
    EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
}

TEST(Initialization, WhatOperatorsDecideIsTheirs) {
    const Folder folder;
    const Model model = started(driving(folder, "validation/operation/case.yaml", "shared"));
    EXPECT_THAT(complaint([&] { set(*model, "abstraction_discharge@town", 0.5); }),
                HasSubstr("the operators of scenario shared decide it"));
    const Model schedules = started(driving(folder, "validation/operation/case.yaml", "fixed"));
    set(*schedules, "abstraction_discharge@town", 0.5);
}

}  // namespace
}  // namespace qingliu::testing
