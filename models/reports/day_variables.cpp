#include "models/reports/day_variables.hpp"

#include <cmath>
#include <utility>

namespace qingliu {

namespace {

// Without section_x and section_y: cdo would take day and section for a two-dimensional grid those coordinates do not
// fit, and skip it.
constexpr const char* section_coordinates = "scenario_name scenario_title section_name";

}  // namespace

VariableDescription describe(const std::string& name, NumberType type, std::vector<std::string> dimensions,
                             const std::string& unit, const std::string& long_name, const std::string& title) {
    VariableDescription description;
    description.name = name;
    description.type = type;
    description.dimensions = std::move(dimensions);
    description.unit = unit;
    description.long_name = long_name;
    description.title = title;
    return description;
}

VariableDescription day_variable(const std::string& name, NumberType type, const std::string& unit,
                                 const std::string& long_name, const std::string& title) {
    VariableDescription description;
    description.name = name;
    description.type = type;
    description.dimensions = {"day", "scenario", "section"};
    description.unit = unit;
    description.long_name = long_name;
    description.title = title;
    description.coordinates = section_coordinates;
    return description;
}

std::vector<double> days_of(const RunRecord& record, std::size_t sections,
                            const std::function<double(std::size_t, std::size_t, std::size_t)>& at) {
    std::vector<double> values;
    values.reserve(record.day_start.size() * record.scenarios.size() * sections);
    for (std::size_t day = 0; day < record.day_start.size(); ++day) {
        for (std::size_t s = 0; s < record.scenarios.size(); ++s) {
            for (std::size_t k = 0; k < sections; ++k) values.push_back(at(day, s, k));
        }
    }
    return values;
}

double as_double(double value) { return std::isfinite(value) ? value : missing_double; }

}  // namespace qingliu
