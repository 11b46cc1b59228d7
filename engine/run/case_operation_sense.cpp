#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

#include "engine/base/index.hpp"
#include "engine/base/quantity.hpp"
#include "engine/base/text.hpp"
#include "engine/run/case_operation.hpp"
#include "engine/run/case_values.hpp"

namespace qingliu {
namespace {

const std::string length_unit = "m", discharge_unit = "m3/s", pure_unit = "1";

/// What can be set of one target, and within which range.
struct Range {
    std::string unit;
    double least = 0;
    double most = std::numeric_limits<double>::infinity();
    Related declared = {};
};

class OperationCheck {
public:
    OperationCheck(CaseSense& sense, const Node& head, const std::vector<Constituent>& constituents)
        : sense_(sense), reading_(sense.reading), head_(head), constituents_(constituents) {}

    OperationPlan plan(const Node& file, OperationText& text) {
        OperationPlan plan;
        if (file.present() && text.rules.empty() && text.controllers.empty() && text.withdrawals.empty() &&
            reading_.sound(file))
            reading_.fault(file, "this operation decides nothing", "rules, controllers or withdrawals");
        for (Written<RuleText>& rule : text.rules) plan.rules.push_back(check(rule));
        for (Written<ControllerText>& controller : text.controllers) plan.controllers.push_back(check(controller));
        for (Written<SharedText>& shared : text.withdrawals) plan.withdrawals.push_back(check(shared));
        return plan;
    }

private:
    void name(const std::string& name, const Node& map) {
        names_.listed(map);
        names_.add(name, map.find("name"), reading_);
    }

    /// A number in a unit known only now; nothing where the node is absent or wrong.
    std::optional<double> read(const Node& node, const std::string& unit, std::optional<double> least = {},
                               bool open = false) {
        if (!reading_.sound(node)) return std::nullopt;
        ValueDescription what = quantity(unit).description;
        what.minimum = least;
        what.open_minimum = open;
        double value = 0;
        if (!read_quantity(node, what, reading_, value)) return std::nullopt;
        return value;
    }

    std::optional<double> read_class(const Node& node) {
        static constexpr std::array words{"I", "II", "III", "IV", "V"};
        if (!reading_.sound(node)) return std::nullopt;
        const auto found = std::ranges::find(words, node.text());
        if (found != words.end()) return static_cast<double>(found - words.begin() + 1);
        report_wrong_choice(node, ValueDescription{.choices = {words.begin(), words.end()}}, reading_);
        return std::nullopt;
    }

    void look_up(const Node& map, const PlaceText& text, Gauge& gauge) {
        const Node section = map.find("section"), structure = map.find("structure"), river = map.find("river");
        if (section.present() + structure.present() + river.present() != 1) {
            reading_.fault(map, "it is not clear where to look", "one of section, structure, or river with at");
            return;
        }
        if (map.find("side").present() && !structure.present())
            reading_.fault(map.key_node("side"), "only a structure has sides", "side with structure");
        if (river.present() != map.find("at").present()) {
            reading_.fault(river.present() ? map : map.key_node("at"), "a river point has a river and a chainage",
                           "river and at");
            return;
        }
        if (section.present()) {
            if (!head_.find("sections").present()) sense_.sections.listed(head_);
            const int index = sense_.sections.find(section, reading_);
            if (index >= 0) gauge.at = sense_.result.sections[at(index)].at;
            gauge.place = section.text();
        } else if (structure.present()) {
            gauge.structure = sense_.structures.find(structure, reading_);
            gauge.downstream = text.downstream;
            gauge.place = structure.text();
        } else {
            gauge.at = {check_point(sense_, map, text.at.value_or(0)), text.at.value_or(0)};
            gauge.place = fmt::format("{} {}", river.text(), map.find("at").text());
        }
    }

