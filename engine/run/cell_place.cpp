#include "engine/run/cell_place.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <queue>

#include "engine/base/index.hpp"

namespace qingliu {

namespace {

struct Works {
    int structure = Grid::none;
    double distance = std::numeric_limits<double>::infinity();  // m
};

/// The work nearest to a cell along the rivers (Dijkstra 1959), if it is within reach.
Works nearest_works(const Grid& grid, int cell) {
    using Waiting = std::pair<double, int>;
    std::priority_queue<Waiting, std::vector<Waiting>, std::greater<>> waiting;
    std::vector<char> seen(at(grid.cells()), 0);
    waiting.emplace(0.0, cell);
    Works best;
    while (!waiting.empty()) {
        const auto [distance, here] = waiting.top();
        waiting.pop();
        if (distance > std::min(best.distance, reach_of_works)) break;
        if (seen[at(here)] != 0) continue;
        seen[at(here)] = 1;
        for (int k = grid.adjacent_begin[at(here)]; k < grid.adjacent_begin[at(here) + 1]; ++k) {
            const auto face = at(grid.adjacent_face[at(k)]);
            const double half = distance + 0.5 * grid.cell_length[at(here)];
            if (grid.face_structure[face] != Grid::none && half < best.distance)
                best = {grid.face_structure[face], half};
            const int other = grid.face_from[face] == here ? grid.face_to[face] : grid.face_from[face];
            if (other != Grid::outside) waiting.emplace(distance + grid.face_distance[face], other);
        }
    }
    return best.distance <= reach_of_works ? best : Works{};
}

std::string written(const Provenance& provenance) {
    return provenance.written.empty() ? "" : fmt::format(" ({})", provenance.written);
}

}  // namespace

std::string describe_cell(const Case& c, const Grid& grid, int cell) {
    const int river_index = grid.cell_river[at(cell)];
    const River& river = c.network.rivers[at(river_index)];
    const double chainage = grid.cell_chainage[at(cell)], half = 0.5 * grid.cell_length[at(cell)];
    std::string text = fmt::format("on {} at {:.2f} km", river.name, chainage / 1000);
    if (const auto works = nearest_works(grid, cell); works.structure != Grid::none) {
        const auto& structure = c.network.structures[at(works.structure)];
        text += fmt::format("; nearest work: {}, {:.1f} km away{}", structure.name, works.distance / 1000,
                            written(structure.provenance));
    }
    for (const auto& source : c.sources) {
        if (grid.cell_at(source.at) != cell) continue;
        const bool takes = source.kind == PointSource::Kind::abstraction;
        text += fmt::format("; {} {} here{}", source.name, takes ? "takes" : "enters", written(source.provenance));
    }
    for (const auto& diffuse : c.diffuse) {
        if (diffuse.river == river_index && diffuse.from <= chainage + half && diffuse.to >= chainage - half)
            text += fmt::format("; {} enters along it{}", diffuse.name, written(diffuse.provenance));
    }
    const auto row = std::min_element(river.sections.begin(), river.sections.end(), [&](const auto& a, const auto& b) {
        return std::fabs(a.chainage - chainage) < std::fabs(b.chainage - chainage);
    });
    if (row != river.sections.end())
        text += fmt::format("; section of {:.2f} km{}", row->chainage / 1000, written(row->provenance));
    return text;
}

std::vector<WorstCell> worst_cells(const Case& c, const Grid& grid, const std::vector<long>& count, std::size_t most) {
    std::vector<int> cells(count.size());
    std::iota(cells.begin(), cells.end(), 0);
    std::erase_if(cells, [&](int cell) { return count[at(cell)] <= 0; });
    const auto kept = std::min(most, cells.size());
    std::partial_sort(cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(kept), cells.end(),
                      [&](int a, int b) { return count[at(a)] != count[at(b)] ? count[at(a)] > count[at(b)] : a < b; });
    cells.resize(kept);
    std::vector<WorstCell> worst;
    for (const int cell : cells) {
        const auto works = nearest_works(grid, cell);
        WorstCell w;
        w.cell = cell;
        w.river = c.network.rivers[at(grid.cell_river[at(cell)])].name;
        w.chainage = grid.cell_chainage[at(cell)];
        w.count = count[at(cell)];
        if (works.structure != Grid::none) {
            w.works = c.network.structures[at(works.structure)].name;
            w.distance = works.distance;
        }
        worst.push_back(std::move(w));
    }
    return worst;
}

}  // namespace qingliu
