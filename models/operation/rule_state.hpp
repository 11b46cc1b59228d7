// Whether a rule holds: thresholds with hysteresis, a least time between changes, a season.
#pragma once

#include <span>
#include <vector>

#include "engine/run/operation_plan.hpp"

namespace qingliu {

class RuleState {
public:
    /// The rule must outlive it.
    explicit RuleState(const OperationRule& rule) : rule_(&rule), condition_(rule.when.size(), 0) {}

    /// `values` [condition], NaN where not known (the condition then stays as it was, at first not fulfilled); `time`
    /// s; `month_day` as Season has it. Returns whether the rule has changed: begun, ceased, come into or out of
    /// season.
    bool look(std::span<const double> values, double time, int month_day);
    /// In season, and its conditions hold (or have held less than the minimum duration ago).
    [[nodiscard]] bool on() const { return speaking_ && on_; }
    /// In season, and its conditions do not hold.
    [[nodiscard]] bool off() const { return speaking_ && !on_; }

    void save(std::vector<double>& numbers) const;
    /// Takes its numbers off the front.
    void restore(std::span<const double>& numbers);

private:
    const OperationRule* rule_;
    std::vector<char> condition_;  // [condition]
    bool speaking_ = false;        // has been looked at, in season
    bool on_ = false;
    double since_ = 0;  // s, last change
};

}  // namespace qingliu
