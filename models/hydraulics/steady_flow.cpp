#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "models/hydraulics/flow_pack.hpp"
#include "models/hydraulics/newton_stage.hpp"

namespace qingliu {

namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

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
/// sound where these jump about between dry and wet, or where no steady flow exists.
FlowState after_constant_forcing(const FlowGeometry& g, const std::vector<Exchange>& exchanges, const Forcing& forcing,
                                 double time, FlowState state) {
    constexpr double day = 86400, longest = 30 * day;  // s
    constexpr double at_rest = 1e-5;                   // m in a day
    FlowControl control;
    control.max_step = 3600;
    control.tolerance = 3e-3;
    // the forcing before the start of the case is that of the start
    const auto pack = make_flow_pack(g, exchanges, {&forcing}, control, time - longest);
    pack->set_state(0, state, time - longest);
    for (double end = time - longest + day; end <= time; end += day) {
        while (!pack->done(0, end)) pack->attempt(end);
        if (!pack->failure(0).empty()) throw std::runtime_error("no flow to start from: " + pack->failure(0));
        auto next = pack->state(0);
        double moved = 0;
        for (std::size_t c = 0; c < next.level.size(); ++c)
            moved = std::max(moved, std::fabs(next.level[c] - state.level[c]));
        state = std::move(next);
        state.unrest = moved < at_rest ? 0.0 : moved;
        if (moved < at_rest) break;
    }
    return state;
}

}  // namespace

FlowState steady_flow(const FlowGeometry& g, const std::vector<Exchange>& exchanges, const Forcing& forcing,
                      double time) {
    const auto& grid = *g.grid;
    // first guess: normal depth of what is passed on
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
    for (int c = 0; c < grid.cells(); ++c) {
        const auto shape = g.cell_shape(c);
        const auto& storage = g.network->rivers[at(grid.cell_river[at(c)])].storage;
        // a storage node begins full and drains to where its outflow is its inflow
        const double depth = storage.empty() ? std::max(0.05, shape.normal_depth(std::max(passing[at(c)], 0.01), 2e-4))
                                             : storage.back().level - storage.front().level;
        state.level.push_back(shape.bed_level + depth);
        state.volume.push_back(shape.area(depth) * g.cell_length[at(c)]);
    }
    state.velocity.assign(g.face_bed.size(), 0.0);
    state.discharge.assign(g.face_bed.size(), 0.0);

    // pseudo-transient: a pack whose clock stands still as far as the forcing is concerned
    FlowControl control;
    control.tolerance = std::numeric_limits<double>::infinity();
    control.newton_iterations = 40;
    constexpr double enough = 1e8;  // s, three years: longer than any pool of a river takes to fill
    double dt = 300, done = 0;
    // slopes are frozen within a step: short steps at the end let them settle
    constexpr double settling_step = 600;  // s
    constexpr double at_rest = 1e-9;       // m
    constexpr int last_steps = 60;
    int settling = 0;
    double moved = 1;
    for (int step = 0; step < 400 && (done < enough || (moved > at_rest && settling < last_steps)); ++step) {
        control.max_step = dt;
        const auto pack = make_flow_pack(g, exchanges, {&forcing}, control, time - dt);
        pack->set_state(0, state, time - dt);
        pack->attempt(time);                                 // second order...
        if (pack->taken(0) == nullptr) pack->attempt(time);  // ... or backward Euler
        if (const auto* taken = pack->taken(0); taken != nullptr && taken->dt > 0.5 * dt) {
            auto next = pack->state(0);
            moved = 0;
            for (std::size_t c = 0; c < next.level.size(); ++c)
                moved = std::max(moved, std::fabs(next.level[c] - state.level[c]));
            state = std::move(next);
            done += dt;
            dt = done < enough ? 4 * dt : settling_step;
            settling += done < enough ? 0 : 1;
        } else {
            dt *= 0.25;
            if (dt < 1e-2) break;
        }
    }
    if (done < enough) state = after_constant_forcing(g, exchanges, forcing, time, std::move(state));
    return state;
}

}  // namespace qingliu
