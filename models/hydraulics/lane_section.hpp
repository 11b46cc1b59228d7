// Sections for lanes. A trapezoid is computed; a table is looked up: the pieces that held the depths last are kept lane
// beside lane, and only a lane that has left its piece goes back to the table. What is found depends on the depth
// alone.
#pragma once

#include <array>
#include <limits>
#include <span>
#include <vector>

#include "engine/numerics/cube_root.hpp"
#include "models/hydraulics/section.hpp"

namespace qingliu {

/// Where a section lies in the arrays of a SectionStore.
struct SectionPlace {
    int begin = 0;
    int pieces = 0;  ///< 0: a trapezoid
    int table = 0;   ///< number among the tables, from 1; 0: a trapezoid
};

/// All sections of a network, one after the other.
struct SectionStore {
    std::vector<Trapezoid> trapezoids;
    std::vector<SectionPiece> pieces;
    int tables = 0;

    SectionPlace add(const std::vector<SectionPiece>& table) {
        const SectionPlace place{static_cast<int>(pieces.size()), static_cast<int>(table.size()), ++tables};
        pieces.insert(pieces.end(), table.begin(), table.end());
        return place;
    }
    /// What flows of a shape.
    SectionPlace add_flow(const SectionShape& shape) {
        if (!shape.is_trapezoid()) return add(shape.flow);
        trapezoids.push_back(shape.trapezoid);
        return {static_cast<int>(trapezoids.size()) - 1, 0, 0};
    }
    /// The pieces of a place that is no trapezoid.
    [[nodiscard]] std::span<const SectionPiece> table(SectionPlace place) const {
        return {pieces.data() + place.begin, static_cast<std::size_t>(place.pieces)};
    }
};

/// The piece of a table that each lane was in when it was last looked up, copied out of the table: the tables of a
/// network are far larger than what its packs read of them, and lie strewn. Only speed depends on what it holds. The
/// radius comes last: cells do not ask for it.
template <int W>
struct LanePiece {
    Lanes<W> bottom = std::numeric_limits<double>::infinity();  ///< m; at first no depth is inside
    Lanes<W> top = 0.0;                                         ///< m
    Lanes<W> area = 0.0, width = 0.0, half_widening = 0.0;      ///< as in SectionPiece
    std::array<int, W> number{};                                ///< [lane] where in the table
    Lanes<W> radius[4] = {0.0, 0.0, 0.0, 0.0};                  ///< as in SectionPiece
};

/// What one pack holds of each table of a store, at SectionPlace::table; what trapezoids share there is not read.
template <int W>
std::vector<LanePiece<W>> lane_pieces(const SectionStore& store) {
    return std::vector<LanePiece<W>>(static_cast<std::size_t>(store.tables) + 1);
}

namespace section_lookup {

/// Whether depths that lie between these two are all in the lanes' pieces.
template <int W>
QINGLIU_INLINE bool holds(const LanePiece<W>& held, const Lanes<W>& lowest, const Lanes<W>& highest) {
    return ((lowest >= held.bottom) & (highest < held.top)).all();
}

/// The number of the piece that holds a depth, looked for from `k` on. Any depth has one, be it infinite or no number:
/// a lane that diverged goes on beside its mates until they are done.
inline int find(std::span<const SectionPiece> table, double depth, int k) {
    const auto bottom = [&](int piece) { return table[static_cast<std::size_t>(piece)].bottom; };
    while (k > 0 && depth < bottom(k)) --k;
    while (k + 1 < static_cast<int>(table.size()) && depth >= bottom(k + 1)) ++k;
    return k;
}

/// Gives each lane that has left its piece the one that holds its depth. Kept out of the kernels, which rarely need it.
template <int W>
__attribute__((noinline)) void refill(std::span<const SectionPiece> table, const Lanes<W>& depth, LanePiece<W>& held) {
    for (int lane = 0; lane < W; ++lane) {
        if (depth[lane] >= held.bottom[lane] && depth[lane] < held.top[lane]) continue;
        auto& number = held.number[static_cast<std::size_t>(lane)];
        number = find(table, depth[lane], number);
        const auto k = static_cast<std::size_t>(number);
        const auto& piece = table[k];
        held.bottom.set(lane, piece.bottom);
        held.top.set(lane, k + 1 < table.size() ? table[k + 1].bottom : std::numeric_limits<double>::infinity());
        held.area.set(lane, piece.area);
        held.width.set(lane, piece.width);
        held.half_widening.set(lane, piece.half_widening);
        for (std::size_t i = 0; i < 4; ++i) held.radius[i].set(lane, piece.radius[i]);
    }
}

}  // namespace section_lookup

/// dB/dh of what flows, lane by lane.
template <int W>
Lanes<W> widening(const SectionStore& store, SectionPlace place, const Lanes<W>& depth) {
    if (place.pieces == 0) return store.trapezoids[static_cast<std::size_t>(place.begin)].widening;
    Lanes<W> result;
    for (int lane = 0; lane < W; ++lane) result.set(lane, 2 * piece_at(store.table(place), depth[lane]).half_widening);
    return result;
}

template <int W>
struct LaneWetted {
    Lanes<W> area, width;  ///< m2, m
};

namespace section_lookup {

template <int W>
QINGLIU_INLINE LaneWetted<W> wetted(const LanePiece<W>& held, const Lanes<W>& depth) {
    const Lanes<W> d = depth - held.bottom;
    const Lanes<W> more = held.half_widening * d;
    return {held.area + d * (held.width + more), held.width + 2.0 * more};
}

}  // namespace section_lookup

/// Area and width of the water surface.
template <int W>
QINGLIU_INLINE LaneWetted<W> wetted(const SectionStore& store, SectionPlace place, const Lanes<W>& depth,
                                    LanePiece<W>& held) {
    if (place.pieces == 0) {
        const auto& t = store.trapezoids[static_cast<std::size_t>(place.begin)];
        return {depth * (t.width + 0.5 * t.widening * depth), t.width + t.widening * depth};
    }
    if (!section_lookup::holds<W>(held, depth, depth)) section_lookup::refill<W>(store.table(place), depth, held);
    return section_lookup::wetted<W>(held, depth);
}

/// Flow section at one depth, hydraulic radius at another.
template <int W>
struct LaneSection {
    Lanes<W> area, width;              ///< m2, m at `depth`
    Lanes<W> radius, radius_by_depth;  ///< m, 1 at `radius_depth`
};

namespace section_lookup {

template <int W>
QINGLIU_INLINE void cubic(const Lanes<W>& d, const Lanes<W> (&r)[4], LaneSection<W>& result) {
    result.radius = r[0] + d * (r[1] + d * (r[2] + d * r[3]));
    result.radius_by_depth = r[1] + d * (2.0 * r[2] + 3.0 * (d * r[3]));
}

/// Where some lane has left its piece, or its two depths lie in different ones: the piece of `depth` is kept.
template <int W>
__attribute__((noinline)) LaneSection<W> section_anew(std::span<const SectionPiece> table, const Lanes<W>& depth,
                                                      const Lanes<W>& radius_depth, LanePiece<W>& held) {
    refill<W>(table, depth, held);
    const auto w = wetted<W>(held, depth);
    LaneSection<W> result{w.area, w.width, {}, {}};
    Lanes<W> bottom = held.bottom;
    Lanes<W> r[4] = {held.radius[0], held.radius[1], held.radius[2], held.radius[3]};
    for (int lane = 0; lane < W; ++lane) {
        if (radius_depth[lane] >= held.bottom[lane] && radius_depth[lane] < held.top[lane]) continue;
        const int k = find(table, radius_depth[lane], held.number[static_cast<std::size_t>(lane)]);
        const auto& piece = table[static_cast<std::size_t>(k)];
        bottom.set(lane, piece.bottom);
        for (std::size_t i = 0; i < 4; ++i) r[i].set(lane, piece.radius[i]);
    }
    cubic<W>(radius_depth - bottom, r, result);
    return result;
}

}  // namespace section_lookup

template <int W>
QINGLIU_INLINE LaneSection<W> flow_section(const SectionStore& store, SectionPlace place, const Lanes<W>& depth,
                                           const Lanes<W>& radius_depth, LanePiece<W>& held) {
    using T = Lanes<W>;
    LaneSection<W> result;
    if (place.pieces == 0) {
        const auto& t = store.trapezoids[static_cast<std::size_t>(place.begin)];
        result.area = depth * (t.width + 0.5 * t.widening * depth);
        result.width = t.width + t.widening * depth;
        const T inverse_perimeter = 1.0 / (t.perimeter + t.steepness * radius_depth);
        result.radius = radius_depth * (t.width + 0.5 * t.widening * radius_depth) * inverse_perimeter;
        result.radius_by_depth =
            (t.width + t.widening * radius_depth - result.radius * t.steepness) * inverse_perimeter;
        return result;
    }
    if (!section_lookup::holds<W>(held, min(depth, radius_depth), max(depth, radius_depth)))
        return section_lookup::section_anew<W>(store.table(place), depth, radius_depth, held);
    const auto w = section_lookup::wetted<W>(held, depth);
    result.area = w.area;
    result.width = w.width;
    section_lookup::cubic<W>(radius_depth - held.bottom, held.radius, result);
    return result;
}

/// Manning's conveyance times n, A R^(2/3), and its derivative by depth.
template <int W>
struct LaneConveyance {
    Lanes<W> value, by_depth;  ///< m^(8/3), m^(5/3)
    Lanes<W> area;             ///< m2
};

template <int W>
LaneConveyance<W> conveyance(const SectionStore& store, SectionPlace place, const Lanes<W>& depth, LanePiece<W>& held) {
    using T = Lanes<W>;
    const auto s = flow_section<W>(store, place, depth, depth, held);
    const T radius = max(s.radius, T(1e-9));
    const T y = inverse_cube_root<W>(radius);
    const T r23 = radius * y;
    return {s.area * r23, s.width * r23 + s.area * (2.0 / 3.0) * y * s.radius_by_depth, s.area};
}

}  // namespace qingliu
