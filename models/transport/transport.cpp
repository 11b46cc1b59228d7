#include "models/transport/transport.hpp"

#include <algorithm>
#include <stdexcept>

#include "engine/base/index.hpp"

namespace qingliu {

namespace {

std::size_t inner_faces(const Grid& grid) {
    std::size_t count = 0;
    for (int f = 0; f < grid.faces(); ++f) count += grid.is_inner(f) ? 1 : 0;
    return count;
}

}  // namespace

Transport::Transport(const Grid& grid, const EliminationOrder& order, std::vector<Exchange> exchanges, int constituents,
                     const DispersionSettings& dispersion, const std::vector<bool>& evaporates,
                     const std::vector<DispersionStretch>& stretches, const std::vector<int>& passages)
    : cells_(at(grid.cells())),
      exchanges_(exchanges.size()),
      constituents_(constituents),
      blocks_(at(blocks_of(constituents))),
      advection_(grid, order, std::move(exchanges), constituents, passages),
      dispersion_(grid, order, dispersion, blocks_of(constituents), stretches),
      evaporates_(blocks_, Octet(0.0)),
      clipped_(blocks_, Octet(0.0)),
      before_(cells_ * blocks_, Octet(0.0)),
      after_(before_) {
    if (order.cells() != grid.cells() || order.slot.size() != inner_faces(grid)) {
        throw std::invalid_argument("transport: the elimination order does not belong to the inner faces of the grid");
    }
    if (!evaporates.empty() && evaporates.size() != at(constituents)) {
        throw std::invalid_argument("transport: one entry of `evaporates` is needed for every constituent");
    }
    for (std::size_t c = 0; c < evaporates.size(); ++c) {
        evaporates_[c / 8].set(static_cast<int>(c % 8), evaporates[c] ? 1.0 : 0.0);
        any_evaporates_ = any_evaporates_ || evaporates[c];
    }
}

TransportLedger Transport::make_ledger() const {
    return {static_cast<int>(exchanges_), static_cast<int>(boundary_faces().size()), constituents_,
            advection_.passages()};
}

void Transport::step(const FlowStep& flow, std::span<const double> exchange_concentration,
                     std::span<const double> boundary_concentration, std::span<double> mass, TransportLedger& ledger,
                     std::span<const PassingChange> changes) {
    const std::size_t width = at(constituents_);
    if (mass.size() != cells_ * width || exchange_concentration.size() != exchanges_ * width ||
        boundary_concentration.size() != boundary_faces().size() * width) {
        throw std::invalid_argument("transport: masses or concentrations of the wrong length");
    }
    advection_.step(flow, exchange_concentration, boundary_concentration, mass, before_, after_, ledger, changes);
    if (any_evaporates_) evaporate(flow, ledger);
    dispersion_.apply(flow, after_, before_);
    store(mass, ledger);
}

void Transport::evaporate(const FlowStep& flow, TransportLedger& ledger) {
    for (std::size_t c = 0; c < cells_; ++c) {
        const double evaporated = flow.evaporation_volume[c];
        if (evaporated <= 0) continue;
        const double share = evaporated / (evaporated + std::max(flow.volume_after[c], 0.0));
        for (std::size_t b = 0; b < blocks_; ++b) {
            const Octet gone = Octet(share) * evaporates_[b] * after_[c * blocks_ + b];
            after_[c * blocks_ + b] -= gone;
            ledger.evaporated_.add(0, static_cast<int>(b), gone);
        }
    }
}

void Transport::store(std::span<double> mass, TransportLedger& ledger) {
    const std::size_t width = at(constituents_);
    std::fill(clipped_.begin(), clipped_.end(), Octet(0.0));
    for (std::size_t c = 0; c < cells_; ++c) {
        for (std::size_t b = 0; b < blocks_; ++b) {
            const Octet kept = max(after_[c * blocks_ + b], Octet(0.0));
            clipped_[b] += kept - after_[c * blocks_ + b];
            store_block(kept, mass.data() + c * width, width, b);
        }
    }
    for (std::size_t b = 0; b < blocks_; ++b) ledger.clipped_.add(0, static_cast<int>(b), clipped_[b]);
}

}  // namespace qingliu
