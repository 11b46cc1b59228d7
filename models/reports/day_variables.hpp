// What variables of forecast.nc have in common, those (day, scenario, section) above all.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/io/netcdf_file.hpp"
#include "engine/state/results.hpp"

namespace qingliu {

/// Without coordinates; `title` is Chinese.
VariableDescription describe(const std::string& name, NumberType type, std::vector<std::string> dimensions,
                             const std::string& unit, const std::string& long_name, const std::string& title);

/// Its dimensions and coordinates filled in.
VariableDescription day_variable(const std::string& name, NumberType type, const std::string& unit,
                                 const std::string& long_name, const std::string& title);

/// Values (day, scenario, section) from a function of those indices.
std::vector<double> days_of(const RunRecord& record, std::size_t sections,
                            const std::function<double(std::size_t, std::size_t, std::size_t)>& at);

/// As the file has it: what is no number is missing.
double as_double(double value);

}  // namespace qingliu
