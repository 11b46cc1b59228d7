#include "engine/run/certification.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <stdexcept>

#include "engine/base/unknown.hpp"
#include "engine/run/finer_case.hpp"
#include "engine/time/civil_time.hpp"

namespace qingliu {

namespace {
/// Error over difference between a run and one of half the cells and steps, for errors of first order (Roache 1994).
constexpr double error_of_difference = 2;
constexpr const char* run_failed = "the run failed";

struct Nowhere final : ResultSink {
    void frame(const Frame& /*frame*/) override {}
};

std::vector<std::vector<double>> no_errors(const RunRecord& record, std::size_t places) {
    return {record.day_start.size(), std::vector<double>(places, unknown)};
}

/// Daily means of one scenario less those of its repeat, made an error.
void compare(const FinerReading& reading, const ScenarioRecord& repeat, const std::vector<double>& bed_at_section,
             const std::vector<double>& finer_bed, std::size_t day, ScenarioRecord& record) {
    const std::size_t sections = bed_at_section.size();
    const std::size_t width = sections == 0 ? 0 : record.daily_concentration[day].size() / sections;
    for (std::size_t s = 0; s < sections; ++s) {
        record.discharge_error[day][s] =
            error_of_difference * (record.daily_discharge[day][s] - reading.discharge(repeat, day, s));
        const double level = record.daily_depth[day][s] + bed_at_section[s];
        record.water_level_error[day][s] =
            error_of_difference * (level - reading.water_level(repeat, finer_bed, day, s));
        for (std::size_t k = 0; k < width; ++k) {
            const std::size_t place = s * width + k;
            record.concentration_error[day][place] =
                error_of_difference *
                (record.daily_concentration[day][place] - reading.concentration(repeat, day, s, k, width));
        }
    }
}

/// The run once more on shorter cells, or with shorter steps where it began from a checkpoint.
void repeat_run(const Case& c, const Grid& grid, const std::vector<Constituent>& constituents, const Models& models,
                const RunOptions& options, RunRecord& record) {
    const Grid finer_grid = make_grid(c.network, options.from == nullptr ? 2 : 1);
    const Case finer = finer_case(c, grid, finer_grid);
    const auto finer_models = models.made_for(finer, finer_grid);
    RunOptions again;
    again.threads = options.threads;
    again.scenarios = options.scenarios;
    again.stop = options.stop;
    again.from = options.from;
    again.progress = options.certification_progress;
    Nowhere nowhere;
    const RunRecord repeat = simulate(finer, finer_grid, constituents, *finer_models, nowhere, again);
    if (!repeat.complete) throw std::runtime_error("interrupted");
    const FinerReading reading(c, grid, finer_grid);
    const auto bed = models.bed_levels(), finer_bed = finer_models->bed_levels();
    std::vector<double> bed_at_section;
    for (const auto& section : c.sections)
        bed_at_section.push_back(bed[static_cast<std::size_t>(grid.cell_at(section.at))]);
    for (std::size_t s = 0; s < record.scenarios.size(); ++s) {
        auto& scenario = record.scenarios[s];
        if (scenario.failed) continue;
        if (repeat.scenarios[s].failed) {
            scenario.not_certified = "the repeat failed: " + repeat.scenarios[s].failure;
            continue;
        }
        for (std::size_t day = 0; day < record.day_start.size(); ++day) {
            // of the day under way at a checkpoint the run knows more
            if (options.from != nullptr && record.day_start[day] < options.from->time) continue;
            compare(reading, repeat.scenarios[s], bed_at_section, finer_bed, day, scenario);
        }
    }
    record.certified_cells = options.from == nullptr;
}

}  // namespace

void certify(const Case& c, const Grid& grid, const std::vector<Constituent>& constituents, const Models& models,
             const RunOptions& options, RunRecord& record) {
    const auto wall_start = std::chrono::steady_clock::now();
    for (auto& scenario : record.scenarios) {
        scenario.discharge_error = scenario.water_level_error = no_errors(record, c.sections.size());
        scenario.concentration_error = no_errors(record, c.sections.size() * constituents.size());
        if (scenario.failed) scenario.not_certified = run_failed;
    }
    try {
        repeat_run(c, grid, constituents, models, options, record);
    } catch (const std::runtime_error& problem) {
        for (auto& scenario : record.scenarios) {
            if (!scenario.failed) scenario.not_certified = problem.what();
        }
    }
    record.certification_wall_s += std::chrono::duration<double>(std::chrono::steady_clock::now() - wall_start).count();
}

void certify_steps(const Case& c, const Grid& grid, const Models& models, int scenario, const FlowState& start,
                   double begin, double end, const std::vector<double>& day_start, ScenarioRecord& record) {
    const std::size_t sections = c.sections.size();
    record.discharge_step_error.assign(day_start.size(), std::vector<double>(sections, unknown));
    record.water_level_step_error = record.discharge_step_error;
    if (record.failed) {
        record.steps_not_certified = run_failed;
        return;
    }
    std::vector<int> faces, cells;
    for (const auto& section : c.sections) {
        faces.push_back(grid.face_at(section.at));
        cells.push_back(grid.cell_at(section.at));
    }
    std::vector<double> times{begin};
    std::vector<int> day_of;  // [interval]
    for (std::size_t day = 0; day < day_start.size(); ++day) {
        const double last = std::min(day_start[day] + day_length, end);
        if (last <= begin) continue;
        times.push_back(last);
        day_of.push_back(static_cast<int>(day));
    }
    try {
        const auto reference = models.reference(scenario, start, times, faces, cells);
        for (std::size_t k = 0; k < day_of.size(); ++k) {
            const auto day = static_cast<std::size_t>(day_of[k]);
            // of the day under way at the start the run knows more
            if (day_start[day] < begin && begin != c.start) continue;
            const double length = times[k + 1] - times[k];
            for (std::size_t s = 0; s < sections; ++s) {
                record.discharge_step_error[day][s] = record.daily_discharge[day][s] - reference.volume[k][s] / length;
                record.water_level_step_error[day][s] = record.daily_depth[day][s] - reference.depth[k][s];
            }
        }
    } catch (const std::runtime_error& problem) {
        record.steps_not_certified = problem.what();
    }
}

bool in_doubt(const ControlSection& section, double day_start, int utc_offset_minutes, double discharge, double error) {
    const int month = month_of(day_start + 0.5 * day_length, utc_offset_minutes);
    const double target = section.ecological_flow[static_cast<std::size_t>(month - 1)];
    return target > 0 && std::fabs(discharge - target) <= std::fabs(error);
}

}  // namespace qingliu
