#include "models/kinetics/kinetics.hpp"

#include <algorithm>
#include <stdexcept>

#include "engine/base/problems.hpp"

namespace qingliu {
KineticsSettings::Integrator kinetics_integrator(const std::string& word) {
    if (word == "rosenbrock") return KineticsSettings::Integrator::rosenbrock;
    if (word == "arkode") return KineticsSettings::Integrator::arkode;
    Problem problem;
    problem.message = "no kinetics integrator is called \"" + word + "\"";
    problem.expected = "rosenbrock or arkode";
    throw InputError(problem);
}

/// Reactions are referred to by the integrators, so the whole lives behind one pointer.
struct Kinetics::Machine {
    std::size_t constituents;
    std::vector<std::size_t> carried;  // species [place]
    RowLayout layout;
    Reactions reactions;
    ExtentIntegrator integrator;
    std::unique_ptr<ArkExtents> ark;
    // of the block at work
    Drivers drivers;
    Block volume;  // m3, 0 in cells without water to speak of
    Block active;  // 1 or 0
    Concentrations mass, start;
    PerProcess coefficient, extent;
    std::vector<double> last_rows;  // masses of the last, incomplete block, filled up with zeros

    Machine(const std::vector<Constituent>& all, const std::vector<ProcessEntry>& catalogue,
            const ParameterValues& values, const KineticsSettings& settings)
        : constituents(all.size()),
          carried(species_of(all)),
          layout(carried, all.size()),
          reactions(catalogue, carried, values, {.utc_offset_minutes = settings.utc_offset_minutes}),
          integrator(reactions),
          last_rows(block_cells * all.size(), 0.0) {
        if (settings.integrator == KineticsSettings::Integrator::arkode && reactions.processes() > 0)
            ark = std::make_unique<ArkExtents>(reactions);
    }

