#include "engine/run/steady_age.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/index.hpp"
#include "engine/base/unknown.hpp"

namespace qingliu {
namespace {

/// m3 s-1 that the face brings into the cell; negative where it takes.
double into(const Grid& grid, const FlowState& flow, int face, int cell) {
    return grid.face_to[at(face)] == cell ? flow.discharge[at(face)] : -flow.discharge[at(face)];
}

}  // namespace

std::vector<double> steady_age(const Grid& grid, const FlowState& flow) {
    constexpr int most_sweeps = 200;  // one for each turn of the way against the numbering of the cells
    constexpr double settled = 1;     // s
    const int cells = grid.cells();
    std::vector<double> age(at(cells), 0.0), through(at(cells), 0.0);
    // what passes a cell, from outside and from abstractions too: the larger of what faces bring and what they take
    for (int cell = 0; cell < cells; ++cell) {
        double in = 0, out = 0;
        for (int i = grid.adjacent_begin[at(cell)]; i < grid.adjacent_begin[at(cell) + 1]; ++i) {
            const double rate = into(grid, flow, grid.adjacent_face[at(i)], cell);
            (rate > 0 ? in : out) += std::abs(rate);
        }
        through[at(cell)] = std::max(in, out);
    }
    for (int sweep = 0; sweep < most_sweeps; ++sweep) {
        double change = 0;
        for (int cell = 0; cell < cells; ++cell) {
            if (!(through[at(cell)] > 0)) continue;
            double aged = flow.volume[at(cell)];  // m3, then with what comes from other cells
            for (int i = grid.adjacent_begin[at(cell)]; i < grid.adjacent_begin[at(cell) + 1]; ++i) {
                const int face = grid.adjacent_face[at(i)];
                const int other = grid.face_to[at(face)] == cell ? grid.face_from[at(face)] : grid.face_to[at(face)];
                const double rate = into(grid, flow, face, cell);
                if (rate > 0 && other != Grid::outside) aged += rate * age[at(other)];
            }
            const double now = aged / through[at(cell)];
            change = std::max(change, std::abs(now - age[at(cell)]));
            age[at(cell)] = now;
        }
        if (change > settled) continue;
        for (int cell = 0; cell < cells; ++cell) {
            if (!(through[at(cell)] > 0)) age[at(cell)] = unknown;
        }
        return age;
    }
    return {};
}

}  // namespace qingliu
