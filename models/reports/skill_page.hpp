// What `skill` says: a table for the terminal, CSV for spreadsheets, JSON for programs.
#pragma once

#include <string>
#include <vector>

#include "models/observations/series_skill.hpp"
#include "models/reports/class_scores.hpp"
#include "models/reports/dispatcher_table.hpp"

namespace qingliu {

/// References must outlive the page.
struct SkillPage {
    std::string forecast_file, observation_file;  ///< as named
    std::string scenario;
    double issued = 0;     ///< s since 1970Z
    double lead_step = 0;  ///< s
    const Observations& observed;
    const std::vector<SeriesSkill>& series;
    const ClassScores& classes;
    std::vector<std::string> not_forecast;  ///< stations and variables that were read and nobody foretold
};

std::string skill_table(const SkillPage& page, const TableStyle& style);
/// One row a station, variable and lead; UTF-8 with byte order mark.
std::string skill_csv(const SkillPage& page);
/// {"forecast", "observations", "scenario", "issued", "lead_step_s", "series", "classes", "probabilities",
/// "not_forecast"}; what does not exist is null.
std::string skill_json(const SkillPage& page);

}  // namespace qingliu
