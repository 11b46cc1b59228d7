// What enters less what leaves is what is stored, in networks made at random.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "engine/numerics/compensated_sum.hpp"
#include "models/hydraulics/flow_pack.hpp"
#include "tests/random_case.hpp"
#include "validation/claims.hpp"

namespace qingliu::validation {
namespace {

struct Balance {
    double off = 0;    // 1, of the larger of inflow and first storage
    double least = 0;  // m3
    double in = 0;     // m3
    long steps = 0, fallbacks = 0, rejected = 0;
};

/// Two days of a network with a loop, a gate, a rubber dam and a weir that move and stop, from nearly dry beds.
Balance run(unsigned seed) {
    const Case c = testing::random_case(seed, 1);
    const Grid grid = make_grid(c.network);
    const FlowGeometry geometry(c.network, grid);
    const auto exchanges = make_exchanges(c, grid);
    const Forcing forcing(c, c.scenarios.front());
    const auto pack = make_flow_pack(geometry, exchanges, {&forcing}, {}, 0);
    auto state = pack->state(0);
    CompensatedSum before, after, in, out;
    for (std::size_t i = 0; i < state.level.size(); ++i) {
        constexpr double first = 0.02;  // m
        const auto shape = geometry.cell_shape(static_cast<int>(i));
        state.level[i] = shape.bed_level + first;
        state.volume[i] = shape.area(first) * grid.cell_length[i];
        before.add(state.volume[i]);
    }
    pack->set_state(0, state, 0);
    Balance balance;
    while (!pack->done(0, c.end)) {
        pack->attempt(c.end);
        const auto* step = pack->taken(0);
        if (step == nullptr) continue;
        for (const double v : step->source_volume) (v > 0 ? in : out).add(std::fabs(v));
        for (const double v : step->evaporation_volume) out.add(v);
        for (const double v : step->seepage_volume) out.add(v);
        for (std::size_t f = 0; f < step->face_volume.size(); ++f) {
            if (grid.face_to[f] == Grid::outside) out.add(step->face_volume[f]);
        }
        balance.least =
            std::min(balance.least, *std::min_element(step->volume_after.begin(), step->volume_after.end()));
    }
    EXPECT_TRUE(pack->failure(0).empty()) << "seed " << seed << ": " << pack->failure(0);
    for (const double v : pack->state(0).volume) after.add(v);
    balance.in = in.value();
    balance.off =
        std::fabs(in.value() - out.value() - (after.value() - before.value())) / std::max(in.value(), before.value());
    balance.steps = pack->counts(0).steps;
    balance.fallbacks = pack->counts(0).fallbacks;
    balance.rejected = pack->counts(0).rejected;
    return balance;
}

TEST(WaterBalance, ClosesInNetworksMadeAtRandom) {
    Claims claims("water-balance");
    std::vector<std::vector<std::string>> rows;
    double worst = 0, least = 0;
    for (unsigned seed = 1; seed <= 12; ++seed) {
        const auto balance = run(seed);
        worst = std::max(worst, balance.off);
        least = std::min(least, balance.least);
        rows.push_back({fmt::format("{}", seed), fmt::format("{:.0f}", balance.in), fmt::format("{}", balance.steps),
                        fmt::format("{}", balance.rejected), fmt::format("{}", balance.fallbacks),
                        fmt::format("{:.1e}", balance.off), fmt::format("{:.1e}", balance.least)});
    }
    claims.check("largest error of the balance", worst, "<=", 1e-12, "1",
                 "of the larger of inflow and first storage; a finite-volume balance closes to round-off");
    claims.check("least volume of a cell", least, ">=", -1e-6, "m3",
                 "a cell that runs dry is left to round-off of its fluxes");
    claims.table(
        "Two days each",
        {"seed", "inflow, m3", "steps", "rejected", "backward Euler", "error of the balance", "least volume, m3"},
        rows);
}

}  // namespace
}  // namespace qingliu::validation
