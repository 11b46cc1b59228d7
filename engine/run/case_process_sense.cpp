#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <stdexcept>

#include "engine/base/quantity.hpp"
#include "engine/base/text.hpp"
#include "engine/numerics/formula_program.hpp"
#include "engine/run/case_processes.hpp"

namespace qingliu {
namespace {

/// Names and beginnings of names that results have for other things: a constituent becomes a variable of theirs.
constexpr std::array results{"account",  "cell",    "class", "day", "discharge", "event", "face",       "part",
                             "scenario", "section", "time",  "two", "water",     "wgs84", "water_level"};
constexpr std::array results_begin{"bank",    "cell_",  "day_",  "event_",    "face_",   "fraction_",
                                   "ledger_", "mesh1d", "node_", "scenario_", "section_"};

bool stands_in_results(const std::string& name) {
    return std::ranges::find(results, name) != results.end() ||
           std::ranges::any_of(results_begin, [&](const char* begin) { return name.starts_with(begin); });
}

/// The checks of one file share what may be named.
class ProcessSense {
public:
    ProcessSense(CaseSense& sense, const CaseVocabulary& vocabulary, const std::vector<Constituent>& carried)
        : sense_(sense),
          reading_(sense.reading),
          vocabulary_(vocabulary),
          words_(vocabulary.own_processes),
          carried_(carried) {}

    void check_constituents(const Node& file, const std::vector<Written<OwnConstituentText>>& list) {
        std::vector<std::string> taken = formula_functions();
        for (const Constituent& one : vocabulary_.constituents) taken.push_back(one.name);
        for (const ConstituentGroup& group : vocabulary_.groups) taken.push_back(group.name);
        for (const DriverDeclaration& driver : words_.drivers) taken.push_back(driver.name);
        add_names(constituents_, file.find("constituents"), list, reading_);
        for (const Written<OwnConstituentText>& one : list) {
            if (stands_in_results(one.name)) taken.push_back(one.name);
            not_taken(one.node.find("name"), taken);
            for (const Named<double>& element : one.elements) known(element.key, words_.elements, "element");
        }
        at_most(file.find("constituents"), list.size(), words_.most_constituents);
    }

    void check_processes(const Node& file, std::vector<Written<OwnProcessText>>& list, const Node& climate) {
        add_names(processes_, file.find("processes"), list, reading_);
        at_most(file.find("processes"), list.size(), words_.most_processes);
        for (Written<OwnProcessText>& text : list) {
            not_taken(text.node.find("name"), words_.processes);
            OwnProcess process;
            process.name = text.name;
            process.title = text.title.empty() ? text.name : text.title;
            process.sentence = text.sentence;
            check_provenance(sense_, text.node, "process " + text.name, text.provenance);
            process.source = source_of(text.provenance);
            process.written_rate = text.rate;
            std::vector<FormulaName> names = parameter_names(text, process);
            add_drivers_and_constituents(names);
            const bool whole = read_row(text, process);
            read_rate(text, process, names, climate);
            read_outside(text, process);
            if (whole && sound_throughout(text) && words_.imbalance) check_balance(text, process);
            sense_.result.own.processes.push_back(std::move(process));  // its parameters are declared in any case
        }
    }

private:
    CaseSense& sense_;
    Reading& reading_;
    const CaseVocabulary& vocabulary_;
    const ProcessVocabulary& words_;
    const std::vector<Constituent>& carried_;
    Names constituents_{"own constituent"}, processes_{"own process"};

    void at_most(const Node& list, std::size_t count, std::size_t most) {
        if (count > most) reading_.fault(list, fmt::format("there is room for {} of them", most), "fewer");
    }
    void not_taken(const Node& name, const std::vector<std::string>& taken) {
        if (!reading_.sound(name) || std::ranges::find(taken, name.text()) == taken.end()) return;
        reading_.fault(name, fmt::format("\"{}\" stands for something else already", name.text()), "another name");
    }
    bool known(const Node& name, const std::vector<std::string>& list, std::string_view what) {
        if (std::ranges::find(list, name.text()) != list.end()) return true;
        const std::string guess = closest_name(name.text(), list);
        reading_.fault(name, fmt::format("there is no {} \"{}\"", what, name.text()),
                       guess.empty() ? join_words(list, "or") : "", guess);
        return false;
    }
    static std::string source_of(const Provenance& provenance) {
        return provenance.source.empty() ? provenance.note : provenance.source;
    }

