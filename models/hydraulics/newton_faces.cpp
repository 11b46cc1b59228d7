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
        Face& face = faces_[i];
        const T u = velocity[i];
        const auto from = at(g_->grid->face_from[i]), to = at(g_->grid->face_to[i]);
        const auto downstream = u >= zero;
        const T up = level[from] - g_->cell_bed[from], down = level[to] - g_->cell_bed[to];
        const T own = select(downstream, up, down), beyond = select(downstream, down, up);
        const T upwind = max(select(downstream, level[from], level[to]) - g_->face_bed[i], zero);
        // never more than twice the upwind depth, so that a cell that runs dry gives no more
        const T blend = max(select(downstream, face.blend, -face.blend), zero);
        const T share = select(downstream, T(g_->share_of_up[i]), T(1.0 - g_->share_of_up[i]));
        const T between = upwind + blend * (own + share * (beyond - own) - upwind);
        const T twice = 2.0 * upwind;
        const auto capped = between > twice;
        const T h = select(capped, twice, between);
        const T by_own = select(capped, T(2.0), 1.0 - blend * share), by_beyond = select(capped, zero, blend * share);
        face.depth_by_up = select(downstream, by_own, by_beyond);
        face.depth_by_down = select(downstream, by_beyond, by_own);
        // friction at the mean of the depths on both sides: upwind there too would double the numerical diffusion of a
        // flood wave
        const T hr = max(0.5 * (own + beyond), least);
        const auto section = flow_section<W>(g_->sections, g_->face_section[i], h, hr, face_hint_[i]);
        const T y = inverse_cube_root<W>(section.radius);
        const T y2 = y * y;
        const T rougher = roughness[at(g_->grid->face_river[i])];
        const T r = y2 * y2 * (rougher * rougher);  // R^(-4/3), as the season has it
        face.area = section.area;
        face.width = select(h > zero, section.width, zero);
        face.friction = r;
        // by the level on either side: each counts half in the mean depth
        face.friction_by_level = select(hr > least, (-2.0 / 3.0) * r * (y2 * y) * section.radius_by_depth, zero);
        face.flow = section.area * u;
    }
}

/// Works take the place of the momentum equation; those at one place add up.
template <int W>
void NewtonStage<W>::work_faces(const Mask<W>& active) {
    const T zero(0.0);
    for (const int f : g_->structure_faces) {
        const auto i = at(f);
        Face& face = faces_[i];
        face.flow = face.by_up = face.by_down = face.u_step = face.u_by_up = face.u_by_down = zero;
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
        faces_[i].flow += place.share * law.discharge;
        faces_[i].by_up += place.share * law.by_level_up;
        faces_[i].by_down += open ? zero : place.share * law.by_level_down;
        velocity[i] = select(active, velocity[i] + law.velocity, velocity[i]);
    }
    for (const int f : g_->structure_faces) faces_[at(f)].new_flow = faces_[at(f)].flow;
}

template <int W>
void NewtonStage<W>::outlets(const T& tau, const Mask<W>& active) {
    const T zero(0.0);
    for (std::size_t o = 0; o < g_->outlet_faces.size(); ++o) {
        const auto i = at(g_->outlet_faces[o]);
        const auto c = at(g_->grid->face_from[i]);
        Face& face = faces_[i];
        const Cell& cell = cells_[c];
        const auto& outlet = g_->outlet_of(i);
        const auto section = g_->face_section[i];
        const T rougher = roughness[at(g_->grid->face_river[i])];
        auto& hint = face_hint_[i];
        const T h = max(level[c] - g_->cell_bed[c] + outlet_rise_[o], zero);
        T q = zero, by = zero, a = zero;
        T width = wetted<W>(g_->sections, section, h, hint.depth).width, depth_by_level(1.0);
        face.u_step = face.u_by_up = face.u_by_down = zero;
        face.by_down = zero;
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
            const T share = cell.share;
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
            const T before = known ? select(leaves, crossings_[c].velocity, u) : u;
            const auto& seen = crossings_[c].below;
            const T own = known ? seen.weight : T(1.0), by_flow = told ? seen.by_flow : zero;
            const T by_level = told ? seen.by_level : zero, step = told ? seen.step : zero;
            const double per_half = 2.0 / g_->cell_length[c];
            // head where it gains speed, momentum where it loses some
            const auto gaining = u > before;
            const T out = max(u, zero);
            const T of_end = select(gaining, out * per_half, a * out * per_half / (0.5 * (cell.area + a) + 1e-6));
            const T of_before = select(gaining, max(before, zero) * per_half, of_end);
            const T advection =
                select(gaining, 0.5 * (u + before), of_end * (1.0 / per_half)) * (u - before) * per_half;
            const T damping = 2.0 * friction * abs(u);
            // and brings what enters the cell from the side up to speed
            const T beside = (inflow[c] - entering[c]) / ((cell.area + 1e-6) * g_->cell_length[c]);
            const T by_velocity = of_end - of_before * (own + by_flow * a) + beside;
            const T inverse = 1.0 / (1.0 + tau * max(damping + by_velocity, 0.5 * damping));
            const T residual = u - velocity_start[i] +
                               tau * (advection - of_before * step + beside * u + gdx * (end_level - level[c]) +
                                      friction * abs(u) * u);
            const T by_width = u * end_section.width * end_by_level;
            const T both = cell.area + a + 1e-6;
            const T by_areas = select(gaining, zero, advection / both) *
                               (cell.area * end_section.width * end_by_level / max(a, T(1e-6)) - cell.width);
            const T r_by = tau * (gdx * (end_by_level - 1.0) - of_before * (by_level + by_flow * by_width) + by_areas);
            face.u_step = -residual * inverse;
            face.u_by_up = r_by * inverse;
            q = a * (u + face.u_step);
            by = by_width - a * face.u_by_up;
            if (wide_ && known) {
                const T u_far = zero - tau * of_before * far_crossings_[c].above * inverse;
                far_faces_[i].u_by_up = u_far;
                far_faces_[i].by_up = zero - a * u_far;
            }
        }
        face.area = a;
        face.width = width;
        face.depth_by_up = depth_by_level;
        face.new_flow = q;
        face.by_up = by;
        if (outlet.kind != Outlet::Kind::stage) velocity[i] = select(active, q / max(a, T(1e-6)), velocity[i]);
    }
}

