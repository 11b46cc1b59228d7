// R^(-1/3) for lanes, without division: the same bits for every lane width. Manning's R^(2/3) = R * R^(-1/3), R^(-4/3)
// = (R^(-1/3))^4.
#pragma once

#include "engine/base/lanes.hpp"

namespace qingliu {

namespace root_parts {
/// A third of the bit pattern, negated: the exponent of x^(-1/3) and a first guess of its mantissa.
template <class Bits, class Part>
QINGLIU_INLINE Part guess(const Part& x) {
    Bits bits;
    std::memcpy(&bits, &x, sizeof bits);
    // bits / 3 as the sum of bits / 4^k: there is no 64-bit integer multiply in AVX2
    Bits third = (bits >> 2) + (bits >> 4);
    third = third + (third >> 4);
    third = third + (third >> 8);
    third = third + (third >> 16);
    bits = 0x553ef0ff289dd796ULL - third;
    Part y;
    std::memcpy(&y, &bits, sizeof y);
    return y;
}
}  // namespace root_parts

/// x^(-1/3) for 1e-150 < x < 1e150, to 3 ulp. A guess from the exponent bits (a third of the bit pattern), then three
/// third-order Householder steps on f(y) = y^-3 - x: with e = 1 - x y^3, y <- y (1 + e/3 + 2 e^2/9).
template <int W>
QINGLIU_INLINE Lanes<W> inverse_cube_root(const Lanes<W>& x) {
    using L = lane_parts::Layout<W>;
    Lanes<W> y;
    QINGLIU_EACH_PART(L::parts, y.part[p] = root_parts::guess<typename L::BitsPart>(x.part[p]))
    for (int k = 0; k < 3; ++k) {
        const Lanes<W> e = 1.0 - x * (y * y * y);
        y = y + y * (e * (1.0 / 3.0 + (2.0 / 9.0) * e));
    }
    return y;
}

}  // namespace qingliu
