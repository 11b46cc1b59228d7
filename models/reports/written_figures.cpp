#include "models/reports/written_figures.hpp"

#include <fmt/format.h>

#include <cmath>

namespace qingliu {

Json number(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json class_or_null(int water_class) { return water_class > 0 ? Json(water_class) : Json(nullptr); }

std::string cell(double value) { return std::isfinite(value) ? fmt::format("{:.6g}", value) : ""; }

std::string percent(double share, int decimals) {
    return std::isfinite(share) ? fmt::format("{:.{}f}%", 100 * share, decimals) : "-";
}

}  // namespace qingliu
