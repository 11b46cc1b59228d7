// What Kinetics is made of, for the files that implement it.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "models/kinetics/block_rivers.hpp"
#include "models/kinetics/kinetics.hpp"
#include "models/kinetics/process_parts.hpp"

namespace qingliu {

/// The rows of the water and of the bed that one scenario carries.
struct BlockRows {
    std::size_t width;
    std::vector<std::size_t> species;  // [place]
    RowLayout layout;
    std::vector<double> last;  // the last, incomplete block, filled up with zeros

    BlockRows(const std::vector<Constituent>& constituents, const std::vector<Constituent>& known)
        : width(constituents.size()),
          species(species_of(constituents, known)),
          layout(species, width),
          last(block_cells * width, 0.0) {}

    /// The rows of a block: themselves, or a copy where there are fewer than eight.
    double* open(std::span<double> mass, std::size_t first, std::size_t cells) {
        double* rows = mass.data() + first * width;
        if (cells == block_cells) return rows;
        std::copy_n(rows, cells * width, last.begin());
        return last.data();
    }
    /// The same to be read only.
    const double* look(std::span<const double> mass, std::size_t first, std::size_t cells) {
        const double* rows = mass.data() + first * width;
        if (cells == block_cells) return rows;
        std::copy_n(rows, cells * width, last.begin());
        return last.data();
    }
    void close(std::span<double> mass, std::size_t first, std::size_t cells) {
        if (cells < block_cells) std::copy_n(last.begin(), cells * width, mass.data() + first * width);
    }
};

/// Reactions are referred to by the integrators, so the whole lives behind one pointer.
struct Kinetics::Machine {
    std::vector<Constituent> constituents;  // [species]
    BlockRows water, bed;
    Reactions reactions;
    ProcessParts parts;
    ExtentIntegrator integrator;
    std::unique_ptr<ArkExtents> ark;
    bool carries_temperature, carries_ice;
    Weather weather;
    double oxygen_saturation_there = 0;  // g m-3, at the weather's temperature
    // of the block at work
    Block volume;  // m3, 0 in cells without water to speak of
    Block active;  // 1 or 0
    BlockRivers rivers;
    Concentrations mass, start;
    Held held;
    PerProcess extent;
    // of an instant: what is there, the processes' slowing themselves down, S x rates; and zeros
    Concentrations seen, made, none;
    PerProcess damping;
    // of the river at work in this step: the sums of extent x volume of its blocks
    std::optional<std::size_t> summed_river;
    PerProcess sums;

    Machine(const std::vector<Constituent>& in_water, const std::vector<Constituent>& in_bed,
            const Chemistry& chemistry, const ParameterValues& values, const KineticsSettings& settings);

    /// Throws std::logic_error where arrays do not fit each other.
    void check_lengths(const Conditions& conditions, std::size_t in_water, std::size_t in_bed) const;
    void begin_step(const Weather& now);
    void take_water(const Conditions& conditions, std::size_t first, std::size_t cells);
    void hold(const Concentrations& c);
    const Concentrations& react(double time, double dt, KineticsLedger& ledger);
    void check_numbers(double time) const;
    void book_sums(KineticsLedger& ledger);
    void settle(const Concentrations& end, KineticsLedger& ledger);
    void step(double time, double dt, double* water_rows, double* bed_rows, KineticsLedger& ledger);
    bool look_at(const Conditions& conditions, std::span<const double> in_water, std::span<const double> in_bed,
                 std::size_t first, std::size_t cells);
    const Concentrations& change(double time, const Concentrations& c);
};

}  // namespace qingliu
