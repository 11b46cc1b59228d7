// The channel as flat arrays: what the flow kernels read at every cell and face. Built once, shared by all packs.
#pragma once

#include <vector>

#include "engine/network/grid.hpp"
#include "engine/numerics/elimination.hpp"
#include "models/hydraulics/lane_section.hpp"
#include "models/hydraulics/structures/work.hpp"

namespace qingliu {

struct FlowGeometry {
    FlowGeometry(const Network& network, const Grid& grid);

    const Network* network;
    const Grid* grid;
    EliminationOrder elimination;  ///< couplings are the inner faces in the order of `coupling_face`
    /// The same with the cells above and below each crossing coupled too, in the order of `crossings`.
    EliminationOrder wide_elimination;

    SectionStore sections;
    // --- cells ---
    std::vector<double> cell_bed;           ///< m
    std::vector<double> cell_length;        ///< m
    std::vector<double> cell_manning;       ///< s m-1/3
    std::vector<SectionPlace> cell_stored;  ///< what fills
    std::vector<SectionPlace> cell_flow;    ///< what conveys, the same place where all of it does
    std::vector<char> cell_has_dead_water;  ///< [cell] 1 where the two differ
    // --- faces ---
    std::vector<double> face_bed;  ///< m, the higher bed of the two cells
    std::vector<SectionPlace> face_section;
    std::vector<double> face_friction;                ///< g n^2, m s-2 (s m-1/3)^2
    std::vector<double> face_distance, per_distance;  ///< m, m-1
    std::vector<int> face_coupling;                   ///< [face] index of its coupling, -1 at the open ends
    std::vector<int> coupling_face;
    // --- momentum neighbours of a channel face: the one face that continues it, or none, or several ---
    static constexpr int none = -1, several = -2;
    static constexpr int still = -3;  ///< the cell is a storage node, whose water has no velocity to bring
    std::vector<int> face_before, face_after;
    // --- second order: the channel face beyond the upstream (downstream) cell that goes on in the same line, or none
    // ---
    std::vector<int> face_beyond_up, face_beyond_down;
    std::vector<double> distance_ratio_up, distance_ratio_down;  ///< distance of this face to that of the one beyond
    std::vector<double> share_of_up;  ///< [face] length of the upstream cell in the sum of both cells'
    // --- where two rivers meet, the way between the two centres lies partly in the one, partly in the other ---
    std::vector<double> own_share;       ///< [face] of face_distance in the face's own river, 1 inside a river
    std::vector<double> other_share;     ///< [face] in the other river, negative where that way leads against its flow
    std::vector<int> other_face;         ///< [face] channel face whose friction holds there, or none
    std::vector<char> joins_confluence;  ///< [face] its downstream cell has other inflowing faces
    // --- cells with one face at each end, or at one end only: the velocity across them is that of their section ---
    struct Crossing {
        int cell, in, out;
        int before, after;                 ///< channel faces that go on, none at an end of the river, or several
        double ratio_before, ratio_after;  ///< length of this cell to that of the cell between `before` and `in`, ...
    };
    struct End {
        int cell, face;
    };
    std::vector<Crossing> crossings;
    std::vector<End> ends;
    std::vector<int> simple_in, simple_out;  ///< [cell] the faces of these, none elsewhere and at an end
    [[nodiscard]] bool is_simple(std::size_t cell) const { return simple_in[cell] >= 0 || simple_out[cell] >= 0; }
    std::vector<int> crossing_coupling;  ///< [crossing] of its outer cells in `wide_elimination`, -1 at an open end
    // --- faces by kind ---
    std::vector<int> channel_faces, structure_faces, outlet_faces;
    std::vector<double> outlet_bed;  ///< m, at the very end of the river [outlet face]

    [[nodiscard]] SectionShape cell_shape(int cell) const;
    /// What a work at a face needs to know of the channel.
    [[nodiscard]] WorkSite site_of(int face) const;
    /// Precondition: the face ends a river that has an outlet.
    [[nodiscard]] const Outlet& outlet_of(std::size_t face) const {
        return *network->rivers[static_cast<std::size_t>(grid->face_river[face])].outlet;
    }

private:
    void divide_distance(int face, const std::vector<int>& in, const std::vector<int>& out);
    void find_crossings(const std::vector<std::vector<int>>& in, const std::vector<std::vector<int>>& out);
    void look_beyond(int face, const std::vector<int>& in, const std::vector<int>& out);
};

}  // namespace qingliu
