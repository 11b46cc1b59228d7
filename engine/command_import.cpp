#include "engine/command_import.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "engine/command_line.hpp"
#include "engine/commands.hpp"
#include "engine/io/output_file.hpp"
#include "engine/network/grid.hpp"
#include "engine/time/utc_offset.hpp"

namespace qingliu {

namespace {

std::filesystem::path folder_of(const ImportOptions& options) {
    return options.folder.empty() ? std::filesystem::path(options.file).stem() : std::filesystem::path(options.folder);
}

}  // namespace

void add_import_options(CLI::App& command, ImportOptions& options, const std::string& what_file) {
    command.add_option("FILE", options.file, what_file)->required();
    command.add_option("--out", options.folder, "Folder for the case; the name of the file without its ending");
    command.add_option("--utc-offset", options.utc_offset,
                       "Of the times in the file, such as +08:00; +00:00 if left out");
    command.add_flag("--force", options.force, "Write into a folder that holds something already");
}

int offset_minutes(const ImportOptions& options) {
    if (options.utc_offset.empty()) return 0;
    const auto offset = parse_utc_offset(options.utc_offset);
    if (!offset)
        throw argument_error(fmt::format("--utc-offset {} is no offset", options.utc_offset), "such as +08:00");
    return *offset;
}

void require_empty_folder(const ImportOptions& options) {
    const std::filesystem::path folder = folder_of(options);
    std::error_code error;
    if (options.force || !std::filesystem::exists(folder, error)) return;
    if (std::filesystem::is_directory(folder, error) && std::filesystem::is_empty(folder, error)) return;
    throw argument_error(fmt::format("{} is there already", folder.string()), "an empty folder, or --force");
}

int finish_import(const ImportedCase& imported, const ImportOptions& options) {
    const std::filesystem::path folder = folder_of(options);
    // case.yaml comes last: an import that was cut short left no case
    for (const CaseFile& file : files_of(imported, QINGLIU_VERSION)) {
        make_output_folder((folder / file.path).parent_path());
        write_text_file(folder / file.path, file.text);
    }
    const ImportReport& report = imported.report;
    for (const Taken& taken : report.taken)
        fmt::print("{} {}{}{}\n", taken.count, taken.what, taken.as.empty() ? "" : " as ", taken.as);
    fmt::print("{} assumptions, {} things not taken: {}\n", count_assumptions(imported), report.not_taken.size(),
               (folder / "import-report.md").string());
    const std::string file = (folder / "case.yaml").string();
    try {
        const Case read = read_case(file, model_vocabulary());
        fmt::print("{}: sound, {} cells. qingliu run {}\n", file, make_grid(read.network).cells(), file);
    } catch (const InputError&) {
        fmt::print("{}: written, but not sound yet; the note of each figure names its line in {}\n", file,
                   std::filesystem::path(options.file).filename().string());
        throw;
    }
    return done;
}

void add_import_command(CLI::App& program, Chosen& chosen) {
    auto* command = program.add_subcommand("import", "Makes a case of the model of another program");
    command->require_subcommand(1);
    add_swmm_import(*command, chosen);
    add_hecras_import(*command, chosen);
    add_lines_import(*command, chosen);
}

}  // namespace qingliu
