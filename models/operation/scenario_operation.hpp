// The operators of one scenario. At each look rules are judged first, then every setting gets the wish of the first who
// has one: rules by priority, its controller, its schedule; last, shared withdrawals are cut to what the reserve
// leaves. What differs from how the setting moves now becomes a move, and an event with its reason.
#pragma once

#include <vector>

#include "engine/run/contracts.hpp"
#include "models/hydraulics/forcing.hpp"
#include "models/operation/instrument.hpp"
#include "models/operation/pid_controller.hpp"
#include "models/operation/rule_state.hpp"

namespace qingliu {

class ScenarioOperation final : public Operation {
public:
    /// References must outlive it; `judge` may be null where no rule asks for a class. `forcing`: the schedules of the
    /// scenario, not operated. Precondition: the scenario has an operation.
    ScenarioOperation(const Case& specification, const Grid& grid, const std::vector<Constituent>& constituents,
                      const std::vector<Exchange>& exchanges, const ClassJudge* judge, const Forcing& forcing,
                      int scenario);

    [[nodiscard]] double next_look() const override { return next_look_; }
    void look(const Observation& observation, std::vector<OperationEvent>& events) override;
    [[nodiscard]] std::span<const SettingMove> moves() const override { return moves_; }
    [[nodiscard]] std::vector<double> save() const override;
    void restore(std::span<const double> numbers) override;

private:
    /// Somebody who looks every `interval` from the start of the case on.
    struct Watch {
        double interval = 0;
        double looks = 0;  // done; a whole number
        [[nodiscard]] double next(double start) const { return start + looks * interval; }
    };
    struct Rule {
        const OperationRule* data;
        RuleState state;
        std::vector<Instrument> instruments;  // [condition]
        Watch watch;
        std::vector<double> values = {};  // [condition], of the last look
    };
    struct Controller {
        const OperationController* data;
        PidController pid;
        Instrument instrument;
        Watch watch;
    };
    struct Sharing {
        const SharedWithdrawals* data;
        Instrument instrument;
        Watch watch;
        std::vector<char> above = {};       // [member] 1 where it takes its water before the instrument
        std::vector<int> exchange = {};     // [member]
        std::vector<double> allotted = {};  // [member] m3 s-1, infinite where nothing is short
        Reason reason = {};
    };
    /// A rule's action on a target, while the rule is on or while it is off.
    struct Claim {
        int rule = 0;
        bool on = true;
        const Action* action = nullptr;
    };
    /// Who holds a setting: the schedule, or a rule, controller or sharing by its number among all of them.
    static constexpr int schedule = -1;
    struct Target {
        Actuator of;
        std::string name, unit;
        std::vector<Claim> claims = {};  // by priority
        int controller = -1, sharing = -1, member = -1;
        SettingMove move = {};
        bool free = true;        // follows the schedule; else `move` holds
        bool returning = false;  // on its way to the schedule
        double ramp = 0;         // unit per s, of who moved it last
        int holder = schedule;
        int overruled = schedule;  // the rule whose wish a rule before it keeps from being done
    };
    struct Wish {
        bool to_schedule = true;
        double value = 0, ramp = 0;
        int holder = schedule;
        int overruled = schedule;
    };

    Target& target_of(const Actuator& setting);
    void add_rules();
    void add_controllers();
    void add_sharings();
    [[nodiscard]] double actual(const Target& target, double time) const;
    void judge_rules(const Observation& observation);
    Wish wish_of(Target& target, const Observation& observation);
    void share(Sharing& sharing, const Observation& observation, std::vector<Wish>& wishes);
    void fulfil(Target& target, const Wish& wish, const Observation& observation, std::vector<OperationEvent>& events);
    void plan_next_look();
    [[nodiscard]] std::string name_of(int holder) const;
    [[nodiscard]] Reason reason_of(int holder, const Observation& observation) const;
    void record(const Target& target, double from, double to, double until, int by, const Observation& observation,
                std::vector<OperationEvent>& events) const;

    const Case* case_;
    const Grid* grid_;
    const std::vector<Constituent>* constituents_;
    const std::vector<Exchange>* exchanges_;
    const ClassJudge* judge_;
    const Forcing* forcing_;
    const OperationPlan* plan_;
    std::vector<Rule> rules_;
    std::vector<Controller> controllers_;
    std::vector<Sharing> sharings_;
    std::vector<Target> targets_;
    std::vector<SettingMove> moves_;
    double next_look_;
};

}  // namespace qingliu
