#include "models/reports/bulletin/river_lines.hpp"

#include <algorithm>
#include <cmath>

namespace qingliu::bulletin {

namespace {

constexpr double metres = 1000;  // in a km

}  // namespace

std::vector<RiverLine> river_lines(const NetcdfReader& nc, std::size_t rivers) {
    const std::vector<double> river = nc.values("cell_river"), chainage = nc.values("cell_chainage"),
                              length = nc.values("cell_length"), x = nc.values("node_x"), y = nc.values("node_y"),
                              edge = nc.values("mesh1d_edge_nodes");
    std::vector<RiverLine> lines(rivers);
    for (std::size_t node = 0; node < river.size(); ++node)
        lines.at(static_cast<std::size_t>(river[node])).nodes.push_back(node);
    std::vector<std::ptrdiff_t> leaving(river.size(), -1);
    for (RiverLine& line : lines) {
        std::ranges::stable_sort(line.nodes, {}, [&](std::size_t node) { return chainage[node]; });
        for (const std::size_t node : line.nodes) {
            line.course.push_back({chainage[node] / metres, {x[node], y[node]}});
            if (!(length[node] > 0)) continue;
            line.cells.push_back(node);
            line.cell_km.push_back(chainage[node] / metres);
        }
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
            above.course.push_back({above.to_km, {x[to], y[to]}});
        } else if (at_head && below.leaves < 0) {
            below.leaves = static_cast<int>(river[from]);
            below.leaves_km = chainage[from] / metres;
            below.course.insert(below.course.begin(), {below.from_km, {x[from], y[from]}});
        }
    }
    for (RiverLine& line : lines) {
        for (const std::size_t cell : line.cells) line.faces.push_back(leaving[cell]);
    }
    return lines;
}

std::pair<double, double> point_at(const RiverLine& river, double km) {
    const auto& course = river.course;
    const auto after = std::ranges::lower_bound(course, km, {}, [](const auto& point) { return point.first; });
    if (after == course.begin()) return after->second;
    if (after == course.end()) return course.back().second;
    const auto before = after - 1;
    const double share = (km - before->first) / (after->first - before->first);
    return {std::lerp(before->second.first, after->second.first, share),
            std::lerp(before->second.second, after->second.second, share)};
}

std::vector<std::pair<double, double>> course_between(const RiverLine& river, double from_km, double to_km) {
    std::vector<std::pair<double, double>> points = {point_at(river, from_km)};
    for (const auto& [km, point] : river.course) {
        if (km > from_km && km < to_km) points.push_back(point);
    }
    points.push_back(point_at(river, to_km));
    constexpr double straight = 1e-3;  // of the length between the neighbours: nothing an eye sees
    std::vector<std::pair<double, double>> kept = {points.front()};
    for (std::size_t i = 1; i + 1 < points.size(); ++i) {
        const auto& [ax, ay] = kept.back();
        const auto& [bx, by] = points[i + 1];
        const auto& [px, py] = points[i];
        const double along = std::hypot(bx - ax, by - ay);
        const double off = along > 0 ? std::fabs((bx - ax) * (py - ay) - (by - ay) * (px - ax)) / along : 1.0;
        if (off > straight * along) kept.push_back(points[i]);
    }
    kept.push_back(points.back());
    return kept;
}

std::vector<double> piece_ends(const RiverLine& river) {
    constexpr int most = 12;
    constexpr double least_km = 1;
    const double length = river.to_km - river.from_km;
    const int pieces = std::clamp(static_cast<int>(length / least_km), 1, most);
    std::vector<double> ends;
    for (int i = 0; i <= pieces; ++i) ends.push_back(river.from_km + length * i / pieces);
    return ends;
}

std::vector<std::vector<std::size_t>> cells_of_pieces(const RiverLine& river) {
    std::vector<std::vector<std::size_t>> pieces;
    if (river.cells.empty()) return pieces;
    const std::vector<double> ends = piece_ends(river);
    for (std::size_t p = 0; p + 1 < ends.size(); ++p) {
        std::vector<std::size_t>& cells = pieces.emplace_back();
        std::size_t nearest = 0;
        const double middle = (ends[p] + ends[p + 1]) / 2;
        for (std::size_t i = 0; i < river.cells.size(); ++i) {
            const double km = river.cell_km[i];
            if (km >= ends[p] && km < ends[p + 1]) cells.push_back(river.cells[i]);
            if (std::fabs(km - middle) < std::fabs(river.cell_km[nearest] - middle)) nearest = i;
        }
        if (cells.empty()) cells.push_back(river.cells[nearest]);
    }
    return pieces;
}

}  // namespace qingliu::bulletin
