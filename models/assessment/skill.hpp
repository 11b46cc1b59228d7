// How well a computed series follows a measured one: efficiency, bias, correlation, peak, lag, volume. Pure functions
// of two series at the same instants; an instant at which either is not known (NaN) counts in neither.
#pragma once

#include <cstddef>
#include <span>

namespace qingliu {

/// Scores of a series; NaN where they do not exist: of no pair, or where the measured series (or for correlation the
/// computed one) never changes.
struct Skill {
    std::size_t pairs = 0;    ///< instants at which both are known
    std::size_t skipped = 0;  ///< instants at which one is not
    /// 1 - sum (o - s)^2 / sum (o - mean o)^2 (Nash & Sutcliffe 1970), the 确定性系数 DC of GB/T 22482-2008.
    double efficiency = 0;
    double rsr = 0;    ///< 1, root mean square error over the deviation of what was measured (Moriasi et al. 2007)
    double pbias = 0;  ///< 1, sum (o - s) / sum o (Gupta et al. 1999): positive where too little is computed
    double correlation = 0;             ///< 1, Pearson's r
    double variability_ratio = 0;       ///< 1, alpha: deviation computed over measured
    double mean_ratio = 0;              ///< 1, beta: mean computed over measured
    double kling_gupta_2009 = 0;        ///< 1 - |(r - 1, alpha - 1, beta - 1)| (Gupta et al. 2009)
    double kling_gupta_2012 = 0;        ///< the same with alpha / beta in place of alpha (Kling et al. 2012)
    double root_mean_square_error = 0;  ///< unit of the series
    double mean_error = 0;              ///< unit of the series, computed less measured

    /// R2, the square of the correlation.
    [[nodiscard]] double determination() const { return correlation * correlation; }
};

/// Of Kling-Gupta efficiency, what the mean of the measurements for ever would reach: 1 - sqrt(2) (Knoben et al. 2019).
constexpr double kling_gupta_of_the_mean = -0.41421356237309515;

/// Throws std::invalid_argument on unequal lengths.
Skill skill_of(std::span<const double> observed, std::span<const double> computed);

/// The largest value of each series and when it came, the first of equals.
struct PeakSkill {
    double observed = 0, computed = 0;  ///< unit of the series; NaN where nothing is known
    double time_error = 0;              ///< s, computed less observed: positive where it comes late
    [[nodiscard]] double error() const { return computed - observed; }
    [[nodiscard]] double relative_error() const { return error() / observed; }
};

/// `time` (s) ascending. Throws std::invalid_argument on unequal lengths.
PeakSkill peak_skill(std::span<const double> time, std::span<const double> observed, std::span<const double> computed);

/// Volume by the trapezoidal rule between instants at which both are known, computed over observed less 1; NaN where
/// nothing flowed. `time` in s, ascending. Throws std::invalid_argument on unequal lengths.
double volume_error(std::span<const double> time, std::span<const double> observed, std::span<const double> computed);

/// By how much the computed series is late, in steps of series at equal steps: the shift, up to `most` steps either
/// way, at which the correlation is largest, with the vertex of the parabola through its neighbours where it has two.
/// NaN where no shift has a correlation. Throws std::invalid_argument on unequal lengths.
double lag_in_steps(std::span<const double> observed, std::span<const double> computed, int most);

}  // namespace qingliu
