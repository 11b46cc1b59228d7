#include "engine/network/map.hpp"

#include <algorithm>
#include <iterator>

namespace qingliu {

namespace {

// of rivers without points: rough lengths do for what is no map
constexpr double degrees_per_metre = 1e-5;
constexpr double degrees_between_rivers = 0.05;

/// The points of one river, downstream.
std::vector<MapPoint> points_of(const Network& network, int river) {
    std::vector<MapPoint> points;
    std::copy_if(network.map_points.begin(), network.map_points.end(), std::back_inserter(points),
                 [&](const MapPoint& point) { return point.at.river == river; });
    std::sort(points.begin(), points.end(),
              [](const MapPoint& a, const MapPoint& b) { return a.at.chainage < b.at.chainage; });
    return points;
}

}  // namespace

CellMap map_cells(const Network& network, const Grid& grid) {
    CellMap map;
    if (network.map_points.empty()) return map;
    double west = network.map_points.front().longitude, south = network.map_points.front().latitude;
    for (const MapPoint& point : network.map_points) {
        west = std::min(west, point.longitude);
        south = std::min(south, point.latitude);
    }
    for (std::size_t r = 0; r < network.rivers.size(); ++r) {
        const std::vector<MapPoint> points = points_of(network, static_cast<int>(r));
        const bool known = points.size() >= 2;
        if (!known) map.schematic.push_back(static_cast<int>(r));
        for (int i = 0; i < grid.cell_count[r]; ++i) {
            const double chainage = grid.cell_chainage[static_cast<std::size_t>(grid.first_cell[r] + i)];
            if (!known) {
                map.longitude.push_back(west + degrees_per_metre * (chainage - network.rivers[r].from));
                map.latitude.push_back(south - degrees_between_rivers * static_cast<double>(map.schematic.size()));
                continue;
            }
            std::size_t next = 1;
            while (next + 1 < points.size() && points[next].at.chainage < chainage) ++next;
            const MapPoint &a = points[next - 1], &b = points[next];
            const double share = (chainage - a.at.chainage) / (b.at.chainage - a.at.chainage);
            map.longitude.push_back(a.longitude + share * (b.longitude - a.longitude));
            map.latitude.push_back(a.latitude + share * (b.latitude - a.latitude));
        }
    }
    return map;
}

}  // namespace qingliu
