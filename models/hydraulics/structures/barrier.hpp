// Weir, sluice gate and rubber dam: one law for a barrier across the channel, free, drowned, submerged and reversed.
//
//   Q = C_d b y sqrt(2 g (h_1 - h_v)),   y = min(mu a, max(h_2, 2/3 h_1)),   h_v = max(h_2, y)
//
// h_1, h_2: depth above the sill on the higher and the lower side; b: clear width; a: opening under the gate; mu:
// contraction of the jet.
// - jet clear of the gate (mu a large) and h_2 < 2/3 h_1: free broad-crested weir, Q = C_d (2/3)^(3/2) sqrt(g) b
// h_1^(3/2)
// - jet clear of the gate and h_2 > 2/3 h_1: drowned weir, Q = C_d b h_2 sqrt(2 g (h_1 - h_2))
// - gate in the water, jet free: Q = C_d mu a b sqrt(2 g (h_1 - mu a)); submerged: Q = C_d mu a b sqrt(2 g (h_1 - h_2))
// Both pairs meet where the minima and maxima switch, so the law is continuous, and once differentiable across the
// modular limit. A weir has a = infinity; a rubber dam is a weir whose crest is its inflated height. Sources: Bos
// (1989), Discharge Measurement Structures, eq. 1.36 (broad crest); Henderson (1966), eq. 6.21 (gate).
//
//   structures:
//     - {name: 合河闸, kind: gate, river: 卫河, at: 0 km, sill: 70.10 m, width: 12.5 m, height: 2.5 m, opening: 0.05 m,
//     source: W6, confidence: verified}
#pragma once

#include "engine/base/lanes.hpp"

namespace qingliu {

constexpr double gravity = 9.81;  // m s-2

/// What every face answers: discharge (m3 s-1, + downstream) and its derivatives by the levels on both sides (m2 s-1).
template <int W>
struct FaceLaw {
    Lanes<W> discharge, by_level_up, by_level_down;
};

template <int W>
struct Barrier {
    double width = 0;                  ///< m
    double discharge_coefficient = 1;  ///< 1
    Lanes<W> crest_level = 0.0;        ///< m
    Lanes<W> jet_height = 1e6;         ///< m, mu a; very large for a weir

    [[nodiscard]] QINGLIU_INLINE FaceLaw<W> law(const Lanes<W>& level_up, const Lanes<W>& level_down) const {
        using T = Lanes<W>;
        const T zero(0.0), one(1.0);
        // head below which the root is rounded off, so that the derivative stays finite when both levels meet
        constexpr double rounding = 1e-4;  // m
        const auto forward = level_up >= level_down;
        const T h1 = max(select(forward, level_up, level_down) - crest_level, zero);
        const T h2 = max(select(forward, level_down, level_up) - crest_level, zero);
        const T critical = h1 * (2.0 / 3.0);
        const auto tail_rules = h2 > critical;
        const T unconfined = select(tail_rules, h2, critical);
        const auto clear = unconfined < jet_height;
        const T y = select(clear, unconfined, jet_height);
        const T y_by_1 = select(clear & !tail_rules, T(2.0 / 3.0), zero);
        const T y_by_2 = select(clear & tail_rules, one, zero);
        const auto submerged = h2 >= y;
        const T d = max(h1 - select(submerged, h2, y), zero);
        const T d_by_1 = one - select(submerged, zero, y_by_1);
        const T d_by_2 = -select(submerged, one, y_by_2);
        const T root = one / sqrt(d + rounding);
        const T f = d * root;
        const T f_by_d = (0.5 * d + rounding) * (root * root * root);
        const T factor(width * discharge_coefficient * 4.429446918070143);  // b C_d sqrt(2 g)
        const T q = factor * y * f;
        const auto wet = h1 > zero;
        const T by_1 = select(wet, factor * (y_by_1 * f + y * f_by_d * d_by_1), zero);
        const T by_2 = select(wet & (h2 > zero), factor * (y_by_2 * f + y * f_by_d * d_by_2), zero);
        return {select(forward, q, -q), select(forward, by_1, -by_2), select(forward, by_2, -by_1)};
    }
};

}  // namespace qingliu
