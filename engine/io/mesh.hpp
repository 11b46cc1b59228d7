// The network as a UGRID-1.0 mesh of topology dimension 1: cells are its nodes, faces its edges. A face at an open end
// leads to a boundary node, which follows the cells in the same dimension `cell`. A boundary node has no length and
// takes the value of the cell beside it, so sums weighted by cell_length stay those of the cells.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/io/netcdf_file.hpp"
#include "engine/network/grid.hpp"

namespace qingliu {

struct MeshGeometry {
    std::vector<double> node_x, node_y;  ///< [node] degrees east and north, or m where not geographic
    bool geographic = true;
    std::string comment;                 ///< how the positions came about, written beside the coordinates
    std::vector<int> node_cell;          ///< [node] the cell, or the one beside a boundary node
    std::vector<int> edge_nodes;         ///< [face][2] from, to
    std::vector<double> face_x, face_y;  ///< [face] middle of its nodes

    [[nodiscard]] std::size_t nodes() const { return node_x.size(); }
    [[nodiscard]] std::size_t faces() const { return edge_nodes.size() / 2; }
};

/// `cell_x`, `cell_y` [cell]: longitude and latitude of the cells' centres. Where both are empty the mesh is drawn as a
/// scheme: chainage to the east, rivers one below the other, in m. A boundary node lies half a cell beyond its cell.
/// Throws std::invalid_argument on unequal lengths.
MeshGeometry make_mesh(const Grid& grid, const std::vector<double>& cell_x, const std::vector<double>& cell_y);

/// Defines the dimensions `cell`, `face` and `two` and the variables of the mesh, and puts them.
void write_mesh(NetcdfFile& file, const MeshGeometry& mesh);

}  // namespace qingliu
