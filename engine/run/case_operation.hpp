// A file of operation as it is written: rules, controllers, shared withdrawals. Thresholds and settings stay text until
// it is known what they measure.
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "engine/run/case_sense.hpp"

namespace qingliu {

/// Where somebody looks: the keys section, structure with side, or river with at.
struct PlaceText {
    std::optional<double> at;
    bool downstream = false;
};
struct ConditionText {
    PlaceText where;
    std::string variable, above, below, hysteresis;
};
struct ActionText {
    std::string setting, ramp;
};
struct RuleText {
    std::string name;
    std::vector<Written<ConditionText>> when;
    bool all = true;
    std::vector<Written<ActionText>> then, otherwise;
    double minimum_duration = 0, interval = 0;
    Season season;
    int priority = 1;
};
struct HoldText {
    PlaceText where;
    Series water_level, discharge;
};
struct ControllerText {
    std::string name, proportional, dead_band, smallest_move, least, most, ramp;
    Written<HoldText> holds;
    bool raise_when_above = false;
    double integral_time = std::numeric_limits<double>::infinity();
    double derivative_time = 0, interval = 0;
};
struct KeepText {
    PlaceText where;
    Series discharge;
};
struct MemberText {
    int priority = 1;
};
struct SharedText {
    std::string name;
    Written<KeepText> keeps;
    std::vector<Written<MemberText>> takes;
    SharedWithdrawals::Shortage shortage = SharedWithdrawals::Shortage::in_proportion;
    double smallest_move = 0, interval = 0;
};
struct OperationText {
    std::vector<Written<RuleText>> rules;
    std::vector<Written<ControllerText>> controllers;
    std::vector<Written<SharedText>> withdrawals;
};
Record<OperationText> operation_record();

/// Looks up what a file names, reads thresholds and settings in the unit of what they measure, checks ranges. Network,
/// boundaries and sections have been checked before; `head` is the case.
OperationPlan check_operation(CaseSense& sense, const Node& head, const Node& file, OperationText& text,
                              const std::vector<Constituent>& constituents);

}  // namespace qingliu
