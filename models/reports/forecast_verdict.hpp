// A forecast.nc read back: its verdict and the tables of it are made again from the file alone, years later and by
// another standard if need be.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "engine/run/case.hpp"
#include "engine/state/constituent.hpp"
#include "engine/state/results.hpp"
#include "models/assessment/simulated_values.hpp"
#include "models/assessment/verdict.hpp"
#include "models/reports/dispatcher_table.hpp"

namespace qingliu {

/// What the file tells of the run.
struct ReadForecast {
    Case specification;                     ///< name, title, period, offset, rivers, sections and scenarios alone
    std::vector<Constituent> constituents;  ///< those with daily means; without sections those of a field
    std::vector<Constituent> bed;           ///< none: what lies in the bed is judged by nobody
    RunRecord record;                       ///< days, daily means, errors if certified, failures
    std::string standard;                   ///< that of the run, empty where it had none
    std::vector<std::vector<double>> oxygen_saturation;  ///< g m-3 [scenario][day]
    std::vector<std::vector<int>> black_odour;           ///< as ScenarioVerdict's [scenario]; empty: not looked at
    std::vector<WaterTaken> taken;                       ///< [scenario]
    // indicators the run has, [indicator]
    std::vector<std::string> indicators;
    std::vector<std::vector<std::size_t>> parts;  ///< indices of constituents
    std::vector<bool> simulated, estimated;
};

/// Whether the file is a forecast of a run; false of what is no NetCDF. Never throws for what it holds.
bool is_run(const std::filesystem::path& file);
/// Whether it has control sections, too; false of what is no NetCDF. Never throws for what it holds.
bool is_forecast(const std::filesystem::path& file);

/// Reads it, also one without control sections. Throws FileError where it cannot be read, or was written before files
/// told what a verdict is made of.
std::unique_ptr<ReadForecast> read_forecast(const std::filesystem::path& file);

/// The standard the run was judged by: that in the file, else the known one of its name; without indicators where the
/// run had none. Throws InputError where it is at fault, FileError where it cannot be read.
Standard standard_of(const std::filesystem::path& file, const ReadForecast& forecast);

/// Which constituents of the file make each indicator of a standard; none where the run has not all of them.
SimulatedValues simulated_values(const ReadForecast& forecast, const Standard& standard);

/// The verdict by that standard. By the standard of the run it is the run's own, to the last bit, but that mixing above
/// the sections is not told. Indicators whose constituents the run has not are not judged.
Verdict judge_forecast(const ReadForecast& forecast, const Standard& standard);

/// The dispatcher's table without arrivals of releases.
std::string forecast_table(const ReadForecast& forecast, const Verdict& verdict, const Standard& standard,
                           const TableStyle& style);
/// The rows of sections.csv.
std::string forecast_csv(const ReadForecast& forecast, const Verdict& verdict, const Standard& standard);
/// {"case", "standard", "period", "scenarios": [{"name", "failed", "sections", ...}], "best"}, of the form of
/// summary.json.
std::string forecast_json(const ReadForecast& forecast, const Verdict& verdict, const Standard& standard);

}  // namespace qingliu
