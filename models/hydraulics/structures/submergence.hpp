// Factors of submergence of free overfalls, by the heads above the crest on the higher and the lower side.
#pragma once

#include "models/hydraulics/structures/barrier.hpp"

namespace qingliu {

/// (2/3)^(3/2) sqrt(g): free discharge of a broad crest per m width and m^(3/2) head.
constexpr double broad_crest = 1.7048949136725897;

/// low / high, 0 where there is no head.
template <int W>
QINGLIU_INLINE Dual<W> submergence_ratio(const Dual<W>& high, const Dual<W>& low) {
    return low / max(high, Dual<W>(1e-6));
}

/// x^p for 0 <= x <= 1 and 0 < p < 1, rounded off below 5e-5, where the power is infinitely steep: x (x^2 +
/// (5e-5)^2)^((p-1)/2).
template <int W>
QINGLIU_INLINE Dual<W> rounded_power(const Dual<W>& x, double p) {
    return x * power(x * x + Dual<W>(25e-10), 0.5 * (p - 1));
}

/// Villemonte (1947), Submerged-weir discharge studies: (1 - (h_2/h_1)^(3/2))^0.385; 1 where h_2 <= 0.
template <int W>
QINGLIU_INLINE Dual<W> villemonte(const Dual<W>& high, const Dual<W>& low) {
    const Dual<W> part = three_halves_power(min(submergence_ratio<W>(high, low), Dual<W>(1.0)));
    return rounded_power<W>(Dual<W>(1.0) - part, 0.385);
}

/// SL 265, as handbooks quote it (general knowledge, not read in the standard itself): sigma = 2.31 x (1 - x)^0.4,
/// x = h_2/h_1, beyond its largest value at x = 1/1.4; 1 before it. The factor
/// h_2/h_1, beyond its largest value at x = 1/1.4; 1 before it. The factor 2.31 is taken as 1.4^1.4 / 0.4^0.4 = 2.3108,
/// which makes that largest value 1.
template <int W>
QINGLIU_INLINE Dual<W> manual_submergence(const Dual<W>& high, const Dual<W>& low) {
    const Dual<W> x = min(submergence_ratio<W>(high, low), Dual<W>(1.0));
    const Dual<W> submerged = Dual<W>(2.310762193528584) * x * rounded_power<W>(Dual<W>(1.0) - x, 0.4);
    return select(x.value > Lanes<W>(1 / 1.4), submerged, Dual<W>(1.0));
}

}  // namespace qingliu
