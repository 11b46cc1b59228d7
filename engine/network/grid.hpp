// The computational graph: cells that hold water, faces that pass it. Built once from a Network: topology, no laws.
#pragma once

#include <string>
#include <vector>

#include "engine/network/network.hpp"

namespace qingliu {

/// Cells are numbered river by river, downstream along each river. A face leads from `from` to `to` (either may be
/// `outside`, at a river's open end); discharge is positive in that direction.
struct Grid {
    static constexpr int outside = -1;
    static constexpr int none = -1;

    // --- cells, [cell] ---
    std::vector<int> cell_river;        ///< index into Network::rivers
    std::vector<double> cell_chainage;  ///< m, centre
    std::vector<double> cell_length;    ///< m
    std::vector<char> cell_still;       ///< 1 in a storage node: one well-mixed body of still water
    // --- rivers, [river] ---
    std::vector<int> first_cell;  ///< first cell of a river
    std::vector<int> cell_count;
    // --- faces, [face] ---
    std::vector<int> face_from, face_to;    ///< cells, or outside
    std::vector<int> face_river;            ///< its river: the tributary at a confluence, the branch at an offtake
    std::vector<double> face_chainage;      ///< m, on that river
    std::vector<double> face_distance;      ///< m, between the centres it connects
    std::vector<int> face_structure;        ///< first of its works, index into Network::structures, or none
    std::vector<char> face_between_rivers;  ///< 1 where it joins two rivers
    std::vector<int> outlet_face;           ///< [river] face at the open downstream end, or none
    std::vector<int> structure_face;        ///< [structure] its (first) face; works side by side share one
    int river_faces = none;                 ///< from this face on they lead sideways; none: no face does
    /// Which structure acts on which face, and with which share of it: a lateral work acts on one face a cell.
    struct WorkPlace {
        int structure, face;
        double share;
    };
    std::vector<WorkPlace> works;
    // --- adjacency: faces of cell c are adjacent_face[adjacent_begin[c] .. adjacent_begin[c + 1]) ---
    std::vector<int> adjacent_begin, adjacent_face;

    [[nodiscard]] int cells() const { return static_cast<int>(cell_river.size()); }
    [[nodiscard]] int faces() const { return static_cast<int>(face_from.size()); }
    /// The cell that holds a river point; the ends belong to the first and last cell.
    [[nodiscard]] int cell_at(const RiverPoint& point) const;
    /// The face of a river (its offtake and mouth included, not those sideways) nearest to a point.
    [[nodiscard]] int face_at(const RiverPoint& point) const;
    [[nodiscard]] bool is_lateral(int face) const { return river_faces != none && face >= river_faces; }
    [[nodiscard]] bool is_inner(int face) const {
        return face_from[static_cast<std::size_t>(face)] != outside &&
               face_to[static_cast<std::size_t>(face)] != outside;
    }
};

/// Cuts every river into equal cells no longer than its max_cell, with a face at each structure and each confluence
/// inside a cell. `refinement` >= 1: each of these cells is cut into so many equal ones, storage nodes apart.
/// Precondition: the network has passed its checks.
Grid make_grid(const Network& network, int refinement = 1);

/// A cell of a stretch, and how much of its length (m) lies inside.
struct CellPart {
    int cell;
    double length;
};

/// The cells of a stretch of a river between two chainages (m), downstream.
std::vector<CellPart> cells_along(const Grid& grid, int river, double from, double to);

/// What an open end is called in accounts: "outlet of RIVER", "spill of STRUCTURE".
std::string name_of_end(const Network& network, const Grid& grid, int face);

/// The cells whose water comes by `cell` where every river runs its ordinary way, itself among them: 1 for each [cell].
std::vector<char> upstream_of(const Grid& grid, int cell);

}  // namespace qingliu
