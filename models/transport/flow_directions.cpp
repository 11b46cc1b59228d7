#include "models/transport/flow_directions.hpp"

#include <algorithm>

#include "engine/base/index.hpp"

namespace qingliu {

FlowDirections::FlowDirections(const Grid& grid)
    : donor(at(grid.faces()), grid.cells()),
      receiver(donor),
      grid_(&grid),
      cells_(grid.cells()),
      sign_(at(grid.faces()), 2),  // no sign: the first update always takes effect
      inflow_begin_(at(cells_) + 1),
      inflow_face_(at(grid.faces())),
      outflow_begin_(inflow_begin_),
      outflow_face_(inflow_face_),
      pending_(at(cells_)),
      all_(at(cells_), 1),
      waiting_(at(cells_)),
      order_(empty_order()) {
    branching_.reserve(at(cells_));
    stack_.reserve(at(cells_));
}

FlowDirections::Order FlowDirections::empty_order() const {
    Order order;
    order.cell.reserve(at(cells_));
    return order;
}

bool FlowDirections::update(std::span<const double> face_volume) {
    bool changed = false;
    for (std::size_t f = 0; f < sign_.size(); ++f) {
        const auto sign = static_cast<signed char>((face_volume[f] > 0) - (face_volume[f] < 0));
        if (sign == sign_[f]) continue;
        changed = true;
        sign_[f] = sign;
        const int from = grid_->face_from[f] == Grid::outside ? outside() : grid_->face_from[f];
        const int to = grid_->face_to[f] == Grid::outside ? outside() : grid_->face_to[f];
        donor[f] = sign > 0 ? from : sign < 0 ? to : outside();
        receiver[f] = sign > 0 ? to : sign < 0 ? from : outside();
    }
    if (!changed) return false;
    list_faces();
    sort(all_, order_);
    return true;
}

void FlowDirections::list_faces() {
    std::fill(inflow_begin_.begin(), inflow_begin_.end(), 0);
    std::fill(outflow_begin_.begin(), outflow_begin_.end(), 0);
    const auto flows_in = [&](std::size_t f) { return donor[f] != outside() && receiver[f] != outside(); };
    for (std::size_t f = 0; f < donor.size(); ++f) {
        if (flows_in(f)) ++inflow_begin_[at(receiver[f])];
        if (donor[f] != outside()) ++outflow_begin_[at(donor[f])];
    }
    branching_.clear();
    for (int c = 0; c < cells_; ++c) {
        if (inflow_begin_[at(c)] > 1 || outflow_begin_[at(c)] > 1) branching_.push_back(c);
    }
    // counts -> ends; filling from the back turns ends into beginnings
    for (std::size_t c = 1; c < inflow_begin_.size(); ++c) {
        inflow_begin_[c] += inflow_begin_[c - 1];
        outflow_begin_[c] += outflow_begin_[c - 1];
    }
    for (std::size_t f = donor.size(); f-- > 0;) {
        if (flows_in(f)) inflow_face_[at(--inflow_begin_[at(receiver[f])])] = static_cast<int>(f);
        if (donor[f] != outside()) outflow_face_[at(--outflow_begin_[at(donor[f])])] = static_cast<int>(f);
    }
}

void FlowDirections::sort(std::span<const char> active, Order& order) {
    order.cell.clear();
    stack_.clear();
    const auto receivers = [&](int c, auto&& visit) {
        for (const int f : outflow_faces(c)) {
            const int r = receiver[at(f)];
            if (r != outside() && waiting_[at(r)]) visit(r);
        }
    };
    const auto donors = [&](int c, auto&& visit) {
        for (const int f : inflow_faces(c)) {
            if (waiting_[at(donor[at(f)])]) visit(donor[at(f)]);
        }
    };
    int waiting = 0;
    for (int c = 0; c < cells_; ++c) {
        waiting_[at(c)] = active[at(c)];
        waiting += active[at(c)] != 0;
    }
    // Kahn (1962), the newest free cell first, so that the order runs along a river
    const auto run = [&](auto&& before, auto&& after) {
        for (int c = cells_ - 1; c >= 0; --c) {
            if (!waiting_[at(c)]) continue;
            pending_[at(c)] = 0;
            before(c, [&](int) { ++pending_[at(c)]; });
            if (pending_[at(c)] == 0) stack_.push_back(c);
        }
        while (!stack_.empty()) {
            const int c = stack_.back();
            stack_.pop_back();
            order.cell.push_back(c);
            waiting_[at(c)] = 0;
            --waiting;
            after(c, [&](int next) {
                if (--pending_[at(next)] == 0) stack_.push_back(next);
            });
        }
    };
    run(donors, receivers);
    order.circulation_begin = order.circulation_end = static_cast<int>(order.cell.size());
    if (waiting == 0) return;
    // the same from the downstream end peels off what only lies below the cycles; the rest moves in front of it
    run(receivers, donors);
    for (int c = 0; c < cells_; ++c) {
        if (waiting_[at(c)]) order.cell.push_back(c);
    }
    const auto first = order.cell.begin() + order.circulation_begin;
    std::reverse(first, order.cell.end());
    std::reverse(first, first + waiting);
    order.circulation_end = order.circulation_begin + waiting;
}

}  // namespace qingliu
