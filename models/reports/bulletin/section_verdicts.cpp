#include "models/reports/bulletin/section_verdicts.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/unknown.hpp"
#include "models/reports/bulletin/written_numbers.hpp"

namespace qingliu::bulletin {

namespace {

Json class_digits(const std::vector<SectionDay>& days, Judgement SectionDay::*scope) {
    std::string digits;
    for (const SectionDay& day : days) digits += static_cast<char>('0' + (day.*scope).water_class);
    return digits;
}

Json limiting_days(const std::vector<SectionDay>& days, Judgement SectionDay::*scope) {
    Json list = Json::array();
    for (const SectionDay& day : days) list.push_back((day.*scope).limiting);
    return list;
}

/// Shares of members, day by day; null where nothing is judged.
Json probability(const SectionVerdict& verdict, int target_class) {
    Json classes = Json::array(), exceed = Json::array(), flow = Json::array();
    for (const MemberShares& day : verdict.members) {
        classes.push_back(day.judged > 0 ? rounded(day.classes) : Json(nullptr));
        exceed.push_back(day.judged > 0 ? rounded(1 - day.at_least(target_class)) : Json(nullptr));
        flow.push_back(day.flow_judged > 0 ? rounded(day.flow_met) : Json(nullptr));
    }
    return {{"class", std::move(classes)}, {"exceed", std::move(exceed)}, {"ecological", std::move(flow)}};
}

Json verdict_of(const Source& source, std::size_t scenario, std::size_t k) {
    const ControlSection& section = source.specification().sections[k];
    const SectionVerdict& verdict = source.verdict.scenarios[scenario].sections[k];
    std::vector<double> margin, target_margin, value, discharge, target;
    std::string doubt;
    for (std::size_t day = 0; day < verdict.days.size(); ++day) {
        const SectionDay& judged = verdict.days[day];
        const std::vector<double> values = source.values(scenario, k, day);
        margin.push_back(judged.headline.water_class > 0 ? judged.headline.margin : unknown);
        target_margin.push_back(values.empty()
                                    ? unknown
                                    : smallest_margin(source.standard, values, Scope::headline, section.target_class,
                                                      source.forecast->oxygen_saturation[scenario][day]));
        value.push_back(judged.headline.limiting >= 0 ? values[static_cast<std::size_t>(judged.headline.limiting)]
                                                      : unknown);
        discharge.push_back(judged.discharge);
        target.push_back(judged.ecological_target > 0 ? judged.ecological_target : unknown);
        doubt += judged.headline_range.known() && judged.headline_range.in_doubt() ? '?' : '.';
    }
    const std::string missed = days_missing_target(verdict, section.target_class), dry = days_missing_flow(verdict);
    const Spells spells = spells_of(missed);
    std::string ecological = dry;
    for (char& day : ecological) day = day == '-' ? '-' : day == '1' ? '0' : '1';
    Json one = {
        {"class", class_digits(verdict.days, &SectionDay::headline)},
        {"full_class", class_digits(verdict.days, &SectionDay::full)},
        {"limiting", limiting_days(verdict.days, &SectionDay::headline)},
        {"full_limiting", limiting_days(verdict.days, &SectionDay::full)},
        {"margin", rounded(margin)},
        {"target_margin", rounded(target_margin)},
        {"value", rounded(value)},
        {"discharge", rounded(discharge)},
        {"ecological", ecological},
        {"target", rounded(target)},
        {"period_class", verdict.period_class},
        {"period_margin", rounded(verdict.period_margin)},
        {"worst_class", verdict.worst_class},
        {"limiting_period", verdict.limiting},
        {"days_judged", static_cast<int>(verdict.days.size()) - verdict.days_without_class},
        {"share_days_meeting_target", number(verdict.share_days_meeting_target)},
        {"first_exceedance", spells.first >= 0 ? Json(spells.first) : Json(nullptr)},
        {"days_exceeding", spells.days},
        {"longest_exceedance_days", spells.longest},
        {"ecological_target_m3s", number(verdict.ecological_target)},
        {"minimum_daily_discharge", number(verdict.min_daily_discharge)},
        {"share_days_ecological_met", number(verdict.share_days_flow_met)},
        {"days_flow_judged", verdict.days_flow_judged},
        {"deficit_m3", number(verdict.deficit_m3)},
        {"longest_spell_below", verdict.longest_spell_below},
    };
    if (const auto& grades = source.verdict.scenarios[scenario].black_odour; !grades.empty())
        one["black_odour"] = grades[k];
    if (verdict.certainty.days > 0) one["certified"] = doubt;
    if (!verdict.members.empty()) one["probability"] = probability(verdict, section.target_class);
    return one;
}

}  // namespace

Spells spells_of(std::string_view days) {
    Spells spells;
    int run = 0;
    for (std::size_t day = 0; day < days.size(); ++day) {
        run = days[day] == '1' ? run + 1 : 0;
        if (run == 0) continue;
        if (spells.first < 0) spells.first = static_cast<int>(day);
        ++spells.days;
        spells.longest = std::max(spells.longest, run);
    }
    return spells;
}

std::string days_missing_target(const SectionVerdict& verdict, int target_class) {
    std::string days;
    for (const SectionDay& day : verdict.days) {
        const int reached = day.headline.water_class;
        days += reached == 0 ? '-' : reached > target_class ? '1' : '0';
    }
    return days;
}

std::string days_missing_flow(const SectionVerdict& verdict) {
    std::string days;
    for (const SectionDay& day : verdict.days) {
        const bool known = day.ecological_target > 0 && std::isfinite(day.discharge);
        days += !known ? '-' : day.ecological_met ? '0' : '1';
    }
    return days;
}

Json indicators_part(const Source& source) {
    Json list = Json::array();
    for (std::size_t i = 0; i < source.standard.indicators.size(); ++i) {
        const Indicator& indicator = source.standard.indicators[i];
        const std::vector<std::size_t>& parts = source.simulated.parts()[i];
        const bool simulated = source.simulated.simulated()[i];
        Json one = {{"name", indicator.name},
                    {"zh", indicator_title(indicator, Language::zh)},
                    {"en", indicator_title(indicator, Language::en)},
                    {"unit", parts.empty() ? indicator.unit == "1" ? "" : indicator.unit
                                           : shown_unit(source.forecast->constituents[parts.front()].unit)},
                    {"headline", indicator.headline},
                    {"judged", indicator.judged},
                    {"simulated", simulated},
                    {"estimated", static_cast<bool>(source.simulated.estimated()[i])}};
        switch (indicator.direction) {
            case Indicator::Direction::upper:
                one["sense"] = "low";
                break;
            case Indicator::Direction::lower:
                one["sense"] = "high";
                break;
            case Indicator::Direction::range:
                one["sense"] = "range";
                break;
            case Indicator::Direction::none:
                one["sense"] = "none";
                break;
        }
        // limits in memory are in the unit of the constituent; without one they may be in another than written
        const bool limits = !parts.empty() && (indicator.direction == Indicator::Direction::upper ||
                                               indicator.direction == Indicator::Direction::lower);
        one["limits"] = limits ? rounded(indicator.limits, 6) : Json(nullptr);
        if (indicator.saturation_share > 0) one["saturation_share"] = indicator.saturation_share;
        if (indicator.direction == Indicator::Direction::range)
            one["range"] = {indicator.range_from, indicator.range_to};
        list.push_back(std::move(one));
    }
    return list;
}

Json sections_part(const Source& source) {
    Json list = Json::array();
    if (source.sections() == 0) return list;
    const NetcdfReader& nc = source.nc;
    const std::vector<double> x = nc.values("section_x"), y = nc.values("section_y");
    const std::size_t sections = source.sections();
    // as under the best schedule; it is the same where the flow is
    const auto scenario = static_cast<std::size_t>(std::max(source.verdict.best, 0));
    std::vector<std::string> outfalls;
    std::vector<double> outfall(sections, 0), distance, length;
    if (nc.has("section_outfall")) {
        outfalls = nc.texts("outfall_name");
        const std::vector<double> all = nc.values("section_outfall");
        std::copy_n(all.begin() + static_cast<std::ptrdiff_t>(scenario * sections), sections, outfall.begin());
    }
    if (nc.has("section_mixing_length")) {
        distance = nc.values("section_outfall_distance");
        length = nc.values("section_mixing_length");
    }
    for (std::size_t k = 0; k < sections; ++k) {
        const ControlSection& section = source.specification().sections[k];
        Json targets = Json::array();
        for (const double flow : section.ecological_flow) targets.push_back(flow > 0 ? rounded(flow) : Json(nullptr));
        Json one = {{"name", section.name},
                    {"river", section.at.river},
                    {"chainage_km", rounded(section.at.chainage / 1000, 6)},
                    {"x", rounded(x[k], 8)},
                    {"y", rounded(y[k], 8)},
                    {"target_class", section.target_class},
                    {"national", section.national},
                    {"key_ecological", section.ecological_key},
                    {"ecological_estimate", section.ecological_provenance.confidence == Confidence::estimate},
                    {"ecological_target", std::move(targets)}};
        if (!distance.empty()) {
            const double from = distance[scenario * sections + k], mixed = length[scenario * sections + k];
            if (std::isfinite(from)) {
                const auto number_of = static_cast<std::size_t>(std::max(outfall[k], 0.0));
                one["mixing"] = !(from < mixed);
                one["outfall"] = {
                    {"distance_m", rounded(from)},
                    {"mixing_length_m", rounded(mixed)},
                    {"source",
                     number_of > 0 && number_of <= outfalls.size() ? Json(outfalls[number_of - 1]) : Json(nullptr)}};
            }
        }
        list.push_back(std::move(one));
    }
    return list;
}

Json verdicts_part(const Source& source) {
    Json list = Json::array();
    for (std::size_t s = 0; s < source.scenarios(); ++s) {
        Json sections = Json::array();
        for (std::size_t k = 0; k < source.sections(); ++k) sections.push_back(verdict_of(source, s, k));
        list.push_back(std::move(sections));
    }
    return list;
}

}  // namespace qingliu::bulletin
