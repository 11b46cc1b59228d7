// Permissible errors of a forecast, the rate at which they are kept, and the grade of the scheme (GB/T 22482-2008,
// Standard for hydrological information and hydrological forecasting, chapter 6).
#pragma once

#include <span>

namespace qingliu {

// --- permissible errors: of either sign, in the unit of what is forecast ---

/// Of a peak discharge from rain: a fifth of what was observed.
double permitted_peak(double observed);

/// Of a runoff depth (m): a fifth of what was observed, no more than 20 mm and no less than 3 mm.
double permitted_runoff_depth(double observed);

/// Of the time of a peak (s): three tenths of the time from the forecast to the peak observed, no less than 3 h nor
/// than one step of the computation.
double permitted_peak_time(double lead_time, double step);

/// Of a discharge routed from above (m3 s-1): a fifth of the change observed within the lead time, no less than a
/// twentieth of what was observed.
double permitted_routed_discharge(double observed_at_issue, double observed);

/// Of a level routed from above (m): a fifth of the change observed within the lead time, no less than 0.10 m.
double permitted_routed_level(double observed_at_issue, double observed);

// --- the scheme ---

/// Forecasts within their permissible error.
struct PassRate {
    int forecasts = 0;  ///< with a known error
    int passed = 0;     ///< of them, |error| <= permitted
    /// NaN of none.
    [[nodiscard]] double share() const;
};

/// `error` and `permitted` [forecast]; NaN is not known. Throws std::invalid_argument on unequal lengths.
PassRate pass_rate(std::span<const double> error, std::span<const double> permitted);

/// Grades 甲, 乙, 丙: the first two may be used to issue forecasts, the third for reference alone.
enum class SchemeGrade { first, second, third, none };

/// From 85, 70 and 60 % on; none of NaN.
SchemeGrade grade_of_pass_rate(double share);

/// Of the coefficient of determination DC (Skill::efficiency), from 0.90, 0.70 and 0.50 on; none of NaN.
SchemeGrade grade_of_efficiency(double efficiency);

/// "甲", "乙", "丙", "-".
const char* grade_title(SchemeGrade grade);

}  // namespace qingliu
