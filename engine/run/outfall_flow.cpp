#include "engine/run/outfall_flow.hpp"

#include <cmath>

#include "engine/base/index.hpp"

namespace qingliu {

namespace {

/// Index of the source, -1 where there is none.
int nearest_source_above(const Case& c, const RiverPoint& section, const std::vector<double>& brought) {
    int nearest = -1;
    for (std::size_t i = 0; i < c.sources.size(); ++i) {
        const PointSource& source = c.sources[i];
        if (source.kind == PointSource::Kind::abstraction || source.at.river != section.river || !(brought[i] > 0))
            continue;
        const bool head = source.at.chainage < c.network.rivers[at(section.river)].from + same_place;
        if (head || source.at.chainage > section.chainage) continue;
        if (nearest < 0 || source.at.chainage > c.sources[at(nearest)].at.chainage) nearest = static_cast<int>(i);
    }
    return nearest;
}

}  // namespace

FaceFlow::FaceFlow(int faces) : passed_(at(faces), 0.0), area_(passed_), width_(passed_), friction_(passed_) {}

void FaceFlow::add(const FlowStep& step) {
    elapsed_ += step.dt;
    for (std::size_t f = 0; f < passed_.size(); ++f) {
        passed_[f] += step.face_volume[f];
        area_[f] += step.dt * step.face_area[f];
        if (step.face_top_width.empty()) continue;
        width_[f] += step.dt * step.face_top_width[f];
        friction_[f] += step.dt * step.face_shear_velocity[f];
    }
}

void FaceFlow::carry(StateCarrier& carrier) {
    carrier.carry("faces_elapsed", elapsed_);
    carrier.carry("faces_passed", passed_);
    carrier.carry("faces_area", area_);
    carrier.carry("faces_width", width_);
    carrier.carry("faces_friction", friction_);
}

void FaceFlow::mean_flow(const Grid& grid, const std::vector<int>& faces, OutfallAbove& outfall) const {
    double length = 0, velocity = 0, depth = 0, width = 0, friction = 0;
    for (const int face : faces) {
        const auto f = at(face);
        if (!(area_[f] > 0 && width_[f] > 0)) continue;
        const double weight = grid.face_distance[f];
        length += weight;
        velocity += weight * passed_[f] / area_[f];
        depth += weight * area_[f] / width_[f];
        width += weight * width_[f] / elapsed_;
        friction += weight * friction_[f] / elapsed_;
    }
    if (length <= 0) return;
    outfall.velocity = velocity / length;
    outfall.depth = depth / length;
    outfall.top_width = width / length;
    outfall.shear_velocity = friction / length;
}

std::vector<OutfallAbove> FaceFlow::above_sections(const Case& c, const Grid& grid,
                                                   const std::vector<double>& brought) const {
    std::vector<OutfallAbove> found(c.sections.size());
    if (elapsed_ <= 0) return found;
    for (std::size_t s = 0; s < c.sections.size(); ++s) {
        const RiverPoint& section = c.sections[s].at;
        found[s].source = nearest_source_above(c, section, brought);
        if (found[s].source < 0) continue;
        const double from = c.sources[at(found[s].source)].at.chainage;
        found[s].distance = section.chainage - from;
        std::vector<int> between;
        for (int f = 0; f < grid.faces(); ++f) {
            if (grid.face_river[at(f)] != section.river || grid.is_lateral(f) || grid.face_between_rivers[at(f)] != 0)
                continue;
            if (grid.face_chainage[at(f)] >= from && grid.face_chainage[at(f)] <= section.chainage)
                between.push_back(f);
        }
        mean_flow(grid, between, found[s]);
        // both in one cell, or works alone between them
        if (std::isnan(found[s].velocity)) mean_flow(grid, {grid.face_at(section)}, found[s]);
    }
    return found;
}

}  // namespace qingliu
