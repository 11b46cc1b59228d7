// Advection on an arbitrary directed graph of cells: flux-form semi-Lagrangian in the coordinate of volume (Lin & Rood
// 1996), with piecewise parabolic profiles (profile.hpp).
//
// The water that leaves a cell in a step is the last part of a sequence: the cell's own content, seen from the end
// where it leaves, and behind it what enters during the step. All inflows enter side by side, each in proportion to its
// volume, so a share of the step's inflow is that share of every exchange and of every inflow face; behind a face the
// sequence goes on with the same share of what leaves the cell there. Outflows of one cell leave side by side too.
// Hence every flux is an integral of old profiles over water that is present: mass closes, nothing turns negative, no
// new extreme appears and a uniform concentration stays uniform in any flow, at any Courant number, through
// confluences, splits, drying cells and reversals.
//
// What enters a slow cell from the side does so all through the step: half of it is there from the start (Strang), so
// that the part that leaves is diluted for half a step. In a faster cell the water that passes takes its share.
//
// Still water is well mixed: what leaves has the mean of the concentrations at both ends of the step (midpoint rule,
// second order), leaning towards the end where more leaves than twice what is there.
//
// A cell that passes no more than its own content needs to know nothing of its neighbours' outflow; only faster cells
// and still water need an order. Where those form a directed cycle they are advanced together by one implicit upwind
// step, which has the same properties.
#pragma once

#include <span>
#include <vector>

#include "engine/network/grid.hpp"
#include "engine/numerics/elimination.hpp"
#include "engine/run/contracts.hpp"
#include "models/transport/flow_directions.hpp"
#include "models/transport/ledger.hpp"
#include "models/transport/passing_change.hpp"
#include "models/transport/profile.hpp"

namespace qingliu {

class Advection {
public:
    /// `order`: of the graph of cells, couplings = inner faces in ascending order. All references must outlive the
    /// object. `passages`: inner faces whose water may gain or lose on its way (std::invalid_argument for another).
    Advection(const Grid& grid, const EliminationOrder& order, std::vector<Exchange> exchanges, int constituents,
              const std::vector<int>& passages = {});

    /// Faces at open ends of the network, ascending.
    [[nodiscard]] std::span<const int> boundary_faces() const { return boundary_faces_; }

    [[nodiscard]] int passages() const { return static_cast<int>(passages_.size()); }

    /// One step from `mass` [cell * constituents], g, to `after` [cell * blocks], g; `before` is scratch of that shape.
    /// Concentrations of entering water [exchange * constituents], [boundary * constituents], g m-3.
    void step(const FlowStep& flow, std::span<const double> exchange_concentration,
              std::span<const double> boundary_concentration, std::span<const double> mass, OctetField& before,
              OctetField& after, TransportLedger& ledger, std::span<const PassingChange> changes = {});

private:
    /// What the sequence of leaving water looks like in a cell.
    enum class Sequence : char {
        ordered,    ///< content, then inflow
        two_ended,  ///< water leaves at both ends, each face takes from its own
        mixed,      ///< only the mean of what leaves is known
    };

    /// Where an edge value is stored and the four cells it is made from.
    struct Stencil {
        int edge, uu, u, d, dd;
    };

    /// Where the profile of a cell leads to: cells beside it and the edges it meets them at.
    struct Neighbours {
        int upstream = Grid::none, downstream = Grid::none;  ///< main neighbours, or none
        int far_edge = Grid::none, near_edge = Grid::none;   ///< edges of its profile, or none
        bool operator==(const Neighbours&) const = default;
    };

    void sum_volumes(const FlowStep& flow);
    void collect_entering_mass(const FlowStep& flow, std::span<const double> exchange_concentration,
                               std::span<const double> boundary_concentration, TransportLedger& ledger);
    /// Masses and concentrations at the start, with half of what enters where that mixes with the content.
    void load(std::span<const double> mass, OctetField& before);
    [[nodiscard]] bool takes_half_before(int cell) const;
    void record_leaving(TransportLedger& ledger) const;
    /// Brings neighbours_ up to date; after a change the list of edges too.
    void choose_neighbours(bool directions_changed);
    [[nodiscard]] Neighbours neighbours_of(int cell) const;
    [[nodiscard]] bool is_two_ended(int cell) const;
    void list_edges();
    [[nodiscard]] EdgeWeights<Octet> weights_of(std::span<const Stencil> edges) const;
    void compute_edges();
    void pass_own_content(const FlowStep& flow, OctetField& after, TransportLedger& ledger);
    void pass_both_ends(int cell, const FlowStep& flow, OctetField& after, TransportLedger& ledger);
    void pass_more_than_content(const FlowStep& flow, OctetField& after, TransportLedger& ledger);
    void pass_on(int cell, const FlowStep& flow, OctetField& after, TransportLedger& ledger);
    /// What leaves still water into taken_; `after` holds what was there, and what entered.
    void take_mixed(int cell, const Octet* held_and_entered);
    void circulate(const FlowDirections::Order& order, const FlowStep& flow, OctetField& after,
                   TransportLedger& ledger);
    void receive(OctetField& after);

