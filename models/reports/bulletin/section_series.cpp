#include "models/reports/bulletin/section_series.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <set>
#include <string_view>

#include "engine/base/unknown.hpp"
#include "models/reports/bulletin/written_numbers.hpp"

namespace qingliu::bulletin {

namespace {

/// Figures in all series; beyond, outputs are left out evenly. One and a half megabytes of a page.
constexpr std::size_t series_figures = 4'000'000;

/// Low, middle and high line of what members say: eight in ten lie between.
constexpr std::array<double, 3> band_shares = {0.1, 0.5, 0.9};

/// Schedules with members, and themselves.
std::vector<std::vector<std::size_t>> families(const Source& source) {
    std::vector<std::vector<std::size_t>> list(source.scenarios());
    const auto& all = source.specification().scenarios;
    for (std::size_t s = 0; s < all.size(); ++s) {
        for (std::size_t m = 0; m < all.size(); ++m) {
            if (!source.verdict.scenarios[m].failed && (m == s || all[m].of == all[s].name)) list[s].push_back(m);
        }
        if (list[s].size() < 2 || source.is_member(s)) list[s].clear();
    }
    return list;
}

/// Daily means of one carried thing: [day], NaN where not reached.
std::vector<double> daily(const Source& source, std::size_t scenario, std::size_t section, std::size_t constituent) {
    const auto& table = source.forecast->record.scenarios[scenario].daily_concentration;
    const std::size_t width = source.forecast->constituents.size();
    std::vector<double> days;
    for (const auto& day : table) days.push_back(day[section * width + constituent]);
    return days;
}

std::ptrdiff_t place_of(const Source& source, const std::string& name) {
    const auto& all = source.forecast->constituents;
    const auto found = std::ranges::find(all, name, &Constituent::name);
    return found == all.end() ? -1 : found - all.begin();
}

}  // namespace

std::vector<SeriesVariable> series_variables(const Source& source) {
    std::vector<SeriesVariable> variables;
    const auto described = [&](const std::string& name) {
        const NetcdfReader& nc = source.nc;
        return SeriesVariable{name,
                              nc.attribute(name, "long_name_zh").value_or(name),
                              nc.attribute(name, "long_name").value_or(name),
                              shown_unit(nc.attribute("section_" + name, "units").value_or("")),
                              -1,
                              {name}};
    };
    for (const char* name : {"water_level", "depth", "velocity", "discharge"}) variables.push_back(described(name));
    std::set<std::string> used;
    for (std::size_t i = 0; i < source.standard.indicators.size(); ++i) {
        const Indicator& indicator = source.standard.indicators[i];
        if (!source.simulated.simulated()[i]) continue;
        SeriesVariable one{indicator.name,
                           indicator_title(indicator, Language::zh),
                           indicator_title(indicator, Language::en),
                           "",
                           static_cast<int>(i),
                           {}};
        for (const std::size_t part : source.simulated.parts()[i]) {
            const Constituent& constituent = source.forecast->constituents[part];
            used.insert(constituent.name);
            if (source.nc.has("section_" + constituent.name)) one.parts.push_back(constituent.name);
            one.unit = shown_unit(constituent.unit);
        }
        if (!one.parts.empty() && one.parts.size() == source.simulated.parts()[i].size())
            variables.push_back(std::move(one));
    }
    for (const Constituent& constituent : source.forecast->constituents) {
        const bool told_elsewhere = constituent.name.starts_with("fraction_") || constituent.name == "water_age";
        if (told_elsewhere || used.contains(constituent.name) || !source.nc.has("section_" + constituent.name))
            continue;
        variables.push_back(described(constituent.name));
    }
    return variables;
}

std::vector<double> section_values(const Source& source, const SeriesVariable& variable) {
    std::vector<double> sum;
    for (const std::string& part : variable.parts) {
        std::vector<double> values = source.nc.values("section_" + part);
        if (sum.empty())
            sum = std::move(values);
        else
            std::ranges::transform(sum, values, sum.begin(), std::plus<>());
    }
    return sum;
}

double quantile(std::vector<double> values, double share) {
    std::erase_if(values, [](double value) { return !std::isfinite(value); });
    if (values.empty()) return unknown;
    std::ranges::sort(values);
    const double at = share * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(at);
    const std::size_t above = std::min(below + 1, values.size() - 1);
    return std::lerp(values[below], values[above], at - static_cast<double>(below));
}

Json series_part(const Source& source) {
    const std::size_t sections = source.sections(), scenarios = source.scenarios();
    if (sections == 0) return nullptr;
    const std::vector<double> time = source.nc.values("time");
    const std::vector<SeriesVariable> variables = series_variables(source);
    const auto of_members = families(source);
    std::size_t lines = 0;
    for (std::size_t s = 0; s < scenarios; ++s)
        lines += (source.is_member(s) ? 0 : 1) + (of_members[s].empty() ? 0 : band_shares.size());
    const std::size_t figures = std::max<std::size_t>(lines * sections * variables.size() * time.size(), 1);
    const std::size_t every = (figures + series_figures - 1) / series_figures;
    Json described = Json::array(), values = Json::array(), bands = Json::array(), times = Json::array();
    for (std::size_t t = 0; t < time.size(); t += every) times.push_back(rounded(time[t], 12));
    const bool ensemble = std::ranges::any_of(of_members, [](const auto& family) { return !family.empty(); });
    for (const SeriesVariable& variable : variables) {
        described.push_back({{"name", variable.name},
                             {"zh", variable.zh},
                             {"en", variable.en},
                             {"unit", variable.unit},
                             {"indicator", variable.indicator >= 0 ? Json(variable.indicator) : Json(nullptr)}});
        const std::vector<double> all = section_values(source, variable);
        const auto at = [&](std::size_t t, std::size_t s, std::size_t k) {
            return all[(t * scenarios + s) * sections + k];
        };
        Json by_scenario = Json::array(), bands_by_scenario = Json::array();
        for (std::size_t s = 0; s < scenarios; ++s) {
            Json lines_of = source.is_member(s) ? Json(nullptr) : Json::array();
            Json bands_of = of_members[s].empty() ? Json(nullptr) : Json::array();
            for (std::size_t k = 0; k < sections; ++k) {
                if (!source.is_member(s)) {
                    std::vector<double> line;
                    for (std::size_t t = 0; t < time.size(); t += every) line.push_back(at(t, s, k));
                    lines_of.push_back(packed(line));
                }
                if (of_members[s].empty()) continue;
                std::array<std::vector<double>, band_shares.size()> band;
                for (std::size_t t = 0; t < time.size(); t += every) {
                    std::vector<double> members;
                    for (const std::size_t m : of_members[s]) members.push_back(at(t, m, k));
                    for (std::size_t b = 0; b < band.size(); ++b) band[b].push_back(quantile(members, band_shares[b]));
                }
                bands_of.push_back({packed(band[0]), packed(band[1]), packed(band[2])});
            }
            by_scenario.push_back(std::move(lines_of));
            bands_by_scenario.push_back(std::move(bands_of));
        }
        values.push_back(std::move(by_scenario));
        bands.push_back(std::move(bands_by_scenario));
    }
    Json part = {{"times", std::move(times)},
                 {"every", every},
                 {"variables", std::move(described)},
                 {"values", std::move(values)}};
    if (ensemble) {
        part["bands"] = std::move(bands);
        part["band_shares"] = band_shares;
    }
    return part;
}

Json shares_part(const Source& source) {
    if (source.waters.empty() || source.sections() == 0 || source.days() == 0) return nullptr;
    constexpr int digits = 3;
    Json waters = Json::array(), values = Json::array();
    for (const TracedWater& water : source.waters) {
        std::string words = water.name;
        std::ranges::replace(words, '_', ' ');
        waters.push_back({{"name", water.name}, {"zh", water.title.empty() ? words : water.title}, {"en", words}});
    }
    for (std::size_t s = 0; s < source.scenarios(); ++s) {
        Json by_section = source.is_member(s) ? Json(nullptr) : Json::array();
        for (std::size_t k = 0; !source.is_member(s) && k < source.sections(); ++k) {
            Json by_water = Json::array();
            for (const TracedWater& water : source.waters) {
                const std::ptrdiff_t place = place_of(source, "fraction_" + water.name);
                by_water.push_back(place < 0 ? Json(nullptr)
                                             : rounded(daily(source, s, k, static_cast<std::size_t>(place)), digits));
            }
            by_section.push_back(std::move(by_water));
        }
        values.push_back(std::move(by_section));
    }
    return {{"waters", std::move(waters)}, {"values", std::move(values)}};
}

Json age_part(const Source& source) {
    const std::ptrdiff_t place = place_of(source, "water_age");
    if (place < 0 || source.sections() == 0 || source.days() == 0) return nullptr;
    constexpr int digits = 3;
    Json values = Json::array();
    for (std::size_t s = 0; s < source.scenarios(); ++s) {
        Json by_section = source.is_member(s) ? Json(nullptr) : Json::array();
        for (std::size_t k = 0; !source.is_member(s) && k < source.sections(); ++k)
            by_section.push_back(rounded(daily(source, s, k, static_cast<std::size_t>(place)), digits));
        values.push_back(std::move(by_section));
    }
    return values;
}

}  // namespace qingliu::bulletin
