#include "models/reports/decisions.hpp"

#include <string>
#include <vector>

namespace qingliu {

namespace {

VariableDescription of_event(const std::string& name, NumberType type, const std::string& unit,
                             const std::string& long_name, const std::string& title) {
    VariableDescription variable;
    variable.name = name;
    variable.type = type;
    variable.dimensions = {"event"};
    variable.unit = unit;
    variable.long_name = long_name;
    variable.title = title;
    return variable;
}

}  // namespace

void write_decisions(NetcdfFile& file, const RunRecord& record) {
    std::vector<int> scenario;
    std::vector<double> time, until, from, to;
    std::vector<std::string> target, decided_by, unit, reason, reason_zh;
    for (std::size_t s = 0; s < record.scenarios.size(); ++s) {
        for (const OperationEvent& event : record.scenarios[s].decisions) {
            scenario.push_back(static_cast<int>(s) + 1);
            time.push_back(event.time);
            until.push_back(event.until);
            from.push_back(event.from);
            to.push_back(event.to);
            target.push_back(event.target);
            decided_by.push_back(event.decided_by);
            unit.push_back(event.unit);
            reason.push_back(event.reason.en);
            reason_zh.push_back(event.reason.zh);
        }
    }
    if (time.empty()) return;
    file.define_dimension("event", time.size());
    constexpr const char* epoch = "seconds since 1970-01-01 00:00:00";
    for (const bool start : {true, false}) {
        VariableDescription when = of_event(start ? "event_time" : "event_until", NumberType::float64, epoch,
                                            start ? "When it was decided (UTC)" : "When the setting arrives (UTC)",
                                            start ? "决策时刻(协调世界时)" : "到位时刻(协调世界时)");
        when.fill = false;
        const int id = file.define(when);
        file.set_attribute(id, "calendar", "standard");
        file.put(id, start ? time : until);
    }
    const auto text = [&](const char* name, const char* long_name, const char* title,
                          const std::vector<std::string>& values) {
        file.put(file.define(of_event(name, NumberType::text, "", long_name, title)), values);
    };
    text("event_target", "Structure, release or withdrawal that is set", "对象", target);
    text("event_decided_by", "Rule, controller or sharing that decided; schedule where that takes over again", "决策者",
         decided_by);
    text("event_unit", "Unit of the setting", "单位", unit);
    text("event_reason", "What was seen", "原因", reason);
    text("event_reason_zh", "What was seen, in Chinese", "原因(中文)", reason_zh);
    // cdo takes no more than five
    constexpr const char* coordinates = "event_time event_target event_decided_by event_unit event_reason";
    VariableDescription number =
        of_event("event_scenario", NumberType::int32, "1", "Number of the schedule it belongs to", "方案序号");
    number.coordinates = "event_time event_until event_reason_zh";
    file.put(file.define(number), scenario);
    for (const bool before : {true, false}) {
        VariableDescription setting = of_event(before ? "event_from" : "event_to", NumberType::float64, "",
                                               before ? "Setting before"
                                                      : "Setting decided on; event_from where the "
                                                        "decision was overruled",
                                               before ? "原值" : "新值");
        setting.coordinates = coordinates;
        setting.comment = "in the unit of event_unit";
        file.put(file.define(setting), before ? from : to);
    }
}

std::vector<std::vector<OperationEvent>> read_decisions(const NetcdfReader& nc, std::size_t scenarios) {
    std::vector<std::vector<OperationEvent>> decisions(scenarios);
    if (!nc.has("event_scenario")) return decisions;
    const std::vector<double> scenario = nc.values("event_scenario"), time = nc.values("event_time"),
                              until = nc.values("event_until"), from = nc.values("event_from"),
                              to = nc.values("event_to");
    const std::vector<std::string> target = nc.texts("event_target"), decided_by = nc.texts("event_decided_by"),
                                   unit = nc.texts("event_unit"), reason = nc.texts("event_reason"),
                                   reason_zh = nc.texts(nc.has("event_reason_zh") ? "event_reason_zh" : "event_reason");
    for (std::size_t i = 0; i < scenario.size(); ++i) {
        decisions.at(static_cast<std::size_t>(scenario[i]) - 1)
            .push_back(
                {time[i], until[i], target[i], decided_by[i], unit[i], from[i], to[i], {reason[i], reason_zh[i]}});
    }
    return decisions;
}

}  // namespace qingliu
