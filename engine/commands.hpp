// The words of the program. Each command lives in its own file, adds itself to the parser and returns an exit status
// when run: 0 done; 1 done, but some scenario failed or a balance did not close; 2 the input is at fault; 3 every
// scenario failed; 4 a case or an output could not be read or written; 130 interrupted; 70 a bug of the program.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

#include "models/vocabulary.hpp"

namespace qingliu {

enum ExitStatus {
    done = 0,
    flagged = 1,
    input_at_fault = 2,
    all_failed = 3,
    not_readable_or_writable = 4,
    our_bug = 70,
    interrupted = 130
};

/// Set by a command when the user asked for it.
using Chosen = std::function<int()>;

void add_run_command(CLI::App& program, Chosen& chosen, const std::string& command_line);
void add_assess_command(CLI::App& program, Chosen& chosen);
void add_skill_command(CLI::App& program, Chosen& chosen);
void add_report_command(CLI::App& program, Chosen& chosen);
void add_plot_command(CLI::App& program, Chosen& chosen);
void add_check_command(CLI::App& program, Chosen& chosen);
void add_schema_commands(CLI::App& program, Chosen& chosen);
void add_list_command(CLI::App& program, Chosen& chosen);
void add_eco_command(CLI::App& program, Chosen& chosen);
void add_import_command(CLI::App& program, Chosen& chosen);
void add_export_command(CLI::App& program, Chosen& chosen);

}  // namespace qingliu
