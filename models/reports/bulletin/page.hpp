// report.html: one self-contained file, made from the data of a bulletin.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "models/reports/bulletin/source.hpp"

namespace qingliu::bulletin {

/// Where the template has its data.
constexpr std::string_view data_marker = "<!--BULLETIN-DATA-->";

/// The template with the data in place of its marker, deflated and in base64, and its language. The same data gives the
/// same bytes. Precondition: the template has the marker.
std::string filled_template(std::string_view page, const Json& data, Language language);

/// The template of web/ filled in, or the tables alone where the program has none.
std::string page_of(const Json& data, Language language);

/// The page of a forecast.nc. Errors as those of bulletin_of.
std::string bulletin_page(const std::filesystem::path& forecast, Language language,
                          const std::vector<std::filesystem::path>& observations = {});

}  // namespace qingliu::bulletin
