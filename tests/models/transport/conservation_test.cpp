// On random networks with loops, random consistent flow, drying, reversal and Courant numbers up to 6: mass closes,
// nothing turns negative, no new extreme appears, uniform stays uniform.
#include <gtest/gtest.h>

#include <random>

#include "tests/models/transport/network_fixture.hpp"

namespace qingliu::testing {
namespace {

constexpr int tree_cells = 60;
constexpr double cell_volume = 1000;  // m3, typical
constexpr double uniform = 7;
constexpr double drawn_towards = 5;

/// A tree of cells with extra loops, two open ends, and an exchange in every fifth cell.
struct RandomNetwork : Bench {
    RandomNetwork(unsigned seed, const DispersionSettings& dispersion)
        : RandomNetwork(std::mt19937(seed), dispersion) {}
    RandomNetwork(std::mt19937 generator, const DispersionSettings& dispersion)
        : Bench(make_test_grid(tree_cells, faces(generator)), exchanges_every(5), 11, dispersion, {}, some_faces()),
          random(generator) {
        for (int c = 3; c < tree_cells; c += 11) grid.cell_still[at(c)] = 1;
        for (auto& volume : water.before) volume = draw(0, 1) < 0.1 ? 0.0 : cell_volume * draw(0.01, 2);
        for (int c = 0; c < tree_cells; ++c) {
            for (int k = 0; k < constituents; ++k) {
                const double concentration = k == 0             ? uniform
                                             : k == 1           ? (c == 17 ? 1.0 : 0.0)
                                             : draw(0, 1) < 0.5 ? 0.0
                                                                : draw(0, 10);
                at_cell(c, k) = concentration * water.before[at(c)];
            }
        }
    }
    static std::vector<std::pair<int, int>> faces(std::mt19937& generator) {
        std::vector<std::pair<int, int>> list;
        const auto pick = [&](int below) { return static_cast<int>(generator() % static_cast<unsigned>(below)); };
        const auto add = [&](int a, int b) { list.push_back(pick(2) ? std::pair{a, b} : std::pair{b, a}); };
        for (int c = 1; c < tree_cells; ++c) add(c, pick(3) ? c - 1 : pick(c));  // list[c - 1] leads towards cell 0
        for (int i = 0; i < 8; ++i) {
            const int a = pick(tree_cells), b = pick(tree_cells);
            if (a != b) add(a, b);
        }
        list.emplace_back(0, Grid::outside);
        list.emplace_back(Grid::outside, tree_cells - 1);
        return list;
    }
    static std::vector<Exchange> exchanges_every(int stride) {
        std::vector<Exchange> list;
        for (int c = 0; c < tree_cells; c += stride) list.push_back({.cell = c, .index = c});
        return list;
    }
    /// Every third, the loops among them; the last two lead out.
    static std::vector<int> some_faces() {
        std::vector<int> list;
        for (int f = 0; f < tree_cells - 1; f += 3) list.push_back(f);
        return list;
    }
    /// Some of them draw what is uniform towards itself, and another constituent towards five.
    void draw_changes() {
        changes.clear();
        for (int place = 0; place < static_cast<int>(some_faces().size()); ++place) {
            const double kept = draw(0, 1) < 0.1 ? 0.0 : draw(0, 1);
            if (draw(0, 1) < 0.7) changes.push_back({place, 0, kept, (1 - kept) * uniform});
            if (draw(0, 1) < 0.7) changes.push_back({place, 9, kept, (1 - kept) * drawn_towards});
        }
    }
    double draw(double low, double high) { return std::uniform_real_distribution(low, high)(random); }

