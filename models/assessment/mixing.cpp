#include "models/assessment/mixing.hpp"

#include "engine/base/unknown.hpp"

namespace qingliu {

double mixing_length(double velocity, double top_width, double depth, double shear_velocity) {
    if (!(velocity > 0 && top_width > 0 && depth > 0 && shear_velocity > 0)) return unknown;
    const double transverse_mixing = 0.6 * depth * shear_velocity;  // m2 s-1
    return 0.4 * velocity * top_width * top_width / transverse_mixing;
}

SectionMixing mixing_at(const OutfallAbove& outfall) {
    return {outfall.source, outfall.distance,
            mixing_length(outfall.velocity, outfall.top_width, outfall.depth, outfall.shear_velocity)};
}

}  // namespace qingliu
