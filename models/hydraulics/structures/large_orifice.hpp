// The jet through a rectangular opening, summed over its height: orifice and flap gate.
#pragma once

#include "models/hydraulics/structures/barrier.hpp"

namespace qingliu {

/// Discharge from the higher to the lower side (m3 s-1); the equation is in orifice.cpp. Height and heads from the
/// sill.
template <int W>
QINGLIU_INLINE Dual<W> large_orifice(const Heads<W>& h, double width, double height, double coefficient) {
    using D = Dual<W>;
    const D dry(0.0), drowned = min(h.low, D(height));
    const D above = three_halves_power(max(h.high - drowned, dry)) - three_halves_power(max(h.high - D(height), dry));
    const D below = drowned * rounded_root(max(h.high - h.low, dry));
    return D(coefficient * width * root_of_2g) * (D(2.0 / 3.0) * above + below);
}

}  // namespace qingliu
