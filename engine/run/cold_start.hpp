// Where every scenario of a run without a checkpoint starts from.
#pragma once

#include <atomic>
#include <vector>

#include "engine/run/traveller.hpp"

namespace qingliu {

struct ColdStart {
    FlowState flow;
    std::vector<double> mass;  ///< [cell * constituents + constituent]
    std::vector<double> bed;   ///< likewise, of those in the bed
    double unrest = 0;         ///< m a day, of the flow taken for a steady one
};

/// Steady flow, then a spin-up of the quality, under the start scenario of the case, or `otherwise` where it names
/// none. `concentrations`: cells times constituents. Throws std::runtime_error where either fails.
ColdStart make_start(const Case& specification, const Grid& grid, int otherwise, const Models& models,
                     std::size_t concentrations, const std::atomic<bool>* stop);

/// The common start, at `time` (s since 1970Z), into one lane.
void set_off(const ColdStart& start, double time, FlowPack& flow, int lane, Traveller& traveller);

}  // namespace qingliu
