// A digital PID controller in incremental form: from look to look the setting changes by
//
//   du = K [ (e_k - e_k-1) + h / T_i e_k - T_d / h (y_k - 2 y_k-1 + y_k-2) ]
//
// e: deviation of the measured value from the set point, signed so that a positive one raises the setting, zero within
// the dead band; y: the measured value with the sign of -e, so that a jump of the set point gives no derivative kick;
// h: time between looks; K: gain; T_i, T_d: integral and derivative time. (Astrom and Hagglund 2006, Advanced PID
// Control, ch. 13.4: incremental algorithms.) What adds up is the wanted setting, and it is held to what the setting
// can reach (its limits, its ramp), so that nothing winds up; it starts from the setting it finds, so that taking over
// gives no bump.
#pragma once

#include <span>
#include <vector>

#include "engine/run/operation_plan.hpp"

namespace qingliu {

class PidController {
public:
    /// The controller's data must outlive it.
    explicit PidController(const OperationController& data) : data_(&data) {}

    /// The setting to move to. `actual`: the setting there is now.
    [[nodiscard]] double decide(double measured, double set_point, double actual);
    /// Somebody else holds the setting: watch, so as to go on from there.
    void watch(double measured, double set_point, double actual);

    void save(std::vector<double>& numbers) const;
    /// Takes its numbers off the front.
    void restore(std::span<const double>& numbers);

private:
    [[nodiscard]] double deviation(double measured, double set_point) const;
    void remember(double error, double value);

    const OperationController* data_;
    double wanted_ = 0;                    // the setting that adds up
    double error_ = 0;                     // of the last look
    double value_ = 0, value_before_ = 0;  // of the last two looks, signed
    bool started_ = false;
};

}  // namespace qingliu
