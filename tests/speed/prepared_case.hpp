// A case with everything a pack of its scenarios needs, built once and outliving the packs.
#pragma once

#include <memory>
#include <vector>

#include "engine/base/index.hpp"
#include "models/hydraulics/flow_pack.hpp"
#include "tests/speed/tree_case.hpp"

namespace qingliu::speed {

struct PreparedCase {
    explicit PreparedCase(Case made);
    PreparedCase(const PreparedCase&) = delete;
    PreparedCase& operator=(const PreparedCase&) = delete;

    Case specification;
    Grid grid;
    FlowGeometry geometry;
    std::vector<Exchange> exchanges;
    std::vector<Forcing> forcing;  ///< [scenario]
    int outlet_face, outlet_cell;  ///< of the last river

    /// A pack over these scenarios, every lane in state `start` at the start of the case.
    [[nodiscard]] std::unique_ptr<FlowPack> pack(const std::vector<int>& scenarios, const FlowControl& control,
                                                 const FlowState& start) const;
    /// Uniform flow: depth (m) and discharge (m3 s-1) given per river.
    [[nodiscard]] FlowState uniform_flow(const std::vector<double>& depth, const std::vector<double>& discharge) const;
};

/// The state the tree case starts from.
FlowState tree_start(const Tree& tree, const PreparedCase& prepared);

}  // namespace qingliu::speed
