// The own time and step of one lane: how long its next step is, and what follows when a step was good or was not.
#pragma once

#include <string>

#include "engine/run/contracts.hpp"
#include "models/hydraulics/flow_control.hpp"
#include "models/hydraulics/swing_damper.hpp"

namespace qingliu {

/// What is found of an attempted step.
struct StepVerdict {
    bool sound = false;     ///< it converged, and no cell gave more than it held
    double error = 0;       ///< 1 is just allowed
    bool trembles = false;  ///< the error is a large part of the movement itself
    bool turned = false;    ///< where the error is largest, water goes the other way than in the step before
};

/// Times are s since 1970Z, steps s.
struct LaneClock {
    double time = 0;        ///< reached
    double end = 0;         ///< of the step being attempted
    double dt = 0;          ///< of the step being attempted, 0 when there is none
    double next = 0;        ///< the step that error control would like
    double settling = 1;    ///< 1, how far limited slopes go to their own in a stage
    bool fallback = false;  ///< the attempt is backward Euler
    bool taken = false;     ///< the last attempt was accepted
    SwingDamper damper;
    StepCounts counts;
    std::string failure;   ///< empty while the lane runs
    int failed_cell = -1;  ///< where it failed, if that is known

    [[nodiscard]] bool done(double target) const { return !failure.empty() || time >= target; }
    /// Chooses the step: what error control would like, cut to `limit` without leaving a sliver.
    void plan(double limit, double max_step);
    /// Takes the attempt or refuses it, and chooses what to try next: a shorter step where it was too inexact, with
    /// slower limited slopes where it trembles, backward Euler where it was not sound, a shorter one of that where this
    /// was not sound either.
    void judge(const StepVerdict& step, const FlowControl& control);
    /// Between two steps: the time reached and the step to try next.
    void carry(StateCarrier& carrier);
};

}  // namespace qingliu
