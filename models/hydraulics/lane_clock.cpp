#include "models/hydraulics/lane_clock.hpp"

#include <algorithm>
#include <cmath>

namespace qingliu {

void LaneClock::plan(double limit, double max_step) {
    const double room = limit - time, wish = std::min(next, max_step);
    dt = wish >= room * (1 - 1e-9) ? room : wish > 0.5 * room ? 0.5 * room : wish;
    end = dt == room ? limit : time + dt;
}

void LaneClock::judge(bool sound, double error, const FlowControl& control) {
    const bool adaptive = std::isfinite(control.tolerance);
    taken = sound && (fallback || !adaptive || error <= 1);
    if (taken) {
        time = end;
        ++counts.steps;
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
    if (sound) {
        next = dt * std::clamp(0.9 / std::sqrt(error), 0.2, 0.8);
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
    if (!carrier.restores()) return;
    end = time;
    dt = 0;
    fallback = taken = false;
}

}  // namespace qingliu
