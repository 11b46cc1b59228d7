#include "models/assessment/trend.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <numeric>
#include <stdexcept>
#include <vector>

#include "engine/base/unknown.hpp"

namespace qingliu {

namespace {

struct Critical {
    int periods;
    double at_5_percent, at_1_percent;
};
// 环办〔2011〕22号, appendix: W_p; general knowledge, the printed table has not been seen.
constexpr std::array<Critical, 16> critical_values{{{5, 0.900, 1.000},
                                                    {6, 0.829, 0.943},
                                                    {7, 0.714, 0.893},
                                                    {8, 0.643, 0.833},
                                                    {9, 0.600, 0.783},
                                                    {10, 0.564, 0.746},
                                                    {12, 0.506, 0.712},
                                                    {14, 0.456, 0.645},
                                                    {16, 0.425, 0.601},
                                                    {18, 0.399, 0.564},
                                                    {20, 0.377, 0.534},
                                                    {22, 0.359, 0.508},
                                                    {24, 0.343, 0.485},
                                                    {26, 0.329, 0.465},
                                                    {28, 0.317, 0.448},
                                                    {30, 0.306, 0.432}}};

const Critical* row_of(int periods) {
    const Critical* found = nullptr;
    for (const Critical& row : critical_values) {
        if (row.periods <= periods) found = &row;
    }
    return found;
}

/// Twice the rank of each value from 1, so that shared ranks stay whole.
std::vector<long> doubled_ranks(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<long> ranks(values.size());
    for (std::size_t from = 0; from < order.size();) {
        std::size_t to = from;
        while (to < order.size() && values[order[to]] == values[order[from]]) ++to;
        for (std::size_t k = from; k < to; ++k) ranks[order[k]] = static_cast<long>(from + 1 + to);
        from = to;
    }
    return ranks;
}

}  // namespace

double critical_rank_correlation(int periods, double probability) {
    if (probability != 0.05 && probability != 0.01)
        throw std::invalid_argument("critical values are known for 0.05 and 0.01");
    const Critical* row = row_of(periods);
    if (row == nullptr) return unknown;
    return probability == 0.05 ? row->at_5_percent : row->at_1_percent;
}

SpearmanTrend spearman_trend(std::span<const double> values, double probability) {
    std::vector<double> known;
    std::copy_if(values.begin(), values.end(), std::back_inserter(known), [](double v) { return !std::isnan(v); });
    SpearmanTrend result;
    result.periods = static_cast<int>(known.size());
    result.critical = critical_rank_correlation(result.periods, probability);
    if (const Critical* row = row_of(result.periods)) result.critical_of = row->periods;
    result.r_s = unknown;
    if (known.size() < 2) return result;
    const std::vector<long> ranks = doubled_ranks(known);
    long squares = 0;  // of doubled differences: four times sum d^2
    for (std::size_t i = 0; i < ranks.size(); ++i) {
        const long difference = 2 * static_cast<long>(i + 1) - ranks[i];
        squares += difference * difference;
    }
    const auto n = static_cast<double>(known.size());
    result.r_s = 1 - 6 * (static_cast<double>(squares) / 4) / (n * n * n - n);
    // A critical value of three digits is reached by what rounds to it: 1 - 6 * 6 / 210 of N = 6 is 0.8286, its 0.829.
    result.significant = std::round(std::fabs(result.r_s) * 1000) >= std::round(result.critical * 1000);
    if (result.significant) result.trend = result.r_s > 0 ? Trend::rising : Trend::falling;
    return result;
}

}  // namespace qingliu
