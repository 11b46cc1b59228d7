// A scenario on its way: what goes along with its lane of the flow.
#pragma once

#include <atomic>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/network/grid.hpp"
#include "engine/run/case.hpp"
#include "engine/run/contracts.hpp"
#include "engine/run/process_days.hpp"
#include "engine/run/scenario_account.hpp"

namespace qingliu {

struct Traveller {
    std::unique_ptr<WaterQuality> quality;
    std::unique_ptr<ScenarioAccount> account;  ///< null during a spin-up
    std::unique_ptr<Operation> operation;      ///< null where schedules alone rule
    std::unique_ptr<ProcessDays> days;         ///< null during a spin-up
    std::vector<double> concentration;         ///< [cell * constituents + constituent]
    std::vector<OperationEvent> decisions = {};
};

/// Scenarios whose flow advances together.
struct Pack {
    std::vector<int> scenarios;  ///< [lane] index into the travellers
    std::unique_ptr<FlowPack> flow;
};

/// Lets the operators of a lane look at what there is, and hands the flow what they decided. `depth` m [cell]; `step`:
/// the one just taken, null before the first.
void look(Traveller& traveller, FlowPack& flow, int lane, std::span<const double> depth, const FlowStep* step);

/// Every lane that has not failed to `target` (s since 1970Z), or as far as it is when `stop` is set. What fails in the
/// water of a lane fails the lane.
void advance(Pack& pack, std::vector<Traveller>& travellers, double target, int utc_offset_minutes,
             const std::atomic<bool>* stop);

/// What failed, when and where; empty while a lane is sound.
std::string failure_of(const Case& specification, const Grid& grid, const FlowPack& flow, int lane);

}  // namespace qingliu
