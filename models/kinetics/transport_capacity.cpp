#include "models/kinetics/transport_capacity.hpp"

#include <cmath>

#include "engine/numerics/powers.hpp"
#include "models/kinetics/bed_shear.hpp"

namespace qingliu {
namespace {

constexpr double viscosity = 1e-6;  // m2 s-1, kinematic, of water at 20 degC

}  // namespace

Block zhang_capacity(const Block& velocity, const Block& depth, double settling, double factor, double exponent) {
    const Block strength = velocity * velocity * velocity / (gravity * settling * depth);
    return factor * power(strength, Block(exponent));
}

Block engelund_hansen_capacity(const Block& velocity, const Block& depth, double grain, double roughness) {
    const double of_grains =
        0.05 * roughness * roughness * roughness / (std::sqrt(gravity) * submerged_weight * submerged_weight * grain);
    const Block square = velocity * velocity;
    // U^5 n^3 / sqrt(H) over U H
    return solids_density * of_grains * square * square / (depth * sqrt(depth));
}

Block van_rijn_capacity(const Block& velocity, const Block& depth, double grain) {
    const double dimensionless = grain * std::cbrt(submerged_weight * gravity / (viscosity * viscosity));
    const double scale = std::sqrt(submerged_weight * gravity * grain);
    const bool coarse = grain > 0.5e-3;
    const double critical = coarse ? 8.5 * std::pow(grain, 0.6) : 0.19 * std::pow(grain, 0.1);
    constexpr double ln10 = 2.302585092994046;
    const Block critical_velocity = critical * max(logarithm(4.0 * depth * (1 / (2 * grain))), Block(0.0)) * (1 / ln10);
    const Block excess = max(velocity - critical_velocity, Block(0.0)) * (1 / scale);
    return solids_density * 0.012 * grain * std::pow(dimensionless, -0.6) * power(excess, Block(2.4)) / depth;
}

}  // namespace qingliu
