// The distribution of a concentration inside a cell: a parabola in the coordinate of volume, seen from the end where
// water leaves. Colella & Woodward (1984): edge values eq. 1.6-1.7 for unequal cells, monotone limiter eq. 1.10.
#pragma once

#include "models/transport/constituent_block.hpp"

namespace qingliu {

/// Edge value between cells u | d with neighbours uu and dd: c_u + across (c_d - c_u) + upstream (c_u - c_uu) +
/// downstream (c_dd - c_d).
template <class Number>
struct EdgeWeights {
    Number across, upstream, downstream;
};

/// The cubic through the mass of four cells of volumes uu, u, d, dd (m3, u and d > 0, the others >= 0), taken at the
/// edge u | d: Colella & Woodward eq. 1.6 with their unlimited slopes (1.7) put in and terms collected. Equal volumes
/// give 1/2, 1/12, -1/12.
template <class Number>
[[nodiscard]] QINGLIU_INLINE EdgeWeights<Number> edge_weights(Number uu, Number u, Number d, Number dd) {
    const Number first_pair = uu + u, middle_pair = u + d, last_pair = d + dd;
    const Number first_three = uu + middle_pair, last_three = middle_pair + dd;
    const Number scale = u * d / (first_three + dd);
    const Number a = scale * last_pair / first_three, b = scale * first_pair / last_three;
    return {(u + b - a) / middle_pair, a / first_pair, -(b / last_pair)};
}

/// The edge value, kept between the two cells it parts.
[[nodiscard]] QINGLIU_INLINE Octet edge_value(const EdgeWeights<Octet>& weights, const Octet& uu, const Octet& u,
                                              const Octet& d, const Octet& dd) {
    const Octet edge = u + weights.across * (d - u) + weights.upstream * (u - uu) + weights.downstream * (dd - d);
    return max(min(u, d), min(edge, max(u, d)));
}

/// Mean concentration of the fraction of a cell that lies next to its leaving end, less the mean of the cell. With
/// rises L = mean - far edge and R = near edge - mean the parabola gives (1 - x)^2 R + x (1 - x) L; it is monotone when
/// L and R have one sign and neither exceeds twice the other (eq. 1.10 rewritten), and flat otherwise.
struct EndFraction {
    explicit EndFraction(double x) : near((1.0 - x) * (1.0 - x)), far(x * (1.0 - x)) {}
    double near, far;

    [[nodiscard]] QINGLIU_INLINE Octet excess(const Octet& mean, const Octet& far_edge, const Octet& near_edge) const {
        const Octet left = mean - far_edge, right = near_edge - mean;
        const Octet twice_left = left + left, twice_right = right + right;
        const Octet size_left = left * left, size_right = right * right;
        const Octet l = select(size_left > Octet(4.0) * size_right, twice_right, left);
        const Octet r = select(size_right > Octet(4.0) * size_left, twice_left, right);
        return select(left * right > Octet(0.0), Octet(near) * r + Octet(far) * l, Octet(0.0));
    }
};

}  // namespace qingliu
