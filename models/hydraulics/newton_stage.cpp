#include "models/hydraulics/newton_stage.hpp"

#include <algorithm>
#include <cmath>

#include "models/hydraulics/lane_section.hpp"
#include "models/hydraulics/structures/catalogue.hpp"

namespace qingliu {

namespace {

QINGLIU_INLINE std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

template <int W>
NewtonStage<W>::NewtonStage(const FlowGeometry& geometry, Coupling coupling)
    : g_(&geometry),
      order_(coupling == Coupling::wide ? &geometry.wide_elimination : &geometry.elimination),
      wide_(coupling == Coupling::wide) {
    const auto cells = geometry.cell_bed.size(), faces = geometry.face_bed.size();
    for (auto* field :
         {&level,         &volume_start,  &inflow,   &withdrawal, &sink_share,  &sink_area,    &share_,
          &area_,         &width_,        &depth_,   &diagonal_,  &rhs_,        &entering,     &entering_velocity,
          &own_weight_,   &below_weight_, &through_, &crossing_,  &weight_in_,  &weight_out_,  &out_by_flow_,
          &out_by_level_, &out_step_,     &storing_, &gap_,       &in_by_flow_, &in_by_level_, &in_step_}) {
        field->assign(cells, T(0.0));
    }
    for (auto* field : {&velocity, &discharge, &velocity_start, &face_area_, &inverse_face_area_, &face_width_,
                        &friction_, &friction_by_level_, &q_, &by_up_, &by_down_, &u_step_, &u_by_up_, &u_by_down_,
                        &new_q_, &blend_, &depth_by_up_, &depth_by_down_}) {
        field->assign(faces, T(0.0));
    }
    if (wide_) {
        for (auto* field : {&out_far_, &in_far_}) field->assign(cells, T(0.0));
        for (auto* field : {&by_far_up_, &by_far_down_, &u_far_up_, &u_far_down_}) field->assign(faces, T(0.0));
    }
    upper_.assign(at(order_->edges()), T(0.0));
    lower_.assign(at(order_->edges()), T(0.0));
    cell_hint_.assign(cells, {});
    cell_flow_hint_.assign(cells, {});
    face_hint_.assign(faces, {});
    roughness.assign(geometry.network->rivers.size(), T(1.0));
    seepage.assign(cells, 0.0);
    held_up.fill(std::vector<long>(cells, 0));
    outlet_level.assign(geometry.outlet_faces.size(), T(0.0));
    freedom_.assign(geometry.outlet_faces.size(), T(0.0));
    outlet_rise_.assign(geometry.outlet_faces.size(), T(0.0));
    for (const auto& work : geometry.grid->works)
        works_.push_back(make_work<W>(geometry.network->structures[at(work.structure)], geometry.site_of(work.face)));
    setting.assign(geometry.network->structures.size(), T(0.0));
    std::vector<char> owned(upper_.size(), 0);
    for (const int pair : geometry.face_coupling) {
        if (pair < 0) continue;
        const auto edge = at(order_->slot[at(pair)].edge);
        first_on_edge_.push_back(owned[edge] ? 0 : 1);
        owned[edge] = 1;
    }
    for (std::size_t e = 0; e < owned.size(); ++e) {
        if (!owned[e]) fill_edges_.push_back(static_cast<int>(e));
    }
}

/// Storage, sinks: the cell's own part of the matrix.
template <int W>
void NewtonStage<W>::cells(const T& tau) {
    const T zero(0.0), one(1.0);
    for (std::size_t c = 0; c < level.size(); ++c) {
        const T h = max(level[c] - g_->cell_bed[c], zero);
        const auto w = wetted<W>(g_->sections, g_->cell_stored[c], h, cell_hint_[c]);
        area_[c] = w.area;
        if (g_->cell_has_dead_water[c] != 0)
            area_[c] = wetted<W>(g_->sections, g_->cell_flow[c], h, cell_flow_hint_[c]).area;
        width_[c] = w.width;
        const double length = g_->cell_length[c];
        const T shallow = h * (1.0 / sink_depth);
        const auto fading = shallow < one;
        const T share = select(fading, shallow, one);
        const T share_by_depth = select(fading, T(1.0 / sink_depth), zero);
        const T loss = evaporation + seepage[c];
        const T surface = w.width * length;
        share_[c] = share;
        const T sink = (withdrawal[c] + loss * surface) * share;
        const T sink_by_depth = (withdrawal[c] + loss * surface) * share_by_depth;
        diagonal_[c] = surface + tau * sink_by_depth;
        rhs_[c] = volume_start[c] + tau * (inflow[c] - sink) - w.area * length;
    }
}

/// What ground water, banks and rain bring.
template <int W>
void NewtonStage<W>::surround(const T& tau) {
    for (auto& s : surroundings) {
        const auto c = at(s.cell);
        const T share_by_level = select(share_[c] < T(1.0), T(1.0 / sink_depth), T(0.0));
        s.evaluate(level[c], width_[c], share_[c], share_by_level, tau);
        diagonal_[c] -= tau * s.by_level;
        rhs_[c] += tau * s.flow;
    }
}

template <int W>
void NewtonStage<W>::eliminate(const T& tau) {
    const auto& order = *order_;
    for (const int e : fill_edges_) upper_[at(e)] = lower_[at(e)] = T(0.0);
    for (std::size_t i = 0; i < new_q_.size(); ++i) {
        const T flow = tau * new_q_[i], up = tau * by_up_[i];
        const auto a = at(g_->grid->face_from[i]);
        diagonal_[a] += up;
        rhs_[a] -= flow;
        const int coupling = g_->face_coupling[i];
        if (coupling < 0) continue;
        const T down = tau * by_down_[i];
        const auto b = at(g_->grid->face_to[i]);
        diagonal_[b] -= down;
        rhs_[b] += flow;
        const auto& slot = order.slot[at(coupling)];
        const auto e = at(slot.edge);
        const T u = slot.first_is_pivot ? down : -up, l = slot.first_is_pivot ? -up : down;
        if (first_on_edge_[at(coupling)]) {
            upper_[e] = u;
            lower_[e] = l;
        } else {
            upper_[e] += u;
            lower_[e] += l;
        }
    }
    if (wide_) add_far_couplings(tau);
    const auto pivots = order.pivot_cell.size();
    for (std::size_t k = 0; k < pivots; ++k) {
        const auto c = at(order.pivot_cell[k]);
        const T inverse = 1.0 / diagonal_[c];
        const T r = rhs_[c];
        for (int i = order.edge_begin[k]; i < order.edge_begin[k + 1]; ++i) {
            const auto e = at(i);
            const auto other = at(order.edge_other[e]);
            const T multiplier = lower_[e] * inverse;
            lower_[e] = multiplier;
            diagonal_[other] -= multiplier * upper_[e];
            rhs_[other] -= multiplier * r;
        }
        for (int i = order.fill_begin[k]; i < order.fill_begin[k + 1]; ++i) {
            const auto& fill = order.fill[at(i)];
            auto& target = (fill.target_is_upper ? upper_ : lower_)[at(fill.target)];
            target -= lower_[at(fill.edge_row)] * upper_[at(fill.edge_column)];
        }
        diagonal_[c] = inverse;
    }
    for (std::size_t k = pivots; k-- > 0;) {
        const auto c = at(order.pivot_cell[k]);
        T x = rhs_[c];
        for (int i = order.edge_begin[k]; i < order.edge_begin[k + 1]; ++i)
            x -= upper_[at(i)] * rhs_[at(order.edge_other[at(i)])];
        rhs_[c] = x * diagonal_[c];
    }
}

/// What a face's discharge owes to the levels beyond the cells beside it.
template <int W>
void NewtonStage<W>::add_far_couplings(const T& tau) {
    // adds `value` to the row of one cell of a coupling in the column of the other
    const auto add = [&](int coupling, bool row_is_first, const T& value) {
        const auto& slot = order_->slot[at(coupling)];
        (row_is_first == slot.first_is_pivot ? upper_ : lower_)[at(slot.edge)] += value;
    };
    for (std::size_t k = 0; k < g_->crossings.size(); ++k) {
        const auto& x = g_->crossings[k];
        const auto p = at(x.in), i = at(x.out);
        const int pair = g_->crossing_coupling[k];
        // the lower face by the level above the upper one, and the other way round; a face's first cell is the upper
        const T lower_by_top = tau * by_far_up_[i], upper_by_bottom = tau * by_far_down_[p];
        add(g_->face_coupling[p], false, lower_by_top);
        if (pair < 0) continue;
        add(pair, false, -lower_by_top);
        add(g_->face_coupling[i], true, -upper_by_bottom);
        add(pair, true, upper_by_bottom);
    }
}

/// Moves the active lanes; returns the largest movement of a level per lane (not finite where the step was not).
template <int W>
Lanes<W> NewtonStage<W>::update(const Mask<W>& active) {
    const T zero(0.0);
    for (std::size_t i = 0; i < new_q_.size(); ++i) {
        const T up = rhs_[at(g_->grid->face_from[i])];
        const int b = g_->grid->face_to[i];
        const T down = b == Grid::outside ? zero : rhs_[at(b)];
        velocity[i] = select(active, velocity[i] + (u_step_[i] - u_by_up_[i] * up - u_by_down_[i] * down), velocity[i]);
        discharge[i] = select(active, new_q_[i] + by_up_[i] * up + by_down_[i] * down, discharge[i]);
    }
    if (wide_) {
        for (const auto& x : g_->crossings) {
            const auto p = at(x.in), i = at(x.out);
            const T top = rhs_[at(g_->grid->face_from[p])];
            velocity[i] = select(active, velocity[i] - u_far_up_[i] * top, velocity[i]);
            discharge[i] = select(active, discharge[i] + by_far_up_[i] * top, discharge[i]);
            if (g_->grid->face_to[i] == Grid::outside) continue;
            const T bottom = rhs_[at(g_->grid->face_to[i])];
            velocity[p] = select(active, velocity[p] - u_far_down_[p] * bottom, velocity[p]);
            discharge[p] = select(active, discharge[p] + by_far_down_[p] * bottom, discharge[p]);
        }
    }
    T largest = zero, total = zero;
    moved_most_ = zero;
    for (std::size_t c = 0; c < level.size(); ++c) {
        const T bed(g_->cell_bed[c]);
        const T h = max(level[c] - bed, zero);
        const T asked = h + rhs_[c];
        const T floor = 0.1 * h;
        const auto too_low = asked < floor;
        const T reached = select(too_low, floor, asked);
        // a limited step in visible water is no convergence
        const T moved = abs(reached - h) + select(too_low & (h > T(1e-5)), T(1.0), zero);
        const auto most = moved > largest;
        largest = select(most, moved, largest);
        moved_most_ = select(most, T(static_cast<double>(c)), moved_most_);
        total += rhs_[c];
        level[c] = select(active, bed + reached, level[c]);
        const T share = share_[c] + select(share_[c] < T(1.0), T(1.0 / sink_depth), zero) * rhs_[c];
        sink_share[c] = select(active, share, sink_share[c]);
        sink_area[c] = select(active, width_[c] * g_->cell_length[c] * share, sink_area[c]);
    }
    // a lane that is at rest keeps the flow its volumes were reckoned with
    for (auto& s : surroundings) s.settled = select(active, s.flow + s.by_level * rhs_[at(s.cell)], s.settled);
    return largest + zero * total;
}

template <int W>
Mask<W> NewtonStage<W>::solve(const T& tau, Mask<W> active, FaceDepth face_depth, double tolerance, int max_iterations,
                              long* iterations) {
    if (!active.any()) return active;
    plain_ = face_depth == FaceDepth::upwind && !wide_;
    if (face_depth == FaceDepth::limited) {
        limit_slopes();
    } else {
        std::fill(blend_.begin(), blend_.end(), T(0.0));
        std::fill(outlet_rise_.begin(), outlet_rise_.end(), T(0.0));
        std::fill(own_weight_.begin(), own_weight_.end(), T(0.0));
        std::fill(below_weight_.begin(), below_weight_.end(), T(0.0));
    }
    Mask<W> converged = Mask<W>::all(false);
    for (int k = 0; k < max_iterations && active.any(); ++k) {
        cells(tau);
        surround(tau);
        channel_faces();
        work_faces(active);
        for (const int f : g_->outlet_faces) q_[at(f)] = discharge[at(f)];
        if (k == 0 && face_depth == FaceDepth::limited) weigh_velocities();
        cross_cells(tau);
        outlets(tau, active);
        momentum(tau);
        eliminate(tau);
        const T moved = update(active);
        for (int lane = 0; lane < W; ++lane) {
            if (!active[lane]) continue;
            ++iterations[lane];
            if (moved[lane] < tolerance) {
                active.set(lane, false);
                converged.set(lane, true);
                continue;
            }
            moved_most[at(lane)] = static_cast<int>(moved_most_[lane]);
            ++held_up[at(lane)][at(moved_most[at(lane)])];
            if (!std::isfinite(moved[lane])) active.set(lane, false);
        }
    }
    return converged;
}

template class NewtonStage<1>;
template class NewtonStage<4>;

}  // namespace qingliu
