// Still water over a bump, around a dry hump, in a network with a closed gate: nothing moves, whatever the step.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "validation/claims.hpp"
#include "validation/lake-at-rest/lakes.hpp"
#include "validation/lake-at-rest/still_water.hpp"

namespace qingliu::still_water {
namespace {

using validation::Claims;
using validation::PlotSeries;

/// A main river that narrows and widens from one section to the next, a tributary, a branch that leaves it and comes
/// back, and a gate that is shut between two levels.
Case network() {
    Case c;
    auto river = closed_river("main", 4000, 100);
    const std::vector<std::array<double, 4>> rows{{0, 8, 20, 2},      {999.5, 7.4, 20, 2}, {1000.5, 7.1, 60, 0},
                                                  {1500, 7, 60, 0},   {1501, 7.3, 8, 1},   {2500, 6.2, 8, 1},
                                                  {2500.5, 5, 35, 3}, {4000, 4.1, 35, 3}};
    for (const auto& [x, bed, width, side_slope] : rows) river.sections.push_back(section(x, bed, width, side_slope));
    auto tributary = closed_river("tributary", 1500, 80);
    tributary.sections = {section(0, 10.6, 3, 1), section(1500, 7.2, 5, 1)};  // its head is dry
    tributary.outlet.reset();
    tributary.joins = RiverPoint{0, 1200};
    auto branch = closed_river("branch", 900, 90);
    branch.sections = {section(0, 7.8, 4, 0), section(400, 9.6, 4, 0), section(900, 7, 4, 0)};
    branch.outlet.reset();
    branch.leaves = RiverPoint{0, 400};
    branch.joins = RiverPoint{0, 1700};
    c.network.rivers = {river, tributary, branch};
    Structure gate;
    gate.name = "gate";
    gate.kind = "gate";
    gate.at = {0, 3000};
    gate.values = {{"sill", 5.0}, {"width", 10.0}, {"height", 3.0}};
    gate.setting = Setting{"opening", "m", 0, 0, 3};
    c.network.structures = {gate};
    c.scenarios.emplace_back();
    return c;
}

/// The main river and its branch after a day.
void plot(Claims& claims, const StillWater& rivers, const std::function<double(int)>& surface) {
    const auto end = rivers.state_after(rivers.filled(surface, 1), 1200, 72);
    std::vector<PlotSeries> shown;
    for (const auto& [name, river] : {std::pair(std::string("main"), 0), std::pair(std::string("branch"), 2)}) {
        PlotSeries bed{name + ", bed", {}, {}}, level{name + ", level after a day", {}, {}, PlotSeries::Style::points};
        for (std::size_t c = 0; c < end.level.size(); ++c) {
            if (rivers.grid().cell_river[c] != river) continue;
            bed.x.push_back(rivers.grid().cell_chainage[c]);
            bed.y.push_back(rivers.geometry().cell_bed[c]);
            level.x.push_back(bed.x.back());
            level.y.push_back(end.level[c]);
        }
        shown.push_back(bed);
        shown.push_back(level);
    }
    claims.plot("A shut gate at 3 km, a branch whose middle is dry", "distance, m", "level, m", shown);
}

TEST(LakeAtRest, StaysAtRest) {
    Claims claims("lake-at-rest");
    const StillWater channel(over_bump());
    StillnessClaims stillness(claims);
    stillness.check(
        "over the bump", channel, [](int) { return 0.5; }, 1000);
    stillness.check(
        "around the dry hump", channel, [](int) { return 0.1; }, 1000);
    const StillWater rivers(network());
    const auto two_levels = [&](int c) {
        const auto i = static_cast<std::size_t>(c);
        return rivers.grid().cell_river[i] == 0 && rivers.grid().cell_chainage[i] > 3000 ? 6.7 : 9.123;
    };
    stillness.check("in a network", rivers, two_levels, 1000);
    claims.table("A thousand steps", StillnessClaims::header, stillness.rows);
    plot(claims, rivers, two_levels);
}

}  // namespace
}  // namespace qingliu::still_water
