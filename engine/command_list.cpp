#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "engine/commands.hpp"
#include "models/catalogue.hpp"
#include "models/kinetics/process_page.hpp"

namespace qingliu {

void add_list_command(CLI::App& program, Chosen& chosen) {
    auto kind = std::make_shared<std::string>();
    auto file = std::make_shared<std::string>();
    auto* command = program.add_subcommand("list", "List what the catalogue holds");
    command
        ->add_option(
            "KIND", *kind,
            "structures, rules, processes, constituents, parameters, drivers, dispersion, reports or standards")
        ->required()
        ->check(CLI::IsMember(catalogue_kinds()));
    command->add_option("--case", *file, "A case, whose own constituents and processes are listed too");
    auto markdown = std::make_shared<bool>(false);
    command->add_flag("--markdown", *markdown, "Of processes: the whole reference page, docs/processes.md");
    command->callback([kind, file, markdown, &chosen] {
        if (*markdown && *kind != "processes")
            throw CLI::ValidationError("--markdown", "there is a page of processes only");
        chosen = [kind, file, markdown] {
            if (*markdown) {
                fmt::print("{}", process_page());
                return static_cast<int>(done);
            }
            const auto entries = catalogue(
                *kind, file->empty() ? known_chemistry() : chemistry_of(read_case(*file, model_vocabulary()).own));
            std::size_t width = 0;
            for (const auto& entry : entries) width = std::max(width, entry.name.size());
            for (const auto& entry : entries) fmt::print("{:<{}}  {}\n", entry.name, width, entry.sentence);
            return static_cast<int>(done);
        };
    });
}

}  // namespace qingliu
