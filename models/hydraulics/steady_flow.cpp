#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "engine/base/index.hpp"
#include "models/hydraulics/flow_pack.hpp"
#include "models/hydraulics/lane_section.hpp"
#include "models/hydraulics/stage_forcing.hpp"

namespace qingliu {

namespace {

/// What enters each cell, and what it passes on when nothing is stored, along the direction the rivers are drawn.
std::vector<double> passed_on(const FlowGeometry& g, std::vector<double> entering) {
    const auto& grid = *g.grid;
    std::vector<int> waiting(entering.size(), 0);
    for (int f = 0; f < grid.faces(); ++f) {
        if (grid.is_inner(f) && !grid.is_lateral(f)) ++waiting[at(grid.face_to[at(f)])];
    }
    std::vector<int> ready;
    for (int c = 0; c < grid.cells(); ++c) {
        if (waiting[at(c)] == 0) ready.push_back(c);
    }
    while (!ready.empty()) {
        const int c = ready.back();
        ready.pop_back();
        int ways = 0;
        for (int k = grid.adjacent_begin[at(c)]; k < grid.adjacent_begin[at(c) + 1]; ++k)
            ways += grid.face_from[at(grid.adjacent_face[at(k)])] == c && !grid.is_lateral(grid.adjacent_face[at(k)]);
        for (int k = grid.adjacent_begin[at(c)]; k < grid.adjacent_begin[at(c) + 1]; ++k) {
            const int f = grid.adjacent_face[at(k)];
            if (grid.face_from[at(f)] != c || !grid.is_inner(f) || grid.is_lateral(f)) continue;
            entering[at(grid.face_to[at(f)])] += std::max(entering[at(c)], 0.0) / ways;
            if (--waiting[at(grid.face_to[at(f)])] == 0) ready.push_back(grid.face_to[at(f)]);
        }
    }
    return entering;
}

/// What a month of constant forcing makes of a flow, in steps watched for their error: slower than long steps, and
/// sound where these jump about between dry and wet, or where no steady flow exists. Water that never comes to rest may
/// need a step a second: then what has come of it after so many attempts is as good a start as any.
FlowState after_constant_forcing(const FlowGeometry& g, const std::vector<Exchange>& exchanges, const Forcing& forcing,
                                 double time, FlowState state) {
    constexpr double day = 86400, longest = 30 * day;  // s
    constexpr double at_rest = 1e-5;                   // m in a day
    constexpr int most_attempts = 20000;
    constexpr double fastest = 30;  // m s-1: what steps of years made of a film is no flow to go on from
    FlowControl control;
    control.max_step = 3600;
    control.tolerance = 3e-3;
    for (std::size_t f = 0; f < state.velocity.size(); ++f) {
        if (!(std::fabs(state.velocity[f]) <= fastest)) state.velocity[f] = state.discharge[f] = 0;
    }
    // the forcing before the start of the case is that of the start
    const auto pack = make_flow_pack(g, exchanges, {&forcing}, control, time - longest);
    pack->set_state(0, state, time - longest);
    int attempts = 0;
    for (double end = time - longest + day; end <= time && attempts < most_attempts; end += day) {
        for (; !pack->done(0, end) && attempts < most_attempts; ++attempts) pack->attempt(end);
        if (!pack->failure(0).empty()) throw std::runtime_error("no flow to start from: " + pack->failure(0));
        auto next = pack->state(0);
        double moved = 0;
        for (std::size_t c = 0; c < next.level.size(); ++c)
            moved = std::max(moved, std::fabs(next.level[c] - state.level[c]));
        state = std::move(next);
        const bool rests = moved < at_rest && pack->done(0, end);
        state.unrest = rests ? 0.0 : moved;
        if (rests) break;
    }
    return state;
}

/// Normal depth of what is passed on, and no flow yet.
FlowState first_guess(const FlowGeometry& g, const std::vector<Exchange>& exchanges, const Forcing& forcing,
                      double time) {
    std::vector<double> flows, entering(g.cell_bed.size(), 0.0);
    forcing.discharges(time, false, flows);
    const int first_diffuse = static_cast<int>(flows.size()) - forcing.diffuse_count();
    for (const auto& e : exchanges) {
        if (e.kind != Exchange::Kind::source && e.kind != Exchange::Kind::diffuse) continue;
        const bool point = e.kind == Exchange::Kind::source, out = point && forcing.abstracts(e.index);
        entering[at(e.cell)] += (out ? -1.0 : 1.0) * e.share * flows[at(point ? e.index : first_diffuse + e.index)];
    }
    const auto passing = passed_on(g, entering);
    FlowState state;
    for (int c = 0; c < g.grid->cells(); ++c) {
        const auto shape = g.cell_shape(c);
        const auto& storage = g.network->rivers[at(g.grid->cell_river[at(c)])].storage;
        // a storage node begins full and drains to where its outflow is its inflow
        const double depth = storage.empty() ? std::max(0.05, shape.normal_depth(std::max(passing[at(c)], 0.01), 2e-4))
                                             : storage.back().level - storage.front().level;
        state.level.push_back(shape.bed_level + depth);
    }
    return state;
}

/// The relaxation begins with at least this much water everywhere: it drains where none belongs, m.
constexpr double wetting_depth = 0.1;

using FaceDepth = NewtonStage<1>::FaceDepth;

/// Backward Euler steps under a forcing that stands still.
class Relaxation {
public:
    Relaxation(const FlowGeometry& geometry, const std::vector<Exchange>& exchanges, const Forcing& forcing,
               double time)
        : g_(&geometry), stage_(geometry, NewtonStage<1>::Coupling::wide) {
        StageForcing<1> outside(geometry, exchanges, {&forcing});
        outside.prepare(stage_);
        outside.apply({time}, false, stage_);
        stage_.settling = 0.3;
    }

