#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <memory>

#include "engine/commands.hpp"
#include "engine/config/reference_page.hpp"
#include "models/catalogue.hpp"
#include "models/kinetics/process_page.hpp"

namespace qingliu {

namespace {

std::string catalogue_page(std::string kind, const std::vector<CatalogueEntry>& entries) {
    kind[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(kind[0])));
    std::string page = fmt::format("# {}\n\n| name | what it is |\n|---|---|\n", kind);
    for (const auto& entry : entries) page += fmt::format("| `{}` | {} |\n", entry.name, markdown_cell(entry.sentence));
    return page;
}

}  // namespace

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
    command->add_flag("--markdown", *markdown,
                      "As a page of Markdown; of processes the whole reference, docs/processes.md");
    command->callback([kind, file, markdown, &chosen] {
        chosen = [kind, file, markdown] {
            if (*markdown && *kind == "processes") {
                fmt::print("{}", process_page());
                return static_cast<int>(done);
            }
            const auto entries = catalogue(
                *kind, file->empty() ? known_chemistry() : chemistry_of(read_case(*file, model_vocabulary()).own));
            if (*markdown) {
                fmt::print("{}", catalogue_page(*kind, entries));
                return static_cast<int>(done);
            }
            std::size_t width = 0;
            for (const auto& entry : entries) width = std::max(width, entry.name.size());
            for (const auto& entry : entries) fmt::print("{:<{}}  {}\n", entry.name, width, entry.sentence);
            return static_cast<int>(done);
        };
    });
}

}  // namespace qingliu
