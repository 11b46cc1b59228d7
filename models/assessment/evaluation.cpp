#include "models/assessment/evaluation.hpp"

#include <cmath>
#include <cstddef>
#include <string_view>

#include "engine/base/unknown.hpp"
#include "models/assessment/limits_at.hpp"

namespace qingliu {

namespace {

/// The mean of an indicator that only says under which conditions limits hold.
double condition(const Standard& standard, const std::vector<double>& means, std::string_view name) {
    const int index = standard.find(name);
    return index < 0 ? unknown : means[static_cast<std::size_t>(index)];
}

/// Whether a limit that was used depends on what is not known.
bool leans_on_unknown(const Standard& standard, const std::vector<double>& means, double temperature, double depth) {
    for (std::size_t i = 0; i < standard.indicators.size(); ++i) {
        const Indicator& indicator = standard.indicators[i];
        if (std::isnan(means[i])) continue;
        if (!indicator.cold_limits.empty() && std::isnan(temperature)) return true;
        if (indicator.shallow_below > 0 && std::isnan(depth)) return true;
    }
    return false;
}

/// Judges the values of `result` by the limits of `standard`.
void judge_values(const Standard& standard, double oxygen_saturation, const EvaluationSettings& settings,
                  Evaluation& result) {
    for (std::size_t i = 0; i < standard.indicators.size(); ++i) {
        const Indicator& indicator = standard.indicators[i];
        result.classes.push_back(class_by_limits(indicator, result.values[i], oxygen_saturation));
        const bool upper = indicator.direction == Indicator::Direction::upper;
        const double over = upper ? exceedance(indicator, result.values[i]) : unknown;
        result.multiples.push_back(over > 0 ? over : unknown);
        if (!takes_part(indicator, settings.scope) || indicator.direction == Indicator::Direction::none ||
            !std::isnan(result.values[i]))
            continue;
        (result.counts[i] > 0 ? result.too_few : result.missing).push_back(static_cast<int>(i));
    }
    const bool complete = result.missing.empty() && result.too_few.empty();
    if (settings.missing == Missing::not_judged && !complete) return;
    const Judgement judgement = judge(standard, result.values, settings.scope, oxygen_saturation);
    result.water_class = judgement.water_class;
    result.limiting = judgement.limiting;
    if (judgement.water_class == 0) return;
    result.rating = standard.grades[static_cast<std::size_t>(judgement.water_class - 1)].rating;
    result.main_pollutants = worse_than_iii(standard, result.values, settings.scope);
    if (result.main_pollutants.size() > main_pollutants_named) result.main_pollutants.resize(main_pollutants_named);
}

}  // namespace

Evaluation evaluate_means(const Standard& standard, const PeriodMeans& means, const EvaluationSettings& settings) {
    Evaluation result;
    result.span = means.span;
    result.samples = means.samples;
    result.means = means.means;
    result.counts = means.counts;
    result.below = means.below;
    for (std::size_t i = 0; i < standard.indicators.size(); ++i) {
        result.values.push_back(settings.rounding == Rounding::evaluation
                                    ? rounded_for_evaluation(standard.indicators[i], means.means[i])
                                    : means.means[i]);
    }
    const double temperature = condition(standard, means.means, "water_temperature");
    const double saturation = assessment_oxygen_saturation(temperature);  // NaN where the temperature is not known
    if (limits_vary(standard)) {
        const double depth = condition(standard, means.means, "depth");
        result.conditions_unknown = leans_on_unknown(standard, means.means, temperature, depth);
        judge_values(limits_at(standard, temperature, depth), saturation, settings, result);
    } else {
        judge_values(standard, saturation, settings, result);
    }
    return result;
}

std::vector<Evaluation> evaluate_section(const Standard& standard, std::span<const Sample> samples,
                                         const EvaluationSettings& settings) {
    std::vector<Evaluation> evaluations;
    for (const PeriodMeans& means :
         period_means(standard, samples, settings.period, settings.utc_offset_minutes, settings.below_detection))
        evaluations.push_back(evaluate_means(standard, means, settings));
    return evaluations;
}

}  // namespace qingliu