    void set_variable(const Node& node, Gauge& gauge) {
        if (!reading_.sound(node)) return;
        const std::string& name = node.text();
        using Variable = Gauge::Variable;
        std::vector<std::string> known{"water_level", "discharge", "class"};
        if (name == "water_level" || name == "discharge") {
            gauge.variable = name == "water_level" ? Variable::water_level : Variable::discharge;
            gauge.unit = name == "water_level" ? length_unit : discharge_unit;
            return;
        }
        if (name == "class") {
            gauge.variable = Variable::water_class;
            if (!head_.find("standard").present())
                reading_.fault(node, "a class needs a standard, and the case names none", "standard: FILE in the case");
            return;
        }
        for (const Constituent& constituent : constituents_) {
            known.push_back(constituent.name);
            if (constituent.name == name) gauge.unit = common_unit(constituent.unit);
        }
        for (const Water& water : sense_.result.waters) {
            known.push_back(fmt::format("fraction_{}", water.name));
            if (known.back() == name) gauge.unit = pure_unit;
        }
        gauge.variable = Variable::constituent;
        gauge.constituent = name;
        if (!gauge.unit.empty()) return;
        const std::string guess = closest_name(name, known);
        reading_.fault(node, fmt::format("there is nothing called \"{}\" to look at", name),
                       guess.empty() ? join_words(known, "or") : "", guess);
    }

    Condition check(Written<ConditionText>& text) {
        const Node& map = text.node;
        Condition condition;
        look_up(map, text.where, condition.gauge);
        set_variable(map.find("variable"), condition.gauge);
        const Node above = map.find("above"), below = map.find("below"), hysteresis = map.find("hysteresis");
        if (above.present() == below.present()) {
            reading_.fault(map, "a condition has one threshold", "above or below");
            return condition;
        }
        condition.above = above.present();
        const Node threshold = above.present() ? above : below;
        const std::string& unit = condition.gauge.unit;
        if (condition.gauge.variable == Gauge::Variable::water_class) {
            condition.threshold = read_class(threshold).value_or(0);
            condition.hysteresis = read(hysteresis, pure_unit, 0).value_or(0);
        } else if (!unit.empty()) {
            condition.threshold = read(threshold, unit).value_or(0);
            condition.hysteresis = read(hysteresis, unit, 0).value_or(0);
        }
        return condition;
    }

    /// The setting a map names, and its range; index -1 where that cannot be told.
    Actuator target(const Node& map, Range& range) {
        Actuator setting;
        const Node structure = map.find("structure"), release = map.find("release"),
                   withdrawal = map.find("withdrawal");
        if (structure.present() + release.present() + withdrawal.present() != 1) {
            reading_.fault(map, "it is not clear what is to be set", "one of structure, release or withdrawal");
            return setting;
        }
        if (structure.present()) {
            setting.index = sense_.structures.find(structure, reading_);
            if (setting.index < 0) return setting;
            const Structure& work = sense_.result.network.structures[at(setting.index)];
            const Node& node = sense_.structure_nodes[at(setting.index)];
            if (!reading_.sound(node, "kind")) return setting;
            if (!work.setting) {
                reading_.fault(structure, fmt::format("{} is a {}: nothing of it moves", work.name, work.kind),
                               "a gate, a pump or another work with a setting");
                return setting;
            }
            const Node height = node.find("height");
            range = {work.setting->unit, work.setting->minimum, work.setting->maximum,
                     height.present() ? Related{height.place(), "its height"} : Related{node.place(), "the work"}};
            return setting;
        }
        setting.kind = Actuator::Kind::source;
        range.unit = discharge_unit;
        setting.index = source(release.present() ? release : withdrawal, !release.present());
        if (setting.index < 0) return setting;
        const PointSource& exchange = sense_.result.sources[at(setting.index)];
        if (exchange.capacity > 0) range.most = exchange.capacity;
        range.declared = {sense_.source_nodes[at(setting.index)].find("capacity").place(), "its capacity"};
        return setting;
    }

