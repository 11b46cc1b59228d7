// The flow of a pack: second-order L-stable steps (SDIRK2, gamma = 1 - 1/sqrt(2); Alexander 1977) with an embedded
// error estimate, each lane with its own step, and a fallback to backward Euler where Newton fails or a volume would
// become negative.
#pragma once

#include <memory>

#include "models/hydraulics/flow_control.hpp"
#include "models/hydraulics/flow_geometry.hpp"
#include "models/hydraulics/forcing.hpp"

namespace qingliu {

/// Lanes of one pack at most: one vector register of doubles. Eight lanes were measured slower per scenario, their
/// fields leave the cache.
constexpr int widest_pack = 4;

/// A pack over `forcing` (1 to widest_pack of them, one per lane, whose series outlive the pack). `time`: s since
/// 1970Z.
std::unique_ptr<FlowPack> make_flow_pack(const FlowGeometry& geometry, const std::vector<Exchange>& exchanges,
                                         const std::vector<const Forcing*>& forcing, const FlowControl& control,
                                         double time);

/// Steady flow under the forcing at `time`, by pseudo-transient backward Euler with growing steps, from normal depth or
/// from `start` (its velocities and discharges may be left out). Where that leads nowhere, or where there is no steady
/// flow, what up to thirty days of constant forcing make of the water, fewer where these take too many steps. Throws
/// std::runtime_error naming the place if that fails too.
FlowState steady_flow(const FlowGeometry& geometry, const std::vector<Exchange>& exchanges, const Forcing& forcing,
                      double time);
FlowState steady_flow(const FlowGeometry& geometry, const std::vector<Exchange>& exchanges, const Forcing& forcing,
                      double time, const FlowState& start);

}  // namespace qingliu
