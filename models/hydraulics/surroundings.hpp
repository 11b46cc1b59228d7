// Water a cell exchanges with what surrounds it, by the level of the water or by its surface: ground water, banks,
// rain.
//
// Ground water (McDonald & Harbaugh 1988, eq. 63-67): q = k' B L (max(z_g, z_b - m) - z); k' conductivity of the bed
// over its thickness m, B width of the water surface, L length. Below the underside of the bed ground water draws no
// more. Banks (linear reservoir; Cooper & Rorabaugh 1963 give the exact response of a strip of aquifer): a strip of
// width w and specific yield S on each side holds 2 w S L per metre of its level z_s, and dz_s/dt = (z - z_s) / T. Over
// a stage of length tau with z_s at its start, q = 2 w S L / T (z_s - z) / (1 + tau / T): implicit, so that any step is
// stable. Rain: q = r B L.
//
//   bank_storage:            # network
//     - {river: 卫河, from: 10 km, to: 40 km, width: 30 m, specific_yield: 0.12, response_time: 4 d, source: .., ..}
//   ground_water:            # boundaries
//     - {name: 卫河潜水, river: 卫河, from: 10 km, to: 40 km, level: 66.5 m, conductance: 0.02 1/d, water: local,
//     quality: 潜水, ..}
#pragma once

#include "engine/base/lanes.hpp"
#include "engine/run/contracts.hpp"

namespace qingliu {

/// One exchange of one cell with its surroundings.
template <int W>
struct Surroundings {
    int exchange = -1;  ///< index of the Exchange
    int cell = -1;
    Exchange::Kind kind = Exchange::Kind::rain;
    int index = -1;           ///< of the ground water or banks
    double length = 0;        ///< m, of the cell inside the stretch
    double conductance = 0;   ///< s-1, ground water
    double lowest = 0;        ///< m, underside of the bed
    double storage = 0;       ///< m2, 2 w S L of banks
    double rate = 0;          ///< s-1, 1 / T of banks
    Lanes<W> level = 0.0;     ///< m, of the ground water, or of the banks when the stage starts
    Lanes<W> rain = 0.0;      ///< m s-1
    Lanes<W> flow = 0.0;      ///< m3 s-1 into the river, at the iterate
    Lanes<W> by_level = 0.0;  ///< m2 s-1, dq/dz
    Lanes<W> settled = 0.0;   ///< m3 s-1 into the river, of the stage

    /// Sets flow and by_level at a level z of the river (m) and a width of its surface (m). What leaves the river fades
    /// out with `share` (1 but in shallow water; `share_by_level` m-1 its derivative).
    void evaluate(const Lanes<W>& z, const Lanes<W>& width, const Lanes<W>& share, const Lanes<W>& share_by_level,
                  const Lanes<W>& tau) {
        using T = Lanes<W>;
        if (kind == Exchange::Kind::rain) {
            flow = rain * (width * length);
            by_level = T(0.0);
            return;
        }
        const bool ground = kind == Exchange::Kind::ground_water;
        const T per_head = ground ? conductance * length * width : T(storage * rate) / (1.0 + tau * rate);
        const T head = (ground ? max(level, T(lowest)) : level) - z;
        const auto leaves = head < T(0.0);
        const T q = per_head * head;
        flow = select(leaves, q * share, q);
        by_level = select(leaves, q * share_by_level - per_head * share, -per_head);
    }
};

}  // namespace qingliu
