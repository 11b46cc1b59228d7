#include "models/kinetics/kinetics.hpp"

#include <algorithm>
#include <stdexcept>

#include "engine/base/problems.hpp"
#include "models/kinetics/kinetics_machine.hpp"
#include "models/kinetics/oxygen.hpp"

namespace qingliu {
KineticsSettings::Integrator kinetics_integrator(const std::string& word) {
    if (word == "rosenbrock") return KineticsSettings::Integrator::rosenbrock;
    if (word == "arkode") return KineticsSettings::Integrator::arkode;
    Problem problem;
    problem.message = "no kinetics integrator is called \"" + word + "\"";
    problem.expected = "rosenbrock or arkode";
    throw InputError(problem);
}

namespace {

constexpr double least_area = 1e-3;   // m2
constexpr double least_width = 1e-3;  // m

std::vector<std::size_t> together(std::vector<std::size_t> some, const std::vector<std::size_t>& others) {
    some.insert(some.end(), others.begin(), others.end());
    std::ranges::sort(some);
    return some;
}

}  // namespace

Kinetics::Machine::Machine(const std::vector<Constituent>& in_water, const std::vector<Constituent>& in_bed,
                           const Chemistry& chemistry, const ParameterValues& values, const KineticsSettings& settings)
    : constituents(chemistry.constituents),
      water(in_water, constituents),
      bed(in_bed, constituents),
      reactions(chemistry.processes, together(water.species, bed.species), values,
                {.utc_offset_minutes = settings.utc_offset_minutes}, chemistry.contents),
      parts(reactions, constituents),
      integrator(reactions),
      carries_temperature(std::ranges::find(water.species, species::water_temperature) != water.species.end()),
      carries_ice(std::ranges::find(bed.species, species::ice) != bed.species.end()) {
    held.kept.resize(reactions.kept());
    sums.fill(Block(0.0));
    none.fill(Block(0.0));
    made.fill(Block(0.0));
    if (settings.integrator == KineticsSettings::Integrator::arkode && reactions.processes() > 0)
        ark = std::make_unique<ArkExtents>(reactions);
}

void Kinetics::Machine::check_lengths(const Conditions& conditions, std::size_t in_water, std::size_t in_bed) const {
    const std::size_t cells = conditions.volume.size();
    if (in_water != cells * water.width || in_bed != cells * bed.width || conditions.depth.size() != cells ||
        conditions.velocity.size() != cells || (in_bed > 0 && conditions.bed_area.size() != cells) ||
        (!conditions.river.empty() && conditions.river.size() != cells) ||
        (!conditions.friction_slope.empty() && conditions.friction_slope.size() != cells) ||
        (!conditions.length.empty() && (conditions.length.size() != cells || conditions.top_width.size() != cells))) {
        throw std::logic_error("kinetics: arrays of different lengths");
    }
}

void Kinetics::Machine::begin_step(const Weather& now) {
    weather = now;
    weather.same_temperature = !carries_temperature;
    oxygen_saturation_there = oxygen_saturation(weather.temperature, weather.elevation);
    reactions.begin_step(weather);
}

/// Drivers of the block; places without water to speak of get harmless ones and no activity.
void Kinetics::Machine::take_water(const Conditions& conditions, std::size_t first, std::size_t cells) {
    const auto column = [first, cells](std::span<const double> values) {
        if (cells == block_cells) return load_block(values.data() + first);
        std::array<double, block_cells> padded{};
        for (std::size_t k = 0; k < cells; ++k) padded[k] = values[first + k];
        return load_block(padded.data());
    };
    rivers.take(conditions.river, first, cells);
    const Block depth = column(conditions.depth);
    const Block here = column(conditions.volume);
    const auto wet = (depth >= Block(least_depth)) & (here >= Block(least_volume));
    active = select(wet, Block(1.0), Block(0.0));
    volume = select(wet, here, Block(0.0));
    Block mean_depth = depth;
    held.drivers.top_width = Block(1.0);
    if (!conditions.length.empty()) {
        const Block width = column(conditions.top_width);
        held.drivers.top_width = select(wet, max(width, Block(least_width)), Block(1.0));
        const Block area = width * column(conditions.length);
        const auto known = area > Block(0.0);
        mean_depth = select(known, here / select(known, area, Block(1.0)), depth);
    }
    held.drivers.depth = select(wet, max(mean_depth, Block(least_depth)), Block(1.0));
    held.drivers.velocity = abs(column(conditions.velocity));
    held.drivers.friction_slope = Block(0.0);
    if (!conditions.friction_slope.empty()) held.drivers.friction_slope = column(conditions.friction_slope);
    held.drivers.bed_depth = held.drivers.depth;
    if (!conditions.bed_area.empty())
        held.drivers.bed_depth = select(wet, here / max(column(conditions.bed_area), Block(least_area)), Block(1.0));
}

/// What is held over a step that starts from c.
void Kinetics::Machine::hold(const Concentrations& c) {
    Drivers& drivers = held.drivers;
    if (carries_temperature) {
        drivers.temperature = c[species::water_temperature];
        drivers.oxygen_saturation = oxygen_saturation(drivers.temperature, weather.elevation);
    } else {
        drivers.temperature = Block(weather.temperature);
        drivers.oxygen_saturation = Block(oxygen_saturation_there);
    }
    drivers.ice = carries_ice ? c[species::ice] * drivers.bed_depth : Block(0.0);
    drivers.open_water = max(1.0 - drivers.ice * (1 / ice_that_closes), Block(0.0));
    reactions.hold(c, active, held);
}

/// Extents of the block over the step; returns what they lead to, g m-3.
const Concentrations& Kinetics::Machine::react(double time, double dt, KineticsLedger& ledger) {
    const Block per_volume = active / max(volume, Block(least_volume));
    for (const std::size_t i : reactions.seen()) start[i] = mass[i] * per_volume;
    if (carries_temperature) start[species::water_temperature] = mass[species::water_temperature] * per_volume;
    if (carries_ice) start[species::ice] = mass[species::ice] * per_volume;
    hold(start);
    if (ark) {
        ++ledger.ark_blocks;
        if (ark->advance(time, dt, start, held, extent)) return ark->end();
        ++ledger.ark_given_up;
    }
    integrator.advance(time, dt, start, held, extent, ledger.substeps);
    check_numbers(time);
    return integrator.end();
}

/// A rate a case wrote down may be a quotient by zero; where one is, the water of the block is lost.
void Kinetics::Machine::check_numbers(double time) const {
    for (const std::size_t p : reactions.own()) {
        if (finite(extent[p])) continue;
        const std::size_t culprit = reactions.without_number(start, time, held).value_or(p);
        throw std::runtime_error("the rate of " + reactions.matrix().name(culprit) + " is no number");
    }
}

/// What the blocks of a river have done since it was booked last goes into the ledger.
void Kinetics::Machine::book_sums(KineticsLedger& ledger) {
    for (std::size_t p = 0; p < reactions.processes(); ++p) {
        if (summed_river) ledger.record(*summed_river, p, sums[p]);
        sums[p] = Block(0.0);
    }
    summed_river.reset();
}

/// Books the extents and carries them into the masses.
void Kinetics::Machine::settle(const Concentrations& end, KineticsLedger& ledger) {
    if (rivers.only() != summed_river) book_sums(ledger);
    if (rivers.only()) {
        summed_river = rivers.only();
        for (std::size_t p = 0; p < reactions.processes(); ++p) sums[p] += extent[p] * volume;
    } else {
        for (std::size_t p = 0; p < reactions.processes(); ++p) {
            rivers.split(extent[p] * volume,
                         [&](std::size_t river, const Block& amount) { ledger.record(river, p, amount); });
        }
    }
    for (const std::size_t i : reactions.matrix().touched()) mass[i] += volume * (end[i] - start[i]);
    // what transport left negative stays as it is; what reactions would take below zero is lifted, and said so
    const Block zero(0.0);
    const auto missing = [&](std::size_t i) { return volume * min(start[i], zero) - mass[i]; };
    Block worst = zero;
    for (const std::size_t i : reactions.bounded()) worst = max(worst, missing(i));
    if (!(largest(worst) > 0)) return;
    for (const std::size_t i : reactions.bounded()) {
        const Block lifted = max(zero, missing(i));
        mass[i] += lifted;
        rivers.split(lifted, [&](std::size_t river, const Block& amount) { ledger.record_clip(river, i, amount); });
    }
}

/// Eight whole rows of masses.
void Kinetics::Machine::step(double time, double dt, double* water_rows, double* bed_rows, KineticsLedger& ledger) {
    water.layout.gather(water_rows, mass);
    bed.layout.gather(bed_rows, mass);
    settle(react(time, dt, ledger), ledger);
    water.layout.scatter(mass, water_rows);
    bed.layout.scatter(mass, bed_rows);
}

Kinetics::Kinetics(const std::vector<Constituent>& constituents, const ParameterValues& values,
                   const KineticsSettings& settings, const std::vector<Constituent>& bed)
    : Kinetics(constituents, known_chemistry(), values, settings, bed) {}

Kinetics::Kinetics(const std::vector<Constituent>& constituents, const std::vector<ProcessEntry>& catalogue,
                   const ParameterValues& values, const KineticsSettings& settings, const std::vector<Constituent>& bed)
    : Kinetics(constituents, Chemistry{known_constituents(), element_contents(), catalogue}, values, settings, bed) {}

Kinetics::Kinetics(const std::vector<Constituent>& constituents, const Chemistry& chemistry,
                   const ParameterValues& values, const KineticsSettings& settings, const std::vector<Constituent>& bed)
    : machine_(std::make_unique<Machine>(constituents, bed, chemistry, values, settings)) {}

Kinetics::~Kinetics() = default;
Kinetics::Kinetics(Kinetics&&) noexcept = default;
Kinetics& Kinetics::operator=(Kinetics&&) noexcept = default;

void Kinetics::step(double time, double dt, const Conditions& conditions, std::span<double> mass,
                    KineticsLedger& ledger, std::span<double> bed) {
    Machine& machine = *machine_;
    const std::size_t cells = conditions.volume.size();
    machine.check_lengths(conditions, mass.size(), bed.size());
    if (!(dt > 0) || machine.reactions.processes() == 0) return;
    machine.begin_step(conditions.weather);
    for (std::size_t first = 0; first < cells; first += block_cells) {
        const std::size_t here = std::min(block_cells, cells - first);
        machine.take_water(conditions, first, here);
        if (!(largest(machine.active) > 0)) continue;
        machine.step(time, dt, machine.water.open(mass, first, here), machine.bed.open(bed, first, here), ledger);
        machine.water.close(mass, first, here);
        machine.bed.close(bed, first, here);
        for (int k = 0; k < static_cast<int>(block_cells); ++k) ledger.cell_steps += machine.active[k] > 0 ? 1 : 0;
    }
    machine.book_sums(ledger);
}

KineticsLedger Kinetics::make_ledger(std::size_t rivers) const {
    return KineticsLedger(machine_->reactions.processes(), rivers, machine_->constituents.size());
}

double Kinetics::reacted(const KineticsLedger& ledger, const std::string& constituent) const {
    double sum = 0;
    for (const auto& part : parts(ledger, constituent)) sum += part.second;
    return sum;
}

std::vector<std::pair<std::string, double>> Kinetics::parts(const KineticsLedger& ledger,
                                                            const std::string& constituent) const {
    std::vector<std::pair<std::string, double>> list;
    const auto& known = machine_->constituents;
    const auto found = std::ranges::find(known, constituent, &Constituent::name);
    if (found == known.end()) return list;
    const auto one = static_cast<std::size_t>(found - known.begin());
    for (std::size_t p = 0; p < matrix().processes(); ++p) {
        const double coefficient = matrix().at(p, one);
        if (coefficient != 0.0) list.emplace_back(matrix().name(p), coefficient * ledger.extent(p));
    }
    const double clipped = ledger.clipped(one);
    if (clipped != 0.0) list.emplace_back(ProcessPart::clipped, clipped);
    return list;
}

const std::vector<ProcessPart>& Kinetics::process_parts() const { return machine_->parts.names(); }

void Kinetics::amounts(const KineticsLedger& ledger, std::span<double> values) const {
    machine_->parts.amounts(matrix(), ledger, values);
}

const PetersenMatrix& Kinetics::matrix() const { return machine_->reactions.matrix(); }

}  // namespace qingliu
