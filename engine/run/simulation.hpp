// The run loop: packs of scenarios advance from meeting to meeting; at each meeting the sink gets what is observed.
#pragma once

#include <atomic>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/unknown.hpp"
#include "engine/network/grid.hpp"
#include "engine/run/case.hpp"
#include "engine/run/contracts.hpp"
#include "engine/state/checkpoint.hpp"
#include "engine/state/constituent.hpp"
#include "engine/state/results.hpp"

namespace qingliu {

struct Pack;
struct Traveller;

/// Takes what a run observes, in the order of time.
class ResultSink {
public:
    virtual ~ResultSink() = default;
    virtual void frame(const Frame& frame) = 0;
    /// The state at RunOptions::checkpoint_at, after the frame of that time.
    virtual void checkpoint(Checkpoint&& /*checkpoint*/) {}
};

struct RunOptions {
    int threads = 0;                          ///< 0 = all cores
    std::vector<int> scenarios;               ///< indices into Case::scenarios of those to run, ascending; empty = all
    const std::atomic<bool>* stop = nullptr;  ///< looked at between steps; a stopped run is not complete
    const Checkpoint* from = nullptr;         ///< state to begin from, checked; null: a steady flow and a spin-up
    double checkpoint_at = unknown;           ///< one of meetings(): keeping changes no result
    bool certify = false;                     ///< tells the numerical error by repeating the run, see certify()
    std::function<void(double time)> progress;                     ///< told the time reached, s since 1970Z
    std::function<void(double time)> certification_progress = {};  ///< likewise, of the run that repeats it
};

/// The scenarios asked for, on their way: made at the start (or where the checkpoint of the options stands) and moved
/// on from meeting to meeting. `threads`, `certify`, `checkpoint_at` and `progress` of the options are simulate()'s; of
/// `threads` only the grouping into packs is taken from here. All references must outlive it.
class Simulation {
public:
    /// Throws std::runtime_error when not even the common start can be made.
    Simulation(const Case& specification, const Grid& grid, const std::vector<Constituent>& constituents,
               const Models& models, const RunOptions& options);
    Simulation(const Simulation&) = delete;
    Simulation(Simulation&&) = delete;
    Simulation& operator=(const Simulation&) = delete;
    Simulation& operator=(Simulation&&) = delete;
    ~Simulation();

    /// Reached by every scenario that has not failed, s since 1970Z.
    [[nodiscard]] double time() const { return time_; }
    /// Moves everything on to `target` (s since 1970Z, after time()). Steps end there: only where all the targets are
    /// meetings() are the bits those of simulate(). False where it was stopped on the way: time() stays then.
    bool advance(double target);
    [[nodiscard]] bool stopped() const;
    /// From now on a scenario (of those that run, by number) has these values, and no others imposed before.
    void impose(std::size_t scenario, std::span<const ImposedValue> values,
                std::span<const ImposedConcentration> concentrations);
    /// What a setting of a scenario is now, in the unit of ImposedValue.
    [[nodiscard]] double setting(std::size_t scenario, const Actuator& of);
    /// Concentrations of what enters a scenario now, [exchange * constituents the water carries + constituent].
    [[nodiscard]] std::vector<double> entering(std::size_t scenario) const;
    /// What there is now; the same object at every call.
    const Frame& observe();
    [[nodiscard]] Checkpoint checkpoint();
    [[nodiscard]] std::vector<FlowState> flows();
    /// What the scenarios left so far; complete, cpu_s and wall_s are the caller's.
    [[nodiscard]] RunRecord record();

private:
    /// visit(flow, lane, index of the traveller) for every scenario.
    template <typename Visit>
    void each_lane(const Visit& visit);
    [[nodiscard]] const std::string& name(std::size_t scenario) const;

    const Case* case_;
    const Grid* grid_;
    const std::vector<Constituent>* constituents_;
    const Models* models_;
    const std::atomic<bool>* stop_;
    std::vector<int> selected_;      // [traveller] index into Case::scenarios
    std::vector<double> day_start_;  // the accounts keep its address
    std::vector<Exchange> exchanges_;
    std::vector<Traveller> travellers_;
    std::vector<Pack> packs_;
    std::vector<ProcessPart> process_parts_;
    double time_ = 0, unrest_at_start_ = 0;
    Frame frame_;
};

/// Runs the scenarios asked for; frames and record hold these, in the order of the case. The results are the same bits
/// for any number of threads and any grouping into packs. A scenario that fails is frozen and named in its record; its
/// mates go on. Throws std::runtime_error when not even the common start can be made.
RunRecord simulate(const Case& specification, const Grid& grid, const std::vector<Constituent>& constituents,
                   const Models& models, ResultSink& sink, const RunOptions& options);

}  // namespace qingliu
