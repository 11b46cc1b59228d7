// T09: three waters meet; what they mix to, and when a change in one of them arrives below.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/models/transport/network_fixture.hpp"
#include "validation/channel_run.hpp"
#include "validation/claims.hpp"

namespace qingliu::validation {
namespace {

constexpr double discharge[] = {12, 3, 0.5}, strength[] = {2, 15, 60}, temperature[] = {18, 22, 30};
constexpr double total = 15.5, area = 30, distance = 6000;  // m3 s-1, m2, m

/// Three cells, each the end of a river, meet in the first of the cells of 6 km below.
struct Meeting : testing::Bench {
    Meeting(double cell, double dt)
        : Bench(testing::make_test_grid(3 + below(cell), faces(below(cell)), cell),
                {{.cell = 0, .index = 0}, {.cell = 1, .index = 1}, {.cell = 2, .index = 2}}, 3) {
        std::fill(water.before.begin(), water.before.end(), area * cell);
        water.dt = dt;
        std::fill(water.face.begin(), water.face.end(), total * dt);
        for (int i = 0; i < 3; ++i) {
            water.before[at(i)] = discharge[i] * 600;  // ten minutes of its river
            water.face[at(i)] = water.source[at(i)] = discharge[i] * dt;
            exchange_concentration[at(3 * i)] = strength[i];
            exchange_concentration[at(3 * i + 1)] = temperature[i];
        }
    }
    static int below(double cell) { return static_cast<int>(std::lround(distance / cell)); }
    static std::vector<std::pair<int, int>> faces(int n) {
        std::vector<std::pair<int, int>> list{{0, 3}, {1, 3}, {2, 3}};
        for (int c = 3; c < 3 + n; ++c) list.emplace_back(c, c + 1 < 3 + n ? c + 1 : Grid::outside);
        return list;
    }
};

TEST(ConfluenceDilution, T09MixtureAndArrival) {
    Claims claims("confluence-dilution");
    double mix = 0, warmth = 0;
    for (int i = 0; i < 3; ++i) {
        mix += discharge[i] * strength[i] / total;
        warmth += discharge[i] * temperature[i] / total;
    }
    EXPECT_NEAR(mix, 6.3871, 5e-6);
    EXPECT_NEAR(warmth, 19.1613, 5e-5);
    const double due = distance * area / total;
    EXPECT_NEAR(due, 11612.9, 0.05);
    std::vector<std::vector<std::string>> rows;
    double worst_mix = 0, worst_warmth = 0, worst_mean = 0, worst_half = 0, beyond = 0;
    for (const double cell : {400.0, 200.0, 100.0}) {
        for (const double dt : {60.0, 300.0, 1200.0}) {
            Meeting river(cell, dt);
            // the third river changes from nothing to its 60 at time 0, the others bring what they always did
            std::vector<double> time, share, exact;
            double before = 0, mean = 0;
            river.exchange_concentration[2 * 3 + 2] = 60;
            for (int s = 0; s < 86400 / dt; ++s) {
                river.step();
                const double left = river.ledger.boundary_out(0, 2);
                time.push_back((s + 0.5) * dt);
                share.push_back((left - before) / (discharge[2] * 60 * dt));
                exact.push_back(time.back() < due + 600 ? 0 : 1);
                mean += (1 - share.back()) * dt;
                beyond = std::max({beyond, share.back() - 1, -share.back()});
                before = left;
            }
            for (int c = 3; c < river.grid.cells(); ++c) {
                worst_mix = std::max(worst_mix, std::fabs(river.concentration(c, 0) / mix - 1));
                worst_warmth = std::max(worst_warmth, std::fabs(river.concentration(c, 1) / warmth - 1));
            }
            const double half = crossing(time, share, 0.5) - 600, late = mean - 600;
            rows.push_back({fmt::format("{:g}", cell), fmt::format("{:g}", dt), fmt::format("{:.1f}", late),
                            fmt::format("{:.1f}", half)});
            worst_mean = std::max(worst_mean, std::fabs(late / due - 1));
            worst_half = std::max(worst_half, std::fabs(half / due - 1));
            if (cell == 200 && dt == 300) {
                time.resize(100), share.resize(100), exact.resize(100);
                claims.plot("What leaves 6 km below the confluence, cells of 200 m, steps of 300 s", "time, s",
                            "share of the change",
                            {{"exact", time, exact}, {"computed", time, share, PlotSeries::Style::points}});
            }
        }
    }
    claims.check("mixture, 6.38710 g/m3: off", worst_mix, "<=", 1e-13, "1", "round-off: sum(QC) / sum(Q)");
    claims.check("mixture, 19.1613 degC: off", worst_warmth, "<=", 1e-13, "1", "the same for temperature");
    claims.check(
        "a step in one river, 6 km below: mean arrival (11,612.9 s) off", worst_mean, "<=", 1e-9, "1",
        "the mean residence is volume over discharge whatever the cells; what is left is the tail after a day");
    claims.check("half of it arrives: off", worst_half, "<=", 0.01, "1", "one percent, all cells and steps");
    claims.check("beyond 0 and 1", beyond, "<=", 1e-13, "of the step", "no new extremes");
    claims.table("Arrival 6 km below, exact 11,612.9 s", {"cells, m", "steps, s", "mean, s", "half of it, s"}, rows);
}

}  // namespace
}  // namespace qingliu::validation
