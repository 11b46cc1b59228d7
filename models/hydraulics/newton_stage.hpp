// One implicit stage of the flow: find levels, velocities and discharges with V(z) = V_s + tau (inflow - sinks - sum
// Q), full Newton through every face relation, discharge eliminated to a scalar matrix on the graph of cells. All lanes
// iterate together; a converged lane is frozen.
//
// Channel face between cells a and b (Stelling & Duinmeijer 2003, momentum-conservative advection; Manning friction):
//   u - u_s + tau [ (q_a^+ (u - u_a) - q_b^- (u - u_b) + l u + m_b - m_a) / (A dx) + g (z_b - z_a) / dx + S ] = 0,
//   Q = A(h_f) u,   S = g n^2 |u| u / R^(4/3)
// l being half of what enters each of both cells from the side, which brings no momentum along the river (Chow 1959,
// section 12-1), with the advective coefficients taken at the iterate. Second order in space by two things frozen while
// a stage iterates, which keep the pattern of the matrix: h_f lies between the upwind depth and that interpolated
// between both cells, and m is the flux of momentum a limited slope of the velocity adds to the upwind one. Between two
// rivers S is that of each along its part of the way. Withdrawals, evaporation and seepage fade out below `sink_depth`.
#pragma once

#include <array>
#include <memory>

#include "models/hydraulics/flow_geometry.hpp"
#include "models/hydraulics/structures/work.hpp"
#include "models/hydraulics/surroundings.hpp"

namespace qingliu {

/// Depth below which withdrawals, evaporation and seepage are reduced in proportion, m.
constexpr double sink_depth = 0.05;

template <int W>
class NewtonStage {
public:
    using T = Lanes<W>;

    explicit NewtonStage(const FlowGeometry& geometry);

    // --- the state the stage works on, kept between stages ---
    LaneField<W> level;      ///< m [cell]
    LaneField<W> velocity;   ///< m s-1 [face]
    LaneField<W> discharge;  ///< m3 s-1 [face]
    // --- what the stage is asked for ---
    LaneField<W> volume_start;                  ///< V_s, m3 [cell]
    LaneField<W> velocity_start;                ///< u_s, m s-1 [face]
    LaneField<W> inflow;                        ///< m3 s-1 [cell], >= 0
    LaneField<W> withdrawal;                    ///< m3 s-1 [cell], >= 0, as asked for
    LaneField<W> roughness;                     ///< 1 [river], factor on Manning's n
    T evaporation = 0.0;                        ///< m s-1
    std::vector<double> seepage;                ///< m s-1 [cell]
    LaneField<W> outlet_level;                  ///< m [outlet face], stage boundaries only
    LaneField<W> setting;                       ///< [structure] of its works, in the SI unit of their kind
    std::vector<Surroundings<W>> surroundings;  ///< ground water, banks, rain; their flows are left here
    // --- what it leaves beside the state ---
    LaneField<W> sink_share;  ///< 1 [cell], share of a withdrawal that was met
    LaneField<W> sink_area;   ///< m2 [cell], water surface that evaporates and seeps

    /// [lane][cell] iterations after which this cell had moved most and the stage was not done.
    std::array<std::vector<long>, W> held_up;
    std::array<int, W> moved_most{};  ///< [lane] that cell, the last time

    /// How the depth of a channel face is taken: that of the upwind cell, or interpolated between both cells as far as
    /// a limiter of the slope allows.
    enum class FaceDepth { upwind, limited };

    /// Iterates the lanes in `active` until their levels move less than `tolerance` (m). Returns the lanes that
    /// converged; adds to `iterations` one per active lane and iteration.
    Mask<W> solve(const T& tau, Mask<W> active, FaceDepth face_depth, double tolerance, int max_iterations,
                  long* iterations);

private:
    // second order, newton_slopes.cpp
    void limit_slopes();
    void limit_momentum(const T& tau);
    void cells(const T& tau);
    void surround(const T& tau);
    // the laws of the faces, newton_faces.cpp
    void channel_faces();
    void work_faces(const Mask<W>& active);
    void outlets(const T& tau, const Mask<W>& active);
    void momentum(const T& tau);
    void eliminate(const T& tau);
    T update(const Mask<W>& active);

    const FlowGeometry* g_;
    std::vector<std::unique_ptr<Work<W>>> works_;           // [work of the grid]
    LaneField<W> share_, width_;                            // [cell] at the iterate
    LaneField<W> area_;                                     // m2 [cell] of the water that flows
    std::vector<PieceHint<W>> cell_hint_, cell_flow_hint_;  // [cell]
    std::vector<SectionHint<W>> face_hint_;                 // [face]
    LaneField<W> depth_;                                    // [cell] when slopes were limited
    T moved_most_ = 0.0;                                    // cell, in the last iteration
    LaneField<W> outlet_rise_;    // [outlet face] m, of depth or level from the middle of the last cell to its end
    LaneField<W> momentum_flux_;  // [cell] m4 s-2, what a limited slope of the velocity adds to the upwind flux
    LaneField<W> blend_;          // [face] share of the interpolated depth; negative: for water going upstream
    LaneField<W> depth_by_up_, depth_by_down_;                                // [face] 1, derivatives of its depth
    LaneField<W> face_area_, face_width_, friction_, friction_by_level_, q_;  // [face]
    LaneField<W> by_up_, by_down_, u_step_, u_by_up_, u_by_down_, new_q_;     // [face]
    LaneField<W> diagonal_, rhs_, upper_, lower_;                             // [cell], [edge]
    std::vector<int> fill_edges_;                                             // edges that no face owns
    std::vector<char> first_on_edge_;                                         // [coupling]
};

extern template class NewtonStage<1>;
extern template class NewtonStage<4>;

}  // namespace qingliu
