#include <fmt/format.h>

#include <memory>

#include "engine/command_import.hpp"
#include "models/imports/hecras_case.hpp"

namespace qingliu {

void add_hecras_import(CLI::App& import, Chosen& chosen) {
    struct Arguments {
        ImportOptions common;
        std::string flow, plan, units;
    };
    auto arguments = std::make_shared<Arguments>();
    auto* command = import.add_subcommand("hecras", "A model of HEC-RAS (.g01 and what belongs to it)");
    add_import_options(*command, arguments->common, "The geometry of the model (.g01, .g02 ...)");
    command->add_option(
        "--flow", arguments->flow,
        "Steady (.f01) or unsteady (.u01) flow file; that of the plan, or one of the same stem, if left out");
    command->add_option("--plan", arguments->plan,
                        "Plan (.p01); one of the same stem that names the geometry if left out");
    command
        ->add_option("--units", arguments->units,
                     "us (feet) or si (metres); as the project file (.prj) beside it says if left out, else us")
        ->check(CLI::IsMember({"us", "si"}));
    command->callback([arguments, &chosen] {
        chosen = [arguments] {
            require_empty_folder(arguments->common);
            HecrasFiles files;
            files.geometry = arguments->common.file;
            files.flow = arguments->flow;
            files.plan = arguments->plan;
            files.utc_offset_minutes = offset_minutes(arguments->common);
            if (!arguments->units.empty())
                files.units = arguments->units == "si" ? HecrasUnits::metric : HecrasUnits::us_customary;
            return finish_import(import_hecras(files), arguments->common);
        };
    });
}

}  // namespace qingliu
