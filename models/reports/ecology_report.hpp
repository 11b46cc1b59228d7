// What is found of the ecological flow of a place: targets by every method, compliance, indicators of alteration; as a
// page, as JSON, as tables for a spreadsheet.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "models/ecology/alteration_indicators.hpp"
#include "models/ecology/daily_flows.hpp"
#include "models/ecology/flow_plan.hpp"
#include "models/ecology/flow_target.hpp"
#include "models/ecology/plan_compliance.hpp"
#include "models/reports/dispatcher_table.hpp"

namespace qingliu {

/// One place and what was found of it; parts that were not asked for are empty.
struct EcologyFindings {
    std::string name;      ///< file and column, or section
    std::string scenario;  ///< of a forecast, its name
    std::string title;     ///< of the scenario, for Chinese pages; may be empty
    DailyFlows flows;      ///< empty where only a cross-section was looked at
    FlowYears years;
    std::vector<FlowTarget> targets;
    std::optional<FlowPlan> plan;
    std::optional<PlanCompliance> compliance;
    std::optional<AlterationIndicators> indicators;
};

/// Chinese or English.
std::string ecology_page(const std::vector<EcologyFindings>& all, const TableStyle& style);

/// Everything; figures that do not exist are null. Ends with a line feed.
std::string ecology_json(const std::vector<EcologyFindings>& all);

/// A file for a spreadsheet: UTF-8 with byte order mark, one header, a row for each figure or period.
struct Spreadsheet {
    std::string name;  ///< "targets.csv"
    std::string text;
};

/// targets.csv, compliance.csv, periods.csv, volumes.csv, warnings.csv, indicators.csv: those that have rows.
std::vector<Spreadsheet> ecology_spreadsheets(const std::vector<EcologyFindings>& all);

/// Word of a step: "day", "ten_days", "month".
const char* step_name(JudgedStep step);

/// "2026-01-15".
std::string date_text(std::chrono::year_month_day date);

}  // namespace qingliu
