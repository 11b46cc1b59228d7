// Second order in space: what limited slopes add to the upwind depths of the channel faces.
#include <algorithm>

#include "engine/base/index.hpp"
#include "models/hydraulics/newton_stage.hpp"
#include "models/hydraulics/slope_limiter.hpp"

namespace qingliu {

/// How far the depth at each channel face goes from the upwind cell's to the interpolated one: van Leer's (1974)
/// limiter of the slopes on both sides of the upwind cell, from the levels a stage begins with. Frozen while it
/// iterates: the matrix keeps its pattern, and Newton does not chatter.
template <int W>
void NewtonStage<W>::limit_slopes(const Mask<W>& active) {
    const T zero(0.0);
    for (std::size_t c = 0; c < level.size(); ++c) depth_[c] = max(level[c] - g_->cell_bed[c], zero);
    for (const int f : g_->channel_faces) {
        const auto i = at(f);
        const int before = g_->face_beyond_up[i], after = g_->face_beyond_down[i];
        if (before < 0 && after < 0) continue;  // stays 0
        const auto from = at(g_->grid->face_from[i]);
        const T up = depth_[from], down = depth_[at(g_->grid->face_to[i])];
        const T rise = down - up;
        const auto downstream = velocity[i] >= zero;
        T slope = zero, most(1.0);
        if (before >= 0) {
            slope = (up - depth_[at(g_->grid->face_from[at(before)])]) * g_->distance_ratio_up[i];
        } else if (entering_depth[from] > 0) {
            // the depth with which rapid flow enters stands for that of a cell above
            slope = (up - entering_depth[from]) * (g_->face_distance[i] / (0.5 * g_->cell_length[from]));
            const T froude = velocity[i] * velocity[i] / (gravity * up + 1e-6);
            most = max(min(2.0 * froude - 1.0, T(1.0)), zero);  // as in tranquil()
        } else {
            most = zero;
        }
        if (after >= 0) {
            slope = select(downstream, slope,
                           (depth_[at(g_->grid->face_to[at(after)])] - down) * g_->distance_ratio_down[i]);
            most = select(downstream, most, T(-1.0));
        } else {
            most = select(downstream, most, zero);
        }
        const T share = most * limited<W>(slope, rise);
        faces_[i].blend = settled(active, faces_[i].blend, share);
    }
    for (std::size_t o = 0; o < g_->outlet_faces.size(); ++o) {
        const auto i = at(g_->outlet_faces[o]);
        const int before = g_->face_before[i];
        if (before < 0) continue;  // stays 0
        const auto c = at(g_->grid->face_from[i]), beyond = at(g_->grid->face_from[at(before)]);
        // from the middle of the last cell on to its end, by the slope before it
        const bool by_level = g_->outlet_of(i).kind == Outlet::Kind::rating;
        const T slope = by_level ? level[c] - level[beyond] : depth_[c] - depth_[beyond];
        const T most = 0.5 * depth_[c];
        const T rise = max(min(slope * (0.5 * g_->cell_length[c] / g_->face_distance[at(before)]), most), -most);
        outlet_rise_[o] = settled(active, outlet_rise_[o], rise);
    }
}

/// First order: upwind depths and velocities.
template <int W>
void NewtonStage<W>::forget_slopes(const Mask<W>& active) {
    const T zero(0.0);
    for (Face& face : faces_) face.blend = select(active, zero, face.blend);
    for (auto* field : {&outlet_rise_, &own_weight_, &below_weight_}) {
        for (T& share : *field) share = select(active, zero, share);
    }
}

template <int W>
void NewtonStage<W>::carry(StateCarrier& carrier, int lane) {
    LaneField<W> blend;
    for (const Face& face : faces_) blend.push_back(face.blend);
    carrier.carry_lane<W>("slope_depth", blend, lane);
    for (std::size_t i = 0; i < faces_.size(); ++i) faces_[i].blend = blend[i];
    carrier.carry_lane<W>("slope_outlet", outlet_rise_, lane);
    carrier.carry_lane<W>("slope_velocity", own_weight_, lane);
    carrier.carry_lane<W>("slope_velocity_below", below_weight_, lane);
    carrier.carry_lane<W>("freedom", freedom_, lane);
    pace_[at(lane)].carry(carrier);
}

template void NewtonStage<1>::carry(StateCarrier&, int);
template void NewtonStage<4>::carry(StateCarrier&, int);
template void NewtonStage<1>::limit_slopes(const Mask<1>&);
template void NewtonStage<1>::forget_slopes(const Mask<1>&);
template void NewtonStage<4>::limit_slopes(const Mask<4>&);
template void NewtonStage<4>::forget_slopes(const Mask<4>&);

}  // namespace qingliu
