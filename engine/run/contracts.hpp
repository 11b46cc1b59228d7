// What the run loop asks of the models, and what it hands them. One virtual call per pack or per lane and step.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/run/actuator.hpp"
#include "engine/state/checkpoint.hpp"
#include "engine/state/results.hpp"

namespace qingliu {

struct Case;
struct Grid;

/// One accepted flow step of one scenario, as volumes: the fluxes that move water are the fluxes that move mass.
/// Law: volume_after = volume_before + sum of face volumes in - out + source_volume - evaporation_volume -
/// seepage_volume.
struct FlowStep {
    double time = 0;                             ///< s, start of the step
    double dt = 0;                               ///< s
    std::span<const double> volume_before;       ///< m3 [cell]
    std::span<const double> volume_after;        ///< m3 [cell]
    std::span<const double> face_volume;         ///< m3 [face], through the face over the step, + from -> to
    std::span<const double> source_volume;       ///< m3 [exchange], into the water positive, abstractions negative
    std::span<const double> evaporation_volume;  ///< m3 [cell], >= 0, leaves mass behind
    std::span<const double> seepage_volume;      ///< m3 [cell], >= 0, takes mass along
    std::span<const double> depth;               ///< m [cell], at the end
    std::span<const double> top_width;           ///< m [cell], at the end
    std::span<const double> velocity;            ///< m s-1 [cell], at the end
    std::span<const double> face_area;           ///< m2 [face], wetted area at the end; 0 at structures: no dispersion
    std::span<const double> face_velocity;       ///< m s-1 [face], at the end
    // only the formulas of dispersion ask for these
    std::span<const double> face_top_width = {};       ///< m [face], at the end; 0 at structures
    std::span<const double> face_shear_velocity = {};  ///< m s-1 [face], sqrt(g R S_f) at the end; 0 at structures
    // only the formulas of reaeration ask for these
    std::span<const double> friction_slope = {};  ///< 1 [cell], S_f >= 0 at the end; 0 where the water stands still
    std::span<const double> level_before = {};    ///< m [cell]; meaningless where no work exchanges gases
    std::span<const double> level_after = {};     ///< m [cell]
};

/// Where one exchange with the outside happens: a point source, or one cell's part of a stretch.
struct Exchange {
    /// What the last three bring or take depends on the level of the water, or on its surface.
    enum class Kind { source, diffuse, ground_water, banks, rain };
    int cell = -1;
    Kind kind = Kind::source;
    int index = -1;    ///< into Case::sources, diffuse, ground_water, or Network::banks
    double share = 1;  ///< of the diffuse water; length of the cell inside the stretch (m) for ground water and banks
    bool at_upstream_end = false;  ///< it comes along the river, with momentum
    double depth = 0;              ///< m, of what so comes, or 0 where it is not known
};

/// Hydraulic state of one scenario.
struct FlowState {
    std::vector<double> level;      ///< m [cell]
    std::vector<double> volume;     ///< m3 [cell], the conserved state
    std::vector<double> velocity;   ///< m s-1 [face]
    std::vector<double> discharge;  ///< m3 s-1 [face]
    /// m [exchange with banks, in their order]; empty: the banks stand as high as the river
    std::vector<double> bank_level = {};
    /// m, largest movement of a level in the last day of the constant forcing that stands for a steady flow where none
    /// is found; 0 where the flow is steady, or no start
    double unrest = 0;
};

/// How the steps of one lane went.
struct StepCounts {
    long steps = 0, rejected = 0, fallbacks = 0, iterations = 0,
         idle = 0;      ///< idle: rounds the lane waited for its mates
    double damped = 0;  ///< s in which swings were damped instead of resolved

    void carry(StateCarrier& carrier) {
        carrier.carry("steps", steps);
        carrier.carry("rejected", rejected);
        carrier.carry("fallbacks", fallbacks);
        carrier.carry("iterations", iterations);
        carrier.carry("idle", idle);
        carrier.carry("damped", damped);
    }
};

/// Which cells held one lane up, [cell].
struct CellTrouble {
    std::vector<long> iterations;  ///< Newton iterations after which this cell had moved most and another was needed
    std::vector<long> limits;      ///< steps whose length its error decided, steps refused for its sake included

