// Sections for lanes: each lane's trapezoid of a stack, and Manning's conveyance with its derivative.
#pragma once

#include "engine/numerics/cube_root.hpp"
#include "models/hydraulics/section.hpp"

namespace qingliu {

/// The trapezoid of a stack that holds each lane's depth, gathered into lanes.
template <int W>
struct LaneTrapezoid {
    Lanes<W> bottom, area, width, widening, perimeter, steepness;
};

template <int W>
LaneTrapezoid<W> gather(const Trapezoid* stack, int count, const Lanes<W>& depth) {
    LaneTrapezoid<W> t;
    for (int lane = 0; lane < W; ++lane) {
        int k = 0;
        while (k + 1 < count && depth[lane] >= stack[k + 1].bottom) ++k;
        t.bottom.set(lane, stack[k].bottom);
        t.area.set(lane, stack[k].area);
        t.width.set(lane, stack[k].width);
        t.widening.set(lane, stack[k].widening);
        t.perimeter.set(lane, stack[k].perimeter);
        t.steepness.set(lane, stack[k].steepness);
    }
    return t;
}

/// Manning's conveyance over n, A R^(2/3), and its derivative by depth.
template <int W>
void conveyance(const Trapezoid* stack, int count, const Lanes<W>& depth, Lanes<W>& value, Lanes<W>& by_depth,
                Lanes<W>& area) {
    using T = Lanes<W>;
    const auto t = gather<W>(stack, count, depth);
    const T d = depth - t.bottom;
    area = t.area + d * (t.width + 0.5 * t.widening * d);
    const T width = t.width + t.widening * d;
    const T inverse_perimeter = 1.0 / (t.perimeter + t.steepness * d);
    const T radius = max(area * inverse_perimeter, T(1e-9));
    const T radius_by_depth = (width - radius * t.steepness) * inverse_perimeter;
    const T y = inverse_cube_root<W>(radius);
    const T r23 = radius * y;
    value = area * r23;
    by_depth = width * r23 + area * (2.0 / 3.0) * y * radius_by_depth;
}

template <int W>
struct Wetted {
    Lanes<W> area, width;  ///< m2, m
};

/// Flow section and width of the water surface.
template <int W>
QINGLIU_INLINE Wetted<W> wetted(const Trapezoid* stack, int count, const Lanes<W>& depth) {
    if (count == 1) {
        return {depth * (stack->width + 0.5 * stack->widening * depth), stack->width + stack->widening * depth};
    }
    const auto l = gather<W>(stack, count, depth);
    const Lanes<W> d = depth - l.bottom;
    return {l.area + d * (l.width + 0.5 * l.widening * d), l.width + l.widening * d};
}

}  // namespace qingliu
