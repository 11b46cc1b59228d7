#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "engine/commands.hpp"
#include "models/catalogue.hpp"

namespace qingliu {

void add_list_command(CLI::App& program, Chosen& chosen) {
    auto kind = std::make_shared<std::string>();
    auto file = std::make_shared<std::string>();
    auto* command = program.add_subcommand("list", "List what the catalogue holds");
    command
        ->add_option("KIND", *kind,
                     "structures, rules, processes, constituents, parameters, drivers, dispersion or reports")
        ->required()
        ->check(CLI::IsMember(catalogue_kinds()));
    command->add_option("--case", *file, "A case, whose own constituents and processes are listed too");
    command->callback([kind, file, &chosen] {
        chosen = [kind, file] {
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
