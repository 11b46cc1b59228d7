#include "models/transport/advection.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/index.hpp"

namespace qingliu {

Advection::Advection(const Grid& grid, const EliminationOrder& order, std::vector<Exchange> exchanges, int constituents,
                     const std::vector<int>& passages)
    : grid_(&grid),
      exchanges_(std::move(exchanges)),
      constituents_(at(constituents)),
      blocks_(at(blocks_of(constituents))),
      directions_(grid),
      fast_order_(directions_.empty_order()),
      circulation_(order),
      entry_of_cell_(at(grid.cells()), Grid::none) {
    const auto add_entry = [&](int cell) {
        if (cell == Grid::outside || entry_of_cell_[at(cell)] != Grid::none) return;
        entry_of_cell_[at(cell)] = static_cast<int>(entry_cell_.size());
        entry_cell_.push_back(cell);
    };
    for (const auto& exchange : exchanges_) add_entry(exchange.cell);
    for (int f = 0; f < grid.faces(); ++f) {
        if (grid.is_inner(f)) {
            inner_faces_.push_back(f);
        } else {
            boundary_faces_.push_back(f);
            add_entry(std::max(grid.face_from[at(f)], grid.face_to[at(f)]));
        }
    }
    exchange_begin_.push_back(0);
    for (const int cell : entry_cell_) {
        for (std::size_t e = 0; e < exchanges_.size(); ++e) {
            if (exchanges_[e].cell == cell) exchange_of_entry_.push_back(static_cast<int>(e));
        }
        exchange_begin_.push_back(static_cast<int>(exchange_of_entry_.size()));
    }
    const std::size_t cells = at(grid.cells()), faces = at(grid.faces()), entries = entry_cell_.size();
    const std::size_t places = cells + 1 + entries, edges = faces + entries;
    entry_volume_.resize(entries);
    entry_mass_.resize(entries * blocks_);
    content_.resize(places);
    inflow_.resize(cells + 1);
    outflow_.resize(cells + 1);
    withdrawn_.resize(cells + 1);
    sequence_.resize(cells + 1);
    fast_.resize(cells + 1);
    in_circulation_.resize(cells + 1);
    neighbours_.resize(places);
    face_volume_.resize(faces);
    face_share_.resize(faces);
    concentration_.resize(places * blocks_);
    edge_.resize(edges * blocks_);
    flux_.resize(faces * blocks_);
    circulating_.resize(cells * blocks_);
    taken_.resize(blocks_);
    edges_.reserve(edges);
    set_passages(passages);
}

void Advection::step(const FlowStep& flow, std::span<const double> exchange_concentration,
                     std::span<const double> boundary_concentration, std::span<const double> mass, OctetField& before,
                     OctetField& after, TransportLedger& ledger, std::span<const PassingChange> changes) {
    before_ = before.data();
    begin_changes(changes);
    const bool directions_changed = directions_.update(flow.face_volume);
    sum_volumes(flow);
    collect_entering_mass(flow, exchange_concentration, boundary_concentration, ledger);
    choose_neighbours(directions_changed);
    load(mass, before);
    compute_edges();
    pass_own_content(flow, after, ledger);
    pass_more_than_content(flow, after, ledger);
    receive(after);
    record_leaving(ledger);
    ++ledger.steps;
}

void Advection::sum_volumes(const FlowStep& flow) {
    const std::size_t cells = at(grid_->cells());
    for (std::size_t c = 0; c < cells; ++c) {
        content_[c] = std::max(flow.volume_before[c], 0.0);
        inflow_[c] = 0;
        outflow_[c] = withdrawn_[c] = flow.seepage_volume[c];
    }
    inflow_[cells] = outflow_[cells] = 0;  // of the outside
    for (std::size_t e = 0; e < exchanges_.size(); ++e) {
        const double volume = flow.source_volume[e];
        const std::size_t c = at(exchanges_[e].cell);
        if (volume > 0) {
            inflow_[c] += volume;
        } else {
            outflow_[c] -= volume;
            withdrawn_[c] -= volume;
        }
    }
    for (std::size_t f = 0; f < face_volume_.size(); ++f) {
        face_volume_[f] = std::fabs(flow.face_volume[f]);
        outflow_[at(directions_.donor[f])] += face_volume_[f];
        inflow_[at(directions_.receiver[f])] += face_volume_[f];
    }
    for (std::size_t f = 0; f < face_volume_.size(); ++f) {
        const double leaving = outflow_[at(directions_.donor[f])];
        face_share_[f] = face_volume_[f] < leaving ? face_volume_[f] / leaving : 1.0;
    }
}

void Advection::collect_entering_mass(const FlowStep& flow, std::span<const double> exchange_concentration,
                                      std::span<const double> boundary_concentration, TransportLedger& ledger) {
    std::fill(entry_volume_.begin(), entry_volume_.end(), 0.0);
    std::fill(entry_mass_.begin(), entry_mass_.end(), Octet(0.0));
    const auto enter = [&](int cell, double volume, const double* concentration, CompensatedSums& sums,
                           std::size_t place) {
        const std::size_t entry = at(entry_of_cell_[at(cell)]);
        entry_volume_[entry] += volume;
        for (std::size_t b = 0; b < blocks_; ++b) {
            const Octet mass = Octet(volume) * load_block(concentration, constituents_, b);
            entry_mass_[entry * blocks_ + b] += mass;
            sums.add(static_cast<int>(place), static_cast<int>(b), mass);
        }
    };
    for (std::size_t e = 0; e < exchanges_.size(); ++e) {
        const double volume = flow.source_volume[e];
        if (volume > 0)
            enter(exchanges_[e].cell, volume, exchange_concentration.data() + e * constituents_, ledger.exchange_in_,
                  e);
    }
    for (std::size_t k = 0; k < boundary_faces_.size(); ++k) {
        const std::size_t f = at(boundary_faces_[k]);
        const int cell = directions_.receiver[f];
        if (cell == directions_.outside()) continue;
        enter(cell, face_volume_[f], boundary_concentration.data() + k * constituents_, ledger.boundary_in_, k);
    }
    const std::size_t first = at(directions_.outside()) + 1;
    for (std::size_t k = 0; k < entry_volume_.size(); ++k) {
        content_[first + k] = entry_volume_[k];
        const Octet inverse(entry_volume_[k] > dry_volume ? 1.0 / entry_volume_[k] : 0.0);
        for (std::size_t b = 0; b < blocks_; ++b) {
            concentration_[(first + k) * blocks_ + b] = entry_mass_[k * blocks_ + b] * inverse;
        }
    }
}

void Advection::record_leaving(TransportLedger& ledger) const {
    for (std::size_t k = 0; k < boundary_faces_.size(); ++k) {
        const std::size_t f = at(boundary_faces_[k]);
        if (directions_.donor[f] == directions_.outside()) continue;
        for (std::size_t b = 0; b < blocks_; ++b) {
            ledger.boundary_out_.add(static_cast<int>(k), static_cast<int>(b), flux_[f * blocks_ + b]);
        }
    }
}

bool Advection::takes_half_before(int cell) const {
    return entry_volume_[at(entry_of_cell_[at(cell)])] > 0 && !fast_[at(cell)] && content_[at(cell)] > dry_volume &&
           !directions_.inflow_faces(cell).empty();
}

void Advection::load(std::span<const double> mass, OctetField& before) {
    for (std::size_t c = 0; c < at(grid_->cells()); ++c) {
        const bool halved = entry_of_cell_[c] != Grid::none && takes_half_before(static_cast<int>(c));
        const std::size_t entry = halved ? at(entry_of_cell_[c]) : 0;
        if (halved) content_[c] += 0.5 * entry_volume_[entry];
        const Octet inverse(content_[c] > dry_volume ? 1.0 / content_[c] : 0.0);
        for (std::size_t b = 0; b < blocks_; ++b) {
            Octet held = load_block(mass.data() + c * constituents_, constituents_, b);
            if (halved) {
                Octet& entering = entry_mass_[entry * blocks_ + b];
                entering = Octet(0.5) * entering;
                held += entering;
            }
            before[c * blocks_ + b] = held;
            concentration_[c * blocks_ + b] = held * inverse;
        }
    }
}

bool Advection::is_two_ended(int cell) const {
    const auto out = directions_.outflow_faces(cell);
    if (out.size() != 2 || !directions_.inflow_faces(cell).empty() || fast_[at(cell)]) return false;
    return (grid_->face_from[at(out[0])] == cell) != (grid_->face_from[at(out[1])] == cell);
}

Advection::Neighbours Advection::neighbours_of(int cell) const {
    const auto largest = [&](std::span<const int> faces) {
        int best = Grid::none;
        for (const int f : faces) {
            if (best == Grid::none || face_volume_[at(f)] > face_volume_[at(best)]) best = f;
        }
        return best;
    };
    const auto inner_receiver = [&](int face) {
        const int receiver = face == Grid::none ? directions_.outside() : directions_.receiver[at(face)];
        return receiver == directions_.outside() ? Grid::none : receiver;
    };
    Neighbours n;
    if (grid_->cell_still[at(cell)]) return n;  // well mixed
    const auto out = directions_.outflow_faces(cell);
    const bool two_ended = sequence_[at(cell)] == Sequence::two_ended;
    const int near = two_ended ? out[1] : largest(out);
    n.downstream = inner_receiver(near);
    n.near_edge = n.downstream == Grid::none ? Grid::none : near;
    if (two_ended) {
        n.upstream = inner_receiver(out[0]);
        n.far_edge = n.upstream == Grid::none ? Grid::none : out[0];
        return n;
    }
    n.far_edge = largest(directions_.inflow_faces(cell));
    const int entry = entry_of_cell_[at(cell)];
    if (n.far_edge != Grid::none) {
        n.upstream = directions_.donor[at(n.far_edge)];
    } else if (entry != Grid::none && entry_volume_[at(entry)] > dry_volume) {
        // behind the content of a head cell lies the water that enters it
        n.far_edge = grid_->faces() + entry;
        n.upstream = directions_.outside() + 1 + entry;
    }
    return n;
}

void Advection::choose_neighbours(bool directions_changed) {
    bool changed = directions_changed;
    for (std::size_t c = 0; c < at(grid_->cells()); ++c) {
        // what leaves still water depends on what enters it in the same step
        fast_[c] = outflow_[c] > content_[c] || (grid_->cell_still[c] != 0 && outflow_[c] > 0);
    }
    std::fill(sequence_.begin(), sequence_.end(), Sequence::ordered);
    for (const int c : directions_.branching_cells()) {
        if (is_two_ended(c)) sequence_[at(c)] = Sequence::two_ended;
    }
    const auto update = [&](int c) {
        const auto now = neighbours_of(c);
        changed = changed || now != neighbours_[at(c)];
        neighbours_[at(c)] = now;
    };
    if (directions_changed) {
        for (int c = 0; c < grid_->cells(); ++c) update(c);
    } else {
        // only here do the neighbours depend on amounts
        for (const int c : directions_.branching_cells()) update(c);
        for (const int c : entry_cell_) update(c);
    }
    if (changed) list_edges();
}

void Advection::list_edges() {
    const int outside = directions_.outside();
    const auto add = [&](int edge, int u, int d) {
        const auto& above = neighbours_[at(u)];
        // a two-ended cell has its other end behind it
        const int behind = above.upstream == d ? above.downstream : above.upstream,
                  ahead = neighbours_[at(d)].downstream;
        edges_.push_back({edge, behind == Grid::none ? u : behind, u, d, ahead == Grid::none ? d : ahead});
    };
    edges_.clear();
    for (const int f : inner_faces_) {
        if (directions_.donor[at(f)] != outside) add(f, directions_.donor[at(f)], directions_.receiver[at(f)]);
    }
    for (int k = 0; k < static_cast<int>(entry_cell_.size()); ++k) {
        const int edge = grid_->faces() + k, cell = entry_cell_[at(k)];
        if (neighbours_[at(cell)].far_edge == edge) add(edge, outside + 1 + k, cell);
    }
}

/// Weights for eight edges at a time. A neighbour too slight to count is replaced by the cell beside it: its volume
/// here, its value by a weight of zero. Where one side of an edge is too slight, the other side's value is the edge
/// value.
EdgeWeights<Octet> Advection::weights_of(std::span<const Stencil> edges) const {
    Octet uu(1.0), u(1.0), d(1.0), dd(1.0);
    for (int i = 0; i < static_cast<int>(edges.size()); ++i) {
        const auto& e = edges[at(i)];
        uu.set(i, content_[at(e.uu)]);
        u.set(i, content_[at(e.u)]);
        d.set(i, content_[at(e.d)]);
        dd.set(i, content_[at(e.dd)]);
    }
    const auto slight = [](const Octet& volume, const Octet& beside) {
        return volume <= max(Octet(dry_volume), Octet(slight_share) * beside);
    };
    const Octet zero(0.0), one(1.0);
    const auto u_slight = slight(u, d), d_slight = slight(d, u), uu_slight = slight(uu, u), dd_slight = slight(dd, d);
    const auto uneven = u_slight | d_slight;
    const Octet some_u = select(uneven, one, u), some_d = select(uneven, one, d);
    auto w = edge_weights(select(uu_slight, some_u, uu), some_u, some_d, select(dd_slight, some_d, dd));
    w.across = select(uneven, select(u_slight, one, zero), w.across);
    w.upstream = select(uneven | uu_slight, zero, w.upstream);
    w.downstream = select(uneven | dd_slight, zero, w.downstream);
    return w;
}

void Advection::compute_edges() {
    for (std::size_t begin = 0; begin < edges_.size(); begin += 8) {
        const auto group = std::span(edges_).subspan(begin, std::min<std::size_t>(8, edges_.size() - begin));
        const auto weights = weights_of(group);
        for (std::size_t i = 0; i < group.size(); ++i) {
            const int lane = static_cast<int>(i);
            const EdgeWeights<Octet> w{weights.across[lane], weights.upstream[lane], weights.downstream[lane]};
            const Octet* uu = &concentration_[at(group[i].uu) * blocks_];
            const Octet* u = &concentration_[at(group[i].u) * blocks_];
            const Octet* d = &concentration_[at(group[i].d) * blocks_];
            const Octet* dd = &concentration_[at(group[i].dd) * blocks_];
            Octet* edge = &edge_[at(group[i].edge) * blocks_];
            for (std::size_t b = 0; b < blocks_; ++b) edge[b] = edge_value(w, uu[b], u[b], d[b], dd[b]);
        }
    }
}

}  // namespace qingliu
