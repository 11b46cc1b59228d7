#include "models/reports/bulletin/river_lines.hpp"

#include <algorithm>

namespace qingliu::bulletin {

namespace {

constexpr double metres = 1000;  // in a km

}  // namespace

std::vector<RiverLine> river_lines(const NetcdfReader& nc, std::size_t rivers) {
    const std::vector<double> river = nc.values("cell_river"), chainage = nc.values("cell_chainage"),
                              length = nc.values("cell_length"), edge = nc.values("mesh1d_edge_nodes");
    std::vector<RiverLine> lines(rivers);
    for (std::size_t node = 0; node < river.size(); ++node) {
        if (length[node] > 0) lines.at(static_cast<std::size_t>(river[node])).cells.push_back(node);
    }
    std::vector<std::ptrdiff_t> leaving(river.size(), -1);
    for (RiverLine& line : lines) {
        std::ranges::sort(line.cells, {}, [&](std::size_t cell) { return chainage[cell]; });
        if (line.cells.empty()) continue;
        const std::size_t first = line.cells.front(), last = line.cells.back();
        line.from_km = (chainage[first] - length[first] / 2) / metres;
        line.to_km = (chainage[last] + length[last] / 2) / metres;
    }
    const auto line_of = [&](std::size_t node) -> RiverLine& { return lines[static_cast<std::size_t>(river[node])]; };
    for (std::size_t face = 0; 2 * face < edge.size(); ++face) {
        const auto from = static_cast<std::size_t>(edge[2 * face]), to = static_cast<std::size_t>(edge[2 * face + 1]);
        const bool inside = river[from] == river[to];
        RiverLine &above = line_of(from), &below = line_of(to);
        const bool at_mouth = !above.cells.empty() && above.cells.back() == from;
        const bool at_head = !below.cells.empty() && below.cells.front() == to;
        if (inside || (at_mouth && leaving[from] < 0)) leaving[from] = static_cast<std::ptrdiff_t>(face);
        if (inside) continue;
        if (at_mouth && above.into < 0) {
            above.into = static_cast<int>(river[to]);
            above.into_km = chainage[to] / metres;
        } else if (at_head && below.leaves < 0) {
            below.leaves = static_cast<int>(river[from]);
            below.leaves_km = chainage[from] / metres;
        }
    }
    for (RiverLine& line : lines) {
        for (const std::size_t cell : line.cells) line.faces.push_back(leaving[cell]);
    }
    return lines;
}

}  // namespace qingliu::bulletin