template <int W>
template <bool wide>
void NewtonStage<W>::momentum(const T& tau) {
    const T zero(0.0), one(1.0);
    const auto& from = g_->grid->face_from;
    const auto& to = g_->grid->face_to;
    const auto& grid = *g_->grid;
    // The water that crosses the middle of the cell on either side, as the face sees it. Where several faces meet,
    // what arrives is their mixture and what leaves has the velocity of its own face.
    struct Side {
        T flow, velocity;
        typename Crossing::Seen seen;
    };
    const auto mixture = [&](std::size_t cell, const std::vector<int>& end, double sign, T& total) {
        T weight(1e-9), weighted = zero;
        total = zero;
        for (int k = grid.adjacent_begin[cell]; k < grid.adjacent_begin[cell + 1]; ++k) {
            const auto other = at(grid.adjacent_face[at(k)]);
            if (end[other] != static_cast<int>(cell)) continue;
            const T w = max(sign * faces_[other].flow, zero);
            total += faces_[other].flow;
            weight += w;
            weighted += w * velocity[other];
        }
        return weighted / weight;
    };
    const auto own_share = [&](const Mask<W>& foreign) {
        return typename Crossing::Seen{select(foreign, zero, one), zero, zero, zero};
    };
    const auto mixed_above = [&](std::size_t i) {
        const T q = faces_[i].flow;
        if (g_->face_before[i] == FlowGeometry::still) {  // from rest: the head of its own velocity
            const auto seen = own_share(q > zero);
            return Side{0.5 * q, seen.weight * velocity[i], seen};
        }
        T total;
        const T brought = mixture(at(from[i]), to, 1.0, total);
        const T flow = 0.5 * (total + q);
        const auto arrives = flow > zero;
        return Side{select(arrives, flow, min(q, zero)), select(arrives, brought, velocity[i]), own_share(arrives)};
    };
    const auto mixed_below = [&](std::size_t i) {
        const T q = faces_[i].flow;
        if (g_->face_after[i] == FlowGeometry::still) {
            const auto seen = own_share(q < zero);
            return Side{0.5 * q, seen.weight * velocity[i], seen};
        }
        T total;
        const T returned = mixture(at(to[i]), from, -1.0, total);
        const T flow = g_->joins_confluence[i] ? q : 0.5 * (total + q);
        const auto comes_back = flow < zero;
        return Side{select(comes_back, flow, max(q, zero)), select(comes_back, returned, velocity[i]),
                    own_share(comes_back)};
    };
    const auto side = [](const Crossing& x, const typename Crossing::Seen& seen) {
        return Side{x.flow, x.velocity, seen};
    };
    for (const int f : g_->channel_faces) {
        const auto i = at(f);
        const auto a = at(from[i]), b = at(to[i]);
        Face& face = faces_[i];
        const Cell &above = cells_[a], &below = cells_[b];
        const T u = velocity[i], q = face.flow, area = face.area;
        const double per_distance = g_->per_distance[i], gdx = gravity * per_distance;
        const T body = grid.face_between_rivers[i] ? area : 0.5 * (above.area + below.area);
        const T per_body = 1.0 / (body + 1e-6);
        const bool simple_above = g_->is_simple[a] != 0, simple_below = g_->is_simple[b] != 0;
        const Side up = simple_above ? side(crossings_[a], crossings_[a].below) : mixed_above(i);
        const Side down = simple_below ? side(crossings_[b], crossings_[b].above) : mixed_below(i);
        // Where the water gains speed its head is kept, where it loses speed its momentum (Stelling & Duinmeijer 2003);
        // but a film that is filled is moved by what fills it
        const T gained = down.velocity - up.velocity;
        const T shallow = sink_depth * face.width;
        auto gaining = (gained > zero) & (above.area > shallow) & (below.area > shallow);
        if (!simple_above || !simple_below || plain_) gaining = Mask<W>::all(false);
        // all in m s-1, of a distance of 1 m
        const T of_up = select(gaining, up.velocity, up.flow * per_body);
        const T of_down = select(gaining, down.velocity, down.flow * per_body);
        const T surplus = select(gaining, zero, (up.flow - down.flow) * per_body);
        // what enters from the side is brought up to speed by the river
        const T beside = 0.5 * (inflow[a] - entering[a] + inflow[b] - entering[b]) * per_body;
        const T carried = of_down * down.velocity - of_up * up.velocity;
        const T advection = select(gaining, 0.5 * carried, carried + surplus * u);
        const T by_velocity = of_down * down.seen.weight - of_up * up.seen.weight + surplus + beside;
        T by_flow = of_down * down.seen.by_flow - of_up * up.seen.by_flow + select(gaining, zero, gained * per_body);
        T by_level_up = zero - of_up * up.seen.by_level, by_level_down = of_down * down.seen.by_level;
        T known = of_down * down.seen.step - of_up * up.seen.step;
        if constexpr (wide) {
            // in a cell that fills these know too little of what comes next
            const FarCrossing &far_up = far_crossings_[a], &far_down = far_crossings_[b];
            const T stretched = select(gaining, zero, 0.5 * advection * per_body);
            const T turned_up = select(gaining, zero, (u - up.velocity) * per_body);
            const T turned_down = select(gaining, zero, (down.velocity - u) * per_body);
            by_level_up += turned_up * far_up.storing - stretched * above.width;
            by_level_down -= turned_down * far_down.storing + stretched * below.width;
            known += turned_up * far_up.gap - turned_down * far_down.gap;
        }
        // what is solved when all else failed takes what it is brought as given
        if (plain_) by_flow = by_level_up = by_level_down = known = zero;
        const T speed = abs(u);
        const double own_friction = g_->own_share[i] * g_->face_friction[i];
        const T drag = own_friction * speed * u;
        const T damping = 2.0 * own_friction * speed * face.friction;
        const T by_all = damping + per_distance * (by_velocity + by_flow * area);
        T stiffness = one + tau * max(by_all, 0.5 * damping);
        if constexpr (wide) {
            stiffness = one + tau * by_all;
            const T least = 1e-3 * (one + tau * (damping + per_distance * (abs(by_velocity) + abs(by_flow) * area)));
            stiffness = select(abs(stiffness) < least, least, stiffness);
        }
        const T inverse = 1.0 / stiffness;
        T slowing =
            per_distance * (advection + beside * u + known) + gdx * (level[b] - level[a]) + drag * face.friction;
        if (g_->other_face[i] >= 0) {  // what the other river's friction adds at a mouth or an offtake
            const auto other = at(g_->other_face[i]);
            slowing += g_->other_share[i] * g_->face_friction[other] * abs(velocity[other]) * velocity[other] *
                       faces_[other].friction;
        }
        const T u_step = inverse * (velocity_start[i] - u - tau * slowing);
        const T by_width = u * face.width;
        const T drag_by_level = drag * face.friction_by_level;
        const T turning = by_flow * by_width;
        const T by_share = tau * inverse;
        const T u_by_up = by_share * (drag_by_level - gdx + per_distance * (by_level_up + turning * face.depth_by_up));
        const T u_by_down =
            by_share * (drag_by_level + gdx + per_distance * (by_level_down + turning * face.depth_by_down));
        face.new_flow = q + area * u_step;
        face.by_up = by_width * face.depth_by_up - area * u_by_up;
        face.by_down = by_width * face.depth_by_down - area * u_by_down;
        face.u_step = u_step;
        face.u_by_up = u_by_up;
        face.u_by_down = u_by_down;
        if constexpr (wide) {
            const T per = by_share * per_distance;
            const T up_far = simple_above ? zero - per * of_up * far_crossings_[a].above : zero;
            const T down_far = simple_below ? per * of_down * far_crossings_[b].below : zero;
            far_faces_[i] = {zero - area * up_far, zero - area * down_far, up_far, down_far};
        }
    }
}

template void NewtonStage<1>::channel_faces();
template void NewtonStage<1>::work_faces(const Mask<1>&);
template void NewtonStage<1>::outlets(const Lanes<1>&, const Mask<1>&);
template void NewtonStage<1>::momentum<false>(const Lanes<1>&);
template void NewtonStage<1>::momentum<true>(const Lanes<1>&);
template void NewtonStage<4>::channel_faces();
template void NewtonStage<4>::work_faces(const Mask<4>&);
template void NewtonStage<4>::outlets(const Lanes<4>&, const Mask<4>&);
template void NewtonStage<4>::momentum<false>(const Lanes<4>&);
template void NewtonStage<4>::momentum<true>(const Lanes<4>&);

}  // namespace qingliu
