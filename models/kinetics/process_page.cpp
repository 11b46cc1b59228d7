#include "models/kinetics/process_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "engine/base/quantity.hpp"
#include "models/kinetics/catalogue.hpp"
#include "models/kinetics/petersen.hpp"
#include "models/kinetics/reaeration_formulas.hpp"
#include "models/kinetics/work_reaeration.hpp"

namespace qingliu {

namespace {

constexpr const char* head =
    R"(# Processes 过程

Made by `qingliu list processes --markdown > docs/processes.md` from what the processes declare; change those, not this page.

A process has a rate, g of its extent per m3 of water and second, at the conditions of each cell. What it does to the water is its row
times its extent, g per g: the rows together are the Petersen matrix. Nitrogen, phosphorus, oxygen equivalents, carbon, sulfur, silicon and
charge of a row close with what it exchanges with reservoirs outside the water; what it leaves open of carbon, sulfur and charge goes to
`inorganic_carbon`, `sulfate` and `alkalinity`, of silicon to `particulate_silica` or from `dissolved_silica`, and is *completed* that way,
where these are carried. A rate "at 20 degC" is multiplied by
theta^(T - 20), T in degC.

A process acts where all constituents of its own row, and those its rate looks at beside them, are carried, unless one is carried whose own
processes do its work.

## Petersen matrix

Per g of extent (or unit x m3, where a constituent is not told in g), made (+) and taken (-), when everything is carried. One table for each group of constituents; processes that touch
none of them are left out.
)";

std::string number(double value) { return fmt::format("{:.6g}", value); }

/// With its sign: "+1", "-4.57".
std::string coefficient(double value) { return fmt::format("{:+.4g}", value); }

/// Bars would end a cell.
std::string cell(std::string text) {
    for (std::size_t at = text.find('|'); at != std::string::npos; at = text.find('|', at + 2))
        text.insert(at, 1, '\\');
    return text;
}

std::string link_to(const std::string& process) { return fmt::format("[{0}](#{0})", process); }

/// A word name that may be broken over lines.
std::string breakable(std::string name) {
    std::ranges::replace(name, '_', ' ');
    return name;
}

std::string code_list(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) text += fmt::format("{}`{}`", text.empty() ? "" : ", ", name);
    return text;
}

std::string code_list(const std::vector<std::size_t>& some) {
    std::vector<std::string> names;
    for (const std::size_t one : some) names.push_back(known_constituents()[one].name);
    return code_list(names);
}

/// Groups of constituents, then those that are in none: [group][species].
std::vector<std::pair<std::string, std::vector<std::size_t>>> groups_of_species() {
    std::vector<std::pair<std::string, std::vector<std::size_t>>> groups;
    std::vector<char> seen(species::count, 0);
    for (const ConstituentGroup& group : constituent_groups()) {
        auto& [name, members] =
            groups.emplace_back("`" + group.name + "`: " + group.sentence, std::vector<std::size_t>{});
        for (std::size_t one = 0; one < species::count; ++one) {
            if (std::ranges::find(group.members, known_constituents()[one].name) == group.members.end()) continue;
            members.push_back(one);
            seen[one] = 1;
        }
    }
    auto& others = groups.emplace_back("in no group", std::vector<std::size_t>{}).second;
    for (std::size_t one = 0; one < species::count; ++one) {
        if (seen[one] == 0) others.push_back(one);
    }
    return groups;
}

std::string matrix_tables(const PetersenMatrix& matrix) {
    std::string text;
    for (auto& [title, members] : groups_of_species()) {
        std::erase_if(members, [&](std::size_t one) {
            return std::ranges::find(matrix.touched(), one) == matrix.touched().end();
        });
        if (members.empty()) continue;
        text += fmt::format("\n**{}**\n\n| process |", title);
        std::string rule = "|---|", rows;
        for (const std::size_t one : members) {
            text += fmt::format(" {} |", breakable(known_constituents()[one].name));
            rule += "--:|";
        }
        for (std::size_t p = 0; p < matrix.processes(); ++p) {
            if (std::ranges::all_of(members, [&](std::size_t one) { return matrix.at(p, one) == 0.0; })) continue;
            rows += fmt::format("| {} |", link_to(matrix.name(p)));
            for (const std::size_t one : members)
                rows += matrix.at(p, one) == 0.0 ? " |" : fmt::format(" {} |", coefficient(matrix.at(p, one)));
            rows += "\n";
        }
        text += "\n" + rule + "\n" + rows;
    }
    return text;
}

std::string row_of(const PetersenMatrix& matrix, std::size_t p, const ProcessDescription& process) {
    std::string text;
    for (const Stoichiometry& entry : matrix.row(p)) {
        const bool own = std::ranges::find(process.row, entry.species, &Stoichiometry::species) != process.row.end();
        text += fmt::format("{}{} `{}`{}", text.empty() ? "" : ", ", coefficient(entry.coefficient),
                            known_constituents()[entry.species].name, own ? "" : " (*completed*)");
    }
    return text;
}

std::string outside_of(const ProcessDescription& process) {
    std::string text;
    for (const Exchanged& entry : process.outside)
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", coefficient(entry.coefficient),
                            breakable(reservoir_name(entry.reservoir)));
    return text.empty() ? "nothing" : text;
}