    void carry(StateCarrier& carrier) {
        carrier.carry("held_up", iterations);
        carrier.carry("limits", limits);
    }
};

/// The flow of a pack of scenarios. Each lane has its own clock, step and error control; lanes meet at the targets they
/// are given.
class FlowPack {
public:
    virtual ~FlowPack() = default;
    /// Scenarios in the pack.
    [[nodiscard]] virtual int lanes() const = 0;
    /// Every lane that has neither failed nor reached `target` (s since 1970Z) attempts one step towards it.
    virtual void attempt(double target) = 0;
    /// Whether a lane has reached `target` or failed.
    [[nodiscard]] virtual bool done(int lane, double target) const = 0;
    /// The step a lane took in the last attempt, or nullptr; valid until the next attempt.
    [[nodiscard]] virtual const FlowStep* taken(int lane) = 0;
    /// Empty while a lane is sound; else what failed, where and when.
    [[nodiscard]] virtual const std::string& failure(int lane) const = 0;
    virtual void fail(int lane, std::string why) = 0;
    /// The cell a failed lane failed at, -1 where that is not known.
    [[nodiscard]] virtual int failed_cell(int lane) const = 0;
    [[nodiscard]] virtual const StepCounts& counts(int lane) const = 0;
    [[nodiscard]] virtual CellTrouble trouble(int lane) const = 0;
    [[nodiscard]] virtual FlowState state(int lane) const = 0;
    virtual void set_state(int lane, const FlowState& state, double time) = 0;
    /// From now on these moves, and no others, take the place of the schedules of a lane. No step of it runs across
    /// the end of a move or across `next_look` (s since 1970Z).
    virtual void operate(int lane, std::span<const SettingMove> moves, double next_look) = 0;
    /// From now on these values hold in a lane, and no other imposed before. They are no events: where they change no
    /// value they change no step.
    virtual void impose(int lane, std::span<const ImposedValue> values) = 0;
    /// What a setting is now in a lane, in the unit of ImposedValue: imposed, else decided, else scheduled.
    [[nodiscard]] virtual double setting(int lane, const Actuator& of) const = 0;
    /// Everything the next step of a lane depends on; restoring leaves the lane as it was kept, its clock included.
    virtual void carry_state(int lane, StateCarrier& carrier) = 0;
    /// What was counted since the start.
    virtual void carry_sums(int lane, StateCarrier& carrier) = 0;
    /// Levels, depths, velocities, discharges of one lane for the results.
    virtual void observe(int lane, ScenarioFrame& frame) const = 0;
};

/// Everything the water of one scenario carries.
class WaterQuality {
public:
    virtual ~WaterQuality() = default;
    /// Moves and transforms it over one flow step (Strang: half a step of kinetics, transport, half a step of
    /// kinetics).
    virtual void advance(const FlowStep& step) = 0;
    /// Fills every cell with water of these concentrations [constituent].
    virtual void fill(std::span<const double> volume, std::span<const double> concentration) = 0;
    /// Lays into the bed what the case begins with there, of the water as it is.
    virtual void start_bed(std::span<const double> volume) = 0;
    /// Mass [cell * constituents + constituent], g (or unit x m3).
    [[nodiscard]] virtual std::span<double> mass() = 0;
    /// Amount [cell * constituents in the bed + constituent], unit of the constituent x m2.
    [[nodiscard]] virtual std::span<double> bed() = 0;
    /// The same over the area of the bed, in the constituent's unit.
    virtual void over_bed(std::span<double> values) const = 0;
    /// Concentration from mass, in the constituent's unit; zero where a cell holds no water to speak of.
    virtual void concentrations(std::span<const double> volume, std::span<double> values) const = 0;
    /// From now on the water that enters has these concentrations, and no other imposed before.
    virtual void impose(std::span<const ImposedConcentration> values) = 0;
    /// Concentrations of what enters at `time` (s since 1970Z), [exchange * constituents it carries + constituent].
    [[nodiscard]] virtual std::vector<double> entering(double time) const = 0;
    /// One account per constituent that has mass, from the last reset on.
    [[nodiscard]] virtual std::vector<LedgerAccount> ledger() const = 0;
    /// What the processes make of what; none where nothing reacts.
    [[nodiscard]] virtual std::vector<ProcessPart> process_parts() const = 0;
    /// How much of it they made (+) or took (-) in each river since the last reset, [river * process_parts + part], g
    /// (unit x m3, in the bed unit x m2).
    virtual void process_amounts(std::span<double> values) const = 0;
    virtual void reset_ledger() = 0;
    /// Everything the next step depends on.
    virtual void carry_state(StateCarrier& carrier) = 0;
    /// What the ledger has summed since its last reset.
    virtual void carry_sums(StateCarrier& carrier) = 0;
};

/// What the operators see of one scenario at the end of a step.
struct Observation {
    double time = 0;  ///< s since 1970Z
    const FlowState& flow;
    std::span<const double> depth;          ///< m [cell]
    std::span<const double> concentration;  ///< [cell * constituents + constituent]
    std::span<const double> source_volume;  ///< m3 [exchange] of the last step, as in FlowStep; empty before the first
    double dt = 0;                          ///< s, of that step
};

/// The operators of one scenario: they look at set times, at its own state alone, and decide.
class Operation {
public:
    virtual ~Operation() = default;
    /// When they look next, s since 1970Z.
    [[nodiscard]] virtual double next_look() const = 0;
    /// Looks and decides, at next_look(); adds what was decided to `events`.
    virtual void look(const Observation& observation, std::vector<OperationEvent>& events) = 0;
    /// What takes the place of the schedules until the next look.
    [[nodiscard]] virtual std::span<const SettingMove> moves() const = 0;
    /// All that the next decisions depend on besides what is seen, as plain numbers; always as many for one plan.
    [[nodiscard]] virtual std::vector<double> save() const = 0;
    /// Goes on from what save() gave. Throws std::invalid_argument where it is of another length.
    virtual void restore(std::span<const double> numbers) = 0;
};

/// Means of one scenario's flow by the reference integrator, [interval][place].
struct ReferenceMeans {
    std::vector<std::vector<double>> volume;  ///< m3, passed each face downstream
    std::vector<std::vector<double>> depth;   ///< m, time mean in each cell
};

/// The models a run is made with; `main` fills this in.
struct Models {
    /// A pack over these scenarios (indices into Case::scenarios), its clocks at `time`.
    std::function<std::unique_ptr<FlowPack>(const std::vector<int>& scenarios, double time)> flow;
    /// The steady flow under one scenario's forcing at the start of the case.
    std::function<FlowState(int scenario)> steady;
    /// Draws a state through the measured points of the case.
    std::function<void(FlowState& state)> pass_through_measured;
    std::function<std::unique_ptr<WaterQuality>(int scenario)> quality;
    /// The operators of a scenario, from the start of the case on; nullptr where schedules alone rule.
    std::function<std::unique_ptr<Operation>(int scenario)> operation;
    /// Every exchange with the outside, in the order of FlowStep::source_volume.
    std::function<std::vector<Exchange>()> exchanges;
    /// Concentrations [constituent] the rivers are first filled with, before the spin-up.
    std::function<std::vector<double>(int scenario)> first_water;
    /// The flow of a scenario from `start` at times.front() over `times` (s since 1970Z). Throws std::runtime_error.
    std::function<ReferenceMeans(int scenario, const FlowState& start, const std::vector<double>& times,
                                 const std::vector<int>& faces, const std::vector<int>& cells)>
        reference;
    /// m above datum [cell], of the bed.
    std::function<std::vector<double>()> bed_levels;
    /// The same models for another case and grid of the same waters, which must outlive them.
    std::function<std::shared_ptr<const Models>(const Case&, const Grid&)> made_for;
    /// Levels and areas that tell the sections of this network from others: a state belongs to them.
    std::function<std::vector<double>()> section_figures;
};

}  // namespace qingliu
