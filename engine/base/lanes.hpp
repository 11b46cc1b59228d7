// Lanes<W>: W scenarios' values of one number, advancing together. Kernels are written once on Lanes<W>; W = 1 is the
// same code path. Built on the compiler's vector types, four doubles at a time, so that every operation is one IEEE
// operation per lane: lane k of any pack holds the same bits as the scenario run alone (given -ffp-contract=off).
#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

namespace qingliu {

#define QINGLIU_INLINE inline __attribute__((always_inline))

// Statements for each part, written out at compile time: a loop would keep the parts in memory instead of registers
// (g++ 12).
#define QINGLIU_EACH_PART(parts, ...) \
    {                                 \
        {                             \
            constexpr int p = 0;      \
            __VA_ARGS__;              \
        }                             \
        if constexpr ((parts) > 1) {  \
            constexpr int p = 1;      \
            __VA_ARGS__;              \
        }                             \
    }

namespace lane_parts {
using Four = double __attribute__((vector_size(32)));
using FourMask = std::int64_t __attribute__((vector_size(32)));
using FourBits = std::uint64_t __attribute__((vector_size(32)));

#ifdef __AVX512F__
using Eight = double __attribute__((vector_size(64)));
using EightMask = std::int64_t __attribute__((vector_size(64)));
using EightBits = std::uint64_t __attribute__((vector_size(64)));
#endif

template <int W>
struct Layout {
    static_assert(W == 4 || W == 8, "packs are 1, 4 or 8 lanes wide");
    using Part = Four;
    using MaskPart = FourMask;
    using BitsPart = FourBits;
    static constexpr int parts = W / 4;
    static constexpr int wide = 4;  ///< lanes of a part
};
#ifdef __AVX512F__
/// Where registers hold eight.
template <>
struct Layout<8> {
    using Part = Eight;
    using MaskPart = EightMask;
    using BitsPart = EightBits;
    static constexpr int parts = 1;
    static constexpr int wide = 8;
};
#endif
template <>
struct Layout<1> {
    using Part = double;
    using MaskPart = bool;
    using BitsPart = std::uint64_t;
    static constexpr int parts = 1;
    static constexpr int wide = 1;
};

QINGLIU_INLINE double square_root(double a) { return std::sqrt(a); }
template <class Part>
QINGLIU_INLINE Part square_root(Part a) {
    Part r;
    for (std::size_t i = 0; i < sizeof a / sizeof(double); ++i) r[i] = std::sqrt(a[i]);
    return r;
}
}  // namespace lane_parts

/// Truth per lane.
template <int W>
struct Mask {
    using L = lane_parts::Layout<W>;
    typename L::MaskPart part[L::parts];

    QINGLIU_INLINE bool operator[](int lane) const {
        if constexpr (W == 1) {
            return part[0];
        } else {
            return part[lane / L::wide][lane % L::wide] != 0;
        }
    }
    QINGLIU_INLINE void set(int lane, bool value) {
        if constexpr (W == 1) {
            part[0] = value;
        } else {
            part[lane / L::wide][lane % L::wide] = value ? -1 : 0;
        }
    }
    [[nodiscard]] static Mask all(bool value) {
        Mask m;
        for (int lane = 0; lane < W; ++lane) m.set(lane, value);
        return m;
    }
    [[nodiscard]] bool any() const {
        for (int lane = 0; lane < W; ++lane) {
            if ((*this)[lane]) return true;
        }
        return false;
    }
    [[nodiscard]] QINGLIU_INLINE bool all() const {
        if constexpr (W == 1) {
            return part[0];
        } else {
            typename L::MaskPart both = part[0];
            QINGLIU_EACH_PART(L::parts, both &= part[p])
            std::int64_t every = -1;
            for (int lane = 0; lane < L::wide; ++lane) every &= both[lane];
            return every != 0;
        }
    }
    friend QINGLIU_INLINE Mask operator&(Mask a, const Mask& b) {
        QINGLIU_EACH_PART(L::parts, a.part[p] = static_cast<typename L::MaskPart>(a.part[p] & b.part[p]))
        return a;
    }
    friend QINGLIU_INLINE Mask operator|(Mask a, const Mask& b) {
        QINGLIU_EACH_PART(L::parts, a.part[p] = static_cast<typename L::MaskPart>(a.part[p] | b.part[p]))
        return a;
    }
    friend QINGLIU_INLINE Mask operator!(Mask a) {
        QINGLIU_EACH_PART(L::parts, a.part[p] = (a.part[p] == 0))
        return a;
    }
};

template <int W>
struct alignas(sizeof(typename lane_parts::Layout<W>::Part)) Lanes {
    using L = lane_parts::Layout<W>;
    typename L::Part part[L::parts];