std::string when_it_acts(const ProcessEntry& entry) {
    const ProcessDescription& process = entry.description;
    std::vector<std::size_t> needed = process.reads;
    for (const Stoichiometry& own : process.row) needed.push_back(own.species);
    std::ranges::sort(needed);
    needed.erase(std::unique(needed.begin(), needed.end()), needed.end());
    std::string text = "with " + code_list(needed);
    if (!process.looks_at.empty()) text += "; looks at " + code_list(process.looks_at) + " where carried";
    if (!process.replaced_by.empty()) text += "; not with " + code_list(process.replaced_by);
    if (!entry.make(ParametersOf(process, {}), {})) text += "; its defaults leave it without effect";
    return text;
}

std::string parameter_row(const ProcessDescription& process, const ParameterDeclaration& parameter) {
    const std::string name = parameter.name.substr(process.name.size() + 1);
    std::string unit = parameter.unit == "1" ? "" : parameter.unit, value, bounds;
    if (parameter.choices.empty()) {
        value = number(from_si(parameter.default_value, parameter.unit));
        bounds = fmt::format("{} to {}", number(from_si(parameter.minimum, parameter.unit)),
                             number(from_si(parameter.maximum, parameter.unit)));
    } else {
        value = fmt::format("`{}`", parameter.choices[static_cast<std::size_t>(parameter.default_value)]);
        bounds = code_list(parameter.choices);
    }
    return fmt::format("| `{}` | {} | {} | {} | {} | {} |\n", name, value, unit, bounds, cell(parameter.sentence),
                       cell(parameter.source));
}

std::string parameter_table(const ProcessDescription& process) {
    if (process.parameters.empty()) return "";
    std::string text =
        "\n| parameter | default | unit | bounds or words | what it is | source of the default "
        "|\n|---|--:|---|---|---|---|\n";
    for (const ParameterDeclaration& parameter : process.parameters) text += parameter_row(process, parameter);
    return text;
}

std::string section_of(const PetersenMatrix& matrix, std::size_t p, const ProcessEntry& entry) {
    const ProcessDescription& process = entry.description;
    std::string text = fmt::format("\n### {}\n\n{}。{}\n\n", process.name, process.title, process.sentence);
    text += fmt::format("- Row: {}\n", row_of(matrix, p, process));
    text += fmt::format("- Outside the water: {}\n", outside_of(process));
    text += fmt::format("- Acts: {}\n", when_it_acts(entry));
    text += fmt::format("- Driven by: {}\n", process.drivers.empty() ? "nothing" : code_list(process.drivers));
    text += fmt::format("- Source: {}\n", process.source);
    return text + parameter_table(process);
}

std::string reaeration_tables() {
    std::string text = R"(
## Formulas of reaeration

What the flow makes, `reaeration.flow_formula`, at 20 degC in 1/d: U the mean velocity in m/s, H the mean depth in m, S the slope of the friction
n^2 U^2 / R^(4/3), W the width of the surface in m, Q = U H W in m3/s, Fr = U / (g H)^0.5, u* = (g H S)^0.5. The range is that of what its authors measured.

| word | k2 | source | range |
|---|---|---|---|
)";
    for (const FlowReaeration& formula : flow_reaerations())
        text += fmt::format("| `{}` | {} | {} | {} |\n", formula.name, formula.equation, formula.source, formula.range);
    text +=
        "\nWhat the wind w (m/s at 10 m) adds, `reaeration.wind_formula`, at 20 degC as transfer velocity in m/d:\n\n| "
        "word | formula |\n|---|---|\n";
    for (const WindReaeration& formula : wind_reaerations())
        text += fmt::format("| `{}` | {} |\n", formula.name, formula.source);
    return text;
}

std::string work_reaeration_table() {
    std::string text = R"(
## Reaeration at works

Where a work has the key `reaeration`, the water it passes leaves it with C_down = Cs (1 - 1 / r) + C_up / r, in whichever direction it goes; Cs at
its temperature above, r by `formula` and at least 1. In the ledger and among the processes this is `structure_reaeration`, oxygen out of the
air; where `alkalinity` and `inorganic_carbon` are carried, carbon dioxide loses the share 1 - 1 / r of what it has above its own balance with
the air. dH is the level above less the level below in m, mean over the step, and counts as 4.545 m where it is more (there dH (1 - 0.11 dH) is greatest);
T the temperature in degC; a `water_quality`; b `aeration_coefficient`; Q / W the discharge over the width in m2/s; H the depth below in m.

| word | r | source |
|---|---|---|
)";
    for (const WorkReaerationFormula& formula : work_reaeration_formulas())
        text += fmt::format("| `{}` | {} | {} |\n", formula.name, formula.equation, formula.source);
    return text;
}

}  // namespace

std::string process_page() {
    const auto& processes = kinetic_processes();
    std::vector<ProcessDescription> descriptions;
    for (const ProcessEntry& entry : processes) descriptions.push_back(entry.description);
    std::vector<std::size_t> everything(species::count);
    std::iota(everything.begin(), everything.end(), std::size_t{0});
    const PetersenMatrix matrix(descriptions, everything);
    std::string page = head + matrix_tables(matrix) + "\n## The processes\n";
    for (std::size_t p = 0; p < processes.size(); ++p) page += section_of(matrix, p, processes[p]);
    page += "\n## Laws that processes share\n";
    for (const ProcessDescription* law : shared_laws())
        page += fmt::format("\n### {}\n\n{}。{}\n\n- Source: {}\n{}", law->name, law->title, law->sentence, law->source,
                            parameter_table(*law));
    return page + reaeration_tables() + work_reaeration_table();
}

}  // namespace qingliu
