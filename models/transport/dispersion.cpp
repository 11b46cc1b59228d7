#include "models/transport/dispersion.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <stdexcept>

#include "engine/base/index.hpp"
#include "engine/numerics/powers.hpp"

namespace qingliu {

namespace {

/// Volume exchanged over a step, in volumes of the smaller cell: beyond this both are evenly mixed anyway and only
/// round-off would grow.
constexpr double most_exchange = 1e3;
/// Below these a section is dry or at rest, and what a formula divides by stays finite.
constexpr double least_depth = 1e-3;           // m
constexpr double least_shear_velocity = 1e-6;  // m s-1

}  // namespace

Dispersion::Dispersion(const Grid& grid, const EliminationOrder& order, const DispersionSettings& settings, int blocks,
                       const std::vector<DispersionStretch>& stretches)
    : grid_(&grid), blocks_(at(blocks)), matrix_(order), diagonal_(at(grid.cells())) {
    groups_.push_back({settings, {}});
    for (const auto& stretch : stretches) groups_.push_back({stretch.settings, {}});
    for (int f = 0; f < grid.faces(); ++f) {
        if (!grid.is_inner(f)) continue;
        std::size_t group = 0;
        for (std::size_t s = 0; s < stretches.size(); ++s) {
            const double x = grid.face_chainage[at(f)];
            if (grid.face_river[at(f)] == stretches[s].river && stretches[s].from <= x && x <= stretches[s].to)
                group = s + 1;
        }
        groups_[group].faces.push_back(inner_faces_.size());
        inner_faces_.push_back(f);
    }
    std::erase_if(groups_, [](const Group& group) { return group.settings.most <= 0 || group.faces.empty(); });
    exchange_.resize(inner_faces_.size());
}

bool Dispersion::exchange_in(const Group& group, const FlowStep& flow) {
    const auto& settings = group.settings;
    const bool by_section = settings.formula != nullptr;
    bool any = false;
    for (std::size_t begin = 0; begin < group.faces.size(); begin += 8) {
        const auto faces = std::span(group.faces).subspan(begin, std::min<std::size_t>(8, group.faces.size() - begin));
        DispersionSite site{Octet(0.0), Octet(1.0), Octet(1.0), Octet(least_shear_velocity)};
        for (std::size_t i = 0; i < faces.size(); ++i) {
            const int lane = static_cast<int>(i);
            const std::size_t f = at(inner_faces_[faces[i]]);
            site.speed.set(lane, std::fabs(flow.face_velocity[f]));
            if (!by_section || flow.face_top_width[f] <= 0) continue;
            site.width.set(lane, flow.face_top_width[f]);
            site.depth.set(lane, std::max(flow.face_area[f] / flow.face_top_width[f], least_depth));
            site.shear_velocity.set(lane, std::max(flow.face_shear_velocity[f], least_shear_velocity));
        }
        const Octet computed =
            by_section ? settings.formula(site) : Octet(settings.a) * power(site.speed, Octet(settings.b));
        const Octet dispersion = min(max(computed, Octet(settings.least)), Octet(settings.most));
        for (std::size_t i = 0; i < faces.size(); ++i) {
            const std::size_t f = at(inner_faces_[faces[i]]);
            const double smaller =
                std::min(flow.volume_after[at(grid_->face_from[f])], flow.volume_after[at(grid_->face_to[f])]);
            const double exchange =
                flow.dt * dispersion[static_cast<int>(i)] * flow.face_area[f] / grid_->face_distance[f];
            exchange_[faces[i]] =
                smaller > dry_volume && exchange > 0 ? std::min(exchange, most_exchange * smaller) : 0.0;
            any = any || exchange_[faces[i]] > 0;
        }
    }
    return any;
}

bool Dispersion::find_exchange(const FlowStep& flow) {
    bool any = false;
    for (const auto& group : groups_) any = exchange_in(group, flow) || any;
    return any;
}

std::span<const double> Dispersion::exchange(const FlowStep& flow) {
    return find_exchange(flow) ? std::span<const double>(exchange_) : std::span<const double>{};
}

bool Dispersion::assemble(const FlowStep& flow) {
    for (std::size_t c = 0; c < diagonal_.size(); ++c) diagonal_[c] = std::max(flow.volume_after[c], dry_volume);
    if (!find_exchange(flow)) return false;
    matrix_.clear();
    for (std::size_t k = 0; k < inner_faces_.size(); ++k) {
        const std::size_t f = at(inner_faces_[k]);
        matrix_.add_coupling(static_cast<int>(k), -exchange_[k], -exchange_[k]);
        diagonal_[at(grid_->face_from[f])] += exchange_[k];
        diagonal_[at(grid_->face_to[f])] += exchange_[k];
    }
    for (std::size_t c = 0; c < diagonal_.size(); ++c) matrix_.add_diagonal(static_cast<int>(c), diagonal_[c]);
    if (!matrix_.factor())
        throw std::runtime_error("transport: the dispersion matrix is singular, a volume or an area is not finite");
    return true;
}

void Dispersion::apply(const FlowStep& flow, OctetField& mass, OctetField& solved) {
    if (groups_.empty() || !assemble(flow)) return;
    std::copy_n(mass.begin(), diagonal_.size() * blocks_, solved.begin());
    const auto numbers = std::span(reinterpret_cast<double*>(solved.data()), diagonal_.size() * blocks_ * 8);
    matrix_.solve(numbers, static_cast<int>(blocks_ * 8));
    for (std::size_t k = 0; k < inner_faces_.size(); ++k) {
        if (exchange_[k] <= 0) continue;
        const std::size_t from = at(grid_->face_from[at(inner_faces_[k])]) * blocks_,
                          to = at(grid_->face_to[at(inner_faces_[k])]) * blocks_;
        const Octet exchange(exchange_[k]);
        for (std::size_t b = 0; b < blocks_; ++b) {
            const Octet flux = exchange * (solved[from + b] - solved[to + b]);
            mass[from + b] -= flux;
            mass[to + b] += flux;
        }
    }
}

}  // namespace qingliu
