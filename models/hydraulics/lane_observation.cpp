#include "models/hydraulics/lane_observation.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/index.hpp"

namespace qingliu {

LaneObservation::LaneObservation(const FlowGeometry& geometry) : g_(&geometry) {
    const auto cells = geometry.cell_bed.size(), faces = geometry.face_bed.size();
    for (auto* field :
         {&volume_before, &volume, &evaporated, &seeped, &level, &depth_, &top_width_, &velocity_, &friction_slope_})
        field->assign(cells, 0.0);
    held_ = lane_pieces<1>(geometry.sections);
    for (auto* field : {&face_volume, &face_velocity, &discharge, &face_area_, &face_top_width_, &face_shear_velocity_})
        field->assign(faces, 0.0);
    if (std::ranges::any_of(geometry.network->structures, [](const Structure& s) { return s.reaeration.has_value(); }))
        level_before.assign(cells, 0.0);
    roughness.assign(geometry.network->rivers.size(), 1.0);
}

void LaneObservation::sections(const std::vector<double>& levels, const std::vector<double>& discharges,
                               const std::vector<double>& velocities) {
    const auto& grid = *g_->grid;
    std::fill(velocity_.begin(), velocity_.end(), 0.0);
    for (std::size_t f = 0; f < discharges.size(); ++f) {
        const int b = grid.face_to[f];
        // a cell passes the mean of what enters and what leaves
        velocity_[at(grid.face_from[f])] += 0.5 * discharges[f];
        if (b != Grid::outside) velocity_[at(b)] += 0.5 * discharges[f];
        const double upwind = velocities[f] >= 0 || b == Grid::outside ? levels[at(grid.face_from[f])] : levels[at(b)];
        const double h = std::max(upwind - g_->face_bed[f], 0.0);
        const bool open = grid.face_structure[f] == Grid::none && b != Grid::outside;
        const auto section = g_->face_section[f];
        if (!open) continue;
        const Lanes<1> friction_at(std::max(h, friction_depth));
        const auto s = flow_section<1>(g_->sections, section, h, friction_at, held_[at(section.table)]);
        face_area_[f] = s.area[0];
        face_top_width_[f] = s.width[0];
        // u*^2 = g R S_f = g n^2 U^2 R^(-1/3) by Manning's formula
        const double n = roughness[at(grid.face_river[f])];
        const double drag = g_->face_friction[f] * n * n * inverse_cube_root<1>(max(s.radius, Lanes<1>(1e-9)))[0];
        face_shear_velocity_[f] = std::fabs(velocities[f]) * std::sqrt(drag);
    }
    for (std::size_t c = 0; c < levels.size(); ++c) {
        depth_[c] = std::max(levels[c] - g_->cell_bed[c], 0.0);
        const auto stored = g_->cell_stored[c], flow = g_->cell_flow[c];
        top_width_[c] = wetted<1>(g_->sections, stored, depth_[c], held_[at(stored.table)]).width[0];
        const Lanes<1> friction_at(std::max(depth_[c], friction_depth));
        const auto s = flow_section<1>(g_->sections, flow, Lanes<1>(depth_[c]), friction_at, held_[at(flow.table)]);
        velocity_[c] /= std::max(s.area[0], 1e-3);
        // S_f = n^2 U^2 R^(-4/3) by Manning's formula
        const double passes = g_->cell_manning[c] * roughness[at(grid.cell_river[c])] * velocity_[c];
        const double root = inverse_cube_root<1>(max(s.radius, Lanes<1>(1e-9)))[0];
        friction_slope_[c] = (passes * root * root) * (passes * root * root);
    }
}

const FlowStep* LaneObservation::step(double time, double dt) {
    sections(level, discharge, face_velocity);
    step_ = {time,
             dt,
             volume_before,
             volume,
             face_volume,
             exchange_volume,
             evaporated,
             seeped,
             depth_,
             top_width_,
             velocity_,
             face_area_,
             face_velocity,
             face_top_width_,
             face_shear_velocity_,
             friction_slope_,
             level_before,
             level};
    return &step_;
}

void LaneObservation::profile(const FlowState& state, ScenarioFrame& frame) const {
    LaneObservation copy(*g_);
    copy.sections(state.level, state.discharge, state.velocity);
    frame.water_level = state.level;
    frame.discharge = state.discharge;
    frame.depth = std::move(copy.depth_);
    frame.velocity = std::move(copy.velocity_);
}

}  // namespace qingliu
