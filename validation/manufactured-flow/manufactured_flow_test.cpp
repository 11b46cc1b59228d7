// A flow that is made up, and the inflow along the channel that makes it a solution.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numbers>

#include "validation/channel_run.hpp"
#include "validation/claims.hpp"

namespace qingliu::validation {
namespace {

constexpr double length = 4000, width = 20, side_slope = 2, manning_n = 0.03, end = 7200;  // m, m, 1, s m-1/3, s
constexpr int lines = 1600;  // of the integration along the channel

double bed(double x) { return 5e-4 * (length - x) + 0.15 * std::sin(2 * std::numbers::pi * x / length); }
double bed_slope(double x) {
    return 5e-4 - 0.3 * std::numbers::pi / length * std::cos(2 * std::numbers::pi * x / length);
}

// The discharge is chosen, nothing at the closed upper end, growing downstream and swinging; so is the depth at the
// lower end. The momentum balance then gives the depth everywhere, and continuity the inflow.
constexpr double omega = 2 * std::numbers::pi / 14400;
double discharge(double x, double t) { return 60 * (x / length) * (1 + 0.3 * std::sin(omega * t)); }
double discharge_by_x(double, double t) { return 60 / length * (1 + 0.3 * std::sin(omega * t)); }
double discharge_by_t(double x, double t) { return 60 * (x / length) * 0.3 * omega * std::cos(omega * t); }
double last_depth(double t) { return 2.5 + 0.3 * std::cos(omega * t); }

double area(double h) { return h * (width + side_slope * h); }

/// Depths (m) at the lines k length / lines: Q_t + (Q^2/A)_x + g A (z_x + S_f) = 0 by Runge and Kutta from the lower
/// end; what enters from the side brings no momentum.
const std::vector<double>& depths(double t) {
    static std::map<double, std::vector<double>> known;
    auto& h = known[t];
    if (!h.empty()) return h;
    h.resize(lines + 1);
    const auto slope = [t](double x, double depth) {
        const double a = area(depth), q = discharge(x, t), top = width + 2 * side_slope * depth;
        const double radius = a / (width + 2 * depth * std::sqrt(1 + side_slope * side_slope));
        const double friction = manning_n * manning_n * q * q / (a * a) / std::pow(radius, 4.0 / 3);
        return (g * a * (bed_slope(x) - friction) - discharge_by_t(x, t) - 2 * q * discharge_by_x(x, t) / a) /
               (g * a - q * q * top / (a * a));
    };
    h[lines] = last_depth(t);
    constexpr double dx = -length / lines;
    for (int k = lines; k > 0; --k) {
        const double x = k * length / lines, d = h[static_cast<std::size_t>(k)];
        const double k1 = slope(x, d), k2 = slope(x + 0.5 * dx, d + 0.5 * dx * k1),
                     k3 = slope(x + 0.5 * dx, d + 0.5 * dx * k2), k4 = slope(x + dx, d + dx * k3);
        h[static_cast<std::size_t>(k) - 1] = d + dx / 6 * (k1 + 2 * k2 + 2 * k3 + k4);
    }
    return h;
}

double depth(double x, double t) { return depths(t)[static_cast<std::size_t>(std::lround(x / length * lines))]; }

/// Volume (m3) between two lines by Simpson's rule.
double volume(int from, int to, double t) {
    const auto& h = depths(t);
    double sum = 0;
    for (int k = from; k < to; k += 2) {
        const auto i = static_cast<std::size_t>(k);
        sum += length / lines / 3 * (area(h[i]) + 4 * area(h[i + 1]) + area(h[i + 2]));
    }
    return sum;
}

/// What enters a cell, m3 s-1: the change of its volume and what leaves it.
double inflow(int from, int to, double t) {
    constexpr double dt = 2;
    const double by_t = (8 * (volume(from, to, t + dt) - volume(from, to, t - dt)) - volume(from, to, t + 2 * dt) +
                         volume(from, to, t - 2 * dt)) /
                        (12 * dt);
    return by_t + discharge(to * length / lines, t) - discharge(from * length / lines, t);
}

struct Answer {
    std::vector<double> x, depth, exact;
    double depth_error = 0, discharge_error = 0;  // 1, L1
    long steps = 0;
};

/// `knots`: spacing of the linear series given for inflows and level; `step`: length of the steps, s.
Answer run(int cells, double knots, double step) {
    Channel channel;
    channel.length = length;
    channel.width = width;
    channel.side_slope = side_slope;
    channel.manning_n = manning_n;
    channel.cell = length / cells;
    channel.bed = bed;
    channel.outlet = {Outlet::Kind::stage, 0, 0, {}, {}};
    Case c = channel.specification();
    add_end_level(c, sampled([](double t) { return bed(length) + last_depth(t); }, knots, end));
    const int wide = lines / cells;
    for (int i = 0; i < cells; ++i) {
        PointSource source;
        source.at = {0, (i + 0.5) * channel.cell};
        source.discharge = sampled([&](double t) { return inflow(i * wide, (i + 1) * wide, t); }, knots, end);
        c.sources.push_back(source);
    }
    FlowControl control;
    control.tolerance = std::numeric_limits<double>::infinity();
    control.max_step = step;
    control.newton_tolerance = 1e-10;
    ChannelRun flow(channel, c, control);
    flow.start([](double x) { return depth(x, 0); }, [](double x) { return discharge(x, 0) / area(depth(x, 0)); });
    flow.advance(end);
    Answer answer;
    answer.x = flow.x;
    answer.depth = flow.depth();
    for (const double x : flow.x) answer.exact.push_back(depth(x, end));
    answer.depth_error = relative_error(answer.depth, answer.exact);
    auto q = flow.state().discharge;
    std::vector<double> right;
    for (int i = 1; i <= cells; ++i) right.push_back(discharge(i * channel.cell, end));
    answer.discharge_error = relative_error(q, right);
    answer.steps = flow.counts().steps;
    return answer;
}

TEST(ManufacturedFlow, ConvergesInSpaceAndTimeTogether) {
    Claims claims("manufactured-flow");
    std::vector<std::vector<std::string>> rows;
    Answer before;
    for (const int cells : {20, 40, 80, 160}) {
        const double step = 2400.0 / cells;
        const auto seen = run(cells, step, step);
        rows.push_back({fmt::format("{:g}", length / cells), fmt::format("{:g}", step),
                        fmt::format("{:.2e}", seen.depth_error), fmt::format("{:.2e}", seen.discharge_error)});
        if (cells > 20) {
            claims.check(fmt::format("order of the depth from {:g} to {:g} m", 2 * length / cells, length / cells),
                         order(before.depth_error, seen.depth_error), ">=", 1.7, "1",
                         "design order 2, cells and steps halved together");
            claims.check(fmt::format("order of the discharge from {:g} to {:g} m", 2 * length / cells, length / cells),
                         order(before.discharge_error, seen.discharge_error), ">=", 1.3, "1",
                         "likewise, reached on the finer grids");
        }
        before = seen;
        if (cells == 40)
            claims.plot("After two hours, cells of 100 m", "distance, m", "depth, m",
                        {{"exact", seen.x, seen.exact}, {"computed", seen.x, seen.depth, PlotSeries::Style::points}});
    }
    claims.table("Cells and steps halved together, L1 after two hours", {"cells, m", "steps, s", "depth", "discharge"},
                 rows);
}

TEST(ManufacturedFlow, ConvergesInTime) {
    Claims claims("manufactured-flow");
    constexpr int cells = 40;
    const auto finest = run(cells, 720, 7.5);
    std::vector<std::vector<std::string>> rows;
    double before = 0;
    for (const double step : {720.0, 360.0, 180.0, 90.0}) {
        const double error = relative_error(run(cells, 720, step).depth, finest.depth);
        rows.push_back({fmt::format("{:g}", step), fmt::format("{:.2e}", error)});
        if (before > 0)
            claims.check(fmt::format("order in time from {:g} to {:g} s", 2 * step, step), order(before, error),
                         ">=", 1.4, "1", "design order 2, less since slopes are frozen when a stage begins");
        before = error;
    }
    claims.table("Cells of 100 m, L1 of the depth against steps of 7.5 s", {"steps, s", "L1 of the depth"}, rows);
}

}  // namespace
}  // namespace qingliu::validation
