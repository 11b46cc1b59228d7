#include "models/ecology/plan_compliance.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <functional>
#include <limits>
#include <span>
#include <stdexcept>

#include "engine/base/unknown.hpp"
#include "engine/time/civil_time.hpp"

namespace qingliu {

namespace {

using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr std::array every_step{JudgedStep::day, JudgedStep::ten_days, JudgedStep::month};
using TargetOn = std::function<double(year_month_day)>;

sys_days end_of_month(year_month_day date) {
    return sys_days(date.year() / date.month() / std::chrono::last) + std::chrono::days(1);
}

/// First day of the period of a step that holds the day, and of the one after it.
std::pair<sys_days, sys_days> bounds(sys_days day, JudgedStep step) {
    const year_month_day date(day);
    const auto of_month = [&](unsigned number) {
        return sys_days(date.year() / date.month() / std::chrono::day(number));
    };
    if (step == JudgedStep::day) return {day, day + std::chrono::days(1)};
    if (step == JudgedStep::month) return {of_month(1), end_of_month(date)};
    const auto number = static_cast<unsigned>(date.day());
    if (number <= 10) return {of_month(1), of_month(11)};
    if (number <= 20) return {of_month(11), of_month(21)};
    return {of_month(21), end_of_month(date)};
}

class Judge {
public:
    Judge(const DailyFlows& flows, const FlowPlan& plan, std::span<const double> inflow)
        : flows_(&flows), plan_(&plan), inflow_(inflow) {}

    [[nodiscard]] StepCompliance judge(const std::string& requirement, JudgedStep step, const TargetOn& target) const {
        StepCompliance result;
        result.requirement = requirement;
        result.step = step;
        std::vector<JudgedPeriod> judged;
        for (sys_days day = flows_->first; day < end();) {
            const auto [first, next] = bounds(day, step);
            const PlanPeriod period = mean_over(first, next, step, target);
            if (period.days > 0) result.periods.push_back(period);
            judged.push_back(period);
            day = next;
        }
        result.found = judge_periods(judged, plan_->zero_flow);
        return result;
    }
    [[nodiscard]] double flow_on(sys_days day) const { return value_on(flows_->discharge, day); }
    [[nodiscard]] sys_days end() const {
        return flows_->first + std::chrono::days(static_cast<int>(flows_->discharge.size()));
    }

private:
    [[nodiscard]] double value_on(std::span<const double> values, sys_days day) const {
        const auto index = (day - flows_->first).count();
        return index < 0 || static_cast<std::size_t>(index) >= values.size() ? unknown
                                                                             : values[static_cast<std::size_t>(index)];
    }
    [[nodiscard]] bool excused(sys_days day, double target) const {
        return plan_->excuse_low_inflow && value_on(inflow_, day) < target;
    }

    /// Means over the days with a target, those that are excused apart unless all of them are; without any day that has
    /// a target the mean of all.
    [[nodiscard]] PlanPeriod mean_over(sys_days first, sys_days next, JudgedStep step, const TargetOn& target) const {
        struct Sum {
            double flow = 0, target = 0;
            int days = 0;
        };
        Sum counted, left_out, without;
        PlanPeriod period;
        period.step = step;
        for (sys_days day = first; day < next; day += std::chrono::days(1)) {
            const double wanted = target(day);
            if (wanted > 0 && period.days++ == 0) period.first = day;
            Sum& sum = wanted <= 0 ? without : excused(day, wanted) ? left_out : counted;
            sum.flow += flow_on(day);
            sum.target += wanted;
            ++sum.days;
        }
        const Sum& sum = counted.days > 0 ? counted : left_out.days > 0 ? left_out : without;
        period.discharge = sum.flow / sum.days;
        period.target = sum.target / sum.days;
        period.length = sum.days * day_length;
        period.excused = counted.days == 0 && left_out.days > 0;
        return period;
    }

