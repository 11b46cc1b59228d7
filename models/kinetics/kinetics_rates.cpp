// Kinetics as rates of change at an instant, with the drivers of that instant.
#include <algorithm>
#include <array>

#include "models/kinetics/kinetics_jacobian.hpp"
#include "models/kinetics/kinetics_machine.hpp"

namespace qingliu {

namespace {

/// Step of a difference, of the concentration; that of less than `least_held` is as of so much.
constexpr double relative_difference = 1e-6;
constexpr double least_held = 1e-2;  // g m-3, or unit

double sum(const Block& block) {
    double total = 0;
    for (int k = 0; k < static_cast<int>(block_cells); ++k) total += block[k];
    return total;
}

}  // namespace

/// S x rates, g m-3 s-1, at c, of which negative ones count as zero where they cannot be; the rates are left in
/// `extent`.
const Concentrations& Kinetics::Machine::change(double time, const Concentrations& c) {
    Concentrations& present = start;
    const auto take = [&](std::size_t i) { present[i] = may_be_negative(i) ? c[i] : max(c[i], Block(0.0)); };
    for (const std::size_t i : water.species) take(i);
    for (const std::size_t i : bed.species) take(i);
    hold(present);
    reactions.rates(present, time, held, extent, damping);
    reactions.apply(none, 1.0, extent, made);
    return made;
}

/// Concentrations of a block of cells and what is held there; false where none has water to speak of.
bool Kinetics::Machine::look_at(const Conditions& conditions, std::span<const double> in_water,
                                std::span<const double> in_bed, std::size_t first, std::size_t cells) {
    take_water(conditions, first, cells);
    if (!(largest(active) > 0)) return false;
    water.layout.gather(water.look(in_water, first, cells), mass);
    bed.layout.gather(bed.look(in_bed, first, cells), mass);
    const Block per_volume = active / max(volume, Block(least_volume));
    for (const std::size_t i : water.species) seen[i] = mass[i] * per_volume;
    for (const std::size_t i : bed.species) seen[i] = mass[i] * per_volume;
    return true;
}

void Kinetics::rates(double time, const Conditions& conditions, std::span<const double> mass,
                     std::span<const double> bed, std::span<double> mass_rate, std::span<double> bed_rate,
                     std::span<double> process_rate) {
    Machine& machine = *machine_;
    machine.check_lengths(conditions, mass.size(), bed.size());
    std::fill(bed_rate.begin(), bed_rate.end(), 0.0);
    std::fill(process_rate.begin(), process_rate.end(), 0.0);
    const std::size_t processes = machine.reactions.processes(), cells = conditions.volume.size();
    if (processes == 0) return;
    machine.begin_step(conditions.weather);
    const auto add = [&](const BlockRows& rows, std::size_t first, std::size_t here, std::span<double> rate) {
        for (std::size_t place = 0; place < rows.species.size(); ++place) {
            const Block amount = machine.made[rows.species[place]] * machine.volume;
            for (std::size_t k = 0; k < here; ++k)
                rate[(first + k) * rows.width + place] += amount[static_cast<int>(k)];
        }
    };
    for (std::size_t first = 0; first < cells; first += block_cells) {
        const std::size_t here = std::min(block_cells, cells - first);
        if (!machine.look_at(conditions, mass, bed, first, here)) continue;
        machine.change(time, machine.seen);
        add(machine.water, first, here, mass_rate);
        add(machine.bed, first, here, bed_rate);
        for (std::size_t p = 0; p < processes; ++p) {
            machine.rivers.split(machine.extent[p] * machine.volume, [&](std::size_t river, const Block& amount) {
                process_rate[river * processes + p] += sum(amount);
            });
        }
    }
}

KineticsJacobian Kinetics::make_jacobian(std::size_t cells) const {
    return {cells, machine_->reactions.matrix().touched().size()};
}

void Kinetics::linearise(double time, const Conditions& conditions, std::span<const double> mass,
                         std::span<const double> bed, KineticsJacobian& jacobian) {
    Machine& machine = *machine_;
    machine.check_lengths(conditions, mass.size(), bed.size());
    const std::vector<std::size_t>& touched = machine.reactions.matrix().touched();
    const std::size_t cells = conditions.volume.size();
    jacobian.clear();
    if (touched.empty()) return;
    machine.begin_step(conditions.weather);
    std::vector<Block> base(touched.size(), Block(0.0));
    for (std::size_t first = 0; first < cells; first += block_cells) {
        const std::size_t block = first / block_cells;
        if (!machine.look_at(conditions, mass, bed, first, std::min(block_cells, cells - first))) continue;
        machine.change(time, machine.seen);
        for (std::size_t i = 0; i < touched.size(); ++i) base[i] = machine.made[touched[i]];
        for (std::size_t j = 0; j < touched.size(); ++j) {
            const Block kept = machine.seen[touched[j]];
            const Block more = max(kept, Block(0.0)) + relative_difference * max(abs(kept), Block(least_held));
            const Block inverse = machine.active / (more - max(kept, Block(0.0)));
            machine.seen[touched[j]] = more;
            machine.change(time, machine.seen);
            machine.seen[touched[j]] = kept;
            for (std::size_t i = 0; i < touched.size(); ++i)
                jacobian.slope(block, i, j) = (machine.made[touched[i]] - base[i]) * inverse;
        }
    }
}

void Kinetics::solve(const KineticsJacobian& jacobian, std::span<double> mass, std::span<double> bed) {
    Machine& machine = *machine_;
    const std::vector<std::size_t>& touched = machine.reactions.matrix().touched();
    if (touched.empty()) return;
    const std::size_t cells = mass.size() / std::max<std::size_t>(machine.water.width, 1);
    std::array<Block, species::places> x;
    for (std::size_t first = 0; first < cells; first += block_cells) {
        const std::size_t here = std::min(block_cells, cells - first);
        double *water_rows = machine.water.open(mass, first, here), *bed_rows = machine.bed.open(bed, first, here);
        machine.water.layout.gather(water_rows, machine.mass);
        machine.bed.layout.gather(bed_rows, machine.mass);
        for (std::size_t i = 0; i < touched.size(); ++i) x[i] = machine.mass[touched[i]];
        jacobian.solve(first / block_cells, x.data());
        for (std::size_t i = 0; i < touched.size(); ++i) machine.mass[touched[i]] = x[i];
        machine.water.layout.scatter(machine.mass, water_rows);
        machine.bed.layout.scatter(machine.mass, bed_rows);
        machine.water.close(mass, first, here);
        machine.bed.close(bed, first, here);
    }
}

std::size_t Kinetics::processes() const { return machine_->reactions.processes(); }

void Kinetics::book(std::span<const double> amounts, KineticsLedger& ledger) const {
    const std::size_t count = processes();
    for (std::size_t i = 0; i < amounts.size(); ++i) {
        Block amount(0.0);
        amount.set(0, amounts[i]);
        ledger.record(i / count, i % count, amount);
    }
}

void Kinetics::book_clipped(std::size_t river, std::size_t place_in_bed, double amount, KineticsLedger& ledger) const {
    Block lifted(0.0);
    lifted.set(0, amount);
    ledger.record_clip(river, machine_->bed.species[place_in_bed], lifted);
}

}  // namespace qingliu