    int source(const Node& node, bool abstraction) {
        const int index = sense_.sources.find(node, reading_);
        if (index < 0) return index;
        const PointSource& exchange = sense_.result.sources[at(index)];
        const auto wanted = abstraction ? PointSource::Kind::abstraction : PointSource::Kind::release;
        if (exchange.kind != wanted && reading_.sound(sense_.source_nodes[at(index)], "kind"))
            reading_.fault(node, fmt::format("{} is {}", exchange.name, abstraction ? "no abstraction" : "no release"),
                           abstraction ? "an inflow of kind abstraction" : "an inflow of kind release");
        return index;
    }

    void within(const Node& node, double value, const Range& range) {
        if (value >= range.least && value <= range.most) return;
        const bool above = value > range.most;
        reading_.fault(node, "this setting is beyond what there is",
                       fmt::format("at {} {}", above ? "most" : "least",
                                   format_quantity(above ? range.most : range.least, range.unit)),
                       {}, range.declared);
    }

    Action check(Written<ActionText>& text) {
        const Node& map = text.node;
        Action action;
        Range range;
        action.target = target(map, range);
        const Node setting = map.find("setting");
        if (range.unit.empty() || !reading_.sound(setting)) return action;
        action.to_schedule = setting.text() == "schedule";
        if (!action.to_schedule) {
            if (const auto value = read(setting, range.unit)) {
                action.setting = *value;
                within(setting, *value, range);
            }
        }
        action.ramp = read(map.find("ramp"), fmt::format("{}/h", range.unit), 0, true).value_or(action.ramp);
        return action;
    }

    OperationRule check(Written<RuleText>& text) {
        const Node& map = text.node;
        name(text.name, map);
        OperationRule rule{text.name,     {},           text.all, {}, {}, text.minimum_duration, text.season,
                           text.priority, text.interval};
        if (reading_.sound(map, "when") && text.when.empty())
            reading_.fault(map.find("when"), "a rule needs a condition", "at least one");
        if (reading_.sound(map, "then") && text.then.empty())
            reading_.fault(map.find("then"), "a rule needs something to do", "at least one action");
        for (Written<ConditionText>& condition : text.when) rule.when.push_back(check(condition));
        for (auto [written, actions] :
             {std::pair(&text.then, &rule.then), std::pair(&text.otherwise, &rule.otherwise)}) {
            for (Written<ActionText>& action : *written) {
                actions->push_back(check(action));
                const Actuator& target = actions->back().target;
                const auto same = [&](const Action& other) { return other.target == target; };
                if (target.index >= 0 && std::ranges::count_if(*actions, same) > 1)
                    reading_.fault(action.node, "this rule sets the same thing twice", "one action for each");
            }
        }
        return rule;
    }

    OperationController check(Written<ControllerText>& text) {
        const Node& map = text.node;
        name(text.name, map);
        OperationController controller;
        controller.name = text.name;
        Range range;
        controller.target = target(map, range);
        if (controller.target.index >= 0) {
            const auto [other, fresh] = controlled_.try_emplace(
                {controller.target.kind == Actuator::Kind::structure, controller.target.index}, map.find("name"));
            if (!fresh)
                reading_.fault(map.find("name"), "another controller moves the same setting", "one controller for each",
                               {}, Related{other->second.place(), "the other one"});
        }
        Written<HoldText>& holds = text.holds;
        const Node level = holds.node.find("water_level"), discharge = holds.node.find("discharge");
        if (!holds.node.present()) return controller;
        look_up(holds.node, holds.where, controller.gauge);
        if (level.present() == discharge.present()) {
            reading_.fault(holds.node, "a controller holds one thing", "water_level or discharge");
            return controller;
        }
        controller.gauge.variable = level.present() ? Gauge::Variable::water_level : Gauge::Variable::discharge;
        controller.gauge.unit = level.present() ? length_unit : discharge_unit;
        controller.set_point = level.present() ? holds.water_level : holds.discharge;
        cover(level.present() ? level : discharge, controller.set_point);
        controller.raise_when_above = text.raise_when_above;
        controller.integral_time = text.integral_time;
        controller.derivative_time = text.derivative_time;
        controller.interval = text.interval;
        controller.dead_band = read(map.find("dead_band"), controller.gauge.unit, 0).value_or(0);
        if (range.unit.empty()) return controller;
        const std::string gain = level.present()           ? fmt::format("{}/m", range.unit)
                                 : range.unit == pure_unit ? "s/m3"
                                                           : fmt::format("{} s/m3", range.unit);
        controller.proportional = read(map.find("proportional"), gain, 0, true).value_or(0);
        controller.smallest_move = read(map.find("smallest_move"), range.unit, 0).value_or(0);
        controller.least = read(map.find("min"), range.unit).value_or(range.least);
        controller.most = read(map.find("max"), range.unit).value_or(range.most);
        if (map.find("min").present()) within(map.find("min"), controller.least, range);
        if (map.find("max").present()) within(map.find("max"), controller.most, range);
        if (controller.least > controller.most)
            reading_.fault(map.find("min").present() ? map.find("min") : map, "the least setting is above the largest",
                           "min not above max");
        controller.ramp = read(map.find("ramp"), fmt::format("{}/h", range.unit), 0, true).value_or(controller.ramp);
        return controller;
    }

