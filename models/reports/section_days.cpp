#include "models/reports/section_days.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <string_view>

#include "engine/base/unknown.hpp"
#include "engine/time/civil_time.hpp"
#include "models/reports/numerical_errors.hpp"
#include "models/reports/spreadsheet.hpp"
#include "models/reports/written_figures.hpp"

namespace qingliu {

namespace {

std::string class_cell(int water_class) {
    constexpr std::array<const char*, 7> names = {"", "I", "II", "III", "IV", "V", "worse than V"};
    return names.at(static_cast<std::size_t>(water_class));
}

std::string indicator_cell(int indicator, const Standard& standard) {
    return indicator < 0 ? "" : standard.indicators.at(static_cast<std::size_t>(indicator)).name;
}

std::string shown_unit(const std::string& unit) {
    if (unit == "g m-3") return "mg/L";
    if (unit == "uS cm-1") return "uS/cm";
    return unit;
}

}  // namespace

std::string section_days_csv(const ResultLayout& layout, const RunRecord& record, const Verdict& verdict,
                             const Standard& standard) {
    const Case& specification = layout.specification;
    std::string csv(byte_order_mark);
    csv +=
        "scenario,scenario_title,date,section,river,target_class,class,meets_target,limiting_indicator,margin "
        "[1],full_class,"
        "full_limiting_indicator,discharge [m3/s],ecological_flow [m3/s],ecological_flow_met";
    for (const Constituent& constituent : layout.constituents)
        csv += fmt::format(",{}",
                           spreadsheet_cell(fmt::format("{} [{}]", constituent.name, shown_unit(constituent.unit))));
    const bool with_errors = certified(record);
    if (with_errors) {
        csv += ",class_in_doubt,full_class_in_doubt,margin_numerical_error [1],discharge_numerical_error [m3/s]";
        for (const Constituent& constituent : layout.constituents)
            csv += fmt::format(",{}", spreadsheet_cell(fmt::format("{}_numerical_error [{}]", constituent.name,
                                                                   shown_unit(constituent.unit))));
    }
    csv += "\r\n";
    for (std::size_t s = 0; s < record.scenarios.size(); ++s) {
        const ScenarioRecord& scenario = record.scenarios[s];
        for (std::size_t day = 0; day < record.day_start.size(); ++day) {
            for (std::size_t k = 0; k < specification.sections.size(); ++k) {
                const ControlSection& section = specification.sections[k];
                const std::vector<SectionDay>& days = verdict.scenarios.at(s).sections.at(k).days;
                const SectionDay judged = day < days.size() ? days[day] : SectionDay{};
                const int water_class = judged.headline.water_class;
                const bool has_target = judged.ecological_target > 0;
                const double discharge =
                    day < scenario.daily_discharge.size() ? scenario.daily_discharge[day].at(k) : unknown;
                const auto yes_or_no = [](bool known, bool yes) {
                    return std::string_view(known ? (yes ? "yes" : "no") : "");
                };
                csv += fmt::format(
                    "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}", spreadsheet_cell(scenario.name),
                    spreadsheet_cell(scenario.title),
                    format_date(record.day_start[day], specification.utc_offset_minutes),
                    spreadsheet_cell(section.name),
                    spreadsheet_cell(specification.network.rivers.at(static_cast<std::size_t>(section.at.river)).name),
                    class_cell(section.target_class), class_cell(water_class),
                    yes_or_no(water_class > 0, water_class <= section.target_class),
                    indicator_cell(judged.headline.limiting, standard),
                    cell(water_class > 0 ? judged.headline.margin : unknown), class_cell(judged.full.water_class),
                    indicator_cell(judged.full.limiting, standard), cell(discharge),
                    cell(has_target ? judged.ecological_target : unknown),
                    yes_or_no(has_target && std::isfinite(discharge), judged.ecological_met));
                for (std::size_t c = 0; c < layout.constituents.size(); ++c) {
                    const std::size_t at = k * layout.constituents.size() + c;
                    const bool reached = day < scenario.daily_concentration.size();
                    csv += fmt::format(",{}", cell(reached ? scenario.daily_concentration[day].at(at) : unknown));
                }
                if (with_errors) {
                    const bool known = day < scenario.discharge_error.size();
                    csv += fmt::format(
                        ",{},{},{},{}", yes_or_no(judged.headline_range.known(), judged.headline_range.in_doubt()),
                        yes_or_no(judged.full_range.known(), judged.full_range.in_doubt()), cell(judged.margin_error),
                        cell(known ? scenario.discharge_error[day].at(k) : unknown));
                    for (std::size_t c = 0; c < layout.constituents.size(); ++c) {
                        const std::size_t at = k * layout.constituents.size() + c;
                        csv += fmt::format(",{}", cell(known ? scenario.concentration_error[day].at(at) : unknown));
                    }
                }
                csv += "\r\n";
            }
        }
    }
    return csv;
}

}  // namespace qingliu
