#include "models/reports/process_amounts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <vector>

#include "engine/time/civil_time.hpp"
#include "models/reports/spreadsheet.hpp"
#include "models/reports/verdict_variables.hpp"

namespace qingliu {

namespace {

/// The parts to tell: all but what was never clipped. Index into RunRecord::process_parts, by constituent.
std::vector<std::size_t> told_parts(const RunRecord& record) {
    const auto& parts = record.process_parts;
    const auto happened = [&](std::size_t part) {
        for (const ScenarioRecord& scenario : record.scenarios) {
            for (const auto& day : scenario.daily_amounts) {
                for (std::size_t i = part; i < day.size(); i += parts.size()) {
                    if (day[i] != 0) return true;
                }
            }
        }
        return false;
    };
    std::vector<std::string> order;  // of the constituents
    for (const ProcessPart& part : parts) {
        if (std::ranges::find(order, part.constituent) == order.end()) order.push_back(part.constituent);
    }
    std::vector<std::size_t> told;
    for (const std::string& constituent : order) {
        for (std::size_t part = 0; part < parts.size(); ++part) {
            if (parts[part].constituent != constituent) continue;
            if (parts[part].process != ProcessPart::clipped || happened(part)) told.push_back(part);
        }
    }
    return told;
}

}  // namespace

void write_process_amounts(NetcdfFile& file, const ResultLayout& layout, const RunRecord& record) {
    const auto told = told_parts(record);
    if (told.empty() || record.day_start.empty()) return;
    const auto& rivers = layout.specification.network.rivers;
    file.define_dimension("made", rivers.size() * told.size());
    const auto text = [&](const std::string& name, const std::string& long_name, const std::string& title,
                          const std::vector<std::string>& values) {
        VariableDescription variable;
        variable.name = name;
        variable.type = NumberType::text;
        variable.dimensions = {"made"};
        variable.long_name = long_name;
        variable.title = title;
        file.put(file.define(variable), values);
    };
    std::vector<std::string> names, processes, constituents, units;
    for (const River& river : rivers) {
        for (const std::size_t part : told) {
            names.push_back(river.name);
            processes.push_back(record.process_parts[part].process);
            constituents.push_back(record.process_parts[part].constituent);
            units.push_back(account_unit(record.process_parts[part].constituent, layout));
        }
    }
    text("made_river", "River it happens in", "河流", names);
    text("made_process", "Process that makes or takes it", "过程", processes);
    text("made_constituent", "Constituent that is made or taken", "组分", constituents);
    text("made_unit", "Unit of the amount", "单位", units);

    VariableDescription amount;
    amount.name = "process_amount";
    amount.type = NumberType::float64;
    amount.dimensions = {"day", "scenario", "made"};
    amount.long_name = "Made by the process in the river on the civil day, negative where taken";
    amount.title = "各过程逐日逐河生成量(负为消耗)";
    // cdo looks at five of them
    amount.coordinates = "scenario_name made_river made_process made_constituent made_unit";
    amount.cell_methods = "day: sum";
    amount.comment = "in the unit of made_unit; the sum over days and rivers is the process's ledger_part";
    const std::size_t width = record.process_parts.size();
    std::vector<double> values;
    values.reserve(record.day_start.size() * record.scenarios.size() * rivers.size() * told.size());
    for (std::size_t day = 0; day < record.day_start.size(); ++day) {
        for (const ScenarioRecord& scenario : record.scenarios) {
            const bool reached = day < scenario.daily_amounts.size() && !scenario.daily_amounts[day].empty();
            for (std::size_t river = 0; river < rivers.size(); ++river) {
                for (const std::size_t part : told)
                    values.push_back(reached ? scenario.daily_amounts[day][river * width + part] : missing_double);
            }
        }
    }
    file.put(file.define(amount), values);
}

std::string process_amounts_csv(const ResultLayout& layout, const RunRecord& record) {
    const auto told = told_parts(record);
    const auto& rivers = layout.specification.network.rivers;
    const std::size_t width = record.process_parts.size();
    std::string csv(byte_order_mark);
    csv += "scenario,date,river,constituent,process,amount,unit\r\n";
    std::vector<std::string> river_names, ends, units;
    for (const River& river : rivers) river_names.push_back(spreadsheet_cell(river.name));
    for (const std::size_t part : told) {
        const auto& [process, constituent] = record.process_parts[part];
        ends.push_back(spreadsheet_cell(constituent) + "," + spreadsheet_cell(process));
        units.push_back(spreadsheet_cell(account_unit(constituent, layout)));
    }
    for (const ScenarioRecord& scenario : record.scenarios) {
        const std::string scenario_name = spreadsheet_cell(scenario.name);
        for (std::size_t day = 0; day < scenario.daily_amounts.size(); ++day) {
            const auto& amounts = scenario.daily_amounts[day];
            if (amounts.empty()) continue;
            const auto date = format_date(record.day_start[day], layout.specification.utc_offset_minutes);
            for (std::size_t river = 0; river < rivers.size(); ++river) {
                for (std::size_t i = 0; i < told.size(); ++i) {
                    const double amount = amounts[river * width + told[i]];
                    if (amount == 0) continue;
                    fmt::format_to(std::back_inserter(csv), "{},{},{},{},{:.6g},{}\r\n", scenario_name, date,
                                   river_names[river], ends[i], amount, units[i]);
                }
            }
        }
    }
    return csv;
}

}  // namespace qingliu
