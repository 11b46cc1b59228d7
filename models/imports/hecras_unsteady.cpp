#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include "engine/base/text.hpp"
#include "engine/time/civil_time.hpp"
#include "models/imports/hecras_flow.hpp"

namespace qingliu {
namespace {

using Kind = HecrasHydrograph::Kind;

std::string word_without_star(const std::vector<HecrasField>& fields, std::size_t index) {
    std::string text = index < fields.size() ? std::string(fields[index].text) : std::string();
    if (text.ends_with('*')) text.pop_back();
    return text;
}

bool read_values(HecrasText& text, HecrasHydrograph& hydrograph) {
    const std::string_view key = text.key();
    constexpr std::array<std::pair<const char*, Kind>, 4> series{
        {{"Flow Hydrograph", Kind::flow},
         {"Stage Hydrograph", Kind::stage},
         {"Lateral Inflow Hydrograph", Kind::lateral_inflow},
         {"Uniform Lateral Inflow Hydrograph", Kind::uniform_lateral_inflow}}};
    for (const auto& [name, kind] : series) {
        if (key != name) continue;
        hydrograph.kind = kind;
        for (const auto& value : text.table(text.count())) hydrograph.values.push_back(value.value_or(0));
        return true;
    }
    if (key == "Rating Curve") {
        hydrograph.kind = Kind::rating_curve;
        const auto values = text.table(2 * text.count());
        // Here the level comes first.
        for (std::size_t i = 0; i + 1 < values.size(); i += 2)
            if (values[i] && values[i + 1]) hydrograph.rating.emplace_back(*values[i + 1], *values[i]);
        return true;
    }
    return false;
}

bool read_setting(HecrasText& text, HecrasHydrograph& hydrograph) {
    const std::string_view key = text.key();
    const auto fields = text.fields();
    if (key == "Interval") {
        const auto interval = hecras_interval(fields.front().text);
        if (!interval)
            text.fault(text.place(fields.front()), fmt::format("\"{}\" is no interval", fields.front().text),
                       "a number and MIN, HOUR, DAY or WEEK, as in \"15MIN\"");
        hydrograph.interval = interval.value_or(3600);
    } else if (key == "Friction Slope") {
        hydrograph.kind = Kind::normal_depth;
        hydrograph.slope = text.needed(fields, 0, "the friction slope");
    } else if (key == "Flow Hydrograph QMult") {
        hydrograph.multiplier = text.number(fields.front()).value_or(1);
    } else if (key == "DSS Path") {
        hydrograph.dss_path = text.value();
    } else if (key == "Use DSS") {
        hydrograph.in_dss = fields.front().text == "True";
    } else if (key == "Use Fixed Start Time") {
        if (fields.front().text == "True") hydrograph.fixed_start = "True";
    } else if (key == "Fixed Start Date/Time") {
        if (hydrograph.fixed_start == "True") hydrograph.fixed_start = text.value();
    } else {
        return false;
    }
    return true;
}

}  // namespace

void read_hecras_unsteady(HecrasText& text, HecrasFlow& flow) {
    while (text.next()) {
        const std::string_view key = text.key();
        if (key == "Flow Title") {
            flow.title = text.value();
        } else if (key == "Boundary Location") {
            const auto fields = text.fields();
            HecrasHydrograph hydrograph;
            hydrograph.river = word_without_star(fields, 0);
            hydrograph.reach = word_without_star(fields, 1);
            hydrograph.station = word_without_star(fields, 2);
            hydrograph.to_station = word_without_star(fields, 3);
            hydrograph.storage_area = word_without_star(fields, 5);
            hydrograph.line = text.line();
            flow.hydrographs.push_back(std::move(hydrograph));
        } else if (key == "Initial Flow Loc") {
            const auto fields = text.fields();
            flow.initial_flows.push_back({word_without_star(fields, 0), word_without_star(fields, 1),
                                          word_without_star(fields, 2), text.needed(fields, 3, "the initial flow"),
                                          text.line()});
        } else if (key == "Program Version") {
            continue;
        } else if (flow.hydrographs.empty() ||
                   (!read_values(text, flow.hydrographs.back()) && !read_setting(text, flow.hydrographs.back()))) {
            leave_out(flow.left, key, text.line());
        }
    }
    for (const HecrasHydrograph& hydrograph : flow.hydrographs) {
        if (hydrograph.in_dss && hydrograph.values.empty())
            text.fault(text.place_of_line(hydrograph.line),
                       fmt::format("the hydrograph of this place lies in a DSS file ({})", hydrograph.dss_path),
                       "values in this file: HEC-RAS writes them here with \"Enter Table\"");
        if (!hydrograph.values.empty() && hydrograph.interval <= 0)
            text.fault(text.place_of_line(hydrograph.line), "this hydrograph has no interval", "\"Interval=1HOUR\"");
    }
}

std::optional<double> hecras_interval(std::string_view text) {
    const auto unit_at = text.find_first_not_of("0123456789");
    if (unit_at == 0 || unit_at == std::string_view::npos) return std::nullopt;
    const auto number = hecras_number(text.substr(0, unit_at));
    constexpr std::array<std::pair<std::string_view, double>, 5> units{
        {{"SEC", 1}, {"MIN", 60}, {"HOUR", 3600}, {"DAY", 86400}, {"WEEK", 604800}}};
    for (const auto& [name, seconds] : units)
        if (text.substr(unit_at) == name) return *number * seconds;
    return std::nullopt;
}

std::optional<double> hecras_instant(std::string_view day, std::string_view hour) {
    constexpr std::array<std::string_view, 12> months{"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                      "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
    if (day.size() != 9) return std::nullopt;
    std::string name(day.substr(2, 3));
    for (char& letter : name) letter = static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
    const auto month = std::ranges::find(months, name);
    if (month == months.end()) return std::nullopt;
    std::string digits;
    for (const char letter : hour)
        if (letter != ':') digits += letter;
    if (digits.empty()) digits = "0000";
    if (digits.size() == 3) digits.insert(0, 1, '0');
    if (digits.size() != 4) return std::nullopt;
    // The end of a day may be written as hour 24.
    const bool next_day = digits == "2400";
    if (next_day) digits = "0000";
    const auto instant = parse_instant(fmt::format("{}-{:02}-{} {}:{} Z", day.substr(5), month - months.begin() + 1,
                                                   day.substr(0, 2), digits.substr(0, 2), digits.substr(2)));
    if (!instant) return std::nullopt;
    return *instant + (next_day ? 86400 : 0);
}

HecrasPlan read_hecras_plan(std::string bytes, const std::string& file, Problems& problems) {
    HecrasText text(std::move(bytes), file, problems);
    HecrasPlan plan;
    while (text.next()) {
        const std::string_view key = text.key();
        if (key == "Plan Title") {
            plan.title = text.value();
        } else if (key == "K Sum by GR") {
            plan.conveyance_between_points = text.value().starts_with("-1");
        } else if (key == "Geom File") {
            plan.geometry = text.value();
        } else if (key == "Flow File") {
            plan.flow = text.value();
        } else if (key == "Subcritical Flow" || key == "Supercritical Flow" || key == "Mixed Flow") {
            plan.regime = key;
        } else if (key == "Simulation Date") {
            const auto fields = text.fields();
            const auto instant = [&](std::size_t at) {
                if (fields.size() <= at + 1) return std::optional<double>();
                return hecras_instant(fields[at].text, fields[at + 1].text);
            };
            plan.start = instant(0);
            plan.end = instant(2);
            const bool blank = std::ranges::all_of(fields, [](const HecrasField& field) { return field.text.empty(); });
            if (!blank && (!plan.start || !plan.end || *plan.end <= *plan.start))
                text.fault(text.place_of_line(text.line()), "this is no period",
                           "\"02JAN2020,0000,05JAN2020,2400\": first the beginning, then the end");
        } else {
            leave_out(plan.left, key, text.line());
        }
    }
    return plan;
}

}  // namespace qingliu
