#include "models/transport/face_values.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/index.hpp"

namespace qingliu {

namespace {

bool slight(double volume, double beside) { return volume <= std::max(dry_volume, slight_share * beside); }

}  // namespace

FaceValues::FaceValues(const Grid& grid, std::size_t blocks)
    : grid_(&grid),
      blocks_(blocks),
      directions_(grid),
      face_volume_(at(grid.faces()), 0.0),
      ends_(at(grid.cells())),
      edge_(at(grid.faces()) * blocks, Octet(0.0)) {}

bool FaceValues::is_two_ended(int cell) const {
    const auto out = directions_.outflow_faces(cell);
    if (out.size() != 2 || !directions_.inflow_faces(cell).empty()) return false;
    return (grid_->face_from[at(out[0])] == cell) != (grid_->face_from[at(out[1])] == cell);
}

FaceValues::Ends FaceValues::ends_of(int cell) const {
    const auto largest = [&](std::span<const int> faces) {
        int best = Grid::none;
        for (const int f : faces) {
            if (best == Grid::none || face_volume_[at(f)] > face_volume_[at(best)]) best = f;
        }
        return best;
    };
    const auto beyond = [&](int face) {
        const int receiver = directions_.receiver[at(face)];
        return receiver == directions_.outside() ? Grid::none : receiver;
    };
    Ends ends;
    if (grid_->cell_still[at(cell)] != 0) return ends;  // well mixed
    const auto out = directions_.outflow_faces(cell);
    if (is_two_ended(cell)) {
        ends.near_face = out[1];
        ends.far_face = out[0];
        ends.downstream = beyond(out[1]);
        ends.upstream = beyond(out[0]);
        return ends;
    }
    ends.near_face = largest(out);
    if (ends.near_face != Grid::none) ends.downstream = beyond(ends.near_face);
    ends.far_face = largest(directions_.inflow_faces(cell));
    if (ends.far_face != Grid::none) ends.upstream = directions_.donor[at(ends.far_face)];
    if (ends.upstream == directions_.outside()) ends.upstream = ends.far_face = Grid::none;
    return ends;
}

int FaceValues::near_face(int cell) const { return is_two_ended(cell) ? Grid::none : ends_[at(cell)].near_face; }

void FaceValues::begin(std::span<const double> face_volume) {
    directions_.update(face_volume);
    for (std::size_t f = 0; f < face_volume_.size(); ++f) face_volume_[f] = std::fabs(face_volume[f]);
    for (int c = 0; c < grid_->cells(); ++c) ends_[at(c)] = ends_of(c);
}

void FaceValues::compute_edges(std::span<const double> volume, const OctetField& concentration) {
    const int outside = directions_.outside();
    for (std::size_t f = 0; f < face_volume_.size(); ++f) {
        const int u = directions_.donor[f], d = directions_.receiver[f];
        if (u == outside || d == outside) continue;
        const double here = volume[at(u)], there = volume[at(d)];
        const Octet* from = &concentration[at(u) * blocks_];
        const Octet* to = &concentration[at(d) * blocks_];
        Octet* edge = &edge_[f * blocks_];
        if (slight(here, there) || slight(there, here)) {
            std::copy_n(slight(here, there) ? to : from, blocks_, edge);
            continue;
        }
        // a two-ended cell has its other end behind it
        const auto& above = ends_[at(u)];
        const int behind = above.upstream == d ? above.downstream : above.upstream, ahead = ends_[at(d)].downstream;
        const bool first = behind == Grid::none || slight(volume[at(behind)], here);
        const bool last = ahead == Grid::none || slight(volume[at(ahead)], there);
        const std::size_t uu = at(first ? u : behind), dd = at(last ? d : ahead);
        const auto w = edge_weights(volume[uu], here, there, volume[dd]);
        const EdgeWeights<Octet> weights{w.across, w.upstream, w.downstream};
        for (std::size_t b = 0; b < blocks_; ++b)
            edge[b] =
                edge_value(weights, concentration[uu * blocks_ + b], from[b], to[b], concentration[dd * blocks_ + b]);
    }
}

void FaceValues::compute(std::span<const double> volume, const OctetField& concentration,
                         std::span<const double> entering_volume, const OctetField& entering, OctetField& values) {
    compute_edges(volume, concentration);
    const int outside = directions_.outside();
    const EndFraction end(0.0);
    for (int f = 0; f < grid_->faces(); ++f) {
        Octet* value = &values[at(f) * blocks_];
        const int donor = directions_.donor[at(f)];
        if (donor == outside) {
            std::fill_n(value, blocks_, Octet(0.0));
            continue;
        }
        const std::size_t c = at(donor);
        const Octet* mean = &concentration[c * blocks_];
        std::copy_n(mean, blocks_, value);
        const Ends& ends = ends_[c];
        const bool turned = is_two_ended(donor) && ends.far_face == f;
        const int near = ends.near_face, far = ends.far_face;
        const bool near_known = near != Grid::none && ends.downstream != Grid::none;
        const bool far_known = far != Grid::none && ends.upstream != Grid::none;
        const bool at_head = far == Grid::none && entering_volume[c] > 0;
        if (volume[c] <= dry_volume || !near_known || !(far_known || at_head)) continue;
        const Octet* near_edge = &edge_[at(near) * blocks_];
        const Octet* far_edge = at_head ? &entering[c * blocks_] : &edge_[at(far) * blocks_];
        if (turned) std::swap(near_edge, far_edge);
        for (std::size_t b = 0; b < blocks_; ++b) value[b] = mean[b] + end.excess(mean[b], far_edge[b], near_edge[b]);
    }
}

}  // namespace qingliu
