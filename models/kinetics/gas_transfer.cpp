#include "models/kinetics/gas_transfer.hpp"

#include <algorithm>

#include "engine/base/quantity.hpp"
#include "models/kinetics/reaeration_formulas.hpp"

namespace qingliu {
GasTransfer::GasTransfer(const ParametersOf& value)
    : by_flow_(flow_reaerations()[static_cast<std::size_t>(value("flow_formula"))].rate),
      by_wind_(wind_reaerations()[static_cast<std::size_t>(value("wind_formula"))].transfer),
      flow_factor_(value("flow_factor")),
      wind_factor_(value("wind_factor")),
      minimum_transfer_(value("minimum_transfer")),
      minimum_rate_(value("minimum_rate")),
      fixed_rate_(value("fixed_rate")),
      factor_(1, value("theta")),
      per_day_(to_si(1, "1/d")) {}

void GasTransfer::begin_step(const Weather& weather) {
    factor_.begin_step(weather);
    wind_transfer_ = wind_factor_ * to_si(by_wind_(std::max(weather.wind_speed, 0.0)), "m/d");
}

Block GasTransfer::at(const Drivers& drivers) const {
    if (fixed_rate_ > 0) return fixed_rate_ * factor_.at(drivers) * drivers.open_water;
    const Block inverse_depth = 1.0 / drivers.depth;
    const Block flow = by_flow_(drivers.velocity, max(drivers.depth, Block(0.01))) * (flow_factor_ * per_day_);
    const Block k2 = max(flow + wind_transfer_ * inverse_depth, minimum_transfer_ * inverse_depth);
    return max(k2, Block(minimum_rate_)) * factor_.at(drivers) * drivers.open_water;
}

std::vector<ParameterDeclaration> gas_transfer_parameters() {
    const std::string name = "reaeration";
    return {
        declare_choice(name, "flow_formula", names_of(flow_reaerations()),
                       "Formula of what the flow's turbulence makes.", "Covar 1976"),
        declare_choice(name, "wind_formula", names_of(wind_reaerations()), "Formula of what the wind adds.",
                       "Banks & Herrera 1977"),
        declare(name, "flow_factor", "1", 1, 0, 10, "Factor on the reaeration the flow formulas give.", "calibration"),
        declare(name, "wind_factor", "1", 1, 0, 10, "Factor on the transfer velocity the wind adds.",
                "Banks & Herrera 1977"),
        declare(name, "minimum_transfer", "m/d", 0.2, 0, 5, "Floor of the transfer velocity in still water.",
                "DELWAQ default"),
        declare(name, "minimum_rate", "1/d", 0, 0, 10, "Floor of the reaeration rate k2.", "none"),
        declare(name, "fixed_rate", "1/d", 0, 0, 1e5,
                "Reaeration rate to use in place of every formula; 0 = by formula.", "Streeter & Phelps 1925"),
        declare_theta(name, 1.024, "QUAL2K, CE-QUAL-W2, NSM")};
}

}  // namespace qingliu
