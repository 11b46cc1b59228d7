#include "models/operation/rule_state.hpp"

#include <algorithm>
#include <cmath>

namespace qingliu {

namespace {

bool contains(const Season& season, int month_day) {
    const bool after = month_day >= season.from, before = month_day <= season.to;
    return season.from <= season.to ? after && before : after || before;
}

/// Whether a condition holds now, given whether it held before.
bool holds(const Condition& condition, double value, bool held) {
    if (std::isnan(value)) return held;
    const double way = condition.above ? 1 : -1;
    const double beyond = way * (value - condition.threshold);
    return held ? beyond > -condition.hysteresis : beyond > 0;
}

double take(std::span<const double>& numbers) {
    const double first = numbers.front();
    numbers = numbers.subspan(1);
    return first;
}

}  // namespace

bool RuleState::look(std::span<const double> values, double time, int month_day) {
    for (std::size_t k = 0; k < condition_.size(); ++k)
        condition_[k] = holds(rule_->when[k], values[k], condition_[k] != 0) ? 1 : 0;
    const auto fulfilled = std::ranges::count(condition_, 1);
    const bool wanted = rule_->all ? fulfilled == std::ssize(condition_) : fulfilled > 0;
    const bool was_speaking = speaking_, was_on = on_;
    speaking_ = contains(rule_->season, month_day);
    const bool may_change = !was_speaking || time - since_ >= rule_->minimum_duration;
    if (speaking_ && may_change) on_ = wanted;
    const bool changed = speaking_ != was_speaking || (speaking_ && on_ != was_on);
    if (changed) since_ = time;
    return changed;
}

void RuleState::save(std::vector<double>& numbers) const {
    for (const char held : condition_) numbers.push_back(held);
    numbers.insert(numbers.end(), {speaking_ ? 1.0 : 0.0, on_ ? 1.0 : 0.0, since_});
}

void RuleState::restore(std::span<const double>& numbers) {
    for (char& held : condition_) held = take(numbers) != 0 ? 1 : 0;
    speaking_ = take(numbers) != 0;
    on_ = take(numbers) != 0;
    since_ = take(numbers);
}

}  // namespace qingliu
