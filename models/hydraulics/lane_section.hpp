// Sections for lanes. A trapezoid is computed; a table is looked up: the piece that held the depths last is tried
// first, for all lanes at once. What is found depends on the depth alone.
#pragma once

#include <array>
#include <limits>
#include <span>

#include "engine/numerics/cube_root.hpp"
#include "models/hydraulics/section.hpp"

namespace qingliu {

/// Where a section lies in the arrays of a SectionStore.
struct SectionPlace {
    int begin = 0;
    int pieces = 0;  ///< 0: a trapezoid
};

/// All sections of a network, one after the other.
struct SectionStore {
    std::vector<Trapezoid> trapezoids;
    std::vector<SectionPiece> pieces;  ///< each table ends in one more, at infinite depth

    SectionPlace add(const std::vector<SectionPiece>& table) {
        const SectionPlace place{static_cast<int>(pieces.size()), static_cast<int>(table.size())};
        pieces.insert(pieces.end(), table.begin(), table.end());
        pieces.emplace_back().bottom = std::numeric_limits<double>::infinity();
        return place;
    }
    /// What flows of a shape.
    SectionPlace add_flow(const SectionShape& shape) {
        if (!shape.is_trapezoid()) return add(shape.flow);
        trapezoids.push_back(shape.trapezoid);
        return {static_cast<int>(trapezoids.size()) - 1, 0};
    }
    /// The pieces of a place that is no trapezoid.
    [[nodiscard]] std::span<const SectionPiece> table(SectionPlace place) const {
        return {pieces.data() + place.begin, static_cast<std::size_t>(place.pieces)};
    }
};

/// The piece of a table each lane was in when it was last looked up.
template <int W>
using PieceHint = std::array<int, W>;

/// The figures of a piece, each lane's own.
template <int W>
struct LanePiece {
    Lanes<W> bottom, area, width, half_widening;
};
template <int W>
struct LaneRadius {
    Lanes<W> bottom, radius[4];
};

namespace section_lookup {

/// Moves each lane's hint to the piece that holds its depth.
template <int W>
inline void find(const SectionPiece* table, const Lanes<W>& depth, PieceHint<W>& hint) {
    for (int lane = 0; lane < W; ++lane) {
        int k = hint[static_cast<std::size_t>(lane)];
        while (k > 0 && depth[lane] < table[k].bottom) --k;
        while (depth[lane] >= table[k + 1].bottom) ++k;
        hint[static_cast<std::size_t>(lane)] = k;
    }
}

/// Whether depths that lie between these two are all in the piece.
template <int W>
QINGLIU_INLINE bool holds(const SectionPiece* piece, const Lanes<W>& lowest, const Lanes<W>& highest) {
    const auto inside = (lowest >= Lanes<W>(piece[0].bottom)) & (highest < Lanes<W>(piece[1].bottom));
    return inside.all();
}

/// Four numbers of a piece, from `first` on, of each lane's piece.
template <int W>
QINGLIU_INLINE void gather(const SectionPiece* table, const PieceHint<W>& hint, std::size_t first,
                           Lanes<W> (&value)[4]) {
    if constexpr (W == 1) {
        const double* p = &table[hint[0]].bottom + first;
        for (std::size_t i = 0; i < 4; ++i) value[i].part[0] = p[i];
    } else {
        using lane_parts::Four;
        for (std::size_t p = 0; p < W / 4; ++p) {
            Four row[4];
            for (std::size_t lane = 0; lane < 4; ++lane)
                std::memcpy(&row[lane], &table[hint[4 * p + lane]].bottom + first, sizeof(Four));
            const Four a = __builtin_shufflevector(row[0], row[1], 0, 4, 2, 6);
            const Four b = __builtin_shufflevector(row[0], row[1], 1, 5, 3, 7);
            const Four c = __builtin_shufflevector(row[2], row[3], 0, 4, 2, 6);
            const Four d = __builtin_shufflevector(row[2], row[3], 1, 5, 3, 7);
            value[0].part[p] = __builtin_shufflevector(a, c, 0, 1, 4, 5);
            value[1].part[p] = __builtin_shufflevector(b, d, 0, 1, 4, 5);
            value[2].part[p] = __builtin_shufflevector(a, c, 2, 3, 6, 7);
            value[3].part[p] = __builtin_shufflevector(b, d, 2, 3, 6, 7);
        }
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
QINGLIU_INLINE LaneWetted<W> wetted(const Lanes<W>& d, const Lanes<W>& area, const Lanes<W>& width,
                                    const Lanes<W>& half_widening) {
    const Lanes<W> more = half_widening * d;
    return {area + d * (width + more), width + 2.0 * more};
}

template <int W>
inline LaneWetted<W> wetted_apart(const SectionPiece* table, const Lanes<W>& depth, PieceHint<W>& hint) {
    find<W>(table, depth, hint);
    Lanes<W> v[4];
    gather<W>(table, hint, 0, v);
    return wetted<W>(depth - v[0], v[1], v[2], v[3]);
}

}  // namespace section_lookup

/// Area and width of the water surface.
template <int W>
QINGLIU_INLINE LaneWetted<W> wetted(const SectionStore& store, SectionPlace place, const Lanes<W>& depth,
                                    PieceHint<W>& hint) {
    if (place.pieces == 0) {
        const auto& t = store.trapezoids[static_cast<std::size_t>(place.begin)];
        return {depth * (t.width + 0.5 * t.widening * depth), t.width + t.widening * depth};
    }
    const SectionPiece* table = store.pieces.data() + place.begin;
    const SectionPiece* piece = table + hint[0];
    if (section_lookup::holds<W>(piece, depth, depth))
        return section_lookup::wetted<W>(depth - piece->bottom, piece->area, piece->width, piece->half_widening);
    return section_lookup::wetted_apart<W>(table, depth, hint);
}

/// Flow section at one depth, hydraulic radius at another.
template <int W>
struct LaneSection {
    Lanes<W> area, width;              ///< m2, m at `depth`
    Lanes<W> radius, radius_by_depth;  ///< m, 1 at `radius_depth`
};

template <int W>
struct SectionHint {
    PieceHint<W> depth{}, radius_depth{};
};

namespace section_lookup {

template <int W>
QINGLIU_INLINE void cubic(const Lanes<W>& d, const Lanes<W>& r0, const Lanes<W>& r1, const Lanes<W>& r2,
                          const Lanes<W>& r3, LaneSection<W>& result) {
    result.radius = r0 + d * (r1 + d * (r2 + d * r3));
    result.radius_by_depth = r1 + d * (2.0 * r2 + 3.0 * (d * r3));
}

template <int W>
inline LaneSection<W> section_apart(const SectionPiece* table, const Lanes<W>& depth, const Lanes<W>& radius_depth,
                                    SectionHint<W>& hint) {
    const auto w = wetted_apart<W>(table, depth, hint.depth);
    LaneSection<W> result{w.area, w.width, {}, {}};
    find<W>(table, radius_depth, hint.radius_depth);
    Lanes<W> bottom;
    for (int lane = 0; lane < W; ++lane)
        bottom.set(lane, table[hint.radius_depth[static_cast<std::size_t>(lane)]].bottom);
    Lanes<W> r[4];
    gather<W>(table, hint.radius_depth, 4, r);
    cubic<W>(radius_depth - bottom, r[0], r[1], r[2], r[3], result);
    return result;
}

}  // namespace section_lookup

template <int W>
QINGLIU_INLINE LaneSection<W> flow_section(const SectionStore& store, SectionPlace place, const Lanes<W>& depth,
                                           const Lanes<W>& radius_depth, SectionHint<W>& hint) {
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
    const SectionPiece* table = store.pieces.data() + place.begin;
    const SectionPiece* piece = table + hint.depth[0];
    if (section_lookup::holds<W>(piece, min(depth, radius_depth), max(depth, radius_depth))) {
        const auto w =
            section_lookup::wetted<W>(depth - piece->bottom, piece->area, piece->width, piece->half_widening);
        result.area = w.area;
        result.width = w.width;
        section_lookup::cubic<W>(radius_depth - piece->bottom, piece->radius[0], piece->radius[1], piece->radius[2],
                                 piece->radius[3], result);
        return result;
    }
    return section_lookup::section_apart<W>(table, depth, radius_depth, hint);
}

/// Manning's conveyance times n, A R^(2/3), and its derivative by depth.
template <int W>
struct LaneConveyance {
    Lanes<W> value, by_depth;  ///< m^(8/3), m^(5/3)
    Lanes<W> area;             ///< m2
};

template <int W>
LaneConveyance<W> conveyance(const SectionStore& store, SectionPlace place, const Lanes<W>& depth,
                             SectionHint<W>& hint) {
    using T = Lanes<W>;
    const auto s = flow_section<W>(store, place, depth, depth, hint);
    const T radius = max(s.radius, T(1e-9));
    const T y = inverse_cube_root<W>(radius);
    const T r23 = radius * y;
    return {s.area * r23, s.width * r23 + s.area * (2.0 / 3.0) * y * s.radius_by_depth, s.area};
}

}  // namespace qingliu
