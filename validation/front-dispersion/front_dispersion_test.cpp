// A front over 65 km of uniform flow: how much the scheme itself smears it.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/models/transport/network_fixture.hpp"
#include "validation/channel_run.hpp"
#include "validation/claims.hpp"

namespace qingliu::validation {
namespace {

constexpr double reach = 65000, discharge = 10, bottom = 20.48, side = 2, slope = 2e-4, manning_n = 0.03;

/// Normal depth by bisection, m.
double normal_depth() {
    double low = 0, high = 10;
    while (high - low > 1e-12) {
        const double h = 0.5 * (low + high), a = (bottom + side * h) * h;
        const double r = a / (bottom + 2 * h * std::sqrt(1 + side * side));
        (a * std::pow(r, 2.0 / 3) * std::sqrt(slope) / manning_n < discharge ? low : high) = h;
    }
    return low;
}

struct Arrival {
    double mean = 0, dispersion = 0, beyond = 0;  // s, m2 s-1, of the step
    std::vector<double> time, share;
};

/// The moments of the arrival follow from what leaves in each step; the steps themselves add dt^2 / 6 of variance,
/// which is not counted as the scheme's.
Arrival run(double cell, double dt, double u, double area) {
    testing::Channel channel(static_cast<int>(std::lround(reach / cell)), cell, area, u, dt, 1);
    channel.exchange_concentration = {1};
    Arrival a;
    double before = 0, mean = 0, square = 0;
    const double due = reach / u;
    for (int s = 0; s < 1.5 * due / dt; ++s) {
        channel.step();
        const double left = channel.ledger.boundary_out(0, 0), share = (left - before) / (discharge * dt);
        const double arriving = share - (a.share.empty() ? 0.0 : a.share.back()), when = s * dt;
        a.time.push_back((s + 0.5) * dt);
        a.share.push_back(share);
        mean += arriving * when;
        square += arriving * (when - due) * (when - due);
        a.beyond = std::max({a.beyond, share - 1, -share});
        before = left;
    }
    a.mean = mean;
    const double variance = square - (mean - due) * (mean - due) - dt * dt / 6;
    a.dispersion = variance * u * u * u / (2 * reach);
    return a;
}

TEST(FrontDispersion, OfTheSchemeAlone) {
    const double depth = normal_depth(), area = (bottom + side * depth) * depth, u = discharge / area;
    Claims claims("front-dispersion");
    std::vector<std::vector<std::string>> rows;
    std::vector<PlotSeries> series;
    double routine = 0, shortest = 0, late = 0, beyond = 0;
    for (const double cell : {500.0, 200.0, 100.0}) {
        for (const double dt : {30.0, 150.0, 300.0, 600.0, 1200.0}) {
            if (cell == 100 && dt < 150) continue;
            const auto a = run(cell, dt, u, area);
            rows.push_back({fmt::format("{:g}", cell), fmt::format("{:g}", dt), fmt::format("{:.2f}", u * dt / cell),
                            fmt::format("{:.3f}", a.dispersion),
                            fmt::format("{:+.4f}", 100 * (a.mean * u / reach - 1))});
            late = std::max(late, std::fabs(a.mean * u / reach - 1));
            beyond = std::max(beyond, a.beyond);
            if (cell != 200) continue;
            (dt < 300 ? shortest : routine) = std::max(dt < 300 ? shortest : routine, a.dispersion);
            if (dt == 30 || dt == 300 || dt == 1200) {
                PlotSeries s{fmt::format("steps of {:g} s", dt), {}, {}};
                for (std::size_t i = 0; i < a.time.size(); ++i) {
                    if (std::fabs(a.time[i] * u / reach - 1) > 0.06) continue;
                    if (dt < 300 && i % 10 != 0) continue;
                    s.x.push_back(a.time[i] / 3600);
                    s.y.push_back(a.share[i]);
                }
                series.push_back(std::move(s));
            }
        }
    }
    claims.check("cells of 200 m, steps of 300 to 1200 s: numerical dispersion", routine, "<=", 0.5, "m2/s",
                 "asked for; a river of this size has 5 to 50 of its own");
    claims.check(
        "cells of 200 m, steps of 30 and 150 s", shortest, "<=", 1, "m2/s",
        "what is claimed of long steps is not met here: the shorter the step, the more often the limiter acts");
    claims.check("mean arrival off, all cells and steps", late, "<=", 1e-9, "1", "volume over discharge");
    claims.check("over- and undershoot", beyond, "<=", 1e-12, "of the step", "none: round-off");
    claims.plot(fmt::format("A front after 65 km, cells of 200 m; exact {:.2f} h", reach / u / 3600), "time, h",
                "share of the step", series);
    claims.table(fmt::format("Uniform flow {:.3f} m deep, {:.4f} m/s", depth, u),
                 {"cells, m", "steps, s", "Courant", "dispersion, m2/s", "mean late by, %"}, rows);
}

}  // namespace
}  // namespace qingliu::validation
