// The fallback of Advection for water that circles through a loop faster than one cell a step: implicit upwind, all its
// cells at once.
#include <algorithm>
#include <stdexcept>

#include "models/transport/advection.hpp"

namespace qingliu {

namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

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
    circulation_.clear();
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
    for (int c = 0; c < grid_->cells(); ++c) {
        circulation_.add_diagonal(
            c, in_circulation_[at(c)] ? std::max(content_[at(c)] + inflow_[at(c)], outflow_[at(c)]) : 1.0);
    }
    for (std::size_t k = 0; k < inner_faces_.size(); ++k) {
        const std::size_t f = at(inner_faces_[k]);
        const int donor = directions_.donor[f], receiver = directions_.receiver[f];
        if (!in_circulation_[at(donor)] || !in_circulation_[at(receiver)]) continue;
        const bool along = donor == grid_->face_from[f];
        circulation_.add_coupling(static_cast<int>(k), along ? 0.0 : -face_volume_[f], along ? -face_volume_[f] : 0.0);
    }
    if (!circulation_.factor())
        throw std::runtime_error("transport: circulating water without volume, concentrations are undefined");
    circulation_.solve(std::span(reinterpret_cast<double*>(circulating_.data()), circulating_.size() * 8),
                       static_cast<int>(blocks_ * 8));

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
