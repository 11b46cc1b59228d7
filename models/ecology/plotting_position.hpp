// What is exceeded with a given frequency: the m-th largest of n values with m / (n + 1) (Weibull 1939), linear between
// them. The rule of Chinese hydrological calculation (SL/T 278-2020) and, as a quantile, type 6 of Hyndman & Fan 1996.
#pragma once

#include <span>
#include <vector>

namespace qingliu {

/// The value that a share (0..1) of the time or of the years exceeds; beyond the largest and smallest value these hold.
/// NaN where there is none. The values must not be NaN.
double exceeded_by(std::vector<double> values, double share);

/// The middle value, or the mean of the two in the middle; NaN where there is none.
double median_of(std::vector<double> values);

/// Mean of the values; NaN where there is none.
double mean_of(std::span<const double> values);

/// Standard deviation of a sample (n - 1); NaN of fewer than two.
double deviation_of(std::span<const double> values);

}  // namespace qingliu