    /// Random face and exchange volumes up to `courant` cell contents; whatever a cell lacks is drawn along the tree,
    /// and at its root from outside, so no volume turns negative and some vanish.
    void draw_flow(double courant) {
        for (auto& volume : water.face)
            volume = draw(0, 1) < 0.1 ? 0.0 : courant * cell_volume * draw(-1, 1) * draw(0, 1);
        for (auto& volume : water.source) volume = cell_volume * draw(-0.5, 1);
        for (auto& volume : water.seepage) volume = draw(0, 1) < 0.2 ? cell_volume * draw(0, 0.1) : 0.0;
        for (auto& speed : water.face_velocity) speed = draw(-1, 1);
        for (auto& area : water.area) area = draw(0, 1) < 0.2 ? 0.0 : draw(0, 20);
        water.dt = draw(60, 1200);
        water.close(grid, exchanges);
        auto& after = water.after;
        for (int c = tree_cells - 1; c >= 0; --c) {
            const double least = draw(0, 1) < 0.1 ? 0.0 : draw(0, 1) < 0.2 ? 1e-3 : cell_volume * 0.1;
            const double lack = least - after[at(c)];
            if (lack <= 0) continue;
            const int f = c > 0 ? c - 1 : tree_cells - 1;
            if (c == 0) {
                for (std::size_t g = 0; g < water.face.size(); ++g) {
                    if (grid.face_from[g] == 0 && grid.face_to[g] == Grid::outside) water.face[g] -= lack;
                }
                continue;
            }
            const bool enters = grid.face_to[at(f)] == c;
            water.face[at(f)] += enters ? lack : -lack;
            after[at(c)] += lack;
            after[at(enters ? grid.face_from[at(f)] : grid.face_to[at(f)])] -= lack;
        }
        for (auto* list : {&exchange_concentration, &boundary_concentration}) {
            for (std::size_t i = 0; i < list->size(); ++i) {
                const std::size_t k = i % at(constituents);
                (*list)[i] = k == 0 ? uniform : k == 1 ? 0 : draw(0, 10);
            }
        }
    }
    /// The most water a cell has held and received in a step so far, m3: the scale of the round-off in its volume.
    const std::vector<double>& update_handled() {
        auto sum = water.before;
        for (std::size_t e = 0; e < exchanges.size(); ++e) sum[at(exchanges[e].cell)] += std::max(water.source[e], 0.0);
        for (std::size_t f = 0; f < water.face.size(); ++f) {
            const int receiver = water.face[f] > 0 ? grid.face_to[f] : grid.face_from[f];
            if (receiver != Grid::outside) sum[at(receiver)] += std::fabs(water.face[f]);
        }
        for (std::size_t c = 0; c < sum.size(); ++c) handled[c] = std::max(handled[c], sum[c]);
        return handled;
    }
    std::vector<double> handled = std::vector<double>(at(tree_cells), 1.0);
    std::mt19937 random;
};

struct Findings {
    double worst_balance = 0;  // 1
    double least = 0;          // g
    double worst_excess = 0;   // g per g handled
    double worst_uniform = 0;  // relative to the water handled
    double worst_settled = 0;  // relative, in cells that keep 1 % of the water they handled
    TransportLedger ledger;
};

Findings run(unsigned seed, double courant, const DispersionSettings& dispersion, int steps, bool changing = false) {
    RandomNetwork network(seed, dispersion);
    std::vector<double> start, greatest(at(network.constituents));
    for (int k = 0; k < network.constituents; ++k) start.push_back(network.stored(k));
    Findings result{.ledger = network.ledger};
    for (int s = 0; s < steps; ++s) {
        network.draw_flow(courant);
        if (changing) network.draw_changes();
        const auto& handled = network.update_handled();
        for (int k = 0; k < network.constituents; ++k) {
            auto& bound = greatest[at(k)];
            bound = changing && k == 9 ? drawn_towards : 0;
            for (int c = 0; c < tree_cells; ++c) {
                if (network.water.before[at(c)] > 1e-6) bound = std::max(bound, network.concentration(c, k));
            }
            for (const auto* list : {&network.exchange_concentration, &network.boundary_concentration}) {
                for (std::size_t i = at(k); i < list->size(); i += at(network.constituents))
                    bound = std::max(bound, (*list)[i]);
            }
        }
        network.step();
        for (int c = 0; c < tree_cells; ++c) {
            const double volume = network.water.before[at(c)];
            for (int k = 0; k < network.constituents; ++k) {
                const double mass = network.at_cell(c, k);
                result.least = std::min(result.least, mass);
                const double excess = (mass - greatest[at(k)] * volume) / (1e-300 + greatest[at(k)] * handled[at(c)]);
                result.worst_excess = std::max(result.worst_excess, excess);
            }
            const double error = std::fabs(network.at_cell(c, 0) - uniform * volume);
            result.worst_uniform = std::max(result.worst_uniform, error / (uniform * (handled[at(c)])));
            if (volume > 0.01 * handled[at(c)])
                result.worst_settled = std::max(result.worst_settled, error / (uniform * volume));
        }
    }
    for (int k = 0; k < network.constituents; ++k) {
        double gained = 0;
        for (int p = 0; p < network.ledger.passages(); ++p) gained += network.ledger.gained(p, k);
        const double in = network.ledger.total_in(k) + gained, out = network.ledger.total_out(k);
        const double error = std::fabs(in - out - (network.stored(k) - start[at(k)])) / std::max(in, start[at(k)]);
        result.worst_balance = std::max(result.worst_balance, error);
    }
    result.ledger = network.ledger;
    return result;
}

class RandomNetworks : public ::testing::TestWithParam<double> {};

TEST_P(RandomNetworks, ConserveMassAndKeepBounds) {
    for (const double dispersion : {0.0, 20.0}) {
        Findings worst{.ledger = TransportLedger(0, 0, 1)};
        std::int64_t circulations = 0;
        for (unsigned seed = 1; seed <= 12; ++seed) {
            const auto r =
                run(seed, GetParam(), {.a = dispersion, .b = 0.05, .least = dispersion / 4, .most = dispersion}, 60);
            worst.worst_balance = std::max(worst.worst_balance, r.worst_balance);
            worst.least = std::min(worst.least, r.least);
            worst.worst_excess = std::max(worst.worst_excess, r.worst_excess);
            worst.worst_uniform = std::max(worst.worst_uniform, r.worst_uniform);
            worst.worst_settled = std::max(worst.worst_settled, r.worst_settled);
            circulations += r.ledger.circulation_steps;
            EXPECT_LT(r.ledger.clipped(2), 1e-12 * r.ledger.total_in(2));
        }
        EXPECT_LT(worst.worst_balance, 1e-13);
        EXPECT_GE(worst.least, 0.0);
        EXPECT_LT(worst.worst_excess, 1e-13);
        EXPECT_LT(worst.worst_uniform, 1e-13);
        EXPECT_LT(worst.worst_settled, 1e-12);
        if (GetParam() > 2) {
            EXPECT_GT(circulations, 0) << "the fallback was not exercised";
        }
    }
}

/// Water that gains or loses as it passes some faces, at Courant numbers up to 6: what is booked closes the balance,
/// what is drawn towards its own concentration stays there, and nothing leaves the bounds.
TEST_P(RandomNetworks, CloseWhatPassingWaterGains) {
    for (unsigned seed = 1; seed <= 12; ++seed) {
        const auto r = run(seed, GetParam(), {.a = 20, .b = 0.05, .least = 5, .most = 20}, 60, true);
        EXPECT_LT(r.worst_balance, 1e-13);
        EXPECT_GE(r.least, 0.0);
        EXPECT_LT(r.worst_excess, 1e-13);
        EXPECT_LT(r.worst_uniform, 1e-13);
        EXPECT_LT(r.worst_settled, 1e-12);
        double gained = 0;
        for (int p = 0; p < r.ledger.passages(); ++p) {
            gained = std::max(gained, std::fabs(r.ledger.gained(p, 9)));
            EXPECT_EQ(r.ledger.gained(p, 3), 0) << "another constituent";
        }
        EXPECT_GT(gained, 0.0);
    }
}

TEST(RandomNetworksShared, ResultsDoNotDependOnWhatTheTransportServedBefore) {
    RandomNetwork alone(3, {.a = 20, .b = 0.05, .least = 5, .most = 20}),
        shared(3, {.a = 20, .b = 0.05, .least = 5, .most = 20});
    for (int s = 0; s < 30; ++s) {
        alone.draw_flow(3);
        shared.draw_flow(3);
        alone.step();
        // another scenario: same network, other flow and masses
        auto other = shared.water;
        for (std::size_t f = 0; f < other.face.size(); ++f) other.face[f] *= f % 3 == 0 ? -1e-3 : 1e-3;
        for (auto& volume : other.before) volume += 500;
        other.close(shared.grid, shared.exchanges);
        auto masses = shared.mass;
        auto ledger = shared.transport.make_ledger();
        shared.transport.step(other.step(), shared.exchange_concentration, shared.boundary_concentration, masses,
                              ledger);
        shared.step();
        ASSERT_EQ(alone.mass, shared.mass) << "step " << s;
    }
    for (int k = 0; k < alone.constituents; ++k) EXPECT_EQ(alone.ledger.total_out(k), shared.ledger.total_out(k));
}

INSTANTIATE_TEST_SUITE_P(Courant, RandomNetworks, ::testing::Values(0.2, 1.0, 6.0));

}  // namespace
}  // namespace qingliu::testing
