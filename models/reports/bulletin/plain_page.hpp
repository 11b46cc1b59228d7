// The bulletin without charts and without script: its tables, for a program built without web/.
#pragma once

#include <string>

#include "models/reports/bulletin/source.hpp"

namespace qingliu::bulletin {

/// Whole HTML page of the schedules, the sections of the best and of the one that diverts least, arrivals, balance,
/// estimates and how it was made. Says on top that the charts are missing and how to get them.
std::string plain_page(const Json& data, Language language);

}  // namespace qingliu::bulletin
