// A film that runs dry within a step: its second stage may ask a little more of it than it holds.
#pragma once

#include "models/hydraulics/flow_geometry.hpp"

namespace qingliu {

/// Cells that a step leaves with less than nothing, by no more than `allowed` (m2, per metre of their length), keep
/// what is missing of what they give to the next cells (the draining of Bollermann et al. 2011): all their outflows
/// shrink in the same proportion. `volume` m3 [cell] is what the step leaves, `face_volume` m3 [face] what passes in
/// it. Tells whether any of the `lanes` was changed; volumes are then to be closed anew.
template <int W>
bool keep_missing_water(const FlowGeometry& g, const Mask<W>& lanes, double allowed, const LaneField<W>& volume,
                        LaneField<W>& face_volume) {
    const auto& grid = *g.grid;
    bool changed = false;
    for (std::size_t c = 0; c < volume.size(); ++c) {
        const auto missing = lanes & (volume[c] < Lanes<W>(0.0)) & (volume[c] >= Lanes<W>(-allowed * g.cell_length[c]));
        if (!missing.any()) continue;
        const auto each_outflow = [&](int lane, auto&& what) {
            for (int k = grid.adjacent_begin[c]; k < grid.adjacent_begin[c + 1]; ++k) {
                const auto f = static_cast<std::size_t>(grid.adjacent_face[static_cast<std::size_t>(k)]);
                const double out =
                    grid.face_from[f] == static_cast<int>(c) ? face_volume[f][lane] : -face_volume[f][lane];
                if (out > 0) what(f, out);
            }
        };
        for (int lane = 0; lane < W; ++lane) {
            if (!missing[lane]) continue;
            double given = 0;
            each_outflow(lane, [&](std::size_t, double out) { given += out; });
            const double kept = -volume[c][lane];
            if (given <= kept) continue;
            each_outflow(lane, [&](std::size_t f, double) {
                face_volume[f].set(lane, face_volume[f][lane] * (1 - kept / given));
            });
            changed = true;
        }
    }
    return changed;
}

}  // namespace qingliu
