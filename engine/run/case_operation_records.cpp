#include "engine/run/case_operation.hpp"
#include "engine/run/case_values.hpp"

namespace qingliu {
namespace {

Record<PlaceText> place_record() {
    return Record<PlaceText>("gauge", "Where the operators look: a control section, a structure, or a river point.")
        .mention("section", name_of("a control section"), "Control section to look at.")
        .optional()
        .mention("structure", name_of("a structure"), "Structure to look at.")
        .optional()
        .field("side", &PlaceText::downstream, choice<bool>({{"upstream", false}, {"downstream", true}}),
               "Side of the structure whose level or water is meant.")
        .fallback("upstream")
        .mention("river", name_of("a river"), "River to look at, with at.")
        .optional()
        .field("at", &PlaceText::at, quantity("km"), "Design chainage to look at, with river.");
}

Record<ConditionText> condition_record() {
    return Record<ConditionText>("condition", "A quantity at a place, and the threshold beyond which it holds.")
        .embed(&ConditionText::where, place_record())
        .field("variable", &ConditionText::variable, text(),
               "water_level, discharge, the name of a constituent, or class (the headline class of the moment).")
        .field("above", &ConditionText::above, text(),
               "It holds above this value, with its unit; a class is I to V and above means worse.")
        .optional()
        .field("below", &ConditionText::below, text(), "It holds below this value, with its unit.")
        .optional()
        .field("hysteresis", &ConditionText::hysteresis, text(),
               "How far back beyond the threshold the value must come before it ceases, with the unit of the value; a "
               "count of classes. None where left out.")
        .optional();
}

template <class T>
Record<T> target_record(const std::string& name, const std::string& sentence) {
    return Record<T>(name, sentence)
        .mention("structure", name_of("a structure"), "Structure whose opening is set.")
        .optional()
        .mention("release", name_of("a release"), "Release whose discharge is set.")
        .optional()
        .mention("withdrawal", name_of("an abstraction"), "Abstraction whose discharge is set.")
        .optional();
}

Record<ActionText> action_record() {
    return target_record<ActionText>("action", "What is done to one structure, release or withdrawal.")
        .field("setting", &ActionText::setting, text(),
               "Opening or discharge with its unit, or schedule: back to what the schedule says.")
        .field(
            "ramp", &ActionText::ramp, text(),
            "Fastest change of the setting, such as 0.1 m/h or 2 m3/s/h; at once where left out. It holds on the way "
            "back too.")
        .optional();
}

Record<Season> season_record() {
    return Record<Season>("season", "A part of every year, both days included; may pass the turn of the year.")
        .field("from", &Season::from, day_of_year(), "First day.")
        .field("to", &Season::to, day_of_year(), "Last day.");
}

Record<RuleText> rule_record() {
    return Record<RuleText>("rule", "What is done while conditions hold, and while they do not.")
        .field("name", &RuleText::name, text(), "Name, unique; decisions are recorded under it.")
        .field("when", &RuleText::when, list_of(record_of(condition_record())), "The conditions.")
        .field("match", &RuleText::all, choice<bool>({{"all", true}, {"any", false}}),
               "Whether all conditions must hold or one of them.")
        .fallback("all")
        .field("then", &RuleText::then, list_of(record_of(action_record())), "What is done while they hold.")
        .field("otherwise", &RuleText::otherwise, list_of(record_of(action_record())),
               "What is done while they do not; left out, lower rules, controllers and the schedule have their say.")
        .optional()
        .field("minimum_duration", &RuleText::minimum_duration, quantity("h").at_least(0),
               "The rule stays as it is for at least this time once it has changed.")
        .fallback("0 h")
        .field("season", &RuleText::season, plain_record_of(season_record()), "Outside it the rule is silent.")
        .optional()
        .field("priority", &RuleText::priority, integer().between(1, 1000),
               "Of rules that want the same thing differently the one with the smaller number prevails; of equal ones "
               "the one that stands first.")
        .fallback("1")
        .field("interval", &RuleText::interval, quantity("min").between(1, 525600), "Time between two looks.")
        .fallback("15 min");
}

Record<HoldText> hold_record() {
    return Record<HoldText>("set point", "The level or the discharge a controller holds, and where.")
        .embed(&HoldText::where, place_record())
        .field("water_level", &HoldText::water_level, series("m"), "Water level to be held.")
        .optional()
        .field("discharge", &HoldText::discharge, series("m3/s"), "Discharge to be held.")
        .optional();
}

Record<ControllerText> controller_record() {
    return target_record<ControllerText>("controller", "Holds a level or a discharge by moving one setting (PID).")
        .field("name", &ControllerText::name, text(), "Name, unique; decisions are recorded under it.")
        .field("holds", &ControllerText::holds, record_of(hold_record()), "What is held, and where.")
        .field("raises_when", &ControllerText::raise_when_above, choice<bool>({{"above", true}, {"below", false}}),
               "Whether the setting is raised when the measured value stands above the set point or below it.")
        .field("proportional", &ControllerText::proportional, text(),
               "Gain: change of the setting per deviation, such as 0.5 m/m, 20 m3/s/m or 0.02 s/m2.")
        .field("integral_time", &ControllerText::integral_time, quantity("min").above(0),
               "Time in which the integral part repeats the proportional one; no integral part where left out.")
        .optional()
        .field("derivative_time", &ControllerText::derivative_time, quantity("min").at_least(0),
               "Time the derivative part looks ahead.")
        .fallback("0 min")
        .field("dead_band", &ControllerText::dead_band, text(),
               "Deviations to either side that count as none, in the unit of what is held.")
        .optional()
        .field("smallest_move", &ControllerText::smallest_move, text(),
               "Moves smaller than this wait until they have added up, in the unit of the setting.")
        .optional()
        .field("min", &ControllerText::least, text(), "Least setting; else the least there is.")
        .optional()
        .field("max", &ControllerText::most, text(), "Largest setting; else the largest there is.")
        .optional()
        .field("ramp", &ControllerText::ramp, text(), "Fastest change of the setting, such as 0.1 m/h.")
        .optional()
        .field("interval", &ControllerText::interval, quantity("min").between(1, 525600), "Time between two looks.")
        .fallback("15 min");
}

Record<KeepText> keep_record() {
    return Record<KeepText>("reserve", "The discharge that has to flow past a point before anything is withdrawn.")
        .embed(&KeepText::where, place_record())
        .field("discharge", &KeepText::discharge, series("m3/s").at_least(0),
               "The reserve; left out, the ecological flow of the control section.")
        .optional();
}

Record<MemberText> member_record() {
    return Record<MemberText>("member", "One of the withdrawals that give way.")
        .mention("withdrawal", name_of("an abstraction"), "The abstraction.")
        .field("priority", &MemberText::priority, integer().between(1, 1000),
               "1 is served first; a higher number gets what the lower ones leave.")
        .fallback("1");
}

Record<SharedText> shared_record() {
    using Shortage = SharedWithdrawals::Shortage;
    return Record<SharedText>("shared withdrawals", "Withdrawals that give way where too little would flow on.")
        .field("name", &SharedText::name, text(), "Name, unique; decisions are recorded under it.")
        .field("keeps", &SharedText::keeps, record_of(keep_record()), "What has to flow on, and where.")
        .field("takes", &SharedText::takes, list_of(record_of(member_record())), "The withdrawals.")
        .field("shortage", &SharedText::shortage,
               choice<Shortage>({{"in_proportion", Shortage::in_proportion},
                                 {"equally", Shortage::equally},
                                 {"by_order", Shortage::by_order}}),
               "How those of one priority share what is short: in proportion to what they ask for, every one the same "
               "amount, or the first of the list first.")
        .fallback("in_proportion")
        .field("smallest_move", &SharedText::smallest_move, quantity("m3/s").at_least(0),
               "Changes of a withdrawal smaller than this are not made.")
        .fallback("0.001 m3/s")
        .field("interval", &SharedText::interval, quantity("min").between(1, 525600),
               "Time between two looks; longer than a change takes to reach a point downstream.")
        .fallback("1 h");
}

}  // namespace

Record<OperationText> operation_record() {
    return file_of_figures<OperationText>("operation", "How scenarios are operated beyond their schedules.")
        .field("rules", &OperationText::rules, list_of(record_of(rule_record())), "Rules by conditions.")
        .optional()
        .field("controllers", &OperationText::controllers, list_of(record_of(controller_record())),
               "Controllers that hold a level or a discharge.")
        .optional()
        .field("withdrawals", &OperationText::withdrawals, list_of(record_of(shared_record())),
               "Withdrawals that give way by priority.")
        .optional();
}

}  // namespace qingliu
