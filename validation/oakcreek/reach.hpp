// A reach between two probes as the engine computes it, and the fit of what is not known of it.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "models/transport/storage_zones.hpp"
#include "models/transport/transport.hpp"

namespace qingliu::validation {

/// What a reach does to a pulse.
struct ReachParameters {
    double speed = 0;          ///< m s-1
    double dispersion = 0;     ///< m2 s-1
    double ratio = 0;          ///< As / A; 0: no storage
    double exchange_rate = 0;  ///< s-1
    double recovery = 1;       ///< of the mass at the upper probe
};

constexpr double sample = 10;  // s, between values, and the step

/// Concentration at `length` (m) below the upper probe, at the ends of the steps of `sample`, for the means over these
/// steps at the upper probe (g m-3): the engine's transport and zones in a steady uniform flow of 1 m2. The reach is 40
/// cells long and goes on for 12 more.
inline std::vector<double> at_lower_probe(double length, const std::vector<double>& upper, const ReachParameters& p) {
    constexpr int inside = 40, below = 12;
    const double cell = length / inside;
    Network network;
    River river;
    river.to = cell * (inside + below);
    river.max_cell = cell * 1.0001;
    river.sections.emplace_back();
    river.outlet = Outlet{};
    network.rivers = {river};
    if (p.ratio > 0) network.storage_zones = {{0, 0, river.to, p.exchange_rate, p.ratio, {}}};
    const Grid grid = make_grid(network);
    std::vector<std::pair<int, int>> couplings;
    for (int f = 0; f < grid.faces(); ++f) {
        if (grid.is_inner(f)) couplings.emplace_back(grid.face_from[f], grid.face_to[f]);
    }
    const EliminationOrder order(grid.cells(), couplings);
    Transport transport(grid, order, {{.cell = 0, .index = 0}}, 1, {0, 0, p.dispersion, p.dispersion});
    StorageZones zones(network, grid, 1);
    auto ledger = transport.make_ledger();

    const auto cells = static_cast<std::size_t>(grid.cells()), faces = static_cast<std::size_t>(grid.faces());
    const std::vector<double> volume(cells, cell), passed(faces, p.speed * sample), source{p.speed * sample},
        none(cells, 0.0), area(faces, 1.0), speed(faces, p.speed), outside(1, 0.0);
    FlowStep flow;
    flow.dt = sample;
    flow.volume_before = flow.volume_after = volume;
    flow.face_volume = passed;
    flow.source_volume = source;
    flow.evaporation_volume = flow.seepage_volume = flow.depth = flow.top_width = flow.velocity = none;
    flow.face_area = area;
    flow.face_velocity = speed;
    std::vector<double> mass(cells, 0.0), seen;
    zones.begin(volume, mass);
    for (const double entering : upper) {
        zones.exchange(0.5 * sample, volume, mass, StorageZones::Turn::forwards);
        transport.step(flow, std::array{p.recovery * entering}, outside, mass, ledger);
        zones.exchange(0.5 * sample, volume, mass, StorageZones::Turn::backwards);
        flow.time += sample;
        seen.push_back(0.5 * (mass[inside - 1] + mass[inside]) / cell);
    }
    return seen;
}

/// 1 - sum (a - b)2 / sum (a - mean a)2 of the steps from `from` to before `until`; `measured` is a.
inline double determination(const std::vector<double>& measured, const std::vector<double>& computed, std::size_t from,
                            std::size_t until) {
    double mean = 0, off = 0, all = 0;
    for (std::size_t i = from; i < until; ++i) mean += measured[i] / static_cast<double>(until - from);
    for (std::size_t i = from; i < until; ++i) {
        off += std::pow(measured[i] - computed[i], 2);
        all += std::pow(measured[i] - mean, 2);
    }
    return 1 - off / all;
}

/// Least squares over the first `until` steps (Levenberg 1944, Marquardt 1963) in the logarithms of speed, dispersion,
/// ratio and exchange rate, from `first`; the recovery is the straight line through both records. Without storage where
/// first.ratio is 0.
class ReachFit {
public:
    ReachFit(double length, const std::vector<double>& upper, const std::vector<double>& lower, std::size_t until,
             const ReachParameters& first)
        : length_(length),
          upper_(upper.begin(), upper.begin() + static_cast<std::ptrdiff_t>(until)),
          lower_(lower),
          count_(first.ratio > 0 ? 4 : 2) {
        best_ = {std::log(first.speed), std::log(first.dispersion), std::log(std::max(first.ratio, 1e-9)),
                 std::log(std::max(first.exchange_rate, 1e-9))};
        descend();
    }
    [[nodiscard]] ReachParameters parameters() const { return of(best_, recovery_); }
    [[nodiscard]] int runs() const { return runs_; }

private:
    using Point = std::array<double, 4>;
    static constexpr int most_turns = 40;

