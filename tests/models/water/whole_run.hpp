// A case run to its end with everything it observed.
#pragma once

#include <utility>
#include <vector>

#include "engine/run/going_on.hpp"
#include "engine/run/simulation.hpp"
#include "models/water/assembly.hpp"

namespace qingliu::testing {

struct Kept final : ResultSink {
    void frame(const Frame& f) override { frames.push_back(f); }
    void checkpoint(Checkpoint&& c) override { state = std::move(c); }
    std::vector<Frame> frames;
    Checkpoint state;
};

struct Outcome {
    RunRecord record;
    std::vector<Frame> frames;
    Checkpoint state;  ///< where the options ask for one
};

inline Outcome run(const Case& c, RunOptions options, int threads = 1) {
    const Grid grid = make_grid(c.network);
    const Assembly assembly(c, grid);
    if (options.from != nullptr) check_going_on(c, grid, assembly.constituents(), assembly.models(), *options.from);
    Kept kept;
    options.threads = threads;
    auto record = simulate(c, grid, assembly.constituents(), assembly.models(), kept, options);
    return {std::move(record), std::move(kept.frames), std::move(kept.state)};
}

inline Outcome run(const Case& c, int threads = 1, const std::vector<int>& scenarios = {}) {
    RunOptions options;
    options.scenarios = scenarios;
    return run(c, std::move(options), threads);
}

}  // namespace qingliu::testing
