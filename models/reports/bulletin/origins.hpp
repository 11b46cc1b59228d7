// How a forecast was made: program, inputs, estimates, balances.
#pragma once

#include "models/reports/bulletin/source.hpp"

namespace qingliu::bulletin {

/// {"version", "commit", "created", "command", "conventions", "vertical_datum", "checksums", "resolved_case"}.
Json made_part(const Source& source);
/// {"count", "items": [{"what", "file", "line", "where", "confidence"}]}; null where the file does not tell them.
Json estimates_part(const Source& source);
/// [{"account", "zh", "en", "unit", "by_scenario": [{"in", "out", "reacted", "stored_change", "relative_error"}]}].
Json balance_part(const Source& source);

}  // namespace qingliu::bulletin
