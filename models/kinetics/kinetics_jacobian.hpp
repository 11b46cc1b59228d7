// How the rates of change of a cell follow what it holds, for all cells: a small dense matrix each, eight at a time.
#pragma once

#include <cstddef>
#include <vector>

#include "models/kinetics/block.hpp"

namespace qingliu {

class KineticsJacobian {
public:
    /// For `cells` cells and `species` that change.
    KineticsJacobian(std::size_t cells, std::size_t species)
        : size_(species),
          slope_((cells + block_cells - 1) / block_cells * species * species, Block(0.0)),
          factors_(slope_) {}

    [[nodiscard]] std::size_t size() const { return size_; }
    /// d (d c_row / dt) / d c_column, s-1, of a block of cells; what is not set is 0.
    [[nodiscard]] Block& slope(std::size_t block, std::size_t row, std::size_t column) {
        return slope_[(block * size_ + row) * size_ + column];
    }
    void clear() { std::fill(slope_.begin(), slope_.end(), Block(0.0)); }

    /// Factors I - gamma slope (gamma in s) without search for pivots: an approximate inverse is all that is asked for.
    void factor(double gamma);
    /// Solves for x [species] of a block of cells in place.
    void solve(std::size_t block, Block* x) const;

private:
    std::size_t size_;
    std::vector<Block> slope_;    // s-1 [block][row][column]
    std::vector<Block> factors_;  // lower multipliers, upper rows, reciprocals of the pivots on the diagonal
};

}  // namespace qingliu
