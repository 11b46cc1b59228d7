#include "models/reports/numerical_errors.hpp"

#include <algorithm>
#include <cmath>

#include "engine/run/certification.hpp"
#include "models/assessment/simulated_values.hpp"
#include "models/reports/day_variables.hpp"
#include "models/reports/fields.hpp"

namespace qingliu {

namespace {

using DailyTable = std::vector<std::vector<double>> ScenarioRecord::*;

/// Values of a table [day][place], of which a section has `width`, from `offset` on one constituent; sums of several.
class ErrorVariables {
public:
    ErrorVariables(NetcdfFile& file, const RunRecord& record, std::size_t sections)
        : file_(&file), record_(&record), sections_(sections) {}

    void put(const VariableDescription& variable, DailyTable table, std::size_t width,
             const std::vector<std::size_t>& parts) const {
        file_->put(file_->define(variable),
                   days_of(*record_, sections_, [&](std::size_t day, std::size_t s, std::size_t k) {
                       const auto& values = record_->scenarios[s].*table;
                       if (day >= values.size()) return missing_double;
                       double sum = 0;
                       for (const std::size_t part : parts) sum += values[day].at(k * width + part);
                       return std::isfinite(sum) ? sum : missing_double;
                   }));
    }

private:
    NetcdfFile* file_;
    const RunRecord* record_;
    std::size_t sections_;
};

VariableDescription error_of(const std::string& name, const std::string& unit, const std::string& long_name,
                             const std::string& title) {
    auto variable = day_variable("section_" + name + "_numerical_error", NumberType::float64, unit,
                                 "Numerical error of the daily mean: " + long_name, "断面日均" + title + "的数值误差");
    variable.comment = "estimated, daily mean less what shorter and shorter cells and steps would give";
    return variable;
}

/// Sums the standard judges that are no constituent themselves.
void write_sums(const ErrorVariables& variables, const ResultLayout& layout, const Verdict& verdict,
                const Standard& standard) {
    for (std::size_t i = 0; i < standard.indicators.size(); ++i) {
        const Indicator& indicator = standard.indicators[i];
        if (i >= verdict.simulated.size() || !verdict.simulated[i] || !indicator.judged) continue;
        const auto names = parts_of_indicator(indicator.name);
        if (names.size() < 2) continue;
        std::vector<std::size_t> parts;
        for (const auto& name : names) {
            const auto found = std::ranges::find(layout.constituents, name, &Constituent::name);
            parts.push_back(static_cast<std::size_t>(found - layout.constituents.begin()));
        }
        variables.put(
            error_of(indicator.name, layout.constituents[parts.front()].unit, indicator.name, indicator.title),
            &ScenarioRecord::concentration_error, layout.constituents.size(), parts);
    }
}

VariableDescription doubt_about(const std::string& name, const std::string& long_name, const std::string& title) {
    auto variable = day_variable("section_" + name + "_in_doubt", NumberType::int8, "", long_name, title);
    variable.flags = {"certain", "in_doubt"};
    return variable;
}

}  // namespace

bool certified(const RunRecord& record) {
    return std::ranges::any_of(record.scenarios, [](const ScenarioRecord& s) { return !s.discharge_error.empty(); });
}

void write_numerical_errors(NetcdfFile& file, const ResultLayout& layout, const RunRecord& record,
                            const Verdict& verdict, const Standard& standard) {
    if (!certified(record)) return;
    const Case& c = layout.specification;
    const std::size_t sections = c.sections.size(), width = layout.constituents.size();
    const ErrorVariables variables(file, record, sections);
    variables.put(error_of("discharge", "m3 s-1", "discharge", "流量"), &ScenarioRecord::discharge_error, 1, {0});
    variables.put(error_of("water_level", "m", "water level", "水位"), &ScenarioRecord::water_level_error, 1, {0});
    for (std::size_t k = 0; k < width; ++k) {
        const Constituent& constituent = layout.constituents[k];
        variables.put(error_of(constituent.name, constituent.unit, constituent.long_name, constituent.title),
                      &ScenarioRecord::concentration_error, width, {k});
    }
    write_sums(variables, layout, verdict, standard);
    const auto step_error = [&](const std::string& name, const std::string& unit, const std::string& long_name,
                                const std::string& title, DailyTable table) {
        variables.put(day_variable("section_" + name + "_step_error", NumberType::float32, unit, long_name, title),
                      table, 1, {0});
    };
    step_error("discharge", "m3 s-1", "Daily mean discharge less that of the reference integrator on the same cells",
               "断面日均流量的时间步误差", &ScenarioRecord::discharge_step_error);
    step_error("water_level", "m", "Daily mean water level less that of the reference integrator on the same cells",
               "断面日均水位的时间步误差", &ScenarioRecord::water_level_step_error);

    const auto put_days = [&](const VariableDescription& variable, double missing,
                              const std::function<double(const SectionDay&)>& read) {
        file.put(file.define(variable), days_of(record, sections, [&](std::size_t day, std::size_t s, std::size_t k) {
                     const auto& days = verdict.scenarios.at(s).sections.at(k).days;
                     return day < days.size() ? read(days[day]) : missing;
                 }));
    };
    const auto flag = [](const ClassRange& range) {
        return range.known() ? (range.in_doubt() ? 1.0 : 0.0) : static_cast<double>(missing_byte);
    };
    put_days(doubt_about("class", "The numerical errors could change section_class", "断面日水质类别存疑"),
             missing_byte, [&](const SectionDay& day) { return flag(day.headline_range); });
    put_days(doubt_about("full_class", "The numerical errors could change section_full_class",
                         "断面日水质类别存疑(全部模拟指标)"),
             missing_byte, [&](const SectionDay& day) { return flag(day.full_range); });
    auto margin = error_of("margin", "1", "section_margin", "类别裕度");
    put_days(margin, missing_float,
             [](const SectionDay& day) { return static_cast<double>(as_stored(day.margin_error)); });
    file.put(file.define(doubt_about("ecological_flow", "The numerical error could change section_ecological_flow_met",
                                     "断面生态流量达标存疑")),
             days_of(record, sections, [&](std::size_t day, std::size_t s, std::size_t k) {
                 const ScenarioRecord& scenario = record.scenarios[s];
                 if (day >= scenario.discharge_error.size()) return static_cast<double>(missing_byte);
                 const double error = scenario.discharge_error[day].at(k);
                 if (std::isnan(error)) return static_cast<double>(missing_byte);
                 return in_doubt(c.sections[k], record.day_start[day], c.utc_offset_minutes,
                                 scenario.daily_discharge[day].at(k), error)
                            ? 1.0
                            : 0.0;
             }));
}

}  // namespace qingliu
