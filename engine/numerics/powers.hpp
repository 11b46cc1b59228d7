// Exponential, logarithm, powers and roots for lanes: the same bits for every lane width, which libm and libmvec do not
// give. Accurate to about 1 ulp (powers: a few, growing with |y log x|); the tests hold the bounds.
#pragma once

#include "engine/base/lanes.hpp"
#include "engine/numerics/cube_root.hpp"

namespace qingliu {

namespace power_parts {
// ln 2 in two pieces; the first has 21 trailing zero bits, so that its product with an exponent is exact.
inline constexpr double ln2_high = 0x1.62e42fee00000p-1;
inline constexpr double ln2_low = 0x1.a39ef35793c76p-33;
/// 1.5 * 2^52: adding it leaves the nearest whole number in the low bits of the sum.
inline constexpr double whole = 6755399441055744.0;

template <class Part, class Bits>
QINGLIU_INLINE Bits bits_of(const Part& value) {
    Bits bits;
    static_assert(sizeof bits == sizeof value);
    std::memcpy(&bits, &value, sizeof bits);
    return bits;
}
template <class Part, class Bits>
QINGLIU_INLINE Part from_bits(const Bits& bits) {
    Part value;
    std::memcpy(&value, &bits, sizeof value);
    return value;
}

/// c0 + c1 x + ... + c11 x^11 by pairs, then fours (Estrin 1960): a third of the waiting of one term after the other.
template <int W>
QINGLIU_INLINE Lanes<W> polynomial(const Lanes<W>& x, const double (&c)[12]) {
    const Lanes<W> x2 = x * x, x4 = x2 * x2;
    const Lanes<W> low = (c[0] + c[1] * x) + (c[2] + c[3] * x) * x2;
    const Lanes<W> middle = (c[4] + c[5] * x) + (c[6] + c[7] * x) * x2;
    const Lanes<W> high = (c[8] + c[9] * x) + (c[10] + c[11] * x) * x2;
    return low + (middle + high * x4) * x4;
}
}  // namespace power_parts

/// exp(x). Below -708 the result is 0; above 709 the argument counts as 709.
/// x = k ln 2 + r with |r| <= ln 2 / 2, the Taylor series of exp(r) to r^13 (remainder 4e-18), then k into the
/// exponent.
template <int W>
QINGLIU_INLINE Lanes<W> exponential(const Lanes<W>& x) {
    using L = lane_parts::Layout<W>;
    const Lanes<W> bounded = max(min(x, Lanes<W>(709.0)), Lanes<W>(-708.0));
    const Lanes<W> shifted = bounded * 0x1.71547652b82fep+0 + power_parts::whole;
    const Lanes<W> k = shifted - power_parts::whole;
    const Lanes<W> r = (bounded - k * power_parts::ln2_high) - k * power_parts::ln2_low;
    const Lanes<W> tail = power_parts::polynomial<W>(
        r, {0.5, 1.0 / 6.0, 1.0 / 24.0, 1.0 / 120.0, 1.0 / 720.0, 1.0 / 5040.0, 1.0 / 40320.0, 1.0 / 362880.0,
            1.0 / 3628800.0, 1.0 / 39916800.0, 1.0 / 479001600.0, 1.0 / 6227020800.0});
    Lanes<W> result = 1.0 + (r + r * r * tail);
    for (int p = 0; p < L::parts; ++p) {
        using Part = typename L::Part;
        using Bits = typename L::BitsPart;
        const Bits scale = power_parts::bits_of<Part, Bits>(shifted.part[p]) << 52;
        result.part[p] = power_parts::from_bits<Part, Bits>(power_parts::bits_of<Part, Bits>(result.part[p]) + scale);
    }
    return select(x < Lanes<W>(-708.0), Lanes<W>(0.0), result);
}

/// ln(x) for x > 0; what is below the smallest normal number (zero and negatives too) counts as that number.
/// x = 2^e (1 + f) with 1 + f in [sqrt(1/2), sqrt(2)), s = f / (2 + f), ln(1 + f) = 2 atanh(s) as its series to s^21.
template <int W>
QINGLIU_INLINE Lanes<W> logarithm(const Lanes<W>& x) {
    using L = lane_parts::Layout<W>;
    const Lanes<W> bounded = max(x, Lanes<W>(0x1p-1022));
    Lanes<W> exponent;
    Lanes<W> f;
    for (int p = 0; p < L::parts; ++p) {
        using Part = typename L::Part;
        using Bits = typename L::BitsPart;
        const Bits bits = power_parts::bits_of<Part, Bits>(bounded.part[p]);
        // the constant is bits(1) - bits(sqrt(1/2)): mantissas from sqrt(1/2) up carry into the exponent
        const Bits biased = (bits + 0x00095f619980c433ULL) >> 52;
        exponent.part[p] = power_parts::from_bits<Part, Bits>(biased | 0x4330000000000000ULL) - (0x1p52 + 1023.0);
        f.part[p] = power_parts::from_bits<Part, Bits>(bits - (biased << 52) + 0x3ff0000000000000ULL) - 1.0;
    }
    const Lanes<W> s = f / (2.0 + f);
    const Lanes<W> z = s * s;
    const Lanes<W> series =
        power_parts::polynomial<W>(z, {2.0 / 3.0, 2.0 / 5.0, 2.0 / 7.0, 2.0 / 9.0, 2.0 / 11.0, 2.0 / 13.0, 2.0 / 15.0,
                                       2.0 / 17.0, 2.0 / 19.0, 2.0 / 21.0, 0.0, 0.0});
    // 2 s = f - s f, so that the largest term, f itself, carries no rounding of the quotient
    const Lanes<W> half_square = 0.5 * f * f;
    const Lanes<W> correction = s * (half_square + z * series) + exponent * power_parts::ln2_low;
    return exponent * power_parts::ln2_high - ((half_square - correction) - f);
}

/// x^y for x >= 0 as exp(y ln x); relative error about (1 + |y ln x|) * 2e-16. 0^y is 0 to about 1e-308^y for y > 0.
template <int W>
QINGLIU_INLINE Lanes<W> power(const Lanes<W>& x, const Lanes<W>& y) {
    return exponential(y * logarithm(x));
}

/// x^(1/3) for x = 0 or 1e-150 < x < 1e150.
template <int W>
QINGLIU_INLINE Lanes<W> cube_root(const Lanes<W>& x) {
    const Lanes<W> safe = max(x, Lanes<W>(1e-150));
    const Lanes<W> y = inverse_cube_root(safe);
    const Lanes<W> square = y * y;
    Lanes<W> root = safe * square;
    root = root - (root * root * root - safe) * (square * (1.0 / 3.0));
    return select(x > Lanes<W>(1e-150), root, Lanes<W>(0.0));
}

/// The same for one number.
double exponential(double x);
double logarithm(double x);
double power(double x, double y);
double cube_root(double x);
double inverse_cube_root(double x);

}  // namespace qingliu
