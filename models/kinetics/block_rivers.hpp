// Which rivers the cells of a block lie in: one as a rule, several where a river ends inside the block.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>

#include "models/kinetics/block.hpp"

namespace qingliu {

class BlockRivers {
public:
    /// The block of `cells` <= 8 cells from `first` on, of cells whose rivers are `river` [cell]; empty: all in river
    /// 0. Precondition: the cells of a river stand side by side.
    void take(std::span<const int> river, std::size_t first, std::size_t cells) {
        const auto in = [&](std::size_t cell) { return river.empty() ? 0U : static_cast<std::size_t>(river[cell]); };
        if (in(first) == in(first + cells - 1)) {
            runs_ = 1;
            run_[0].river = in(first);
            return;
        }
        runs_ = 0;
        for (std::size_t k = 0; k < cells; ++k) {
            if (runs_ == 0 || run_[runs_ - 1].river != in(first + k)) run_[runs_++] = {in(first + k), Here::all(false)};
            run_[runs_ - 1].here.set(static_cast<int>(k), true);
        }
    }
    /// The river, where all cells lie in one.
    [[nodiscard]] std::optional<std::size_t> only() const {
        return runs_ == 1 ? std::optional(run_[0].river) : std::nullopt;
    }
    /// Calls record(river, amount) for every river with what its cells have of an amount.
    template <class Record>
    void split(const Block& amount, const Record& record) const {
        if (runs_ == 1) {
            record(run_[0].river, amount);
            return;
        }
        for (std::size_t i = 0; i < runs_; ++i) record(run_[i].river, select(run_[i].here, amount, Block(0.0)));
    }

private:
    using Here = Mask<static_cast<int>(block_cells)>;
    struct Run {
        std::size_t river;
        Here here;  // cells of the block
    };
    std::size_t runs_ = 0;
    std::array<Run, block_cells> run_;
};

}  // namespace qingliu
