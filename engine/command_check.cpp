#include <fmt/format.h>

#include <memory>

#include "engine/commands.hpp"
#include "engine/network/grid.hpp"
#include "engine/run/case_notes.hpp"
#include "models/kinetics/constituents.hpp"
#include "models/water/start_state.hpp"

namespace qingliu {

namespace {

int check(const std::string& file, bool estimates) {
    std::vector<Estimate> found;
    const Case specification = read_case(file, model_vocabulary(), &found);
    if (estimates) {
        for (const auto& e : found) {
            fmt::print("{}: {}: {}{}{}\n", format_place(e.place),
                       e.confidence == Confidence::estimate ? "estimate" : "general knowledge", e.name,
                       e.note.empty() ? "" : " - ", e.note);
        }
    }
    const auto grid = make_grid(specification.network);
    if (!specification.initial.checkpoint.empty()) read_start(specification, grid, Assembly(specification, grid));
    double length = 0;
    for (const auto& river : specification.network.rivers) length += river.to - river.from;
    fmt::print(
        "{}: sound. Rivers: {}, {:.0f} km in {} cells; structures: {}; inflows and abstractions: {}; control sections: "
        "{}; "
        "scenarios: {}. Figures that are estimates or general knowledge: {}.\n",
        specification.name, specification.network.rivers.size(), length / 1000, grid.cells(),
        specification.network.structures.size(), specification.sources.size() + specification.diffuse.size(),
        specification.sections.size(), specification.scenarios.size(), found.size());
    const auto carried = constituents_of(specification.waters, specification.constituents, specification.own);
    for (const std::string& note : case_notes(specification, carried)) fmt::print("note: {}\n", note);
    return done;
}

}  // namespace

void add_check_command(CLI::App& program, Chosen& chosen) {
    struct Arguments {
        std::string file;
        bool estimates = false;
    };
    auto arguments = std::make_shared<Arguments>();
    auto* command = program.add_subcommand("check", "Everything short of running: prints every fault of a case");
    command->add_option("CASE", arguments->file, "The case, a YAML file")->required();
    command->add_flag("--estimates", arguments->estimates, "List every figure that was not read in a source");
    command->callback(
        [arguments, &chosen] { chosen = [arguments] { return check(arguments->file, arguments->estimates); }; });
}

}  // namespace qingliu
