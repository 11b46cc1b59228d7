// The walk over parcels against the exact advection: a confluence, a split, a gate that shuts, a pump that starts,
// a river that turns round.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "tests/models/transport/network_fixture.hpp"
#include "validation/channel_run.hpp"
#include "validation/claims.hpp"
#include "validation/parcel-walk/plug_flow.hpp"

namespace qingliu::validation {
namespace {

enum Water { uniform, pulse, square, waters };
constexpr double uniform_value = 7;

double entering(int water, int end, double t) {
    switch (water) {
        case uniform:
            return uniform_value;
        case pulse:  // with A, sigma of 30 min; and again on its way back from the outlet
            return end == 0   ? std::exp(-(t - 9000) * (t - 9000) / (2 * 1800.0 * 1800))
                   : end == 3 ? 0.5 * std::exp(-(t - 50400) * (t - 50400) / (2 * 1800.0 * 1800))
                              : 0.0;
        default:  // with B, for two hours
            return end == 1 && t > 7200 && t < 14400 ? 1.0 : 0.0;
    }
}

/// The channels in cells of 6000 m3 / refinement.
struct Network {
    int cells = 0;
    std::array<int, PlugFlow::channels> first{}, count{};
    std::vector<double> volume;
    std::vector<std::pair<int, int>> faces;
    std::vector<int> face_channel;  // whose discharge a face carries