    /// Declares the parameters of a process; what they are called and measure.
    std::vector<FormulaName> parameter_names(Written<OwnProcessText>& text, OwnProcess& process) {
        std::vector<FormulaName> names;
        std::vector<std::string> taken = formula_functions();
        for (const Constituent& one : carried_) taken.push_back(one.name);
        for (const DriverDeclaration& driver : words_.drivers) taken.push_back(driver.name);
        Names given("parameter");
        given.listed(text.node.find("parameters"));
        for (Written<OwnParameterText>& parameter : text.parameters) {
            const Node name = parameter.node.find("name");
            given.add(parameter.name, name, reading_);
            not_taken(name, taken);
            check_provenance(sense_, parameter.node, fmt::format("parameter {}.{}", text.name, parameter.name),
                             parameter.provenance, &text.provenance);
            const std::string unit = declare(text.name, parameter, process);
            names.push_back({parameter.name, parse_unit(unit).value_or(Unit{}).dimension});
        }
        return names;
    }

    /// Returns the unit of a parameter.
    std::string declare(const std::string& process_name, const Written<OwnParameterText>& text, OwnProcess& process) {
        const Node value = text.node.find("value"), range = text.node.find("range");
        OwnParameter& parameter = process.parameters.emplace_back();
        parameter.name = text.name;
        if (!reading_.sound(value)) return parameter.unit;
        const std::string unit(unit_of_quantity(text.value));
        if (!parse_unit(unit)) {
            reading_.fault(value, fmt::format("there is no unit \"{}\"", unit), "such as 1/d, mg/L or m/s");
            return parameter.unit;
        }
        parameter.unit = unit.empty() ? "1" : unit;
        const std::string name = process_name + "." + text.name;
        ParameterDeclaration declared{name, parameter.unit, 0, 0, 0, text.sentence, source_of(text.provenance)};
        ValueDescription what = quantity(parameter.unit).description;
        if (reading_.sound(range)) {
            if (range.items().size() == 2) {
                read_quantity(range.items()[0], what, reading_, declared.minimum);
                read_quantity(range.items()[1], what, reading_, declared.maximum);
                what.minimum = from_si(declared.minimum, parameter.unit);
                what.maximum = from_si(declared.maximum, parameter.unit);
                if (declared.minimum > declared.maximum)
                    reading_.fault(range, "this range is the wrong way round", "[least, greatest]");
            } else {
                reading_.fault(range, "this range has no two ends", "[least, greatest]");
            }
        }
        if (!reading_.sound(range)) what.minimum = what.maximum = std::nullopt;
        read_quantity(value, what, reading_, declared.default_value);
        process.declarations.push_back(declared);
        sense_.result.kinetic_parameters[name] = {declared.default_value};
        if (text.theta) {
            parameter.theta = text.name + "_theta";
            process.declarations.push_back({process_name + "." + parameter.theta, "1", *text.theta, 0.9, 1.3,
                                            "Temperature factor of " + text.name + ".", declared.source});
            sense_.result.kinetic_parameters[process_name + "." + parameter.theta] = {*text.theta};
        }
        return parameter.unit;
    }

    void add_drivers_and_constituents(std::vector<FormulaName>& names) const {
        for (const DriverDeclaration& driver : words_.drivers)
            names.push_back({driver.name, declared_unit(driver.unit).dimension});
        const auto add = [&](const Constituent& one) {
            const auto same = [&](const FormulaName& name) { return name.name == one.name; };
            if (std::ranges::none_of(names, same)) names.push_back({one.name, in_water(one)});
        };
        for (const Constituent& one : vocabulary_.constituents) {
            if (!one.bed) add(one);
        }
        for (const OwnConstituent& one : sense_.result.own.constituents) add(one);
    }

    /// What lies on the bed is told by the water over it: its own unit over a depth.
    static Dimension in_water(const Constituent& one) {
        Dimension dimension = declared_unit(one.unit).dimension;
        if (one.bed) dimension.sixths[0] -= 6;
        return dimension;
    }

