// T05, a spill that spreads and decays, and T12, a solution made up in a channel of varying area.
#include <gtest/gtest.h>

#include <algorithm>

#include "validation/transport-exact/closed_forms.hpp"
#include "validation/transport-exact/reach.hpp"

namespace qingliu::validation {
namespace {

// --- T05 ---

constexpr double mass = 1e5, area = 20, u = 0.5, dispersion = 10, decay = 1e-5;  // g, m2, m s-1, m2 s-1, s-1
constexpr double before = 1200;                                                  // m above the spill

double spilt(double x, double t) { return mass / area * spill(x, t, u, dispersion, decay); }

struct Spilt {
    double error = 0, mass_off = 0;
    std::vector<double> time, here;  // at 5000 m
};

/// From the spill on, or from the plume it makes after `start` (s).
Spilt run_spill(double cell, double dt, double start, double end) {
    Reach reach({.cells = static_cast<int>(std::lround((4000 + u * end) / cell)),
                 .cell = cell,
                 .area = area,
                 .dispersion = dispersion,
                 .decay = decay});
    // the spill lies on a face, half of it on either side; the stations lie on faces as well
    const int first = static_cast<int>(std::lround(before / cell));
    if (start > 0) {
        reach.fill([&](double x) { return spilt(x - before, start); });
    } else {
        reach.mass_of(first - 1) = reach.mass_of(first) = mass / 2;
    }
    const int station = first + static_cast<int>(std::lround(5000 / cell));
    Spilt result;
    for (int s = 1; s <= std::lround((end - start) / dt); ++s) {
        reach.move(u * dt, dt, 0);
        const double now = start + s * dt;
        result.time.push_back(now);
        if (station < reach.grid.cells())
            result.here.push_back(0.5 * (reach.value(station - 1) + reach.value(station)));
        for (const double time : {2000.0, 4000.0, 10000.0}) {
            if (std::fabs(now - time) > 0.01 * dt) continue;
            const auto exact = reach.means([&](double x) { return spilt(x - before, time); });
            result.error = std::max(result.error, relative_error(reach.profile(), exact));
            result.mass_off = std::max(result.mass_off,
                                       std::fabs(reach.stored(reach.place()) / (mass * std::exp(-decay * time)) - 1));
        }
    }
    return result;
}

TEST(TransportExact, T05Spill) {
    EXPECT_NEAR(spilt(1000, 1800), 8.98655, 5e-5);
    EXPECT_NEAR(spilt(2000, 4400), 5.12657, 5e-5);
    EXPECT_NEAR(spilt(5000, 10000), 4.03586, 5e-5);
    EXPECT_NEAR(spill_peak_time(5000, u, dispersion, decay), 9952.15, 5e-3);
    Claims claims("transport-exact");
    Convergence halved, quartered, plume;
    for (const int refinement : {1, 2, 4}) {
        const double cell = 80.0 / refinement, dt = 80.0 / refinement, square = 80.0 / (refinement * refinement);
        const auto seen = run_spill(cell, dt, 0, 11200);
        halved.add(cell, dt, seen.error);
        quartered.add(cell, square, run_spill(cell, square, 0, 11200).error);
        plume.add(cell / 2, square / 2, run_spill(cell / 2, square / 2, 1200, 4000).error);
        if (refinement != 4) continue;
        claims.check("T05, spill: relative L1 error, cells of 20 m, steps of 20 s", seen.error, "<=", 0.004, "1",
                     "the largest of three times; the first cells see a spill as one of their length");
        claims.check("T05: mass against M exp(-kt)", seen.mass_off, "<=", 1e-8, "1", "decay of second order, small k");
        const auto peak = std::max_element(seen.here.begin(), seen.here.end());
        claims.check("T05: time of the peak at 5 km off",
                     std::fabs(seen.time[at(static_cast<int>(peak - seen.here.begin()))] - 9952.15), "<=", 20, "s",
                     "one step");
        claims.check("T05: peak at 5 km off", std::fabs(*peak / 4.04167 - 1), "<=", 0.0005, "1",
                     "against the figure computed elsewhere");
        std::vector<double> exact;
        for (const double t : seen.time) exact.push_back(spilt(5000, t));
        claims.plot("T05: a spill passes 5 km, cells of 20 m", "time, s", "concentration, g/m3",
                    {{"exact", seen.time, exact}, {"computed", seen.time, seen.here, PlotSeries::Style::points}});
    }
    claims.check("T05: order from 40 to 20 m, steps halved", halved.last_order(), ">=", 0.9, "1",
                 "dispersion is backward Euler in time");
    claims.check(
        "T05: order from 40 to 20 m, steps quartered", quartered.last_order(), ">=", 1, "1",
        "2 is asked for and not met: a spill is no more than two cells long whatever their length, the limiter "
        "shifts it by a fortieth of a cell");
    claims.check("T05 from the plume after 1200 s: order from 20 to 10 m, steps quartered", plume.last_order(),
                 ">=", 1.8, "1", "asked for: 2 in space");
    auto rows = halved.rows("T05, steps halved");
    append(rows, quartered.rows("T05, steps quartered"));
    append(rows, plume.rows("T05 from the plume after 1200 s, steps quartered"));
    claims.table("T05", convergence_header, rows);
}

// --- T12: a ring of 1 km, since the solution has its period ---

constexpr double wave = 4 * pi / 1000, frequency = 2 * pi / 3600, base = 5, swing = 2;  // m-1, s-1, g m-3
constexpr double ring_discharge = 10, ring_dispersion = 5, ring_decay = 1e-4, ring_length = 1000;

double ring_area(double x) { return 20 + 4 * std::sin(2 * pi * x / ring_length); }
double made_up(double x, double t) { return base + swing * std::sin(wave * x - frequency * t); }
/// C_t + Q/A C_x - D C_xx - D A'/A C_x + k C
double source(double x, double t) {
    const double slope = 4 * 2 * pi / ring_length * std::cos(2 * pi * x / ring_length);
    const double s = std::sin(wave * x - frequency * t), c = std::cos(wave * x - frequency * t);
    return -frequency * swing * c + ring_discharge / ring_area(x) * wave * swing * c +
           ring_dispersion * wave * wave * swing * s - ring_dispersion * slope / ring_area(x) * wave * swing * c +
           ring_decay * (base + swing * s);
}

/// By Gauss's rule of three points.
double integral(const std::function<double(double)>& f, double from, double to) {
    const double middle = 0.5 * (from + to), off = 0.5 * (to - from) * std::sqrt(0.6);
    return (to - from) * (5 * f(middle - off) + 8 * f(middle) + 5 * f(middle + off)) / 18;
}

double run_ring(int cells, double dt) {
    const double cell = ring_length / cells;
    auto faces = testing::channel_faces(cells);
    faces.back().second = 0;
    testing::Bench ring(testing::make_test_grid(cells, faces, cell), {}, 1, constant_dispersion(ring_dispersion));
    ring.water.dt = dt;
    std::fill(ring.water.face.begin(), ring.water.face.end(), ring_discharge * dt);
    const auto mean = [&](int c, double t) {
        return integral([&](double x) { return ring_area(x) * made_up(x, t); }, c * cell, (c + 1) * cell) /
               ring.water.before[at(c)];
    };
    for (int c = 0; c < cells; ++c) {
        ring.water.before[at(c)] = integral(ring_area, c * cell, (c + 1) * cell);
        ring.water.area[at(c)] = ring_area((c + 1) * cell);
        ring.water.face_velocity[at(c)] = ring_discharge / ring_area((c + 1) * cell);
        ring.at_cell(c, 0) = mean(c, 0) * ring.water.before[at(c)];
    }
    // what is made and decays in half a step, exactly where alone
    const auto react = [&](double from) {
        const double half = 0.5 * dt, kept = std::exp(-ring_decay * half), made = (1 - kept) / ring_decay;
        for (int c = 0; c < cells; ++c) {
            const double strength = integral([&](double x) { return ring_area(x) * source(x, from + 0.5 * half); },
                                             c * cell, (c + 1) * cell);
            ring.at_cell(c, 0) = ring.at_cell(c, 0) * kept + strength * made;
        }
    };
    const auto steps = std::lround(3600 / dt);
    for (long s = 0; s < steps; ++s) {
        const double now = static_cast<double>(s) * dt;
        react(now);
        ring.step();
        react(now + 0.5 * dt);
    }
    EXPECT_EQ(ring.ledger.circulation_steps, 0);
    std::vector<double> computed, exact;
    for (int c = 0; c < cells; ++c) {
        computed.push_back(ring.concentration(c, 0));
        exact.push_back(mean(c, static_cast<double>(steps) * dt));
    }
    return relative_error(computed, exact);
}

TEST(TransportExact, T12MadeUpSolutionInVaryingArea) {
    EXPECT_NEAR(ring_area(100), 22.3511, 5e-5);
    EXPECT_NEAR(source(100, 0), 0.0045528, 5e-8);
    EXPECT_NEAR(source(250, 900), 0.00227914, 5e-9);
    EXPECT_NEAR(source(700, 2700), -0.00804432, 5e-9);
    Claims claims("transport-exact");
    Convergence halved, quartered;
    for (const int refinement : {1, 2, 4, 8}) {
        const int cells = 25 * refinement;
        halved.add(ring_length / cells, 40.0 / refinement, run_ring(cells, 40.0 / refinement));
        const double square = 40.0 / (refinement * refinement);
        quartered.add(ring_length / cells, square, run_ring(cells, square));
    }
    claims.check("T12, varying area: relative L1 error, cells of 10 m, steps of 10 s", halved.error[2], "<=", 5e-4, "1",
                 "after one period");
    claims.check("T12: order from 10 to 5 m, steps quartered", quartered.last_order(), ">=", 1.8, "1", "asked for: 2");
    claims.check("T12: order from 10 to 5 m, steps halved", halved.last_order(), ">=", 0.9, "1",
                 "dispersion is backward Euler in time");
    auto rows = halved.rows("T12, steps halved");
    append(rows, quartered.rows("T12, steps quartered"));
    claims.table("T12", convergence_header, rows);
}

}  // namespace
}  // namespace qingliu::validation
