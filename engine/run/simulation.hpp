// The run loop: packs of scenarios advance from meeting to meeting; at each meeting the sink gets what is observed.
#pragma once

#include <atomic>
#include <functional>
#include <limits>

#include "engine/network/grid.hpp"
#include "engine/run/case.hpp"
#include "engine/run/contracts.hpp"
#include "engine/state/checkpoint.hpp"
#include "engine/state/constituent.hpp"
#include "engine/state/results.hpp"

namespace qingliu {

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
    double checkpoint_at = std::numeric_limits<double>::quiet_NaN();  ///< one of meetings(): keeping changes no result
    bool certify = false;                       ///< tells the numerical error by repeating the run, see certify()
    std::function<void(double time)> progress;  ///< told the time reached, s since 1970Z
    std::function<void(double time)> certification_progress = {};  ///< likewise, of the run that repeats it
};

/// Runs the scenarios asked for; frames and record hold these, in the order of the case. The results are the same bits
/// for any number of threads and any grouping into packs. A scenario that fails is frozen and named in its record; its
/// mates go on. Throws std::runtime_error when not even the common start can be made.
RunRecord simulate(const Case& specification, const Grid& grid, const std::vector<Constituent>& constituents,
                   const Models& models, ResultSink& sink, const RunOptions& options);

}  // namespace qingliu
