// Records of discharge that stand in files: a table of daily means, or a forecast.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "models/ecology/daily_flows.hpp"

namespace qingliu {

/// Which columns of a table to read.
struct FlowColumns {
    std::string discharge;  ///< name of the column; empty: the only one
    std::string inflow;     ///< natural inflow; empty: none
    std::string unit;       ///< of columns whose header tells none
};

struct FlowTable {
    std::string column;          ///< that was read
    DailyFlows flows;            ///< from the first day of the table to the last
    std::vector<double> inflow;  ///< m3 s-1, daily means, NaN where not known [day]; empty without such a column
};

/// A table of comma-separated values: a header, then a row a day, the first column its date ("2026-01-15", or a time of
/// it with UTC offset), ascending; the other columns have a header "name [unit]". An empty cell is a day that is not
/// known, and so is a day without a row. Throws InputError with the faults, twenty at most, FileError where the file
/// cannot be read.
FlowTable read_flow_table(const std::filesystem::path& path, const FlowColumns& columns);

/// A control section under one scenario of a forecast.
struct ForecastFlows {
    std::string scenario, title, section;
    DailyFlows flows;
    std::vector<double> target;  ///< m3 s-1, ecological flow, 0 = none [day]
};

/// What a forecast.nc holds of its control sections, scenario by scenario. Throws FileError where it cannot be read or
/// was not judged.
std::vector<ForecastFlows> read_forecast_flows(const std::filesystem::path& path);

}  // namespace qingliu
