#include "models/imports/swmm_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "models/imports/yaml_parts.hpp"

namespace qingliu {
namespace {

/// The rows of one rule of [CONTROLS].
struct RuleRows {
    std::string name;
    std::vector<const SwmmRow*> conditions, then, otherwise;
    bool any = false;
    int priority = 0, line = 0, last = 0;
    std::string strange;  ///< what cannot be told as a rule
};

class Rules {
public:
    Rules(const SwmmModel& model, const SwmmNetwork& network, const SwmmText& text, ImportReport& report)
        : model_(model), network_(network), text_(text), report_(report) {}

    std::string write() {
        std::size_t taken = 0;
        for (const RuleRows& rule : controls()) {
            const std::optional<std::string> written = of_controls(rule);
            if (written) {
                rules_.push_back(*written);
                ++taken;
            } else {
                report_.leave(fmt::format("{}-{}", text_.where(rule.line), rule.last), "rules of [CONTROLS]",
                              "rules here look at depths, levels and flows and switch pumps: " + rule_fault_);
            }
        }
        if (taken > 0) report_.taken.push_back({"rules of [CONTROLS]", taken, "rules of operation"});
        std::size_t switched = 0;
        for (const SwmmLink& link : model_.links) switched += by_depths(link) ? 1 : 0;
        if (switched > 0) report_.taken.push_back({"depths pumps start and stop at", switched, "rules of operation"});
        if (!rules_.empty())
            report_.assume(text_.where(), "operators look every minute", "SWMM looks at every step of its routing");
        return list_block("rules", rules_);
    }

private:
    [[nodiscard]] bool is_pump(const std::string& name) const {
        return std::ranges::any_of(network_.network.structures, [&](const Structure& work) {
            return in_capitals(work.name) == in_capitals(name) && work.kind == "pump";
        });
    }

    std::string action(const std::string& pump, double setting) {
        YamlMap map;
        return map.put("structure", find_named(network_.network.structures, pump)->name)
            .put("setting", fmt::format("{:.6g}", setting))
            .text();
    }

    std::string rule(const std::string& name, const std::vector<std::string>& when, bool any,
                     const std::vector<std::string>& then, const std::vector<std::string>& otherwise, int priority) {
        YamlMap map;
        map.put("name", name).put_yaml("when", yaml_list(when));
        if (any) map.put("match", "any");
        map.put_yaml("then", yaml_list(then));
        if (!otherwise.empty()) map.put_yaml("otherwise", yaml_list(otherwise));
        return map.put("interval", "1 min").put("priority", fmt::format("{}", priority)).text();
    }

    bool by_depths(const SwmmLink& link) {
        if (link.kind != SwmmLink::Kind::pump || link.on_depth <= 0 || !is_pump(link.name)) return false;
        YamlMap when;
        when.put("structure", link.name).put("variable", "water_level");
        when.put("above", figure_text(link.level_up + link.on_depth, "m"));
        when.put("hysteresis", figure_text(std::max(link.on_depth - link.off_depth, 0.0), "m"));
        constexpr int after_the_controls = 900;
        rules_.push_back(rule("depths of " + link.name, {when.text()}, false, {action(link.name, 1)},
                              {action(link.name, 0)}, after_the_controls));
        return true;
    }

    [[nodiscard]] std::vector<RuleRows> controls() const {
        std::vector<RuleRows> all;
        enum class Part { conditions, then, otherwise } part = Part::conditions;
        for (const SwmmRow& row : text_.rows("CONTROLS")) {
            const std::string key = SwmmRows::capitals(row, 0);
            if (key == "RULE") {
                all.emplace_back();
                all.back().name = SwmmRows::word(row, 1);
                all.back().line = row.line;
                part = Part::conditions;
            } else if (all.empty()) {
                continue;  // VARIABLE and EXPRESSION stand before the rules that use them
            } else if (key == "PRIORITY") {
                all.back().priority = static_cast<int>(swmm_number(SwmmRows::word(row, 1)).value_or(0));
            } else {
                if (key == "THEN") part = Part::then;
                if (key == "ELSE") part = Part::otherwise;
                if (key == "OR") all.back().any = true;
                (part == Part::conditions ? all.back().conditions
                 : part == Part::then     ? all.back().then
                                          : all.back().otherwise)
                    .push_back(&row);
            }
            all.back().last = row.line;
        }
        for (RuleRows& rule : all) {
            const auto is_and = [](const SwmmRow* row) { return SwmmRows::capitals(*row, 0) == "AND"; };
            if (rule.any && std::ranges::any_of(rule.conditions, is_and)) rule.strange = "AND and OR in one";
        }
        return all;
    }

