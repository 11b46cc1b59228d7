#include "models/reports/verdict_variables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <utility>

#include "engine/time/civil_time.hpp"
#include "models/reports/day_variables.hpp"
#include "models/reports/fields.hpp"
#include "models/reports/numerical_errors.hpp"

namespace qingliu {

namespace {

constexpr const char* scenario_coordinates = "scenario_name scenario_title";

void write_days(NetcdfFile& file, const std::vector<double>& day_start) {
    file.define_dimension("day", day_start.size());
    VariableDescription day;
    day.name = "day";
    day.type = NumberType::float64;
    day.dimensions = {"day"};
    day.unit = "seconds since 1970-01-01 00:00:00";
    day.standard_name = "time";
    day.long_name = "Start of the civil day (UTC)";
    day.title = "日历日零时(协调世界时)";
    day.fill = false;
    const int id = file.define(day);
    file.set_attribute(id, "calendar", "standard");
    file.set_attribute(id, "bounds", "day_bounds");
    file.put(id, day_start);
    VariableDescription bounds;
    bounds.name = "day_bounds";
    bounds.type = NumberType::float64;
    bounds.dimensions = {"day", "two"};
    bounds.fill = false;
    std::vector<double> ends;
    for (const double start : day_start) ends.insert(ends.end(), {start, start + day_length});
    file.put(file.define(bounds), ends);
}

void write_daily_means(NetcdfFile& file, const ResultLayout& layout, const RunRecord& record) {
    const std::size_t sections = layout.specification.sections.size();
    const std::size_t constituents = layout.constituents.size();
    for (const Field& field : result_fields(layout)) {
        if (field.constituent < 0 && !field.on_faces) continue;
        VariableDescription variable = day_variable("section_daily_" + field.name, NumberType::float64, field.unit,
                                                    "Daily mean: " + field.long_name, "断面日均" + field.title);
        variable.standard_name = field.standard_name;
        variable.cell_methods = "day: mean";
        file.put(file.define(variable), days_of(record, sections, [&](std::size_t day, std::size_t s, std::size_t k) {
                     const ScenarioRecord& scenario = record.scenarios[s];
                     const auto& table =
                         field.constituent < 0 ? scenario.daily_discharge : scenario.daily_concentration;
                     const std::size_t index =
                         field.constituent < 0 ? k : k * constituents + static_cast<std::size_t>(field.constituent);
                     return day < table.size() ? as_double(table[day].at(index)) : missing_double;
                 }));
    }
}

void write_judgements(NetcdfFile& file, const RunRecord& record, const Verdict& verdict, const Standard& standard,
                      std::size_t sections) {
    using Read = std::function<double(const SectionDay&)>;
    const auto put = [&](const VariableDescription& variable, double missing, const Read& read) {
        file.put(file.define(variable), days_of(record, sections, [&](std::size_t day, std::size_t s, std::size_t k) {
                     if (s >= verdict.scenarios.size() || k >= verdict.scenarios[s].sections.size()) return missing;
                     const std::vector<SectionDay>& days = verdict.scenarios[s].sections[k].days;
                     return day < days.size() ? read(days[day]) : missing;
                 }));
    };
    const auto judged = [](int value, const Judgement& judgement) {
        return judgement.water_class > 0 ? value : static_cast<int>(missing_byte);
    };
    const auto put_class = [&](const std::string& name, const std::string& long_name, const std::string& title,
                               Judgement SectionDay::*scope) {
        VariableDescription variable = day_variable(name, NumberType::int8, "", long_name, title);
        variable.flags = class_flags();
        variable.first_flag = 1;
        put(variable, missing_byte,
            [&](const SectionDay& day) { return judged((day.*scope).water_class, day.*scope); });
    };
    put_class("section_class", "Water-quality class of the day by what automatic stations measure",
              "断面日水质类别(自动站指标)", &SectionDay::headline);
    put_class("section_full_class", "Water-quality class of the day by every simulated indicator",
              "断面日水质类别(全部模拟指标)", &SectionDay::full);

    std::vector<std::string> indicators = {"none"};
    for (const Indicator& indicator : standard.indicators) indicators.push_back(indicator.name);
    const auto put_limiting = [&](const std::string& name, const std::string& long_name, const std::string& title,
                                  Judgement SectionDay::*scope) {
        VariableDescription variable = day_variable(name, NumberType::int8, "", long_name, title);
        variable.flags = indicators;
        put(variable, missing_byte,
            [&](const SectionDay& day) { return judged((day.*scope).limiting + 1, day.*scope); });
    };
    put_limiting("section_limiting_indicator", "Indicator that decides section_class", "断面限制指标(自动站指标)",
                 &SectionDay::headline);
    put_limiting("section_full_limiting_indicator", "Indicator that decides section_full_class",
                 "断面限制指标(全部模拟指标)", &SectionDay::full);

    put(day_variable("section_margin", NumberType::float32, "1",
                     "Smallest relative distance to the limit of section_class", "断面类别裕度"),
        missing_float, [](const SectionDay& day) { return static_cast<double>(as_stored(day.headline.margin)); });
    put(day_variable("section_ecological_target", NumberType::float32, "m3 s-1",
                     "Ecological flow required, 0 where none is", "断面生态流量目标"),
        missing_float, [](const SectionDay& day) { return static_cast<double>(as_stored(day.ecological_target)); });
    VariableDescription met = day_variable("section_ecological_flow_met", NumberType::int8, "",
                                           "Daily mean discharge reaches the ecological flow", "断面生态流量达标");
    met.flags = {"not_met", "met"};
    met.comment = "met where no ecological flow is required";
    put(met, missing_byte, [](const SectionDay& day) {
        const bool known = day.ecological_target <= 0 || std::isfinite(day.discharge);
        return known ? (day.ecological_met ? 1.0 : 0.0) : static_cast<double>(missing_byte);
    });
}

/// Shares of members, where a scenario has members: (day, scenario, section).
void write_probabilities(NetcdfFile& file, const RunRecord& record, const Verdict& verdict, std::size_t sections) {
    if (std::ranges::all_of(verdict.scenarios, [](const ScenarioVerdict& s) { return s.of.empty(); })) return;
    const auto put = [&](const std::string& name, const std::string& long_name, const std::string& title,
                         const std::function<double(const MemberShares&)>& read) {
        file.put(file.define(day_variable(name, NumberType::float32, "1", long_name, title)),
                 days_of(record, sections, [&](std::size_t day, std::size_t s, std::size_t k) {
                     if (s >= verdict.scenarios.size() || k >= verdict.scenarios[s].sections.size())
                         return static_cast<double>(missing_float);
                     const auto& members = verdict.scenarios[s].sections[k].members;
                     return day < members.size() ? read(members[day]) : static_cast<double>(missing_float);
                 }));
    };
    const std::vector<std::string> classes = class_flags();
    for (std::size_t c = 0; c < classes.size(); ++c) {
        put("section_class_probability_" + classes[c], "Share of the members of which section_class is " + classes[c],
            fmt::format("断面日水质为{}类的概率", class_title(static_cast<int>(c) + 1)), [c](const MemberShares& m) {
                return m.judged > 0 ? static_cast<double>(as_stored(m.classes[c])) : missing_float;
            });
    }
    put("section_ecological_flow_probability", "Share of the members whose ecological flow is met",
        "断面生态流量达标的概率", [](const MemberShares& m) {
            return m.flow_judged > 0 ? static_cast<double>(as_stored(m.flow_met)) : missing_float;
        });
}

VariableDescription of_scenario(const std::string& name, NumberType type, const std::string& unit,
                                const std::string& long_name, const std::string& title) {
    VariableDescription description;
    description.name = name;
    description.type = type;
    description.dimensions = {"scenario"};
    description.unit = unit;
    description.long_name = long_name;
    description.title = title;
    description.coordinates = scenario_coordinates;
    return description;
}

void write_scenarios(NetcdfFile& file, const RunRecord& record, const Verdict& verdict) {
    std::vector<double> diverted, cost;
    std::vector<int> failed;
    std::vector<std::string> failure;
    for (std::size_t s = 0; s < record.scenarios.size(); ++s) {
        const bool judged = s < verdict.scenarios.size();
        diverted.push_back(judged ? as_double(verdict.scenarios[s].diverted_m3) : missing_double);
        cost.push_back(judged ? as_double(verdict.scenarios[s].cost_yuan) : missing_double);
        failed.push_back(record.scenarios[s].failed ? 1 : 0);
        failure.push_back(record.scenarios[s].failure);
    }
    file.put(file.define(of_scenario("scenario_diverted", NumberType::float64, "m3", "Water diverted at the intakes",
                                     "引水量")),
             diverted);
    file.put(
        file.define(of_scenario("scenario_cost", NumberType::float64, "yuan", "Price of the water released", "水费")),
        cost);
    VariableDescription text =
        of_scenario("scenario_failure", NumberType::text, "", "Why, where and when the schedule failed", "失败原因");
    text.coordinates.clear();
    VariableDescription flag = of_scenario("scenario_failed", NumberType::int8, "",
                                           "The schedule could not be computed to its end", "计算失败");
    flag.coordinates += " scenario_failure";
    flag.flags = {"no", "yes"};
    file.put(file.define(text), failure);
    file.put(file.define(flag), failed);
    if (verdict.best >= 0) {
        file.set_attribute(NetcdfFile::global, "best_scenario",
                           record.scenarios[static_cast<std::size_t>(verdict.best)].name);
    }
}

/// What enters above each section, and whether it is mixed there: (scenario, section).
void write_mixing(NetcdfFile& file, const Verdict& verdict, std::size_t sections) {
    const auto put = [&](const std::string& name, const std::string& unit, const std::string& long_name,
                         const std::string& title, const std::function<double(const SectionMixing&)>& read) {
        VariableDescription variable = of_scenario(name, NumberType::float64, unit, long_name, title);
        variable.dimensions = {"scenario", "section"};
        variable.coordinates += " section_name";
        if (unit.empty()) {
            variable.type = NumberType::int8;
            variable.flags = {"mixed", "incomplete"};
        }
        std::vector<double> values;
        for (const ScenarioVerdict& scenario : verdict.scenarios) {
            for (std::size_t k = 0; k < sections; ++k) values.push_back(read(scenario.sections.at(k).mixing));
        }
        file.put(file.define(variable), values);
    };
    put("section_outfall_distance", "m", "Distance to the nearest outfall upstream on the same river",
        "至上游最近排口的距离",
        [](const SectionMixing& m) { return m.source < 0 ? missing_double : as_double(m.distance); });
    put("section_mixing_length", "m", "Length below that outfall until the river is mixed over its width",
        "该排口以下的横向混合长度",
        [](const SectionMixing& m) { return m.source < 0 ? missing_double : as_double(m.length); });
    put("section_mixing", "", "Whether the section lies beyond the mixing length", "断面横向混合",
        [](const SectionMixing& m) {
            const bool known = m.source < 0 || std::isfinite(m.length);
            return known ? (m.incomplete() ? 1.0 : 0.0) : static_cast<double>(missing_byte);
        });
}

/// Whether the water at each section is black and odorous: (scenario, section).
void write_black_odour(NetcdfFile& file, const Verdict& verdict) {
    VariableDescription variable =
        of_scenario("section_black_odour", NumberType::int8, "",
                    "Grade of black and odorous water at the section, whole run", "断面黑臭等级");
    variable.dimensions = {"scenario", "section"};
    variable.coordinates += " section_name";
    variable.comment = "1 is not black; by the standard the goals of the case name";
    std::vector<double> grades;
    for (const ScenarioVerdict& scenario : verdict.scenarios) {
        if (scenario.black_odour.empty()) return;
        for (const int grade : scenario.black_odour) grades.push_back(grade > 0 ? grade : missing_byte);
    }
    file.put(file.define(variable), grades);
}

}  // namespace

std::string account_unit(const std::string& name, const ResultLayout& layout) {
    for (const auto* constituents : {&layout.constituents, &layout.bed}) {
        const auto one = std::ranges::find(*constituents, name, &Constituent::name);
        if (one == constituents->end()) continue;
        if (one->unit == "g m-3" || one->unit == "g m-2") return "g";
        if (one->unit == "1" || (one->bed && one->unit == "m")) return "m3";
        return one->unit + (one->bed ? " m2" : " m3");
    }
    return "m3";
}

std::vector<std::string> class_flags() { return {"I", "II", "III", "IV", "V", "worse_than_V"}; }

void write_verdict(NetcdfFile& file, const ResultLayout& layout, const RunRecord& record, const Verdict& verdict,
                   const Standard& standard) {
    write_scenarios(file, record, verdict);
    const std::size_t sections = layout.specification.sections.size();
    if (sections > 0) {
        write_mixing(file, verdict, sections);
        write_black_odour(file, verdict);
    }
    if (record.day_start.empty()) return;
    write_days(file, record.day_start);
    if (sections == 0) return;
    write_daily_means(file, layout, record);
    write_judgements(file, record, verdict, standard, sections);
    write_probabilities(file, record, verdict, sections);
    write_numerical_errors(file, layout, record, verdict, standard);
}

void write_ledger(NetcdfFile& file, const ResultLayout& layout, const RunRecord& record) {
    // Accounts and parts of all scenarios, in the order they first come; a failed scenario may have fewer.
    std::vector<std::string> accounts, parts, units;
    std::vector<int> part_account;
    std::map<std::pair<std::string, std::string>, std::size_t> part_index;
    for (const ScenarioRecord& scenario : record.scenarios) {
        for (const LedgerAccount& account : scenario.ledger) {
            if (std::find(accounts.begin(), accounts.end(), account.name) == accounts.end())
                accounts.push_back(account.name);
            const auto place = std::find(accounts.begin(), accounts.end(), account.name) - accounts.begin();
            for (const auto& [name, amount] : account.parts) {
                if (!part_index.emplace(std::pair(account.name, name), parts.size()).second) continue;
                parts.push_back(name);
                part_account.push_back(static_cast<int>(place));
            }
        }
    }
    if (accounts.empty()) return;
    file.define_dimension("account", accounts.size());
    for (const std::string& name : accounts) units.push_back(account_unit(name, layout));
    const auto text = [&](const std::string& name, const std::string& dimension, const std::string& long_name,
                          const std::vector<std::string>& values) {
        VariableDescription variable;
        variable.name = name;
        variable.type = NumberType::text;
        variable.dimensions = {dimension};
        variable.long_name = long_name;
        file.put(file.define(variable), values);
    };
    text("ledger_account_name", "account", "Whose balance: water or a constituent", accounts);
    text("ledger_account_unit", "account", "Unit of the amounts of the account", units);

    const auto put = [&](const std::string& name, const std::string& long_name, const std::string& title,
                         const std::string& unit, const std::function<double(const LedgerAccount&)>& read) {
        VariableDescription variable = of_scenario(name, NumberType::float64, unit, long_name, title);
        variable.dimensions = {"scenario", "account"};
        variable.coordinates += " ledger_account_name ledger_account_unit";
        if (unit.empty()) variable.comment = "in the unit of ledger_account_unit, whole run";
        std::vector<double> values(record.scenarios.size() * accounts.size(), missing_double);
        for (std::size_t s = 0; s < record.scenarios.size(); ++s) {
            for (const LedgerAccount& account : record.scenarios[s].ledger) {
                const auto place = static_cast<std::size_t>(std::find(accounts.begin(), accounts.end(), account.name) -
                                                            accounts.begin());
                values[s * accounts.size() + place] = as_double(read(account));
            }
        }
        file.put(file.define(variable), values);
    };
    put("ledger_in", "Entered", "进入", "", [](const LedgerAccount& a) { return a.in; });
    put("ledger_out", "Left", "流出", "", [](const LedgerAccount& a) { return a.out; });
    put("ledger_reacted", "Made by processes, negative where consumed", "反应生成", "",
        [](const LedgerAccount& a) { return a.reacted; });
    put("ledger_stored_before", "Stored at the start", "初始存量", "",
        [](const LedgerAccount& a) { return a.stored_before; });
    put("ledger_stored_change", "Change of what is stored", "存量变化", "",
        [](const LedgerAccount& a) { return a.stored_change; });
    put("ledger_relative_error", "|in - out + reacted - stored change| / max(in, stored before, |reacted|)", "平衡误差",
        "1", [](const LedgerAccount& a) { return a.relative_error(); });

    if (parts.empty()) return;
    file.define_dimension("part", parts.size());
    text("ledger_part_name", "part", "Source, outlet or process that contributes", parts);
    VariableDescription of;
    of.name = "ledger_part_account";
    of.type = NumberType::int32;
    of.dimensions = {"part"};
    of.long_name = "Account the part belongs to, index from 0";
    of.coordinates = "ledger_part_name";
    file.put(file.define(of), part_account);
    VariableDescription amount = of_scenario("ledger_part", NumberType::float64, "",
                                             "Contribution of the part, positive into the water", "分项");
    amount.dimensions = {"scenario", "part"};
    amount.coordinates += " ledger_part_name";
    amount.comment = "in the unit of the account, whole run";
    std::vector<double> values(record.scenarios.size() * parts.size(), missing_double);
    for (std::size_t s = 0; s < record.scenarios.size(); ++s) {
        for (const LedgerAccount& account : record.scenarios[s].ledger) {
            for (const auto& [name, value] : account.parts)
                values[s * parts.size() + part_index.at({account.name, name})] = as_double(value);
        }
    }
    file.put(file.define(amount), values);
}

}  // namespace qingliu
