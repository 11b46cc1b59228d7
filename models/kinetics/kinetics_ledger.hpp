// What each process has done in each river, as compensated sums over cells and steps of volume x extent. A
// constituent's reacted mass is its row of the Petersen matrix times these, never a difference of concentrations. 128
// bytes for every process and every known constituent of a river.
#pragma once

#include <vector>

#include "engine/state/checkpoint.hpp"
#include "models/kinetics/extent_integrator.hpp"

namespace qingliu {

class KineticsLedger {
public:
    explicit KineticsLedger(std::size_t processes, std::size_t rivers = 1, std::size_t species = species::count)
        : processes_(processes), species_(species), extent_(processes * rivers), clipped_(species * rivers) {}

    [[nodiscard]] std::size_t rivers() const { return clipped_.size() / species_; }
    /// Adds volume x extent of a process in a block of cells of one river, g (d m3 for the age).
    void record(std::size_t river, std::size_t process, const Block& amount) {
        extent_[river * processes_ + process].add(amount);
    }
    /// Adds mass that was put in to lift a negative amount to zero, g.
    void record_clip(std::size_t river, std::size_t one, const Block& amount) {
        clipped_[river * species_ + one].add(amount);
    }

    [[nodiscard]] double extent(std::size_t river, std::size_t process) const {
        return extent_[river * processes_ + process].total();
    }
    [[nodiscard]] double clipped(std::size_t river, std::size_t one) const {
        return clipped_[river * species_ + one].total();
    }
    /// In all rivers.
    [[nodiscard]] double extent(std::size_t process) const;
    [[nodiscard]] double clipped(std::size_t one) const;

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
    std::size_t processes_, species_;
    std::vector<Compensated> extent_;   // [river * processes + process]
    std::vector<Compensated> clipped_;  // [river * species + one]
};

}  // namespace qingliu
