// Hand-made grids and flow steps for the tests of the transport: volumes that close exactly by construction.
#pragma once

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>
#include <vector>

#include "engine/base/index.hpp"
#include "models/transport/transport.hpp"

namespace qingliu::testing {

/// A grid from its faces; lengths 200 m.
inline Grid make_test_grid(int cells, const std::vector<std::pair<int, int>>& faces, double length = 200) {
    Grid grid;
    grid.cell_river.assign(at(cells), 0);
    grid.cell_length.assign(at(cells), length);
    grid.cell_still.assign(at(cells), 0);
    for (int c = 0; c < cells; ++c) grid.cell_chainage.push_back((c + 0.5) * length);
    grid.first_cell = {0};
    grid.cell_count = {cells};
    for (const auto& [from, to] : faces) {
        grid.face_from.push_back(from);
        grid.face_to.push_back(to);
    }
    grid.face_river.assign(faces.size(), 0);
    grid.face_chainage.assign(faces.size(), 0);
    grid.face_distance.assign(faces.size(), length);
    grid.face_structure.assign(faces.size(), Grid::none);
    grid.face_between_rivers.assign(faces.size(), 0);
    grid.outlet_face = {Grid::none};
    return grid;
}

/// Cells 0 .. n-1 in a row, with an outlet: faces 0|1, 1|2, ..., n-1|outside.
inline std::vector<std::pair<int, int>> channel_faces(int cells) {
    std::vector<std::pair<int, int>> faces;
    for (int c = 0; c < cells; ++c) faces.emplace_back(c, c + 1 < cells ? c + 1 : Grid::outside);
    return faces;
}

/// Owns everything a FlowStep looks at.
struct Water {
    double time = 0, dt = 1;
    std::vector<double> before, after, face, source, evaporation, seepage, depth, width, velocity, area, face_velocity,
        face_width, shear_velocity;

    Water(const Grid& grid, std::size_t exchanges)
        : before(at(grid.cells())),
          after(before),
          face(at(grid.faces())),
          source(exchanges),
          evaporation(before),
          seepage(before),
          depth(before),
          width(before),
          velocity(before),
          area(face),
          face_velocity(face),
          face_width(face),
          shear_velocity(face) {}

    [[nodiscard]] FlowStep step() const {
        return {time,  dt,    before,   after, face,          source,     evaporation,   seepage,
                depth, width, velocity, area,  face_velocity, face_width, shear_velocity};
    }
    /// volume_after by the law of FlowStep.
    void close(const Grid& grid, const std::vector<Exchange>& exchanges) {
        for (std::size_t c = 0; c < before.size(); ++c) after[c] = before[c] - evaporation[c] - seepage[c];
        for (std::size_t e = 0; e < exchanges.size(); ++e) after[at(exchanges[e].cell)] += source[e];
        for (std::size_t f = 0; f < face.size(); ++f) {
            if (grid.face_from[f] != Grid::outside) after[at(grid.face_from[f])] -= face[f];
            if (grid.face_to[f] != Grid::outside) after[at(grid.face_to[f])] += face[f];
        }
    }
};

/// A grid with its elimination order and a transport on it.
struct Bench {
    Grid grid;
    std::vector<Exchange> exchanges;
    int constituents;
    EliminationOrder order;
    Transport transport;
    TransportLedger ledger;
    Water water;
    std::vector<double> mass, exchange_concentration, boundary_concentration;
    std::vector<PassingChange> changes;  ///< of the passages, in the next steps

    Bench(const Bench&) = delete;
    Bench(Grid g, std::vector<Exchange> e, int count, const DispersionSettings& dispersion = {},
          const std::vector<bool>& evaporates = {}, const std::vector<int>& passages = {})
        : grid(std::move(g)),
          exchanges(std::move(e)),
          constituents(count),
          order(grid.cells(), couplings(grid)),
          transport(grid, order, exchanges, count, dispersion, evaporates, {}, passages),
          ledger(transport.make_ledger()),
          water(grid, exchanges.size()),
          mass(at(grid.cells() * count)),
          exchange_concentration(exchanges.size() * at(count)),
          boundary_concentration(transport.boundary_faces().size() * at(count)) {}

    static std::vector<std::pair<int, int>> couplings(const Grid& grid) {
        std::vector<std::pair<int, int>> pairs;
        for (int f = 0; f < grid.faces(); ++f) {
            if (grid.is_inner(f)) pairs.emplace_back(grid.face_from[at(f)], grid.face_to[at(f)]);
        }
        return pairs;
    }
    void step() {
        water.close(grid, exchanges);
        transport.step(water.step(), exchange_concentration, boundary_concentration, mass, ledger, changes);
        water.before = water.after;
        water.time += water.dt;
    }
    [[nodiscard]] double& at_cell(int cell, int constituent) { return mass[at(cell * constituents + constituent)]; }
    [[nodiscard]] double concentration(int cell, int constituent) {
        return at_cell(cell, constituent) / water.before[at(cell)];
    }
    [[nodiscard]] double stored(int constituent) {
        double sum = 0;
        for (int c = 0; c < grid.cells(); ++c) sum += at_cell(c, constituent);
        return sum;
    }
};

/// Uniform steady flow in a channel of equal cells: one inflow into the first cell (exchange 0), one outlet.
struct Channel : Bench {
    Channel(int cells, double length, double area, double speed, double dt, int count,
            const DispersionSettings& dispersion = {}, const std::vector<int>& passages = {})
        : Bench(make_test_grid(cells, channel_faces(cells), length), {{.cell = 0, .index = 0}}, count, dispersion, {},
                passages) {
        water.dt = dt;
        std::fill(water.before.begin(), water.before.end(), area * length);
        std::fill(water.face.begin(), water.face.end(), area * speed * dt);
        std::fill(water.source.begin(), water.source.end(), area * speed * dt);
        std::fill(water.area.begin(), water.area.end(), area);
        std::fill(water.face_velocity.begin(), water.face_velocity.end(), speed);
    }
};

}  // namespace qingliu::testing
