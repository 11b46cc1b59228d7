#include "models/assessment/forecast_scheme.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <stdexcept>

#include "engine/base/unknown.hpp"

namespace qingliu {

namespace {

SchemeGrade grade_from(double value, double first, double second, double third) {
    if (value >= first) return SchemeGrade::first;
    if (value >= second) return SchemeGrade::second;
    return value >= third ? SchemeGrade::third : SchemeGrade::none;
}

}  // namespace

double permitted_peak(double observed) { return 0.2 * std::fabs(observed); }

double permitted_runoff_depth(double observed) { return std::clamp(0.2 * observed, 0.003, 0.020); }

double permitted_peak_time(double lead_time, double step) {
    constexpr double three_hours = 10800;  // s
    return std::max({0.3 * lead_time, three_hours, step});
}

double permitted_routed_discharge(double observed_at_issue, double observed) {
    return std::max(0.2 * std::fabs(observed - observed_at_issue), 0.05 * std::fabs(observed));
}

double permitted_routed_level(double observed_at_issue, double observed) {
    return std::max(0.2 * std::fabs(observed - observed_at_issue), 0.10);
}

double PassRate::share() const { return forecasts > 0 ? static_cast<double>(passed) / forecasts : unknown; }

PassRate pass_rate(std::span<const double> error, std::span<const double> permitted) {
    if (error.size() != permitted.size()) throw std::invalid_argument("every error has its permissible one");
    PassRate rate;
    for (std::size_t i = 0; i < error.size(); ++i) {
        if (std::isnan(error[i]) || std::isnan(permitted[i])) continue;
        ++rate.forecasts;
        if (std::fabs(error[i]) <= permitted[i]) ++rate.passed;
    }
    return rate;
}

SchemeGrade grade_of_pass_rate(double share) { return grade_from(share, 0.85, 0.70, 0.60); }

SchemeGrade grade_of_efficiency(double efficiency) { return grade_from(efficiency, 0.90, 0.70, 0.50); }

const char* grade_title(SchemeGrade grade) {
    switch (grade) {
        case SchemeGrade::first:
            return "甲";
        case SchemeGrade::second:
            return "乙";
        case SchemeGrade::third:
            return "丙";
        case SchemeGrade::none:
            return "-";
    }
    throw std::logic_error("a grade without a title");
}

}  // namespace qingliu
