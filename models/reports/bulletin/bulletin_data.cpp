#include "models/reports/bulletin/bulletin_data.hpp"

#include "engine/base/problems.hpp"
#include "engine/time/civil_time.hpp"
#include "models/reports/bulletin/dispatch.hpp"
#include "models/reports/bulletin/doubts.hpp"
#include "models/reports/bulletin/origins.hpp"
#include "models/reports/bulletin/readings.hpp"
#include "models/reports/bulletin/rivers_by_day.hpp"
#include "models/reports/bulletin/schedule_measures.hpp"
#include "models/reports/bulletin/section_series.hpp"
#include "models/reports/bulletin/section_verdicts.hpp"
#include "models/reports/bulletin/traffic_light.hpp"
#include "models/reports/iso_instant.hpp"

namespace qingliu::bulletin {

Json bulletin_data(const Source& source) {
    const Case& c = source.specification();
    const RunRecord& record = source.forecast->record;
    const ReadingsParts readings = readings_parts(source);
    Json days = Json::array();
    for (const double start : record.day_start) days.push_back(format_date(start, c.utc_offset_minutes));
    Json data = {{"format", "qingliu-bulletin 1"},
                 {"case", c.name},
                 {"title", c.title},
                 {"made", made_part(source)},
                 {"status", record.complete ? "complete" : "incomplete"},
                 {"period",
                  {{"start", iso_instant(c.start, c.utc_offset_minutes)},
                   {"end", iso_instant(c.end, c.utc_offset_minutes)},
                   {"reached", iso_instant(record.end, c.utc_offset_minutes)},
                   {"utc_offset_minutes", c.utc_offset_minutes}}},
                 {"days", std::move(days)},
                 {"standard", {{"name", source.standard.name}, {"title", source.standard.title}}},
                 {"goals", goals_part(source)},
                 {"state", traffic_light(source)},
                 {"best", source.verdict.best >= 0 ? Json(source.verdict.best) : Json(nullptr)},
                 {"compared", source.compared >= 0 ? Json(source.compared) : Json(nullptr)},
                 {"scenarios", scenarios_part(source)},
                 {"measure_sense", measure_senses(source)},
                 {"indicators", indicators_part(source)},
                 {"sections", sections_part(source)},
                 {"verdicts", verdicts_part(source)},
                 {"series", series_part(source)}};
    if (!readings.observations.is_null()) {
        data["observations"] = readings.observations;
        data["skill"] = readings.skill;
    }
    data.update(rivers_by_day(source));
    Json shares = shares_part(source);
    data["waters"] = shares.is_null() ? Json::array() : shares["waters"];
    data["shares"] = std::move(shares);
    data["age"] = age_part(source);
    data["travel"] = travel_part(source);
    data["moves"] = moves_part(source);
    data["decisions"] = decisions_part(source);
    data["balance"] = balance_part(source);
    data["estimates"] = estimates_part(source);
    data["doubts"] = doubts_part(source, readings.skill);
    return data;
}

Json bulletin_of(const std::filesystem::path& forecast, const std::vector<std::filesystem::path>& observations) {
    try {
        return bulletin_data(Source(forecast, observations));
    } catch (const ReadError& error) {  // what of the file cannot be read is its fault and not ours
        throw FileError(error.what());
    }
}

std::filesystem::path forecast_named(const std::filesystem::path& file_or_folder) {
    if (!std::filesystem::is_directory(file_or_folder)) return file_or_folder;
    auto file = file_or_folder / "forecast.nc";
    if (!std::filesystem::exists(file))
        throw FileError(file_or_folder.string() + ": there is no forecast.nc in this folder");
    return file;
}

std::string text_of(const Json& data) { return data.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace qingliu::bulletin
