#include <cmath>
#include <cstddef>

#include "engine/base/problems.hpp"
#include "engine/io/netcdf_reader.hpp"
#include "models/ecology/daily_flow_file.hpp"

namespace qingliu {

std::vector<ForecastFlows> read_forecast_flows(const std::filesystem::path& path) {
    try {
        const NetcdfReader file(path);
        for (const char* variable : {"section_daily_discharge", "section_ecological_target"})
            if (!file.has(variable))
                throw FileError("cannot read " + path.string() + ": it has no " + variable +
                                "; a forecast has it where its case names a standard and sections");
        const auto starts = file.values("day");
        const auto offset = file.numbers("", "civil_utc_offset_minutes");
        if (starts.empty() || offset.empty())
            throw FileError("cannot read " + path.string() + ": it has no civil days");
        const auto first = static_cast<int>(std::floor((starts[0] + 60 * offset[0]) / 86400));
        const auto discharge = file.values("section_daily_discharge");
        const auto target = file.values("section_ecological_target");
        const auto scenarios = file.texts("scenario_name"), titles = file.texts("scenario_title"),
                   sections = file.texts("section_name");
        std::vector<ForecastFlows> all;
        for (std::size_t s = 0; s < scenarios.size(); ++s) {
            for (std::size_t k = 0; k < sections.size(); ++k) {
                ForecastFlows one{
                    scenarios[s], titles[s], sections[k], {std::chrono::sys_days(std::chrono::days(first)), {}}, {}};
                for (std::size_t day = 0; day < starts.size(); ++day) {
                    const std::size_t at = (day * scenarios.size() + s) * sections.size() + k;
                    one.flows.discharge.push_back(discharge.at(at));
                    one.target.push_back(std::isnan(target.at(at)) ? 0.0 : target.at(at));
                }
                all.push_back(std::move(one));
            }
        }
        return all;
    } catch (const ReadError& error) {
        throw FileError(error.what());
    }
}

}  // namespace qingliu
