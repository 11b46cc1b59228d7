#include "models/kinetics/own_process.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "engine/numerics/formula_program.hpp"
#include "engine/time/civil_time.hpp"
#include "models/kinetics/drivers.hpp"
#include "models/kinetics/petersen.hpp"
#include "models/kinetics/temperature_law.hpp"

namespace qingliu {
namespace {

/// Inputs that are held over a step, or that move within it.
constexpr std::size_t most_inputs = FormulaProgram::most_operations;

/// What the names of a formula stand for in one run.
struct Binding {
    std::vector<FormulaInput> inputs;  // [name]
    std::vector<const NamedDriver*> drivers;
    std::vector<TemperatureLaw> laws;  // behind the drivers among what is held
    /// Species that move, where the time of day does so behind them; else all are found by their numbers.
    std::vector<std::size_t> beside_time;
    bool tells_time = false;
};

std::size_t species_called(const std::string& name, const std::vector<Constituent>& constituents) {
    const auto found = std::ranges::find(constituents, name, &Constituent::name);
    if (found == constituents.end()) throw std::logic_error("no constituent is called " + name);
    return static_cast<std::size_t>(found - constituents.begin());
}

const NamedDriver* driver_called(const std::string& name) {
    const auto found =
        std::ranges::find_if(named_drivers(), [&](const NamedDriver& one) { return one.declaration.name == name; });
    return found == named_drivers().end() ? nullptr : &*found;
}

/// The species a rate looks at, ascending.
std::vector<std::size_t> species_read(const OwnProcess& process, const std::vector<Constituent>& constituents) {
    std::vector<std::size_t> list;
    for (std::size_t n = process.parameters.size(); n < process.names.size(); ++n) {
        if (process.rate.uses(n) && driver_called(process.names[n]) == nullptr)
            list.push_back(species_called(process.names[n], constituents));
    }
    std::ranges::sort(list);
    return list;
}

/// Gathers what moves, the time of day last.
void put_beside_time(const OwnProcess& process, Binding& binding) {
    for (std::size_t n = 0; n < binding.inputs.size(); ++n) {
        FormulaInput& input = binding.inputs[n];
        if (input.kind != FormulaInput::Kind::moving || driver_called(process.names[n]) != nullptr) continue;
        binding.beside_time.push_back(input.place);
        input.place = binding.beside_time.size() - 1;
    }
    for (std::size_t n = 0; n < binding.inputs.size(); ++n) {
        if (binding.inputs[n].kind == FormulaInput::Kind::moving && driver_called(process.names[n]) != nullptr)
            binding.inputs[n].place = binding.beside_time.size();
    }
}

Binding bind(const OwnProcess& process, const std::vector<Constituent>& constituents,
             const std::vector<Stoichiometry>& row, const ParametersOf& value) {
    Binding binding;
    binding.inputs.resize(process.names.size());
    const auto used = [&](std::size_t n) { return process.rate.uses(n); };
    for (std::size_t n = process.parameters.size(); n < process.names.size(); ++n) {
        if (!used(n)) continue;
        FormulaInput& input = binding.inputs[n];
        const NamedDriver* driver = driver_called(process.names[n]);
        if (driver != nullptr && driver->value) {
            input = {.kind = FormulaInput::Kind::held, .place = binding.drivers.size()};
            binding.drivers.push_back(driver);
        } else if (driver != nullptr) {
            input.kind = FormulaInput::Kind::moving;
            binding.tells_time = true;
        } else {
            const std::size_t one = species_called(process.names[n], constituents);
            const auto entry = std::ranges::find(row, one, &Stoichiometry::species);
            input = {.kind = FormulaInput::Kind::moving,
                     .place = one,
                     .direction = entry == row.end() ? 0 : entry->coefficient};
        }
    }
    if (binding.tells_time) put_beside_time(process, binding);
    for (std::size_t n = 0; n < process.parameters.size(); ++n) {
        if (!used(n)) continue;
        const OwnParameter& parameter = process.parameters[n];
        FormulaInput& input = binding.inputs[n];
        if (parameter.theta.empty()) {
            input = {.kind = FormulaInput::Kind::constant, .value = value(parameter.name)};
        } else {
            input = {.kind = FormulaInput::Kind::held, .place = binding.drivers.size() + binding.laws.size()};
            binding.laws.emplace_back(value(parameter.name), value(parameter.theta));
        }
    }
    return binding;
}

class OwnRate : public Process {
public:
    OwnRate(const OwnProcess& process, Binding binding, double utc_offset)
        : binding_(std::move(binding)), program_(process.rate, binding_.inputs), offset_(utc_offset) {
        if (binding_.drivers.size() + binding_.laws.size() > most_inputs)
            throw std::length_error("a formula of too many names");
    }

