#include <fmt/format.h>

#include <memory>

#include "engine/commands.hpp"
#include "engine/network/grid.hpp"
#include "models/assessment/standard.hpp"

namespace qingliu {

namespace {

int check(const std::string& file, bool estimates) {
    std::vector<Estimate> found;
    Problems problems;
    Case specification;
    bool read = false;
    try {
        specification = read_case(file, model_vocabulary(), &found);
        read = true;
    } catch (const InputError& error) {
        problems.add(error.problems());
    }
    if (read) {
        try {
            read_standard(specification.standard);
        } catch (const InputError& error) {
            problems.add(error.problems());
        }
    }
    problems.throw_if_any();
    if (estimates) {
        for (const auto& e : found) {
            fmt::print("{}: {}: {}{}{}\n", format_place(e.place),
                       e.confidence == Confidence::estimate ? "estimate" : "general knowledge", e.name,
                       e.note.empty() ? "" : " - ", e.note);
        }
    }
    const auto grid = make_grid(specification.network);
    double length = 0;
    for (const auto& river : specification.network.rivers) length += river.to - river.from;
    fmt::print(
        "{}: sound. {} rivers, {:.0f} km, {} cells, {} structures, {} exchanges of water, {} control sections, {} "
        "scenarios; {} figures are estimates or general knowledge.\n",
        specification.name, specification.network.rivers.size(), length / 1000, grid.cells(),
        specification.network.structures.size(), specification.sources.size() + specification.diffuse.size(),
        specification.sections.size(), specification.scenarios.size(), found.size());
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
