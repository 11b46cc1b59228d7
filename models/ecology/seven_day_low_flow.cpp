#include "models/ecology/seven_day_low_flow.hpp"

#include <algorithm>
#include <cmath>

#include "engine/base/unknown.hpp"
#include "models/ecology/plotting_position.hpp"

namespace qingliu {

namespace {

/// Means of so many consecutive values, each added up anew so that equal windows have equal means.
template <class Better>
double best_mean(std::span<const double> discharge, std::size_t days, Better better) {
    double best = unknown;
    for (std::size_t first = 0; first + days <= discharge.size(); ++first) {
        double sum = 0;
        for (const double flow : discharge.subspan(first, days)) sum += flow;
        if (std::isnan(best) || better(sum, best)) best = sum;
    }
    return best / static_cast<double>(days);
}

/// Deviate of the normal distribution with probability p below it: Abramowitz & Stegun 1964, 26.2.23, refined by one
/// step of Halley's method on erfc.
double normal_deviate(double p) {
    const double tail = std::min(p, 1 - p), t = std::sqrt(-2 * std::log(tail));
    double z = -(t - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
    constexpr double root_two_pi = 2.5066282746310002;
    for (int step = 0; step < 2; ++step) {
        const double off = (0.5 * std::erfc(-z / std::sqrt(2.0)) - tail) * root_two_pi * std::exp(0.5 * z * z);
        z -= off / (1 + 0.5 * z * off);
    }
    return p < 0.5 ? z : -z;
}

}  // namespace

double lowest_mean(std::span<const double> discharge, std::size_t days) {
    return best_mean(discharge, days, [](double a, double b) { return a < b; });
}

double highest_mean(std::span<const double> discharge, std::size_t days) {
    return best_mean(discharge, days, [](double a, double b) { return a > b; });
}

double skew_of(const std::vector<double>& values) {
    const auto n = static_cast<double>(values.size());
    const double mean = mean_of(values), deviation = deviation_of(values);
    if (values.size() < 3 || !(deviation > 0)) return unknown;
    double cubes = 0;
    for (const double value : values) cubes += std::pow((value - mean) / deviation, 3);
    return n * cubes / ((n - 1) * (n - 2));
}

double pearson_deviate(double skew, double normal) {
    if (std::fabs(skew) < 1e-9) return normal;
    return 2 / skew * (std::pow(1 + skew * normal / 6 - skew * skew / 36, 3) - 1);
}

std::vector<FlowTarget> seven_day_low_flow_targets(const DailyFlows& flows, const FlowYears& years) {
    std::vector<double> minima, logarithms;  // m3 s-1, log10 of it [year]
    for (const FlowYear& year : years.complete) {
        minima.push_back(lowest_mean(year.of(flows), 7));
        if (minima.back() > 0) logarithms.push_back(std::log10(minima.back()));
    }
    FlowTarget ranked;
    ranked.method = "7q10_empirical";
    ranked.title = "7Q10 经验频率";
    ranked.english = "7Q10, ranked";
    ranked.source = "Riggs 1972";
    ranked.years_used = static_cast<int>(minima.size());
    ranked.years_needed = 10;
    ranked.set_all(exceeded_by(minima, 0.9));

    FlowTarget fitted = ranked;
    fitted.method = "7q10_log_pearson";
    fitted.title = "7Q10 对数P-III";
    fitted.english = "7Q10, log-Pearson III";
    const std::size_t zeros = minima.size() - logarithms.size();
    const double dry = minima.empty() ? 0 : static_cast<double>(zeros) / static_cast<double>(minima.size());
    const double skew = skew_of(logarithms);
    if (zeros > 0 && 10 * zeros >= minima.size()) {
        fitted.set_all(0.0);
        fitted.remark = "断流年占一成以上";
        fitted.english_remark = "a tenth of the years or more ran dry";
    } else if (std::isnan(skew)) {
        fitted.set_all(unknown);
        fitted.remark = "年数不足以拟合";
        fitted.english_remark = "too few years to fit";
    } else {
        const double deviate = pearson_deviate(skew, normal_deviate((0.1 - dry) / (1 - dry)));
        fitted.set_all(std::pow(10, mean_of(logarithms) + deviate * deviation_of(logarithms)));
    }
    return {std::move(ranked), std::move(fitted)};
}

}  // namespace qingliu