    void take_water(const Conditions& conditions, std::size_t first, std::size_t cells);
    void react(double time, double dt, KineticsLedger& ledger);
    void settle(KineticsLedger& ledger);
    void step(double time, double dt, double* rows, KineticsLedger& ledger);
};

/// Drivers of the block; places without water to speak of get harmless ones and no activity.
void Kinetics::Machine::take_water(const Conditions& conditions, std::size_t first, std::size_t cells) {
    const auto column = [first, cells](std::span<const double> values) {
        if (cells == block_cells) return load_block(values.data() + first);
        std::array<double, block_cells> padded{};
        for (std::size_t k = 0; k < cells; ++k) padded[k] = values[first + k];
        return load_block(padded.data());
    };
    const Block depth = column(conditions.depth);
    const Block water = column(conditions.volume);
    const auto wet = (depth >= Block(least_depth)) & (water >= Block(least_volume));
    active = select(wet, Block(1.0), Block(0.0));
    volume = select(wet, water, Block(0.0));
    Block mean_depth = depth;
    if (!conditions.length.empty()) {
        const Block area = column(conditions.top_width) * column(conditions.length);
        const auto known = area > Block(0.0);
        mean_depth = select(known, water / select(known, area, Block(1.0)), depth);
    }
    drivers.depth = select(wet, max(mean_depth, Block(least_depth)), Block(1.0));
    drivers.velocity = abs(column(conditions.velocity));
}

void Kinetics::Machine::react(double time, double dt, KineticsLedger& ledger) {
    const Block per_volume = active / max(volume, Block(least_volume));
    for (const std::size_t i : reactions.seen()) start[i] = mass[i] * per_volume;
    reactions.coefficients(drivers, active, coefficient);
    if (ark) {
        ++ledger.ark_blocks;
        if (ark->advance(time, dt, start, coefficient, extent)) return;
        ++ledger.ark_given_up;
    }
    integrator.advance(time, dt, start, coefficient, extent, ledger.substeps);
}

/// Books the extents and carries them into the masses.
void Kinetics::Machine::settle(KineticsLedger& ledger) {
    for (std::size_t p = 0; p < reactions.processes(); ++p) {
        extent[p] *= volume;
        ledger.record(p, extent[p]);
    }
    for (const std::size_t i : reactions.matrix().touched()) start[i] = mass[i];
    reactions.apply(start, 1.0, extent, mass);
    // what transport left negative stays as it is; what reactions would take below zero is lifted, and said so
    const Block zero(0.0);
    const auto missing = [&](std::size_t i) { return min(start[i], zero) - mass[i]; };
    Block worst = zero;
    for (const std::size_t i : reactions.matrix().touched()) worst = max(worst, missing(i));
    if (!(largest(worst) > 0)) return;
    for (const std::size_t i : reactions.matrix().touched()) {
        const Block lifted = max(zero, missing(i));
        mass[i] += lifted;
        ledger.record_clip(i, lifted);
    }
}

/// Eight whole rows of masses.
void Kinetics::Machine::step(double time, double dt, double* rows, KineticsLedger& ledger) {
    layout.gather(rows, mass);
    react(time, dt, ledger);
    settle(ledger);
    layout.scatter(mass, rows);
}

Kinetics::Kinetics(const std::vector<Constituent>& constituents, const ParameterValues& values,
                   const KineticsSettings& settings)
    : Kinetics(constituents, kinetic_processes(), values, settings) {}

Kinetics::Kinetics(const std::vector<Constituent>& constituents, const std::vector<ProcessEntry>& catalogue,
                   const ParameterValues& values, const KineticsSettings& settings) {
    machine_ = std::make_unique<Machine>(constituents, catalogue, values, settings);
}

Kinetics::~Kinetics() = default;
Kinetics::Kinetics(Kinetics&&) noexcept = default;
Kinetics& Kinetics::operator=(Kinetics&&) noexcept = default;

void Kinetics::step(double time, double dt, const Conditions& conditions, std::span<double> mass,
                    KineticsLedger& ledger) {
    Machine& machine = *machine_;
    const std::size_t cells = conditions.volume.size();
    if (mass.size() != cells * machine.constituents || conditions.depth.size() != cells ||
        conditions.velocity.size() != cells ||
        (!conditions.length.empty() && (conditions.length.size() != cells || conditions.top_width.size() != cells))) {
        throw std::logic_error("kinetics: arrays of different lengths");
    }
    if (!(dt > 0) || machine.reactions.processes() == 0) return;
    machine.reactions.begin_step({conditions.temperature, conditions.wind_speed, conditions.elevation});
    for (std::size_t first = 0; first < cells; first += block_cells) {
        const std::size_t here = std::min(block_cells, cells - first);
        machine.take_water(conditions, first, here);
        if (!(largest(machine.active) > 0)) continue;
        double* rows = mass.data() + first * machine.constituents;
        if (here == block_cells) {
            machine.step(time, dt, rows, ledger);
        } else {
            std::copy(rows, rows + here * machine.constituents, machine.last_rows.begin());
            machine.step(time, dt, machine.last_rows.data(), ledger);
            std::copy_n(machine.last_rows.begin(), here * machine.constituents, rows);
        }
        for (int k = 0; k < static_cast<int>(block_cells); ++k) ledger.cell_steps += machine.active[k] > 0 ? 1 : 0;
    }
}

KineticsLedger Kinetics::make_ledger() const { return KineticsLedger(machine_->reactions.processes()); }

double Kinetics::reacted(const KineticsLedger& ledger, std::size_t constituent) const {
    double sum = 0;
    for (const auto& part : parts(ledger, constituent)) sum += part.second;
    return sum;
}

std::vector<std::pair<std::string, double>> Kinetics::parts(const KineticsLedger& ledger,
                                                            std::size_t constituent) const {
    std::vector<std::pair<std::string, double>> list;
    if (constituent >= machine_->carried.size()) return list;
    const std::size_t one = machine_->carried[constituent];
    for (std::size_t p = 0; p < matrix().processes(); ++p) {
        const double coefficient = matrix().at(p, one);
        if (coefficient != 0.0) list.emplace_back(matrix().name(p), coefficient * ledger.extent(p));
    }
    const double clipped = ledger.clipped(one);
    if (clipped != 0.0) list.emplace_back("clipped", clipped);
    return list;
}

const PetersenMatrix& Kinetics::matrix() const { return machine_->reactions.matrix(); }

}  // namespace qingliu
