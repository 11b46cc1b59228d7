// How a scenario is operated beyond its schedules: rules, controllers, shared withdrawals, as read from a file of
// operation. Plain values in SI units.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "engine/network/network.hpp"
#include "engine/run/actuator.hpp"
#include "engine/time/series.hpp"

namespace qingliu {

/// A quantity at a place, as the operators see it.
struct Gauge {
    enum class Variable { water_level, discharge, constituent, water_class };
    Variable variable = Variable::water_level;
    RiverPoint at;            ///< where `structure` is not given
    int structure = -1;       ///< at this structure: levels and concentrations on one of its sides
    bool downstream = false;  ///< the side of the structure
    std::string constituent;  ///< its word name
    std::string place;        ///< for people
    std::string unit;         ///< as written for people: m, m3/s, mg/L
};

/// True beyond the threshold, and from then on until the value has come back by the hysteresis. What is not known (no
/// water to sample) leaves it as it was.
struct Condition {
    Gauge gauge;
    bool above = true;      ///< true beyond means more than the threshold, else less
    double threshold = 0;   ///< unit of the gauge in SI; a class is its number, 1 to 6
    double hysteresis = 0;  ///< the same unit, >= 0
};

/// What is done to one setting.
struct Action {
    Actuator target;
    bool to_schedule = false;                               ///< back to what the schedule says
    double setting = 0;                                     ///< unit of the target in SI
    double ramp = std::numeric_limits<double>::infinity();  ///< of that unit per s
};

/// A part of the year, both ends included; month * 100 + day, civil time of the case. May pass the turn of the year.
struct Season {
    int from = 101, to = 1231;
};

struct OperationRule {
    std::string name;
    std::vector<Condition> when;
    bool all = true;  ///< all conditions must hold, else one of them
    std::vector<Action> then, otherwise;
    double minimum_duration = 0;  ///< s the rule stays as it is once it has changed
    Season season;                ///< outside it the rule is silent
    int priority = 1;             ///< 1 comes first; of equal ones the first in the file
    double interval = 900;        ///< s between two looks
};

/// Holds a level or a discharge by a PID controller.
struct OperationController {
    std::string name;
    Actuator target;
    Gauge gauge;
    Series set_point;               ///< unit of the gauge in SI
    bool raise_when_above = false;  ///< the setting rises when the gauge stands above the set point, else when below
    double proportional = 0;        ///< setting per gauge, >= 0
    double integral_time = std::numeric_limits<double>::infinity();    ///< s
    double derivative_time = 0;                                        ///< s
    double dead_band = 0;                                              ///< unit of the gauge, to either side
    double smallest_move = 0;                                          ///< unit of the setting
    double least = 0, most = std::numeric_limits<double>::infinity();  ///< of the setting
    double ramp = std::numeric_limits<double>::infinity();             ///< unit of the setting per s
    double interval = 900;                                             ///< s
};

/// Withdrawals that give way, by priority, where less than a reserve flows past a point.
struct SharedWithdrawals {
    /// How members of one priority share what is short.
    enum class Shortage { equally, in_proportion, by_order };
    struct Member {
        int source = -1;   ///< an abstraction of Case::sources
        int priority = 1;  ///< 1 is served first
    };
    std::string name;
    Gauge gauge;     ///< the discharge looked at
    Series reserve;  ///< m3 s-1 that has to flow there; empty: the ecological flow of `section`
    int section = -1;
    std::vector<Member> members;
    Shortage shortage = Shortage::in_proportion;
    double smallest_move = 1e-3;  ///< m3 s-1, smaller changes are not made
    double interval = 3600;       ///< s
};

struct OperationPlan {
    std::vector<OperationRule> rules;
    std::vector<OperationController> controllers;
    std::vector<SharedWithdrawals> withdrawals;
};

}  // namespace qingliu
