// Pollutants of a SWMM model as constituents of a case's own.
#pragma once

#include <string>

#include "models/imports/imported_case.hpp"
#include "models/imports/swmm_model.hpp"

namespace qingliu {

/// Its word name: letters, digits and _ in lower case.
std::string swmm_constituent(const SwmmPollutant& pollutant);

/// Writes constituents and their decay into `imported.own_processes`.
void add_swmm_constituents(const SwmmModel& model, const SwmmText& text, const std::string& source,
                           ImportedCase& imported);

}  // namespace qingliu
