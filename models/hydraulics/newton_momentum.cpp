// Momentum: what crosses the middle of each cell, and the discharge of the channel faces between.
#include <algorithm>

#include "engine/base/gravity.hpp"
#include "engine/base/index.hpp"
#include "models/hydraulics/newton_stage.hpp"

namespace qingliu {

namespace {

/// What a face's discharge tells of its velocity; nothing where there is only a film.
template <int W>
QINGLIU_INLINE Lanes<W> told(const Lanes<W>& area, const Lanes<W>& width) {
    const Lanes<W> film = film_depth * width;
    return area / (area * area + film * film + 1e-12);
}

}  // namespace

/// Velocity across a cell with one face at each end, or at one end only, at the iterate, and its derivatives as either
/// face sees them: the other face's discharge is given by the balance of the cell.
template <int W>
template <bool wide>
QINGLIU_INLINE typename NewtonStage<W>::Crossing NewtonStage<W>::cross_cell(std::size_t c, const T& per_tau) const {
    const T one(1.0), zero(0.0);
    const int in = g_->simple_in[c], out = g_->simple_out[c];
    const Cell& cell = cells_[c];
    const T own = own_weight_[c];
    const T inverse = 1.0 / (cell.area + 1e-6);
    Crossing crossing;
    if (in == FlowGeometry::none || out == FlowGeometry::none) {
        const auto i = at(std::max(in, out));
        const T flow = 0.5 * (faces_[i].flow + (inflow[c] - lateral[c]));
        const T given = entering_velocity[c];
        // fast water enters as it is told to, or else as it goes on
        const T as_told = select(given > zero, T(0.5), zero) * (one - own);
        const T as_it_goes = one - own - as_told;
        const T by_section = own * flow * inverse;
        crossing.flow = flow;
        crossing.velocity = by_section + as_it_goes * velocity[i] + as_told * given;
        crossing.above = {as_it_goes, 0.5 * own * inverse, zero - by_section * cell.width * inverse, zero};
        crossing.below = crossing.above;
        if constexpr (wide) crossing.far = {zero, zero, zero, zero};
        return crossing;
    }
    const auto p = at(in), i = at(out);
    const Face &above = faces_[p], &below = faces_[i];
    const T flow = 0.5 * (above.flow + below.flow);
    const auto downstream = flow >= zero;
    const T lower = below_weight_[c], upper = one - own - lower;
    const T of_above = select(downstream, upper, lower), of_below = select(downstream, lower, upper);
    const T by_section = own * flow * inverse;
    // in a film a discharge tells nothing of the velocity
    const T known = inverse * cell.share;
    const T half = 0.5 * own * known;
    const T by_level = by_section * cell.width * known;
    const T storing = rows_[c].diagonal * per_tau;
    const T gap = below.flow - above.flow - rows_[c].rhs * per_tau;
    crossing.flow = flow;
    // a dry face has a velocity, but no water that brings it
    const T u_above = select(above.area > zero, velocity[p], zero),
            u_below = select(below.area > zero, velocity[i], zero);
    crossing.velocity = of_above * u_above + of_below * u_below + by_section;
    if constexpr (!wide) {
        // without the levels beyond, what is brought from a face is better taken as it is
        const T by_storing = half * storing, step = half * gap;
        crossing.above = {of_above, own * known, zero - by_storing - by_level, zero - step};
        crossing.below = {of_below, own * known, by_storing - by_level, step};
    } else {
        const T told_above = told<W>(above.area, above.width), told_below = told<W>(below.area, below.width);
        const T seen_below = half + of_above * told_above, seen_above = half + of_below * told_below;
        // the velocity of the other face falls as its section grows
        const T slower_above = of_above * u_above * above.width * told_above;
        const T slower_below = of_below * u_below * below.width * told_below;
        crossing.above = {of_above, seen_above + half,
                          zero - seen_above * storing - by_level - slower_below * below.depth_by_up,
                          zero - seen_above * gap};
        crossing.below = {of_below, seen_below + half,
                          seen_below * storing - by_level - slower_above * above.depth_by_down, seen_below * gap};
        crossing.far = {zero - slower_above * above.depth_by_up, zero - slower_below * below.depth_by_down,
                        0.5 * storing, 0.5 * gap};
    }
    return crossing;
}

template <int W>
template <bool wide>
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
        auto& held = held_[at(section.table)];
        const T h = max(level[c] - g_->cell_bed[c] + outlet_rise_[o], zero);
        T q = zero, by = zero, a = zero;
        T width = wetted<W>(g_->sections, section, h, held).width, depth_by_level(1.0);
        face.u_step = face.u_by_up = face.u_by_down = zero;
        face.by_down = zero;
        if (outlet.kind == Outlet::Kind::normal_depth) {
            const auto k = conveyance<W>(g_->sections, section, h, held);
            const double factor = std::sqrt(outlet.slope * gravity / g_->face_friction[i]);
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
            a = wetted<W>(g_->sections, section, h, held).area;
        } else {  // stage: water accelerates towards the known level over half a cell, friction at the cell's depth
            const auto k = conveyance<W>(g_->sections, section, max(h, T(friction_depth)), held);
            const T u = velocity[i];
            const double gdx = gravity / (0.5 * g_->cell_length[c]);
            const T r = k.area / max(k.value, T(1e-9));  // R^(-2/3)
            const T friction = g_->face_friction[i] * (rougher * rougher) * (r * r);
            // over a stage lower than that the water falls at critical depth; fast water leaves as it comes
            const T free = freedom_[o];
            const T fall = (2.0 / 3.0) * max(level[c] - g_->outlet_bed[o], zero);
            const T known_end = max(outlet_level[o] - g_->outlet_bed[o], fall);
            const T wanted = (1.0 - free) * known_end + free * h;
            // never more than twice the depth of what flows out, so that a cell that runs dry gives no more
            const auto capped = (u > zero) & (wanted > 2.0 * h);
            const T end = select(capped, 2.0 * h, wanted);
            const T end_by_level =
                select(capped, T(2.0), select(known_end > fall, zero, (1.0 - free) * (2.0 / 3.0)) + free);
            const T end_level = g_->outlet_bed[o] + end;
            const auto end_section = wetted<W>(g_->sections, section, end, held);
            a = end_section.area;
            width = end_section.width;
            depth_by_level = end_by_level;
            face.area = a;  // the crossing of the cell above asks for it
            face.width = width;
            // half a cell on the way out, from the velocity across the last one
            const bool known = g_->is_simple(c), told = known && !plain_;
            const auto leaves = u > zero;
            const Crossing crossed = known ? cross_cell<wide>(c, 1.0 / tau) : Crossing{};
            // where the last cell empties both ways, nothing is brought to the outlet from above
            const T brought = known ? max(min(2.0 * crossed.flow / max(face.flow, T(1e-9)), T(1.0)), zero) : zero;
            const auto partly = brought < T(1.0);
            const T before = select(leaves, select(partly, u + brought * (crossed.velocity - u), crossed.velocity), u);
            const auto& seen = crossed.below;
            const T own = select(partly, 1.0 - brought * (1.0 - seen.weight), seen.weight);
            const T by_flow = told ? brought * seen.by_flow : zero;
            const T by_level = told ? brought * seen.by_level : zero, step = told ? brought * seen.step : zero;
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
            const T beside = lateral[c] / ((cell.area + 1e-6) * g_->cell_length[c]);
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
            if (wide && known) {
                const T u_far = zero - tau * of_before * brought * crossed.far.above * inverse;
                far_faces_[i].u_by_up = u_far;
                far_faces_[i].by_up = zero - a * u_far;
            }
        }
        face.area = a;
        face.width = width;
        face.depth_by_up = depth_by_level;
        face.flow = q - a * face.u_step;
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
    const T per_tau = one / tau;
    // the cell below one face is mostly that above the next
    Crossing crossed{};
    auto crossed_cell = at(FlowGeometry::none);
    for (const int f : g_->channel_faces) {
        const auto i = at(f);
        const auto a = at(from[i]), b = at(to[i]);
        Face& face = faces_[i];
        const Cell &above = cells_[a], &below = cells_[b];
        const T u = velocity[i], area = face.area;
        const double per_distance = g_->per_distance[i], gdx = gravity * per_distance;
        // the mean section over the depths on both sides, which makes the pressure on them that of the momentum
        // function
        const T deeper = (level[b] - g_->cell_bed[b]) - (level[a] - g_->cell_bed[a]);
        const T mean = 0.5 * (above.area + below.area);
        const T bulge = max((1.0 / 12.0) * deeper * (below.width - above.width), zero);
        // at a mouth or an offtake the water of the face, but no less than the river that begins or ends there holds:
        // over an edge that the level has not reached a face has no area to be moved by what passes the cell beside it
        const Cell& own = grid.cell_river[a] == grid.face_river[i] ? above : below;
        const T body =
            grid.face_between_rivers[i] ? max(area, 0.5 * own.area) : max(mean - bulge, min(above.area, below.area));
        const T per_body = 1.0 / (body + 1e-6);
        const bool simple_above = g_->is_simple(a), simple_below = g_->is_simple(b);
        if (simple_above && crossed_cell != a) {
            crossed = cross_cell<wide>(a, per_tau);
            crossed_cell = a;
        }
        const Side up = simple_above ? Side{crossed.flow, crossed.velocity, crossed.below} : mixed_above(i);
        const auto far_up = simple_above ? crossed.far : typename Crossing::Far{zero, zero, zero, zero};
        if (simple_below) {
            crossed = cross_cell<wide>(b, per_tau);
            crossed_cell = b;
        }
        const auto far_down = simple_below ? crossed.far : typename Crossing::Far{zero, zero, zero, zero};
        const Side down = simple_below ? Side{crossed.flow, crossed.velocity, crossed.above} : mixed_below(i);
        // Where the water gains speed its head is kept, where it loses speed its momentum (Stelling & Duinmeijer 2003);
        // but a film that is filled is moved by what fills it
        const T gained = down.velocity - up.velocity;
        const T shallow = sink_depth * face.width;
        // and a face that is dry has a velocity, but not one that any water brings
        const auto brought = (up.flow * up.velocity >= zero) & (down.flow * down.velocity >= zero) &
                             (abs(up.flow) + abs(down.flow) > zero);
        auto gaining = (gained > zero) & brought & (above.area > shallow) & (below.area > shallow);
        if (!simple_above || !simple_below || plain_) gaining = Mask<W>::all(false);
        // all in m s-1, of a distance of 1 m
        const T of_up = select(gaining, up.velocity, up.flow * per_body);
        const T of_down = select(gaining, down.velocity, down.flow * per_body);
        const T surplus = select(gaining, zero, (up.flow - down.flow) * per_body);
        // what enters from the side is brought up to speed by the river
        const T beside = 0.5 * (lateral[a] + lateral[b]) * per_body;
        const T carried = of_down * down.velocity - of_up * up.velocity;
        const T advection = select(gaining, 0.5 * carried, carried + surplus * u);
        const T by_velocity = of_down * down.seen.weight - of_up * up.seen.weight + surplus + beside;
        T by_flow = of_down * down.seen.by_flow - of_up * up.seen.by_flow + select(gaining, zero, gained * per_body);
        T by_level_up = zero - of_up * up.seen.by_level, by_level_down = of_down * down.seen.by_level;
        T known = of_down * down.seen.step - of_up * up.seen.step;
        if constexpr (wide) {
            // in a cell that fills these know too little of what comes next
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
        face.by_up = by_width * face.depth_by_up - area * u_by_up;
        face.by_down = by_width * face.depth_by_down - area * u_by_down;
        face.u_step = u_step;
        face.u_by_up = u_by_up;
        face.u_by_down = u_by_down;
        if constexpr (wide) {
            const T per = by_share * per_distance;
            const T up_far = zero - per * of_up * far_up.above, down_far = per * of_down * far_down.below;
            far_faces_[i] = {zero - area * up_far, zero - area * down_far, up_far, down_far};
        }
    }
}

template void NewtonStage<1>::outlets<false>(const Lanes<1>&, const Mask<1>&);
template void NewtonStage<1>::outlets<true>(const Lanes<1>&, const Mask<1>&);
template void NewtonStage<4>::outlets<false>(const Lanes<4>&, const Mask<4>&);
template void NewtonStage<4>::outlets<true>(const Lanes<4>&, const Mask<4>&);
template void NewtonStage<1>::momentum<false>(const Lanes<1>&);
template void NewtonStage<1>::momentum<true>(const Lanes<1>&);
template void NewtonStage<4>::momentum<false>(const Lanes<4>&);
template void NewtonStage<4>::momentum<true>(const Lanes<4>&);

}  // namespace qingliu
