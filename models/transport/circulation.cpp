// The fallback of Advection for water that circles through a loop faster than one cell a step: implicit upwind, all its
// cells at once.
#include <algorithm>
#include <stdexcept>

#include "engine/base/index.hpp"
#include "models/transport/advection.hpp"

namespace qingliu {

/// `kept` [face] of the water that passes a face: all of it where empty.
void Advection::factor_circulation(std::span<const double> kept) {
    circulation_.clear();
    for (int c = 0; c < grid_->cells(); ++c) {
        circulation_.add_diagonal(
            c, in_circulation_[at(c)] ? std::max(content_[at(c)] + inflow_[at(c)], outflow_[at(c)]) : 1.0);
    }
    for (std::size_t k = 0; k < inner_faces_.size(); ++k) {
        const std::size_t f = at(inner_faces_[k]);
        const int donor = directions_.donor[f], receiver = directions_.receiver[f];
        if (!in_circulation_[at(donor)] || !in_circulation_[at(receiver)]) continue;
        const bool along = donor == grid_->face_from[f];
        const double passes = kept.empty() ? face_volume_[f] : kept[f] * face_volume_[f];
        circulation_.add_coupling(static_cast<int>(k), along ? 0.0 : -passes, along ? -passes : 0.0);
    }
    if (!circulation_.factor())
        throw std::runtime_error("transport: circulating water without volume, concentrations are undefined");
}

/// The same balance of one constituent that passing water gains or loses: what is kept of it couples, what is added
/// goes to the right-hand side, which circulating_ holds.
void Advection::solve_changing(std::size_t constituent, std::vector<double>& solution) {
    const std::size_t block = constituent / 8;
    std::fill(kept_.begin(), kept_.end(), 1.0);
    for (std::size_t c = 0; c < solution.size(); ++c)
        solution[c] = circulating_[c * blocks_ + block][static_cast<int>(constituent % 8)];
    for (const int face : passages_) {
        const std::size_t f = at(face);
        if (!in_circulation_[at(directions_.donor[f])] || !in_circulation_[at(directions_.receiver[f])]) continue;
        for (const auto& change : changes_at(face)) {
            if (at(change.constituent) != constituent) continue;
            kept_[f] = change.kept;
            solution[at(directions_.receiver[f])] += change.added * face_volume_[f];
        }
    }
    factor_circulation(kept_);
    circulation_.solve(solution, 1);
}

// (volume before + inflow) c = mass before + entering mass: what leaves, evaporates and stays has the concentration c.
// Circulating cells are unknowns, all others enter with their known fluxes. An M-matrix with positive column sums, so c
// >= 0 and uniform stays uniform.
void Advection::circulate(const FlowDirections::Order& order, const FlowStep& flow, OctetField& after,
                          TransportLedger& ledger) {
    const auto cells =
        std::span(order.cell).subspan(at(order.circulation_begin), at(order.circulation_end - order.circulation_begin));
    ++ledger.circulation_steps;
    ledger.circulation_cells += static_cast<std::int64_t>(cells.size());

    std::fill(circulating_.begin(), circulating_.end(), Octet(0.0));
    for (int c = 0; c < grid_->cells(); ++c) in_circulation_[at(c)] = 0;
    for (const int c : cells) {
        in_circulation_[at(c)] = 1;
        sequence_[at(c)] = Sequence::mixed;
        for (const int f : directions_.outflow_faces(c)) {
            std::fill_n(&flux_[at(f) * blocks_], blocks_, Octet(0.0));
        }
    }
    // fluxes inside the circulation are zero so far: the entering mass is the known part
    for (const int c : cells) {
        std::copy_n(before_ + at(c) * blocks_, blocks_, &circulating_[at(c) * blocks_]);
        add_entering(c, &circulating_[at(c) * blocks_]);
    }
    for (std::size_t k = 0; k < changing_.size(); ++k) solve_changing(changing_[k], changed_[k]);
    factor_circulation({});
    circulation_.solve(std::span(reinterpret_cast<double*>(circulating_.data()), circulating_.size() * 8),
                       static_cast<int>(blocks_ * 8));
    for (std::size_t k = 0; k < changing_.size(); ++k) {
        const std::size_t block = changing_[k] / 8;
        for (const int c : cells)
            circulating_[at(c) * blocks_ + block].set(static_cast<int>(changing_[k] % 8), changed_[k][at(c)]);
    }

    for (const int c : cells) {
        const Octet volume(outflow_[at(c)]);
        for (std::size_t b = 0; b < blocks_; ++b)
            taken_[b] = volume * max(circulating_[at(c) * blocks_ + b], Octet(0.0));
        distribute(c, flow, ledger);
        for (std::size_t b = 0; b < blocks_; ++b) after[at(c) * blocks_ + b] = before_[at(c) * blocks_ + b] - taken_[b];
    }
    for (const int c : cells) add_entering(c, &after[at(c) * blocks_]);
}

}  // namespace qingliu