    /// Adds `weight` x the mass of the first `fraction` of the water that leaves `cell` (through inflow face `face`) to
    /// taken_.
    void take(int cell, double fraction, double weight);
    void take_through(int face, double fraction, double weight);
    /// The same as it is before it passes the face.
    void take_from_donor(int face, double fraction, double weight);
    /// Adds `weight` x the mass of the fraction x of the cell's content between its near end and the middle to taken_.
    void take_content(int cell, double x, double weight, int far_edge, int near_edge);
    void pass_own_content(int cell, OctetField& after);
    /// Splits what leaves a cell (taken_) over its ways out, by volume.
    void distribute(int cell, const FlowStep& flow, TransportLedger& ledger);
    /// Books the seepage and the abstractions of a cell, their part of the `leaving` mass that `total` (m3) carries.
    void withdraw(int cell, double total, const Octet* leaving, const FlowStep& flow, TransportLedger& ledger);
    void add_entering(int cell, Octet* mass) const;
    /// The changes of the water that passes a face.
    void set_passages(const std::vector<int>& passages);
    void begin_changes(std::span<const PassingChange> changes);
    [[nodiscard]] std::span<const PassingChange> changes_at(int face) const;
    void factor_circulation(std::span<const double> kept);
    void solve_changing(std::size_t constituent, std::vector<double>& solution);
    void change_flux(int face, TransportLedger& ledger);

    const Grid* grid_;
    std::vector<Exchange> exchanges_;
    std::size_t constituents_, blocks_;
    FlowDirections directions_;
    FlowDirections::Order fast_order_;
    FactoredMatrix circulation_;
    std::vector<int> inner_faces_, boundary_faces_;
    std::vector<int> passages_;                 // [place] face
    std::vector<int> passage_of_face_;          // [face] place, or none; empty where there is no passage
    std::span<const PassingChange> changes_;    // of this step
    std::vector<std::size_t> changing_;         // constituents that change anywhere in this step
    std::vector<std::vector<double>> changed_;  // [changing][cell] g m-3, of the implicit step
    std::vector<double> kept_;                  // [face]
    std::vector<std::size_t> change_begin_;     // [place + 1]
    // --- cells that exchange water with the outside: "entries" ---
    std::vector<int> entry_cell_, entry_of_cell_;          // [entry]; [cell], or none
    std::vector<int> exchange_begin_, exchange_of_entry_;  // [entry + 1], exchanges by entry
    std::vector<double> entry_volume_;                     // [entry] m3 entering
    OctetField entry_mass_;                                // [entry * blocks] g entering
    // --- this step: cells and, behind them, one virtual cell an entry and the outside ---
    std::vector<double> content_;           // [cell] m3 at the start, >= 0
    std::vector<double> inflow_, outflow_;  // [cell] m3 over the step, exchanges, seepage and abstractions included
    std::vector<double> withdrawn_;         // [cell] m3, part of the outflow that leaves through no face
    std::vector<Sequence> sequence_;        // [cell]
    std::vector<char> fast_;                // [cell] outflow exceeds content, or still water
    std::vector<Neighbours> neighbours_;    // [cell], and virtual cells
    // --- this step: faces and, behind them, one virtual face an entry ---
    std::vector<double> face_volume_;   // [face] m3, >= 0
    std::vector<double> face_share_;    // [face] of the donor's outflow
    std::vector<Stencil> edges_;        // the edges that carry flow
    OctetField concentration_;          // [(cell, entry) * blocks] g m-3, 0 in dry cells
    OctetField edge_;                   // [(face, entry) * blocks] g m-3
    OctetField flux_;                   // [face * blocks] g over the step, from donor to receiver
    OctetField circulating_;            // [cell * blocks] right-hand sides and concentrations of the implicit step
    std::vector<char> in_circulation_;  // [cell], and the outside
    OctetField taken_;                  // [blocks] accumulator of a walk
    const Octet* before_ = nullptr;
    int visits_ = 0;
};

}  // namespace qingliu
