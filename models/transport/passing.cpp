// The second half of Advection: what leaves every cell and where it goes.
#include <algorithm>

#include "engine/base/index.hpp"
#include "models/transport/advection.hpp"

namespace qingliu {

namespace {

/// A walk over more cells than this ends in a mixed outflow: bounds the work in strings of nearly dry cells and ladders
/// of splits.
constexpr int longest_walk = 64;

}  // namespace

void Advection::take_content(int cell, double x, double weight, int far_edge, int near_edge) {
    const std::size_t c = at(cell) * blocks_;
    const bool profiled = far_edge != Grid::none && near_edge != Grid::none && content_[at(cell)] > dry_volume;
    const Octet part(weight * x);
    if (!profiled) {
        for (std::size_t b = 0; b < blocks_; ++b) taken_[b] += part * before_[c + b];
        return;
    }
    const EndFraction end(x);
    const Octet volume(content_[at(cell)]);
    const Octet* far = &edge_[at(far_edge) * blocks_];
    const Octet* near = &edge_[at(near_edge) * blocks_];
    for (std::size_t b = 0; b < blocks_; ++b) {
        taken_[b] += part * (before_[c + b] + volume * end.excess(concentration_[c + b], far[b], near[b]));
    }
}

void Advection::take_from_donor(int face, double fraction, double weight) {
    const int donor = directions_.donor[at(face)];
    switch (sequence_[at(donor)]) {
        case Sequence::ordered:
            take(donor, fraction, weight * face_share_[at(face)]);
            return;
        case Sequence::two_ended: {
            const auto& n = neighbours_[at(donor)];
            const bool far = directions_.outflow_faces(donor)[0] == face;
            const double x = fraction * face_volume_[at(face)] / content_[at(donor)];
            take_content(donor, x, weight, far ? n.near_edge : n.far_edge, far ? n.far_edge : n.near_edge);
            return;
        }
        case Sequence::mixed: {
            const Octet part(weight * fraction);
            for (std::size_t b = 0; b < blocks_; ++b) taken_[b] += part * flux_[at(face) * blocks_ + b];
            return;
        }
    }
}

void Advection::take(int cell, double fraction, double weight) {
    for (;;) {
        ++visits_;
        const std::size_t c = at(cell);
        const double volume = fraction * outflow_[c];
        if (volume <= content_[c]) {
            if (volume <= 0) return;
            take_content(cell, volume / content_[c], weight, neighbours_[c].far_edge, neighbours_[c].near_edge);
            return;
        }
        const Octet all(weight);
        for (std::size_t b = 0; b < blocks_; ++b) taken_[b] += all * before_[c * blocks_ + b];
        if (inflow_[c] <= 0) return;
        fraction = std::min((volume - content_[c]) / inflow_[c], 1.0);
        const int entry = entry_of_cell_[c];
        if (entry != Grid::none && entry_volume_[at(entry)] > 0) {
            const Octet part(weight * fraction);
            for (std::size_t b = 0; b < blocks_; ++b) taken_[b] += part * entry_mass_[at(entry) * blocks_ + b];
        }
        const auto faces = directions_.inflow_faces(cell);
        if (faces.empty()) return;
        for (const int f : faces.first(faces.size() - 1)) take_through(f, fraction, weight);
        const int last = faces.back(), donor = directions_.donor[at(last)];
        if (sequence_[at(donor)] != Sequence::ordered || !changes_at(last).empty()) {
            take_through(last, fraction, weight);
            return;
        }
        weight *= face_share_[at(last)];
        cell = donor;
    }
}

void Advection::withdraw(int cell, double total, const Octet* leaving, const FlowStep& flow, TransportLedger& ledger) {
    const auto part = [&](double volume, CompensatedSums& sums, int place) {
        // the reciprocal of a total below the smallest normal number would be infinite
        const Octet factor(volume / total);
        for (std::size_t b = 0; b < blocks_; ++b) sums.add(place, static_cast<int>(b), factor * leaving[b]);
    };
    if (flow.seepage_volume[at(cell)] > 0) part(flow.seepage_volume[at(cell)], ledger.seepage_, 0);
    const int entry = entry_of_cell_[at(cell)];
    if (entry == Grid::none) return;
    for (int i = exchange_begin_[at(entry)]; i < exchange_begin_[at(entry) + 1]; ++i) {
        const int e = exchange_of_entry_[at(i)];
        if (flow.source_volume[at(e)] < 0) part(-flow.source_volume[at(e)], ledger.exchange_out_, e);
    }
}

void Advection::distribute(int cell, const FlowStep& flow, TransportLedger& ledger) {
    const auto faces = directions_.outflow_faces(cell);
    if (withdrawn_[at(cell)] > 0) withdraw(cell, outflow_[at(cell)], taken_.data(), flow, ledger);
    for (const int f : faces) {
        const Octet share(face_share_[at(f)]);
        for (std::size_t b = 0; b < blocks_; ++b) flux_[at(f) * blocks_ + b] = share * taken_[b];
        change_flux(f, ledger);
    }
}

void Advection::pass_own_content(int cell, OctetField& after) {
    const std::size_t c = at(cell), first = c * blocks_;
    const auto& n = neighbours_[c];
    const double x = outflow_[c] / content_[c];
    const bool profiled = n.far_edge != Grid::none && n.near_edge != Grid::none && content_[c] > dry_volume;
    const EndFraction end(x);
    const Octet part(x), volume(profiled ? content_[c] : 0.0);
    const Octet* concentration = &concentration_[first];
    const Octet* far = profiled ? &edge_[at(n.far_edge) * blocks_] : concentration;
    const Octet* near = profiled ? &edge_[at(n.near_edge) * blocks_] : concentration;
    for (std::size_t b = 0; b < blocks_; ++b) {
        const Octet& held = before_[first + b];
        const Octet leaving = part * (held + volume * end.excess(concentration[b], far[b], near[b]));
        taken_[b] = min(max(leaving, Octet(0.0)), held);
        after[first + b] = held - taken_[b];
    }
}

void Advection::pass_own_content(const FlowStep& flow, OctetField& after, TransportLedger& ledger) {
    for (int cell = 0; cell < grid_->cells(); ++cell) {
        const std::size_t c = at(cell);
        if (fast_[c]) continue;
        if (outflow_[c] <= 0) {
            std::copy_n(before_ + c * blocks_, blocks_, &after[c * blocks_]);
        } else if (sequence_[c] == Sequence::two_ended) {
            pass_both_ends(cell, flow, after, ledger);
        } else {
            pass_own_content(cell, after);
            distribute(cell, flow, ledger);
        }
    }
}

void Advection::pass_both_ends(int cell, const FlowStep& flow, OctetField& after, TransportLedger& ledger) {
    const std::size_t c = at(cell), first = c * blocks_;
    for (std::size_t b = 0; b < blocks_; ++b) after[first + b] = before_[first + b];
    double remaining = content_[c];
    for (const int f : directions_.outflow_faces(cell)) {
        std::fill(taken_.begin(), taken_.end(), Octet(0.0));
        take_from_donor(f, 1.0, 1.0);
        remaining -= face_volume_[at(f)];
        for (std::size_t b = 0; b < blocks_; ++b) {
            const Octet leaving = min(max(taken_[b], Octet(0.0)), after[first + b]);
            flux_[at(f) * blocks_ + b] = leaving;
            after[first + b] -= leaving;
        }
        change_flux(f, ledger);
    }
    if (withdrawn_[c] <= 0) return;
    // seepage and abstractions take from what stays in the middle
    const double share = std::min(1.0, withdrawn_[c] / std::max(remaining, withdrawn_[c]));
    for (std::size_t b = 0; b < blocks_; ++b) {
        taken_[b] = Octet(share) * after[first + b];
        after[first + b] -= taken_[b];
    }
    withdraw(cell, withdrawn_[c], taken_.data(), flow, ledger);
}

void Advection::pass_more_than_content(const FlowStep& flow, OctetField& after, TransportLedger& ledger) {
    const FlowDirections::Order* order = &directions_.order();
    if (directions_.circulates()) {
        directions_.sort(std::span(fast_).first(at(grid_->cells())), fast_order_);
        order = &fast_order_;
    }
    const auto pass = [&](int begin, int end) {
        for (int i = begin; i < end; ++i) {
            if (fast_[at(order->cell[at(i)])]) pass_on(order->cell[at(i)], flow, after, ledger);
        }
    };
    pass(0, order->circulation_begin);
    if (order->circulation_begin != order->circulation_end) circulate(*order, flow, after, ledger);
    pass(order->circulation_end, static_cast<int>(order->cell.size()));
}

void Advection::pass_on(int cell, const FlowStep& flow, OctetField& after, TransportLedger& ledger) {
    const std::size_t first = at(cell) * blocks_;
    for (std::size_t b = 0; b < blocks_; ++b) after[first + b] = before_[first + b];
    add_entering(cell, &after[first]);
    if (grid_->cell_still[at(cell)] != 0) {
        sequence_[at(cell)] = Sequence::mixed;
        take_mixed(cell, &after[first]);
    } else {
        std::fill(taken_.begin(), taken_.end(), Octet(0.0));
        visits_ = 0;
        take(cell, 1.0, 1.0);
        if (visits_ > longest_walk) {
            sequence_[at(cell)] = Sequence::mixed;
            ++ledger.mixed_cells;
        }
    }
    for (std::size_t b = 0; b < blocks_; ++b) {
        Octet& held = after[first + b];
        taken_[b] = min(max(taken_[b], Octet(0.0)), held);
        held -= taken_[b];
    }
    distribute(cell, flow, ledger);
}

// V1 c1 = V0 c0 + entered - O (s c0 + (1 - s) c1), and what leaves is O (s c0 + (1 - s) c1); s <= V0 / O keeps c1 >= 0
// and between c0 and what enters.
void Advection::take_mixed(int cell, const Octet* held_and_entered) {
    const std::size_t c = at(cell), first = c * blocks_;
    const double start = content_[c] > dry_volume ? std::min(0.5, content_[c] / outflow_[c]) : 0.0;
    const double end_volume = std::max(content_[c] + inflow_[c] - outflow_[c], 0.0);
    const Octet early(start * outflow_[c]), late((1 - start) * outflow_[c]);
    const Octet inverse(1 / (end_volume + (1 - start) * outflow_[c]));
    for (std::size_t b = 0; b < blocks_; ++b) {
        const Octet sooner = early * concentration_[first + b];
        taken_[b] = sooner + late * ((held_and_entered[b] - sooner) * inverse);
    }
}

void Advection::add_entering(int cell, Octet* mass) const {
    const int entry = entry_of_cell_[at(cell)];
    if (entry != Grid::none) {
        for (std::size_t b = 0; b < blocks_; ++b) mass[b] += entry_mass_[at(entry) * blocks_ + b];
    }
    for (const int f : directions_.inflow_faces(cell)) {
        for (std::size_t b = 0; b < blocks_; ++b) mass[b] += flux_[at(f) * blocks_ + b];
    }
}

void Advection::receive(OctetField& after) {
    for (int cell = 0; cell < grid_->cells(); ++cell) {
        if (!fast_[at(cell)]) add_entering(cell, &after[at(cell) * blocks_]);
    }
}

}  // namespace qingliu
