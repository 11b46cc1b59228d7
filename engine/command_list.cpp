#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "engine/commands.hpp"
#include "models/catalogue.hpp"

namespace qingliu {

void add_list_command(CLI::App& program, Chosen& chosen) {
    auto kind = std::make_shared<std::string>();
    auto* command = program.add_subcommand("list", "List what the catalogue holds");
    command->add_option("KIND", *kind, "structures, rules, processes, constituents, parameters, dispersion or reports")
        ->required()
        ->check(CLI::IsMember(catalogue_kinds()));
    command->callback([kind, &chosen] {
        chosen = [kind] {
            const auto entries = catalogue(*kind);
            std::size_t width = 0;
            for (const auto& entry : entries) width = std::max(width, entry.name.size());
            for (const auto& entry : entries) fmt::print("{:<{}}  {}\n", entry.name, width, entry.sentence);
            return static_cast<int>(done);
        };
    });
}

}  // namespace qingliu
