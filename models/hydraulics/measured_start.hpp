// A start from what gauges read: a state whose levels and discharges pass through measured ones.
#pragma once

#include <vector>

#include "engine/run/case.hpp"
#include "engine/run/contracts.hpp"
#include "models/hydraulics/flow_geometry.hpp"

namespace qingliu {

/// Draws `state` through the measured points. Along a river, between the outermost gauges by distance and beyond them
/// as at the nearest: where gauges stand above the state the water rises by as much, where they stand below it its
/// depth shrinks in proportion (a bed between two gauges stays wet); discharges differ by what they differ at the
/// gauges, but flow no faster than critical depth has it (Froude number 1). Rivers without a gauge stay as they are.
/// Volumes follow the levels.
void pass_through(const FlowGeometry& geometry, const std::vector<MeasuredPoint>& measured, FlowState& state);

}  // namespace qingliu
