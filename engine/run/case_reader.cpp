#include "engine/run/case_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "engine/base/text.hpp"
#include "engine/config/document.hpp"
#include "engine/config/resolve.hpp"
#include "engine/run/case_operation.hpp"
#include "engine/run/case_processes.hpp"
#include "engine/run/case_records.hpp"
#include "engine/run/case_sense.hpp"
#include "engine/time/civil_time.hpp"

namespace qingliu {
namespace {

/// Minutes east of UTC at the end of a time that has been read: "+08:00" or "Z".
int utc_offset(const std::string& time) {
    const std::size_t sign = time.find_last_of("+-");
    if (time.ends_with("Z") || sign == std::string::npos || sign + 6 != time.size()) return 0;
    const auto digit = [&](std::size_t i) { return time[sign + i] - '0'; };
    const int minutes = (digit(1) * 10 + digit(2)) * 60 + digit(4) * 10 + digit(5);
    return time[sign] == '-' ? -minutes : minutes;
}

/// One file of a case: its tree, and what its record makes of it.
template <class T>
struct File {
    Node root;
    T text;
};

template <class T>
File<T> read_file(const Node& named_by, const Record<T>& record, Reading& reading) {
    File<T> file;
    if (!reading.sound(named_by)) return file;
    file.root = read_document(named_by, reading);
    record.read(file.root, reading, file.text);
    return file;
}

void add_sources(CaseSense& sense, const Node& file, const std::vector<Named<Source>>& sources,
                 std::map<std::string, Named<Source>>& first) {
    for (const Named<Source>& source : sources) {
        const auto [known, fresh] = first.try_emplace(source.key.text(), source);
        // The same source may stand in several files; the same key for two sources may not.
        if (!fresh) {
            const Named<Source>& other = known->second;
            if (other.value.title != source.value.title || other.value.address != source.value.address)
                sense.reading.fault(
                    source.key, fmt::format("\"{}\" is the key of another source", source.key.text()),
                    "another key, or the same title and address: all files of a case share their sources", {},
                    Related{other.key.place(), "the other source"});
            continue;
        }
        sense.citations.add(source.key.text(), source.key, sense.reading);
        sense.result.network.sources.push_back({source.key.text(), source.value.title, source.value.address});
    }
    if (file.find("sources").present()) sense.citations.listed(file.find("sources"));
}

void set_head(CaseSense& sense, const Node& root, const CaseText& text) {
    Reading& reading = sense.reading;
    Case& result = sense.result;
    result.name = text.name;
    result.title = text.title.empty() ? text.name : text.title;
    result.start = text.start;
    result.end = text.end;
    result.output_interval = text.output_interval;
    result.initial = text.initial;
    result.kinetics = text.kinetics.enabled;
    result.numerics = text.numerics;
    result.numerics.dispersion_formula = text.numerics.dispersion.formula;
    result.numerics.dispersion_constant = text.numerics.dispersion.min;
    result.numerics.dispersion_a = text.numerics.dispersion.a;
    result.numerics.dispersion_b = text.numerics.dispersion.b;
    result.numerics.dispersion_max = text.numerics.dispersion.max;
    result.numerics.kinetics_integrator = text.kinetics.integrator;
    const Node start = root.find("start"), end = root.find("end");
    if (reading.sound(start)) result.utc_offset_minutes = utc_offset(start.text());
    sense.period_known = reading.sound(start) && reading.sound(end);
    if (sense.period_known && result.end <= result.start) {
        const char* what =
            result.end < result.start ? "the case ends before it begins" : "the case ends when it begins";
        reading.fault(end, what, fmt::format("a time after {}", start.text()), {},
                      Related{start.place(), "it begins here"});
        sense.period_known = false;
    }
    const Node numerics = root.find("numerics");
    if (reading.sound(numerics, "min_step") && text.numerics.min_step > text.numerics.max_step) {
        reading.fault(numerics.find("min_step"), "the shortest step is longer than the longest one",
                      "min_step not above max_step");
    }
}

void set_dispersion(CaseSense& sense, const Node& node, const DispersionText& text,
                    const std::vector<std::string>& formulas) {
    check_dispersion(sense, node, text, formulas);
    for (const auto& reach : text.reaches) {
        check_formula(sense, reach.node.find("formula"), formulas);
        DispersionReach made;
        made.river = check_stretch(sense, reach.node, reach.from.value_or(0), reach.to.value_or(0));
        made.formula = reach.formula;
        made.a = reach.a.value_or(text.a);
        made.b = reach.b.value_or(text.b);
        made.least = reach.min.value_or(text.min);
        made.most = reach.max.value_or(text.max);
        if (made.least > made.most) {
            const Node min = reach.node.find("min"), max = reach.node.find("max");
            sense.reading.fault(min.present()   ? min
                                : max.present() ? max
                                                : reach.node,
                                "the lower limit of the dispersion is above the upper one", "min not above max");
        }
        if (made.river < 0) continue;
        const auto& river = sense.result.network.rivers[static_cast<std::size_t>(made.river)];
        made.from = reach.from.value_or(river.from);
        made.to = reach.to.value_or(river.to);
        sense.result.numerics.dispersion_reaches.push_back(std::move(made));
    }
}

/// The standard a node names, by file or by a name the models know, read by `check` to find its faults.
std::filesystem::path checked_standard(CaseSense& sense, const Node& node, const CaseVocabulary& vocabulary,
                                       const std::function<void(const std::filesystem::path&)>& check) {
    if (!sense.reading.sound(node)) return {};
    Node named_by = node;
    if (vocabulary.known_standard && !std::filesystem::exists(Reading::resolve(node))) {
        const std::filesystem::path known = vocabulary.known_standard(node.text());
        const bool a_file = node.text().find_first_of("./") != std::string::npos;
        if (known.empty() && !a_file) {
            sense.reading.fault(node, fmt::format("no standard of the name \"{}\" comes along", node.text()),
                                "a name as in `qingliu list standards`, or a file");
            return {};
        }
        if (!known.empty()) named_by = Node::of_text(known.string(), node);
    }
    const bool readable = sense.reading.read_file(named_by).has_value();
    std::filesystem::path file = Reading::resolve(named_by);
    if (!readable || !check) return file;
    try {
        check(file);
    } catch (const InputError& error) {
        sense.reading.problems.add(error.problems());
    }
    return file;
}

/// What the case carries of all that water may: by names and groups, and all that it brings along.
std::vector<Constituent> carried_constituents(CaseSense& sense, const Node& list, const CaseVocabulary& vocabulary,
                                              const std::vector<OwnConstituent>& own) {
    std::vector<std::string> known, chosen;
    for (const OwnConstituent& constituent : own) known.push_back(constituent.name);
    for (const ConstituentGroup& group : vocabulary.groups) known.push_back(group.name);
    for (const Constituent& constituent : vocabulary.constituents) known.push_back(constituent.name);
    const auto choose = [&](const std::string& name) {
        const auto group = std::ranges::find(vocabulary.groups, name, &ConstituentGroup::name);
        if (group == vocabulary.groups.end()) {
            chosen.push_back(name);
        } else {
            chosen.insert(chosen.end(), group->members.begin(), group->members.end());
        }
    };
    if (!list.present() && !vocabulary.groups.empty()) choose(vocabulary.groups.front().name);
    const bool all = !list.present() && vocabulary.groups.empty();
    for (const Node& word : list.items()) {
        if (!sense.reading.sound(word)) continue;
        sense.result.constituents.push_back(word.text());
        choose(word.text());
        if (std::ranges::find(known, word.text()) != known.end()) continue;
        const std::string guess = closest_name(word.text(), known);
        sense.reading.fault(word, fmt::format("there is no constituent \"{}\"", word.text()),
                            guess.empty() ? "a name of `qingliu list constituents`" : "", guess);
    }
    std::vector<Constituent> carried;
    for (const Constituent& constituent : vocabulary.constituents) {
        if (all || std::ranges::find(chosen, constituent.name) != chosen.end()) carried.push_back(constituent);
    }
    carried.insert(carried.end(), own.begin(), own.end());
    return carried;
}

/// What is carried may need the air over the water.
void check_air(CaseSense& sense, const Node& climate, const std::vector<Constituent>& carried) {
    if (!sense.reading.sound(climate) || climate.find("air").present()) return;
    for (const Constituent& constituent : carried) {
        if (!constituent.needs_air) continue;
        sense.reading.fault(climate,
                            fmt::format("{} is carried and the air over the water is not known", constituent.name),
                            "air: {temperature, dew_point, cloud_cover, ...}");
        return;
    }
}

/// The files of operation the scenarios name, each read once.
struct OperationFiles {
    std::vector<File<OperationText>> files;
    std::vector<int> of_scenario;  // index into files, or -1
};

OperationFiles read_operations(const Node& scenarios, const Record<OperationText>& record, Reading& reading) {
    OperationFiles operations;
    std::map<std::filesystem::path, int> known;
    for (const Node& scenario : scenarios.items()) {
        const Node name = scenario.find("operation");
        operations.of_scenario.push_back(-1);
        if (!reading.sound(name)) continue;
        const int next = static_cast<int>(operations.files.size());
        const auto [file, fresh] = known.try_emplace(Reading::resolve(name), next);
        if (fresh) operations.files.push_back(read_file(name, record, reading));
        operations.of_scenario.back() = file->second;
    }
    return operations;
}

void set_operations(CaseSense& sense, const Node& head, OperationFiles& operations,
                    const std::vector<Constituent>& carried) {
    for (File<OperationText>& file : operations.files)
        sense.result.operations.push_back(check_operation(sense, head, file.root, file.text, carried));
    for (std::size_t s = 0; s < std::min(sense.result.scenarios.size(), operations.of_scenario.size()); ++s)
        sense.result.scenarios[s].operation = operations.of_scenario[s];
}

void set_inputs(Case& result, const Reading& reading) {
    for (const InputFile& input : reading.inputs)
        result.inputs.emplace_back(input.path.generic_string(), input.checksum);
}

template <class T>
std::string resolved_file(const Node& root, const Record<T>& record) {
    if (!root.present()) return {};
    return fmt::format("---\n# {}\n{}", root.file().generic_string(), resolved_yaml(root, record.description()));
}

}  // namespace

void check_formula(CaseSense& sense, const Node& node, const std::vector<std::string>& formulas) {
    if (!sense.reading.sound(node) || std::ranges::find(formulas, node.text()) != formulas.end()) return;
    const std::string guess = closest_name(node.text(), formulas);
    sense.reading.fault(node, fmt::format("there is no formula of dispersion \"{}\"", node.text()),
                        guess.empty() ? join_words(formulas, "or") : "", guess);
}

void check_dispersion(CaseSense& sense, const Node& node, const DispersionText& text,
                      const std::vector<std::string>& formulas) {
    check_formula(sense, node.find("formula"), formulas);
    if (sense.reading.sound(node, "min") && text.min > text.max)
        sense.reading.fault(node.find("min"), "the lower limit of the dispersion is above the upper one",
                            "min not above max");
}

Case read_case(const std::filesystem::path& path, const CaseVocabulary& vocabulary, std::vector<Estimate>* estimates) {
    Reading reading;
    Case result;
    result.file = path;
    for (const ParameterDeclaration& parameter : vocabulary.parameters)
        result.kinetic_parameters[parameter.name] = {parameter.default_value};
    const Record<CaseText> head_record = case_record();
    const Record<NetworkText> river_record = network_record(vocabulary.structures);
    const Record<CoordinatesText> coordinate_record = coordinates_record();
    const Record<SectionsText> section_record = sections_record();
    const Record<ParametersText> parameter_record = parameters_record();
    const Record<OwnChemistryText> process_record = processes_record();

    // Form and value.
    File<CaseText> head{read_document(path, reading), {}};
    if (head.root.is(Node::Kind::map) && !head.root.find("case").present() && !head.root.find("scenarios").present()) {
        reading.fault(head.root, "this is not a case: it names neither itself nor scenarios",
                      "a case file, which names its network, boundaries and sections", {});
        reading.problems.throw_if_any();
    }
    head_record.read(head.root, reading, head.text);
    File<NetworkText> network = read_file(head.root.find("network"), river_record, reading);
    File<CoordinatesText> coordinates = read_file(network.root.find("coordinates"), coordinate_record, reading);
    File<OwnChemistryText> own = read_file(head.root.find("kinetics").find("processes"), process_record, reading);
    const std::vector<OwnConstituent> brought = own_constituents(own.text, reading);
    std::vector<Constituent> known = vocabulary.constituents;
    known.insert(known.end(), brought.begin(), brought.end());
    const Record<BoundariesText> boundary_record = boundaries_record(known);
    File<BoundariesText> boundaries = read_file(head.root.find("boundaries"), boundary_record, reading);
    File<SectionsText> sections = read_file(head.root.find("sections"), section_record, reading);
    File<ParametersText> parameters =
        read_file(head.root.find("kinetics").find("parameters"), parameter_record, reading);
    const Record<OperationText> operation_file = operation_record();
    OperationFiles operations = read_operations(head.root.find("scenarios"), operation_file, reading);

    // Sense.
    CaseSense sense{reading, result, estimates};
    set_head(sense, head.root, head.text);
    std::map<std::string, Named<Source>> first_sources;
    sense.citations.listed(network.root);
    add_sources(sense, parameters.root, parameters.text.sources, first_sources);
    add_sources(sense, own.root, own.text.sources, first_sources);
    add_sources(sense, sections.root, sections.text.sources, first_sources);
    add_sources(sense, boundaries.root, boundaries.text.sources, first_sources);
    add_sources(sense, coordinates.root, coordinates.text.sources, first_sources);
    add_sources(sense, network.root, network.text.sources, first_sources);
    check_network(sense, network.root, network.text, vocabulary.structures);
    check_coordinates(sense, coordinates.text);
    check_boundaries(sense, boundaries.root, boundaries.text);
    set_dispersion(sense, head.root.find("numerics").find("dispersion"), head.text.numerics.dispersion,
                   vocabulary.dispersion_formulas);
    check_sections(sense, sections.root, sections.text);
    check_scenarios(sense, head.root, head.text);
    const std::vector<Constituent> carried =
        carried_constituents(sense, head.root.find("constituents"), vocabulary, brought);
    check_bed(sense, head.root.find("initial"), head.text.initial.beds, carried);
    check_processes(sense, own.root, own.text, vocabulary, carried, boundaries.root.find("climate"));
    set_operations(sense, head.root, operations, carried);
    check_air(sense, boundaries.root.find("climate"), carried);
    check_arrivals(sense, head.root);
    std::vector<ParameterDeclaration> declared = vocabulary.parameters;
    for (const OwnProcess& process : result.own.processes)
        declared.insert(declared.end(), process.declarations.begin(), process.declarations.end());
    check_parameters(sense, parameters.text, declared);
    check_ensemble(sense, head.root.find("ensemble"), head.text.ensemble,
                   {vocabulary.dispersion_formulas, carried, declared});
    result.standard = checked_standard(sense, head.root.find("standard"), vocabulary, vocabulary.check_standard);
    result.goals = head.text.goals;
    result.goals.black_odour =
        checked_standard(sense, head.root.find("goals").find("black_odour"), vocabulary, vocabulary.check_black_odour);
    reading.problems.throw_if_any();

    result.resolved = resolved_file(head.root, head_record) + resolved_file(network.root, river_record) +
                      resolved_file(coordinates.root, coordinate_record) +
                      resolved_file(boundaries.root, boundary_record) + resolved_file(sections.root, section_record) +
                      resolved_file(parameters.root, parameter_record) + resolved_file(own.root, process_record);
    for (const File<OperationText>& file : operations.files)
        result.resolved += resolved_file(file.root, operation_file);
    set_inputs(result, reading);
    return result;
}

}  // namespace qingliu
