// T15: a chain of equal tanks, each well mixed.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/models/transport/network_fixture.hpp"
#include "validation/channel_run.hpp"
#include "validation/claims.hpp"

namespace qingliu::validation {
namespace {

constexpr double residence = 3600;  // s, of one tank
constexpr int tanks = 8;

/// Share of a step that leaves tank n (1 the first).
double response(int n, double t) {
    double term = 1, sum = 0;
    for (int i = 0; i < n; ++i) {
        sum += term;
        term *= t / residence / (i + 1);
    }
    return 1 - sum * std::exp(-t / residence);
}

struct Seen {
    std::vector<double> time, last, exact;  // of the last tank
    double largest = 0, error = 0, lowest = 0, highest = 0;
};

/// Ten residence times of the chain of `count` tanks.
Seen run(int count, double dt) {
    auto grid = testing::make_test_grid(count, testing::channel_faces(count));
    std::fill(grid.cell_still.begin(), grid.cell_still.end(), static_cast<char>(1));
    testing::Bench chain(std::move(grid), {{.cell = 0, .index = 0}}, 1);
    constexpr double volume = 36000;
    std::fill(chain.water.before.begin(), chain.water.before.end(), volume);
    std::fill(chain.water.face.begin(), chain.water.face.end(), volume / residence * dt);
    chain.water.source[0] = volume / residence * dt;
    chain.water.dt = dt;
    chain.exchange_concentration = {1};
    Seen seen;
    std::vector<double> all, due;
    for (int s = 1; s <= std::lround(2.5 * count * residence / dt); ++s) {
        chain.step();
        for (int c = 0; c < count; ++c) {
            all.push_back(chain.concentration(c, 0));
            due.push_back(response(c + 1, s * dt));
            seen.largest = std::max(seen.largest, std::fabs(all.back() - due.back()));
            seen.lowest = std::min(seen.lowest, all.back());
            seen.highest = std::max(seen.highest, all.back());
        }
        seen.time.push_back(s * dt);
        seen.last.push_back(all.back());
        seen.exact.push_back(due.back());
    }
    seen.error = relative_error(all, due);
    return seen;
}

TEST(TanksInSeries, StepResponse) {
    Claims claims("tanks-in-series");
    std::vector<std::vector<std::string>> rows;
    for (const int count : {1, 3, tanks}) {
        double before = 0, factor = 0;
        for (const double dt : {720.0, 360.0, 180.0, 90.0}) {
            const auto seen = run(count, dt);
            factor = before > 0 ? order(before, seen.error) : 0;
            rows.push_back({fmt::format("{}", count), fmt::format("{:g}", dt), fmt::format("{:.2e}", seen.largest),
                            fmt::format("{:.2e}", seen.error), before > 0 ? fmt::format("{:.2f}", factor) : ""});
            before = seen.error;
            if (dt == 180) {
                claims.check(fmt::format("{} tanks of an hour, steps of 3 min: largest departure", count), seen.largest,
                             "<=", 2e-4, "of the step", "two hundredths of a percent");
                claims.check(fmt::format("{} tanks: beyond 0 and 1", count), std::max(-seen.lowest, seen.highest - 1),
                             "<=", 1e-14, "of the step", "none");
            }
            if (dt == 180 && count == tanks)
                claims.plot(
                    "What leaves the last of eight tanks, steps of 3 min", "time, s", "share of the step",
                    {{"exact", seen.time, seen.exact}, {"computed", seen.time, seen.last, PlotSeries::Style::points}});
        }
        claims.check(fmt::format("{} tanks: order from 180 to 90 s", count), factor, ">=", 1.9, "1",
                     "midpoint rule: 2");
    }
    claims.table("Step response of tanks of an hour each",
                 {"tanks", "steps, s", "largest departure", "relative L1 error", "order"}, rows);
}

}  // namespace
}  // namespace qingliu::validation
