// Where three rivers meet: how a discharge splits between two ways, and what comes of turning one of them round.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/flow_setting.hpp"
#include "validation/claims.hpp"
#include "validation/lake-at-rest/still_water.hpp"
#include "validation/steady-exact/gradually_varied.hpp"

namespace qingliu::exact {
namespace {

using validation::Claims;
using validation::PlotSeries;

River reach(const std::string& name, double length, double cell, double upper_bed, double slope, double width,
            double n) {
    River river;
    river.name = river.code = name;
    river.to = length;
    river.max_cell = cell;
    for (const double x : {0.0, length}) {
        CrossSection s;
        s.chainage = x;
        s.bed_level = upper_bed - slope * x;
        s.bottom_width = width;
        s.manning_n = n;
        river.sections.push_back(s);
    }
    return river;
}

struct Rivers : testing::FlowSetting {
    using FlowSetting::FlowSetting;
    /// m3 s-1 through the first face that belongs to a river.
    [[nodiscard]] double discharge_of(int river, const FlowState& state) const {
        for (std::size_t f = 0; f < state.discharge.size(); ++f) {
            if (grid.face_river[f] == river) return state.discharge[f];
        }
        return 0;
    }
};

void enter(Case& c, int river, double discharge) {
    PointSource source;
    source.at = {river, 0};
    source.discharge = Series(discharge);
    c.sources.push_back(source);
}

const Outlet closed{Outlet::Kind::closed, 0, 0, {}, {}};

struct Branch {
    double width, manning_n, length, slope;  // m, s m-1/3, m, 1
};
const Branch wide_branch{20, 0.03, 5000, 0.0004}, narrow_branch{12, 0.025, 4000, 0.0005};
constexpr double total = 60, depth_below = 2.5;  // m3 s-1, m

/// Two branches between two nodes so short that their own length does not count.
Case loop(double cell) {
    constexpr double node = 1;  // m
    Case c;
    auto above = reach("above", node, node, 2.0, 0, 32, 0.02), below = reach("below", node, node, 0.0, 0, 32, 0.02);
    above.outlet = closed;
    below.outlet = Outlet{Outlet::Kind::stage, 0, depth_below, {}, {}};
    c.network.rivers = {above, below};
    for (const auto& b : {wide_branch, narrow_branch}) {
        auto river = reach(b.width > 15 ? "wide" : "narrow", b.length, cell, 2.0, b.slope, b.width, b.manning_n);
        river.leaves = RiverPoint{0, node / 2};
        river.joins = RiverPoint{1, node / 2};
        c.network.rivers.push_back(river);
    }
    enter(c, 0, total);
    c.scenarios.emplace_back();
    return c;
}

/// Level above the bed of the upper node that a branch asks for to carry `q`; `head`: with the head of its velocity.
double asked_above(const Branch& b, double q, bool head) {
    ExactChannel c;
    c.length = b.length;
    c.bottom_width = b.width;
    c.manning_n = b.manning_n;
    c.discharge = q;
    const double h = GradualCurve(c, b.slope, b.length, depth_below)(0);
    return head ? c.head(h) : h;
}

TEST(SplitFlow, LoopOfTwoBranches) {
    Claims claims("split-flow");
    const auto split = [](bool head) {
        return bisected(
            [&](double q) { return asked_above(wide_branch, q, head) - asked_above(narrow_branch, total - q, head); },
            20, 45);
    };
    const double by_level = split(false), by_head = split(true);
    claims.check("wide branch by equal levels, off the figure computed elsewhere", std::fabs(by_level - 34.2497),
                 "<=", 5e-5, "m3/s", "its last digit");
    std::vector<std::vector<std::string>> rows;
    std::vector<double> errors;
    double unbalanced = 0;
    PlotSeries computed{"computed", {}, {}, PlotSeries::Style::points};
    for (const double cell : {200.0, 100.0, 50.0, 25.0}) {
        const Rivers rivers(loop(cell));
        const auto steady = rivers.steady();
        const double q1 = rivers.discharge_of(2, steady), q2 = rivers.discharge_of(3, steady);
        unbalanced = std::max(unbalanced, std::fabs(q1 + q2 - total) / total);
        errors.push_back(std::fabs(q1 - by_head) / total);
        computed.x.push_back(cell);
        computed.y.push_back(q1);
        rows.push_back(
            {fmt::format("{:g}", cell), fmt::format("{:.4f}", q1), fmt::format("{:.4f}", q2),
             fmt::format("{:.1e}", errors.back()),
             errors.size() > 1 ? fmt::format("{:.2f}", std::log2(errors[errors.size() - 2] / errors.back())) : "",
             fmt::format("{:.1e}", std::fabs(q1 - by_level) / total)});
    }
    claims.check("split by equal heads with cells of 25 m, off, of the whole", errors.back(), "<=", 1e-4, "1",
                 "the node's water stands: each branch takes the head of its own velocity");
    claims.check("split by equal heads: order", std::log2(errors.front() / errors.back()) / 3, ">=", 0.8, "1",
                 "first: depths at the mouths of a node are those of the cell upwind");
    claims.check("what both branches carry, off, of the whole", unbalanced, "<=", 1e-10, "1", "what enters leaves");
    claims.note(
        fmt::format("Were levels equal at the node, not heads, the wide branch would carry {:.4f} m3/s; the engine is "
                    "{:.1e} of the whole away "
                    "from that (asked for in such a test: 1e-4).",
                    by_level, (computed.y.back() - by_level) / total));
    claims.table("Split between two branches",
                 {"cell, m", "wide, m3/s", "narrow, m3/s", "off equal heads, of the whole", "order",
                  "off equal levels, of the whole"},
                 rows);
    claims.plot("Wide branch", "cell, m", "discharge, m3/s",
                {{"equal heads", computed.x, std::vector<double>(4, by_head)},
                 {"equal levels", computed.x, std::vector<double>(4, by_level)},
                 computed});
}

/// A river that parts into two arms of 1 km; arm k ends at the level `end[k]`.
Case fork(const std::vector<Series>& end, double second_width = 8) {
    Case c;
    auto above = reach("above", 1000, 50, 1.3, 3e-4, 14, 0.028);
    above.outlet = closed;
    c.network.rivers = {above};
    for (std::size_t k = 0; k < end.size(); ++k) {
        auto arm = reach(fmt::format("arm {}", k + 1), 1000, 50, 1.0, 3e-4, k == 0 ? 8 : second_width, 0.028);
        arm.leaves = RiverPoint{0, 1000};
        arm.outlet = Outlet{Outlet::Kind::stage, 0, end[k].at(0), {}, {}};
        c.network.rivers.push_back(arm);
        c.end_levels.push_back({static_cast<int>(k) + 1, end[k], {}});
    }
    enter(c, 0, 30);
    c.scenarios.emplace_back();
    c.end = 86400 * 4;
    return c;
}

double largest_difference(const std::vector<double>& a, const std::vector<double>& b) {
    double most = 0;
    for (std::size_t k = 0; k < a.size(); ++k) most = std::max(most, std::fabs(a[k] - b[k]));
    return most;
}

TEST(SplitFlow, EqualArmsShareEqually) {
    Claims claims("split-flow", "arms");
    const Rivers rivers(fork({Series(2.6), Series(2.6)}));
    const auto steady = rivers.steady();
    const double first = rivers.discharge_of(1, steady), second = rivers.discharge_of(2, steady);
    claims.check("two equal arms: discharge off one half, of the whole", std::fabs(first / 30 - 0.5), "<=", 1e-10, "1",
                 "symmetry");
    claims.check("two equal arms: sum, off, of the whole", std::fabs((first + second) / 30 - 1), "<=", 1e-10, "1",
                 "continuity");
}

TEST(SplitFlow, ThreeArmsAtRest) {
    Claims claims("split-flow", "arms");
    auto c = fork({Series(2.6), Series(2.6)}, 5);
    c.sources.clear();
    const still_water::StillWater water(c);
    const auto seen = water.after(water.filled([](int) { return 2.6; }, 1), 600, 1000);
    claims.check("three arms at rest, levels and volumes an ulp off: largest velocity after 1000 steps", seen.velocity,
                 "<=", 1e-9, "m/s", "noise does not grow");
}

TEST(SplitFlow, StillArmDoesNotDisturb) {
    Claims claims("split-flow", "arms");
    // a river of 2 km with and without an arm that is closed at its end
    const auto river = [](bool with_arm) {
        Case c;
        auto main = reach("main", 2000, 50, 1.0, 3e-4, 10, 0.028);
        main.outlet = Outlet{Outlet::Kind::stage, 0, 2.4, {}, {}};
        c.network.rivers = {main};
        if (with_arm) {
            auto arm = reach("arm", 500, 50, 0.8, 0, 6, 0.028);
            arm.joins = RiverPoint{0, 1025};
            c.network.rivers.push_back(arm);
        }
        enter(c, 0, 20);
        c.scenarios.emplace_back();
        return c;
    };
    const Rivers with(river(true)), without(river(false));
    auto disturbed = with.steady(), free = without.steady();
    const auto node = static_cast<std::size_t>(with.grid.cell_at({0, 1025})), cells = free.level.size();
    double off = 0, flow = 0;
    for (std::size_t k = cells; k < disturbed.level.size(); ++k)
        off = std::max(off, std::fabs(disturbed.level[k] - disturbed.level[node]));
    for (std::size_t f = 0; f < disturbed.discharge.size(); ++f) {
        if (with.grid.face_river[f] == 1) flow = std::max(flow, std::fabs(disturbed.discharge[f]));
    }
    disturbed.level.resize(cells);
    claims.check("arm closed at its end: discharge, of the river's", flow / 20, "<=", 1e-10, "1", "nothing flows");
    claims.check("arm closed at its end: level, off the node's", off, "<=", 1e-9, "m", "no momentum turns into it");
    claims.check("river beside a closed arm: level, off what it is without",
                 largest_difference(disturbed.level, free.level), "<=", 1e-3, "m", "1 mm: the arm takes no momentum");
}

TEST(SplitFlow, ReversedArmComesBack) {
    Claims claims("split-flow", "arms");
    const double low = 2.4, high = 4.4;  // m
    constexpr double day = 86400;        // s
    const Series turning({0, 0.5 * day, 1.5 * day, 2.0 * day, 3.0 * day}, {low, low, high, high, low},
                         Series::Shape::linear);
    const Rivers before(fork({Series(2.6), Series(low)}, 5)), reversed(fork({Series(2.6), Series(high)}, 5)),
        rivers(fork({Series(2.6), turning}, 5));
    const auto start = before.steady(), turned = reversed.steady();
    const auto pack = rivers.pack({});
    pack->set_state(0, start, 0);
    double net = 0, passed = 0;
    PlotSeries first{"arm 1", {}, {}}, second{"arm 2", {}, {}};
    FlowState middle;
    for (double until = 0.05 * day; until < 4.01 * day; until += 0.05 * day) {
        while (!pack->done(0, until)) {
            pack->attempt(until);
            const auto* step = pack->taken(0);
            if (step == nullptr) continue;
            for (const double v : step->source_volume) net += v, passed += v;
            for (std::size_t f = 0; f < step->face_volume.size(); ++f) {
                if (rivers.grid.face_to[f] == Grid::outside) net -= step->face_volume[f];
            }
        }
        ASSERT_TRUE(pack->failure(0).empty()) << pack->failure(0);
        const auto now = pack->state(0);
        for (auto* series : {&first, &second}) series->x.push_back(until / day);
        first.y.push_back(rivers.discharge_of(1, now));
        second.y.push_back(rivers.discharge_of(2, now));
        if (std::fabs(until - 2.0 * day) < 1) middle = now;
    }
    const auto end = pack->state(0);
    const auto sum = [](const std::vector<double>& v) {
        double s = 0;
        for (const double x : v) s += x;
        return s;
    };
    claims.check("arm 2 while its end stands high: discharge", rivers.discharge_of(2, middle), "<", -1, "m3/s",
                 "it runs backwards");
    claims.check("reversed: level off the steady flow found at once", largest_difference(middle.level, turned.level),
                 "<=", 1e-4, "m", "twelve hours after the last change");
    claims.check("turned back: level off the start", largest_difference(end.level, start.level), "<=", 1e-4, "m",
                 "no memory");
    claims.check("water over both reversals, out of balance, of what passed",
                 std::fabs(sum(end.volume) - sum(start.volume) - net) / passed, "<=", 1e-12, "1", "round-off");
    claims.plot("One arm turned round and back", "time, d", "discharge, m3/s", {first, second});
}

}  // namespace
}  // namespace qingliu::exact
