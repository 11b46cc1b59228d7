// theta^(T - 20): many rates of a block have the same theta, and the temperature is that of the water.
#pragma once

#include "engine/numerics/powers.hpp"
#include "models/kinetics/worked_out_once.hpp"

namespace qingliu {

class TemperatureFactors {
public:
    /// By ln theta, at `temperature` (degC); worked out once as long as it is asked for the same temperature.
    Block of(double log_theta, const Block& temperature) {
        if (!((temperature <= temperature_) & (temperature >= temperature_)).all()) {
            factors_.forget();
            temperature_ = temperature;
        }
        return factors_.of(log_theta, [&] { return exponential((temperature - 20.0) * log_theta); });
    }

private:
    Block temperature_{0.0};
    WorkedOutOnce<double, 24> factors_;
};

}  // namespace qingliu
