// Where the mass of every constituent came from and went to, as compensated sums.
#pragma once

#include <cstdint>
#include <string>

#include "engine/state/checkpoint.hpp"
#include "models/transport/constituent_block.hpp"

namespace qingliu {

/// Sums of many small amounts, [place][constituent]. Error-free transformation of each addition (Knuth 1969 TwoSum; the
/// carry is kept beside the sum as in Neumaier 1974), so the sum of a year's steps is good to the last bits.
class CompensatedSums {
public:
    CompensatedSums(int places, int blocks)
        : blocks_(static_cast<std::size_t>(blocks)),
          sum_(static_cast<std::size_t>(places) * blocks_, Octet(0.0)),
          carry_(sum_) {}

    void add(int place, int block, const Octet& amount) {
        const std::size_t i = static_cast<std::size_t>(place) * blocks_ + static_cast<std::size_t>(block);
        Octet& sum = sum_[i];
        const Octet after = sum + amount;
        const Octet used = after - sum;
        carry_[i] += (sum - (after - used)) + (amount - used);
        sum = after;
    }
    void carry(const std::string& name, StateCarrier& carrier) {
        carrier.carry<8>(name, sum_);
        carrier.carry<8>(name + "_rest", carry_);
    }
    [[nodiscard]] double value(int place, int constituent) const {
        const std::size_t i = static_cast<std::size_t>(place) * blocks_ + static_cast<std::size_t>(constituent / 8);
        return sum_[i][constituent % 8] + carry_[i][constituent % 8];
    }

private:
    std::size_t blocks_;
    OctetField sum_, carry_;
};

/// Amounts are g (unit x m3 for constituents that are no mass), all >= 0. Made by Transport::make_ledger().
class TransportLedger {
public:
    /// `passages`: faces whose water gains or loses on its way.
    TransportLedger(int exchanges, int boundaries, int constituents, int passages = 0);

    [[nodiscard]] double exchange_in(int exchange, int constituent) const {
        return exchange_in_.value(exchange, constituent);
    }
    /// Taken by an abstraction.
    [[nodiscard]] double exchange_out(int exchange, int constituent) const {
        return exchange_out_.value(exchange, constituent);
    }
    /// Through an open end of the network; `boundary` indexes Transport::boundary_faces().
    [[nodiscard]] double boundary_in(int boundary, int constituent) const {
        return boundary_in_.value(boundary, constituent);
    }
    [[nodiscard]] double boundary_out(int boundary, int constituent) const {
        return boundary_out_.value(boundary, constituent);
    }
    [[nodiscard]] double seepage(int constituent) const { return seepage_.value(0, constituent); }
    /// Gone with evaporating water: only constituents that describe the water itself (its fractions, its age).
    [[nodiscard]] double evaporated(int constituent) const { return evaporated_.value(0, constituent); }
    /// By the water that passed a face which changes it, in all; negative where it lost. Not in the totals below.
    [[nodiscard]] double gained(int passage, int constituent) const { return gained_.value(passage, constituent); }
    [[nodiscard]] int passages() const { return passages_; }
    /// Added by raising negative round-off to zero.
    [[nodiscard]] double clipped(int constituent) const { return clipped_.value(0, constituent); }

    /// All that came in (clipped amounts included) and all that went out.
    [[nodiscard]] double total_in(int constituent) const;
    [[nodiscard]] double total_out(int constituent) const;

    /// The sums; the counts below begin anew.
    void carry(StateCarrier& carrier);

    std::int64_t steps = 0;
    std::int64_t circulation_steps = 0;  ///< steps in which water circled through a loop faster than one cell a step
    std::int64_t circulation_cells = 0;  ///< cells advanced by the implicit upwind fallback in those steps
    std::int64_t mixed_cells = 0;        ///< cells whose outflow was mixed because it reached back over too many cells

private:
    friend class Transport;
    friend class Advection;
    friend class TransportRates;
    int exchanges_, boundaries_, passages_;
    CompensatedSums exchange_in_, exchange_out_, boundary_in_, boundary_out_, gained_, seepage_, evaporated_, clipped_;
};

}  // namespace qingliu
