#include "models/ecology/driest_month.hpp"

#include <algorithm>

#include "engine/base/unknown.hpp"
#include "models/ecology/plotting_position.hpp"

namespace qingliu {

std::vector<FlowTarget> driest_month_targets(const FlowYears& years) {
    std::vector<double> driest;  // m3 s-1 [year]
    for (const FlowYear& year : years.complete) driest.push_back(year.driest_month());
    const auto count = static_cast<int>(driest.size());

    std::vector<FlowTarget> targets;
    for (const int percent : {90, 95}) {
        FlowTarget target;
        target.method = percent == 90 ? "qp_90" : "qp_95";
        target.title = percent == 90 ? "Qp法 P=90%" : "Qp法 P=95%";
        target.english = percent == 90 ? "driest month, P=90%" : "driest month, P=95%";
        target.source = "SL/T 712-2021";
        target.years_used = count;
        target.years_needed = 30;
        target.set_all(exceeded_by(driest, percent / 100.0));
        targets.push_back(std::move(target));
    }
    constexpr int span = 10;  // years
    FlowTarget recent;
    recent.method = "driest_month_10_years";
    recent.title = "近10年最枯月";
    recent.english = "driest month of last 10 years";
    recent.source = "SL/T 712-2021";
    recent.years_used = std::min(count, span);
    recent.years_needed = span;
    recent.set_all(driest.empty() ? unknown : *std::min_element(driest.end() - recent.years_used, driest.end()));
    if (recent.years_used > 0) {
        const int first = (years.complete.end() - recent.years_used)->name, last = years.complete.back().name;
        if (last - first >= span) {
            recent.remark = "这些年份不连续";
            recent.english_remark = "these years are not consecutive";
        }
    }
    targets.push_back(std::move(recent));
    return targets;
}

}  // namespace qingliu
