// Figures of a SWMM file that stand in sections a case takes, and that it has nothing for.
#pragma once

#include "models/imports/import_report.hpp"
#include "models/imports/swmm_text.hpp"

namespace qingliu {

/// A line of the report for each that is not 0.
void tell_of_left_figures(const SwmmText& text, ImportReport& report);

}  // namespace qingliu
