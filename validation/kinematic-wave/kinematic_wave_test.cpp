// A flood that recedes slowly: every depth runs down the channel with 5/3 of its velocity.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>

#include "validation/channel_run.hpp"
#include "validation/claims.hpp"

namespace qingliu::validation {
namespace {

constexpr double manning_n = 0.03, slope = 0.001, width = 1e6;  // s m-1/3, 1, m

double velocity(double h) { return std::sqrt(slope) * std::pow(h, 2.0 / 3) / manning_n; }

/// Travel time (s) over `way` m of a depth.
double travel(double h, double way) { return way / (5.0 / 3 * velocity(h)); }

TEST(KinematicWave, EveryDepthTakesItsTime) {
    EXPECT_NEAR(travel(1, 5000), 2846.0498941515416, 1e-6);
    EXPECT_NEAR(travel(2.5, 10000), 3090.1471881572056, 1e-6);
    const std::vector<double> depths{0.5, 1, 1.5, 2, 2.5};
    Claims claims("kinematic-wave");
    std::vector<std::vector<std::string>> rows;
    std::vector<std::vector<double>> taken;
    for (const double cell : {500.0, 250.0, 125.0}) {
        Channel channel;
        channel.length = 20000;
        channel.width = width;
        channel.manning_n = manning_n;
        channel.cell = cell;
        channel.bed = [&](double x) { return slope * (channel.length - x); };
        channel.outlet = {Outlet::Kind::normal_depth, slope, 0, {}, {}};
        // the depth at the inlet falls from 2.7 to 0.4 m in four days: so slowly that only the kinematic wave is left
        constexpr double fall = 4 * 86400;
        Case c = channel.specification();
        add_inflow(c, sampled(
                          [&](double t) {
                              const double h = 2.7 - 2.3 * std::min(t / fall, 1.0);
                              return width * h * velocity(h);
                          },
                          3600, fall + 30000));
        FlowControl control;
        control.tolerance = 1e-5;
        control.max_step = cell;
        control.newton_tolerance = 1e-8;
        ChannelRun flow(channel, c, control);
        flow.start([](double) { return 2.7; }, [](double) { return velocity(2.7); });
        // when each depth passes 5 and 15 km
        std::vector<double> pass_up(depths.size(), std::nan("")), pass_down = pass_up;
        const auto at = [&](double place, const std::vector<double>& h) {
            const auto i = static_cast<std::size_t>(place / cell - 0.5);
            const double share = (place - flow.x[i]) / (flow.x[i + 1] - flow.x[i]);
            return h[i] + share * (h[i + 1] - h[i]);
        };
        double up = 2.7, down = 2.7;
        flow.advance(fall + 20000, [&](const FlowStep& step) {
            const std::vector<double> h(step.depth.begin(), step.depth.end());
            const double now_up = at(5000, h), now_down = at(15000, h);
            for (std::size_t k = 0; k < depths.size(); ++k) {
                if (up > depths[k] && now_up <= depths[k])
                    pass_up[k] = step.time + step.dt * (up - depths[k]) / (up - now_up);
                if (down > depths[k] && now_down <= depths[k])
                    pass_down[k] = step.time + step.dt * (down - depths[k]) / (down - now_down);
            }
            up = now_up;
            down = now_down;
        });
        taken.emplace_back();
        std::vector<std::string> row{fmt::format("{:g}", cell), fmt::format("{}", flow.counts().steps)};
        for (std::size_t k = 0; k < depths.size(); ++k) {
            taken.back().push_back(pass_down[k] - pass_up[k]);
            row.push_back(fmt::format("{:.0f} ({:+.2f} %)", taken.back()[k],
                                      100 * (taken.back()[k] / travel(depths[k], 10000) - 1)));
        }
        rows.push_back(row);
    }
    for (std::size_t k = 0; k < depths.size(); ++k) {
        claims.check(fmt::format("cells of 250 m, depth {:g} m: travel time over 10 km off", depths[k]),
                     100 * std::fabs(taken[1][k] / travel(depths[k], 10000) - 1), "<=", 1, "%",
                     "the recession takes days, a passage an hour");
        claims.check(fmt::format("depth {:g} m: change from cells of 250 to 125 m", depths[k]),
                     100 * std::fabs(taken[2][k] / taken[1][k] - 1), "<=", 0.1, "%", "numerical diffusion vanishes");
    }
    rows.push_back({"exact", ""});
    for (const double h : depths) rows.back().push_back(fmt::format("{:.0f}", travel(h, 10000)));
    claims.table("Travel time over 10 km, s", {"cells, m", "steps", "0.5 m", "1 m", "1.5 m", "2 m", "2.5 m"}, rows);
    std::vector<double> exact;
    for (const double h : depths) exact.push_back(travel(h, 10000));
    claims.plot("Travel time over 10 km, cells of 250 m", "depth, m", "time, s",
                {{"kinematic wave", depths, exact}, {"computed", depths, taken[1], PlotSeries::Style::points}});
}

}  // namespace
}  // namespace qingliu::validation
