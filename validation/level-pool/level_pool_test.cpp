// A storage node against the level-pool equation.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "models/hydraulics/flow_pack.hpp"
#include "models/hydraulics/structures/submergence.hpp"
#include "validation/claims.hpp"

namespace qingliu {
namespace {

using validation::Claims;
using validation::PlotSeries;

constexpr double area = 4e6, k = 500, base = 1000, swell = 5000, day = 86400, end = 129600;

double inflow(double t) {
    const double s = std::sin(3.14159265358979323846 * t / day);
    return base + (t < day ? swell * s * s : 0);
}

Case reservoir() {
    Case c;
    c.end = end;
    River pool;
    pool.name = pool.code = "pool";
    pool.to = pool.max_cell = 100;
    pool.storage = {{0, area, 0}};
    pool.outlet = Outlet{Outlet::Kind::stage, 0, -5, {}, {}};
    c.network.rivers = {pool};
    Structure crest;
    crest.name = "crest";
    crest.kind = "weir";
    crest.at = {0, pool.to};
    crest.values = {{"sill", 0}, {"width", k / broad_crest}};
    c.network.structures = {crest};
    std::vector<double> times, values;
    for (double t = 0; t <= end; t += 120) {
        times.push_back(t);
        values.push_back(inflow(t));
    }
    PointSource source;
    source.discharge = Series(times, values, Series::Shape::linear);
    source.at = {0, 0};
    c.sources = {source};
    c.scenarios.emplace_back();
    return c;
}

TEST(LevelPool, FollowsTheEquation) {
    const Case c = reservoir();
    const Grid grid = make_grid(c.network);
    const FlowGeometry geometry(c.network, grid);
    const auto exchanges = make_exchanges(c, grid);
    const Forcing forcing(c, c.scenarios.front());
    FlowControl control;
    control.tolerance = 1e-5;
    const auto pack = make_flow_pack(geometry, exchanges, {&forcing}, control, 0);
    auto state = pack->state(0);
    const double start = std::pow(base / k, 2.0 / 3.0);
    state.level = {start};
    state.volume = {area * start};
    pack->set_state(0, state, 0);

    PlotSeries in{"inflow", {}, {}}, computed{"outflow computed", {}, {}, PlotSeries::Style::points},
        exact{"outflow exact", {}, {}};
    Claims claims("level-pool");
    const double times[] = {21600, 43200, 54000, 86400, 129600};
    const double levels[] = {3.2713639348657613, 5.1993077914702726, 4.953978770988306, 1.7598853680669613,
                             1.5874072617832047};
    const double outflows[] = {2958.4436157225623, 5927.728391182371, 5513.16786557636, 1167.3378707290453,
                               1000.0058679132195};
    double h = start, peak = 0, peak_time = 0, balance = 0;
    std::size_t next = 0;
    for (double t = 60; t <= end; t += 60) {
        while (!pack->done(0, t)) {
            pack->attempt(t);
            if (const auto* step = pack->taken(0)) balance += step->source_volume[0] - step->face_volume[0];
        }
        ASSERT_TRUE(pack->failure(0).empty()) << pack->failure(0);
        const auto now = pack->state(0);
        // classical Runge-Kutta, steps of 60 s
        const auto rate = [](double s, double z) { return (inflow(s) - k * z * std::sqrt(z)) / area; };
        const double k1 = rate(t - 60, h), k2 = rate(t - 30, h + 30 * k1), k3 = rate(t - 30, h + 30 * k2),
                     k4 = rate(t, h + 60 * k3);
        h += 10 * (k1 + 2 * k2 + 2 * k3 + k4);
        const double q = now.discharge[0];
        if (q > peak) {
            peak = q;
            peak_time = t;
        }
        if (std::fmod(t, 1800) < 1) {
            in.x.push_back(t / 3600);
            in.y.push_back(inflow(t));
            exact.x.push_back(t / 3600);
            exact.y.push_back(k * h * std::sqrt(h));
            computed.x.push_back(t / 3600);
            computed.y.push_back(q);
        }
        if (next < 5 && t == times[next]) {
            claims.check(fmt::format("level after {:.0f} h", t / 3600), std::fabs(now.level[0] / levels[next] - 1),
                         "<=", 1e-4, "1", "the ODE to 1e-10");
            claims.check(fmt::format("outflow after {:.0f} h", t / 3600), std::fabs(q / outflows[next] - 1), "<=", 1e-4,
                         "1", "the ODE to 1e-10");
            ++next;
        }
    }
    ASSERT_EQ(next, 5U);
    claims.check("peak of the outflow", std::fabs(peak / 5963.893300125173 - 1), "<=", 1e-4, "1", "the ODE to 1e-10");
    claims.check("time of the peak off", std::fabs(peak_time - 45540.144), "<=", 60, "s", "looked at every 60 s");
    claims.check("outflow and inflow at the peak", std::fabs(peak / inflow(peak_time) - 1), "<=", 1e-3, "1",
                 "a level pool peaks where both are alike");
    const double volume = pack->state(0).volume[0];
    claims.check("volume lost", std::fabs(volume - area * start - balance) / volume, "<=", 1e-12, "1", "round-off");
    claims.plot("Outflow of the reservoir", "time, h", "discharge, m3/s", {in, exact, computed});
}

}  // namespace
}  // namespace qingliu
