#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "engine/base/unknown.hpp"
#include "models/assessment/verdict.hpp"
#include "models/ecology/compliance.hpp"

namespace qingliu {

namespace {

/// One scope's summary over the days.
struct DaysSummary {
    int worst_class = 0;
    int judged = 0, meeting = 0;
    int limiting = -1;

    [[nodiscard]] double share_meeting() const { return judged > 0 ? static_cast<double>(meeting) / judged : 0.0; }
};

DaysSummary summarise(const std::vector<SectionDay>& days, Judgement SectionDay::*scope, int target_class,
                      std::size_t indicators) {
    DaysSummary summary;
    std::vector<int> days_limited(indicators, 0);
    int limiting_on_worst_day = -1;
    for (const SectionDay& day : days) {
        const Judgement& judgement = day.*scope;
        if (judgement.water_class == 0) continue;
        ++summary.judged;
        if (judgement.water_class > summary.worst_class) {
            summary.worst_class = judgement.water_class;
            limiting_on_worst_day = judgement.limiting;
        }
        if (judgement.water_class <= target_class) {
            ++summary.meeting;
        } else if (judgement.limiting >= 0) {
            ++days_limited[static_cast<std::size_t>(judgement.limiting)];
        }
    }
    const auto most = std::max_element(days_limited.begin(), days_limited.end());
    summary.limiting =
        most != days_limited.end() && *most > 0 ? static_cast<int>(most - days_limited.begin()) : limiting_on_worst_day;
    return summary;
}

/// Mean over the days of each indicator, and of oxygen saturation.
DailyMeans mean_over_days(const Standard& standard, std::span<const DailyMeans> days) {
    DailyMeans mean;
    std::vector<double> known;
    known.reserve(days.size());
    for (std::size_t i = 0; i < standard.indicators.size(); ++i) {
        known.clear();
        for (const DailyMeans& day : days) known.push_back(day.values.empty() ? unknown : day.values[i]);
        mean.values.push_back(mean_value(standard.indicators[i], known));
        double error = 0.0;
        int errors = 0;
        for (const DailyMeans& day : days) {
            if (day.errors.empty() || std::isnan(day.errors[i])) continue;
            error += day.errors[i];
            ++errors;
        }
        mean.errors.push_back(errors > 0 ? error / errors : unknown);
    }
    double sum = 0.0;
    int count = 0;
    for (const DailyMeans& day : days) {
        if (std::isnan(day.oxygen_saturation)) continue;
        sum += day.oxygen_saturation;
        ++count;
    }
    if (count > 0) mean.oxygen_saturation = sum / count;
    return mean;
}

/// What the errors leave of one day's classes.
void look_for_doubt(const Standard& standard, const DailyMeans& mean, SectionDay& day) {
    if (mean.values.empty() || mean.errors.empty()) return;
    day.headline_range = class_range(standard, mean.values, mean.errors, Scope::headline, mean.oxygen_saturation);
    day.full_range = class_range(standard, mean.values, mean.errors, Scope::full, mean.oxygen_saturation);
    if (!day.headline_range.known()) return;
    std::vector<double> corrected = mean.values;
    for (std::size_t i = 0; i < corrected.size(); ++i) corrected[i] -= mean.errors[i];
    day.margin_error = day.headline.margin - smallest_margin(standard, corrected, Scope::headline,
                                                             day.headline.water_class, mean.oxygen_saturation);
}

SectionCertainty certainty_of(const Standard& standard, std::span<const DailyMeans> days,
                              const std::vector<SectionDay>& judged, const DailyMeans& period, int target_class) {
    SectionCertainty certainty;
    certainty.largest_errors.assign(standard.indicators.size(), unknown);
    for (std::size_t d = 0; d < days.size(); ++d) {
        for (std::size_t i = 0; i < days[d].errors.size(); ++i)
            certainty.largest_errors[i] = std::fmax(certainty.largest_errors[i], std::fabs(days[d].errors[i]));
        const ClassRange &headline = judged[d].headline_range, &full = judged[d].full_range;
        if (full.known()) {
            ++certainty.full_days;
            if (full.in_doubt()) ++certainty.full_days_in_doubt;
        }
        if (!headline.known()) continue;
        ++certainty.days;
        if (headline.in_doubt()) ++certainty.days_in_doubt;
        if (headline.best <= target_class && headline.worst > target_class) ++certainty.days_meeting_in_doubt;
        certainty.worst.best = std::max(certainty.worst.best, headline.best);
        certainty.worst.worst = std::max(certainty.worst.worst, headline.worst);
    }
    if (certainty.days > 0)
        certainty.period =
            class_range(standard, period.values, period.errors, Scope::headline, period.oxygen_saturation);
    return certainty;
}

}  // namespace

SectionVerdict assess_section(const ControlSection& section, const Standard& standard, std::span<const DailyMeans> days,
                              int utc_offset_minutes) {
    SectionVerdict verdict;
    std::vector<double> day_start, discharge;
    for (const DailyMeans& mean : days) {
        SectionDay day;
        day.day_start = mean.day_start;
        if (!mean.values.empty()) {
            day.headline = judge(standard, mean.values, Scope::headline, mean.oxygen_saturation);
            day.full = judge(standard, mean.values, Scope::full, mean.oxygen_saturation);
            look_for_doubt(standard, mean, day);
        }
        day.discharge = mean.discharge;
        day.ecological_target = ecological_target(section.ecological_flow, mean.day_start, utc_offset_minutes);
        day.ecological_met = day.ecological_target <= 0.0 || mean.discharge >= day.ecological_target;
        if (day.headline.water_class == 0) ++verdict.days_without_class;
        verdict.days.push_back(day);
        day_start.push_back(mean.day_start);
        discharge.push_back(mean.discharge);
    }

    const DaysSummary headline =
        summarise(verdict.days, &SectionDay::headline, section.target_class, standard.indicators.size());
    verdict.worst_class = headline.worst_class;
    verdict.share_days_meeting_target = headline.share_meeting();
    verdict.limiting = headline.limiting;
    const DaysSummary full =
        summarise(verdict.days, &SectionDay::full, section.target_class, standard.indicators.size());
    verdict.full_worst_class = full.worst_class;
    verdict.full_share_days_meeting_target = full.share_meeting();
    verdict.full_limiting = full.limiting;

    const DailyMeans period = mean_over_days(standard, days);
    verdict.period_means = period.values;
    const Judgement period_headline = judge(standard, period.values, Scope::headline, period.oxygen_saturation);
    verdict.period_class = period_headline.water_class;
    verdict.period_margin = period_headline.margin;
    verdict.full_period_class = judge(standard, period.values, Scope::full, period.oxygen_saturation).water_class;

    verdict.certainty = certainty_of(standard, days, verdict.days, period, section.target_class);

    const FlowCompliance flow =
        judge_ecological_flow(day_start, discharge, section.ecological_flow, utc_offset_minutes);
    verdict.ecological_target = flow.largest_target;
    verdict.min_daily_discharge = flow.min_daily;
    verdict.share_days_flow_met = flow.share_days_met;
    verdict.days_flow_judged = flow.days_judged;
    verdict.deficit_m3 = flow.deficit;
    verdict.longest_spell_below = flow.longest_spell_below;
    verdict.zero_flow_days = flow.zero_flow_days;
    return verdict;
}

}  // namespace qingliu