    const DailyFlows* flows_;
    const FlowPlan* plan_;
    std::span<const double> inflow_;
};

std::vector<VolumeCompliance> judge_volumes(const Judge& judge, const DailyFlows& flows, const FlowPlan& plan) {
    std::vector<VolumeCompliance> results;
    const int last_year = static_cast<int>(year_month_day(judge.end() - std::chrono::days(1)).year());
    for (int year = static_cast<int>(flows.date(0).year()) - 1; year <= last_year; ++year) {
        for (const VolumeTarget& target : plan.volumes) {
            const auto day_in = [](int of_year, int month_day) {
                const auto month = std::chrono::month(static_cast<unsigned>(month_day / 100));
                const auto number = std::chrono::day(static_cast<unsigned>(month_day % 100));
                const year_month_day date = std::chrono::year(of_year) / month / number;
                // the 29th of February of a year that has none
                return date.ok() ? sys_days(date) : sys_days(date.year() / month / std::chrono::last);
            };
            const sys_days from = day_in(year, target.from);
            const sys_days to = day_in(target.from <= target.to ? year : year + 1, target.to) + std::chrono::days(1);
            if (to <= flows.first || from >= judge.end()) continue;
            VolumeCompliance result{target.name, year, target.volume, 0};
            for (sys_days day = from; day < to; day += std::chrono::days(1))
                result.volume += judge.flow_on(day) * day_length;
            results.push_back(std::move(result));
        }
    }
    return results;
}

}  // namespace

std::vector<StepCompliance> judge_targets(const DailyFlows& flows, const std::vector<double>& target) {
    if (target.size() != flows.discharge.size()) throw std::invalid_argument("as many targets as days are needed");
    std::vector<StepCompliance> results;
    if (target.empty()) return results;
    const FlowPlan nothing_excused;
    const Judge judge(flows, nothing_excused, {});
    for (const JudgedStep step : every_step)
        results.push_back(judge.judge("base_flow", step, [&](year_month_day date) {
            const auto last = static_cast<std::ptrdiff_t>(target.size()) - 1;
            const std::ptrdiff_t day = (sys_days(date) - flows.first).count();
            return target[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(day, 0, last))];
        }));
    return results;
}

std::vector<int> warning_levels(const DailyFlows& flows, const FlowPlan& plan) {
    std::vector<int> levels;
    std::vector<int> run(plan.warnings.size(), 0);  // d
    for (std::size_t day = 0; day < flows.discharge.size(); ++day) {
        const double target = plan.target_on(flows.date(day)), flow = flows.discharge[day];
        int reached = -1;
        for (std::size_t level = 0; level < plan.warnings.size(); ++level) {
            const bool low = target > 0 && flow <= plan.warnings[level].at_most * target;
            run[level] = low ? run[level] + 1 : 0;
            if (run[level] >= plan.warnings[level].days) reached = static_cast<int>(level);
        }
        levels.push_back(reached);
    }
    return levels;
}

PlanCompliance judge_plan(const DailyFlows& flows, const FlowPlan& plan, const std::vector<double>& natural_inflow) {
    if (plan.excuse_low_inflow && natural_inflow.size() != flows.discharge.size())
        throw std::invalid_argument("the plan excuses days of low inflow: the inflow is needed for every day");
    PlanCompliance result;
    if (flows.discharge.empty()) return result;
    const Judge judge(flows, plan, natural_inflow);
    const auto add = [&](const std::string& requirement, const TargetOn& target) {
        for (const JudgedStep step : every_step) result.steps.push_back(judge.judge(requirement, step, target));
    };
    if (std::ranges::any_of(plan.base_flow, [](double flow) { return flow > 0; }))
        add("base_flow",
            [&](year_month_day date) { return plan.base_flow.at(static_cast<unsigned>(date.month()) - 1); });
    for (const SensitivePeriod& period : plan.sensitive_periods)
        add(period.name, [&](year_month_day date) { return holds(period, date) ? period.flow : 0.0; });
    result.volumes = judge_volumes(judge, flows, plan);

    const std::vector<int> levels = warning_levels(flows, plan);
    for (std::size_t day = 0; day < levels.size(); ++day) {
        if (levels[day] < 0) continue;
        const double flow = flows.discharge[day];
        if (day == 0 || levels[day - 1] != levels[day])
            result.warnings.push_back({levels[day], flows.first + std::chrono::days(static_cast<int>(day)), 0,
                                       std::numeric_limits<double>::infinity()});
        ++result.warnings.back().days;
        result.warnings.back().lowest = std::min(result.warnings.back().lowest, flow);
    }
    return result;
}

}  // namespace qingliu
