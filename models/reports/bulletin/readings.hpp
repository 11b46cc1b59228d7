// What was measured since, beside the forecast of it: points for the charts, scores for the table.
#pragma once

#include "models/reports/bulletin/source.hpp"

namespace qingliu::bulletin {

struct ReadingsParts {
    Json observations;  ///< [{"section", "variable", "time", "value", "below"}]; null without files
    Json skill;  ///< [{"section", "variable", "nse", "kge", "pbias", "pairs"}] of the best schedule; null without files
};

/// Readings of stations named like a control section, in the period of the forecast.
ReadingsParts readings_parts(const Source& source);

}  // namespace qingliu::bulletin