    [[nodiscard]] bool constants_are_finite() const { return program_.constants_are_finite(); }

    void begin_step(const Weather& weather) override {
        weather_ = weather;
        for (TemperatureLaw& law : binding_.laws) law.begin_step(weather);
    }
    [[nodiscard]] Block coefficient(const Drivers&) const override { return Block(1.0); }
    [[nodiscard]] std::size_t keeps() const override { return program_.kept(); }
    void keep(const Drivers& drivers, Block* kept) const override {
        std::array<Block, most_inputs> held;
        std::size_t k = 0;
        for (const NamedDriver* driver : binding_.drivers) held[k++] = driver->value(drivers, weather_);
        for (const TemperatureLaw& law : binding_.laws) held[k++] = law.at(drivers);
        program_.hold(held.data(), kept);
    }
    void rate(const CellWater& water, const Block& active, Block& rate, Block& damping) const override {
        Block slope;
        if (binding_.tells_time) {
            std::array<Block, species::places + 1> moving;
            std::size_t k = 0;
            for (const std::size_t one : binding_.beside_time) moving[k++] = water.c[one];
            const double clock = water.time + offset_;
            moving[k] = Block(clock - day_length * std::floor(clock / day_length));
            program_.evaluate(moving.data(), water.kept, rate, slope);
        } else {
            program_.evaluate(water.c.data(), water.kept, rate, slope);
        }
        const Block zero(0.0);
        const auto acts = active > zero;  // elsewhere the formula may be no number
        rate = select(acts, rate, zero);
        damping = select(acts, max(-slope, zero), zero);
    }

private:
    Binding binding_;
    FormulaProgram program_;
    double offset_;  // s
    Weather weather_;
};

std::vector<Stoichiometry> row_of(const OwnProcess& process, const std::vector<Constituent>& constituents) {
    std::vector<Stoichiometry> row;
    for (const auto& [name, coefficient] : process.row)
        row.push_back({species_called(name, constituents), coefficient});
    return row;
}

std::vector<Exchanged> outside_of(const OwnProcess& process) {
    std::vector<Exchanged> outside;
    for (const auto& [name, coefficient] : process.outside) {
        const auto found = std::ranges::find(all_reservoirs(), name, reservoir_name);
        if (found == all_reservoirs().end()) throw std::logic_error("no reservoir is called " + name);
        outside.push_back({*found, coefficient});
    }
    return outside;
}

InputError fault_of(const OwnProcess& process, const std::string& message) {
    Problem problem;
    problem.message = "the rate of " + process.name + " " + message + ": " + process.written_rate;
    return InputError(problem);
}

}  // namespace

ProcessEntry entry_of(const OwnProcess& process, const std::vector<Constituent>& constituents,
                      const std::vector<ElementContent>& contents) {
    ProcessEntry entry;
    entry.own = true;
    ProcessDescription& description = entry.description;
    description.name = process.name;
    description.title = process.title;
    description.sentence = process.sentence.empty() ? process.written_rate : process.sentence;
    description.source = process.source;
    description.row = row_of(process, constituents);
    description.outside = outside_of(process);
    description.parameters = process.declarations;
    description.reads = species_read(process, constituents);
    for (std::size_t n = process.parameters.size(); n < process.names.size(); ++n) {
        if (process.rate.uses(n) && driver_called(process.names[n]) != nullptr)
            description.drivers.push_back(process.names[n]);
    }
    entry.make = [process, constituents, row = completion_of(description, contents).row](
                     const ParametersOf& value, const ProcessSettings& settings) -> std::unique_ptr<Process> {
        try {
            auto made = std::make_unique<OwnRate>(process, bind(process, constituents, row, value),
                                                  60.0 * settings.utc_offset_minutes);
            if (!made->constants_are_finite()) throw fault_of(process, "is no number with these parameters");
            return made;
        } catch (const std::length_error&) {
            throw fault_of(process, "is too long");
        }
    };
    return entry;
}

}  // namespace qingliu
