#include "models/operation/scenario_operation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "engine/base/index.hpp"
#include "engine/base/quantity.hpp"
#include "engine/time/civil_time.hpp"
#include "models/ecology/compliance.hpp"
#include "models/operation/sharing.hpp"

namespace qingliu {

namespace {

/// A way shorter than this is made at once, s.
constexpr double no_time = 1;

constexpr double endless = std::numeric_limits<double>::infinity();

}  // namespace

ScenarioOperation::ScenarioOperation(const Case& specification, const Grid& grid,
                                     const std::vector<Constituent>& constituents,
                                     const std::vector<Exchange>& exchanges, const ClassJudge* judge,
                                     const Forcing& forcing, int scenario)
    : case_(&specification),
      grid_(&grid),
      constituents_(&constituents),
      exchanges_(&exchanges),
      judge_(judge),
      forcing_(&forcing),
      plan_(&specification.operations[at(specification.scenarios[at(scenario)].operation)]),
      next_look_(specification.start) {
    add_rules();
    add_controllers();
    add_sharings();
}

ScenarioOperation::Target& ScenarioOperation::target_of(const Actuator& setting) {
    const auto found = std::ranges::find(targets_, setting, &Target::of);
    if (found != targets_.end()) return *found;
    if (setting.kind == Actuator::Kind::structure) {
        const Structure& work = case_->network.structures[at(setting.index)];
        targets_.push_back({setting, work.name, work.setting->unit});
    } else {
        targets_.push_back({setting, case_->sources[at(setting.index)].name, "m3/s"});
    }
    targets_.back().ramp = endless;
    return targets_.back();
}

void ScenarioOperation::add_rules() {
    for (const OperationRule& data : plan_->rules) {
        Rule rule{&data, RuleState(data), {}, {data.interval}};
        for (const Condition& condition : data.when)
            rule.instruments.emplace_back(condition.gauge, *case_, *grid_, *constituents_, judge_);
        rule.values.assign(data.when.size(), 0.0);
        const int number = static_cast<int>(rules_.size());
        for (const Action& action : data.then) target_of(action.target).claims.push_back({number, true, &action});
        for (const Action& action : data.otherwise) target_of(action.target).claims.push_back({number, false, &action});
        rules_.push_back(std::move(rule));
    }
    for (Target& target : targets_) {
        std::ranges::stable_sort(target.claims, {},
                                 [&](const Claim& claim) { return rules_[at(claim.rule)].data->priority; });
    }
}

void ScenarioOperation::add_controllers() {
    for (const OperationController& data : plan_->controllers) {
        target_of(data.target).controller = static_cast<int>(controllers_.size());
        controllers_.push_back({&data,
                                PidController(data),
                                Instrument(data.gauge, *case_, *grid_, *constituents_, judge_),
                                {data.interval}});
    }
}

void ScenarioOperation::add_sharings() {
    for (const SharedWithdrawals& data : plan_->withdrawals) {
        Sharing sharing{&data, Instrument(data.gauge, *case_, *grid_, *constituents_, judge_), {data.interval}};
        const std::vector<char> above = upstream_of(*grid_, grid_->face_from[at(sharing.instrument.face())]);
        for (std::size_t m = 0; m < data.members.size(); ++m) {
            const int source = data.members[m].source;
            Target& target = target_of({Actuator::Kind::source, source});
            target.sharing = static_cast<int>(sharings_.size());
            target.member = static_cast<int>(m);
            const auto exchange = std::ranges::find_if(
                *exchanges_, [&](const Exchange& e) { return e.kind == Exchange::Kind::source && e.index == source; });
            sharing.exchange.push_back(static_cast<int>(exchange - exchanges_->begin()));
            sharing.above.push_back(above[at(exchange->cell)]);
        }
        sharing.allotted.assign(data.members.size(), endless);
        sharings_.push_back(std::move(sharing));
    }
}

double ScenarioOperation::actual(const Target& target, double time) const {
    return target.free ? forcing_->scheduled(target.of, time) : target.move.at(time);
}

void ScenarioOperation::judge_rules(const Observation& observation) {
    const int today = month_day_of(observation.time, case_->utc_offset_minutes);
    for (Rule& rule : rules_) {
        if (rule.watch.next(case_->start) > observation.time) continue;
        ++rule.watch.looks;
        for (std::size_t k = 0; k < rule.values.size(); ++k) rule.values[k] = rule.instruments[k].read(observation);
        rule.state.look(rule.values, observation.time, today);
    }
}

/// What the first who has a say wants of a setting; a controller whose time has come decides or watches.
ScenarioOperation::Wish ScenarioOperation::wish_of(Target& target, const Observation& observation) {
    Wish wish;
    wish.ramp = target.ramp;
    bool spoken = false;
    for (const Claim& claim : target.claims) {
        const RuleState& state = rules_[at(claim.rule)].state;
        if (claim.on ? !state.on() : !state.off()) continue;
        const Action& action = *claim.action;
        if (!spoken) {
            wish = {action.to_schedule, action.setting, action.ramp, claim.rule};
            spoken = true;
        } else if (wish.overruled == schedule &&
                   (action.to_schedule != wish.to_schedule || (!action.to_schedule && action.setting != wish.value))) {
            wish.overruled = claim.rule;
        }
    }
    if (target.controller < 0) return wish;
    Controller& controller = controllers_[at(target.controller)];
    const double now = actual(target, observation.time);
    double value = target.free ? now : target.move.to;
    if (controller.watch.next(case_->start) <= observation.time) {
        ++controller.watch.looks;
        const double measured = controller.instrument.read(observation);
        const double set_point = controller.data->set_point.at(observation.time);
        if (spoken) {
            controller.pid.watch(measured, set_point, now);
        } else {
            value = controller.pid.decide(measured, set_point, now);
        }
    }
    if (!spoken) wish = {false, value, controller.data->ramp, static_cast<int>(rules_.size()) + target.controller};
    return wish;
}

/// How much each member of a sharing may take: what flows by, with what is taken above, less the reserve.
void ScenarioOperation::share(Sharing& sharing, const Observation& observation, std::vector<Wish>& wishes) {
    const SharedWithdrawals& data = *sharing.data;
    const auto is_of = [&](const Target& target, std::size_t member) {
        return target.of == Actuator{Actuator::Kind::source, data.members[member].source};
    };
    const auto index_of = [&](std::size_t member) {
        const auto found = std::ranges::find_if(targets_, [&](const Target& t) { return is_of(t, member); });
        return static_cast<std::size_t>(found - targets_.begin());
    };
    const double reserve = data.section < 0 ? data.reserve.at(observation.time)
                                            : ecological_target(case_->sections[at(data.section)].ecological_flow,
                                                                observation.time, case_->utc_offset_minutes);
    const double flow = sharing.instrument.read(observation);
    double taken = 0, asked = 0;
    std::vector<WaterClaim> claims;
    for (std::size_t m = 0; m < data.members.size(); ++m) {
        const Wish& wish = wishes[index_of(m)];
        const double demand =
            wish.to_schedule ? forcing_->scheduled(targets_[index_of(m)].of, observation.time) : wish.value;
        claims.push_back({data.members[m].priority, demand});
        asked += demand;
        if (sharing.above[m] == 0) continue;
        if (observation.source_volume.empty()) {
            // before the first step the rivers are as the common start left them
            const auto initial = case_->initial.discharge.find(data.members[m].source);
            const Series& before = initial != case_->initial.discharge.end()
                                       ? initial->second
                                       : case_->sources[at(data.members[m].source)].discharge;
            taken += before.at(observation.time);
        } else {
            taken -= observation.source_volume[at(sharing.exchange[m])] / observation.dt;
        }
    }
    const double available = std::max(flow + taken - reserve, 0.0);
    const std::vector<double> shares = share_water(claims, available, data.shortage);
    for (std::size_t m = 0; m < claims.size(); ++m) {
        const double cut = shares[m] < claims[m].demand ? shares[m] : endless;
        const double before = std::min(sharing.allotted[m], claims[m].demand);
        if (std::fabs(std::min(cut, claims[m].demand) - before) >= data.smallest_move) sharing.allotted[m] = cut;
    }
    const Reason shown = sharing.instrument.show(flow);
    const double possible = std::min(available, asked);
    sharing.reason = {
        fmt::format("{} with {:.4g} m3/s withdrawn above, reserve {:.4g} m3/s: {:.4g} of {:.4g} m3/s can be withdrawn",
                    shown.en, taken, reserve, possible, asked),
        fmt::format("{}，上游已取 {:.4g} m3/s，保留 {:.4g} m3/s：需取 {:.4g} m3/s，可取 {:.4g} m3/s", shown.zh, taken,
                    reserve, asked, possible)};
}

void ScenarioOperation::fulfil(Target& target, const Wish& wish, const Observation& observation,
                               std::vector<OperationEvent>& events) {
    const double time = observation.time, now = actual(target, time);
    const bool passed_on = wish.holder != target.holder;
    const double aim = wish.to_schedule ? forcing_->scheduled(target.of, time) : wish.value;
    const double ramped = std::fabs(aim - now) / wish.ramp, duration = ramped < no_time ? 0 : ramped;
    const bool follows = target.free && wish.to_schedule, underway = !target.free && target.move.to == aim;
    target.ramp = wish.ramp;
    if (now != aim && !follows && !underway && (passed_on || !wish.to_schedule))
        record(target, now, aim, time + duration, wish.holder, observation, events);
    if (!follows && !underway) target.move = {target.of, now, aim, time, time + duration};
    target.free = wish.to_schedule && (target.free || target.move.end <= time);
    target.returning = wish.to_schedule && !target.free;
    if (wish.overruled != target.overruled && wish.overruled != schedule) {
        record(target, aim, aim, time, wish.overruled, observation, events);
        const Reason wanted = reason_of(wish.overruled, observation);
        const std::string stronger = name_of(wish.holder);
        events.back().reason = {fmt::format("overruled by {}: {}", stronger, wanted.en),
                                fmt::format("让位于“{}”：{}", stronger, wanted.zh)};
    }
    target.holder = wish.holder;
    target.overruled = wish.overruled;
}

void ScenarioOperation::look(const Observation& observation, std::vector<OperationEvent>& events) {
    judge_rules(observation);
    std::vector<Wish> wishes;
    for (Target& target : targets_) wishes.push_back(wish_of(target, observation));
    for (Sharing& sharing : sharings_) {
        if (sharing.watch.next(case_->start) > observation.time) continue;
        ++sharing.watch.looks;
        share(sharing, observation, wishes);
    }
    for (std::size_t i = 0; i < targets_.size(); ++i) {
        Target& target = targets_[i];
        Wish& wish = wishes[i];
        if (target.sharing >= 0) {
            const double allotted = sharings_[at(target.sharing)].allotted[at(target.member)];
            const double demand = wish.to_schedule ? forcing_->scheduled(target.of, observation.time) : wish.value;
            if (allotted < demand) {
                wish.to_schedule = false;
                wish.value = allotted;
                wish.holder = static_cast<int>(rules_.size() + controllers_.size()) + target.sharing;
            }
        }
        fulfil(target, wish, observation, events);
    }
    plan_next_look();
}

void ScenarioOperation::plan_next_look() {
    next_look_ = endless;
    moves_.clear();
    for (const Rule& rule : rules_) next_look_ = std::min(next_look_, rule.watch.next(case_->start));
    for (const Controller& c : controllers_) next_look_ = std::min(next_look_, c.watch.next(case_->start));
    for (const Sharing& sharing : sharings_) next_look_ = std::min(next_look_, sharing.watch.next(case_->start));
    for (const Target& target : targets_) {
        if (target.free) continue;
        moves_.push_back(target.move);
        // the schedule, back at which it will be, is then handed the setting
        if (target.returning) next_look_ = std::min(next_look_, target.move.end);
    }
}

std::string ScenarioOperation::name_of(int holder) const {
    if (holder == schedule) return "schedule";
    auto number = at(holder);
    if (number < rules_.size()) return rules_[number].data->name;
    number -= rules_.size();
    if (number < controllers_.size()) return controllers_[number].data->name;
    return sharings_[number - controllers_.size()].data->name;
}

Reason ScenarioOperation::reason_of(int holder, const Observation& observation) const {
    auto number = at(holder);
    if (number < rules_.size()) {
        const Rule& rule = rules_[number];
        Reason reason = rule.state.on()    ? Reason{}
                        : rule.state.off() ? Reason{"no longer: ", "不再成立："}
                                           : Reason{"out of season: ", "不在时段内："};
        for (std::size_t k = 0; k < rule.values.size(); ++k) {
            const Condition& condition = rule.data->when[k];
            const Reason seen = rule.instruments[k].show(rule.values[k]),
                         limit = rule.instruments[k].amount(condition.threshold);
            const bool of_class = condition.gauge.variable == Gauge::Variable::water_class;
            const Reason side = condition.above ? (of_class ? Reason{"worse than", "劣于"} : Reason{"above", "高于"})
                                                : (of_class ? Reason{"better than", "优于"} : Reason{"below", "低于"});
            reason.en += fmt::format("{}{} ({} {})", k == 0 ? "" : "; ", seen.en, side.en, limit.en);
            reason.zh += fmt::format("{}{}（{} {}）", k == 0 ? "" : "；", seen.zh, side.zh, limit.zh);
        }
        return reason;
    }
    number -= rules_.size();
    if (number < controllers_.size()) {
        const Controller& controller = controllers_[number];
        const Reason seen = controller.instrument.show(controller.instrument.read(observation)),
                     aim = controller.instrument.amount(controller.data->set_point.at(observation.time));
        return {fmt::format("{}, set point {}", seen.en, aim.en), fmt::format("{}，设定值 {}", seen.zh, aim.zh)};
    }
    return sharings_[number - controllers_.size()].reason;
}

/// An event of `by`; where the schedule takes over, the reason is that of who let go.
void ScenarioOperation::record(const Target& target, double from, double to, double until, int by,
                               const Observation& observation, std::vector<OperationEvent>& events) const {
    const int because = by == schedule ? target.holder : by;
    events.push_back({observation.time, until, target.name, name_of(by), target.unit, from_si(from, target.unit),
                      from_si(to, target.unit), because == schedule ? Reason{} : reason_of(because, observation)});
}

std::vector<double> ScenarioOperation::save() const {
    std::vector<double> numbers{next_look_};
    for (const Rule& rule : rules_) {
        numbers.push_back(rule.watch.looks);
        rule.state.save(numbers);
    }
    for (const Controller& controller : controllers_) {
        numbers.push_back(controller.watch.looks);
        controller.pid.save(numbers);
    }
    for (const Sharing& sharing : sharings_) {
        numbers.push_back(sharing.watch.looks);
        numbers.insert(numbers.end(), sharing.allotted.begin(), sharing.allotted.end());
    }
    for (const Target& target : targets_) {
        numbers.insert(numbers.end(), {target.move.from, target.move.to, target.move.start, target.move.end,
                                       target.free ? 1.0 : 0.0, target.returning ? 1.0 : 0.0, target.ramp,
                                       static_cast<double>(target.holder), static_cast<double>(target.overruled)});
    }
    return numbers;
}

void ScenarioOperation::restore(std::span<const double> numbers) {
    if (numbers.size() != save().size())
        throw std::invalid_argument("the saved state of the operation belongs to other rules");
    const auto take = [&] {
        const double first = numbers.front();
        numbers = numbers.subspan(1);
        return first;
    };
    const double next = take();
    for (Rule& rule : rules_) {
        rule.watch.looks = take();
        rule.state.restore(numbers);
    }
    for (Controller& controller : controllers_) {
        controller.watch.looks = take();
        controller.pid.restore(numbers);
    }
    for (Sharing& sharing : sharings_) {
        sharing.watch.looks = take();
        for (double& allotted : sharing.allotted) allotted = take();
    }
    for (Target& target : targets_) {
        target.move.of = target.of;
        for (double* number : {&target.move.from, &target.move.to, &target.move.start, &target.move.end})
            *number = take();
        target.free = take() != 0;
        target.returning = take() != 0;
        target.ramp = take();
        target.holder = static_cast<int>(take());
        target.overruled = static_cast<int>(take());
    }
    plan_next_look();
    next_look_ = next;
}

}  // namespace qingliu
