// Trend of a series by Spearman's rank correlation with time, as 环办〔2011〕22号 tests it: r_s = 1 - 6 sum d^2 / (N^3
// - N), significant where |r_s| reaches the critical value W_p of N periods.
#pragma once

#include <span>

namespace qingliu {

enum class Trend { none, rising, falling };

struct SpearmanTrend {
    int periods = 0;      ///< N, values that are known
    double r_s = 0;       ///< NaN where fewer than two are known
    double critical = 0;  ///< W_p; NaN for fewer than five periods, which are not tested
    int critical_of = 0;  ///< N of the table it was read at: the next lower one where N itself is not in it
    bool significant = false;
    Trend trend =
        Trend::none;  ///< of the values where significant; falling concentrations are better, falling oxygen worse
};

/// W_p of N periods at a probability of error of 0.05 or 0.01, as the table has it for N = 5..10, 12, 14, ..., 30; else
/// of the next lower N of the table, which asks for more. NaN below 5. Throws std::invalid_argument for another
/// probability.
double critical_rank_correlation(int periods, double probability = 0.05);

/// `values` in the order of time, NaN = not known and left out; equal values share the mean of their ranks.
SpearmanTrend spearman_trend(std::span<const double> values, double probability = 0.05);

}  // namespace qingliu
