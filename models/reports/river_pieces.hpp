// Rivers of a forecast.nc cut into pieces to be drawn and judged: cells that follow one another, and the line they lie
// on.
#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

#include "engine/io/netcdf_reader.hpp"
#include "engine/io/vector_layer.hpp"

namespace qingliu {

struct RiverPiece {
    std::string name;                ///< code of the river and a number from upstream: "WH-07"
    int river = -1;                  ///< index into the rivers of the file
    double from = 0, to = 0;         ///< m, chainage
    std::vector<std::size_t> cells;  ///< nodes of the file's mesh, downstream
    std::vector<VectorPoint> line;   ///< degrees, or m of a scheme; downstream, two points at least
};

struct RiverPieces {
    bool geographic = true;  ///< else the mesh is a scheme
    std::vector<RiverPiece> pieces;
    std::size_t nodes = 0;               ///< of the mesh
    std::vector<double> length;          ///< m [node], 0 at boundary nodes
    std::vector<std::size_t> edge_from;  ///< [edge] node
    std::vector<std::size_t> edge_to;
};

/// Each river in pieces of about one length, of whole cells, none longer than `longest` (m) but a single cell; a river
/// that would have more than `most` of them has about that many longer ones. The line leads through the middles of the
/// cells; it begins and ends at the boundary node, in the middle of the cell of the river it leaves or joins, or half a
/// cell beyond the last one. Throws ReadError where the file is no forecast. Precondition: longest > 0.
RiverPieces read_river_pieces(const NetcdfReader& file, const std::vector<std::string>& river_codes, double longest,
                              double most = std::numeric_limits<double>::infinity());

/// A line without the points that lie on the straight between their neighbours, to a thousandth of the length between
/// these: nothing an eye sees. Both ends stay.
std::vector<VectorPoint> corners_of(const std::vector<VectorPoint>& line);

}  // namespace qingliu
