// One lane's step taken out of the pack's interleaved fields, with the depths, widths, areas and velocities that go
// with it.
#pragma once

#include <vector>

#include "engine/run/contracts.hpp"
#include "models/hydraulics/flow_geometry.hpp"

namespace qingliu {

class LaneObservation {
public:
    explicit LaneObservation(const FlowGeometry& geometry);

    // filled by the pack, [cell] or [face], units as in FlowStep
    std::vector<double> volume_before, volume, face_volume, exchange_volume, evaporated, seeped, level, face_velocity,
        discharge;
    std::vector<double> level_before;  ///< m [cell], at the start of the step; empty unless a work exchanges gases
    std::vector<double> roughness;     ///< 1 [river], factor on Manning's n

    /// The step these make; valid until the next call.
    const FlowStep* step(double time, double dt);
    /// Depth and velocity beside level and discharge.
    void profile(const FlowState& state, ScenarioFrame& frame) const;

private:
    void sections(const std::vector<double>& levels, const std::vector<double>& discharges,
                  const std::vector<double>& velocities);

    const FlowGeometry* g_;
    std::vector<LanePiece<1>> held_;  // [table]
    std::vector<double> depth_, top_width_, velocity_, face_area_, face_top_width_, face_shear_velocity_,
        friction_slope_;
    FlowStep step_;
};

}  // namespace qingliu
