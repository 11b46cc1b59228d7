#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>

#include "engine/base/text.hpp"
#include "engine/command_line.hpp"
#include "engine/commands.hpp"
#include "engine/io/output_file.hpp"
#include "engine/run/meetings.hpp"
#include "engine/run/simulation.hpp"
#include "engine/run/steady_age.hpp"
#include "engine/time/civil_time.hpp"
#include "models/assessment/black_odour.hpp"
#include "models/reports/bulletin/page.hpp"
#include "models/reports/certificate.hpp"
#include "models/reports/dispatcher_table.hpp"
#include "models/reports/result_writer.hpp"
#include "models/reports/text_table.hpp"
#include "models/water/assembly.hpp"
#include "models/water/start_state.hpp"

namespace qingliu {

namespace {

/// Balances that are worse than this are flagged.
constexpr double water_closes = 1e-12, constituent_closes = 1e-10;

std::atomic<bool> stop_asked{false};

void on_interrupt(int) {
    // asked twice: leave at once, the partial files keep their partial names
    if (stop_asked.exchange(true)) _exit(interrupted);
}

struct RunArguments {
    std::string file, folder = "out", until, checkpoint, from;
    std::vector<std::string> scenarios;
    int threads = 0;
    bool quiet = false, certify = false;
    std::string language = "zh";
};

std::vector<int> select(const Case& c, const std::vector<std::string>& names) {
    std::vector<int> selected;
    std::vector<std::string> known;
    for (const auto& s : c.scenarios) known.push_back(s.name);
    Problems problems;
    for (const auto& name : names) {
        const auto found = std::find(known.begin(), known.end(), name);
        if (found == known.end()) {
            problems.add(argument_error("no scenario \"" + name + "\" in this case",
                                        fmt::format("{}", fmt::join(known, ", ")), closest_name(name, known))
                             .problems());
        } else {
            for (std::size_t s = 0; s < known.size(); ++s) {
                if (known[s] == name || c.scenarios[s].of == name) selected.push_back(static_cast<int>(s));
            }
        }
    }
    problems.throw_if_any();
    std::sort(selected.begin(), selected.end());
    selected.erase(std::unique(selected.begin(), selected.end()), selected.end());
    return selected;
}

/// A time given with `option`, of which `expected` is a description.
double instant_of(const std::string& option, const std::string& text, const std::string& expected) {
    const auto instant = parse_instant(text);
    if (!instant) throw argument_error(fmt::format("cannot read the time \"{}\" of {}", text, option), expected);
    return *instant;
}

/// When the state is to be kept: a time at which the scenarios meet anyway, so that keeping it changes no result.
double checkpoint_time(const Case& c, const std::string& text) {
    const std::string expected = "a time with its offset, like 2026-01-20 00:00 +08:00, or end";
    const double time = text == "end" ? c.end : instant_of("--checkpoint", text, expected);
    const auto times = meetings(c);
    if (std::binary_search(times.begin(), times.end(), time)) return time;
    const auto later = std::lower_bound(times.begin(), times.end(), time);
    const auto written = [&](double t) { return format_instant(t, c.utc_offset_minutes); };
    std::string near = later == times.end() ? written(c.end) : written(*later);
    if (later != times.begin() && later != times.end()) near = written(*(later - 1)) + " or " + near;
    throw argument_error("no state can be kept at the time of --checkpoint: results are not written then",
                         fmt::format("a time of an output or a midnight after the start, like {}", near));
}

class Files final : public ResultSink {
public:
    explicit Files(ResultWriter& writer) : writer_(&writer) {}
    void frame(const Frame& frame) override { writer_->add(frame); }
    void checkpoint(Checkpoint&& checkpoint) override { writer_->add(std::move(checkpoint)); }

private:
    ResultWriter* writer_;
};

/// One line on a terminal, rewritten as the run goes; nothing in a pipe.
class ProgressLine {
public:
    ProgressLine(const Case& c, bool quiet, std::string what)
        : case_(c),
          what_(std::move(what)),
          shown_(!quiet && isatty(2) == 1),
          begin_(std::chrono::steady_clock::now()) {}
    void operator()(double time) const {
        if (!shown_) return;
        const double share = (time - case_.start) / (case_.end - case_.start);
        const double spent = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
        fmt::print(stderr, "\r{}{}  {:3.0f} %  {:.1f} d/s  {:.0f} s left \x1b[K", what_,
                   format_instant(time, case_.utc_offset_minutes), 100 * share,
                   (time - case_.start) / 86400 / std::max(spent, 1e-3), share > 0 ? spent * (1 - share) / share : 0.0);
    }
    void clear() const {
        if (shown_) fmt::print(stderr, "\r\x1b[K");
    }

private:
    const Case& case_;
    std::string what_;
    bool shown_;
    std::chrono::steady_clock::time_point begin_;
};

/// One line on the cells that held the scenario up most that took the most iterations.
void tell_worst_cells(const RunRecord& record) {
    const auto worst = std::max_element(record.scenarios.begin(), record.scenarios.end(),
                                        [](auto& a, auto& b) { return a.newton_iterations < b.newton_iterations; });
    if (worst == record.scenarios.end() || worst->worst_by_iterations.empty()) return;
    std::string cells;
    for (const auto& cell : worst->worst_by_iterations) {
        cells +=
            fmt::format("{}{} {:.2f} km ({})", cells.empty() ? "" : ", ", cell.river, cell.chainage / 1000, cell.count);
    }
    fmt::print("cells that took most Newton iterations, of {} in scenario {}: {}\n", worst->newton_iterations,
               worst->name, cells);
}

/// Says where water that swung to and fro was calmed.
void tell_damping(const RunRecord& record) {
    for (const auto& s : record.scenarios) {
        if (s.damped <= 0) continue;
        const auto* place = s.worst_by_step.empty() ? nullptr : &s.worst_by_step.front();
        fmt::print("scenario {}: water that swung to and fro faster than long steps follow was damped for {:.1f} h{}\n",
                   s.name, s.damped / 3600,
                   place == nullptr ? "" : fmt::format("; see {} {:.2f} km", place->river, place->chainage / 1000));
    }
}

/// Says that the run began from a flow that is no steady one.
void tell_start(const RunRecord& record) {
    if (record.unrest_at_start == 0) return;
    fmt::print(stderr,
               "no steady flow at the start: after thirty days of its forcing a level still moves {:.2g} m a day\n",
               record.unrest_at_start);
}

/// Says where the spin-up was shorter than the way of the water asks for, so that what the rivers were first filled
/// with is still there.
void tell_spin_up(const Case& c, const Grid& grid, const FlowState& steady) {
    // After 1.5 mean ages 5 % or less of the first filling is left where the Peclet number of the way is 20 or more, as
    // of rivers: its ages spread by sqrt(2 / Pe) (small dispersion, Levenspiel 1999, chapter 13).
    constexpr double ages = 1.5, day = 86400;
    const auto age = steady_age(grid, steady);
    if (age.empty()) return;
    const ControlSection* oldest = nullptr;
    double most = c.initial.spin_up / ages;
    for (const auto& section : c.sections) {
        const double here = age[static_cast<std::size_t>(grid.cell_at(section.at))];
        if (!(here > most)) continue;
        most = here;
        oldest = &section;
    }
    if (oldest == nullptr) return;
    fmt::print(
        stderr,
        "the spin-up of {:g} d is short: the water at {} is {:.1f} d old on the mean at the start, so part of what "
        "the rivers were first filled with may still be there; spin_up: {:.0f} d or more\n",
        c.initial.spin_up / day, oldest->name, most / day, std::ceil(ages * most / day));
}

/// Says what is wrong with a run that ended; the exit status it deserves.
int verdict_on_run(const RunRecord& record) {
    int failed = 0;
    bool open = false;
    double water = 0, constituents = 0;
    for (const auto& s : record.scenarios) {
        if (s.failed) {
            ++failed;
            fmt::print(stderr, "scenario {} failed: {}\n", s.name, s.failure);
            continue;
        }
        for (const auto& account : s.ledger) {
            const bool is_water = account.name == "water";
            const double error = account.relative_error();
            auto& worst = is_water ? water : constituents;
            if (!(error <= worst)) worst = error;  // a balance that is not a number is the worst
            if (!(error <= (is_water ? water_closes : constituent_closes))) {
                open = true;
                fmt::print(stderr, "scenario {}: the balance of {} is open by {:.1e} of its turnover\n", s.name,
                           account.name, error);
            }
        }
    }
    fmt::print("balance error: water {:.1e}, constituents {:.1e}\n", water, constituents);
    if (!record.complete) return interrupted;
    if (failed == static_cast<int>(record.scenarios.size())) return all_failed;
    return failed > 0 || open ? flagged : done;
}

/// The bulletin beside the forecast. A page that cannot be made is an output that cannot be written.
std::filesystem::path write_page(const std::filesystem::path& folder, Language language) {
    std::filesystem::path page = folder / "report.html";
    try {
        write_text_file(page, bulletin::bulletin_page(folder / "forecast.nc", language));
    } catch (const OutputError&) {
        throw;
    } catch (const std::runtime_error& error) {
        throw OutputError(page, error.what());
    }
    return page;
}

int run(const RunArguments& arguments, const std::string& command_line) {
    std::vector<Estimate> estimates;
    Case specification = read_case(arguments.file, model_vocabulary(), &estimates);
    if (!arguments.from.empty()) go_on_from(specification, arguments.from);
    if (!arguments.until.empty()) {
        const double until =
            instant_of("--until", arguments.until, "a time with its offset, like 2026-01-20 00:00 +08:00");
        const auto written = [&](double time) { return format_instant(time, specification.utc_offset_minutes); };
        if (until <= specification.start || until > specification.end)
            throw argument_error(
                "--until does not lie in the period of the case",
                fmt::format("a time after {}, up to {}", written(specification.start), written(specification.end)));
        specification.end = until;
    }
    RunOptions options;
    options.threads = arguments.threads;
    options.scenarios = select(specification, arguments.scenarios);
    options.stop = &stop_asked;
    options.certify = arguments.certify;
    if (!arguments.checkpoint.empty()) options.checkpoint_at = checkpoint_time(specification, arguments.checkpoint);
    // a case that names none is not judged
    const auto standard = specification.standard.empty() ? Standard{} : read_standard(specification.standard);
    std::optional<Standard> black_odour;
    if (!specification.goals.black_odour.empty()) black_odour = read_standard(specification.goals.black_odour);
    const Grid grid = make_grid(specification.network);
    const Assembly assembly(specification, grid);

    // the results hold the scenarios asked for; the common start may still come from another
    Case reported = specification;
    if (!options.scenarios.empty()) {
        reported.scenarios.clear();
        for (const int s : options.scenarios)
            reported.scenarios.push_back(specification.scenarios[static_cast<std::size_t>(s)]);
    }
    const auto from = read_start(reported, grid, assembly);
    if (from) options.from = &*from;
    const ProgramStamp stamp{
        QINGLIU_VERSION, QINGLIU_COMMIT, command_line,
        std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count()};
    // from the first file on, an interruption ends the run in good order
    std::signal(SIGINT, on_interrupt);
    std::signal(SIGTERM, on_interrupt);
    ResultLayout layout = make_layout(reported, grid, assembly.constituents(), assembly.bed_constituents(), stamp);
    layout.estimates = std::move(estimates);
    ResultWriter writer(arguments.folder, std::move(layout));
    if (from) writer.go_on(*from);
    Files files(writer);
    const ProgressLine progress(specification, arguments.quiet, "");
    std::optional<ProgressLine> certifying;  // its clock begins with the repeat
    options.progress = std::cref(progress);
    options.certification_progress = [&](double time) {
        if (!certifying) certifying.emplace(specification, arguments.quiet, "once more, finer:  ");
        (*certifying)(time);
    };

    Models models = assembly.models();
    std::optional<FlowState> steady;  // of the start, where there is one
    models.steady = [&steady, make = models.steady](int scenario) { return steady.emplace(make(scenario)); };
    RunRecord record;
    try {
        record = simulate(specification, grid, assembly.constituents(), models, files, options);
    } catch (const OutputError&) {
        throw;
    } catch (const std::runtime_error& problem) {
        progress.clear();
        fmt::print(stderr, "every scenario failed: {}\n", problem.what());
        return all_failed;
    }
    progress.clear();
    auto verdict = assess(reported, assembly.constituents(), record, standard);
    if (black_odour) {
        auto grades = black_odour_grades(reported, assembly.constituents(), record, *black_odour);
        for (std::size_t s = 0; s < grades.size(); ++s) verdict.scenarios[s].black_odour = std::move(grades[s]);
    }
    writer.finish(record, verdict, standard);
    const Language language = arguments.language == "en" ? Language::en : Language::zh;
    if (!arguments.quiet) {
        const TableStyle style{language, terminal_has_colour(1)};
        fmt::print("{}", dispatcher_table(writer.layout(), record, verdict, standard, writer.arrivals(), style));
    }
    if (arguments.certify && record.complete && !specification.sections.empty())
        fmt::print("{}", certificate(writer.layout(), record, verdict, standard, language));
    const std::filesystem::path page = write_page(arguments.folder, language);
    double cell_steps = 0;
    long steps = 0;
    for (const auto& s : record.scenarios) {
        cell_steps += s.cell_steps;
        steps += s.steps;
    }
    for (const auto& file : writer.files()) fmt::print("{}\n", file.string());
    fmt::print("{}\n", page.string());
    fmt::print("{} cells, {} steps, {:.1f} s wall, {:.1f} s CPU, {:.0f} ns per cell and step\n", grid.cells(), steps,
               record.wall_s, record.cpu_s, cell_steps > 0 ? record.cpu_s / cell_steps * 1e9 : 0.0);
    tell_worst_cells(record);
    const bool certification_cut_short = arguments.certify && record.complete && stop_asked;
    if (!record.complete)
        fmt::print(stderr, "interrupted at {}; the results so far are kept and flagged incomplete\n",
                   format_instant(record.end, specification.utc_offset_minutes));
    if (certification_cut_short)
        fmt::print(stderr, "interrupted while the numerical error was told; the forecast itself is whole\n");
    tell_damping(record);
    tell_start(record);
    if (steady && specification.initial.spin_up > 0) tell_spin_up(specification, grid, *steady);
    const int status = verdict_on_run(record);
    return certification_cut_short ? interrupted : status;
}

}  // namespace

void add_run_command(CLI::App& program, Chosen& chosen, const std::string& command_line) {
    auto arguments = std::make_shared<RunArguments>();
    auto* command = program.add_subcommand("run", "Forecast every scenario of a case");
    command->add_option("CASE", arguments->file, "The case, a YAML file")->required();
    command->add_option("--out", arguments->folder, "Folder for the results")
        ->capture_default_str()
        ->check([](const std::string& folder) { return folder.empty() ? "a folder must have a name" : ""; });
    command->add_option("--scenario", arguments->scenarios, "Run only this scenario (may be repeated)")
        ->allow_extra_args(false);
    command->add_option("--threads", arguments->threads, "Threads to use, 0 = all cores")
        ->capture_default_str()
        ->check(CLI::Range(0, 4096));
    command->add_option("--until", arguments->until, "Stop at this time, with its offset");
    command->add_option("--checkpoint", arguments->checkpoint,
                        "Keep the state at this time (or at the end) in checkpoint.nc");
    command->add_option("--from", arguments->from, "Begin from the state in this checkpoint.nc")
        ->check(CLI::ExistingFile);
    command->add_option("--lang", arguments->language, "Language of the table")
        ->capture_default_str()
        ->check(CLI::IsMember({"zh", "en"}));
    command->add_flag("--certify", arguments->certify,
                      "Run everything once more, finer, and tell the numerical error and what it could change");
    command->add_flag("--quiet", arguments->quiet, "No table and no progress");
    command->callback([arguments, &chosen, command_line] {
        chosen = [arguments, command_line] { return run(*arguments, command_line); };
    });
}

}  // namespace qingliu