    explicit Network(int refinement) {
        for (std::size_t c = 0; c < PlugFlow::channels; ++c) {
            first[c] = cells;
            count[c] = static_cast<int>(PlugFlow::volume[c] / 6000) * refinement;
            cells += count[c];
            for (int i = 0; i < count[c]; ++i) volume.push_back(PlugFlow::volume[c] / count[c]);
            for (int i = 0; i + 1 < count[c]; ++i) link(first[c] + i, first[c] + i + 1, static_cast<int>(c));
        }
        const auto last = [&](std::size_t c) { return first[c] + count[c] - 1; };
        link(last(0), first[2], 0);
        link(last(1), first[2], 1);
        link(last(2), first[3], 3);
        link(last(2), first[4], 4);
        link(last(3), first[5], 3);
        link(last(4), first[5], 4);
        link(last(5), first[6], 6);  // the pump
        link(last(5), first[7], 7);
        link(last(6), Grid::outside, 6);
        link(last(7), Grid::outside, 7);
    }
    void link(int a, int b, int channel) {
        faces.emplace_back(a, b);
        face_channel.push_back(channel);
    }
    [[nodiscard]] int channel_of(int cell) const {
        int c = PlugFlow::channels - 1;
        while (first[at(c)] > cell) --c;
        return c;
    }
};

struct Run {
    std::array<double, waters> error{};  // L1 in shares of all that entered, mean of the times
    double uniform_off = 0, balance = 0, beyond = 0, courant = 0;
    std::vector<double> time, leaving, due;  // of the pulse, through the outlet; m3 s-1 x g m-3
    std::int64_t circulations = 0;
};

Run run(int refinement, double dt) {
    const Network network(refinement);
    testing::Bench bench(testing::make_test_grid(network.cells, network.faces),
                         {{.cell = network.first[0], .index = 0}, {.cell = network.first[1], .index = 1}}, waters);
    bench.water.before = network.volume;
    bench.water.dt = dt;
    for (int c = 0; c < network.cells; ++c) bench.at_cell(c, uniform) = uniform_value * network.volume[at(c)];
    Run result;
    int looks = 0;
    std::vector<PlugFlow> exact;
    for (int k = 0; k < waters; ++k)
        exact.emplace_back([k](int end, double t) { return entering(k, end, t); }, k == uniform ? uniform_value : 0.0);
    const double start = bench.stored(uniform);
    double before = 0;
    for (int s = 0; s < std::lround(PlugFlow::end / dt); ++s) {
        const double t = s * dt;
        const auto& q = PlugFlow::pieces()[PlugFlow::piece_at(t + 0.5 * dt)].discharge;
        for (std::size_t f = 0; f < network.faces.size(); ++f)
            bench.water.face[f] = q[at(network.face_channel[f])] * dt;
        bench.water.source = {q[0] * dt, q[1] * dt};
        for (int c = 0; c < network.cells; ++c)
            result.courant =
                std::max(result.courant, std::fabs(q[at(network.channel_of(c))]) * dt / network.volume[at(c)]);
        const auto mean = [&](int water, int end) {
            double sum = 0;
            for (int i = 0; i < 16; ++i) sum += entering(water, end, t + (i + 0.5) / 16 * dt) / 16;
            return sum;
        };
        for (int k = 0; k < waters; ++k) {
            bench.exchange_concentration[at(k)] = mean(k, 0);
            bench.exchange_concentration[at(waters + k)] = mean(k, 1);
            bench.boundary_concentration[at(k)] = mean(k, 2);
            bench.boundary_concentration[at(waters + k)] = mean(k, 3);
        }
        bench.step();
        bench.water.before = network.volume;  // to the last bit
        const double left = bench.ledger.boundary_out(1, pulse);
        result.time.push_back((t + 0.5 * dt) / 3600);
        result.leaving.push_back((left - before) / dt);
        result.due.push_back(q[7] > 0 ? q[7] * exact[pulse].at(7, PlugFlow::volume[7], t + 0.5 * dt) : 0.0);
        before = left;
        for (int c = 0; c < network.cells; ++c) {
            result.uniform_off =
                std::max(result.uniform_off, std::fabs(bench.concentration(c, uniform) / uniform_value - 1));
            for (const int k : {pulse, square})
                result.beyond = std::max({result.beyond, bench.concentration(c, k) - 1, -bench.concentration(c, k)});
        }
        if (std::fabs(std::remainder(t + dt, 7200)) > 0.01 * dt || t + dt < 14000) continue;
        ++looks;
        for (const int k : {pulse, square}) {
            for (int c = 0; c < network.cells; ++c) {
                const int channel = network.channel_of(c);
                const double size = network.volume[at(c)], begin = (c - network.first[at(channel)]) * size;
                double sum = 0;
                for (int i = 0; i < 8; ++i) sum += exact[at(k)].at(channel, begin + (i + 0.5) / 8 * size, t + dt) / 8;
                result.error[at(k)] += std::fabs(bench.concentration(c, k) - sum) * size;
            }
        }
    }
    for (int k = 0; k < waters; ++k) {
        const double in = bench.ledger.total_in(k), out = bench.ledger.total_out(k),
                     change = bench.stored(k) - (k == uniform ? start : 0.0);
        result.error[at(k)] /= looks * in;
        result.balance = std::max(result.balance, std::fabs(in - out - change) / std::max(in, start * (k == uniform)));
    }
    result.circulations = bench.ledger.circulation_steps;
    return result;
}

TEST(ParcelWalk, FollowsTheExactAdvection) {
    Claims claims("parcel-walk");
    std::vector<std::vector<std::string>> rows;
    double uniform_off = 0, balance = 0, beyond = 0;
    for (const double dt : {600.0, 3600.0}) {
        std::vector<double> smooth, sharp;
        for (const int refinement : {1, 2, 4, 8}) {
            const auto r = run(refinement, dt / refinement);
            smooth.push_back(r.error[pulse]);
            sharp.push_back(r.error[square]);
            uniform_off = std::max(uniform_off, r.uniform_off);
            balance = std::max(balance, r.balance);
            beyond = std::max(beyond, r.beyond);
            const auto gain = [](const std::vector<double>& e) {
                return e.size() < 2 ? std::string() : fmt::format("{:.2f}", order(e[e.size() - 2], e.back()));
            };
            rows.push_back({fmt::format("{:g}", 6000.0 / refinement), fmt::format("{:g}", dt / refinement),
                            fmt::format("{:.2f}", r.courant), fmt::format("{:.2e}", smooth.back()), gain(smooth),
                            fmt::format("{:.2e}", sharp.back()), gain(sharp)});
            EXPECT_EQ(r.circulations, 0);
            if (refinement != 4) continue;
            claims.check(fmt::format("pulse through it all, Courant up to {:.1f}: L1 error", r.courant), smooth.back(),
                         "<=", 0.06, "of the mass",
                         "mean of eleven times, cells of 1500 m3 (sigma of 7); the gate cuts the pulse in two, and a "
                         "cut is a jump");
            claims.plot(fmt::format("The pulse leaves through the outlet, Courant up to {:.1f}", r.courant), "time, h",
                        "mass, g/s",
                        {{"exact", r.time, r.due}, {"computed", r.time, r.leaving, PlotSeries::Style::points}});
        }
        claims.check(fmt::format("steps of {:g} s and less: order of the pulse", dt), order(smooth[2], smooth[3]),
                     ">=", 0.6, "1", "0.6 to 0.8 at a discontinuity, which the gate makes of it");
        claims.check(fmt::format("steps of {:g} s and less: order of the square", dt), order(sharp[2], sharp[3]),
                     ">=", 0.6, "1", "0.6 to 0.8 at a discontinuity");
    }
    claims.check("uniform stays uniform: off", uniform_off, "<=", 1e-12, "1", "round-off");
    claims.check("mass", balance, "<=", 1e-12, "1", "round-off");
    claims.check("beyond the extremes", beyond, "<=", 1e-12, "1", "round-off");
    claims.table(
        "A day of plugs",
        {"cells, m3", "steps, s", "largest Courant number", "pulse: L1 error", "order", "square: L1 error", "order"},
        rows);
}

}  // namespace
}  // namespace qingliu::validation
