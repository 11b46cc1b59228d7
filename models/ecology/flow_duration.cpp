#include "models/ecology/flow_duration.hpp"

#include <cstddef>

#include "models/ecology/plotting_position.hpp"

namespace qingliu {

namespace {

constexpr int years_asked_for = 20;

/// Daily means by month of the years [month][day].
std::array<std::vector<double>, 12> days_by_month(const DailyFlows& flows, const std::vector<FlowYear>& years) {
    std::array<std::vector<double>, 12> days;
    for (const FlowYear& year : years)
        for (std::size_t day = year.first; day < year.first + year.count; ++day)
            days.at(flows.month(day)).push_back(flows.discharge[day]);
    return days;
}

FlowTarget duration_target(const std::array<std::vector<double>, 12>& days, double share, std::size_t years) {
    FlowTarget target;
    target.years_used = static_cast<int>(years);
    target.years_needed = years_asked_for;
    for (std::size_t month = 0; month < 12; ++month) target.by_month.at(month) = exceeded_by(days.at(month), share);
    return target;
}

}  // namespace

std::vector<FlowTarget> flow_duration_targets(const DailyFlows& flows, const FlowYears& years) {
    const auto days = days_by_month(flows, years.complete);
    std::vector<FlowTarget> targets;
    for (const int percent : {90, 95}) {
        FlowTarget target = duration_target(days, percent / 100.0, years.complete.size());
        target.method = percent == 90 ? "flow_duration_90" : "flow_duration_95";
        target.title = percent == 90 ? "流量历时曲线 90%" : "流量历时曲线 95%";
        target.english = percent == 90 ? "flow duration 90%" : "flow duration 95%";
        target.source = "SL/T 712-2021";
        targets.push_back(std::move(target));
    }
    return targets;
}

FlowTarget normal_years_target(const DailyFlows& flows, const FlowYears& years) {
    std::vector<double> means;  // m3 s-1 [year]
    for (const FlowYear& year : years.complete) means.push_back(year.mean);
    const double wet = exceeded_by(means, 0.25), dry = exceeded_by(means, 0.75);
    std::vector<FlowYear> normal;
    for (const FlowYear& year : years.complete)
        if (year.mean <= wet && year.mean >= dry) normal.push_back(year);
    FlowTarget target = duration_target(days_by_month(flows, normal), 0.9, years.complete.size());
    target.method = "normal_years";
    target.title = "NGPRP法";
    target.english = "NGPRP, normal years";
    target.source = "NGPRP 1974";
    target.remark = "平水年 " + std::to_string(normal.size()) + " 年";
    target.english_remark = std::to_string(normal.size()) + " normal years";
    return target;
}

}  // namespace qingliu
