#include "models/reports/bulletin/source.hpp"

#include <map>
#include <span>
#include <utility>

#include "engine/base/problems.hpp"
#include "models/observations/observation_reader.hpp"
#include "models/observations/observed_classes.hpp"

namespace qingliu::bulletin {

namespace {

/// NetCDF's own errors are told as what they are to a user: a file that cannot be read.
const std::filesystem::path& readable(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) throw FileError(file.string() + ": no such file");
    try {
        const NetcdfReader nc(file);
        if (nc.has("scenario_name") && nc.has("mesh1d")) return file;
    } catch (const ReadError& error) {
        throw FileError(error.what());
    }
    throw FileError(file.string() + ": this is no forecast of a run");
}

ObservationOptions reading_of(const ReadForecast& forecast, const Standard& standard) {
    ObservationOptions reading;
    reading.utc_offset_minutes = forecast.specification.utc_offset_minutes;
    reading.more = variables_of(standard);
    return reading;
}

std::vector<Observations> read_all(const std::vector<std::filesystem::path>& files, const ObservationOptions& reading) {
    std::vector<Observations> observed;
    for (const std::filesystem::path& one : files) observed.push_back(read_observations(one, reading));
    return observed;
}

std::optional<Observations> computed_of(const std::filesystem::path& file, const Verdict& verdict,
                                        ObservationOptions reading) {
    if (verdict.best >= 0) reading.scenario = verdict.scenarios[static_cast<std::size_t>(verdict.best)].name;
    return read_observations(file, reading);
}

std::vector<TracedWater> waters_of(const NetcdfReader& nc) {
    constexpr std::string_view prefix = "fraction_", share = "占比";
    std::vector<TracedWater> waters;
    for (const std::string& name : nc.variables()) {
        if (!name.starts_with(prefix)) continue;
        std::string title = nc.attribute(name, "long_name_zh").value_or("");
        if (title.ends_with(share)) title.resize(title.size() - share.size());
        waters.push_back({name.substr(prefix.size()), title});
    }
    return waters;
}

}  // namespace

Source::Source(const std::filesystem::path& file, const std::vector<std::filesystem::path>& observations)
    : forecast(read_forecast(readable(file))),
      standard(standard_of(file, *forecast)),
      simulated(simulated_values(*forecast, standard)),
      verdict(judge_forecast(*forecast, standard)),
      compared(do_nothing_scenario(verdict)),
      observed(read_all(observations, reading_of(*forecast, standard))),
      computed(observations.empty() ? std::nullopt : computed_of(file, verdict, reading_of(*forecast, standard))),
      nc(file),
      waters(waters_of(nc)) {}

std::vector<double> Source::values(std::size_t scenario, std::size_t section, std::size_t day) const {
    const auto& table = forecast->record.scenarios[scenario].daily_concentration;
    if (day >= table.size()) return {};
    const std::size_t width = forecast->constituents.size();
    return simulated.values(std::span(table[day]).subspan(section * width, width));
}

std::string shown_unit(const std::string& unit) {
    static const std::map<std::string, std::string> written = {
        {"g m-3", "mg/L"}, {"uS cm-1", "µS/cm"}, {"m3 s-1", "m³/s"},      {"m s-1", "m/s"},
        {"degC", "℃"},     {"g m-2", "g/m²"},    {"g m-2 d-1", "g/m²/d"}, {"1", ""}};
    const auto found = written.find(unit);
    return found == written.end() ? unit : found->second;
}

}  // namespace qingliu::bulletin
