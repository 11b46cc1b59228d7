// The laws of the faces at an iterate: discharge and its derivatives by the levels on both sides.
#include <algorithm>
#include <cmath>

#include "models/hydraulics/lane_section.hpp"
#include "models/hydraulics/newton_stage.hpp"

namespace qingliu {

namespace {

QINGLIU_INLINE std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

/// Flow section and friction of every channel face, and the discharge at the iterate.
template <int W>
void NewtonStage<W>::channel_faces() {
    const T zero(0.0), least(friction_depth);
    for (const int f : g_->channel_faces) {
        const auto i = at(f);
        const T u = velocity[i];
        const auto from = at(g_->grid->face_from[i]), to = at(g_->grid->face_to[i]);
        const auto downstream = u >= zero;
        const T up = level[from] - g_->cell_bed[from], down = level[to] - g_->cell_bed[to];
        const T own = select(downstream, up, down), beyond = select(downstream, down, up);
        const T upwind = max(select(downstream, level[from], level[to]) - g_->face_bed[i], zero);
        // never more than twice the upwind depth, so that a cell that runs dry gives no more
        const T blend = max(select(downstream, blend_[i], -blend_[i]), zero);
        const T share = select(downstream, T(g_->share_of_up[i]), T(1.0 - g_->share_of_up[i]));
        const T between = upwind + blend * (own + share * (beyond - own) - upwind);
        const T twice = 2.0 * upwind;
        const auto capped = between > twice;
        const T h = select(capped, twice, between);
        const T by_own = select(capped, T(2.0), 1.0 - blend * share), by_beyond = select(capped, zero, blend * share);
        depth_by_up_[i] = select(downstream, by_own, by_beyond);
        depth_by_down_[i] = select(downstream, by_beyond, by_own);
        // friction at the mean of the depths on both sides: upwind there too would double the numerical diffusion of a
        // flood wave
        const T hr = max(0.5 * (upwind + beyond), least);
        const auto section = flow_section<W>(g_->sections, g_->face_section[i], h, hr, face_hint_[i]);
        const T y = inverse_cube_root<W>(section.radius);
        const T y2 = y * y;
        const T rougher = roughness[at(g_->grid->face_river[i])];
        const T r = y2 * y2 * (rougher * rougher);  // R^(-4/3), as the season has it
        face_area_[i] = section.area;
        face_width_[i] = select(h > zero, section.width, zero);
        friction_[i] = r;
        // by the level on either side: each counts half in the mean depth
        friction_by_level_[i] = select(hr > least, (-2.0 / 3.0) * r * (y2 * y) * section.radius_by_depth, zero);
        q_[i] = section.area * u;
    }
}

/// Works take the place of the momentum equation; those at one place add up.
template <int W>
void NewtonStage<W>::work_faces(const Mask<W>& active) {
    const T zero(0.0);
    for (const int f : g_->structure_faces) {
        const auto i = at(f);
        for (auto* field : {&q_, &by_up_, &by_down_, &u_step_, &u_by_up_, &u_by_down_}) (*field)[i] = zero;
        velocity[i] = select(active, zero, velocity[i]);
    }
    for (std::size_t w = 0; w < works_.size(); ++w) {
        const auto& place = g_->grid->works[w];
        const auto i = at(place.face), from = at(g_->grid->face_from[i]);
        const int below = g_->grid->face_to[i];
        const bool open = below == Grid::outside;
        // beyond an open end: the stage there; sideways out of the network water falls freely
        const T tail = !open ? level[at(below)]
                             : T(g_->grid->is_lateral(place.face) ? g_->cell_bed[from] : g_->outlet_of(i).stage);
        const auto law = works_[w]->law(level[from], tail, setting[at(place.structure)]);
        q_[i] += place.share * law.discharge;
        by_up_[i] += place.share * law.by_level_up;
        by_down_[i] += open ? zero : place.share * law.by_level_down;
        velocity[i] = select(active, velocity[i] + law.velocity, velocity[i]);
    }
    for (const int f : g_->structure_faces) new_q_[at(f)] = q_[at(f)];
}

template <int W>
void NewtonStage<W>::outlets(const T& tau, const Mask<W>& active) {
    const T zero(0.0);
    for (std::size_t o = 0; o < g_->outlet_faces.size(); ++o) {
        const auto i = at(g_->outlet_faces[o]);
        const auto c = at(g_->grid->face_from[i]);
        const auto& outlet = g_->outlet_of(i);
        const auto section = g_->face_section[i];
        const T rougher = roughness[at(g_->grid->face_river[i])];
        auto& hint = face_hint_[i];
        const T h = max(level[c] - g_->cell_bed[c] + outlet_rise_[o], zero);
        T q = zero, by = zero, a = zero;
        u_step_[i] = u_by_up_[i] = u_by_down_[i] = zero;
        by_down_[i] = zero;
        if (outlet.kind == Outlet::Kind::normal_depth) {
            const auto k = conveyance<W>(g_->sections, section, h, hint);
            const double factor = std::sqrt(outlet.slope * 9.81 / g_->face_friction[i]);
            const T smoother = factor / rougher;
            q = k.value * smoother;
            by = k.by_depth * smoother;
            a = k.area;
        } else if (outlet.kind == Outlet::Kind::rating) {
            const auto& table = outlet.rating;
            for (int lane = 0; lane < W; ++lane) {
                const double z = level[c][lane] + outlet_rise_[o][lane];
                std::size_t k = 0;
                while (k + 2 < table.size() && z >= table[k + 1].first) ++k;
                const double slope = (table[k + 1].second - table[k].second) / (table[k + 1].first - table[k].first);
                const bool below = z < table.front().first;
                q.set(lane, below ? 0.0 : table[k].second + slope * (z - table[k].first));
                by.set(lane, below ? 0.0 : slope);
            }
            // a curve that begins below the bed takes no more out of shallow water than a withdrawal does
            const T share = share_[c];
            by = by * share + q * select(share < T(1.0), T(1.0 / sink_depth), zero);
            q = q * share;
            a = wetted<W>(g_->sections, section, h, hint.depth).area;
        } else {  // stage: water accelerates towards the known level over half a cell, friction at the cell's depth
            const auto k = conveyance<W>(g_->sections, section, max(h, T(friction_depth)), hint);
            const T u = velocity[i];
            const double gdx = gravity / (0.5 * g_->cell_length[c]);
            const T r = k.area / max(k.value, T(1e-9));  // R^(-2/3)
            const T friction = g_->face_friction[i] * (rougher * rougher) * (r * r);
            // over a stage lower than that the water falls at critical depth
            const T end_depth = max(outlet_level[o] - g_->outlet_bed[o], (2.0 / 3.0) * h);
            a = wetted<W>(g_->sections, section, end_depth, hint.radius_depth).area;
            // water on its way out brings the velocity it had a cell before
            const int before = g_->face_before[i];
            const T carried = before >= 0 ? max(u, zero) * (1.0 / g_->cell_length[c]) : zero;
            const T brought = before >= 0 ? velocity[at(before)] : zero;
            // and brings what enters the cell from the side up to speed
            const T entering = before >= 0 ? inflow[c] / ((area_[c] + 1e-6) * g_->cell_length[c]) : zero;
            const T inverse = 1.0 / (1.0 + tau * (carried + entering + 2.0 * friction * abs(u)));
            const T residual = u - velocity_start[i] +
                               tau * (carried * (u - brought) + entering * u + gdx * (outlet_level[o] - level[c]) +
                                      friction * abs(u) * u);
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
    // what the other river's friction adds at a mouth or an offtake, m s-2
    const auto friction_of_other = [&](std::size_t face) {
        const int other = g_->other_face[face];
        if (other < 0) return zero;
        const auto o = at(other);
        return g_->other_share[face] * g_->face_friction[o] * abs(velocity[o]) * velocity[o] * friction_[o];
    };
    const auto meets_river = [](int neighbour) {
        return neighbour != FlowGeometry::none && neighbour != FlowGeometry::still;
    };
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
        } else if (before == FlowGeometry::still) {
            gain = 0.5 * max(q, zero);  // from rest: the head of its own velocity
        }
        // water coming back from the downstream cell
        T back = zero, returned = zero;
        const int after = g_->face_after[i];
        if (after == FlowGeometry::still) {
            back = 0.5 * min(q, zero);
        } else if (g_->joins_confluence[i]) {
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
        // what enters from the side is brought up to speed by the river; at its head water comes with its own
        const T entering = 0.5 * ((meets_river(before) ? inflow[a] : zero) + (meets_river(after) ? inflow[b] : zero));
        const T carried = (gain - back + entering) * inverse_volume;
        const T arriving = (brought - returned + momentum_flux_[a] - momentum_flux_[b]) * inverse_volume;

        const T speed = abs(u);
        const double own_friction = g_->own_share[i] * g_->face_friction[i];
        const T drag = own_friction * speed * u;
        const T inverse = 1.0 / (1.0 + tau * (carried + 2.0 * own_friction * speed * friction_[i]));
        const double gdx = gravity / dx;
        const T residual =
            u - velocity_start[i] +
            tau * (carried * u - arriving + gdx * (level[b] - level[a]) + drag * friction_[i] + friction_of_other(i));
        const T drag_by_level = tau * drag * friction_by_level_[i];
        const T r_up = drag_by_level - tau * gdx;
        const T r_down = drag_by_level + tau * gdx;
        const T by_width = u * face_width_[i];
        const T mobility = face_area_[i] * inverse;
        new_q_[i] = q - mobility * residual;
        by_up_[i] = by_width * depth_by_up_[i] - mobility * r_up;
        by_down_[i] = by_width * depth_by_down_[i] - mobility * r_down;
        u_step_[i] = -residual * inverse;
        u_by_up_[i] = r_up * inverse;
        u_by_down_[i] = r_down * inverse;
    }
}

template void NewtonStage<1>::channel_faces();
template void NewtonStage<1>::work_faces(const Mask<1>&);
template void NewtonStage<1>::outlets(const Lanes<1>&, const Mask<1>&);
template void NewtonStage<1>::momentum(const Lanes<1>&);
template void NewtonStage<4>::channel_faces();
template void NewtonStage<4>::work_faces(const Mask<4>&);
template void NewtonStage<4>::outlets(const Lanes<4>&, const Mask<4>&);
template void NewtonStage<4>::momentum(const Lanes<4>&);

}  // namespace qingliu
