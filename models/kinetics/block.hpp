// Eight cells of one scenario, worked on together; and the way between mass[cell * C + place] and one vector per
// constituent.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <utility>
#include <vector>

#include "engine/base/lanes.hpp"
#include "models/kinetics/constituents.hpp"

namespace qingliu {

inline constexpr std::size_t block_cells = 8;
using Block = Lanes<static_cast<int>(block_cells)>;

/// g m-3 (age d), or g where said [species][cell of the block]. The last few are scrap: rows are read by fours.
inline constexpr std::size_t scrap = 3;
using Concentrations = std::array<Block, species::places + scrap>;

/// The largest of the eight.
QINGLIU_INLINE double largest(const Block& block) {
    lane_parts::Four half[2];
    std::memcpy(half, &block, sizeof block);
    const auto four = half[0] > half[1] ? half[0] : half[1];
    const double low = four[0] > four[1] ? four[0] : four[1];
    const double high = four[2] > four[3] ? four[2] : four[3];
    return low > high ? low : high;
}

/// Whether all eight are numbers.
QINGLIU_INLINE bool finite(const Block& block) {
    bool all = true;
    for (int k = 0; k < static_cast<int>(block_cells); ++k) all = all && std::isfinite(block[k]);
    return all;
}

QINGLIU_INLINE Block load_block(const double* values) {
    Block block;
    std::memcpy(&block, values, sizeof block);
    return block;
}

namespace block_parts {
static_assert(block_cells == 8, "the transposition goes by fours");

/// Turns four rows of four into four columns of four.
QINGLIU_INLINE void transpose(lane_parts::Four (&m)[4]) {
    const auto a = __builtin_shufflevector(m[0], m[1], 0, 4, 2, 6);
    const auto b = __builtin_shufflevector(m[0], m[1], 1, 5, 3, 7);
    const auto c = __builtin_shufflevector(m[2], m[3], 0, 4, 2, 6);
    const auto d = __builtin_shufflevector(m[2], m[3], 1, 5, 3, 7);
    m[0] = __builtin_shufflevector(a, c, 0, 1, 4, 5);
    m[1] = __builtin_shufflevector(b, d, 0, 1, 4, 5);
    m[2] = __builtin_shufflevector(a, c, 2, 3, 6, 7);
    m[3] = __builtin_shufflevector(b, d, 2, 3, 6, 7);
}

/// The first four of a block, or the last.
QINGLIU_INLINE lane_parts::Four half_of(const Block& block, std::size_t half) {
    lane_parts::Four four;
    std::memcpy(&four, reinterpret_cast<const char*>(&block) + half * sizeof four, sizeof four);
    return four;
}
QINGLIU_INLINE void set_half(Block& block, std::size_t half, const lane_parts::Four& four) {
    std::memcpy(reinterpret_cast<char*>(&block) + half * sizeof four, &four, sizeof four);
}
}  // namespace block_parts

/// The species at each place of a row, and the way between rows and columns: by fours, the last few of a row that is
/// too short for that one by one.
class RowLayout {
public:
    /// Rows `stride` numbers apart, of which the first hold `species`.
    RowLayout(std::vector<std::size_t> species, std::size_t stride)
        : columns_(std::move(species)), stride_(stride), species_(columns_.size()), by_fours_(species_) {
        for (std::size_t k = 0; columns_.size() % 4 != 0; ++k) columns_.push_back(species::places + k);
        by_fours_ = columns_.size() <= stride ? columns_.size() : species_ - species_ % 4;
    }

    /// Eight rows -> columns.
    void gather(const double* rows, Concentrations& columns) const {
        for (std::size_t half = 0; half < 2; ++half) {
            for (std::size_t i = 0; i < by_fours_; i += 4) {
                lane_parts::Four m[4];
                for (std::size_t k = 0; k < 4; ++k)
                    std::memcpy(&m[k], rows + (4 * half + k) * stride_ + i, sizeof m[k]);
                block_parts::transpose(m);
                for (std::size_t k = 0; k < 4; ++k) block_parts::set_half(columns[columns_[i + k]], half, m[k]);
            }
        }
        for (std::size_t i = by_fours_; i < species_; ++i) {
            for (std::size_t k = 0; k < block_cells; ++k)
                columns[columns_[i]].set(static_cast<int>(k), rows[k * stride_ + i]);
        }
    }
    /// The way back; what stands beyond the species of a row is left as it is.
    void scatter(const Concentrations& columns, double* rows) const {
        for (std::size_t half = 0; half < 2; ++half) {
            for (std::size_t i = 0; i < by_fours_; i += 4) {
                lane_parts::Four m[4];
                for (std::size_t k = 0; k < 4; ++k) m[k] = block_parts::half_of(columns[columns_[i + k]], half);
                block_parts::transpose(m);
                for (std::size_t k = 0; k < 4; ++k)
                    std::memcpy(rows + (4 * half + k) * stride_ + i, &m[k], sizeof m[k]);
            }
        }
        for (std::size_t i = by_fours_; i < species_; ++i) {
            for (std::size_t k = 0; k < block_cells; ++k)
                rows[k * stride_ + i] = columns[columns_[i]][static_cast<int>(k)];
        }
    }

private:
    std::vector<std::size_t> columns_;  // [place] species, or scrap
    std::size_t stride_, species_;
    std::size_t by_fours_;  // places
};

}  // namespace qingliu
