// Water swinging in a parabolic basin: a plane surface and shores that move (Thacker 1981).
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "validation/channel_run.hpp"
#include "validation/claims.hpp"

namespace qingliu::validation {
namespace {

constexpr double a = 1, h0 = 0.5, length = 4, swing = 0.5, width = 1000;  // m
const double omega = std::sqrt(2 * g * h0) / a;
const double period = 2 * std::numbers::pi / omega;

double bed(double x) { return h0 * (std::pow((x - length / 2) / a, 2) - 1); }
double velocity(double t) { return swing * omega * std::sin(omega * t); }
double depth(double x, double t) {
    return std::max(0.0, h0 * (1 - std::pow((x - length / 2) / a + swing / a * std::cos(omega * t), 2)));
}

struct Swinging {
    double error = 0;   // 1, L1 of the depth after three periods
    double lost = 0;    // 1, energy of the swing lost in a period
    double volume = 0;  // 1
    double least = 0;   // m3
    StepCounts counts;
    std::vector<double> x, depth;
};

Swinging run(int cells) {
    Channel channel;
    channel.length = length;
    channel.width = width;
    channel.cell = length / cells;
    channel.bed = bed;
    FlowControl control;
    control.max_step = 0.5 * channel.cell / (swing * omega);
    control.min_step = 1e-6;
    control.newton_tolerance = 1e-7;
    ChannelRun flow(channel, channel.specification(), control);
    flow.start([](double x) { return depth(x, 0); }, [](double) { return 0.0; });
    const double before = flow.volume();
    // potential energy of the centre of mass and what the mean velocity holds: per unit of mass, less that at rest
    const auto energy = [&] {
        const auto h = flow.depth(), u = flow.velocity();
        double sum = 0, mass = 0, rest = 0;
        for (std::size_t c = 0; c < h.size(); ++c) {
            sum += h[c] * (g * (flow.bed[c] + 0.5 * h[c]) + 0.5 * u[c] * u[c]);
            mass += h[c];
            const double still = std::max(0.0, -flow.bed[c]);
            rest += still * g * (flow.bed[c] + 0.5 * still);
        }
        return (sum - rest * mass / (2.0 * 2 * a * h0 / 3 / channel.cell)) / mass;
    };
    const double first = energy();
    flow.advance(3 * period);
    Swinging seen;
    seen.lost = 1 - std::pow(energy() / first, 1.0 / 3);
    seen.x = flow.x;
    seen.depth = flow.depth();
    std::vector<double> exact;
    for (const double x : flow.x) exact.push_back(depth(x, 3 * period));
    seen.error = relative_error(seen.depth, exact);
    seen.volume = std::fabs(flow.volume() / before - 1);
    seen.least = flow.least_volume;
    seen.counts = flow.counts();
    return seen;
}

TEST(ThackerBasin, SwingsWithItsShores) {
    EXPECT_NEAR(period, 2.00607, 1e-5);
    EXPECT_NEAR(depth(1.5, 0.25), 0.489399, 1e-6);
    EXPECT_NEAR(velocity(0.25), 1.10473, 1e-5);
    Claims claims("thacker-basin");
    std::vector<std::vector<std::string>> rows;
    double before = 0;
    for (const int cells : {50, 100, 200, 400}) {
        const auto seen = run(cells);
        rows.push_back({fmt::format("{}", cells), fmt::format("{}", seen.counts.steps),
                        fmt::format("{}", seen.counts.fallbacks), fmt::format("{:.4f}", seen.error),
                        fmt::format("{:.2f}", 100 * seen.lost), fmt::format("{:.1e}", seen.volume)});
        if (cells == 200) {
            claims.check("200 cells: energy of the swing lost in a period", 100 * seen.lost, "<", 5, "%",
                         "there is no friction");
            claims.check("200 cells: volume gained or lost in three periods", seen.volume, "<=", 1e-12, "1",
                         "round-off");
            claims.check("200 cells: least volume of a cell", seen.least, ">=", -1e-12, "m3",
                         "no negative volume, to round-off");
            std::vector<double> level, exact, ground;
            for (std::size_t c = 0; c < seen.x.size(); ++c) {
                ground.push_back(bed(seen.x[c]));
                level.push_back(ground.back() + seen.depth[c]);
                exact.push_back(ground.back() + depth(seen.x[c], 3 * period));
            }
            claims.plot("After three periods, 200 cells", "distance, m", "level, m",
                        {{"bed", seen.x, ground},
                         {"exact", seen.x, exact},
                         {"computed", seen.x, level, PlotSeries::Style::points}});
        }
        if (before > 0)
            claims.check(fmt::format("order from {} to {} cells", cells / 2, cells), order(before, seen.error),
                         ">=", 0.8, "1", "L1 of the depth with moving shores: about 1");
        before = seen.error;
    }
    claims.table("After three periods",
                 {"cells", "steps", "backward Euler", "L1 of the depth", "energy lost in a period, %", "volume"}, rows);
}

}  // namespace
}  // namespace qingliu::validation
