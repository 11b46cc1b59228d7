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
        const T hr = max(0.5 * (own + beyond), least);
        const auto section = flow_section<W>(g_->sections, g_->face_section[i], h, hr, face_hint_[i]);
        const T y = inverse_cube_root<W>(section.radius);
        const T y2 = y * y;
        const T rougher = roughness[at(g_->grid->face_river[i])];
        const T r = y2 * y2 * (rougher * rougher);  // R^(-4/3), as the season has it
        face_area_[i] = section.area;
        // a film tells nothing of the discharge that would change its velocity
        const T film = film_depth * section.width;
        inverse_face_area_[i] = section.area / (section.area * section.area + film * film);
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
        T width = wetted<W>(g_->sections, section, h, hint.depth).width, depth_by_level(1.0);
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
            // over a stage lower than that the water falls at critical depth; fast water leaves as it comes
            const T free = freedom_[o];
            const T fall = (2.0 / 3.0) * max(level[c] - g_->outlet_bed[o], zero);
            const T held = max(outlet_level[o] - g_->outlet_bed[o], fall);
            const T wanted = (1.0 - free) * held + free * h;
            // never more than twice the depth of what flows out, so that a cell that runs dry gives no more
            const auto capped = (u > zero) & (wanted > 2.0 * h);
            const T end = select(capped, 2.0 * h, wanted);
            const T end_by_level = select(capped, T(2.0), select(held > fall, zero, (1.0 - free) * (2.0 / 3.0)) + free);
            const T end_level = g_->outlet_bed[o] + end;
            const auto end_section = wetted<W>(g_->sections, section, end, hint.radius_depth);
            a = end_section.area;
            width = end_section.width;
            depth_by_level = end_by_level;
            // half a cell on the way out, from the velocity across the last one
            const bool known = g_->is_simple[c] != 0, told = known && !plain_;
            const auto leaves = u > zero;
            const T before = known ? select(leaves, crossing_[c], u) : u;
            const T own = known ? weight_out_[c] : T(1.0), by_flow = told ? out_by_flow_[c] : zero;
            const T by_level = told ? out_by_level_[c] : zero, step = told ? out_step_[c] : zero;
            const double per_half = 2.0 / g_->cell_length[c];
            // head where it gains speed, momentum where it loses some
            const auto gaining = u > before;
            const T out = max(u, zero);
            const T of_end = select(gaining, out * per_half, a * out * per_half / (0.5 * (area_[c] + a) + 1e-6));
            const T of_before = select(gaining, max(before, zero) * per_half, of_end);
            const T advection =
                select(gaining, 0.5 * (u + before), of_end * (1.0 / per_half)) * (u - before) * per_half;
            const T damping = 2.0 * friction * abs(u);
            // and brings what enters the cell from the side up to speed
            const T beside = (inflow[c] - entering[c]) / ((area_[c] + 1e-6) * g_->cell_length[c]);
            const T by_velocity = of_end - of_before * (own + by_flow * a) + beside;
            const T inverse = 1.0 / (1.0 + tau * max(damping + by_velocity, 0.5 * damping));
            const T residual = u - velocity_start[i] +
                               tau * (advection - of_before * step + beside * u + gdx * (end_level - level[c]) +
                                      friction * abs(u) * u);
            const T by_width = u * end_section.width * end_by_level;
            const T both = area_[c] + a + 1e-6;
            const T by_areas = select(gaining, zero, advection / both) *
                               (area_[c] * end_section.width * end_by_level / max(a, T(1e-6)) - width_[c]);
            const T r_by = tau * (gdx * (end_by_level - 1.0) - of_before * (by_level + by_flow * by_width) + by_areas);
            u_step_[i] = -residual * inverse;
            u_by_up_[i] = r_by * inverse;
            q = a * (u + u_step_[i]);
            by = by_width - a * u_by_up_[i];
            if (wide_ && known) {
                u_far_up_[i] = zero - tau * of_before * out_far_[c] * inverse;
                by_far_up_[i] = zero - a * u_far_up_[i];
            }
        }
        face_area_[i] = a;
        inverse_face_area_[i] = 1.0 / (a + 1e-6);
        face_width_[i] = width;
        depth_by_up_[i] = depth_by_level;
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
    // The water that crosses the middle of the cell on either side, as the face sees it. Where several faces meet,
    // what arrives is their mixture and what leaves has the velocity of its own face.
    struct Side {
        T flow, velocity, own, by_flow, by_level, step;
        bool simple;
    };
    const auto mixture = [&](std::size_t cell, const std::vector<int>& end, double sign, T& total) {
        T weight(1e-9), weighted = zero;
        total = zero;
        for (int k = grid.adjacent_begin[cell]; k < grid.adjacent_begin[cell + 1]; ++k) {
            const auto other = at(grid.adjacent_face[at(k)]);
            if (end[other] != static_cast<int>(cell)) continue;
            const T w = max(sign * q_[other], zero);
            total += q_[other];
            weight += w;
            weighted += w * velocity[other];
        }
        return weighted / weight;
    };
    const auto side_above = [&](std::size_t i) {
        const auto a = at(from[i]);
        if (g_->is_simple[a])
            return Side{through_[a],  crossing_[a], weight_out_[a], out_by_flow_[a], out_by_level_[a],
                        out_step_[a], true};
        if (g_->face_before[i] == FlowGeometry::still) {  // from rest: the head of its own velocity
            const T own = select(q_[i] > zero, zero, T(1.0));
            return Side{0.5 * q_[i], own * velocity[i], own, zero, zero, zero, false};
        }
        T total;
        const T brought = mixture(a, to, 1.0, total);
        const T flow = 0.5 * (total + q_[i]);
        const auto arrives = flow > zero;
        const T own = select(arrives, zero, T(1.0));
        return Side{select(arrives, flow, min(q_[i], zero)),
                    select(arrives, brought, velocity[i]),
                    own,
                    zero,
                    zero,
                    zero,
                    false};
    };
    const auto side_below = [&](std::size_t i) {
        const auto b = at(to[i]);
        if (g_->is_simple[b])
            return Side{through_[b], crossing_[b], weight_in_[b], in_by_flow_[b], in_by_level_[b], in_step_[b], true};
        if (g_->face_after[i] == FlowGeometry::still) {
            const T own = select(q_[i] < zero, zero, T(1.0));
            return Side{0.5 * q_[i], own * velocity[i], own, zero, zero, zero, false};
        }
        T total;
        const T returned = mixture(b, from, -1.0, total);
        const T flow = g_->joins_confluence[i] ? q_[i] : 0.5 * (total + q_[i]);
        const auto comes_back = flow < zero;
        const T own = select(comes_back, zero, T(1.0));
        return Side{select(comes_back, flow, max(q_[i], zero)),
                    select(comes_back, returned, velocity[i]),
                    own,
                    zero,
                    zero,
                    zero,
                    false};
    };
    for (const int f : g_->channel_faces) {
        const auto i = at(f);
        const auto a = at(from[i]), b = at(to[i]);
        const T u = velocity[i], q = q_[i];
        const double dx = g_->face_distance[i];
        const T body = grid.face_between_rivers[i] ? face_area_[i] : 0.5 * (area_[a] + area_[b]);
        const T inverse_volume = 1.0 / ((body + 1e-6) * dx);
        const Side up = side_above(i), down = side_below(i);
        // Where the water gains speed its head is kept, where it loses speed its momentum (Stelling & Duinmeijer 2003)
        const T gained = down.velocity - up.velocity;
        // but a film that is filled is moved by what fills it
        const T shallow = sink_depth * face_width_[i];
        auto gaining = (gained > zero) & (area_[a] > shallow) & (area_[b] > shallow);
        if (!up.simple || !down.simple || plain_) gaining = Mask<W>::all(false);
        const double per_dx = 1.0 / dx;
        const T of_up = select(gaining, up.velocity * per_dx, up.flow * inverse_volume);
        const T of_down = select(gaining, down.velocity * per_dx, down.flow * inverse_volume);
        const T surplus = (up.flow - down.flow) * inverse_volume;
        // what enters from the side is brought up to speed by the river
        const T beside = 0.5 * (inflow[a] - entering[a] + inflow[b] - entering[b]) * inverse_volume;
        const T losing = select(gaining, zero, T(1.0));
        const T advection = select(gaining, 0.5 * gained * (up.velocity + down.velocity) * per_dx,
                                   of_down * down.velocity - of_up * up.velocity + surplus * u);
        T by_flow = of_down * down.by_flow - of_up * up.by_flow + losing * gained * inverse_volume;
        const T by_velocity = of_down * down.own - of_up * up.own + losing * surplus + beside;
        // in a cell that fills these know too little of what comes next
        const T turning = wide_ ? losing : zero;
        const T stretched = turning * advection * inverse_volume * (0.5 * dx);
        const T turned_up = turning * (u - up.velocity) * inverse_volume;
        const T turned_down = turning * (down.velocity - u) * inverse_volume;
        T by_up_level = turned_up * storing_[a] - of_up * up.by_level - stretched * width_[a];
        T by_down_level = of_down * down.by_level - turned_down * storing_[b] - stretched * width_[b];
        T known = of_down * down.step - of_up * up.step + turned_up * gap_[a] - turned_down * gap_[b];

        // what is solved when all else failed takes what it is brought as given
        if (plain_) by_flow = by_up_level = by_down_level = known = zero;
        const T speed = abs(u);
        const double own_friction = g_->own_share[i] * g_->face_friction[i];
        const T drag = own_friction * speed * u;
        const T damping = 2.0 * own_friction * speed * friction_[i];
        const T by_all = damping + by_velocity + by_flow * face_area_[i];
        T stiffness = 1.0 + tau * max(by_all, 0.5 * damping);
        if (wide_) {
            stiffness = 1.0 + tau * by_all;
            const T least = 1e-3 * (1.0 + tau * (damping + abs(by_velocity) + abs(by_flow) * face_area_[i]));
            stiffness = select(abs(stiffness) < least, least, stiffness);
        }
        const T inverse = 1.0 / stiffness;
        const double gdx = gravity / dx;
        const T residual = u - velocity_start[i] +
                           tau * (advection + beside * u + known + gdx * (level[b] - level[a]) + drag * friction_[i] +
                                  friction_of_other(i));
        const T by_width = u * face_width_[i];
        const T drag_by_level = drag * friction_by_level_[i];
        const T r_up = tau * (drag_by_level - gdx + by_up_level + by_flow * by_width * depth_by_up_[i]);
        const T r_down = tau * (drag_by_level + gdx + by_down_level + by_flow * by_width * depth_by_down_[i]);
        const T mobility = face_area_[i] * inverse;
        new_q_[i] = q - mobility * residual;
        by_up_[i] = by_width * depth_by_up_[i] - mobility * r_up;
        by_down_[i] = by_width * depth_by_down_[i] - mobility * r_down;
        u_step_[i] = -residual * inverse;
        u_by_up_[i] = r_up * inverse;
        u_by_down_[i] = r_down * inverse;
        if (wide_) {
            u_far_up_[i] = up.simple ? zero - tau * of_up * out_far_[a] * inverse : zero;
            u_far_down_[i] = down.simple ? tau * of_down * in_far_[b] * inverse : zero;
            by_far_up_[i] = zero - face_area_[i] * u_far_up_[i];
            by_far_down_[i] = zero - face_area_[i] * u_far_down_[i];
        }
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
