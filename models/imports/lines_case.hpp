// Rivers drawn as lines, as a case.
#pragma once

#include <string>

#include "models/imports/imported_case.hpp"
#include "models/imports/line_network.hpp"

namespace qingliu {

struct LinesChoice {
    std::string name;            ///< of the case, Latin
    std::string file;            ///< as it is to be named
    double start = 0;            ///< s since 1970Z
    double length = 86400;       ///< s, of the run
    int utc_offset_minutes = 0;  ///< of the start
    double longest_cell = 500;   ///< m
};

/// A case of one schedule: the rivers with a trapezoid at both ends of every line, an inflow at every head and wherever
/// a line has a discharge, normal depth and a control section at every outlet. What lines do not tell (water quality,
/// weather, the inflow of heads without discharge) is assumed and put into the report of `imported`.
void make_lines_case(const LineNetwork& network, const LinesChoice& choice, ImportedCase& imported);

}  // namespace qingliu
