// One implicit stage of the flow: find levels, velocities and discharges with V(z) = V_s + tau (inflow - sinks - sum
// Q), full Newton through every face relation, discharge eliminated to a scalar matrix on the graph of cells. All lanes
// iterate together; a converged lane is frozen.
//
// Channel face between cells a and b (Stelling & Duinmeijer 2003; Manning friction):
//   u - u_s + tau [ M + l u / (A dx) + g (z_b - z_a) / dx + S ] = 0,   Q = A(h_f) u,   S = g n^2 |u| u / R^(4/3)
//   M = (u_b^2 - u_a^2) / (2 dx)                              where water gains speed: its head is kept,
//   M = [ Q_b (u_b - u) - Q_a (u_a - u) ] / (A dx)            where it loses speed: its momentum is,
// l being half of what enters each of both cells from the side, which brings no momentum along the river (Chow 1959,
// section 12-1). u_a, u_b are the velocities across the cells, between that of the upwind face and Q / A of the cell
// itself in tranquil flow, the mean of both faces in rapid flow; h_f is between the upwind depth and the interpolated
// one. How far, a limiter says; its shares are frozen while a stage iterates, and nothing else is: a steady flow does
// not depend on the step. A face's discharge is linearised by the levels beside it, the discharge of the next face
// being given by the balance of the cell between; see Coupling. Between two rivers S is that of each along its part of
// the way. Withdrawals, evaporation and seepage fade out below `sink_depth`.
#pragma once

#include <array>
#include <memory>

#include "engine/state/checkpoint.hpp"
#include "models/hydraulics/flow_geometry.hpp"
#include "models/hydraulics/newton_pace.hpp"
#include "models/hydraulics/structures/work.hpp"
#include "models/hydraulics/surroundings.hpp"

namespace qingliu {

/// Depth below which withdrawals, evaporation and seepage are reduced in proportion, m.
constexpr double sink_depth = 0.05;

/// In shallower water a velocity is taken as it is, not as what its discharge would make of it, m.
constexpr double film_depth = 0.02;

template <int W>
class NewtonStage {
public:
    using T = Lanes<W>;

    /// How far a face's discharge is known to depend on levels: on those beside it, or by the velocities it is brought
    /// also on the next ones. The first makes steps cheap, the second lets fast flow converge at any length of step.
    enum class Coupling { narrow, wide };

    explicit NewtonStage(const FlowGeometry& geometry, Coupling coupling = Coupling::narrow);

    // --- the state the stage works on, kept between stages ---
    LaneField<W> level;      ///< m [cell]
    LaneField<W> velocity;   ///< m s-1 [face]
    LaneField<W> discharge;  ///< m3 s-1 [face]
    // --- what the stage is asked for ---
    LaneField<W> volume_start;       ///< V_s, m3 [cell]
    LaneField<W> velocity_start;     ///< u_s, m s-1 [face]
    LaneField<W> inflow;             ///< m3 s-1 [cell], >= 0
    LaneField<W> withdrawal;         ///< m3 s-1 [cell], >= 0, as asked for
    LaneField<W> lateral;            ///< m3 s-1 [cell], `inflow` but for what comes along the river at its upstream end
    LaneField<W> entering_velocity;  ///< m s-1 [cell], with which it does where it is fast and this is known, or 0
    LaneField<W> roughness;          ///< 1 [river], factor on Manning's n
    T evaporation = 0.0;             ///< m s-1
    std::vector<double> seepage;     ///< m s-1 [cell]
    LaneField<W> outlet_level;       ///< m [outlet face], stage boundaries only
    LaneField<W> setting;            ///< [structure] of its works, in the SI unit of their kind
    std::vector<Surroundings<W>> surroundings;  ///< ground water, banks, rain; their flows are left here
    /// m [cell], the depth that goes with `entering_velocity`, or 0.
    std::vector<double> entering_depth;
    T settling = 1.0;  ///< 1, how far limited slopes go from those of the last stage to their own
    // --- what it leaves beside the state ---
    LaneField<W> sink_share;  ///< 1 [cell], share of a withdrawal that was met
    LaneField<W> sink_area;   ///< m2 [cell], water surface that evaporates and seeps

    /// [lane][cell] iterations after which this cell had moved most and the stage was not done.
    std::array<std::vector<long>, W> held_up;
    std::array<int, W> moved_most{};  ///< [lane] that cell, the last time

    /// How the depth of a channel face is taken: that of the upwind cell, or interpolated between both cells as far as
    /// a limiter of the slope allows.
    enum class FaceDepth { upwind, limited };