    /// The constituent of that name, if it is carried; a fault where it is not.
    const Constituent* carried(const Node& place, std::size_t offset, const std::string& name) {
        const auto found = std::ranges::find(carried_, name, &Constituent::name);
        if (found != carried_.end()) return &*found;
        reading_.fault_at(place, offset, fmt::format("this case does not carry {}", name),
                          fmt::format("{} among its constituents", name));
        return nullptr;
    }

    /// Zero after a fault.
    double coefficient(const Node& node) {
        if (!reading_.sound(node)) return 0;
        const ParsedFormula parsed = parse_formula(node.text(), {}, Dimension{});
        report(node, parsed.faults, "numbers, + - * / ^ and brackets");
        if (!parsed.faults.empty()) return 0;
        const double value = constant_value(parsed.formula);
        if (std::isfinite(value) && value != 0) return value;
        reading_.fault(node, fmt::format("this coefficient is {}", value == 0 ? "zero" : "no number"),
                       "a number that is not zero");
        return 0;
    }

    void report(const Node& node, const std::vector<FormulaFault>& faults, const std::string& expected) {
        for (const FormulaFault& fault : faults) {
            reading_.distrust(node);
            // what is missing at the end is missing behind the last byte
            const std::size_t last = node.text().empty() ? 0 : node.text().size() - 1;
            reading_.problems.add({node.place(std::min(fault.offset, last)), fault.message,
                                   fault.expected.empty() && fault.guess.empty() ? expected : fault.expected,
                                   fault.guess});
        }
    }

    bool read_row(const Written<OwnProcessText>& text, OwnProcess& process) {
        const Node row = text.node.find("row");
        if (!reading_.sound(row)) return false;
        bool whole = true;
        const Constituent* first = nullptr;
        std::vector<std::string> names;
        for (const Constituent& one : carried_) {
            if (!one.name.starts_with("fraction_")) names.push_back(one.name);
        }
        for (const Constituent& one : vocabulary_.constituents) {
            if (!one.bed) names.push_back(one.name);
        }
        for (const Named<std::string>& entry : text.row) {
            const double value = coefficient(entry.node);
            const Constituent* one =
                known(entry.key, names, "constituent") ? carried(entry.key, 0, entry.key.text()) : nullptr;
            whole = whole && value != 0 && one != nullptr;
            if (value == 0 || one == nullptr) continue;
            if (first == nullptr) first = one;
            if (in_water(*one) != in_water(*first)) {
                reading_.fault(entry.key, fmt::format("{} and {} are not told in one unit", first->name, one->name),
                               fmt::format("constituents in {} of water", unit_text(in_water(*first))));
                whole = false;
            }
            process.row.emplace_back(one->name, value);
        }
        if (text.row.empty()) {
            reading_.fault(row, "this row is empty", "{CONSTITUENT: -1}");
            whole = false;
        }
        return whole;
    }

    void read_rate(const Written<OwnProcessText>& text, OwnProcess& process, const std::vector<FormulaName>& names,
                   const Node& climate) {
        const Node rate = text.node.find("rate");
        if (!reading_.sound(rate) || process.row.empty()) return;
        const auto first = std::ranges::find(carried_, process.row.front().first, &Constituent::name);
        Dimension wanted = in_water(*first);
        wanted.sixths[2] -= 6;
        ParsedFormula parsed = parse_formula(text.rate, names, wanted);
        report(rate, parsed.faults, "a parameter, a constituent or a name of `qingliu list drivers`");
        if (!parsed.faults.empty()) return;
        for (const FormulaName& name : names) process.names.push_back(name.name);
        for (const FormulaNode& node : parsed.formula.nodes) {
            if (node.kind == FormulaNode::Kind::name) check_known(rate, node, names[node.name].name, text, climate);
        }
        for (std::size_t p = 0; p < text.parameters.size(); ++p) {
            if (!parsed.formula.uses(p))
                reading_.fault(text.parameters[p].node.find("name"), "the rate does not use this parameter",
                               "its name in the rate");
        }
        process.rate = std::move(parsed.formula);
        std::vector<double> parameters;
        for (const OwnParameter& parameter : process.parameters)
            parameters.push_back(sense_.result.kinetic_parameters[process.name + "." + parameter.name].value);
        try {
            check_vanishes(rate, process, parameters);
        } catch (const std::length_error&) {
            reading_.fault(rate, "this rate is too long",
                           fmt::format("at most {} operations", FormulaProgram::most_operations));
        }
    }