    Lanes() = default;
    /// The same value in every lane.
    QINGLIU_INLINE Lanes(double value) {  // NOLINT(google-explicit-constructor): numbers mix with lanes in formulas
        if constexpr (W == 1) {
            part[0] = value;
        } else {
            QINGLIU_EACH_PART(L::parts, part[p] = value - typename L::Part{})
        }
    }
    QINGLIU_INLINE double operator[](int lane) const {
        if constexpr (W == 1) {
            return part[0];
        } else {
            return part[lane / L::wide][lane % L::wide];
        }
    }
    QINGLIU_INLINE void set(int lane, double value) {
        if constexpr (W == 1) {
            part[0] = value;
        } else {
            part[lane / L::wide][lane % L::wide] = value;
        }
    }

#define QINGLIU_LANE_OPERATOR(op)                                       \
    friend QINGLIU_INLINE Lanes operator op(Lanes a, const Lanes& b) {  \
        QINGLIU_EACH_PART(L::parts, a.part[p] = a.part[p] op b.part[p]) \
        return a;                                                       \
    }                                                                   \
    QINGLIU_INLINE Lanes& operator op##=(const Lanes& b) {              \
        QINGLIU_EACH_PART(L::parts, part[p] = part[p] op b.part[p])     \
        return *this;                                                   \
    }
    QINGLIU_LANE_OPERATOR(+)
    QINGLIU_LANE_OPERATOR(-)
    QINGLIU_LANE_OPERATOR(*)
    QINGLIU_LANE_OPERATOR(/)
#undef QINGLIU_LANE_OPERATOR

#define QINGLIU_LANE_COMPARISON(op)                                             \
    friend QINGLIU_INLINE Mask<W> operator op(const Lanes& a, const Lanes& b) { \
        Mask<W> m;                                                              \
        QINGLIU_EACH_PART(L::parts, m.part[p] = a.part[p] op b.part[p])         \
        return m;                                                               \
    }
    QINGLIU_LANE_COMPARISON(<)
    QINGLIU_LANE_COMPARISON(<=)
    QINGLIU_LANE_COMPARISON(>)
    QINGLIU_LANE_COMPARISON(>=)
#undef QINGLIU_LANE_COMPARISON

    friend QINGLIU_INLINE Lanes operator-(Lanes a) {
        QINGLIU_EACH_PART(L::parts, a.part[p] = -a.part[p])
        return a;
    }
};

/// Lane by lane: mask ? a : b. Both sides must be finite.
template <int W>
QINGLIU_INLINE Lanes<W> select(const Mask<W>& mask, const Lanes<W>& a, const Lanes<W>& b) {
    Lanes<W> r;
    QINGLIU_EACH_PART(Lanes<W>::L::parts, r.part[p] = mask.part[p] ? a.part[p] : b.part[p])
    return r;
}
template <int W>
QINGLIU_INLINE Lanes<W> max(const Lanes<W>& a, const Lanes<W>& b) {
    return select(a > b, a, b);
}
template <int W>
QINGLIU_INLINE Lanes<W> min(const Lanes<W>& a, const Lanes<W>& b) {
    return select(a < b, a, b);
}
template <int W>
QINGLIU_INLINE Lanes<W> abs(const Lanes<W>& a) {
    return select(a < Lanes<W>(0.0), -a, a);
}
template <int W>
QINGLIU_INLINE Lanes<W> sqrt(const Lanes<W>& a) {
    Lanes<W> r;
    QINGLIU_EACH_PART(Lanes<W>::L::parts, r.part[p] = lane_parts::square_root(a.part[p]))
    return r;
}

template <int W>
using LaneField = std::vector<Lanes<W>>;  ///< [place], lanes innermost

}  // namespace qingliu
