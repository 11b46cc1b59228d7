// The laws of the faces at an iterate: sections and friction of channel faces, discharges of works.
#include <algorithm>
#include <cmath>

#include "engine/base/index.hpp"
#include "models/hydraulics/lane_section.hpp"
#include "models/hydraulics/newton_stage.hpp"

namespace qingliu {

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
        const auto place = g_->face_section[i];
        const auto section = flow_section<W>(g_->sections, place, h, hr, held_[at(place.table)]);
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
}

template void NewtonStage<1>::channel_faces();
template void NewtonStage<1>::work_faces(const Mask<1>&);
template void NewtonStage<4>::channel_faces();
template void NewtonStage<4>::work_faces(const Mask<4>&);

}  // namespace qingliu
