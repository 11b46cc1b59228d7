// What a checkpoint keeps of one scenario, in both directions.
#pragma once

#include <string>

#include "engine/run/traveller.hpp"
#include "engine/state/checkpoint.hpp"

namespace qingliu {

/// Everything the next step depends on, sums of the accounts and what the operators know; into `carrier` or out of it.
void carry_scenario(FlowPack& flow, int lane, Traveller& traveller, StateCarrier& carrier);

/// A scenario's state out of a checkpoint into one lane.
void set_off(const Checkpoint& from, const Case& specification, const std::string& name, FlowPack& flow, int lane,
             Traveller& traveller);

/// What the accounts of that scenario had summed, as far as it goes on in this run.
void restore_sums(const Checkpoint& from, const Case& specification, const std::string& name, FlowPack& flow, int lane,
                  Traveller& traveller);

/// The operators go on as they stood.
void restore_operation(const Checkpoint& from, const Case& specification, const std::string& name, FlowPack& flow,
                       int lane, Traveller& traveller);

}  // namespace qingliu
