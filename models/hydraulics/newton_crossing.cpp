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
    const T a = max(cells_[cell].area, T(1e-6));
    const T froude = flow * flow * cells_[cell].width / (gravity * a * a * a);
    const T film = film_depth * cells_[cell].width;
    return max(min(2.0 - 2.0 * froude, T(1.0)), T(0.0)) * (a * a / (a * a + film * film));
}

/// How much of the velocity across each cell comes from the cell's own section and how much from the face
/// below, by van Leer's (1974) limiter of the velocities on both sides; the rest comes from the face above. Frozen
/// while a stage iterates: the matrix keeps its pattern, and Newton does not chatter.
template <int W>
void NewtonStage<W>::weigh_velocities() {
    for (const auto& x : g_->crossings) {
        const auto p = at(x.in), i = at(x.out), c = at(x.cell);
        const T flow = 0.5 * (faces_[p].flow + faces_[i].flow);
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
        own_weight_[c] = settled(own_weight_[c], tranquil(c, 0.5 * (faces_[at(x.face)].flow + entering[c])));
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
        const T flow = max(faces_[at(before)].flow, zero);
        const T a = max(cells_[c].area, T(1e-6));
        const T mean = a / cells_[c].width;
        const T froude = flow * flow / (gravity * a * a * mean);
        const T conjugate = 0.5 * mean * (sqrt(1.0 + 8.0 * froude) - 1.0);
        const T rise = conjugate - mean;  // over the level above, where a jump may stand
        const T below = level[c] + rise - outlet_level[o];
        const T room = max(min(2.0 * below / max(conjugate, T(1e-6)), one), zero);
        const T target = room * (one - tranquil(c, flow));
        freedom_[o] = settled(freedom_[o], target);
    }
}

/// What a face's discharge tells of its velocity; nothing where there is only a film.
template <int W>
QINGLIU_INLINE Lanes<W> told(const Lanes<W>& area, const Lanes<W>& width) {
    const Lanes<W> film = film_depth * width;
    return area / (area * area + film * film + 1e-12);
}

/// Velocity across every cell with one face at each end, at the iterate, and its derivatives as either face sees them:
/// the other face's discharge is given by the balance of the cell.
template <int W>
template <bool wide>
void NewtonStage<W>::cross_cells(const T& tau) {
    const T one(1.0), zero(0.0);
    const T per_tau = one / tau;
    for (const auto& x : g_->crossings) {
        const auto p = at(x.in), i = at(x.out), c = at(x.cell);
        const Face &above = faces_[p], &below = faces_[i];
        const Cell& cell = cells_[c];
        Crossing& crossing = crossings_[c];
        const T flow = 0.5 * (above.flow + below.flow);
        const auto downstream = flow >= zero;
        const T own = own_weight_[c], lower = below_weight_[c], upper = one - own - lower;
        const T of_above = select(downstream, upper, lower), of_below = select(downstream, lower, upper);
        const T inverse = 1.0 / (cell.area + 1e-6);
        const T by_section = own * flow * inverse;
        // in a film a discharge tells nothing of the velocity
        const T known = inverse * cell.share;
        const T half = 0.5 * own * known;
        const T by_level = by_section * cell.width * known;
        const T storing = rows_[c].diagonal * per_tau;
        const T gap = below.flow - above.flow - rows_[c].rhs * per_tau;
        crossing.flow = flow;
        crossing.velocity = of_above * velocity[p] + of_below * velocity[i] + by_section;
        if constexpr (!wide) {
            // without the levels beyond, what is brought from a face is better taken as it is
            const T by_storing = half * storing, step = half * gap;
            crossing.above = {of_above, own * known, zero - by_storing - by_level, zero - step};
            crossing.below = {of_below, own * known, by_storing - by_level, step};
        } else {
            const T told_above = told<W>(above.area, above.width), told_below = told<W>(below.area, below.width);
            const T seen_below = half + of_above * told_above, seen_above = half + of_below * told_below;
            // the velocity of the other face falls as its section grows
            const T slower_above = of_above * velocity[p] * above.width * told_above;
            const T slower_below = of_below * velocity[i] * below.width * told_below;
            crossing.above = {of_above, seen_above + half,
                              zero - seen_above * storing - by_level - slower_below * below.depth_by_up,
                              zero - seen_above * gap};
            crossing.below = {of_below, seen_below + half,
                              seen_below * storing - by_level - slower_above * above.depth_by_down, seen_below * gap};
            far_crossings_[c] = {zero - slower_above * above.depth_by_up, zero - slower_below * below.depth_by_down,
                                 0.5 * storing, 0.5 * gap};
        }
    }
    for (const auto& x : g_->ends) {
        const auto c = at(x.cell), i = at(x.face);
        const Cell& cell = cells_[c];
        const T own = own_weight_[c];
        const T inverse = 1.0 / (cell.area + 1e-6);
        const T flow = 0.5 * (faces_[i].flow + entering[c]);
        const T given = entering_velocity[c];
        // fast water enters as it is told to, or else as it goes on
        const T as_told = select(given > zero, T(0.5), zero) * (one - own);
        const T as_it_goes = one - own - as_told;
        const T by_section = own * flow * inverse;
        crossings_[c].flow = flow;
        crossings_[c].velocity = by_section + as_it_goes * velocity[i] + as_told * given;
        crossings_[c].above = {as_it_goes, 0.5 * own * inverse, zero - by_section * cell.width * inverse, zero};
        crossings_[c].below = crossings_[c].above;
    }
}

template Lanes<1> NewtonStage<1>::tranquil(std::size_t, const Lanes<1>&) const;
template void NewtonStage<1>::weigh_velocities();
template void NewtonStage<1>::free_outlets();
template void NewtonStage<1>::cross_cells<false>(const Lanes<1>&);
template void NewtonStage<1>::cross_cells<true>(const Lanes<1>&);
template Lanes<4> NewtonStage<4>::tranquil(std::size_t, const Lanes<4>&) const;
template void NewtonStage<4>::weigh_velocities();
template void NewtonStage<4>::free_outlets();
template void NewtonStage<4>::cross_cells<false>(const Lanes<4>&);
template void NewtonStage<4>::cross_cells<true>(const Lanes<4>&);

}  // namespace qingliu
