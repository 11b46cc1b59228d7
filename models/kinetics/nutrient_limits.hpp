// What holds algae back: nutrients, light, and which nitrogen they take.
#pragma once

#include <string>
#include <vector>

#include "engine/base/quantity.hpp"
#include "engine/numerics/powers.hpp"
#include "models/kinetics/solids.hpp"

namespace qingliu {

/// c / (K + c) (Monod 1949) and its slope by c.
struct Limit {
    Block value;
    Block slope;  ///< m3 g-1
};
QINGLIU_INLINE Limit limit_of(const Block& c, double half_saturation) {
    const Block k(half_saturation + 1e-9);
    const Block inverse = 1.0 / (c + k);
    return {c * inverse, k * inverse * inverse};
}

/// Share of the nitrogen that is taken as ammonia (Thomann & Fitzpatrick 1982), and its slopes.
struct Choice {
    Block ammonia;
    Block by_ammonia, by_nitrate;  ///< m3 g-1
};
QINGLIU_INLINE Choice ammonia_choice(const Block& ammonia, const Block& nitrate, double preference) {
    const Block k(preference);
    const Block a = 1.0 / (k + ammonia), b = 1.0 / (k + nitrate), s = 1.0 / (ammonia + nitrate + 1e-12);
    Choice choice;
    choice.ammonia = ammonia * b * (nitrate * a + k * s);
    choice.by_ammonia = k * b * (nitrate * a * a + (nitrate + 1e-12) * s * s);
    choice.by_nitrate = ammonia * k * b * (a * b - s * b - s * s);
    return choice;
}

/// Share of the phosphate that is in solution: 1 / (1 + Kd S); where nothing sorbs the solids need not be known. (Where
/// what is sorbed is carried by itself, the partition is 0: see partition_of.)
QINGLIU_INLINE Block dissolved_share(const Concentrations& c, const CarriedSolids& solids, double partition) {
    if (partition <= 0) return Block(1.0);
    return 1.0 / (1.0 + partition * solids.sum(c));
}

/// The partition of phosphate, out of what a process has been told; none where what is sorbed is carried by itself.
inline double partition_of(double partition, const ProcessSettings& settings) {
    return settings.carries(species::sorbed_phosphate) ? 0 : partition;
}

/// How light limits, 0 .. 1.
class LightLimit {
public:
    /// `formula`: index into light_formulas(); `constant` in SI, as parameters have it.
    LightLimit(double formula, double constant)
        : formula_(static_cast<int>(formula)), constant_(from_si(constant, "W/m2")) {}

    /// Mean over the depth (m) of water with extinction ke (m-1) under `light` (W m-2).
    [[nodiscard]] Block mean(const Block& light, const Block& ke, const Block& depth) const;
    /// The same where the water says these.
    [[nodiscard]] Block mean(const CellWater& water) const {
        return water.mean_light.of({formula_, constant_},
                                   [&] { return mean(water.drivers.light, water.extinction, water.drivers.depth); });
    }
    /// At the bottom.
    [[nodiscard]] Block at_bottom(const Block& light, const Block& ke, const Block& depth) const;

private:
    int formula_;
    double constant_;  // W m-2
};
/// half_saturation, smith, steele
std::vector<std::string> light_formulas();

}  // namespace qingliu