    SharedWithdrawals check(Written<SharedText>& text) {
        const Node& map = text.node;
        name(text.name, map);
        SharedWithdrawals shared;
        shared.name = text.name;
        shared.shortage = text.shortage;
        shared.smallest_move = text.smallest_move;
        shared.interval = text.interval;
        shared.gauge.variable = Gauge::Variable::discharge;
        shared.gauge.unit = discharge_unit;
        const Node keeps = map.find("keeps");
        if (reading_.sound(keeps)) {
            look_up(keeps, text.keeps.where, shared.gauge);
            shared.reserve = text.keeps.discharge;
            cover(keeps.find("discharge"), shared.reserve);
            if (!keeps.find("discharge").present()) ecological_flow(keeps, shared);
        }
        if (reading_.sound(map, "takes") && text.takes.empty())
            reading_.fault(map.find("takes"), "nothing is withdrawn here", "at least one withdrawal");
        for (Written<MemberText>& member : text.takes) {
            const Node withdrawal = member.node.find("withdrawal");
            const int index = source(withdrawal, true);
            if (index < 0) continue;
            const auto [other, fresh] = shared_.try_emplace(index, withdrawal);
            if (!fresh)
                reading_.fault(withdrawal, "this withdrawal gives way already", "one place for each", {},
                               Related{other->second.place(), "the other one"});
            shared.members.push_back({index, member.priority});
        }
        return shared;
    }

    void ecological_flow(const Node& keeps, SharedWithdrawals& shared) {
        const Node section = keeps.find("section");
        if (!section.present()) {
            reading_.fault(keeps, "how much has to flow on is not said",
                           "discharge, or a section with an ecological flow");
            return;
        }
        if (!reading_.sound(section)) return;
        shared.section = sense_.sections.find(section, reading_);
        if (shared.section < 0) return;
        const auto& target = sense_.result.sections[at(shared.section)].ecological_flow;
        if (std::ranges::all_of(target, [](double flow) { return flow <= 0; }))
            reading_.fault(section, fmt::format("{} has no ecological flow", section.text()),
                           "discharge, or a section with an ecological flow");
    }

    void cover(const Node& node, const Series& series) {
        if (sense_.period_known)
            check_cover(node, series, sense_.result.start, sense_.result.end, sense_.result.utc_offset_minutes,
                        reading_);
    }

    CaseSense& sense_;
    Reading& reading_;
    const Node& head_;
    const std::vector<Constituent>& constituents_;
    Names names_{"rule, controller or sharing"};
    std::map<std::pair<bool, int>, Node> controlled_;
    std::map<int, Node> shared_;
};

}  // namespace

OperationPlan check_operation(CaseSense& sense, const Node& head, const Node& file, OperationText& text,
                              const std::vector<Constituent>& constituents) {
    return OperationCheck(sense, head, constituents).plan(file, text);
}

}  // namespace qingliu
