// A hydraulic jump in a level rectangle and a level trapezoid: the depths on both sides and the head it takes.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "validation/claims.hpp"
#include "validation/steady-exact/gradually_varied.hpp"

namespace qingliu::exact {
namespace {

using validation::Claims;
using validation::PlotSeries;

constexpr double place = 30, length = 80;  // m

struct Jump {
    std::string name;
    double width, side_slope, discharge, before;  // m, 1, m3 s-1, m
    double after, loss;                           // m, computed elsewhere
};

TEST(HydraulicJump, KeepsMomentumAndTakesHead) {
    Claims claims("hydraulic-jump");
    std::vector<std::vector<std::string>> rows;
    for (const auto& jump : {Jump{"rectangle of 10 m", 10, 0, 30, 0.4, 1.95108, 1.19539},
                             Jump{"rectangle of 8 m", 8, 0, 20, 0.3, 1.91637, 1.83637},
                             Jump{"trapezoid of 6 m", 6, 1.5, 30, 0.5, 2.39139, 2.04848}}) {
        ExactChannel c;
        c.name = jump.name;
        c.length = length;
        c.bottom_width = jump.width;
        c.side_slope = jump.side_slope;
        c.discharge = jump.discharge;
        c.manning_n = 0.01;
        const double after = sequent_depth(c, jump.before);
        const double loss = c.head(jump.before) - c.head(after);
        claims.check(jump.name + ": sequent depth, off the figure computed elsewhere", std::fabs(after - jump.after),
                     "<=", 5e-6, "m", "its last digit");
        claims.check(jump.name + ": head lost, off the figure computed elsewhere", std::fabs(loss - jump.loss),
                     "<=", 5e-6, "m", "its last digit");
        const double slope = c.bed_slope(jump.before, 0);  // on which the rapid flow is uniform
        c.bed = [&](double x) { return slope * (length - x); };
        const GradualCurve tranquil(c, slope, place, after);
        c.depth = [&](double x) { return x < place ? jump.before : tranquil(x); };
        c.entering_depth = jump.before;
        std::vector<double> errors;
        double discharge = 0;
        for (int k = 0; k < 4; ++k) {
            const auto a = solve(c, 40 << k);
            errors.push_back(a.depth_error);
            discharge = std::max(discharge, a.discharge_error);
            const auto as_it_should = [&](std::size_t i) { return std::fabs(a.depth[i] / a.exact[i] - 1) < 0.002; };
            std::size_t last = 0, front = 0;
            while (a.depth[front] < critical_depth_of(c)) ++front;
            while (as_it_should(last + 1) && last + 1 < front) ++last;
            std::size_t first = front;
            while (!as_it_should(first)) ++first;
            const auto inside = static_cast<int>(first - last) - 1;
            const double at = a.x[front] - 0.5 * a.cell;
            // what stands behind the jump, taken back to it along the curve through it
            auto below = c;
            below.length = a.x[first];
            const double behind = GradualCurve(below, slope, a.x[first], a.depth[first])(place);
            const double momentum = c.momentum(behind) / c.momentum(a.depth[last]) - 1;
            const double taken = c.head(a.depth[last]) - c.head(behind);
            rows.push_back({c.name, fmt::format("{:g}", a.cell), fmt::format("{:.2e}", a.depth_error),
                            k > 0 ? fmt::format("{:.2f}", std::log2(errors[errors.size() - 2] / errors.back())) : "",
                            fmt::format("{:.3f}", at), fmt::format("{}", inside), fmt::format("{:.5f}", a.depth[last]),
                            fmt::format("{:.5f}", behind), fmt::format("{:.1e}", momentum),
                            fmt::format("{:.5f}", taken)});
            if (k == 1) {
                claims.plot(c.name + ", cells of 1 m", "distance, m", "depth, m",
                            {{"exact", a.x, a.exact}, {"computed", a.x, a.depth, PlotSeries::Style::points}});
            }
            if (k < 3) continue;
            claims.check(c.name + ": depth before, off", std::fabs(a.depth[last] - jump.before), "<=", 1e-3, "m",
                         "1 mm");
            claims.check(c.name + ": depth after, off the sequent one", std::fabs(behind - after), "<=", 1e-3, "m",
                         "1 mm");
            claims.check(c.name + ": momentum function after, off that before", std::fabs(momentum), "<=", 1e-3, "1",
                         "what the jump keeps");
            claims.check(c.name + ": head lost, off", std::fabs(taken - loss), "<=", 5e-3, "m",
                         "a few mm of head go with 1 mm of depth in rapid flow");
            claims.check(c.name + ": jump, off", std::fabs(at - place), "<=", a.cell, "m", "a cell");
            claims.check(c.name + ": cells the jump takes", inside, "<=", 3, "cells",
                         "those off by more than 0.2 % of the depth, on any grid");
        }
        claims.check(c.name + ": order", std::log2(errors.front() / errors.back()) / 3, ">=", 0.9, "1",
                     "first: the jump is somewhere in its cell");
        claims.check(c.name + ": discharge along the channel, largest error", discharge, "<=", 1e-6, "1",
                     "what enters leaves");
    }
    claims.table("Jumps",
                 {"channel", "cell, m", "L1 of the depth", "order", "jump, m", "cells it takes", "before, m",
                  "after, m", "momentum, off", "head lost, m"},
                 rows);
}

}  // namespace
}  // namespace qingliu::exact
