// A barrier across the channel, free, drowned, submerged and reversed: what weir, gate and rubber dam have in common.
//
//   Q = C_d b y sqrt(2 g (h_1 - h_v)),   y = min(mu a, max(h_2, 2/3 h_1)),   h_v = max(h_2, y)
//
// h_1, h_2: depth above the sill on the higher and the lower side; b: clear width; a: opening under the gate; mu:
// contraction of the jet.
// - jet clear of the gate (mu a large) and h_2 < 2/3 h_1: free broad-crested weir,
//   Q = C_d (2/3)^(3/2) sqrt(g) b h_1^(3/2)
// - jet clear of the gate and h_2 > 2/3 h_1: drowned weir, Q = C_d b h_2 sqrt(2 g (h_1 - h_2))
// - gate in the water, jet free: Q = C_d mu a b sqrt(2 g (h_1 - mu a)); submerged: Q = C_d mu a b sqrt(2 g (h_1 - h_2))
// Both pairs meet where the minima and maxima switch, so the law is continuous, and once differentiable across the
// modular limit. Sources: Bos (1989), Discharge Measurement Structures, eq. 1.36 (broad crest); Henderson (1966),
// eq. 6.21 (gate).
#pragma once

#include "models/hydraulics/structures/work.hpp"

namespace qingliu {

constexpr double root_of_2g = 4.4294469180700204;  // m^(1/2) s-1

/// Depths above a crest on the higher and the lower side.
template <int W>
struct Heads {
    Dual<W> high, low;  ///< m, >= 0
    Mask<W> forward;    ///< the higher side is upstream

    QINGLIU_INLINE Heads(const Dual<W>& up, const Dual<W>& down, const Dual<W>& crest)
        : high(0.0), low(0.0), forward(up >= down) {
        const Dual<W> dry(0.0);
        high = max(select(forward, up, down) - crest, dry);
        low = max(select(forward, down, up) - crest, dry);
    }
    /// A discharge from the higher to the lower side, + downstream.
    [[nodiscard]] QINGLIU_INLINE Dual<W> directed(const Dual<W>& q) const { return select(forward, q, -q); }
};

/// sqrt(d) for a difference of heads d >= 0, rounded off where both levels meet so that its derivative stays finite:
/// d / (d^2 + r^2)^(1/4) with r = 0.1 mm; within 1e-6 of the root above 5 cm.
template <int W>
QINGLIU_INLINE Dual<W> rounded_root(const Dual<W>& d, double r = 1e-4) {
    return d / sqrt(sqrt(d * d + Dual<W>(r * r)));
}

/// Discharge from the higher to the lower side, m3 s-1. `jet`: mu a in m, very large where no gate is in the water.
template <int W>
QINGLIU_INLINE Dual<W> barrier_discharge(const Heads<W>& h, double width, double discharge_coefficient,
                                         const Dual<W>& jet) {
    const Dual<W> y = min(max(h.low, h.high * Dual<W>(2.0 / 3.0)), jet);
    const Dual<W> head = max(h.high - max(h.low, y), Dual<W>(0.0));
    return Dual<W>(width * discharge_coefficient * root_of_2g) * y * rounded_root(head);
}

constexpr double clear_of_the_water = 1e6;  // m, jet height of a barrier without a gate

}  // namespace qingliu
