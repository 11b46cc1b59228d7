// The data of the bulletin: everything its page shows, as one JSON object, from forecast.nc alone.
#pragma once

#include "models/reports/bulletin/source.hpp"

namespace qingliu::bulletin {

/// {"format": "qingliu-bulletin 1", ...}: docs/bulletin-data.md has every key.
Json bulletin_data(const Source& source);

}  // namespace qingliu::bulletin
