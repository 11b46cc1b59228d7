// What a bulletin is made of: a forecast.nc read back, judged by its own standard.
#pragma once

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "engine/io/netcdf_reader.hpp"
#include "models/assessment/verdict.hpp"
#include "models/observations/observations.hpp"
#include "models/reports/forecast_verdict.hpp"
#include "models/reports/written_figures.hpp"

namespace qingliu::bulletin {

/// A water with a tracer of its own.
struct TracedWater {
    std::string name, title;  ///< yellow_river, 黄河水
};

/// Variables of the file are read where a part of the bulletin asks for them. While it lives nobody else may open the
/// file: NetCDF 4.9 mixes up the texts of one file that is opened twice.
struct Source {
    /// `observations`: files of what was measured since. Throws FileError where the file is no forecast or another
    /// cannot be read, InputError where readings or the standard of the forecast are at fault.
    explicit Source(const std::filesystem::path& file, const std::vector<std::filesystem::path>& observations = {});

    std::unique_ptr<ReadForecast> forecast;
    Standard standard;  ///< that in the file, else the known one of its name; without indicators where the run had none
    SimulatedValues simulated;
    Verdict verdict;
    int compared = -1;                   ///< the schedule that diverts least, -1 = none
    std::vector<Observations> observed;  ///< [file]
    std::optional<Observations>
        computed;  ///< the best schedule as a station would read it, where something is observed
    NetcdfReader nc;
    std::vector<TracedWater> waters;

    [[nodiscard]] const Case& specification() const { return forecast->specification; }
    [[nodiscard]] std::size_t scenarios() const { return forecast->specification.scenarios.size(); }
    [[nodiscard]] std::size_t sections() const { return forecast->specification.sections.size(); }
    [[nodiscard]] std::size_t days() const { return forecast->record.day_start.size(); }
    /// Members of an ensemble speak through the schedule they belong to.
    [[nodiscard]] bool is_member(std::size_t scenario) const {
        return !forecast->specification.scenarios[scenario].of.empty();
    }
    /// Daily means at a section [Standard::indicators], empty where the day was not reached.
    [[nodiscard]] std::vector<double> values(std::size_t scenario, std::size_t section, std::size_t day) const;
};

/// The unit people write: mg/L for g m-3, m³/s, µS/cm, ℃.
std::string shown_unit(const std::string& unit);

}  // namespace qingliu::bulletin
