#include "models/hydraulics/newton_stage.hpp"

#include <algorithm>
#include <cmath>

#include "models/hydraulics/lane_section.hpp"

namespace qingliu {

namespace {

/// Hydraulic radius is taken at this depth where the water is shallower, m.
constexpr double friction_depth = 1e-3;

QINGLIU_INLINE std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

template <int W>
NewtonStage<W>::NewtonStage(const FlowGeometry& geometry) : g_(&geometry) {
    const auto cells = geometry.cell_bed.size(), faces = geometry.face_bed.size();
    for (auto* field : {&level, &volume_start, &inflow, &withdrawal, &sink_share, &sink_area, &share_, &area_, &width_,
                        &diagonal_, &rhs_}) {
        field->assign(cells, T(0.0));
    }
    for (auto* field : {&velocity, &discharge, &velocity_start, &face_area_, &face_width_, &friction_,
                        &friction_by_level_, &q_, &by_up_, &by_down_, &u_step_, &u_by_up_, &u_by_down_, &new_q_}) {
        field->assign(faces, T(0.0));
    }
    upper_.assign(at(geometry.elimination.edges()), T(0.0));
    lower_.assign(at(geometry.elimination.edges()), T(0.0));
    seepage.assign(cells, 0.0);
    outlet_level.assign(geometry.outlet_faces.size(), T(0.0));
    barriers.resize(geometry.structure_faces.size());
    std::vector<char> owned(upper_.size(), 0);
    for (const auto& slot : geometry.elimination.slot) {
        first_on_edge_.push_back(owned[at(slot.edge)] ? 0 : 1);
        owned[at(slot.edge)] = 1;
    }
    for (std::size_t e = 0; e < owned.size(); ++e) {
        if (!owned[e]) fill_edges_.push_back(static_cast<int>(e));
    }
}

template <int W>
QINGLIU_INLINE typename NewtonStage<W>::Wetted NewtonStage<W>::wetted(FlowGeometry::Stack stack, const T& depth) const {
    const Trapezoid* t = g_->trapezoids.data() + stack.begin;
    if (stack.count == 1) return {depth * (t->width + 0.5 * t->widening * depth), t->width + t->widening * depth};
    const auto l = gather<W>(t, stack.count, depth);
    const T d = depth - l.bottom;
    return {l.area + d * (l.width + 0.5 * l.widening * d), l.width + l.widening * d};
}

/// Storage, sinks: the cell's own part of the matrix.
template <int W>
void NewtonStage<W>::cells(const T& tau) {
    const T zero(0.0), one(1.0);
    for (std::size_t c = 0; c < level.size(); ++c) {
        const T h = max(level[c] - g_->cell_bed[c], zero);
        const auto w = wetted(g_->cell_stack[c], h);
        area_[c] = w.area;
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

/// Upwind flow section and friction of every channel face, and the discharge at the iterate.
template <int W>
void NewtonStage<W>::channel_faces() {
    const T zero(0.0), least(friction_depth);
    for (const int f : g_->channel_faces) {
        const auto i = at(f);
        const T u = velocity[i];
        const auto from = at(g_->grid->face_from[i]), to = at(g_->grid->face_to[i]);
        const auto downstream = u >= zero;
        const T h = max(select(downstream, level[from], level[to]) - g_->face_bed[i], zero);
        // friction at the mean of the depths on both sides: upwind in the area alone halves the numerical diffusion of
        // a flood wave
        const T beyond = max(select(downstream, level[to] - g_->cell_bed[to], level[from] - g_->cell_bed[from]), zero);
        const T hr = max(0.5 * (h + beyond), least);
        const auto stack = g_->face_stack[i];
        const Trapezoid* t = g_->trapezoids.data() + stack.begin;
        T a, b, radius, radius_by_depth;
        if (stack.count == 1) {
            a = h * (t->width + 0.5 * t->widening * h);
            b = t->width + t->widening * h;
            const T inverse_perimeter = 1.0 / (t->perimeter + t->steepness * hr);
            radius = hr * (t->width + 0.5 * t->widening * hr) * inverse_perimeter;
            radius_by_depth = (t->width + t->widening * hr - radius * t->steepness) * inverse_perimeter;
        } else {
            const auto w = wetted(stack, h);
            a = w.area;
            b = w.width;
            const auto l = gather<W>(t, stack.count, hr);
            const T d = hr - l.bottom;
            const T inverse_perimeter = 1.0 / (l.perimeter + l.steepness * d);
            radius = (l.area + d * (l.width + 0.5 * l.widening * d)) * inverse_perimeter;
            radius_by_depth = (l.width + l.widening * d - radius * l.steepness) * inverse_perimeter;
        }
        const T y = inverse_cube_root<W>(radius);
        const T y2 = y * y;
        const T r = y2 * y2;  // R^(-4/3)
        face_area_[i] = a;
        face_width_[i] = select(h > zero, b, zero);
        friction_[i] = r;
        // by the level on either side: each counts half in the mean depth
        friction_by_level_[i] = select(hr > least, (-2.0 / 3.0) * r * (y2 * y) * radius_by_depth, zero);
        q_[i] = a * u;
    }
}

template <int W>
void NewtonStage<W>::barrier_faces() {
    for (std::size_t s = 0; s < barriers.size(); ++s) {
        const auto i = at(g_->structure_faces[s]);
        const auto law = barriers[s].law(level[at(g_->grid->face_from[i])], level[at(g_->grid->face_to[i])]);
        q_[i] = law.discharge;
        new_q_[i] = law.discharge;
        by_up_[i] = law.by_level_up;
        by_down_[i] = law.by_level_down;
        // the jet's momentum is spent in the basin below: no velocity is handed on
        velocity[i] = T(0.0);
        u_step_[i] = u_by_up_[i] = u_by_down_[i] = T(0.0);
    }
}

template <int W>
void NewtonStage<W>::outlets(const T& tau, const Mask<W>& active) {
    const T zero(0.0);
    for (std::size_t o = 0; o < g_->outlet_faces.size(); ++o) {
        const auto i = at(g_->outlet_faces[o]);
        const auto c = at(g_->grid->face_from[i]);
        const auto& outlet = *g_->network->rivers[at(g_->grid->face_river[i])].outlet;
        const auto stack = g_->face_stack[i];
        const Trapezoid* t = g_->trapezoids.data() + stack.begin;
        const T h = max(level[c] - g_->cell_bed[c], zero);
        T q = zero, by = zero, a = zero;
        u_step_[i] = u_by_up_[i] = u_by_down_[i] = zero;
        by_down_[i] = zero;
        if (outlet.kind == Outlet::Kind::normal_depth) {
            conveyance<W>(t, stack.count, h, q, by, a);
            const double factor = std::sqrt(outlet.slope * 9.81 / g_->face_friction[i]);
            q = q * factor;
            by = by * factor;
        } else if (outlet.kind == Outlet::Kind::rating) {
            const auto& table = outlet.rating;
            for (int lane = 0; lane < W; ++lane) {
                const double z = level[c][lane];
                std::size_t k = 0;
                while (k + 2 < table.size() && z >= table[k + 1].first) ++k;
                const double slope = (table[k + 1].second - table[k].second) / (table[k + 1].first - table[k].first);
                const bool below = z < table.front().first;
                q.set(lane, below ? 0.0 : table[k].second + slope * (z - table[k].first));
                by.set(lane, below ? 0.0 : slope);
            }
            a = wetted(stack, h).area;
        } else {  // stage: water accelerates towards the known level over half a cell, friction at the cell's depth
            T k_value = zero, k_by = zero;
            conveyance<W>(t, stack.count, max(h, T(friction_depth)), k_value, k_by, a);
            const T u = velocity[i];
            const double gdx = gravity / g_->face_distance[i];
            const T r = a / max(k_value, T(1e-9));  // R^(-2/3)
            const T friction = g_->face_friction[i] * (r * r);
            const T inverse = 1.0 / (1.0 + tau * 2.0 * friction * abs(u));
            const T residual =
                u - velocity_start[i] + tau * (gdx * (outlet_level[o] - level[c]) + friction * abs(u) * u);
            const T u_by = tau * gdx * inverse;
            u_step_[i] = -residual * inverse;
            u_by_up_[i] = -u_by;
            q = a * (u + u_step_[i]);
            by = a * u_by;
        }
        face_area_[i] = a;
        q_[i] = q;
        new_q_[i] = q;
        by_up_[i] = by;
        if (outlet.kind != Outlet::Kind::stage) velocity[i] = select(active, q / max(a, T(1e-6)), velocity[i]);
    }
}

template <int W>
void NewtonStage<W>::momentum(const T& tau) {
    const T zero(0.0);
    const auto& from = g_->grid->face_from;
    const auto& to = g_->grid->face_to;
    const auto& grid = *g_->grid;
    for (const int f : g_->channel_faces) {
        const auto i = at(f);
        const auto a = at(from[i]), b = at(to[i]);
        const T u = velocity[i], q = q_[i];
        // water arriving at the upstream cell
        T gain = zero, brought = zero;
        const int before = g_->face_before[i];
        if (before >= 0) {
            gain = max(0.5 * (q_[at(before)] + q), zero);
            brought = gain * velocity[at(before)];
        } else if (before == FlowGeometry::several) {
            T total = zero, weight(1e-9), weighted = zero;
            for (int k = grid.adjacent_begin[a]; k < grid.adjacent_begin[a + 1]; ++k) {
                const auto other = at(grid.adjacent_face[at(k)]);
                if (to[other] != from[i]) continue;
                const T w = max(q_[other], zero);
                total += q_[other];
                weight += w;
                weighted += w * velocity[other];
            }
            gain = max(0.5 * (total + q), zero);
            brought = gain * (weighted / weight);
        }
        // water coming back from the downstream cell
        T back = zero, returned = zero;
        const int after = g_->face_after[i];
        if (g_->joins_confluence[i]) {
            back = min(q, zero);
            if (after >= 0) returned = back * velocity[at(after)];
        } else if (after >= 0) {
            back = min(0.5 * (q + q_[at(after)]), zero);
            returned = back * velocity[at(after)];
        } else if (after == FlowGeometry::several) {
            T total = zero, weight(1e-9), weighted = zero;
            for (int k = grid.adjacent_begin[b]; k < grid.adjacent_begin[b + 1]; ++k) {
                const auto other = at(grid.adjacent_face[at(k)]);
                if (from[other] != to[i]) continue;
                const T w = max(-q_[other], zero);
                total += q_[other];
                weight += w;
                weighted += w * velocity[other];
            }
            back = min(0.5 * (q + total), zero);
            returned = back * (weighted / weight);
        }
        const double dx = g_->face_distance[i];
        const T body = grid.face_between_rivers[i] ? face_area_[i] : 0.5 * (area_[a] + area_[b]);
        const T inverse_volume = 1.0 / ((body + 1e-6) * dx);
        const T carried = (gain - back) * inverse_volume;
        const T arriving = (brought - returned) * inverse_volume;

        const T speed = abs(u);
        const T drag = g_->face_friction[i] * speed * u;
        const T inverse = 1.0 / (1.0 + tau * (carried + 2.0 * g_->face_friction[i] * speed * friction_[i]));
        const double gdx = gravity / dx;
        const T residual =
            u - velocity_start[i] + tau * (carried * u - arriving + gdx * (level[b] - level[a]) + drag * friction_[i]);
        const T drag_by_level = tau * drag * friction_by_level_[i];
        const auto upstream_rules = u >= zero;
        const T r_up = drag_by_level - tau * gdx;
        const T r_down = drag_by_level + tau * gdx;
        const T by_width = u * face_width_[i];
        const T mobility = face_area_[i] * inverse;
        new_q_[i] = q - mobility * residual;
        by_up_[i] = select(upstream_rules, by_width, zero) - mobility * r_up;
        by_down_[i] = select(upstream_rules, zero, by_width) - mobility * r_down;
        u_step_[i] = -residual * inverse;
        u_by_up_[i] = r_up * inverse;
        u_by_down_[i] = r_down * inverse;
    }
}

template <int W>
void NewtonStage<W>::eliminate(const T& tau) {
    const auto& order = g_->elimination;
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
    T largest = zero, total = zero;
    for (std::size_t c = 0; c < level.size(); ++c) {
        const T bed(g_->cell_bed[c]);
        const T h = max(level[c] - bed, zero);
        const T asked = h + rhs_[c];
        const T floor = 0.1 * h;
        const auto too_low = asked < floor;
        const T reached = select(too_low, floor, asked);
        // a limited step in visible water is no convergence
        const T moved = abs(reached - h) + select(too_low & (h > T(1e-5)), T(1.0), zero);
        largest = max(largest, moved);
        total += rhs_[c];
        level[c] = select(active, bed + reached, level[c]);
        const T share = share_[c] + select(share_[c] < T(1.0), T(1.0 / sink_depth), zero) * rhs_[c];
        sink_share[c] = select(active, share, sink_share[c]);
        sink_area[c] = select(active, width_[c] * g_->cell_length[c] * share, sink_area[c]);
    }
    return largest + zero * total;
}

template <int W>
Mask<W> NewtonStage<W>::solve(const T& tau, Mask<W> active, double tolerance, int max_iterations, long* iterations) {
    Mask<W> converged = Mask<W>::all(false);
    for (int k = 0; k < max_iterations && active.any(); ++k) {
        cells(tau);
        channel_faces();
        barrier_faces();
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
            } else if (!std::isfinite(moved[lane])) {
                active.set(lane, false);
            }
        }
    }
    return converged;
}

template class NewtonStage<1>;
template class NewtonStage<4>;

}  // namespace qingliu
