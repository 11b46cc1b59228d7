#include "models/hydraulics/lane_clock.hpp"

#include <algorithm>
#include <cmath>

namespace qingliu {

namespace {

/// What backward Euler may err by where second order must not exceed 1: it is taken where water comes or goes and the
/// estimate of second order is no good, but not so long that a wave is smeared over its way.
constexpr double allowed_backward = 10;
/// Below so many shortest steps it is taken however much it errs.
constexpr double least_refined = 1000;
/// Near critical flow limited slopes and the flow they are taken from may answer each other for ever, and no longer
/// step is exact enough then. So each step refused for such trembling slows them down, to no less than `slowest`; each
/// one taken lets them go faster.
constexpr double slower = 0.8, faster = 1.02, slowest = 0.05;

}  // namespace

void LaneClock::plan(double limit, double max_step) {
    const double room = limit - time, wish = std::min(next, max_step);
    dt = wish >= room * (1 - 1e-9) ? room : wish > 0.5 * room ? 0.5 * room : wish;
    end = dt == room ? limit : time + dt;
}

void LaneClock::judge(bool sound, double error, bool trembles, const FlowControl& control) {
    const bool adaptive = std::isfinite(control.tolerance);
    const bool exact =
        error <= (fallback ? allowed_backward : 1) || (fallback && dt < least_refined * control.min_step);
    taken = sound && (exact || !adaptive);
    if (taken) {
        time = end;
        ++counts.steps;
        settling = std::min(1.0, faster * settling);
        if (!adaptive) {
            next = control.max_step;
        } else if (fallback) {
            next = std::min(control.max_step, std::max(next, 2 * dt));
        } else {
            const double wish = dt * std::clamp(0.9 / std::sqrt(std::max(error, 1e-10)), 0.3, 2.0);
            // a step that was cut short by an output or an event says nothing against the longer one before it
            next = std::min(control.max_step, dt < 0.9 * next ? std::max(wish, next) : wish);
        }
        fallback = false;
        return;
    }
    ++counts.rejected;
    const double shorter = dt * std::clamp(0.9 / std::sqrt(error), 0.2, 0.8);
    if (sound && (fallback || shorter >= control.min_step)) {
        next = shorter;
        if (trembles && !fallback) settling = std::max(slowest, slower * settling);
        fallback = false;  // a shorter step may be sound at second order
    } else if (!fallback) {
        fallback = true;
        next = dt;
        ++counts.fallbacks;
    } else {
        next = 0.25 * dt;
    }
}

void LaneClock::carry(StateCarrier& carrier) {
    carrier.carry("time", time);
    carrier.carry("next_step", next);
    carrier.carry("settling", settling);
    if (!carrier.restores()) return;
    end = time;
    dt = 0;
    fallback = taken = false;
}

}  // namespace qingliu
