#include "engine/run/process_days.hpp"

#include <algorithm>

namespace qingliu {

void ProcessDays::before(const FlowStep& step, const WaterQuality& water) {
    if (amounts_ == 0) return;
    // meetings at midnight keep every step inside one civil day
    const auto next = std::upper_bound(day_start_->begin(), day_start_->end(), step.time + 0.5 * step.dt);
    if (next == day_start_->begin()) return;
    auto& row = before_[static_cast<std::size_t>(next - day_start_->begin() - 1)];
    if (!row.empty()) return;
    row.resize(amounts_);
    water.process_amounts(row);
}

void ProcessDays::report(const WaterQuality& water, ScenarioRecord& record) const {
    record.daily_amounts.assign(before_.size(), {});
    if (amounts_ == 0) return;
    std::vector<double> after(amounts_);
    water.process_amounts(after);
    for (std::size_t day = before_.size(); day-- > 0;) {
        if (before_[day].empty()) continue;
        auto& made = record.daily_amounts[day];
        made = after;
        for (std::size_t i = 0; i < amounts_; ++i) made[i] -= before_[day][i];
        after = before_[day];
    }
}

void ProcessDays::carry(StateCarrier& carrier) {
    // the days reached in one row; another end of the case makes no difference to them
    std::vector<double> rows;
    for (const auto& row : before_) rows.insert(rows.end(), row.begin(), row.end());
    std::vector<double> reached;
    for (std::size_t day = 0; day < before_.size(); ++day) {
        if (!before_[day].empty()) reached.push_back((*day_start_)[day]);
    }
    if (carrier.restores()) {
        rows.clear();
        reached.clear();
    }
    carrier.carry("days_with_amounts", reached);
    carrier.carry("amounts_before_days", rows);
    if (!carrier.restores() || rows.size() != reached.size() * amounts_) return;
    for (std::size_t k = 0; k < reached.size(); ++k) {
        const auto day = std::find(day_start_->begin(), day_start_->end(), reached[k]);
        if (day == day_start_->end()) continue;
        const auto first = rows.begin() + static_cast<std::ptrdiff_t>(k * amounts_);
        before_[static_cast<std::size_t>(day - day_start_->begin())].assign(
            first, first + static_cast<std::ptrdiff_t>(amounts_));
    }
}

}  // namespace qingliu
