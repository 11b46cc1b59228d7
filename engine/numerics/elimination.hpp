// Gaussian elimination on the graph of cells, planned once and replayed for every matrix of that shape.
// The matrix has a diagonal entry per cell and two entries (row a column b, row b column a) per coupled pair; pivots
// are taken on the diagonal without search, which is safe for the M-matrices of flow and dispersion. Order: minimum
// degree, running along a reach as long as that adds no fill, so a tree is eliminated from its leaves to the root with
// none (Duff, Erisman & Reid 2017, ch. 7); several reaches in turns, since a pivot waits for the one before it.
#pragma once

#include <span>
#include <utility>
#include <vector>

namespace qingliu {

class EliminationOrder {
public:
    /// One update A[row][column] -= multiplier(edge_row) * upper(edge_column), stored at `target`.
    struct Fill {
        int edge_row, edge_column, target;
        bool target_is_upper;
    };
    /// Where the entries of a coupled pair (a, b) live: on `edge`; `first_is_pivot` when a is eliminated before b.
    struct Slot {
        int edge = -1;
        bool first_is_pivot = true;
    };

    EliminationOrder() = default;
    /// `couplings`: pairs of different cells; the same pair may occur more than once and then shares its slot.
    EliminationOrder(int cells, std::span<const std::pair<int, int>> couplings);

    [[nodiscard]] int cells() const { return static_cast<int>(pivot_cell.size()); }
    [[nodiscard]] int edges() const { return static_cast<int>(edge_other.size()); }

    std::vector<int> pivot_cell;  ///< [pivot] cell eliminated
    std::vector<int> edge_begin;  ///< [pivot + 1] edges of a pivot are consecutive
    std::vector<int> edge_other;  ///< [edge] the cell eliminated later
    std::vector<int> fill_begin;  ///< [pivot + 1]
    std::vector<Fill> fill;
    std::vector<Slot> slot;  ///< [coupling]
};

/// One matrix factored along an EliminationOrder: `diagonal` [cell], `upper` [edge] = A[pivot][other], `lower` [edge] =
/// A[other][pivot].
class FactoredMatrix {
public:
    explicit FactoredMatrix(const EliminationOrder& order);

    /// Sets everything to zero.
    void clear();
    void add_diagonal(int cell, double value) { diagonal_[static_cast<std::size_t>(cell)] += value; }
    /// Adds to A[first][second] and A[second][first] of coupling `coupling`.
    void add_coupling(int coupling, double first_second, double second_first);
    /// Factors in place. False when a pivot is zero or not finite.
    bool factor();
    /// Solves for `columns` right-hand sides stored [cell * columns + column], in place.
    void solve(std::span<double> values, int columns) const;

private:
    const EliminationOrder* order_;
    std::vector<double> diagonal_, upper_, lower_;  // after factor(): diagonal_ holds inverses, lower_ multipliers
};

}  // namespace qingliu
