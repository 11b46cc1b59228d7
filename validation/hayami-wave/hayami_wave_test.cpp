// A small step of the inflow on uniform flow: advection and diffusion (Hayami 1951).
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "validation/channel_run.hpp"
#include "validation/claims.hpp"

namespace qingliu::validation {
namespace {

/// Share of a step at x = 0 that is seen at x and t.
double step_response(double x, double t, double c, double diffusion) {
    const double root = 2 * std::sqrt(diffusion * t);
    return 0.5 * (std::erfc((x - c * t) / root) + std::exp(c * x / diffusion) * std::erfc((x + c * t) / root));
}

TEST(HayamiWave, StepSpreadsAsDiffusionSays) {
    EXPECT_NEAR(step_response(10000, 5000, 2, 800), 0.5553523188665344, 1e-9);
    EXPECT_NEAR(step_response(10000, 3000, 2, 800), 0.04407888301682524, 1e-9);
    // uniform flow 2 m deep in a wide channel of slope 0.0005
    constexpr double h0 = 2, slope = 0.0005, manning_n = 0.03, width = 1e6, gauge = 20000;
    const double u = std::sqrt(slope) * std::pow(h0, 2.0 / 3) / manning_n, q = u * h0;
    const double froude2 = u * u / (g * h0), c = 5 * u / 3, diffusion = q / (2 * slope) * (1 - 4 * froude2 / 9);
    constexpr double rise = 0.01;  // of the inflow
    Claims claims("hayami-wave");
    std::vector<std::vector<std::string>> rows;
    for (const double cell : {800.0, 400.0, 200.0, 100.0}) {
        Channel channel;
        channel.length = 60000;
        channel.width = width;
        channel.manning_n = manning_n;
        channel.cell = cell;
        channel.bed = [&](double x) { return slope * (channel.length - x); };
        channel.outlet = {Outlet::Kind::normal_depth, slope, 0, {}, {}};
        Case specification = channel.specification();
        add_inflow(specification, Series(width * q * (1 + rise)));
        FlowControl control;
        control.tolerance = 1e-5;
        control.max_step = 0.5 * cell / c;
        control.newton_tolerance = 1e-9;
        ChannelRun flow(channel, specification, control);
        flow.start([&](double) { return h0; }, [&](double) { return u; });
        const auto face = static_cast<std::size_t>(std::lround(gauge / cell)) - 1;
        std::vector<double> time, seen, exact;
        double worst = 0;
        const double end = 2.2 * gauge / c;
        for (int k = 1; k <= 110; ++k) {
            flow.advance(k * end / 110);
            time.push_back(k * end / 110);
            seen.push_back((flow.state().discharge[face] / (width * q) - 1) / rise);
            exact.push_back(step_response(gauge, time.back(), c, diffusion));
            worst = std::max(worst, std::fabs(seen.back() - exact.back()));
        }
        const double arrival = crossing(time, seen, 0.5), due = crossing(time, exact, 0.5);
        rows.push_back({fmt::format("{:g}", cell), fmt::format("{}", flow.counts().steps),
                        fmt::format("{:.2f}", 100 * worst), fmt::format("{:+.2f}", 100 * (arrival / due - 1))});
        if (cell == 200) {
            claims.check("cells of 200 m, 20 km below the step: discharge off", 100 * worst, "<=", 2, "% of the step",
                         "Hayami's solution leaves out the dynamic front and is good to 1 to 2 %");
            claims.check("cells of 200 m: arrival of half the step off", 100 * std::fabs(arrival / due - 1), "<=", 1,
                         "%", "likewise");
            claims.plot("20 km below a step of the inflow by 1 %, cells of 200 m", "time, s", "share of the step",
                        {{"Hayami", time, exact}, {"computed", time, seen, PlotSeries::Style::points}});
        }
    }
    claims.table(fmt::format("c {:.4f} m/s, D {:.0f} m2/s, Froude number {:.2f}", c, diffusion, std::sqrt(froude2)),
                 {"cells, m", "steps", "largest departure, % of the step", "half of it arrives late by, %"}, rows);
}

}  // namespace
}  // namespace qingliu::validation
