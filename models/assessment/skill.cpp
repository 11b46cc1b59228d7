#include "models/assessment/skill.hpp"

#include <cmath>
#include <stdexcept>
#include <vector>

#include "engine/base/unknown.hpp"

namespace qingliu {

namespace {

void same_length(std::size_t one, std::size_t other) {
    if (one != other) throw std::invalid_argument("series that are compared have as many values");
}

/// Means, and mean products about them, of the pairs that are known.
struct Moments {
    double pairs = 0;
    double mean_o = 0, mean_s = 0, var_o = 0, var_s = 0, cov = 0, square_error = 0;
};

Moments moments_of(std::span<const double> observed, std::span<const double> computed) {
    Moments m;
    const auto each = [&](const auto& visit) {
        for (std::size_t i = 0; i < observed.size(); ++i)
            if (!std::isnan(observed[i]) && !std::isnan(computed[i])) visit(observed[i], computed[i]);
    };
    each([&](double o, double s) { ++m.pairs, m.mean_o += o, m.mean_s += s; });
    m.mean_o /= m.pairs, m.mean_s /= m.pairs;
    each([&](double o, double s) {
        m.var_o += (o - m.mean_o) * (o - m.mean_o) / m.pairs;
        m.var_s += (s - m.mean_s) * (s - m.mean_s) / m.pairs;
        m.cov += (o - m.mean_o) * (s - m.mean_s) / m.pairs;
        m.square_error += (s - o) * (s - o) / m.pairs;
    });
    // a series that never changes has the deviation that adding it up leaves
    const auto never_changes = [](double variance, double mean) { return variance <= 1e-24 * mean * mean; };
    if (never_changes(m.var_o, m.mean_o)) m.var_o = 0;
    if (never_changes(m.var_s, m.mean_s)) m.var_s = 0;
    if (m.pairs == 0) m.square_error = unknown;
    return m;
}

double ratio(double numerator, double denominator) { return denominator != 0 ? numerator / denominator : unknown; }

double correlation_of(const Moments& m) { return ratio(m.cov, std::sqrt(m.var_o) * std::sqrt(m.var_s)); }

double distance_from_one(double r, double variability, double bias) {
    return 1 - std::sqrt((r - 1) * (r - 1) + (variability - 1) * (variability - 1) + (bias - 1) * (bias - 1));
}

/// Correlation of what was measured with what was computed `shift` steps later.
double shifted_correlation(std::span<const double> observed, std::span<const double> computed, int shift) {
    const auto off = static_cast<std::size_t>(std::abs(shift));
    if (off >= observed.size()) return unknown;
    const std::size_t count = observed.size() - off;
    return correlation_of(shift >= 0 ? moments_of(observed.first(count), computed.subspan(off))
                                     : moments_of(observed.subspan(off), computed.first(count)));
}

}  // namespace

Skill skill_of(std::span<const double> observed, std::span<const double> computed) {
    same_length(observed.size(), computed.size());
    const Moments m = moments_of(observed, computed);
    Skill skill;
    skill.pairs = static_cast<std::size_t>(m.pairs);
    skill.skipped = observed.size() - skill.pairs;
    skill.efficiency = 1 - ratio(m.square_error, m.var_o);
    skill.rsr = ratio(std::sqrt(m.square_error), std::sqrt(m.var_o));
    skill.pbias = ratio(m.mean_o - m.mean_s, m.mean_o);
    skill.correlation = correlation_of(m);
    skill.variability_ratio = ratio(std::sqrt(m.var_s), std::sqrt(m.var_o));
    skill.mean_ratio = ratio(m.mean_s, m.mean_o);
    skill.kling_gupta_2009 = distance_from_one(skill.correlation, skill.variability_ratio, skill.mean_ratio);
    skill.kling_gupta_2012 =
        distance_from_one(skill.correlation, ratio(skill.variability_ratio, skill.mean_ratio), skill.mean_ratio);
    skill.root_mean_square_error = std::sqrt(m.square_error);
    skill.mean_error = m.mean_s - m.mean_o;
    return skill;
}

PeakSkill peak_skill(std::span<const double> time, std::span<const double> observed, std::span<const double> computed) {
    same_length(time.size(), observed.size());
    same_length(time.size(), computed.size());
    PeakSkill peak{unknown, unknown, unknown};
    double observed_at = unknown, computed_at = unknown;
    for (std::size_t i = 0; i < time.size(); ++i) {
        if (std::isnan(observed[i]) || std::isnan(computed[i])) continue;
        if (!(observed[i] <= peak.observed)) peak.observed = observed[i], observed_at = time[i];
        if (!(computed[i] <= peak.computed)) peak.computed = computed[i], computed_at = time[i];
    }
    peak.time_error = computed_at - observed_at;
    return peak;
}

double volume_error(std::span<const double> time, std::span<const double> observed, std::span<const double> computed) {
    same_length(time.size(), observed.size());
    same_length(time.size(), computed.size());
    double measured = 0, reckoned = 0;
    for (std::size_t i = 1; i < time.size(); ++i) {
        const double o = observed[i - 1] + observed[i], s = computed[i - 1] + computed[i];
        if (std::isnan(o) || std::isnan(s)) continue;
        measured += 0.5 * o * (time[i] - time[i - 1]);
        reckoned += 0.5 * s * (time[i] - time[i - 1]);
    }
    return ratio(reckoned, measured) - 1;
}

double lag_in_steps(std::span<const double> observed, std::span<const double> computed, int most) {
    same_length(observed.size(), computed.size());
    std::vector<double> correlation;  // [shift + most]
    for (int shift = -most; shift <= most; ++shift)
        correlation.push_back(shifted_correlation(observed, computed, shift));
    std::size_t best = correlation.size();
    for (std::size_t i = 0; i < correlation.size(); ++i)
        if (!std::isnan(correlation[i]) && (best == correlation.size() || correlation[i] > correlation[best])) best = i;
    if (best == correlation.size()) return unknown;
    const double whole = static_cast<double>(best) - most;
    if (best == 0 || best + 1 == correlation.size()) return whole;
    const double before = correlation[best - 1], at = correlation[best], after = correlation[best + 1];
    const double bend = before - 2 * at + after;
    return bend < 0 ? whole + 0.5 * (before - after) / bend : whole;
}

}  // namespace qingliu
