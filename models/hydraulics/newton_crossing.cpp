// The velocity with which water crosses the middle of each cell, where the momentum of the faces on both sides of it
// meets, and its derivatives.
#include <algorithm>

#include "models/hydraulics/newton_stage.hpp"
#include "models/hydraulics/slope_limiter.hpp"

namespace qingliu {

namespace {

QINGLIU_INLINE std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

/// 1 in tranquil flow, 0 in a film and where the water is faster than its waves and takes no word from below; linear in
/// the square of the Froude number in between, so that a stage that begins near critical flow is no different from its
/// neighbours.
template <int W>
Lanes<W> NewtonStage<W>::tranquil(std::size_t cell, const T& flow) const {
    const T a = max(area_[cell], T(1e-6));
    const T froude = flow * flow * width_[cell] / (gravity * a * a * a);
    const T film = film_depth * width_[cell];
    return max(min(2.0 - 2.0 * froude, T(1.0)), T(0.0)) * (a * a / (a * a + film * film));
}

/// How much of the velocity across each cell comes from the cell's own section and how much from the face
/// below, by van Leer's (1974) limiter of the velocities on both sides; the rest comes from the face above. Frozen
/// while a stage iterates: the matrix keeps its pattern, and Newton does not chatter.
template <int W>
void NewtonStage<W>::weigh_velocities() {
    for (const auto& x : g_->crossings) {
        const auto p = at(x.in), i = at(x.out), c = at(x.cell);
        const T flow = 0.5 * (q_[p] + q_[i]);
        const T rise = velocity[i] - velocity[p];
        const T above = x.before >= 0 ? limited<W>((velocity[p] - velocity[at(x.before)]) * x.ratio_before, rise)
                                      : T(x.before == FlowGeometry::none ? 1.0 : 0.0);
        const T below = x.after >= 0 ? limited<W>((velocity[at(x.after)] - velocity[i]) * x.ratio_after, rise)
                                     : T(x.after == FlowGeometry::none ? 1.0 : 0.0);
        const T share = select(flow >= T(0.0), above, below);
        const T own = tranquil(c, flow);
        own_weight_[c] = settled(own_weight_[c], share * own);
        below_weight_[c] = settled(below_weight_[c], 0.5 * share * (1.0 - own));
    }
    for (const auto& x : g_->ends) {
        const auto c = at(x.cell);
        own_weight_[c] = settled(own_weight_[c], tranquil(c, 0.5 * (q_[at(x.face)] + entering[c])));
    }
    free_outlets();
}

/// A stage at an outlet does not act on fast water unless a jump to it would move upstream: unless it is deeper than
/// the conjugate depth (of a rectangle with the same mean depth; Belanger 1838).
template <int W>
void NewtonStage<W>::free_outlets() {
    const T zero(0.0), one(1.0);
    for (std::size_t o = 0; o < g_->outlet_faces.size(); ++o) {
        const auto i = at(g_->outlet_faces[o]);
        const auto c = at(g_->grid->face_from[i]);
        const int before = g_->face_before[i];
        if (g_->outlet_of(i).kind != Outlet::Kind::stage || before < 0) continue;
        const T flow = max(q_[at(before)], zero);
        const T a = max(area_[c], T(1e-6));
        const T mean = a / width_[c];
        const T froude = flow * flow / (gravity * a * a * mean);
        const T conjugate = 0.5 * mean * (sqrt(1.0 + 8.0 * froude) - 1.0);
        const T rise = conjugate - mean;  // over the level above, where a jump may stand
        const T below = level[c] + rise - outlet_level[o];
        const T room = max(min(2.0 * below / max(conjugate, T(1e-6)), one), zero);
        const T target = room * (one - tranquil(c, flow));
        freedom_[o] = settled(freedom_[o], target);
    }
}

/// Velocity across every cell with one face at each end, at the iterate, and its derivatives as either face sees them:
/// the other face's discharge is given by the balance of the cell.
template <int W>
void NewtonStage<W>::cross_cells(const T& tau) {
    const T one(1.0), zero(0.0);
    const T per_tau = one / tau;
    for (const auto& x : g_->crossings) {
        const auto p = at(x.in), i = at(x.out), c = at(x.cell);
        const T flow = 0.5 * (q_[p] + q_[i]);
        const auto downstream = flow >= zero;
        const T own = own_weight_[c], lower = below_weight_[c], upper = one - own - lower;
        const T film = film_depth * width_[c];
        const T told = area_[c] / (area_[c] * area_[c] + film * film);
        const T w_in = select(downstream, upper, lower), w_out = select(downstream, lower, upper);
        const T inverse = own / (area_[c] + 1e-6);
        const T by_section = flow * inverse;
        const T half = 0.5 * own * told;
        const T by_level = by_section * width_[c] * told;
        const T storing = diagonal_[c] * per_tau;
        const T gap = q_[i] - q_[p] - rhs_[c] * per_tau;
        // without the levels beyond, what is brought from a face is better taken as it is
        const T seen_out = wide_ ? half + w_in * inverse_face_area_[p] : half;
        const T seen_in = wide_ ? half + w_out * inverse_face_area_[i] : half;
        through_[c] = flow;
        crossing_[c] = w_in * velocity[p] + w_out * velocity[i] + by_section;
        weight_in_[c] = w_in;
        weight_out_[c] = w_out;
        out_by_flow_[c] = seen_out + half;
        in_by_flow_[c] = seen_in + half;
        out_by_level_[c] = seen_out * storing - by_level;
        in_by_level_[c] = zero - seen_in * storing - by_level;
        out_step_[c] = seen_out * gap;
        in_step_[c] = zero - seen_in * gap;
        storing_[c] = 0.5 * storing;
        gap_[c] = 0.5 * gap;
        if (wide_) {
            // the velocity of the other face falls as its section grows
            const T above = w_in * velocity[p] * face_width_[p] * inverse_face_area_[p];
            const T below = w_out * velocity[i] * face_width_[i] * inverse_face_area_[i];
            out_far_[c] = zero - above * depth_by_up_[p];
            out_by_level_[c] -= above * depth_by_down_[p];
            in_far_[c] = zero - below * depth_by_down_[i];
            in_by_level_[c] -= below * depth_by_up_[i];
        }
    }
    for (const auto& x : g_->ends) {
        const auto c = at(x.cell), i = at(x.face);
        const T own = own_weight_[c];
        const T inverse = own / (area_[c] + 1e-6);
        const T flow = 0.5 * (q_[i] + entering[c]);
        const T given = entering_velocity[c];
        // fast water enters as it is told to, or else as it goes on
        const T told = select(given > zero, T(0.5), zero) * (one - own);
        const T beside = one - own - told;
        const T by_section = flow * inverse;
        through_[c] = flow;
        crossing_[c] = by_section + beside * velocity[i] + told * given;
        weight_in_[c] = weight_out_[c] = beside;
        out_by_flow_[c] = in_by_flow_[c] = 0.5 * inverse;
        out_by_level_[c] = in_by_level_[c] = zero - by_section * (width_[c] / (area_[c] + 1e-6));
        out_step_[c] = in_step_[c] = zero;
    }
}

template Lanes<1> NewtonStage<1>::tranquil(std::size_t, const Lanes<1>&) const;
template void NewtonStage<1>::weigh_velocities();
template void NewtonStage<1>::free_outlets();
template void NewtonStage<1>::cross_cells(const Lanes<1>&);
template Lanes<4> NewtonStage<4>::tranquil(std::size_t, const Lanes<4>&) const;
template void NewtonStage<4>::weigh_velocities();
template void NewtonStage<4>::free_outlets();
template void NewtonStage<4>::cross_cells(const Lanes<4>&);

}  // namespace qingliu
