// 7Q10: the lowest mean of seven days together that a year falls below once in ten years.
#pragma once

#include <span>
#include <vector>

#include "models/ecology/daily_flows.hpp"
#include "models/ecology/flow_target.hpp"

namespace qingliu {

/// Lowest and highest mean of `days` consecutive values, m3 s-1; windows lie inside. NaN where there are fewer values.
double lowest_mean(std::span<const double> discharge, std::size_t days);
double highest_mean(std::span<const double> discharge, std::size_t days);

/// Coefficient of skew of a sample with the correction n / ((n - 1)(n - 2)). NaN of fewer than three values or of equal
/// ones.
double skew_of(const std::vector<double>& values);

/// Standardised deviate of Pearson's type III for a skew and the deviate `normal` of the normal distribution of the
/// same probability, by Wilson & Hilferty 1931: 2/g ((1 + g z / 6 - g^2 / 36)^3 - 1). Good to some percent of the
/// deviation for |g| < 2.
double pearson_deviate(double skew, double normal);

/// Two targets: of the ranked annual minima with Weibull's positions, and of log-Pearson III fitted to their logarithms
/// by moments (U.S. Water Resources Council 1981; Riggs 1972). Of the latter years whose minimum is zero have no
/// logarithm: they are counted apart and the probability is conditional (Jennings & Benson 1969). Ten years asked for.
std::vector<FlowTarget> seven_day_low_flow_targets(const DailyFlows& flows, const FlowYears& years);

}  // namespace qingliu
