// Constituents of one cell, eight at a time: the innermost, contiguous index of every array of the transport.
#pragma once

#include <cstring>

#include "engine/base/lanes.hpp"

namespace qingliu {

/// Eight constituents of one cell; the last block of a cell is filled up with zeros.
using Octet = Lanes<8>;
using OctetField = LaneField<8>;  ///< [place * blocks + block]

/// A cell with no more water than this, m3, has no concentration: what it holds moves as one parcel.
inline constexpr double dry_volume = 1e-9;

/// A cell with less than this share of its neighbour's water says nothing about the neighbour's profile; its
/// concentration may be round-off that was left when it drained.
inline constexpr double slight_share = 1e-3;

[[nodiscard]] inline int blocks_of(int constituents) { return (constituents + 7) / 8; }

/// Eight packed numbers, part by part: copied whole they would go in smaller pieces and stall the loads that follow.
[[nodiscard]] QINGLIU_INLINE Octet whole_block(const double* packed) {
    using L = Octet::L;
    Octet block;
    QINGLIU_EACH_PART(L::parts,
                      std::memcpy(&block.part[p], packed + static_cast<std::size_t>(p * L::wide), sizeof block.part[p]))
    return block;
}

/// Block `b` of a row of `constituents` packed numbers.
[[nodiscard]] QINGLIU_INLINE Octet load_block(const double* row, std::size_t constituents, std::size_t b) {
    if (constituents >= 8 * b + 8) return whole_block(row + 8 * b);
    double part[8] = {};
    for (std::size_t i = 8 * b; i < constituents; ++i) part[i % 8] = row[i];
    return whole_block(part);
}

QINGLIU_INLINE void store_block(const Octet& block, double* row, std::size_t constituents, std::size_t b) {
    if (constituents >= 8 * b + 8) {
        using L = Octet::L;
        QINGLIU_EACH_PART(L::parts, std::memcpy(row + 8 * b + static_cast<std::size_t>(p * L::wide), &block.part[p],
                                                sizeof block.part[p]))
    } else {
        for (std::size_t i = 8 * b; i < constituents; ++i) row[i] = block[static_cast<int>(i % 8)];
    }
}

}  // namespace qingliu
