#include "models/transport/dispersion.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "engine/numerics/powers.hpp"

namespace qingliu {

namespace {

/// Volume exchanged over a step, in volumes of the smaller cell: beyond this both are evenly mixed anyway and only
/// round-off would grow.
constexpr double most_exchange = 1e3;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

Dispersion::Dispersion(const Grid& grid, const EliminationOrder& order, const DispersionSettings& settings, int blocks)
    : grid_(&grid), settings_(settings), blocks_(at(blocks)), matrix_(order), diagonal_(at(grid.cells())) {
    for (int f = 0; f < grid.faces(); ++f) {
        if (grid.is_inner(f)) inner_faces_.push_back(f);
    }
    exchange_.resize(inner_faces_.size());
}

bool Dispersion::assemble(const FlowStep& flow) {
    bool any = false;
    for (std::size_t c = 0; c < diagonal_.size(); ++c) diagonal_[c] = std::max(flow.volume_after[c], dry_volume);
    for (std::size_t begin = 0; begin < inner_faces_.size(); begin += 8) {
        const std::size_t count = std::min<std::size_t>(8, inner_faces_.size() - begin);
        Octet speed(0.0);
        for (std::size_t i = 0; i < count; ++i)
            speed.set(static_cast<int>(i), std::fabs(flow.face_velocity[at(inner_faces_[begin + i])]));
        const Octet dispersion = min(max(Octet(settings_.a) * power(speed, Octet(settings_.b)), Octet(settings_.least)),
                                     Octet(settings_.most));
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t f = at(inner_faces_[begin + i]);
            const double smaller =
                std::min(flow.volume_after[at(grid_->face_from[f])], flow.volume_after[at(grid_->face_to[f])]);
            const double exchange =
                flow.dt * dispersion[static_cast<int>(i)] * flow.face_area[f] / grid_->face_distance[f];
            exchange_[begin + i] =
                smaller > dry_volume && exchange > 0 ? std::min(exchange, most_exchange * smaller) : 0.0;
            any = any || exchange_[begin + i] > 0;
        }
    }
    if (!any) return false;
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
    if (settings_.most <= 0 || !assemble(flow)) return;
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
