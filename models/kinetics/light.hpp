// Light in the water: what of the sun's radiation algae can use, and how fast it fades with depth,
//
//   I(z) = I0 exp(-ke z)
//   ke = kb + 0.052 S + 0.174 D + 0.0088 A + 0.054 A^(2/3)   m-1
//
// S suspended solids of all classes (mg/L), D detritus (mg/L dry), A chlorophyll (ug/L) (Riley 1956; Di Toro 1978;
// QUAL2K). What is not carried shades nothing.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "models/kinetics/process.hpp"

namespace qingliu {

/// g chlorophyll per g C of algae (QUAL2K: 1 g to 40 g).
inline constexpr double chlorophyll_of_carbon = 1.0 / 40;
/// g dry matter per g O2 of detritus: 100 g holds 40 g C.
inline constexpr double dry_of_demand = 100.0 / 40 / oxygen_of_carbon;

class LightLaw {
public:
    LightLaw(const ParametersOf& value, std::span<const std::size_t> carried);

    void begin_step(const Weather& weather) { radiation_ = share_ * weather.short_wave; }
    /// Light just under the surface, W m-2 that algae can use.
    [[nodiscard]] Block at_surface(const Drivers& drivers) const { return radiation_ * drivers.open_water; }
    /// ke, m-1.
    [[nodiscard]] Block extinction(const Concentrations& c) const;

private:
    double share_;
    double background_;      // m-1
    double by_solids_;       // m2 g-1
    double most_by_solids_;  // g m-3
    double by_detritus_;     // m2 g-1
    bool solids_, fine_, coarse_, detritus_, green_, diatoms_;
    double radiation_ = 0;  // W m-2
};

/// The parameters of it; it is no process and has no row.
const ProcessDescription& light_law();

}  // namespace qingliu
