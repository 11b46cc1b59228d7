#include "models/kinetics/gas_transfer.hpp"

#include <algorithm>

#include "engine/base/quantity.hpp"
#include "engine/numerics/powers.hpp"
#include "models/kinetics/reaeration_formulas.hpp"

namespace qingliu {

namespace {
/// m s-1 and 1: a power of these is finite in water at rest, and as good as none.
constexpr double least_in_power = 1e-9;
}  // namespace

GasTransfer::GasTransfer(const ParametersOf& value)
    : by_flow_(flow_reaerations()[static_cast<std::size_t>(value("flow_formula"))].rate),
      law_{value("law_coefficient"), value("law_velocity_exponent"), value("law_depth_exponent"),
           value("law_slope_exponent")},
      by_wind_(wind_reaerations()[static_cast<std::size_t>(value("wind_formula"))].transfer),
      flow_factor_(value("flow_factor")),
      wind_factor_(value("wind_factor")),
      minimum_transfer_(value("minimum_transfer")),
      minimum_rate_(value("minimum_rate")),
      fixed_rate_(value("fixed_rate")),
      fixed_transfer_(value("fixed_transfer")),
      factor_(1, value("theta")),
      per_day_(to_si(1, "1/d")) {}

void GasTransfer::begin_step(const Weather& weather) {
    factor_.begin_step(weather);
    wind_transfer_ = wind_factor_ * to_si(by_wind_(std::max(weather.wind_speed, 0.0)), "m/d");
}

Block GasTransfer::by_law(const ReaerationSite& site) const {
    return law_.coefficient * power(max(site.velocity, Block(least_in_power)), Block(law_.velocity)) *
           power(site.depth, Block(law_.depth)) *
           power(max(site.friction_slope, Block(least_in_power)), Block(law_.slope));
}

Block GasTransfer::at(const Drivers& drivers) const {
    if (fixed_rate_ > 0) return fixed_rate_ * factor_.at(drivers) * drivers.open_water;
    const Block inverse_depth = 1.0 / drivers.depth;
    if (fixed_transfer_ > 0) return fixed_transfer_ * inverse_depth * factor_.at(drivers) * drivers.open_water;
    const ReaerationSite site{drivers.velocity, max(drivers.depth, Block(0.01)), drivers.friction_slope,
                              drivers.top_width};
    const Block flow = (by_flow_ == nullptr ? by_law(site) : by_flow_(site)) * (flow_factor_ * per_day_);
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
        // up to 1000 m/d: DELWAQ's own cap; mountain streams are measured at tens and hundreds
        declare(name, "minimum_transfer", "m/d", 0.2, 0, 1000, "Floor of the transfer velocity in still water.",
                "DELWAQ default"),
        declare(name, "minimum_rate", "1/d", 0, 0, 10, "Floor of the reaeration rate k2.", "none"),
        declare(name, "fixed_rate", "1/d", 0, 0, 1e5,
                "Reaeration rate to use in place of every formula; 0 = by formula.", "Streeter & Phelps 1925"),
        declare(name, "fixed_transfer", "m/d", 0, 0, 1000,
                "Transfer velocity kL to use in place of every formula, k2 = kL / H; 0 = by formula.", "DELWAQ"),
        declare(name, "law_coefficient", "1", 3.93, 0, 1e6,
                "a of the flow formula power_law, k2 = a U^b H^c S^d in 1/d with U in m/s and H in m.",
                "O'Connor & Dobbins 1958"),
        declare(name, "law_velocity_exponent", "1", 0.5, 0, 5, "b of the same, of the velocity.",
                "O'Connor & Dobbins 1958"),
        declare(name, "law_depth_exponent", "1", -1.5, -5, 5, "c of the same, of the mean depth.",
                "O'Connor & Dobbins 1958"),
        declare(name, "law_slope_exponent", "1", 0, 0, 5, "d of the same, of the friction slope.",
                "none: O'Connor & Dobbins 1958 has no slope"),
        declare_theta(name, 1.024, "QUAL2K, CE-QUAL-W2, NSM")};
}

}  // namespace qingliu
