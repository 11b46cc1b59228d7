// What every variable (day, scenario, section) of forecast.nc has in common.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "engine/io/netcdf_file.hpp"
#include "engine/state/results.hpp"

namespace qingliu {

/// Its dimensions and coordinates filled in.
VariableDescription day_variable(const std::string& name, NumberType type, const std::string& unit,
                                 const std::string& long_name, const std::string& title);

/// Values (day, scenario, section) from a function of those indices.
std::vector<double> days_of(const RunRecord& record, std::size_t sections,
                            const std::function<double(std::size_t, std::size_t, std::size_t)>& at);

}  // namespace qingliu
