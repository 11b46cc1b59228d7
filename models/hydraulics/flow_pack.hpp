// The flow of a pack: second-order L-stable steps (SDIRK2, gamma = 1 - 1/sqrt(2); Alexander 1977) with an embedded error estimate, each
// lane with its own step, and a fallback to backward Euler where Newton fails or a volume would become negative.
#pragma once

#include <memory>

#include "models/hydraulics/forcing.hpp"
#include "models/hydraulics/flow_geometry.hpp"

namespace qingliu {

struct FlowControl {
    double max_step = 1200;          ///< s
    double min_step = 1e-3;          ///< s, a lane that needs less fails
    double tolerance = 1e-3;         ///< 1, of the weighted rms error per step; infinity = fixed steps of max_step
    double newton_tolerance = 1e-5;  ///< m
    int newton_iterations = 25;
};

FlowControl flow_control(const Numerics& numerics);

/// Lanes of one pack at most: one vector register of doubles. Eight lanes were measured slower per scenario, their fields leave the cache.
constexpr int widest_pack = 4;

/// A pack over `forcing` (1 to widest_pack of them, one per lane, outliving the pack). `time`: s since 1970Z.
std::unique_ptr<FlowPack> make_flow_pack(const FlowGeometry& geometry, const std::vector<Exchange>& exchanges,
                                         std::vector<const Forcing*> forcing, const FlowControl& control, double time);

/// Steady flow under the forcing at `time`, by pseudo-transient backward Euler (the step grows fourfold) from normal depth.
/// Throws std::runtime_error naming the place if it is not found.
FlowState steady_flow(const FlowGeometry& geometry, const std::vector<Exchange>& exchanges, const Forcing& forcing, double time);

}  // namespace qingliu
