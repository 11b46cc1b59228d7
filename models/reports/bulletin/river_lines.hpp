// The rivers of a forecast as lines: which cells lie along them, where they run, what they join.
#pragma once

#include <utility>
#include <vector>

#include "models/reports/bulletin/source.hpp"

namespace qingliu::bulletin {

/// One river, downstream.
struct RiverLine {
    std::vector<std::size_t> nodes;     ///< of the mesh, boundary nodes included
    std::vector<std::size_t> cells;     ///< those of them that hold water
    std::vector<double> cell_km;        ///< [cells] chainage of their middle
    std::vector<std::ptrdiff_t> faces;  ///< [cells] the face by which water leaves the cell along the river, -1 = none
    double from_km = 0, to_km = 0;      ///< chainage of its ends
    int into = -1, leaves = -1;         ///< river it flows into, river it branches off; -1 = none
    double into_km = 0, leaves_km = 0;  ///< chainage there, of that river
    std::vector<std::pair<double, std::pair<double, double>>> course;  ///< (km, (x, y)), ends at other rivers included
};

/// [river of the file]; one without cells has no nodes.
std::vector<RiverLine> river_lines(const NetcdfReader& nc, std::size_t rivers);

/// x and y at a chainage (km), linear between points, the ends beyond them. Precondition: the course has a point.
std::pair<double, double> point_at(const RiverLine& river, double km);

/// The course between two chainages (km), its corners and both ends, without points on the straight between others.
std::vector<std::pair<double, double>> course_between(const RiverLine& river, double from_km, double to_km);

/// The ends of the pieces a map colours a river by (km): at most twelve, of one length, none shorter than 1 km unless
/// the river is.
std::vector<double> piece_ends(const RiverLine& river);

/// [piece] the cells whose middle lies in it; the nearest where none does. Empty of a river without cells.
std::vector<std::vector<std::size_t>> cells_of_pieces(const RiverLine& river);

}  // namespace qingliu::bulletin
