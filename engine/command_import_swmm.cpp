#include <memory>

#include "engine/command_import.hpp"
#include "models/imports/swmm_import.hpp"

namespace qingliu {

void add_swmm_import(CLI::App& import, Chosen& chosen) {
    auto options = std::make_shared<ImportOptions>();
    auto* command = import.add_subcommand("swmm", "A model of EPA SWMM 5 (.inp)");
    add_import_options(*command, *options, "The input file of the model (.inp)");
    command->callback([options, &chosen] {
        chosen = [options] {
            require_empty_folder(*options);
            return finish_import(import_swmm(options->file, offset_minutes(*options)), *options);
        };
    });
}

}  // namespace qingliu
