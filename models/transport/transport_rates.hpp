// Transport as rates of change: what advection.hpp and dispersion.hpp do over a step, told at an instant of it, for an
// integrator that takes it together with whatever else happens to the water.
//
//   d m / dt = sum(in) Q c_face - sum(out) Q c_face + sum(faces) D A / dx (c_beyond - c) + q_in c_in - (q_out + s + e)
//   c
//
// Within the step discharges are constant and volumes change evenly, V(t) = V0 + (V1 - V0) (t - t0) / dt, as the flow
// has it; c = m / V, in a dry cell as if what enters it filled it up to dry_volume; c_face as in face_values.hpp.
// Dispersion is that at the end of the step. What goes through the ends of the network and what is taken out is told as
// rates too, the accounts, whose integrals go into the ledger.
#pragma once

#include <span>
#include <vector>

#include "engine/network/grid.hpp"
#include "engine/numerics/elimination.hpp"
#include "engine/run/contracts.hpp"
#include "models/transport/face_values.hpp"
#include "models/transport/ledger.hpp"
#include "models/transport/passing_change.hpp"

namespace qingliu {

class TransportRates {
public:
    /// As for Transport; grid and order must outlive it.
    TransportRates(const Grid& grid, const EliminationOrder& order, std::vector<Exchange> exchanges, int constituents,
                   const std::vector<bool>& evaporates, const std::vector<int>& passages);

    /// Begins a step. What the spans hold must stay until the next. `exchange_concentration` [exchange * constituents]
    /// g m-3; `dispersion` m3 exchanged over the step [inner face], empty: none.
    void begin(const FlowStep& flow, std::span<const double> exchange_concentration,
               std::span<const double> dispersion);

    /// Numbers account_rates are told in, in this step.
    [[nodiscard]] std::size_t accounts() const { return account_rows() * width_; }
    /// Volumes when `share` in [0, 1] of the step has passed, m3 [cell], >= 0.
    void volumes(double share, std::span<double> volume) const;
    /// Water that passes a cell in the step, m3 [cell].
    [[nodiscard]] std::span<const double> throughput() const { return throughput_; }

    /// Masses as they would be with other volumes and the concentrations as they are.
    void fill(std::span<const double> from, std::span<const double> to, std::span<double> mass);

    /// Writes d mass / dt [cell * constituents], g s-1, of `mass` at `volume`, and the rates of the accounts
    /// [accounts()], g s-1.
    void rates(std::span<const double> volume, std::span<const double> mass, std::span<const PassingChange> changes,
               std::span<double> rate, std::span<double> account_rate);

    /// Books what the accounts came to over the step, g, and what entered by the exchanges.
    void book(std::span<const double> accounts, TransportLedger& ledger) const;
    /// Books masses that were raised to zero, g [constituent].
    static void book_clipped(std::span<const double> clipped, TransportLedger& ledger);

    /// Factors (volume - gamma d rate / d c) with the water of the donor at each face, a matrix the same for all
    /// constituents; `held` m3 [cell] is added to the diagonal. False where it cannot be.
    [[nodiscard]] bool factor(std::span<const double> volume, double gamma, std::span<const double> held);
    /// Masses g [cell * constituents] -> the concentrations they lead to, g m-3.
    void solve(std::span<double> values) const { matrix_.solve(values, static_cast<int>(width_)); }

private:
    // rows of the accounts: in through the ends, out through them, gained at passages, seepage, evaporated, then what
    // the exchanges that take water took
    [[nodiscard]] std::size_t in_row(std::size_t end) const { return end; }
    [[nodiscard]] std::size_t out_row(std::size_t end) const { return boundary_faces_.size() + end; }
    [[nodiscard]] std::size_t gained_row(std::size_t passage) const { return 2 * boundary_faces_.size() + passage; }
    [[nodiscard]] std::size_t seepage_row() const { return gained_row(passages_.size()); }
    [[nodiscard]] std::size_t evaporated_row() const { return seepage_row() + 1; }
    [[nodiscard]] std::size_t taken_row(std::size_t place) const { return seepage_row() + 2 + place; }
    [[nodiscard]] std::size_t account_rows() const { return taken_row(taking_.size()); }

    /// Concentrations of all cells; a dry one has that of what enters it, as far as it holds less than dry_volume.
    void find_concentrations(std::span<const double> volume, std::span<const double> mass);
    void pass(int face, std::span<const PassingChange> changes, std::span<double> account_rate);
    void disperse();
    void exchange(std::span<double> account_rate);
    /// Takes `discharge` (m3 s-1) of concentration `value` [blocks] out of a cell and onto a row of the accounts.
    void withdraw(std::size_t cell, double discharge, const Octet* value, std::size_t row,
                  std::span<double> account_rate);
    void add_to_row(std::size_t row, std::size_t block, const Octet& amount, std::span<double> account_rate) const;
    /// What leaves a cell has this concentration [blocks].
    [[nodiscard]] const Octet* leaving(int cell) const;

    const Grid* grid_;
    std::vector<Exchange> exchanges_;
    std::size_t width_, blocks_;
    FaceValues faces_;
    FactoredMatrix matrix_;
    OctetField evaporates_;  // [blocks] 1 or 0
    bool any_evaporates_ = false;
    std::vector<int> inner_faces_, boundary_faces_;
    std::vector<int> end_of_face_;                 // [face] index into boundary_faces_, or none
    std::vector<int> passages_, passage_of_face_;  // [place] face; [face] place, or none
    // --- this step ---
    FlowStep flow_;
    std::span<const double> exchange_concentration_, dispersion_;
    std::vector<std::size_t> taking_;      // exchanges that take water
    std::vector<double> throughput_;       // m3 [cell]
    std::vector<double> entering_volume_;  // m3 [cell], by exchanges
    OctetField entering_;                  // [cell * blocks] g m-3, of that
    OctetField entering_rate_;             // [cell * blocks] g s-1
    // --- this instant ---
    OctetField concentration_, rate_;  // [cell * blocks] g m-3, g s-1
    OctetField face_value_;            // [face * blocks] g m-3
};

}  // namespace qingliu
