// What `import` does alike for the files of every program.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "engine/commands.hpp"
#include "models/imports/imported_case.hpp"

namespace qingliu {

/// Options every kind of import takes.
struct ImportOptions {
    std::string file;        ///< the model of the other program
    std::string folder;      ///< the case is written into; empty: the stem of `file`
    std::string utc_offset;  ///< of times that have none: "+00:00"
    bool force = false;      ///< write into a folder that holds something
};

/// Adds FILE, --out, --utc-offset and --force.
void add_import_options(CLI::App& command, ImportOptions& options, const std::string& what_file);

/// Minutes east of UTC. Throws InputError.
int offset_minutes(const ImportOptions& options);

/// Refuses a folder that holds something, unless forced. Call it before the file is read. Throws InputError.
void require_empty_folder(const ImportOptions& options);

/// Writes the folder, reads it back as `check` does, prints what was taken, assumed and left. Returns an exit status.
int finish_import(const ImportedCase& imported, const ImportOptions& options);

// The programs whose files are known: each adds its own command to `import`.
void add_swmm_import(CLI::App& import, Chosen& chosen);
void add_hecras_import(CLI::App& import, Chosen& chosen);
void add_lines_import(CLI::App& import, Chosen& chosen);

}  // namespace qingliu
