// Options, units, dates and times of a SWMM file.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/base/text.hpp"
#include "engine/time/civil_time.hpp"
#include "models/imports/swmm_model.hpp"

namespace qingliu {
namespace {

struct FlowUnit {
    const char* name;
    bool metric;
    double factor;  // m3 s-1
};
constexpr std::array flow_units{FlowUnit{"CFS", false, 0.028316846592},
                                FlowUnit{"GPM", false, 6.30901964e-5},
                                FlowUnit{"MGD", false, 0.0438126363888889},
                                FlowUnit{"CMS", true, 1},
                                FlowUnit{"LPS", true, 1e-3},
                                FlowUnit{"MLD", true, 0.0115740740740741}};

void read_units(SwmmRows& rows, SwmmModel& model, const SwmmRow& row) {
    const std::string name = SwmmRows::capitals(row, 1);
    const auto unit = std::ranges::find_if(flow_units, [&](const FlowUnit& known) { return name == known.name; });
    if (unit == flow_units.end())
        return rows.fault(row, 1, fmt::format("\"{}\" is no unit of flow", SwmmRows::word(row, 1)),
                          "CFS, GPM, MGD, CMS, LPS or MLD", {"CFS", "GPM", "MGD", "CMS", "LPS", "MLD"});
    model.units.flow = unit->name;
    model.units.discharge = unit->factor;
    if (unit->metric) model.units = {true, unit->name, 1, unit->factor, 1, 1e4, 1e-3 / 3600, 1e-3, 1e-3 / 86400};
}

}  // namespace

std::optional<double> swmm_date(const std::string& text, int utc_offset_minutes) {
    std::vector<std::string> parts{""};
    for (const char letter : text) {
        if (letter == '/' || letter == '-')
            parts.emplace_back();
        else
            parts.back() += letter;
    }
    if (parts.size() != 3) return std::nullopt;
    static const std::vector<std::string> months{"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                 "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};
    const auto named = std::ranges::find(months, in_capitals(parts[0]));
    const auto month =
        named != months.end() ? std::optional<double>(double(named - months.begin()) + 1) : swmm_number(parts[0]);
    const auto day = swmm_number(parts[1]), year = swmm_number(parts[2]);
    if (!month || !day || !year) return std::nullopt;
    const auto midnight = parse_instant(fmt::format("{:04.0f}-{:02.0f}-{:02.0f} 00:00 +00:00", *year, *month, *day));
    if (!midnight) return std::nullopt;
    return *midnight - 60.0 * utc_offset_minutes;
}

std::optional<double> swmm_time(const std::string& text) {
    if (text.find(':') == std::string::npos) {
        const auto hours = swmm_number(text);
        return hours ? std::optional<double>(*hours * 3600) : std::nullopt;
    }
    double seconds = 0, unit = 3600;
    for (std::size_t begin = 0; begin <= text.size(); unit /= 60) {
        const std::size_t end = std::min(text.find(':', begin), text.size());
        const auto part = swmm_number(text.substr(begin, end - begin));
        if (!part || unit < 0.9) return std::nullopt;
        seconds += *part * unit;
        begin = end + 1;
    }
    return seconds;
}

void read_swmm_options(SwmmRows& rows, SwmmModel& model, int utc_offset_minutes) {
    double start_day = 0, end_day = 0, start_time = 0, end_time = 0;
    bool has_start = false, has_end = false;
    const auto& all = rows.text.rows("OPTIONS");
    const auto read_date = [&](const SwmmRow& row, double& day, bool& has) {
        const auto date = swmm_date(SwmmRows::word(row, 1), utc_offset_minutes);
        if (!date)
            return rows.fault(row, 1, fmt::format("\"{}\" is no date", SwmmRows::word(row, 1)), "such as 01/31/2002");
        day = *date;
        has = true;
    };
    const auto read_time = [&](const SwmmRow& row, double& time, double unit) {
        const std::string written = SwmmRows::word(row, 1);
        const auto number = swmm_time(written);
        if (!number) return rows.fault(row, 1, fmt::format("\"{}\" is no time", written), "such as 00:15:00");
        time = written.find(':') == std::string::npos ? *number / 3600 * unit : *number;
    };
    for (const SwmmRow& row : all) {
        const std::string key = SwmmRows::capitals(row, 0);
        if (key == "FLOW_UNITS")
            read_units(rows, model, row);
        else if (key == "START_DATE")
            read_date(row, start_day, has_start);
        else if (key == "END_DATE")
            read_date(row, end_day, has_end);
        else if (key == "START_TIME")
            read_time(row, start_time, 3600);
        else if (key == "END_TIME")
            read_time(row, end_time, 3600);
        else if (key == "REPORT_STEP")
            read_time(row, model.options.report_step, 1);
        else if (key == "FLOW_ROUTING" || key == "ROUTING_MODEL")
            model.options.routing = SwmmRows::capitals(row, 1);
        else if (key == "LINK_OFFSETS")
            model.options.offsets_are_levels = SwmmRows::capitals(row, 1) == "ELEVATION";
    }
    for (const SwmmRow& row : all)
        if (SwmmRows::capitals(row, 0) == "MIN_SURFAREA") {
            const double surface = rows.number(row, 1, "a surface") * model.units.area;
            if (surface > 0) model.options.least_surface = surface;
        }
    if (!has_start || !has_end) {
        rows.text.fault(rows.problems, 0, fmt::format("the model has no {}", has_start ? "END_DATE" : "START_DATE"),
                        "START_DATE and END_DATE in [OPTIONS]");
        return;
    }
    model.options.start = start_day + start_time;
    model.options.end = end_day + end_time;
    if (model.options.end <= model.options.start)
        rows.text.fault(rows.problems, rows.text.find("OPTIONS")->line, "the model ends before it starts",
                        "END_DATE and END_TIME after START_DATE and START_TIME");
}

double SwmmRows::number(const SwmmRow& row, std::size_t index, const std::string& what) {
    if (index >= row.words.size()) {
        fault(row, index, fmt::format("this row ends before its {}", what), "a number");
        return 0;
    }
    const auto value = swmm_number(row.words[index].text);
    if (!value)
        fault(row, index, fmt::format("\"{}\" is no number for the {}", row.words[index].text, what), "a number");
    return value.value_or(0);
}

double SwmmRows::number_or(const SwmmRow& row, std::size_t index, const std::string& what, double otherwise) {
    if (index >= row.words.size() || row.words[index].text == "*" || row.words[index].text.empty()) return otherwise;
    return number(row, index, what);
}

std::string SwmmRows::word(const SwmmRow& row, std::size_t index) {
    return index < row.words.size() ? row.words[index].text : std::string();
}

std::string SwmmRows::capitals(const SwmmRow& row, std::size_t index) { return in_capitals(word(row, index)); }

void SwmmRows::fault(const SwmmRow& row, std::size_t index, const std::string& message, const std::string& expected,
                     const std::vector<std::string>& known) {
    problems.add({text.place(row, index), message, expected, closest_name(word(row, index), known), {}});
}

}  // namespace qingliu
