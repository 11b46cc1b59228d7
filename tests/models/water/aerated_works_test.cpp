// Works that exchange gases with the air, in whole runs: the deficit below is that above over r, oxygen closes, and the
// bits are those of the scenario alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "models/kinetics/acidity.hpp"
#include "models/kinetics/catalogue.hpp"
#include "models/kinetics/oxygen.hpp"
#include "models/kinetics/work_reaeration.hpp"
#include "models/water/aerated_works.hpp"
#include "tests/models/water/whole_run.hpp"
#include "tests/time_constants.hpp"

namespace qingliu {
namespace {

using testing::Outcome;
using testing::run;

Structure weir(const std::string& name, double at, double sill) {
    Structure s;
    s.name = name;
    s.kind = "weir";
    s.at = {0, at};
    s.values = {{"sill", sill}, {"width", 8.0}, {"discharge_coefficient", 0.95}};
    s.words = {{"form", "broad_crested"}};
    return s;
}

WorkReaeration over_weirs() {
    WorkReaeration r;
    r.formula = "butts_evans";
    r.water_quality = 1.3;
    r.aeration_coefficient = 0.9;
    return r;
}

/// 3 km of a rectangle 10 m wide with two weirs, of which each drops the water by some 1.2 m; nothing reacts but there.
Case two_weirs(const std::vector<std::string>& carried) {
    Case c;
    c.start = 0;
    c.end = 6 * one_hour;
    c.output_interval = one_hour;
    c.utc_offset_minutes = 0;
    c.waters = {{"local", "本地水"}};
    c.climate.evaporation = Series(0.0);
    c.climate.water_temperature = Series(17.0);
    c.climate.wind_speed = Series(0.0);
    c.climate.elevation = 120;
    c.constituents = carried;
    River river;
    river.name = river.code = "river";
    river.to = 3000;
    river.max_cell = 100;
    for (const auto& [at, bed] : std::vector<std::pair<double, double>>{
             {0, 20}, {999, 19.8}, {1001, 18.4}, {1999, 18.2}, {2001, 16.8}, {3000, 16.6}}) {
        CrossSection section;
        section.chainage = at;
        section.bed_level = bed;
        section.bottom_width = 10;
        section.manning_n = 0.025;
        river.sections.push_back(section);
    }
    river.outlet = Outlet{Outlet::Kind::normal_depth, 4e-4, 0, {}, {}};
    c.network.rivers = {river};
    c.network.structures = {weir("upper", 1000, 20.2), weir("lower", 2000, 18.6)};
    for (auto& s : c.network.structures) s.reaeration = over_weirs();
    PointSource source;
    source.name = "source";
    source.at = {0, 0};
    source.discharge = Series(3.0);
    source.water = 0;
    source.quality = 0;
    c.sources = {source};
    Quality water;
    water.name = "water";
    water.concentration = {
        {"dissolved_oxygen", Series(3.0)}, {"alkalinity", Series(180.0)}, {"inorganic_carbon", Series(60.0)}};
    c.qualities = {water};
    // what else reacts is put to rest
    for (const ParameterDeclaration& one : kinetic_parameters()) {
        const std::string parameter = one.name.substr(one.name.find('.') + 1);
        if (parameter == "rate" || parameter == "velocity" || parameter == "maximum" || parameter == "flow_factor" ||
            parameter == "wind_factor" || parameter == "minimum_transfer" || parameter == "minimum_rate" ||
            parameter == "factor")
            c.kinetic_parameters[one.name].value = 0;
    }
    c.scenarios.emplace_back();
    c.scenarios[0].name = "only";
    c.initial.scenario = "only";
    c.initial.spin_up = 24 * one_hour;
    return c;
}

struct Reach {
    explicit Reach(const Outcome& o)
        : frame(o.frames.back().scenarios[0]), width(frame.concentration.size() / frame.depth.size()) {}
    const ScenarioFrame& frame;
    std::size_t width;
    [[nodiscard]] double at(std::size_t cell, std::size_t constituent = 0) const {
        return frame.concentration[cell * width + constituent];
    }
    [[nodiscard]] double fall(std::size_t above) const {
        return frame.water_level[above] - frame.water_level[above + 1];
    }
};

double below(double above, double good, double saturation) { return above + good * (saturation - above); }

TEST(AeratedWorks, LeaveTheDeficitRatioBelow) {
    const Case c = two_weirs({"dissolved_oxygen"});
    const auto o = run(c);
    const Reach reach(o);
    const Grid grid = make_grid(c.network);
    const double saturation = oxygen_saturation(17, 120);
    double expected = 3.0;
    for (const auto& work : c.network.structures) {
        const auto face = static_cast<std::size_t>(grid.structure_face[&work == &c.network.structures[0] ? 0 : 1]);
        const auto above = static_cast<std::size_t>(grid.face_from[face]);
        const double fall = reach.fall(above);
        EXPECT_NEAR(fall, 1.3, 0.4);
        EXPECT_NEAR(reach.at(above), expected, 1e-10);
        const double r = 1 + 0.38 * 1.3 * 0.9 * fall * (1 - 0.11 * fall) * (1 + 0.046 * 17);
        expected = saturation * (1 - 1 / r) + expected / r;
        EXPECT_NEAR(reach.at(above + 1), expected, 1e-10);
    }
    EXPECT_NEAR(reach.at(reach.frame.depth.size() - 1), expected, 1e-10);
    for (const auto& account : o.record.scenarios[0].ledger) {
        EXPECT_LT(account.relative_error(), 1e-12) << account.name;
        if (account.name != "dissolved_oxygen") continue;
        const auto part = std::ranges::find(account.parts, std::string("structure_reaeration"),
                                            &std::pair<std::string, double>::first);
        ASSERT_NE(part, account.parts.end());
        EXPECT_NEAR(part->second, 3.0 * 6 * one_hour * (expected - 3.0), 1e-6 * part->second);
        EXPECT_EQ(part->second, account.reacted);
    }
}

TEST(AeratedWorks, BelongToTheDaysOfTheirRiver) {
    const auto o = run(two_weirs({"dissolved_oxygen"}));
    const auto& record = o.record.scenarios[0];
    const auto& parts = o.record.process_parts;
    ASSERT_EQ(parts.back().process, "structure_reaeration");
    EXPECT_EQ(parts.back().constituent, "dissolved_oxygen");
    double sum = 0;
    for (const auto& day : record.daily_amounts) sum += day[parts.size() - 1];
    for (const auto& account : record.ledger) {
        if (account.name == "dissolved_oxygen") {
            EXPECT_NEAR(sum, account.reacted, 1e-12 * account.reacted);
        }
    }
}

/// A ratio of one changes no bit, nor does a work that says nothing of gases.
TEST(AeratedWorks, AreNothingWithARatioOfOne) {
    Case plain = two_weirs({"dissolved_oxygen"}), one = plain;
    for (auto& s : plain.network.structures) s.reaeration.reset();
    for (auto& s : one.network.structures) {
        s.reaeration = WorkReaeration{};
        s.reaeration->formula = "ratio";
    }
    const auto a = run(plain), b = run(one);
    for (std::size_t k = 0; k < a.frames.size(); ++k) {
        const auto &x = a.frames[k].scenarios[0].concentration, &y = b.frames[k].scenarios[0].concentration;
        EXPECT_EQ(std::memcmp(x.data(), y.data(), x.size() * sizeof(double)), 0);
    }
    EXPECT_NEAR(Reach(a).at(29), 3.0, 1e-10);
}

TEST(AeratedWorks, AreOnlyThoseThatSaySo) {
    Case c = two_weirs({"dissolved_oxygen"});
    c.network.structures[1].reaeration.reset();
    const auto o = run(c);
    EXPECT_GT(Reach(o).at(15), 4);
    EXPECT_NEAR(Reach(o).at(25), Reach(o).at(15), 1e-10);
}

/// Carbon dioxide above what the air would leave goes by the same share; alkalinity stays.
TEST(AeratedWorks, GiveOffCarbonDioxide) {
    const Case c = two_weirs({"dissolved_oxygen", "alkalinity", "inorganic_carbon"});
    const auto o = run(c);
    const Reach reach(o);
    const auto constants = acidity_constants(Block(17.0), Block(0.0));
    const auto totals = acidity_totals(Block(180.0), Block(60.0), Block(0.0), Block(0.0));
    const auto acidity = solve_acidity(constants, totals, guess_hydrogen(constants, totals));
    const double excess = acidity.carbon_dioxide[0] - 12e3 * 4.2e-4 * constants.henry[0];
    ASSERT_GT(excess, 5);
    const double good = made_good(over_weirs(), {reach.fall(9), 0, 0, 17});
    EXPECT_NEAR(reach.at(9, 2), 60, 1e-9);
    EXPECT_NEAR(reach.at(10, 2), 60 - good * excess, 1e-9);
    EXPECT_NEAR(reach.at(10, 1), 180, 1e-9);
    EXPECT_NEAR(reach.at(10, 0), below(3, good, oxygen_saturation(17, 120)), 1e-9);
    for (const auto& account : o.record.scenarios[0].ledger) EXPECT_LT(account.relative_error(), 1e-12) << account.name;
}

/// In a step that runs upstream the water below is that above.
TEST(AeratedWorks, TurnWithTheFlow) {
    const Case c = two_weirs({"dissolved_oxygen"});
    const Grid grid = make_grid(c.network);
    AeratedWorks works(c.network, grid, constituents_of(c.waters, c.constituents), {});
    const auto cells = static_cast<std::size_t>(grid.cells());
    std::vector<double> volume(cells, 900.0), low(cells, 19.0), high(cells, 19.0), depth(cells, 0.9),
        passed(static_cast<std::size_t>(grid.faces()), -200.0), mass(cells * 2, 2700.0);
    // 1.1 m at the start, 1.3 m at the end
    for (std::size_t cell = 10; cell < cells; ++cell) {
        low[cell] = 20.1;
        high[cell] = 20.3;
    }
    FlowStep step;
    step.dt = 60;
    step.volume_before = volume;
    step.face_volume = passed;
    step.depth = depth;
    step.level_before = low;
    step.level_after = high;
    Weather weather;
    weather.temperature = 17;
    const auto upstream = works.changes(step, mass, weather);
    // at the lower weir both levels are alike: nothing falls
    ASSERT_EQ(upstream.size(), 1U);
    EXPECT_EQ(upstream[0].place, 0);
    EXPECT_NEAR(1 / upstream[0].kept, 1 + 0.38 * 1.3 * 0.9 * 1.2 * (1 - 0.11 * 1.2) * (1 + 0.046 * 17), 1e-12);
    EXPECT_NEAR(upstream[0].added, (1 - upstream[0].kept) * oxygen_saturation(17, 0), 1e-12);
    passed.assign(passed.size(), 200.0);
    EXPECT_TRUE(works.changes(step, mass, weather).empty()) << "downstream the water would rise";
}

/// A run that goes on from a checkpoint is the run that never stopped, what was gained before it included.
TEST(AeratedWorks, GoOnFromACheckpoint) {
    Case c = two_weirs({"dissolved_oxygen", "alkalinity", "inorganic_carbon"});
    c.sources[0].discharge = Series({0, 6 * one_hour}, {3, 5}, Series::Shape::linear);
    RunOptions keeping;
    keeping.checkpoint_at = 3 * one_hour;
    const auto whole = run(c, keeping);
    RunOptions going_on;
    going_on.from = &whole.state;
    c.initial.scenario.clear();
    const auto rest = run(c, going_on);
    const auto &a = whole.record.scenarios[0].ledger, &b = rest.record.scenarios[0].ledger;
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t k = 0; k < a.size(); ++k) {
        EXPECT_EQ(a[k].reacted, b[k].reacted) << a[k].name;
        EXPECT_EQ(a[k].parts, b[k].parts) << a[k].name;
    }
    EXPECT_EQ(whole.frames.back().scenarios[0].concentration, rest.frames.back().scenarios[0].concentration);
}

/// Other schedules in the same pack, and threads.
TEST(AeratedWorks, HaveTheirOwnBitsInCompany) {
    Case c = two_weirs({"dissolved_oxygen"});
    c.sources[0].discharge = Series({0, 2 * one_hour, 4 * one_hour}, {3, 5, 2}, Series::Shape::linear);
    for (int k = 1; k < 5; ++k) {
        c.scenarios.push_back(c.scenarios[0]);
        c.scenarios.back().name = "other" + std::to_string(k);
        c.scenarios.back().discharge[0] = Series(3.0 + k);
    }
    const auto all = run(c, 2), alone = run(c, 1, {0});
    const auto &x = all.frames.back().scenarios[0].concentration, &y = alone.frames.back().scenarios[0].concentration;
    ASSERT_EQ(x.size(), y.size());
    EXPECT_EQ(std::memcmp(x.data(), y.data(), x.size() * sizeof(double)), 0);
    EXPECT_NE(x[20], all.frames.back().scenarios[1].concentration[20]);
    for (const auto& scenario : all.record.scenarios) {
        for (const auto& account : scenario.ledger) EXPECT_LT(account.relative_error(), 1e-12) << account.name;
    }
}

}  // namespace
}  // namespace qingliu
