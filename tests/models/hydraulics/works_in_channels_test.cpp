// Works in a channel: each kind carries a steady inflow at the levels its law asks for, stands reversal and dry sides,
// and may stand at the ends of rivers and beside others.
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "models/hydraulics/flow_pack.hpp"
#include "tests/flow_setting.hpp"
#include "tests/models/hydraulics/work_samples.hpp"

namespace qingliu {
namespace {

using testing::sample_structure;
using testing::WorkSample;

River channel(const std::string& name, double bed, Outlet::Kind end, double tail = 0) {
    River river;
    river.name = river.code = name;
    river.to = 1000;
    river.max_cell = 100;
    for (const double x : {0.0, river.to}) {
        CrossSection section;
        section.chainage = x;
        section.bed_level = bed - 2e-4 * x;
        section.bottom_width = 8;
        section.side_slope = 1.5;
        section.manning_n = 0.025;
        river.sections.push_back(section);
    }
    river.outlet = Outlet{end, 2e-4, tail, {}, {}};
    return river;
}

struct Channel : testing::FlowSetting {
    using FlowSetting::FlowSetting;
    [[nodiscard]] std::size_t face(std::size_t structure) const {
        return static_cast<std::size_t>(grid.structure_face[structure]);
    }
};

Case with_work(Structure structure, const std::vector<double>& settings, double discharge, Outlet::Kind end,
               double tail = 0) {
    Case c;
    c.end = 86400;
    c.network.rivers = {channel("river", 10.1, end, tail)};
    structure.at = {0, 500};
    if (settings.size() > 1) structure.setting = Setting{"setting", "m", settings[2], 0, 10};
    c.network.structures = {structure};
    PointSource source;
    source.discharge = Series(discharge);
    source.at = {0, 0};
    c.sources = {source};
    c.scenarios.emplace_back();
    return c;
}

class WorkInAChannel : public ::testing::TestWithParam<WorkSample> {};

TEST_P(WorkInAChannel, CarriesASteadyInflowAtTheLevelsOfItsLaw) {
    const auto& sample = GetParam();
    for (const double tail : {10.3, 11.4}) {  // free and drowned
        const Channel s(with_work(sample.structure, sample.settings, 2, Outlet::Kind::stage, tail));
        const auto state = s.steady();
        for (const double q : state.discharge) EXPECT_NEAR(q, 2, 1e-6) << tail;
        const auto face = s.face(0);
        const auto up = static_cast<std::size_t>(s.grid.face_from[face]),
                   down = static_cast<std::size_t>(s.grid.face_to[face]);
        const auto work = make_work<1>(s.c.network.structures[0], s.geometry.site_of(static_cast<int>(face)));
        const double setting = s.c.network.structures[0].setting ? s.c.network.structures[0].setting->value : 0;
        EXPECT_NEAR(work->law(state.level[up], state.level[down], setting).discharge[0], 2, 1e-6) << tail;
    }
}

/// Runs a closed channel from two levels; returns the state after `hours`.
FlowState settle(const Channel& s, double left, double right, double hours) {
    const auto pack = s.pack({});
    auto state = pack->state(0);
    double before = 0;
    for (int c = 0; c < s.grid.cells(); ++c) {
        const auto i = static_cast<std::size_t>(c);
        const auto shape = s.geometry.cell_shape(c);
        state.level[i] = std::fmax(s.grid.cell_chainage[i] < 500 ? left : right, shape.bed_level);
        state.volume[i] = shape.area(state.level[i] - shape.bed_level) * s.grid.cell_length[i];
        before += state.volume[i];
    }
    pack->set_state(0, state, 0);
    while (!pack->done(0, hours * 3600)) {
        pack->attempt(hours * 3600);
        if (const auto* step = pack->taken(0)) {
            for (const double v : step->volume_after) EXPECT_GE(v, -1e-6);
        }
    }
    EXPECT_TRUE(pack->failure(0).empty()) << pack->failure(0);
    double after = 0;
    for (const double v : pack->state(0).volume) after += v;
    EXPECT_NEAR(after, before, 1e-12 * before);
    return pack->state(0);
}

TEST_P(WorkInAChannel, StandsReversalAndDrySides) {
    const auto& sample = GetParam();
    auto c = with_work(sample.structure, sample.settings, 0, Outlet::Kind::closed);
    c.sources.clear();
    const Channel s(c);
    const auto face = s.face(0);
    const auto up = static_cast<std::size_t>(s.grid.face_from[face]),
               down = static_cast<std::size_t>(s.grid.face_to[face]);
    const auto back = settle(s, 11.5, 13, 24);
    if (sample.mirrored) {
        EXPECT_GT(back.level[up], 11.6) << "water came back";
    }
    if (sample.structure.kind == "flap_gate" || sample.structure.kind == "pump") {
        EXPECT_LE(back.level[up], 11.5 + 1e-3) << "nothing comes back";
    }
    for (const auto& [left, right] : {std::pair(13.0, 0.0), {0.0, 13.0}, {0.0, 0.0}}) {
        const auto end = settle(s, left, right, 24);
        EXPECT_TRUE(std::isfinite(end.level[up]) && std::isfinite(end.level[down]));
    }
}

INSTANTIATE_TEST_SUITE_P(Kinds, WorkInAChannel, ::testing::ValuesIn(testing::work_samples()), [](const auto& sample) {
    std::string name = sample.param.label;
    for (char& letter : name) letter = letter == ' ' ? '_' : letter;
    return name;
});

TEST(WorksAtOnePlace, StandSideBySide) {
    auto c = with_work(sample_structure("gate", {{"sill", 10.2}, {"width", 3}, {"height", 2}}), {0, 0, 0.3}, 4,
                       Outlet::Kind::stage, 10.4);
    Structure weir = sample_structure("weir", {{"sill", 10.8}, {"width", 5}});
    weir.at = {0, 500.2};
    c.network.structures.push_back(weir);
    const Channel s(c);
    ASSERT_EQ(s.grid.structure_face[0], s.grid.structure_face[1]);
    const auto state = s.steady();
    const auto face = s.face(0);
    const double up = state.level[static_cast<std::size_t>(s.grid.face_from[face])],
                 down = state.level[static_cast<std::size_t>(s.grid.face_to[face])];
    const auto site = s.geometry.site_of(static_cast<int>(face));
    const double through = make_work<1>(c.network.structures[0], site)->law(up, down, 0.3).discharge[0];
    const double over = make_work<1>(weir, site)->law(up, down, 0.0).discharge[0];
    EXPECT_GT(through, 0.5);
    EXPECT_GT(over, 0.5);
    EXPECT_NEAR(through + over, 4, 1e-6);
}

TEST(WorkAtTheEnd, SpillsToTheStageBeyond) {
    for (const double tail : {9.0, 11.3}) {
        auto c = with_work(sample_structure("weir", {{"sill", 10.5}, {"width", 5}}), {0}, 3, Outlet::Kind::stage, tail);
        c.network.structures[0].at = {0, 1000};
        const Channel s(c);
        const auto state = s.steady();
        const auto face = s.face(0);
        ASSERT_EQ(s.grid.face_to[face], Grid::outside);
        EXPECT_NEAR(state.discharge[face], 3, 1e-6);
        const auto work = make_work<1>(c.network.structures[0], s.geometry.site_of(static_cast<int>(face)));
        const double level = state.level[static_cast<std::size_t>(s.grid.face_from[face])];
        EXPECT_NEAR(work->law(level, tail, 0.0).discharge[0], 3, 1e-6);
    }
}

TEST(WorkAtAnOfftake, TakesWhatItsLawSays) {
    auto c = with_work(sample_structure("orifice", {{"sill", 10.0}, {"width", 1}, {"height", 0.4}}), {0}, 5,
                       Outlet::Kind::stage, 11);
    River canal = channel("canal", 9.5, Outlet::Kind::stage, 9.6);
    canal.leaves = RiverPoint{0, 300};
    c.network.rivers.push_back(canal);
    c.network.structures[0].at = {1, 0};
    const Channel s(c);
    const auto state = s.steady();
    const auto face = s.face(0);
    ASSERT_TRUE(s.grid.face_between_rivers[face]);
    const double up = state.level[static_cast<std::size_t>(s.grid.face_from[face])],
                 down = state.level[static_cast<std::size_t>(s.grid.face_to[face])];
    const auto work = make_work<1>(c.network.structures[0], s.geometry.site_of(static_cast<int>(face)));
    EXPECT_NEAR(state.discharge[face], work->law(up, down, 0.0).discharge[0], 1e-6);
    EXPECT_GT(state.discharge[face], 0.3);
}

TEST(LateralWeir, SpillsByTheLevelOfEveryCell) {
    for (const bool to_lake : {false, true}) {
        auto c = with_work(sample_structure("lateral_weir", {{"sill", 10.6}, {"width", 100}}), {0}, 6,
                           Outlet::Kind::stage, 10.8);
        auto& weir = c.network.structures[0];
        weir.lateral = true;
        weir.at.chainage = 250;
        weir.until = 680;
        if (to_lake) {
            River lake;
            lake.name = lake.code = "lake";
            lake.to = lake.max_cell = 100;
            lake.storage = {{8, 2e4, 0}};
            lake.outlet = Outlet{Outlet::Kind::rating, 0, 0, {{10.4, 0}, {11, 20}}, {}};
            c.network.rivers.push_back(lake);
            weir.to = RiverPoint{1, 0};
        }
        const Channel s(c);
        ASSERT_EQ(s.grid.works.size(), 5U) << "a face from each cell between 200 and 700 m";
        const auto state = s.steady();
        double spilled = 0, share = 0;
        for (const auto& place : s.grid.works) {
            const auto f = static_cast<std::size_t>(place.face);
            const double level = state.level[static_cast<std::size_t>(s.grid.face_from[f])];
            const double tail = to_lake ? state.level.back() : 9;
            const auto work = make_work<1>(weir, s.geometry.site_of(place.face));
            EXPECT_NEAR(state.discharge[f], place.share * work->law(level, tail, 0.0).discharge[0], 1e-9);
            EXPECT_GT(state.discharge[f], 0);
            spilled += state.discharge[f];
            share += place.share;
        }
        EXPECT_NEAR(share, 1, 1e-12);
        EXPECT_GT(spilled, 1);
        EXPECT_NEAR(state.discharge[static_cast<std::size_t>(s.grid.outlet_face[0])], 6 - spilled, 1e-6);
        const int nearest = s.grid.face_at({0, 450});
        EXPECT_FALSE(s.grid.is_lateral(nearest)) << "sections look along the river";
        if (to_lake) {
            EXPECT_NEAR(state.discharge[static_cast<std::size_t>(s.grid.outlet_face[1])], spilled, 1e-6);
        } else {
            EXPECT_EQ(name_of_end(c.network, s.grid, s.grid.works[0].face), "spill of lateral_weir");
        }
    }
}

TEST(Storage, KeepsTheLevelItsWorkAsksForBetweenTwoRivers) {
    auto c = with_work(sample_structure("weir", {{"sill", 9.9}, {"width", 5}}), {0}, 3, Outlet::Kind::stage, 0);
    River lake;
    lake.name = lake.code = "lake";
    lake.to = lake.max_cell = 100;
    lake.storage = {{8, 1e4, 5e3}, {12, 3e4, 0}};
    lake.joins = RiverPoint{2, 0};
    c.network.rivers[0].outlet.reset();
    c.network.rivers[0].joins = RiverPoint{1, 50};
    c.network.rivers.push_back(lake);
    c.network.rivers.push_back(channel("below", 9, Outlet::Kind::normal_depth));
    c.network.structures[0].at = {1, 100};
    const Channel s(c);
    const auto cell = static_cast<std::size_t>(s.grid.first_cell[1]);
    EXPECT_EQ(s.grid.cell_count[1], 1);
    const auto state = s.steady();
    for (const double q : state.discharge) EXPECT_NEAR(q, 3, 1e-6);
    const double head = std::pow(3 / (5 * 1.7048949136725897), 2.0 / 3.0);
    EXPECT_NEAR(state.level[cell], 9.9 + head, 1e-6);
    const double depth = state.level[cell] - 8;
    EXPECT_NEAR(state.volume[cell], 1e4 * depth + 2.5e3 * depth * depth, 1e-6) << "to the table";
}

}  // namespace
}  // namespace qingliu
