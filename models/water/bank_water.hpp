// What the water stored in the banks carries: each cell's banks are one mixed store, filled and drained by the flow.
// Nothing reacts or ages in it.
#pragma once

#include <span>
#include <vector>

#include "engine/run/case.hpp"
#include "engine/run/contracts.hpp"

namespace qingliu {

class BankWater {
public:
    /// References are read here only.
    BankWater(const Case& specification, const std::vector<Exchange>& exchanges, std::size_t constituents);

    [[nodiscard]] bool none() const { return places_.empty(); }
    /// Before the first step: water as deep and of the same kind as beside it in the river. `concentration` in
    /// constituent units [cell * constituents + constituent].
    void begin(std::span<const double> depth, std::span<const double> concentration);
    [[nodiscard]] bool begun() const { return begun_; }
    /// Sets the rows of the banks in `concentration` [exchange * constituents + constituent] to what they give back in
    /// a step that moves `volume` (m3 [exchange], + into the river).
    void give(std::span<const double> volume, std::span<double> concentration);
    /// Books a step: `taken(exchange, constituent)` is the mass that left the river into an exchange in it.
    template <class Taken>
    void book(std::span<const double> volume, std::span<const double> concentration, const Taken& taken) {
        for (std::size_t b = 0; b < places_.size(); ++b) {
            const auto e = places_[b].exchange;
            volume_[b] -= volume[e];
            for (std::size_t k = 0; k < width_; ++k) {
                const double given = volume[e] > 0 ? volume[e] * concentration[e * width_ + k] : 0.0;
                auto& mass = mass_[b * width_ + k];
                mass += taken(static_cast<int>(e), static_cast<int>(k)) - given;
                // what is given is a share of what is there: less than nothing is round-off
                if (mass < 0) mass = 0;
            }
        }
    }

    void carry(StateCarrier& carrier) {
        double begun = begun_ ? 1 : 0;
        carrier.carry("banks_begun", begun);
        carrier.carry("bank_volume", volume_);
        carrier.carry("bank_mass", mass_);
        begun_ = begun != 0;
    }

private:
    struct Place {
        std::size_t exchange, cell;
        double storage;  // m2, volume per metre of level
    };
    std::size_t width_;  // constituents
    std::vector<Place> places_;
    std::vector<double> volume_, mass_;  // m3 [place] above the bed; g [place * constituents + constituent]
    bool begun_ = false;
};

}  // namespace qingliu
