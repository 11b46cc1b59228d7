// Transport as rates of change: what the steps of Transport become as they vanish, and what must hold in any flow.
#include "models/transport/transport_rates.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <random>

#include "tests/models/transport/network_fixture.hpp"

namespace qingliu::testing {
namespace {

/// A river that parts and meets, with a tributary, an outlet, and every kind of exchange.
struct Delta : Bench {
    static std::vector<std::pair<int, int>> all_faces() {
        return {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {1, 5}, {5, 6}, {6, 3}, {7, 2}, {4, 8}, {8, Grid::outside}};
    }
    Delta()
        : Bench(make_test_grid(9, all_faces()),
                {{.cell = 0, .index = 0}, {.cell = 7, .index = 1}, {.cell = 4, .index = 2}}, 3,
                {.a = 5, .b = 0, .least = 0, .most = 5}, {true, false, true}, {3}) {
        water.dt = 100;
        std::fill(water.before.begin(), water.before.end(), 2000.0);
        water.face = {300, 180, 260, 420, 120, 120, 140, 90, 370, 350};
        water.source = {310, 95, -40};
        for (std::size_t c = 0; c < 9; ++c) {
            water.evaporation[c] = 1 + static_cast<double>(c);
            water.seepage[c] = 0.5 * static_cast<double>(c);
        }
        std::fill(water.area.begin(), water.area.end(), 10.0);
        std::fill(water.face_velocity.begin(), water.face_velocity.end(), 0.3);
        water.close(grid, exchanges);
        exchange_concentration = {5, 1, 2, 9, 0, 4, 0, 0, 0};
        std::mt19937 random(7);
        std::uniform_real_distribution<double> any(1, 4);
        for (double& m : mass) m = 2000 * any(random);
        changes = {{0, 1, 0.7, 2.0}};
    }
};

struct Rates {
    TransportRates transport;
    std::vector<double> volume, rate, account_rate;
    Rates(Bench& b, const std::vector<bool>& evaporates, const std::vector<int>& passages)
        : transport(b.grid, b.order, b.exchanges, b.constituents, evaporates, passages),
          volume(b.water.before.size()),
          rate(b.mass.size()) {}
    void at(Bench& b, double share) {
        const FlowStep step = b.water.step();
        transport.begin(step, b.exchange_concentration, b.transport.dispersion_exchange(step));
        account_rate.resize(transport.accounts());
        transport.volumes(share, volume);
        transport.rates(volume, b.mass, b.changes, rate, account_rate);
    }
};

TEST(TransportRates, AreWhatAShortStepDoes) {
    Delta b;
    // the head of a river is told differently, by what enters it: here as it is
    for (std::size_t k = 0; k < 3; ++k) {
        b.exchange_concentration[k] = b.mass[k] / b.water.before[0];
        b.exchange_concentration[3 + k] = b.mass[7 * 3 + k] / b.water.before[7];
    }
    Rates rates(b, {true, false, true}, {3});
    rates.at(b, 0);
    auto mass = b.mass;
    // the same flow for a ten-thousandth of the time: 1 - 1e-4 of a share is left to higher orders
    const double part = 1e-4;
    for (auto* volumes : {&b.water.face, &b.water.source, &b.water.evaporation, &b.water.seepage}) {
        for (double& v : *volumes) v *= part;
    }
    b.water.dt *= part;
    b.step();
    for (std::size_t i = 0; i < mass.size(); ++i) {
        EXPECT_NEAR(rates.rate[i], (b.mass[i] - mass[i]) / b.water.dt, 2e-3) << i / 3 << ", " << i % 3;
    }
    TransportLedger told = b.transport.make_ledger();
    std::vector<double> amounts = rates.account_rate;
    for (double& a : amounts) a *= b.water.dt;
    rates.transport.book(amounts, told);
    for (int k = 0; k < 3; ++k) {
        EXPECT_NEAR(told.boundary_out(0, k), b.ledger.boundary_out(0, k), 1e-4 * b.ledger.boundary_out(0, k));
        EXPECT_NEAR(told.exchange_out(2, k), b.ledger.exchange_out(2, k), 1e-3 * b.ledger.exchange_out(2, k));
        EXPECT_NEAR(told.seepage(k), b.ledger.seepage(k), 1e-3 * b.ledger.seepage(k));
        EXPECT_NEAR(told.evaporated(k), b.ledger.evaporated(k), 1e-3 * b.ledger.evaporated(k));
        EXPECT_NEAR(told.gained(0, k), b.ledger.gained(0, k), 1e-3 * std::fabs(b.ledger.gained(0, k)));
    }
    EXPECT_NE(told.gained(0, 1), 0);
}

TEST(TransportRates, AddUpToWhatComesAndGoes) {
    Delta b;
    Rates rates(b, {true, false, true}, {3});
    for (const double share : {0.0, 0.3, 1.0}) {
        rates.at(b, share);
        TransportLedger told = b.transport.make_ledger();
        rates.transport.book(rates.account_rate, told);  // a second of it
        for (int k = 0; k < 3; ++k) {
            double sum = 0, entering = 0;
            for (std::size_t c = 0; c < 9; ++c) sum += rates.rate[c * 3 + at(k)];
            for (std::size_t e = 0; e < 2; ++e)
                entering += b.water.source[e] * b.exchange_concentration[e * 3 + at(k)] / b.water.dt;
            const double leaving = told.boundary_out(0, k) + told.exchange_out(2, k) + told.seepage(k) +
                                   told.evaporated(k) - told.gained(0, k) - told.boundary_in(0, k);
            EXPECT_NEAR(sum, entering - leaving, 1e-12 * entering) << k;
        }
    }
}

/// Where every cell holds c and all that enters has c, d mass / dt is c dV / dt, through reversals and dry cells.
TEST(TransportRates, UniformWaterStaysSo) {
    Delta b;
    Rates rates(b, {false, false, false}, {});
    std::mt19937 random(3);
    std::uniform_real_distribution<double> any(-400, 400);
    std::fill(b.exchange_concentration.begin(), b.exchange_concentration.end(), 2.5);
    std::fill(b.water.evaporation.begin(), b.water.evaporation.end(), 0.0);
    b.changes.clear();
    for (int trial = 0; trial < 200; ++trial) {
        // cells run dry where the water goes down, and it turns back where they do not: dry cells in a circle know no
        // order
        const bool down = trial % 2 == 0;
        for (double& v : b.water.face) v = down ? std::fabs(any(random)) : any(random);
        for (double& v : b.water.before) v = down ? std::max(any(random), 0.0) : 1 + std::fabs(any(random));
        b.water.close(b.grid, b.exchanges);
        const FlowStep step = b.water.step();
        rates.transport.begin(step, b.exchange_concentration, {});
        rates.account_rate.resize(rates.transport.accounts());
        rates.transport.volumes(0, rates.volume);
        for (std::size_t i = 0; i < b.mass.size(); ++i) b.mass[i] = 2.5 * rates.volume[i / 3];
        rates.transport.rates(rates.volume, b.mass, {}, rates.rate, rates.account_rate);
        for (std::size_t i = 0; i < b.mass.size(); ++i) {
            const double expected = 2.5 * (b.water.after[i / 3] - b.water.before[i / 3]) / b.water.dt;
            EXPECT_NEAR(rates.rate[i], expected, 1e-12 * 400) << trial << ", " << i / 3;
        }
    }
}

/// On a river of dry cells what enters goes through at once.
TEST(TransportRates, DryCellsPassOnWhatComes) {
    Channel b(5, 100, 0, 1, 10, 1);
    std::fill(b.water.face.begin(), b.water.face.end(), 30.0);
    b.water.source[0] = 30;
    b.exchange_concentration[0] = 7;
    b.water.close(b.grid, b.exchanges);
    Rates rates(b, {false}, {});
    rates.at(b, 0.5);
    for (const double r : rates.rate) EXPECT_NEAR(r, 0, 1e-12);
    TransportLedger told = b.transport.make_ledger();
    rates.transport.book(rates.account_rate, told);
    EXPECT_NEAR(told.boundary_out(0, 0), 21, 1e-12);
}

/// factor() and solve() undo an implicit step of the scheme of first order: in a steady river of one concentration each
/// parcel of which is marked in turn.
TEST(TransportRates, TheFactoredMatrixIsThatOfTheDonors) {
    Delta b;
    Rates rates(b, {false, false, false}, {});
    std::fill(b.water.evaporation.begin(), b.water.evaporation.end(), 0.0);
    rates.at(b, 0);
    const double gamma = 500;
    ASSERT_TRUE(rates.transport.factor(rates.volume, gamma, std::vector<double>(9, 0.0)));
    // columns sum to the volume and what leaves the network: nothing is lost on the way
    std::vector<double> right(27, 0.0);
    right[0 * 3] = 100;
    right[7 * 3 + 1] = 100;
    auto c = right;
    rates.transport.solve(c);
    for (std::size_t k = 0; k < 2; ++k) {
        double held = 0, left = 0;
        for (std::size_t i = 0; i < 9; ++i) {
            EXPECT_GE(c[i * 3 + k], 0);
            held += rates.volume[i] * c[i * 3 + k];
            left += gamma * b.water.seepage[i] / b.water.dt * c[i * 3 + k];
        }
        left += gamma * (350 * c[8 * 3 + k] + 40 * c[4 * 3 + k]) / b.water.dt;
        EXPECT_NEAR(held + left, 100, 1e-10);
    }
    EXPECT_GT(c[8 * 3], 0);
    EXPECT_GT(c[1 * 3], c[7 * 3]) << "dispersion alone goes up a tributary";
}

}  // namespace
}  // namespace qingliu::testing
