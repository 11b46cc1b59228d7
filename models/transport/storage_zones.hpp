// Transient storage: water in dead zones of the channel and in the pores of the bed, which moves nowhere but exchanges
// what it carries with the flow (Bencala & Walters 1983, eq. 1 and 2 without lateral inflow):
//
//   dC/dt = alpha (Cs - C),  dCs/dt = alpha (A / As) (C - Cs)
//
//   storage_zones:            # network
//     - {river: 清河, from: 0 km, to: 8 km, exchange_rate: 5e-4 1/s, area: 0.3 m2, source: T1, confidence: verified}
//
// C, A: concentration and cross-section of the flow; Cs, As: of the zone. A cell of length L holds two mixed boxes,
// V = A L and Vs = As L, between which alpha V of water a second changes places. While V stands still their difference
// dies out with alpha (1 + V / Vs) and what both hold together stays, so a step is taken exactly and without limit on
// its length: mass closes to round-off, nothing turns negative, a uniform concentration stays uniform.
//
// Vs is fixed. Where a cell falls dry nothing is exchanged: its zone keeps what it holds until water returns. Nothing
// reacts in a zone. Its water belongs to the network, so its age grows as that of the river does (raise()).
// Several zones may share a cell, say a dead zone and the bed: they take turns, forwards before and backwards after
// the transport of a step, which makes the whole step symmetric and of second order.
#pragma once

#include <span>
#include <vector>

#include "engine/network/grid.hpp"
#include "engine/state/checkpoint.hpp"
#include "models/transport/constituent_block.hpp"

namespace qingliu {

class StorageZones {
public:
    enum class Turn { forwards, backwards };

    /// References are read here only.
    StorageZones(const Network& network, const Grid& grid, std::size_t constituents);

    [[nodiscard]] bool none() const { return places_.empty(); }
    [[nodiscard]] bool begun() const { return begun_; }
    /// The zones fill with water as it is beside them in the river; beside a cell without water, as it is on average in
    /// the network. `volume` m3 [cell], `mass` g [cell * constituents + constituent].
    void begin(std::span<const double> volume, std::span<const double> mass);
    /// They are filled anew before the next step.
    void clear();
    /// Exchanges with the river over `dt` (s) at these volumes; masses must be finite and >= 0.
    void exchange(double dt, std::span<const double> volume, std::span<double> mass, Turn turn);
    /// The same at an instant: adds to d mass / dt of the river and writes that of the zones, g s-1, of masses as
    /// above.
    void rates(std::span<const double> volume, std::span<const double> mass, std::span<const double> zone_mass,
               std::span<double> river_rate, std::span<double> zone_rate) const;
    /// For (I - gamma d rate / d mass) (mass, zone mass) = (right, zone_right), of the river alone: what the zones add
    /// to its volumes, m3 [cell], and to its right-hand sides, and their masses from the concentrations found for it.
    void hold(double gamma, std::span<const double> volume, std::span<double> held) const;
    void take_out(double gamma, std::span<const double> volume, std::span<const double> zone_right,
                  std::span<double> right) const;
    void put_back(double gamma, std::span<const double> volume, std::span<const double> zone_right,
                  std::span<const double> concentration, std::span<double> zone_mass) const;
    /// Raises the concentration of a constituent in all zones.
    void raise(std::size_t constituent, double by);

    /// What the zones hold now, and held when account() was called last, g [place * constituents + constituent].
    [[nodiscard]] std::span<const double> mass() const { return mass_; }
    [[nodiscard]] std::span<double> mass() { return mass_; }
    /// Volume of each, m3 [place].
    [[nodiscard]] double volume(std::size_t place) const { return places_[place].volume; }
    [[nodiscard]] std::size_t places() const { return places_.size(); }
    [[nodiscard]] std::span<const double> first_mass() const { return first_mass_; }
    void account() { first_mass_ = mass_; }

    void carry_state(StateCarrier& carrier);
    void carry_sums(StateCarrier& carrier) { carrier.carry("first_zone_mass", first_mass_); }

private:
    struct Place {
        std::size_t cell;
        double volume;  // m3
        double rate;    // s-1, of the whole cell
    };
    /// alpha V, m3 s-1; 0 where the cell is dry.
    [[nodiscard]] static double discharge(const Place& place, std::span<const double> volume) {
        return volume[place.cell] > dry_volume ? place.rate * volume[place.cell] : 0.0;
    }
    std::size_t width_;  // constituents
    std::vector<Place> places_;
    std::vector<double> mass_, first_mass_;  // g [place * constituents + constituent]
    bool begun_ = false;
};

}  // namespace qingliu
