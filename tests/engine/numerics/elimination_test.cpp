#include "engine/numerics/elimination.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace qingliu {
namespace {

TEST(Elimination, TreeHasNoFill) {
    const std::vector<std::pair<int, int>> tree{{0, 1}, {1, 2}, {3, 4}, {4, 2}, {2, 5}, {5, 6}};
    const EliminationOrder order(7, tree);
    EXPECT_EQ(order.edges(), 6);
    EXPECT_TRUE(order.fill.empty());
}

TEST(Elimination, NoPivotOfFourArmsWaitsForTheOneJustBefore) {
    std::vector<std::pair<int, int>> star;
    for (int arm = 0; arm < 4; ++arm) {
        for (int k = 0; k < 10; ++k) star.emplace_back(10 * arm + k, k < 9 ? 10 * arm + k + 1 : 40);
    }
    const EliminationOrder order(41, star);
    EXPECT_TRUE(order.fill.empty());
    ASSERT_EQ(order.edges(), 40);
    for (std::size_t k = 0; k + 2 < order.pivot_cell.size(); ++k)
        EXPECT_NE(order.edge_other[k], order.pivot_cell[k + 1]);
}

TEST(Elimination, SolvesRandomGraphsWithLoops) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> number(-1, 1);
    for (int trial = 0; trial < 20; ++trial) {
        const int n = 40;
        std::vector<std::pair<int, int>> pairs;
        for (int c = 1; c < n; ++c) pairs.emplace_back(c, static_cast<int>(random() % static_cast<unsigned>(c)));
        for (int k = 0; k < 10; ++k) {
            const int a = static_cast<int>(random() % n), b = static_cast<int>(random() % n);
            if (a != b) pairs.emplace_back(a, b);
        }
        const EliminationOrder order(n, pairs);
        FactoredMatrix matrix(order);
        std::vector<std::vector<double>> dense(n, std::vector<double>(n, 0.0));
        matrix.clear();
        for (int c = 0; c < n; ++c) {
            matrix.add_diagonal(c, 20);
            dense[static_cast<std::size_t>(c)][static_cast<std::size_t>(c)] += 20;
        }
        for (std::size_t k = 0; k < pairs.size(); ++k) {
            const double upper = number(random), lower = number(random);
            const auto a = static_cast<std::size_t>(pairs[k].first), b = static_cast<std::size_t>(pairs[k].second);
            matrix.add_coupling(static_cast<int>(k), upper, lower);
            dense[a][b] += upper;
            dense[b][a] += lower;
        }
        std::vector<double> right(2 * static_cast<std::size_t>(n));
        for (auto& v : right) v = number(random);
        auto x = right;
        ASSERT_TRUE(matrix.factor());
        matrix.solve(x, 2);
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t k = 0; k < 2; ++k) {
                double sum = 0;
                for (std::size_t j = 0; j < n; ++j) sum += dense[i][j] * x[2 * j + k];
                EXPECT_NEAR(sum, right[2 * i + k], 1e-12);
            }
        }
    }
}

TEST(Elimination, SaysWhenAPivotVanishes) {
    const std::vector<std::pair<int, int>> pair{{0, 1}};
    const EliminationOrder order(2, pair);
    FactoredMatrix matrix(order);
    matrix.clear();
    EXPECT_FALSE(matrix.factor());
}

}  // namespace
}  // namespace qingliu
