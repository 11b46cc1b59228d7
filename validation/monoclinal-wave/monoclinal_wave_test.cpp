// A flood wave of permanent form running down a wide channel.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "validation/channel_run.hpp"
#include "validation/claims.hpp"

namespace qingliu::validation {
namespace {

constexpr double low = 1, high = 2, manning_n = 0.03, slope = 0.001;  // m, m, s m-1/3, 1
constexpr double width = 1e6;                                         // m: R_h = h to 4e-6

double uniform_flow(double h) { return std::sqrt(slope) * std::pow(h, 5.0 / 3) / manning_n; }  // m2 s-1

/// The travelling solution of the full equations: h(xi), xi = x - c t, 0 where h is the mean of both ends.
class Monoclinal {
public:
    const double celerity = (uniform_flow(high) - uniform_flow(low)) / (high - low);  // m s-1
    const double overrun = celerity * low - uniform_flow(low);                        // m2 s-1

    Monoclinal() {
        // x over h by Simpson's rule, since the depth only falls: outward from the middle to a millionth of either end
        const double middle = 0.5 * (low + high);
        for (const double end : {high, low}) {
            double h = middle, x = 0;
            std::vector<std::pair<double, double>> way{{x, h}};
            for (int k = 1; k <= 60000; ++k) {
                const double next = end + (middle - end) * std::exp(-k * 3e-4);
                x += (next - h) / 6 * (by_depth(h) + 4 * by_depth(0.5 * (h + next)) + by_depth(next));
                h = next;
                way.emplace_back(x, h);
            }
            if (end > middle) {
                profile_.assign(way.rbegin(), way.rend());
            } else {
                profile_.insert(profile_.end(), way.begin() + 1, way.end());
            }
        }
    }
    [[nodiscard]] double depth(double xi) const {
        if (xi <= profile_.front().first) return high;
        if (xi >= profile_.back().first) return low;
        const auto b = std::lower_bound(profile_.begin(), profile_.end(), xi,
                                        [](const auto& p, double at) { return p.first < at; });
        const auto a = b - 1;
        return a->second + (b->second - a->second) * (xi - a->first) / (b->first - a->first);
    }
    [[nodiscard]] double velocity(double xi) const { return celerity - overrun / depth(xi); }

private:
    [[nodiscard]] double by_depth(double h) const {
        const double u = celerity - overrun / h;
        return (1 - overrun * overrun / (g * h * h * h)) /
               (slope - manning_n * manning_n * u * u * std::pow(h, -4.0 / 3));
    }
    std::vector<std::pair<double, double>> profile_;  // xi, h
};

TEST(MonoclinalWave, KeepsItsSpeedAndForm) {
    const Monoclinal exact;
    EXPECT_NEAR(exact.celerity, 2.292442702855088, 1e-9);
    EXPECT_NEAR(exact.overrun, 1.2383501494656284, 1e-9);
    EXPECT_NEAR(exact.depth(-2000), 1.7167129526063465, 1e-5);
    EXPECT_NEAR(exact.depth(1000), 1.3563831358934393, 1e-5);
    Claims claims("monoclinal-wave");
    constexpr double start = 10000, way = 50000;  // m
    std::vector<std::vector<std::string>> rows;
    double before = 0;
    for (const double cell : {800.0, 400.0, 200.0, 100.0}) {
        Channel channel;
        channel.length = 72000;
        channel.width = width;
        channel.manning_n = manning_n;
        channel.cell = cell;
        channel.bed = [&](double x) { return slope * (channel.length - x); };
        channel.outlet = {Outlet::Kind::normal_depth, slope, 0, {}, {}};
        const double end = way / exact.celerity;
        Case c = channel.specification();
        add_inflow(c, sampled(
                          [&](double t) {
                              return width * uniform_flow(high) +
                                     width * exact.celerity * (exact.depth(-start - exact.celerity * t) - high);
                          },
                          600, end));
        FlowControl control;
        control.tolerance = 3e-5;
        control.max_step = 0.5 * cell / exact.celerity;
        control.newton_tolerance = 1e-8;
        ChannelRun flow(channel, c, control);
        flow.start([&](double x) { return exact.depth(x - start); },
                   [&](double x) { return exact.velocity(x - start); });
        const auto place = [&] { return crossing(flow.x, flow.depth(), 0.5 * (low + high)); };
        flow.advance(end / 5);  // what the start in cells has disturbed is gone
        const double first = place();
        flow.advance(end);
        const double speed = (place() - first) / (0.8 * end);
        const double off = 100 * std::fabs(speed / exact.celerity - 1);
        std::vector<double> h, right_answer, x, all = flow.depth();
        for (std::size_t i = 0; i < flow.cells(); ++i) {
            const double xi = flow.x[i] - start - way;
            if (xi < -5000 || xi > 5000) continue;
            x.push_back(xi);
            h.push_back(all[i]);
            right_answer.push_back(exact.depth(xi));
        }
        const double error = relative_error(h, right_answer);
        rows.push_back({fmt::format("{:g}", cell), fmt::format("{}", flow.counts().steps), fmt::format("{:.5f}", speed),
                        fmt::format("{:.4f}", off), fmt::format("{:.2e}", error)});
        if (cell == 200) {
            claims.check("cells of 200 m: speed off", off, "<", 0.1, "%", "over 40 km");
            claims.plot("After 50 km, cells of 200 m", "distance from the middle of the wave, m", "depth, m",
                        {{"exact", x, right_answer}, {"computed", x, h, PlotSeries::Style::points}});
        }
        if (before > 0)
            claims.check(fmt::format("order of the form from {:g} to {:g} m", 2 * cell, cell), order(before, error),
                         ">=", 1.5, "1",
                         "design order 2, L1 of the depth; at 100 m the wave is 2 m behind after 50 km");
        before = error;
    }
    claims.table(fmt::format("Exact speed {:.5f} m/s", exact.celerity),
                 {"cells, m", "steps", "speed, m/s", "off, %", "L1 of the depth"}, rows);
}

}  // namespace
}  // namespace qingliu::validation
