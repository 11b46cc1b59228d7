// The data of the bulletin: everything its page shows, as one JSON object, from forecast.nc alone.
#pragma once

#include "models/reports/bulletin/source.hpp"

namespace qingliu::bulletin {

/// {"format": "qingliu-bulletin 1", ...}: docs/bulletin-data.md has every key.
Json bulletin_data(const Source& source);

/// The same of a forecast.nc. Throws FileError where it is no whole forecast or a file of observations cannot be read,
/// InputError where readings or the standard of the forecast are at fault.
Json bulletin_of(const std::filesystem::path& forecast, const std::vector<std::filesystem::path>& observations = {});

/// The forecast a user means: a file, or forecast.nc of a folder. Throws FileError where the folder has none.
std::filesystem::path forecast_named(const std::filesystem::path& file_or_folder);

/// Its JSON. Names of files may be of any bytes: what is no UTF-8 becomes U+FFFD.
std::string text_of(const Json& data);

}  // namespace qingliu::bulletin
