#include "models/reports/bulletin/readings.hpp"

#include <algorithm>
#include <cmath>

#include "models/observations/series_skill.hpp"
#include "models/reports/bulletin/section_series.hpp"
#include "models/reports/bulletin/written_numbers.hpp"

namespace qingliu::bulletin {

namespace {

Json index_in(const std::vector<SeriesVariable>& variables, const std::string& name) {
    const auto found = std::ranges::find(variables, name, &SeriesVariable::name);
    return found == variables.end() ? Json(nullptr) : Json(found - variables.begin());
}

Json section_index(const Source& source, const std::string& name) {
    const auto& all = source.specification().sections;
    const auto found = std::ranges::find(all, name, &ControlSection::name);
    return found == all.end() ? Json(nullptr) : Json(found - all.begin());
}

void add_points(const Source& source, const std::vector<SeriesVariable>& variables, const Observations& observed,
                Json& list) {
    for (std::size_t station = 0; station < observed.stations.size(); ++station) {
        const Json section = section_index(source, observed.stations[station].name);
        if (section.is_null()) continue;
        const auto [first, past] = observed.rows_of(static_cast<int>(station));
        for (std::size_t v = 0; v < observed.variables.size(); ++v) {
            const Json variable = index_in(variables, observed.variables[v].name);
            if (variable.is_null()) continue;
            Json time = Json::array(), value = Json::array(), below = Json::array();
            for (std::size_t row = first; row < past; ++row) {
                const double read = observed.values[observed.at(row, v)];
                const double at = observed.time[row];
                if (!std::isfinite(read) || at < source.specification().start || at > source.specification().end)
                    continue;
                time.push_back(rounded(at, 12));
                value.push_back(rounded(read));
                below.push_back(observed.below_detection[observed.at(row, v)] != 0);
            }
            if (time.empty()) continue;
            list.push_back({{"section", section},
                            {"variable", variable},
                            {"time", std::move(time)},
                            {"value", std::move(value)},
                            {"below", std::move(below)}});
        }
    }
}

void add_scores(const Source& source, const std::vector<SeriesVariable>& variables, const Observations& observed,
                Json& list) {
    SkillSettings settings;
    settings.issued = source.specification().start;
    for (const SeriesSkill& one : series_skill(observed, *source.computed, settings)) {
        if (one.station < 0 || one.lead != 0 || one.skill.pairs == 0) continue;
        const Json section = section_index(source, observed.stations[static_cast<std::size_t>(one.station)].name);
        const std::string& name = observed.variables[one.variable].name;
        if (section.is_null() || index_in(variables, name).is_null()) continue;
        list.push_back({{"section", section},
                        {"variable", index_in(variables, name)},
                        {"nse", rounded(one.skill.efficiency)},
                        {"kge", rounded(one.skill.kling_gupta_2009)},
                        {"pbias", rounded(one.skill.pbias)},
                        {"pairs", one.skill.pairs}});
    }
}

}  // namespace

ReadingsParts readings_parts(const Source& source) {
    if (source.observed.empty()) return {nullptr, nullptr};
    ReadingsParts parts{Json::array(), Json::array()};
    const std::vector<SeriesVariable> variables = series_variables(source);
    for (const Observations& observed : source.observed) {
        add_points(source, variables, observed, parts.observations);
        add_scores(source, variables, observed, parts.skill);
    }
    return parts;
}

}  // namespace qingliu::bulletin
