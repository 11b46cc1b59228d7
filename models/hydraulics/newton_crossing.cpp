// How much of the velocity with which water crosses the middle of each cell comes from its section and from the faces
// on both sides, and whether a level beyond an open end acts.
#include <algorithm>

#include "engine/base/index.hpp"
#include "models/hydraulics/newton_stage.hpp"
#include "models/hydraulics/slope_limiter.hpp"

namespace qingliu {

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
void NewtonStage<W>::weigh_velocities(const Mask<W>& active) {
    for (const auto& x : g_->crossings) {
        const auto p = at(x.in), i = at(x.out), c = at(x.cell);
        const T flow = 0.5 * (faces_[p].flow + faces_[i].flow);
        const T rise = velocity[i] - velocity[p];
        // beyond the end of a river the rise goes on as it is, beyond several faces it is none
        const T above = x.before >= 0 ? (velocity[p] - velocity[at(x.before)]) * x.ratio_before
                                      : (x.before == FlowGeometry::none ? rise : T(0.0));
        const T below = x.after >= 0 ? (velocity[at(x.after)] - velocity[i]) * x.ratio_after
                                     : (x.after == FlowGeometry::none ? rise : T(0.0));
        const T share = limited<W>(select(flow >= T(0.0), above, below), rise);
        const T own = tranquil(c, flow);
        own_weight_[c] = settled(active, own_weight_[c], share * own);
        below_weight_[c] = settled(active, below_weight_[c], 0.5 * share * (1.0 - own));
    }
    for (const auto& x : g_->ends) {
        const auto c = at(x.cell);
        own_weight_[c] =
            settled(active, own_weight_[c], tranquil(c, 0.5 * (faces_[at(x.face)].flow + inflow[c] - lateral[c])));
    }
    free_outlets(active);
}

/// A stage at an outlet does not act on fast water unless a jump to it would move upstream: unless it is deeper than
/// the conjugate depth (of a rectangle with the same mean depth; Belanger 1838).
template <int W>
void NewtonStage<W>::free_outlets(const Mask<W>& active) {
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
        freedom_[o] = settled(active, freedom_[o], target);
    }
}

template Lanes<1> NewtonStage<1>::tranquil(std::size_t, const Lanes<1>&) const;
template void NewtonStage<1>::weigh_velocities(const Mask<1>&);
template void NewtonStage<1>::free_outlets(const Mask<1>&);
template Lanes<4> NewtonStage<4>::tranquil(std::size_t, const Lanes<4>&) const;
template void NewtonStage<4>::weigh_velocities(const Mask<4>&);
template void NewtonStage<4>::free_outlets(const Mask<4>&);

}  // namespace qingliu
