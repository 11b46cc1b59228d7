// The inflow of a frictionless channel decreases: a simple wave.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "validation/channel_run.hpp"
#include "validation/claims.hpp"

namespace qingliu::validation {
namespace {

constexpr double u0 = 1, h0 = 5, slowing = 0.001, time = 600, length = 8000;  // m s-1, m, m s-2, s, m

/// Velocity (m s-1) at x (m) and t (s): u - 2 c is the same everywhere, and each state leaves the inlet with u + c.
double velocity(double x, double t) {
    const double c0 = std::sqrt(g * h0);
    if (x >= (u0 + c0) * t) return u0;
    // it left at s: x = (u(s) + c(s)) (t - s) with u = u0 - slowing s, c = c0 + (u - u0) / 2
    double low = 0, high = t;
    for (int k = 0; k < 100; ++k) {
        const double s = 0.5 * (low + high);
        ((u0 + c0 - 1.5 * slowing * s) * (t - s) > x ? low : high) = s;
    }
    return u0 - slowing * low;
}

double depth(double x, double t) { return std::pow(std::sqrt(g * h0) + 0.5 * (velocity(x, t) - u0), 2) / g; }

TEST(ExpansionWave, IsThatOfCharacteristics) {
    EXPECT_NEAR(depth(0, time), 4.580821375048486, 1e-9);
    EXPECT_NEAR(depth(3000, time), 4.851324203249946, 1e-9);
    Claims claims("expansion-wave");
    std::vector<std::vector<std::string>> rows;
    double before = 0;
    for (const double cells : {40.0, 80.0, 160.0, 320.0}) {
        Channel channel;
        channel.length = length;
        channel.width = 1000;
        channel.cell = length / cells;
        channel.outlet = {Outlet::Kind::stage, 0, h0, {}, {}};
        Case c = channel.specification();
        add_inflow(c, sampled([&](double t) { return 1000 * depth(0, t) * velocity(0, t); }, 10, time));
        FlowControl control;
        control.tolerance = std::numeric_limits<double>::infinity();
        control.max_step = 0.5 * channel.cell / (u0 + std::sqrt(g * h0));
        control.newton_tolerance = 1e-8;
        ChannelRun flow(channel, c, control);
        flow.start([](double) { return h0; }, [](double) { return u0; });
        flow.advance(time);
        std::vector<double> x, off, exact, computed;
        const auto h = flow.depth();
        for (std::size_t i = 0; i < h.size(); ++i) {
            if (flow.x[i] < 500 || flow.x[i] > 6000) continue;  // what the ends do is another matter
            x.push_back(flow.x[i]);
            computed.push_back(h[i] - h0);
            exact.push_back(depth(flow.x[i], time) - h0);
        }
        const double error = relative_error(computed, exact);
        rows.push_back(
            {fmt::format("{:g}", channel.cell), fmt::format("{}", flow.counts().steps), fmt::format("{:.5f}", error)});
        if (before > 0)
            claims.check(fmt::format("order from {:g} to {:g} m", 2 * channel.cell, channel.cell), order(before, error),
                         ">=", 1.2, "1", "second order, less where the wave begins with a kink");
        if (cells == 160)
            claims.check("cells of 50 m: L1 of the drawdown off", 100 * error, "<=", 1, "%",
                         "half a kilometre from the inlet and more");
        before = error;
        if (cells == 80)
            claims.plot("After 600 s, cells of 100 m", "distance, m", "drawdown, m",
                        {{"exact", x, exact}, {"computed", x, computed, PlotSeries::Style::points}});
    }
    claims.table("L1 of the drawdown, 500 to 6000 m", {"cells, m", "steps", "L1"}, rows);
}

}  // namespace
}  // namespace qingliu::validation