    /// "IF NODE A DEPTH > 3": nothing, and why, where it is none of what a rule can look at.
    std::optional<std::string> condition(const SwmmRow& row) {
        const std::string object = SwmmRows::capitals(row, 1), attribute = SwmmRows::capitals(row, 3),
                          relation = SwmmRows::word(row, 4);
        const auto value = swmm_number(SwmmRows::word(row, 5));
        bool above = relation.starts_with(">"), below = relation.starts_with("<") && relation != "<>";
        if (row.words.size() != 6 || !value || (!above && !below)) return std::nullopt;
        YamlMap map;
        double threshold = 0;
        const char* unit = "m";
        if (object == "NODE" && (attribute == "DEPTH" || attribute == "HEAD")) {
            const auto node = find_named(model_.nodes, SwmmRows::word(row, 2));
            if (node == model_.nodes.end()) return std::nullopt;
            const auto& home = network_.node[static_cast<std::size_t>(node - model_.nodes.begin())];
            if (!home) return std::nullopt;
            put_point(map, network_.network, *home);
            map.put("variable", "water_level");
            threshold = *value * model_.units.length + (attribute == "DEPTH" ? node->invert : 0);
        } else if ((object == "LINK" || object == "CONDUIT") && attribute == "FLOW") {
            const auto link = find_named(model_.links, SwmmRows::word(row, 2));
            if (link == model_.links.end()) return std::nullopt;
            const ConduitPlace& place = network_.conduit[static_cast<std::size_t>(link - model_.links.begin())];
            if (place.river < 0) return std::nullopt;
            put_point(map, network_.network, {place.river, 0.5 * (place.from + place.to)});
            map.put("variable", "discharge");
            threshold = *value * model_.units.discharge;
            if (link->turned) {
                threshold = -threshold;
                std::swap(above, below);
            }
            unit = "m3/s";
        } else {
            return std::nullopt;
        }
        return map.put(above ? "above" : "below", figure_text(threshold, unit)).text();
    }

    /// "THEN PUMP P STATUS = ON".
    std::optional<std::string> switched(const SwmmRow& row) {
        const std::string attribute = SwmmRows::capitals(row, 3), value = SwmmRows::capitals(row, 5);
        if (SwmmRows::capitals(row, 1) != "PUMP" || !is_pump(SwmmRows::word(row, 2)) || SwmmRows::word(row, 4) != "=" ||
            row.words.size() != 6)
            return std::nullopt;
        if (attribute == "STATUS" && (value == "ON" || value == "OFF"))
            return action(SwmmRows::word(row, 2), value == "ON" ? 1 : 0);
        const auto speed = swmm_number(value);
        if (attribute == "SETTING" && speed && *speed >= 0 && *speed <= 1)
            return action(SwmmRows::word(row, 2), *speed);
        return std::nullopt;
    }

    std::optional<std::string> of_controls(const RuleRows& rows) {
        rule_fault_ = rows.strange;
        if (!rule_fault_.empty()) return std::nullopt;
        std::vector<std::string> when, then, otherwise;
        const auto all_of = [&](const std::vector<const SwmmRow*>& from, auto&& make, std::vector<std::string>& into) {
            for (const SwmmRow* row : from) {
                const std::optional<std::string> one = make(*row);
                if (!one) {
                    rule_fault_ = fmt::format("\"{}\"", row->raw);
                    return false;
                }
                into.push_back(*one);
            }
            return true;
        };
        const auto look = [&](const SwmmRow& row) { return condition(row); };
        const auto act = [&](const SwmmRow& row) { return switched(row); };
        if (!all_of(rows.conditions, look, when) || !all_of(rows.then, act, then) ||
            !all_of(rows.otherwise, act, otherwise))
            return std::nullopt;
        if (when.empty() || then.empty()) {
            rule_fault_ = "it has no condition or no action";
            return std::nullopt;
        }
        // the larger priority prevails in SWMM, the smaller one here
        return rule(rows.name, when, rows.any, then, otherwise, std::clamp(500 - rows.priority, 1, 800));
    }

    const SwmmModel& model_;
    const SwmmNetwork& network_;
    const SwmmText& text_;
    ImportReport& report_;
    std::vector<std::string> rules_;
    std::string rule_fault_;
};

}  // namespace

std::string swmm_rules(const SwmmModel& model, const SwmmNetwork& network, const SwmmText& text, ImportReport& report) {
    return Rules(model, network, text, report).write();
}

}  // namespace qingliu
