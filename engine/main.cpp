#include <fmt/format.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <stdexcept>
#include <system_error>

#include "engine/base/problems.hpp"
#include "engine/commands.hpp"
#include "engine/io/netcdf_file.hpp"
#include "engine/io/output_file.hpp"
#include "models/reports/text_table.hpp"

namespace qingliu {

namespace {

std::string version_text() {
    return fmt::format("qingliu {} ({})\nNetCDF {}, fmt {}.{}.{}, CLI11 {}", QINGLIU_VERSION, QINGLIU_COMMIT,
                       netcdf_library_version(), FMT_VERSION / 10000, FMT_VERSION / 100 % 100, FMT_VERSION % 100,
                       CLI11_VERSION);
}

/// What was printed may still be under way, so that a full disk shows only here.
void finish_printing() {
    if (std::fflush(stdout) != 0 || std::ferror(stdout) != 0)
        throw OutputError("standard output", std::strerror(errno));
}

/// A wrong command line: what is wrong with it, and where to read what is right.
std::string usage_error(const CLI::App* app, const CLI::Error& error) {
    std::string command = "qingliu";
    for (const auto* word : app->get_subcommands()) command += " " + word->get_name();
    return fmt::format("command line: error: {}\n      = see: {} --help\n", error.what(), command);
}

int run_program(int argc, char** argv) {
    CLI::App program{"qingliu forecasts water quality and ecological flow in river networks."};
    program.set_version_flag("--version", version_text());
    program.footer(
        "Exit status: 0 done; 1 done, but some scenario failed or a balance did not close; 2 the input is at fault;\n"
        "3 every scenario failed; 4 the case or an output could not be read or written; 70 a bug of the program;\n"
        "130 interrupted. Answers go to standard output, diagnostics to standard error.");
    program.require_subcommand(0, 1);  // that there is none is told below, after a misspelt one
    program.failure_message(usage_error);
    std::string command_line;
    for (int i = 0; i < argc; ++i) command_line += std::string(i > 0 ? " " : "") + argv[i];
    Chosen chosen;
    add_run_command(program, chosen, command_line);
    add_assess_command(program, chosen);
    add_skill_command(program, chosen);
    add_report_command(program, chosen);
    add_plot_command(program, chosen);
    add_check_command(program, chosen);
    add_schema_commands(program, chosen);
    add_list_command(program, chosen);
    add_eco_command(program, chosen);
    add_import_command(program, chosen);
    add_export_command(program, chosen);
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return program.exit(error) == 0 ? done : input_at_fault;
    }
    if (!chosen) {
        fmt::print(stderr, "{}", program.help());
        return input_at_fault;
    }
    try {
        const int status = chosen();
        finish_printing();
        return status;
    } catch (const InputError& error) {
        fmt::print(stderr, "{}", error.problems().format(terminal_has_colour(2)));
        return input_at_fault;
    } catch (const FileError& error) {
        fmt::print(stderr, "error: {}\n", error.what());
        return not_readable_or_writable;
    } catch (const OutputError& error) {
        fmt::print(stderr, "error: {}\n", error.what());
        return not_readable_or_writable;
    } catch (const std::system_error& error) {
        if (std::ferror(stdout) == 0) throw;
        fmt::print(stderr, "error: cannot write standard output: {}\n", error.code().message());
        return not_readable_or_writable;
    }
}

}  // namespace
}  // namespace qingliu

int main(int argc, char** argv) {
#ifdef __AVX512F__
    if (!__builtin_cpu_supports("avx512f")) {
        std::fputs(
            "qingliu: built for processors with AVX-512, which this one has not; build it with "
            "-DQINGLIU_ARCHITECTURE=x86-64-v3\n",
            stderr);
        return qingliu::our_bug;
    }
#endif
    // a file-size limit is an output that could not be written, not the end of the program
    std::signal(SIGXFSZ, SIG_IGN);
    try {
        return qingliu::run_program(argc, argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "qingliu: a bug of the program: %s\n", error.what());
        return qingliu::our_bug;
    }
}
