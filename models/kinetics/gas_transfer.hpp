// How fast oxygen goes through the surface, which other gases follow in proportion: k2 = kL / H with
// kL = max(kL of the flow + kL of the wind, floor) at 20 degC, times theta^(T - 20) and times the share of the surface
// that ice leaves open. The formulas stand in reaeration_formulas.cpp; the parameters are those of reaeration.
#pragma once

#include <vector>

#include "models/kinetics/reaeration_formulas.hpp"
#include "models/kinetics/temperature_law.hpp"

namespace qingliu {

class GasTransfer {
public:
    explicit GasTransfer(const ParametersOf& reaeration);

    void begin_step(const Weather& weather);
    /// k2 of oxygen, s-1.
    [[nodiscard]] Block at(const Drivers& drivers) const;

private:
    /// a U^b H^c S^d, 1/d.
    struct Law {
        double coefficient, velocity, depth, slope;
    };
    [[nodiscard]] Block by_law(const ReaerationSite& site) const;

    Block (*by_flow_)(const ReaerationSite&);  // null: by law_
    Law law_;
    double (*by_wind_)(double);
    double flow_factor_, wind_factor_;
    double minimum_transfer_;  // m s-1
    double minimum_rate_;      // s-1
    double fixed_rate_;        // s-1, 0 = by formula
    double fixed_transfer_;    // m s-1, likewise
    TemperatureLaw factor_;
    double per_day_;
    double wind_transfer_ = 0;  // m s-1
};

/// What it is told by.
std::vector<ParameterDeclaration> gas_transfer_parameters();

}  // namespace qingliu
