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
    fallback = fallback || damper.damps(time);
}

void LaneClock::judge(const StepVerdict& step, const FlowControl& control) {
    const bool adaptive = std::isfinite(control.tolerance);
    const bool damps = fallback && damper.damps(time);
    const double damping = damps ? SwingDamper::damping_step * control.max_step : 0.0;
    const bool exact = step.error <= (fallback ? allowed_backward : 1) || dt <= damping ||
                       (fallback && dt < least_refined * control.min_step);
    taken = step.sound && (exact || !adaptive);
    if (taken) {
        time = end;
        ++counts.steps;
        if (damps) counts.damped += dt;
        settling = std::min(1.0, faster * settling);
        if (!adaptive) {
            next = control.max_step;
        } else if (fallback) {
            next = std::min(control.max_step, std::max(next, 2 * dt));
        } else {
            const double wish = dt * std::clamp(0.9 / std::sqrt(std::max(step.error, 1e-10)), 0.3, 2.0);
            // a step that was cut short by an output or an event says nothing against the longer one before it
            next = std::min(control.max_step, dt < 0.9 * next ? std::max(wish, next) : wish);
            damper.took(time, dt, control.max_step, step.turned);
        }
        fallback = false;
        return;
    }
    ++counts.rejected;
    const double shorter =
        std::max(dt * std::clamp(0.9 / std::sqrt(step.error), 0.2, 0.8), std::min(damping, 0.8 * dt));
    if (step.sound && (fallback || shorter >= control.min_step)) {
        next = shorter;
        if (step.trembles && !fallback) settling = std::max(slowest, slower * settling);
        fallback = false;  // a shorter step may be sound at second order
    } else if (!fallback) {
        fallback = true;
        next = dt;
        ++counts.fallbacks;
    } else {
        next = 0.25 * dt;
        if (damps && next < 0.25 * SwingDamper::short_step * control.max_step) damper.give_up(time);
    }
}

void LaneClock::carry(StateCarrier& carrier) {
    carrier.carry("time", time);
    carrier.carry("next_step", next);
    carrier.carry("settling", settling);
    damper.carry(carrier);
    if (!carrier.restores()) return;
    end = time;
    dt = 0;
    fallback = taken = false;
}

}  // namespace qingliu
