// What each process has done, as compensated sums over cells and steps of volume x extent. A constituent's reacted mass
// is its row of the Petersen matrix times these, never a difference of concentrations.
#pragma once

#include <vector>

#include "engine/state/checkpoint.hpp"
#include "models/kinetics/extent_integrator.hpp"

namespace qingliu {

class KineticsLedger {
public:
    explicit KineticsLedger(std::size_t processes, std::size_t species = species::count)
        : extent_(processes), clipped_(species) {}

    /// Adds volume x extent of a process in a block of cells, g (d m3 for the age).
    void record(std::size_t process, const Block& amount) { extent_[process].add(amount); }
    /// Adds mass that was put in to lift a negative amount to zero, g.
    void record_clip(std::size_t place, const Block& amount) { clipped_[place].add(amount); }

    [[nodiscard]] double extent(std::size_t process) const { return extent_[process].total(); }
    [[nodiscard]] double clipped(std::size_t place) const { return clipped_[place].total(); }

    /// The sums; the counts below begin anew.
    void carry(StateCarrier& carrier);

    SubstepCounts substeps;  ///< of blocks of eight cells
    long ark_blocks = 0;     ///< blocks ARKODE carried
    long ark_given_up = 0;   ///< blocks it failed on or took below zero, done by the default integrator
    long cell_steps = 0;     ///< cells with water x steps

private:
    /// Per place of the block: the sum and the parts its additions rounded off (Neumaier 1974; two-sum of Knuth 1969).
    struct Compensated {
        Block sum{0.0};
        Block carry{0.0};
        void add(const Block& amount) {
            const Block next = sum + amount;
            const Block taken = next - sum;
            carry += (sum - (next - taken)) + (amount - taken);
            sum = next;
        }
        [[nodiscard]] double total() const;
    };
    std::vector<Compensated> extent_;   // [process]
    std::vector<Compensated> clipped_;  // [species]
};

}  // namespace qingliu
