// A rate at the temperature of the water: k(T) = k20 theta^(T - 20).
#pragma once

#include "engine/numerics/powers.hpp"
#include "models/kinetics/process.hpp"

namespace qingliu {

class TemperatureLaw {
public:
    /// `rate` at 20 degC, in any unit.
    TemperatureLaw(double rate, double theta) : rate_(rate), log_theta_(logarithm(theta)) {}

    void begin_step(const Weather& weather) {
        same_everywhere_ = weather.same_temperature;
        now_ = rate_ * exponential((weather.temperature - 20.0) * log_theta_);
    }
    /// One exponential for all cells where the temperature is the same in all, else one for all laws of that theta; the
    /// bits are those of any other way.
    [[nodiscard]] Block at(const Drivers& drivers) const {
        if (same_everywhere_) return Block(now_);
        return rate_ * drivers.temperature_factors.of(log_theta_, drivers.temperature);
    }

private:
    double rate_, log_theta_;
    double now_ = 0;
    bool same_everywhere_ = true;
};

}  // namespace qingliu
