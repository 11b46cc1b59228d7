// Sections as tables that kernels look up. Between two depths the area is an exact quadratic and the hydraulic radius
// that stands for the whole conveyance, R = (K n / A)^(3/2), a cubic, so that Manning's formula K = A R^(2/3) / n holds
// for every shape, compound or not. The knots are the depths of the survey and as many more as it takes to
// have K within 1e-4 of the exact formula from 1 mm of depth up. R is smooth where K is not small powers of the depth:
// few knots are enough.
//
// K does not descend with depth. Where the formula's does (over a wide bench, or where the waters of two hollows meet)
// the table holds K until the formula has caught up.
#pragma once

#include <functional>
#include <span>
#include <vector>

namespace qingliu {

/// Hydraulic radius is taken at this depth where the water is shallower, m.
constexpr double friction_depth = 1e-3;

/// One stretch of depth of a table, a cache line. With d = depth - bottom: A = area + d (width + half_widening d),
/// B = width + 2 half_widening d, R = radius[0] + d (radius[1] + d (radius[2] + d radius[3])).
struct alignas(64) SectionPiece {
    double bottom = 0;                ///< m, depth at which it begins
    double area = 0;                  ///< m2 at `bottom`
    double width = 0;                 ///< m at `bottom`
    double half_widening = 0;         ///< 1, half of dB/dh
    double radius[4] = {0, 0, 0, 0};  ///< m, 1, m-1, m-2; zeros where a table only stores

    [[nodiscard]] double area_at(double depth) const {
        const double d = depth - bottom;
        return area + d * (width + half_widening * d);
    }
    [[nodiscard]] double width_at(double depth) const { return width + 2 * half_widening * (depth - bottom); }
    [[nodiscard]] double radius_at(double depth) const {
        const double d = depth - bottom;
        return radius[0] + d * (radius[1] + d * (radius[2] + d * radius[3]));
    }
};

/// The piece that holds a depth; the last one goes on upward for ever. Precondition: there is one.
const SectionPiece& piece_at(std::span<const SectionPiece> pieces, double depth);

/// Pieces of an area whose width (m) is linear between `depths` (m, ascending from 0) and constant above the last.
/// `width` is asked inside the stretches alone, and the area gathers it. A section that ends in a point counts in its
/// lowest centimetre as a rectangle of the same area, so that a dry bed has a width to fill.
std::vector<SectionPiece> pieces_of_width(const std::vector<double>& depths,
                                          const std::function<double(double)>& width);

/// The same pieces, cut into more, with the radius of a conveyance (m3 s-1 at a depth in m) for roughness `manning_n`.
std::vector<SectionPiece> with_radius(const std::vector<SectionPiece>& areas, double manning_n,
                                      const std::function<double(double)>& conveyance);

/// (1 - share) of one table and `share` of the other at equal depths, areas only.
std::vector<SectionPiece> blended(std::span<const SectionPiece> one, std::span<const SectionPiece> other, double share);

}  // namespace qingliu
