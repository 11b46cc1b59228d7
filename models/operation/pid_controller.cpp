#include "models/operation/pid_controller.hpp"

#include <algorithm>
#include <cmath>

namespace qingliu {

double PidController::deviation(double measured, double set_point) const {
    const double raw = data_->raise_when_above ? measured - set_point : set_point - measured;
    return std::copysign(std::max(std::fabs(raw) - data_->dead_band, 0.0), raw);
}

void PidController::remember(double error, double value) {
    value_before_ = started_ ? value_ : value;
    value_ = value;
    error_ = error;
    started_ = true;
}

double PidController::decide(double measured, double set_point, double actual) {
    const double error = deviation(measured, set_point), value = data_->raise_when_above ? -measured : measured;
    if (!started_) {
        wanted_ = actual;
        error_ = error;
        value_ = value_before_ = value;
    }
    const double h = data_->interval;
    const double curvature = value - 2 * value_ + value_before_;
    wanted_ += data_->proportional *
               (error - error_ + h / data_->integral_time * error - data_->derivative_time / h * curvature);
    remember(error, value);
    const double reach = data_->ramp * h, most_reach = std::max(reach, data_->smallest_move);
    wanted_ = std::clamp(wanted_, data_->least, data_->most);
    wanted_ = std::clamp(wanted_, actual - most_reach, actual + most_reach);
    const bool at_limit = wanted_ == data_->least || wanted_ == data_->most;
    if (std::fabs(wanted_ - actual) < data_->smallest_move && !at_limit) return actual;
    return std::clamp(wanted_, actual - reach, actual + reach);
}

void PidController::watch(double measured, double set_point, double actual) {
    wanted_ = actual;
    remember(deviation(measured, set_point), data_->raise_when_above ? -measured : measured);
}

void PidController::save(std::vector<double>& numbers) const {
    numbers.insert(numbers.end(), {wanted_, error_, value_, value_before_, started_ ? 1.0 : 0.0});
}

void PidController::restore(std::span<const double>& numbers) {
    wanted_ = numbers[0];
    error_ = numbers[1];
    value_ = numbers[2];
    value_before_ = numbers[3];
    started_ = numbers[4] != 0;
    numbers = numbers.subspan(5);
}

}  // namespace qingliu
