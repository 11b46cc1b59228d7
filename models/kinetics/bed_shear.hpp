// What the water does to the grains of its bed: tau = rho g n^2 U^2 / H^(1/3), n Manning's of the grains alone.
#pragma once

#include <string>

#include "engine/base/gravity.hpp"
#include "engine/numerics/powers.hpp"
#include "models/kinetics/process.hpp"

namespace qingliu {

inline constexpr double water_density = 1e6;  ///< g m-3

/// g m-1 s-2
QINGLIU_INLINE Block bed_shear(const Drivers& drivers, double roughness) {
    return water_density * gravity * roughness * roughness * drivers.velocity * drivers.velocity *
           inverse_cube_root<static_cast<int>(block_cells)>(drivers.depth);
}

/// The parameter `roughness` of a process.
inline ParameterDeclaration declare_roughness(const std::string& process) {
    return declare(process, "roughness", "s/m^(1/3)", 0.025, 0.005, 0.2,
                   "Manning's n of the grains, which the bed shear is reckoned with.", "Chow 1959, clean earth");
}

}  // namespace qingliu