    void start(const FlowState& state) {
        for (std::size_t c = 0; c < stage_.level.size(); ++c)
            stage_.level[c] = std::max(state.level[c], g_->cell_bed[c] + wetting_depth);
        for (std::size_t f = 0; f < stage_.velocity.size(); ++f) {
            stage_.velocity[f] = state.velocity.empty() ? 0.0 : state.velocity[f];
            stage_.discharge[f] = state.discharge.empty() ? 0.0 : state.discharge[f];
        }
    }

    /// One step of `dt` (s): whether Newton converged; if not, nothing has changed.
    bool step(double dt, FaceDepth order) {
        const auto level = stage_.level, velocity = stage_.velocity, discharge = stage_.discharge;
        for (std::size_t c = 0; c < level.size(); ++c) stage_.volume_start[c] = volume(c);
        stage_.velocity_start = velocity;
        for (auto& around : stage_.surroundings) {
            // banks that have had all the time they need stand as high as the river
            if (around.kind == Exchange::Kind::banks) around.level = stage_.level[at(around.cell)];
        }
        iterations = 0;
        const auto all = Mask<1>::all(true);
        const auto converged = stage_.solve(dt, all, order, 1e-9, 30, &iterations);
        if (!converged[0]) {
            stage_.level = level;
            stage_.velocity = velocity;
            stage_.discharge = discharge;
            return false;
        }
        moved = 0;
        for (std::size_t c = 0; c < level.size(); ++c)
            moved = std::max(moved, std::fabs(stage_.level[c][0] - level[c][0]));
        return true;
    }

    /// Lets limited slopes follow the flow more slowly from now on.
    void settle(double factor) { stage_.settling *= factor; }

    [[nodiscard]] FlowState state() const {
        FlowState s;
        for (std::size_t c = 0; c < stage_.level.size(); ++c) {
            s.level.push_back(stage_.level[c][0]);
            s.volume.push_back(volume(c));
        }
        for (const auto& u : stage_.velocity) s.velocity.push_back(u[0]);
        for (const auto& q : stage_.discharge) s.discharge.push_back(q[0]);
        return s;
    }

    double moved = 0;     ///< m, largest movement of a level in the last step
    long iterations = 0;  ///< of Newton in the last step

private:
    [[nodiscard]] double volume(std::size_t c) const {
        LanePiece<1> held;
        const auto w = wetted<1>(g_->sections, g_->cell_stored[c], stage_.level[c] - g_->cell_bed[c], held);
        return w.area[0] * g_->cell_length[c];
    }

    const FlowGeometry* g_;
    NewtonStage<1> stage_;
};

}  // namespace

FlowState steady_flow(const FlowGeometry& g, const std::vector<Exchange>& exchanges, const Forcing& forcing,
                      double time) {
    return steady_flow(g, exchanges, forcing, time, first_guess(g, exchanges, forcing, time));
}

FlowState steady_flow(const FlowGeometry& g, const std::vector<Exchange>& exchanges, const Forcing& forcing,
                      double time, const FlowState& start) {
    constexpr double longest = 1e8;      // s, three years: longer than any pool of a river takes to fill
    constexpr double long_enough = 1e4;  // s, a step that shows whether anything still moves
    constexpr double at_rest = 1e-8, nearly = 1e-6, tolerable = 1e-4;  // m
    constexpr int most_steps = 1200, most_first_order = 400;
    Relaxation relaxation(g, exchanges, forcing, time);
    relaxation.start(start);
    double dt = 1, done = 0, last = 0;
    // first order takes anything; second order starts from what it leaves
    auto order = FaceDepth::upwind;
    for (int step = 0; step < most_steps && dt > 1e-6; ++step) {
        if (order == FaceDepth::upwind &&
            ((dt >= long_enough && last > 0 && last < nearly) || (step >= most_first_order && done >= longest))) {
            order = FaceDepth::limited;
            last = 0;
            dt = 100;
        }
        if (!relaxation.step(dt, order)) {
            dt *= 0.25;
            continue;
        }
        done += dt;
        const double moved = std::max(relaxation.moved, 1e-12);
        if (dt >= long_enough && moved < at_rest && order == FaceDepth::limited) return relaxation.state();
        // longer steps as long as each moves less than the one before; limited slopes that do not settle are slowed
        // down
        const double growth = last > 0 ? std::clamp(1.5 * last / moved, 0.5, 4.0) : 1.0;
        if (moved > 0.5 * last && order == FaceDepth::limited && dt >= long_enough) relaxation.settle(0.98);
        dt = std::min(longest, dt * (relaxation.iterations <= 15 ? growth : std::min(growth, 1.0)));
        last = moved;
    }
    if (done >= longest && last < tolerable && order == FaceDepth::limited) return relaxation.state();
    return after_constant_forcing(g, exchanges, forcing, time, relaxation.state());
}

}  // namespace qingliu
