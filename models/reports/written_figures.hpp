// Figures as reports write them: in tables, in CSV and in JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace qingliu {

using Json = nlohmann::ordered_json;

/// Volumes and costs are shown in 万.
inline constexpr double ten_thousand = 1e4;

/// In full, null where it is not finite.
Json number(double value);
/// 1..6, null where there is none (0).
Json class_or_null(int water_class);

/// To six significant digits, "" where it is not finite.
std::string cell(double value);
/// "67%" of 0.667, "-" where it is not finite.
std::string percent(double share, int decimals = 0);

}  // namespace qingliu
