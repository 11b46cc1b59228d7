// Series at the control sections: what they hold hour by hour, whose water it is, how old it is.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "models/reports/bulletin/source.hpp"

namespace qingliu::bulletin {

/// One line of the picker: a field of the file, or an indicator made up of several.
struct SeriesVariable {
    std::string name, zh, en, unit;
    int indicator = -1;              ///< index into Standard::indicators, -1 = none
    std::vector<std::string> parts;  ///< variables section_PART add up to it
};

/// Water first, then each indicator the run simulates, then what is carried and is part of none.
std::vector<SeriesVariable> series_variables(const Source& source);

/// Values of one variable, [output][scenario][section] as one list.
std::vector<double> section_values(const Source& source, const SeriesVariable& variable);

/// Value below which a share of the known ones lies, linear between them (Hyndman & Fan 1996, type 7); NaN of none.
double quantile(std::vector<double> values, double share);

/// {"times", "every", "variables", "values", "bands", "band_shares"}; null without sections.
Json series_part(const Source& source);
/// {"waters", "values"}: shares of each water by day; null where none is traced.
Json shares_part(const Source& source);
/// [scenario][section] = [days] by day; null where it is not carried.
Json age_part(const Source& source);

}  // namespace qingliu::bulletin
