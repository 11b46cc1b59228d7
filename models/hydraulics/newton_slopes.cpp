// Second order in space: what limited slopes add to the upwind depths and momentum of the channel faces.
#include <algorithm>

#include "models/hydraulics/newton_stage.hpp"

namespace qingliu {

namespace {

/// Van Leer (1974): which share of the rise over a face may be used, given the rise before it over the same distance;
/// 1 where both are alike, 0 at an extreme. Not above 1: beyond the middle nothing is gained.
template <int W>
QINGLIU_INLINE Lanes<W> limited(const Lanes<W>& before, const Lanes<W>& rise) {
    using T = Lanes<W>;
    const T product = before * rise;
    // a rise that is nothing takes no share of nothing
    return select(product > T(0.0), min(2.0 * product / (rise * (before + rise) + 1e-300), T(1.0)), T(0.0));
}

QINGLIU_INLINE std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

/// How far the depth at each channel face goes from the upwind cell's to the interpolated one: van Leer's (1974)
/// limiter of the slopes on both sides of the upwind cell, from the levels a stage begins with. Frozen while it
/// iterates: the matrix keeps its pattern, and Newton does not chatter.
template <int W>
void NewtonStage<W>::limit_slopes() {
    const T zero(0.0);
    for (std::size_t c = 0; c < level.size(); ++c) depth_[c] = max(level[c] - g_->cell_bed[c], zero);
    for (const int f : g_->channel_faces) {
        const auto i = at(f);
        const int before = g_->face_beyond_up[i], after = g_->face_beyond_down[i];
        if (before < 0 && after < 0) continue;  // stays 0
        const T up = depth_[at(g_->grid->face_from[i])], down = depth_[at(g_->grid->face_to[i])];
        const T rise = down - up;
        T share = zero;
        const auto downstream = velocity[i] >= zero;
        if (before >= 0) {
            const T slope = (up - depth_[at(g_->grid->face_from[at(before)])]) * g_->distance_ratio_up[i];
            share = select(downstream, limited<W>(slope, rise), share);
        }
        if (after >= 0) {
            const T slope = (depth_[at(g_->grid->face_to[at(after)])] - down) * g_->distance_ratio_down[i];
            share = select(downstream, share, -limited<W>(slope, rise));
        }
        blend_[i] = share;
    }
    for (std::size_t o = 0; o < g_->outlet_faces.size(); ++o) {
        const auto i = at(g_->outlet_faces[o]);
        const int before = g_->face_before[i];
        if (before < 0 || g_->outlet_of(i).kind == Outlet::Kind::stage) continue;  // stays 0
        const auto c = at(g_->grid->face_from[i]), beyond = at(g_->grid->face_from[at(before)]);
        // from the middle of the last cell on to its end, by the slope before it
        const bool by_level = g_->outlet_of(i).kind == Outlet::Kind::rating;
        const T slope = by_level ? level[c] - level[beyond] : depth_[c] - depth_[beyond];
        const T most = 0.5 * depth_[c];
        outlet_rise_[o] = max(min(slope * (0.5 * g_->cell_length[c] / g_->face_distance[at(before)]), most), -most);
    }
}

/// The same for the velocity that crosses each cell with the water: upwind face, or as far towards the middle as van
/// Leer's limiter allows. Taken at the first iterate and frozen, as a flux of momentum beside the upwind one.
template <int W>
void NewtonStage<W>::limit_momentum(const T& tau) {
    const T zero(0.0);
    // across the cell above a face: the velocities of that face and of the one before
    const auto cross = [&](int f, int before) {
        const auto i = at(f), p = at(before), cell = at(g_->grid->face_from[i]);
        const T through = 0.5 * (q_[p] + q_[i]);
        const T rise = velocity[i] - velocity[p];
        const double length = g_->cell_length[cell];
        const auto downstream = through >= zero;
        T share = zero;
        if (const int beyond = g_->face_before[p]; beyond >= 0) {
            const double ratio = length / g_->cell_length[at(g_->grid->face_from[p])];
            share = select(downstream, limited<W>((velocity[p] - velocity[at(beyond)]) * ratio, rise), share);
        }
        if (const int beyond = g_->face_after[i]; beyond >= 0) {
            const double ratio = length / g_->cell_length[at(g_->grid->face_to[i])];
            share = select(downstream, share, -limited<W>((velocity[at(beyond)] - velocity[i]) * ratio, rise));
        }
        // what is frozen acts like an explicit step: it fades where water crosses more than a cell in the stage
        const T crossed = tau * abs(through) / max(area_[cell] * length, T(1e-6));
        momentum_flux_[cell] = 0.5 * share * through * rise / max(crossed, T(1.0));
    };
    for (const int f : g_->channel_faces) {
        const int before = g_->face_before[at(f)];
        if (before < 0 || before != g_->face_beyond_up[at(f)] || g_->face_after[at(before)] != f) continue;  // stays 0
        cross(f, before);
    }
    for (const int f : g_->outlet_faces) {
        const int before = g_->face_before[at(f)];
        if (before < 0 || g_->grid->face_structure[at(before)] != Grid::none || g_->face_after[at(before)] != f)
            continue;
        cross(f, before);
    }
}

template void NewtonStage<1>::limit_slopes();
template void NewtonStage<1>::limit_momentum(const Lanes<1>&);
template void NewtonStage<4>::limit_slopes();
template void NewtonStage<4>::limit_momentum(const Lanes<4>&);

}  // namespace qingliu