    [[nodiscard]] ReachParameters of(const Point& x, double recovery) const {
        return {std::exp(x[0]), std::exp(x[1]), count_ == 4 ? std::exp(x[2]) : 0, std::exp(x[3]), recovery};
    }
    /// What is left at a point, with its best recovery.
    std::vector<double> rest(const Point& x, double& recovery) {
        ++runs_;
        auto seen = at_lower_probe(length_, upper_, of(x, 1));
        double both = 0, own = 0;
        for (std::size_t i = 0; i < seen.size(); ++i) {
            both += seen[i] * lower_[i];
            own += seen[i] * seen[i];
        }
        recovery = both / own;
        for (std::size_t i = 0; i < seen.size(); ++i) seen[i] = recovery * seen[i] - lower_[i];
        return seen;
    }
    static double square(const std::vector<double>& values) {
        double sum = 0;
        for (const double v : values) sum += v * v;
        return sum;
    }
    void descend() {
        auto left = rest(best_, recovery_);
        double damping = 1e-2;
        for (int turn = 0; turn < most_turns; ++turn) {
            std::array<std::vector<double>, 4> slope;
            const auto count = static_cast<std::size_t>(count_);
            for (std::size_t k = 0; k < count; ++k) {
                constexpr double nudge = 1e-4;
                Point beside = best_;
                beside[k] += nudge;
                double ignored = 0;
                slope[k] = rest(beside, ignored);
                for (std::size_t i = 0; i < left.size(); ++i) slope[k][i] = (slope[k][i] - left[i]) / nudge;
            }
            bool better = false;
            double gained = 0;
            while (!better && damping < 1e6) {
                const Point next = solve(slope, left, damping);
                double recovery = 0;
                auto then = rest(next, recovery);
                better = square(then) < square(left);
                damping *= better ? 0.2 : 5;
                if (!better) continue;
                gained = 1 - square(then) / square(left);
                best_ = next;
                left = std::move(then);
                recovery_ = recovery;
            }
            if (gained < 1e-6) return;
        }
    }
    /// (J'J + damping diag J'J) step = -J'r by elimination.
    [[nodiscard]] Point solve(const std::array<std::vector<double>, 4>& slope, const std::vector<double>& left,
                              double damping) const {
        double a[4][5] = {};
        const auto n = static_cast<std::size_t>(count_);
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = 0; j < n; ++j) {
                for (std::size_t k = 0; k < left.size(); ++k) a[i][j] += slope[i][k] * slope[j][k];
            }
            for (std::size_t k = 0; k < left.size(); ++k) a[i][4] -= slope[i][k] * left[k];
            a[i][i] *= 1 + damping;
        }
        for (std::size_t i = 0; i < n; ++i) {
            for (std::size_t j = i + 1; j < n; ++j) {
                const double share = a[j][i] / a[i][i];
                for (std::size_t k = i; k < 5; ++k) a[j][k] -= share * a[i][k];
            }
        }
        Point next = best_;
        for (std::size_t i = n; i-- > 0;) {
            for (std::size_t j = i + 1; j < n; ++j) a[i][4] -= a[i][j] * a[j][4];
            a[i][4] /= a[i][i];
            next[i] += std::clamp(a[i][4], -1.0, 1.0);
        }
        return next;
    }

    double length_;
    std::vector<double> upper_, lower_;
    int count_, runs_ = 0;
    Point best_{};
    double recovery_ = 1;
};

}  // namespace qingliu::validation
