#include "models/reports/bulletin/dispatch.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "models/reports/bulletin/section_verdicts.hpp"
#include "models/reports/bulletin/written_numbers.hpp"
#include "models/reports/iso_instant.hpp"

namespace qingliu::bulletin {

namespace {

constexpr double hour = 3600;  // s

Json to_the_minute(const Source& source, double time) {
    constexpr double minute = 60;  // s
    if (!std::isfinite(time)) return nullptr;
    return iso_instant(std::round(time / minute) * minute, source.specification().utc_offset_minutes);
}

Json water_index(const Source& source, const std::string& name) {
    const auto found = std::ranges::find(source.waters, name, &TracedWater::name);
    return found == source.waters.end() ? Json(nullptr) : Json(found - source.waters.begin());
}

}  // namespace

Json travel_part(const Source& source) {
    Json list = Json::array();
    for (const ReadArrival& one : read_arrivals(source.nc)) {
        list.push_back({{"scenario", one.scenario},
                        {"section", one.section},
                        {"water", water_index(source, one.water)},
                        {"releases", one.releases},
                        {"release_start", to_the_minute(source, one.pulse.release_start)},
                        {"arrival", to_the_minute(source, one.pulse.arrival)},
                        {"travel_h", number(one.pulse.travel_time / hour)},
                        {"share_before", number(one.pulse.initial)},
                        {"share_at_peak", number(one.pulse.peak)},
                        {"still_rising", one.pulse.still_rising}});
    }
    return list;
}

Json decisions_part(const Source& source) {
    Json list = Json::array();
    for (std::size_t s = 0; s < source.scenarios(); ++s) {
        for (const OperationEvent& event : source.forecast->record.scenarios[s].decisions) {
            list.push_back({{"scenario", s},
                            {"from", rounded(event.from)},
                            {"to", rounded(event.to)},
                            {"target", event.target},
                            {"decided_by", event.decided_by},
                            {"reason", {{"zh", event.reason.zh}, {"en", event.reason.en}}},
                            {"time", to_the_minute(source, event.time)},
                            {"until", to_the_minute(source, event.until)},
                            {"unit", event.unit}});
        }
    }
    return list;
}

Json moves_part(const Source& source) {
    Json list = Json::array();
    if (source.compared < 0) return list;
    const auto without = static_cast<std::size_t>(source.compared);
    std::map<std::pair<std::size_t, std::string>, ReadArrival> fastest;
    for (const ReadArrival& one : read_arrivals(source.nc)) {
        if (!std::isfinite(one.pulse.travel_time) || one.section >= source.sections()) continue;
        const auto [place, added] = fastest.try_emplace({one.section, one.water}, one);
        if (!added && one.pulse.travel_time < place->second.pulse.travel_time) place->second = one;
    }
    for (const auto& [at, arrival] : fastest) {
        const std::size_t k = at.first;
        const SectionVerdict& verdict = source.verdict.scenarios[without].sections[k];
        const int target = source.specification().sections[k].target_class;
        const int day = spells_of(days_missing_target(verdict, target)).first;
        if (day < 0) continue;
        const double latest =
            source.forecast->record.day_start[static_cast<std::size_t>(day)] - arrival.pulse.travel_time;
        list.push_back({{"section", k},
                        {"day", day},
                        {"without", without},
                        {"water", water_index(source, at.second)},
                        {"releases", arrival.releases},
                        {"travel_h", number(arrival.pulse.travel_time / hour)},
                        {"latest", to_the_minute(source, latest)},
                        {"possible", latest >= source.specification().start}});
    }
    return list;
}

}  // namespace qingliu::bulletin
