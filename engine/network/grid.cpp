#include "engine/network/grid.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/index.hpp"

namespace qingliu {

namespace {

/// Chainages where a river must have a face: its ends and its works, ascending.
std::vector<double> compulsory_faces(const Network& network, int river) {
    const auto& r = network.rivers[at(river)];
    std::vector<double> faces{r.from, r.to};
    for (const auto& structure : network.structures) {
        if (structure.at.river == river && !structure.lateral)
            faces.push_back(std::clamp(structure.at.chainage, r.from, r.to));
    }
    std::sort(faces.begin(), faces.end());
    faces.erase(std::unique(faces.begin(), faces.end(), [](double a, double b) { return b - a < same_place; }),
                faces.end());
    faces.back() = r.to;
    return faces;
}

void add_face(Grid& grid, int from, int to, int river, double chainage, double distance, bool between_rivers) {
    grid.face_from.push_back(from);
    grid.face_to.push_back(to);
    grid.face_river.push_back(river);
    grid.face_chainage.push_back(chainage);
    grid.face_distance.push_back(distance);
    grid.face_structure.push_back(Grid::none);
    grid.face_between_rivers.push_back(between_rivers ? 1 : 0);
}

void cut_river(Grid& grid, const Network& network, int river, int refinement) {
    const auto& r = network.rivers[at(river)];
    grid.first_cell.push_back(grid.cells());
    const auto faces = compulsory_faces(network, river);
    for (std::size_t i = 0; i + 1 < faces.size(); ++i) {
        const double length = faces[i + 1] - faces[i];
        const int coarse = std::max(1, static_cast<int>(std::ceil(length / r.max_cell - 1e-9)));
        const int count = r.storage.empty() ? coarse * refinement : coarse;
        for (int k = 0; k < count; ++k) {
            grid.cell_river.push_back(river);
            grid.cell_chainage.push_back(faces[i] + (k + 0.5) * length / count);
            grid.cell_length.push_back(length / count);
            grid.cell_still.push_back(r.storage.empty() ? 0 : 1);
        }
    }
    grid.cell_count.push_back(grid.cells() - grid.first_cell.back());
}

void connect_river(Grid& grid, const Network& network, int river) {
    const auto& r = network.rivers[at(river)];
    const int first = grid.first_cell[at(river)], last = first + grid.cell_count[at(river)] - 1;
    const auto half_lengths = [&](int a, int b) { return 0.5 * (grid.cell_length[at(a)] + grid.cell_length[at(b)]); };
    if (r.leaves) {
        const int parent = grid.cell_at(*r.leaves);
        add_face(grid, parent, first, river, r.from, half_lengths(parent, first), true);
    }
    for (int c = first; c < last; ++c) {
        add_face(grid, c, c + 1, river, grid.cell_chainage[at(c)] + 0.5 * grid.cell_length[at(c)],
                 half_lengths(c, c + 1), false);
    }
    grid.outlet_face.push_back(Grid::none);
    if (r.joins) {
        const int receiver = grid.cell_at(*r.joins);
        add_face(grid, last, receiver, river, r.to, half_lengths(last, receiver), true);
    } else if (r.outlet && r.outlet->kind != Outlet::Kind::closed) {
        grid.outlet_face.back() = grid.faces();
        add_face(grid, last, Grid::outside, river, r.to, grid.cell_length[at(last)], false);
    }
}

/// One face from each cell of the stretch, with the share of the stretch that lies in it.
void connect_sideways(Grid& grid, const Network& network, int s) {
    const auto& structure = network.structures[at(s)];
    const int target = structure.to ? grid.cell_at(*structure.to) : Grid::outside;
    const double from = structure.at.chainage, until = structure.until.value_or(from);
    const int first = grid.cell_at(structure.at), last = grid.cell_at({structure.at.river, until});
    grid.structure_face[at(s)] = grid.faces();
    for (int c = first; c <= last; ++c) {
        const double half = 0.5 * grid.cell_length[at(c)];
        const double low = std::max(from, grid.cell_chainage[at(c)] - half),
                     high = std::min(until, grid.cell_chainage[at(c)] + half);
        const double share = until > from ? std::max(high - low, 0.0) / (until - from) : 1;
        if (share == 0) continue;
        grid.works.push_back({s, grid.faces(), share});
        const double distance =
            target == Grid::outside ? 2 * half : 0.5 * (grid.cell_length[at(c)] + grid.cell_length[at(target)]);
        add_face(grid, c, target, structure.at.river, 0.5 * (low + high), distance, true);
        grid.face_structure.back() = s;
    }
}

void build_adjacency(Grid& grid) {
    std::vector<int> count(at(grid.cells()) + 1, 0);
    const auto each_side = [&](auto&& visit) {
        for (int f = 0; f < grid.faces(); ++f) {
            for (const int c : {grid.face_from[at(f)], grid.face_to[at(f)]}) {
                if (c != Grid::outside) visit(c, f);
            }
        }
    };
    each_side([&](int c, int) { ++count[at(c) + 1]; });
    for (std::size_t c = 1; c < count.size(); ++c) count[c] += count[c - 1];
    grid.adjacent_begin = count;
    grid.adjacent_face.resize(at(count.back()));
    each_side([&](int c, int f) { grid.adjacent_face[at(count[at(c)]++)] = f; });
}

}  // namespace

int Grid::cell_at(const RiverPoint& point) const {
    const int first = first_cell[at(point.river)], count = cell_count[at(point.river)];
    const auto begin = cell_chainage.begin() + first;
    int c = first + static_cast<int>(std::lower_bound(begin, begin + count, point.chainage) - begin);
    c = std::min(c, first + count - 1);
    // lower_bound finds the first centre at or beyond the point; the cell before may still hold it
    if (c > first && point.chainage < cell_chainage[at(c)] - 0.5 * cell_length[at(c)]) --c;
    return c;
}

int Grid::face_at(const RiverPoint& point) const {
    int best = none;
    double nearest = 0;
    for (int f = 0; f < faces(); ++f) {
        if (face_river[at(f)] != point.river || is_lateral(f)) continue;
        const double distance = std::fabs(face_chainage[at(f)] - point.chainage);
        if (best == none || distance < nearest) {
            best = f;
            nearest = distance;
        }
    }
    return best;
}

Grid make_grid(const Network& network, int refinement) {
    Grid grid;
    const int rivers = static_cast<int>(network.rivers.size());
    for (int river = 0; river < rivers; ++river) cut_river(grid, network, river, refinement);
    for (int river = 0; river < rivers; ++river) connect_river(grid, network, river);
    grid.structure_face.assign(network.structures.size(), Grid::none);
    for (int s = 0; s < static_cast<int>(network.structures.size()); ++s) {
        if (network.structures[at(s)].lateral) continue;
        const int face = grid.face_at(network.structures[at(s)].at);
        grid.structure_face[at(s)] = face;
        grid.works.push_back({s, face, 1});
        if (face != Grid::none && grid.face_structure[at(face)] == Grid::none) grid.face_structure[at(face)] = s;
    }
    grid.river_faces = grid.faces();
    for (int s = 0; s < static_cast<int>(network.structures.size()); ++s) {
        if (network.structures[at(s)].lateral) connect_sideways(grid, network, s);
    }
    build_adjacency(grid);
    return grid;
}

std::vector<CellPart> cells_along(const Grid& grid, int river, double from, double to) {
    std::vector<CellPart> parts;
    const int first = grid.cell_at({river, from}), last = grid.cell_at({river, to});
    for (int c = first; c <= last; ++c) {
        const double low = std::max(from, grid.cell_chainage[at(c)] - 0.5 * grid.cell_length[at(c)]);
        const double high = std::min(to, grid.cell_chainage[at(c)] + 0.5 * grid.cell_length[at(c)]);
        if (high > low) parts.push_back({c, high - low});
    }
    return parts;
}

std::string name_of_end(const Network& network, const Grid& grid, int face) {
    if (grid.is_lateral(face)) return "spill of " + network.structures[at(grid.face_structure[at(face)])].name;
    return "outlet of " + network.rivers[at(grid.face_river[at(face)])].name;
}

std::vector<char> upstream_of(const Grid& grid, int cell) {
    std::vector<char> above(static_cast<std::size_t>(grid.cells()), 0);
    std::vector<int> waiting{cell};
    while (!waiting.empty()) {
        const auto now = static_cast<std::size_t>(waiting.back());
        waiting.pop_back();
        if (above[now] != 0) continue;
        above[now] = 1;
        for (int i = grid.adjacent_begin[now]; i < grid.adjacent_begin[now + 1]; ++i) {
            const auto face = static_cast<std::size_t>(grid.adjacent_face[static_cast<std::size_t>(i)]);
            if (grid.face_to[face] == static_cast<int>(now) && grid.face_from[face] != Grid::outside)
                waiting.push_back(grid.face_from[face]);
        }
    }
    return above;
}

}  // namespace qingliu
