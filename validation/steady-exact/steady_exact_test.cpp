// Steady flows known exactly: error, order on four grids, and the same answer from any start.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include "validation/claims.hpp"
#include "validation/steady-exact/known_flows.hpp"

namespace qingliu::exact {
namespace {

using validation::Claims;
using validation::PlotSeries;

/// Answers on four grids, each twice as fine as the one before, and a row of the table of all for each.
std::vector<Answer> on_four_grids(const ExactChannel& channel, int coarsest,
                                  std::vector<std::vector<std::string>>& rows) {
    std::vector<Answer> answers;
    for (int k = 0; k < 4; ++k) {
        answers.push_back(solve(channel, coarsest << k));
        const auto& a = answers.back();
        const double before = k > 0 ? answers[answers.size() - 2].depth_error : 0;
        rows.push_back({channel.name, fmt::format("{:g}", a.cell), fmt::format("{:.2e}", a.depth_error),
                        k > 0 ? fmt::format("{:.2f}", std::log2(before / a.depth_error)) : "",
                        fmt::format("{:.1e}", a.discharge_error)});
    }
    return answers;
}

/// Order over the three halvings together.
double order(const std::vector<Answer>& answers) {
    return std::log2(answers.front().depth_error / answers.back().depth_error) / 3;
}

double largest_discharge_error(const std::vector<Answer>& answers) {
    double most = 0;
    for (const auto& a : answers) most = std::max(most, a.discharge_error);
    return most;
}

std::vector<PlotSeries> surface(const Answer& a) {
    std::vector<double> exact, computed;
    for (std::size_t k = 0; k < a.x.size(); ++k) {
        exact.push_back(a.bed[k] + a.exact[k]);
        computed.push_back(a.bed[k] + a.depth[k]);
    }
    return {{"bed", a.x, a.bed}, {"exact", a.x, exact}, {"computed", a.x, computed, PlotSeries::Style::points}};
}

const std::vector<std::string> header{"case", "cell, m", "L1 of the depth", "order", "largest error of Q / Q"};

TEST(SteadyExact, Bump) {
    Claims claims("steady-exact", "bump");
    std::vector<std::vector<std::string>> rows;
    const auto head_error = [](const ExactChannel& c, const Answer& a) {
        return [&c, &a](std::size_t k) { return std::fabs(c.head(a.depth[k]) - c.head(a.exact[k])); };
    };
    const std::vector<double> kinks{8, 12};

    const Bump jump(0.18, 0.33, Bump::Kind::jump);
    claims.check("jump where Bernoulli and the momentum function put it (11.6656 m)", std::fabs(jump.jump - 11.6656),
                 "<=", 5e-5, "m", "the solution itself, against the published figure");
    const auto with_jump = jump.channel("bump, jump");
    const auto jumps = on_four_grids(with_jump, 50, rows);
    const auto at_250 = solve(with_jump, 250);
    std::size_t first = 0;
    while (!(at_250.x[first] > 11 && at_250.depth[first] > critical_depth(0.18))) ++first;
    claims.check("jump at 250 cells, off by", std::fabs(at_250.x[first] - 0.5 * at_250.cell - jump.jump),
                 "<=", at_250.cell, "m", "one cell: where the depth first exceeds the critical one");
    claims.check("head with a jump at 250 cells, error more than two cells away from it",
                 at_250.largest(head_error(with_jump, at_250), 2.5, {jump.jump}), "<=", 1e-3, "m",
                 "1 mm; the flow keeps its head where no jump takes it");
    claims.check("order with a jump", order(jumps), ">=", 0.9, "1", "first: the jump is somewhere in its cell");
    claims.plot("Bump with a jump, 250 cells", "distance, m", "level, m", surface(at_250));

    const auto tranquil = Bump(4.42, 2, Bump::Kind::subcritical).channel("bump, subcritical");
    const auto subcritical = on_four_grids(tranquil, 50, rows);
    const auto tranquil_250 = solve(tranquil, 250);
    claims.check("head in subcritical flow at 250 cells, error",
                 tranquil_250.largest(head_error(tranquil, tranquil_250), 0, {}), "<=", 1e-3, "m", "1 mm");
    claims.check("order in subcritical flow", order(subcritical), ">=", 1.8, "1", "second");

    const auto through = Bump(1.53, 0.405780945335, Bump::Kind::transcritical).channel("bump, transcritical");
    const auto transcritical = on_four_grids(through, 50, rows);
    const auto through_250 = solve(through, 250);
    claims.check("head through critical flow at 250 cells, error more than two cells away from the kinks of the bed",
                 through_250.largest(head_error(through, through_250), 2.5, kinks), "<=", 1e-3, "m", "1 mm");
    std::size_t below_crest = 0;
    while (through_250.x[below_crest] < 10) ++below_crest;
    const double at_crest = 0.5 * (through_250.depth[below_crest - 1] + through_250.depth[below_crest]);
    claims.check("depth at the crest at 250 cells, off the critical one", std::fabs(at_crest - critical_depth(1.53)),
                 "<=", 1e-3, "m", "1 mm; the mean of the cells on both sides");
    claims.check("order through critical flow", order(transcritical), ">=", 1.8, "1", "second");
    for (const auto* answers : {&jumps, &subcritical, &transcritical})
        claims.check("discharge along the channel, largest error", largest_discharge_error(*answers), "<=", 1e-6, "1",
                     "what enters leaves");
    claims.table("Bump without friction", header, rows);
}

/// The answers themselves, against figures computed elsewhere from the same formulas.
TEST(SteadyExact, AnswersAreThoseOfOthers) {
    Claims claims("steady-exact", "figures");
    struct Figure {
        ExactChannel channel;
        double x, depth, bed;  // m
    };
    const auto tranquil = Bump(4.42, 2, Bump::Kind::subcritical).channel("bump, subcritical");
    const auto through = Bump(1.53, 0.405780945335, Bump::Kind::transcritical).channel("bump, transcritical");
    const auto jump = Bump(0.18, 0.33, Bump::Kind::jump).channel("bump, jump");
    const auto channels = macdonald_channels();
    const std::vector<Figure> figures{{tranquil, 9, 1.78718, 0.15},
                                      {tranquil, 10, 1.70735, 0.2},
                                      {through, 0, 1.01445, 0},
                                      {through, 10, 0.620256, 0.2},
                                      {through, 11, 0.496622, 0.15},
                                      {jump, 9, 0.246122, 0.15},
                                      {jump, 11, 0.0966691, 0.15},
                                      {jump, 12, 0.33, 0},
                                      {channels[0], 0, 0.748324, 6.95225},
                                      {channels[0], 400, 1.05748, 3.67269},
                                      {channels[1], 0, 0.741514, 34.7172},
                                      {channels[1], 600, 0.638063, 12.0243},
                                      {channels[2], 250, 0.898527, 5.06124},
                                      {channels[2], 750, 0.629667, 2.32466},
                                      {channels[3], 375, 1.30178, 13.8656},
                                      {channels[4], 0, 2.2, 1.0004},
                                      {channels[4], 625, 1.91716, 0.800353},
                                      {long_jump(), 250, 0.621914, 2.98843},
                                      {long_jump(), 600, 1.1107, 0.565293},
                                      {short_jump(), 25, 0.897077, 2.51508},
                                      {short_jump(), 75, 1.8448, 1.00417}};
    double depth = 0, bed = 0;
    for (const auto& f : figures) {
        depth = std::max(depth, std::fabs(f.channel.depth(f.x) / f.depth - 1));
        bed = std::max(bed, std::fabs(f.channel.bed(f.x) - f.bed) / std::max(1.0, f.bed));
    }
    claims.check("exact depths at 21 places, off figures computed elsewhere", depth, "<=", 6e-6, "1",
                 "the last of their six digits");
    claims.check("beds there, off", bed, "<=", 1e-5, "1", "the last of their digits; lower beds count as 1 m");
}

TEST(SteadyExact, ChosenDepths) {
    Claims claims("steady-exact", "macdonald");
    std::vector<std::vector<std::string>> rows;
    for (const auto& channel : macdonald_channels()) {
        const auto answers = on_four_grids(channel, channel.length > 1000 ? 125 : 50, rows);
        claims.check("order, " + channel.name, order(answers), ">=", 1.8, "1", "second, on four grids");
        claims.check("depth at the finest grid, " + channel.name, answers.back().depth_error, "<=", 2e-5, "1",
                     "L1; seen 0.8e-6 to 1.2e-5");
        claims.check("discharge, " + channel.name, largest_discharge_error(answers), "<=", 1e-6, "1",
                     "what enters leaves");
        if (channel.name == "through critical")
            claims.plot("Through critical depth at 500 m", "distance, m", "level, m", surface(answers[0]));
    }
    for (const auto& [channel, at] : {std::pair(long_jump(), 500.0), std::pair(short_jump(), 200.0 / 3)}) {
        const auto answers = on_four_grids(channel, 50, rows);
        claims.check("order, " + channel.name, order(answers), ">=", 0.9, "1",
                     "first: the jump is somewhere in its cell");
        const auto& fine = answers.back();
        const auto off = [&](std::size_t k) { return std::fabs(fine.depth[k] - fine.exact[k]); };
        claims.check("depth more than two cells from the jump, " + channel.name, fine.largest(off, 2.5, {at}),
                     "<=", 5e-3, "m", "nothing of the jump is left there");
        claims.check("discharge, " + channel.name, largest_discharge_error(answers), "<=", 1e-6, "1",
                     "what enters leaves");
        claims.plot(channel.name, "distance, m", "level, m", surface(answers[1]));
    }
    claims.table("MacDonald's channels", header, rows);
}

TEST(SteadyExact, SameAnswerFromAnyStart) {
    Claims claims("steady-exact", "starts");
    auto channels = macdonald_channels();
    channels.push_back(long_jump());
    channels.push_back(short_jump());
    channels.push_back(Bump(0.18, 0.33, Bump::Kind::jump).channel("bump, jump"));
    channels.push_back(Bump(1.53, 0.405780945335, Bump::Kind::transcritical).channel("bump, transcritical"));
    for (const auto& channel : channels) {
        const auto guessed = solve(channel, 100);
        double most = 0;
        for (const auto start : {Start::dry, Start::full, Start::random}) {
            const auto other = solve(channel, 100, start);
            for (std::size_t k = 0; k < guessed.depth.size(); ++k)
                most = std::max(most, std::fabs(other.depth[k] - guessed.depth[k]));
        }
        claims.check("from a dry, a full and a randomly filled bed, " + channel.name, most, "<=", 1e-5, "m",
                     "limited slopes come to rest within this of each other");
    }
}

TEST(SteadyExact, DoesNotDependOnTheStep) {
    Claims claims("steady-exact", "steps");
    const auto channel = macdonald_channels().back();
    const ChannelSetting s(channel, 100);
    const auto steady = s.steady(Start::guess);
    for (const double dt : {2.0, 60.0, 1200.0}) {
        const auto pack = make_flow_pack(s.geometry, s.exchanges, {&s.forcing},
                                         {.max_step = dt, .tolerance = std::numeric_limits<double>::infinity()}, 0);
        pack->set_state(0, steady, 0);
        for (int k = 0; k < 40; ++k) {
            pack->attempt(1e9);
            ASSERT_NE(pack->taken(0), nullptr);
        }
        const auto after = pack->state(0);
        double most = 0;
        for (std::size_t k = 0; k < after.level.size(); ++k)
            most = std::max(most, std::fabs(after.level[k] - steady.level[k]));
        claims.check(fmt::format("level after 40 steps of {:g} s from the steady state, moved", dt), most, "<=", 1e-5,
                     "m", "the tolerance of Newton's method in a step");
    }
}

}  // namespace
}  // namespace qingliu::exact