    /// A rate must not take what is not there: it is tried without each constituent the row takes away, all else being
    /// drawn from a fixed sequence.
    void check_vanishes(const Node& rate, const OwnProcess& process, const std::vector<double>& parameters) {
        std::vector<FormulaInput> inputs(process.names.size());
        for (std::size_t n = 0; n < inputs.size(); ++n) {
            if (n < parameters.size()) {
                inputs[n].value = parameters[n];
            } else {
                inputs[n] = {.kind = FormulaInput::Kind::moving, .place = n};
            }
        }
        const FormulaProgram program(process.rate, inputs);
        if (!program.constants_are_finite())
            reading_.fault(rate, "this rate is no number with these parameters",
                           "no quotient by zero, no root below it");
        for (const auto& [name, coefficient] : process.row) {
            if (std::ranges::find(words_.unbounded, name) != words_.unbounded.end()) continue;
            std::mt19937_64 random(1);
            std::vector<FormulaProgram::Eight> sample(process.names.size());
            for (std::size_t n = 0; n < sample.size(); ++n) {
                // 0.05 to 20, as quantities of rivers are in SI; the raw numbers are the same with every library
                for (int lane = 0; lane < 8; ++lane)
                    sample[n].set(lane, std::exp(static_cast<double>(random() >> 11U) * 0x1p-53 * 6 - 3));
                if (process.names[n] == name) sample[n] = FormulaProgram::Eight(0.0);
            }
            FormulaProgram::Eight value, slope;
            program.evaluate(sample.data(), nullptr, value, slope);
            bool takes = false;
            for (int lane = 0; lane < 8; ++lane) takes = takes || value[lane] * coefficient < -1e-12;
            if (!takes) continue;
            reading_.fault(
                rate, fmt::format("this rate takes {} where there is none", name),
                fmt::format("a factor that goes to zero with it, such as {} or monod({}, half)", name, name));
        }
    }

    /// A driver may need the air, a constituent must be carried.
    void check_known(const Node& rate, const FormulaNode& node, const std::string& name,
                     const Written<OwnProcessText>& text, const Node& climate) {
        const auto driver = std::ranges::find(words_.drivers, name, &DriverDeclaration::name);
        if (driver != words_.drivers.end()) {
            if (driver->needs_air && reading_.sound(climate) && !climate.find("air").present())
                reading_.fault_at(rate, node.offset,
                                  fmt::format("{} is used and the air over the water is not known", name),
                                  "air: {temperature, dew_point, cloud_cover, ...} in the climate");
            return;
        }
        if (std::ranges::none_of(text.parameters, [&](const auto& one) { return one.name == name; }))
            carried(rate, node.offset, name);
    }

    void read_outside(const Written<OwnProcessText>& text, OwnProcess& process) {
        for (const Named<std::string>& entry : text.outside) {
            if (!known(entry.key, words_.reservoirs, "reservoir")) continue;
            const double value = coefficient(entry.node);
            if (value != 0) process.outside.emplace_back(entry.key.text(), value);
        }
    }

    bool sound_throughout(const Written<OwnProcessText>& text) {
        const auto all = [&](const auto& list) {
            return std::ranges::all_of(
                list, [&](const auto& entry) { return reading_.sound(entry.key) && reading_.sound(entry.node); });
        };
        return reading_.sound(text.node, "rate") && reading_.sound(text.node, "name") && all(text.row) &&
               all(text.outside);
    }

    void check_balance(const Written<OwnProcessText>& text, const OwnProcess& process) {
        const std::string open = words_.imbalance(sense_.result.own, process);
        if (!open.empty())
            reading_.fault(text.node.key_node("row"), fmt::format("a unit of this process makes {}", open),
                           "a row and an outside that balance");
    }
};

}  // namespace

void check_processes(CaseSense& sense, const Node& file, OwnChemistryText& text, const CaseVocabulary& vocabulary,
                     const std::vector<Constituent>& carried, const Node& climate) {
    if (!file.present()) return;
    ProcessSense checks(sense, vocabulary, carried);
    checks.check_constituents(file, text.constituents);
    sense.result.own.constituents = own_constituents(text, sense.reading);
    checks.check_processes(file, text.processes, climate);
}

}  // namespace qingliu
