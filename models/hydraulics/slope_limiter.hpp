// The limiter that keeps second order from making new extremes.
#pragma once

#include "engine/base/lanes.hpp"

namespace qingliu {

/// Van Leer (1974): which share of a rise may be used, given the rise before it over the same distance; 1 where it is
/// no larger than the one before, 0 at an extreme. Not above 1: beyond the middle nothing is gained. Ripples below
/// 1e-5 (m, m s-1) are no extremes: limiting them would keep a steady flow from settling.
template <int W>
QINGLIU_INLINE Lanes<W> limited(const Lanes<W>& before, const Lanes<W>& rise) {
    using T = Lanes<W>;
    constexpr double ripple = 1e-10;
    const T allowed = max(2.0 * before * rise + ripple, T(0.0));
    return allowed / max(max(rise * (before + rise), allowed), T(1e-300));
}

}  // namespace qingliu
