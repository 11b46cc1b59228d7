// The flow of one scenario by another integrator: the same face laws, Newton's method and elimination, in the hands of
// SUNDIALS CVODE (backward differentiation of orders 1 to 5) at tight tolerances. What differs from the run is the
// error of its steps in time.
#pragma once

#include <vector>

#include "models/hydraulics/flow_geometry.hpp"
#include "models/hydraulics/forcing.hpp"

namespace qingliu {

struct ReferenceControl {
    double tolerance = 1e-6;  ///< 1, relative, of volumes and velocities
};

struct ReferenceFlow {
    std::vector<std::vector<double>> volume;     ///< m3 [interval][watched face], passed downstream
    std::vector<std::vector<double>> discharge;  ///< m3 s-1 [time][watched face]
    std::vector<std::vector<double>> level;      ///< m [interval][watched cell], time mean
    FlowState end;
    long steps = 0;
};

/// From `start` at times.front() through all `times` (s since 1970Z, ascending). Limited slopes are those of the very
/// state, so a step ends where they settle. Throws IntegrationFailure where that cannot be done.
ReferenceFlow reference_flow(const FlowGeometry& geometry, const std::vector<Exchange>& exchanges,
                             const Forcing& forcing, const FlowState& start, const std::vector<double>& times,
                             const std::vector<int>& faces, const std::vector<int>& cells,
                             const ReferenceControl& control = {});

}  // namespace qingliu