    /// Iterates the lanes in `active` until what further iterations would move their levels is less than `tolerance`
    /// (m). Returns the lanes that converged; adds to `iterations` one per active lane and iteration.
    Mask<W> solve(const T& tau, Mask<W> active, FaceDepth face_depth, double tolerance, int max_iterations,
                  long* iterations);
    /// What a lane keeps from one stage to the next beside levels and velocities: how far its limited slopes have
    /// settled, how fast it converges.
    void carry(StateCarrier& carrier, int lane);

private:
    // What belongs to one place lies together: an iteration passes through all of it, and reads each place once.
    struct Cell {
        T area, width, share;  // m2 of the water that flows, m, 1 of what sinks take
    };
    struct Row {
        T diagonal, rhs;  // m2, m3; when solved: inverse of the pivot, m
    };
    struct Edge {
        T upper, lower;  // m2
    };
    /// Discharge and velocity across the middle of a cell; what the velocity owes to that of a face at one end, to its
    /// discharge and to the level of the cell, and what the balance of the cell says of the discharge at the other end.
    struct Crossing {
        struct Seen {
            T weight, by_flow, by_level, step;  // 1, m-2, s-1, m s-1
        };
        /// In wide coupling: what it owes to the levels beyond the faces, and half of what level and balance of the
        /// cell leave of a discharge.
        struct Far {
            T above, below, storing, gap;  // s-1, s-1, m2 s-1, m3 s-1
        };
        T flow, velocity;  // m3 s-1, m s-1
        Seen above, below;
        Far far;
    };
    struct Face {
        T depth_by_up, depth_by_down;                // 1
        T area, width, friction, friction_by_level;  // m2, m, m-4/3, m-7/3
        T flow, by_up, by_down;                      // m3 s-1, m2 s-1
        T u_step, u_by_up, u_by_down;                // m s-1, s-1
        T blend;  // share of the interpolated depth; negative: for water going upstream
    };
    struct FarFace {
        T by_up, by_down, u_by_up, u_by_down;  // m2 s-1, s-1
    };
    [[nodiscard]] T settled(const Mask<W>& active, const T& before, const T& now) const {
        return select(active, select(settling < T(1.0), before + settling * (now - before), now), before);
    }
    // second order, newton_slopes.cpp
    void limit_slopes(const Mask<W>& active);
    void forget_slopes(const Mask<W>& active);
    // the velocity across the cells, newton_crossing.cpp
    [[nodiscard]] T tranquil(std::size_t cell, const T& flow) const;
    void weigh_velocities(const Mask<W>& active);
    void free_outlets(const Mask<W>& active);
    void cells(const T& tau);
    void surround(const T& tau);
    // the laws of the faces, newton_faces.cpp
    void channel_faces();
    void work_faces(const Mask<W>& active);
    // what moves their water, newton_momentum.cpp
    template <bool wide>
    [[nodiscard]] Crossing cross_cell(std::size_t cell, const T& per_tau) const;
    template <bool wide>
    void outlets(const T& tau, const Mask<W>& active);
    template <bool wide>
    void momentum(const T& tau);
    void eliminate(const T& tau);
    [[nodiscard]] T asked() const;
    template <bool damped>
    T update(const Mask<W>& active, const T& share);
    [[nodiscard]] T found(std::size_t face) const;
    void leave(const Mask<W>& done);

    void add_far_couplings(const T& tau);

    const FlowGeometry* g_;
    std::vector<std::unique_ptr<Work<W>>> works_;  // [work of the grid]
    const EliminationOrder* order_;
    bool wide_;
    bool plain_ = false;  // first order in narrow coupling: what is left when all else failed
    std::vector<Cell> cells_;
    std::vector<Row> rows_;    // [cell]
    std::vector<Edge> edges_;  // [edge]
    std::vector<Face> faces_;
    std::vector<FarFace> far_faces_;          // [face] wide coupling only
    std::vector<LanePiece<W>> held_;          // [table]
    LaneField<W> depth_;                      // m [cell] when slopes were limited
    LaneField<W> own_weight_, below_weight_;  // 1 [cell] of its section and of the lower face in its velocity
    LaneField<W> freedom_;              // 1 [outlet face] how far water leaves too fast for the level below to act
    LaneField<W> outlet_rise_;          // m [outlet face] of depth or level from the middle of the last cell to its end
    T moved_most_ = 0.0;                // cell, in the last iteration
    std::array<NewtonPace, W> pace_{};  // [lane]
    std::vector<int> fill_edges_;       // edges that no face owns
    std::vector<char> first_on_edge_;   // [coupling]
};

extern template class NewtonStage<1>;
extern template class NewtonStage<4>;

}  // namespace qingliu
