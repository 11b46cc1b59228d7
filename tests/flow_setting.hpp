// A case with everything that its flow points into: built once, and where it is.
#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "models/hydraulics/flow_pack.hpp"

namespace qingliu::testing {

struct FlowSetting {
    /// `scenario`: the one whose forcing is meant.
    explicit FlowSetting(Case made, std::size_t scenario = 0)
        : c(std::move(made)),
          grid(make_grid(c.network)),
          geometry(c.network, grid),
          exchanges(make_exchanges(c, grid)),
          forcing(c, c.scenarios.at(scenario)) {}
    FlowSetting(const FlowSetting&) = delete;
    FlowSetting& operator=(const FlowSetting&) = delete;
    ~FlowSetting() = default;

    [[nodiscard]] FlowState steady() const { return steady_flow(geometry, exchanges, forcing, c.start); }
    /// One lane, from the start of the case on.
    [[nodiscard]] std::unique_ptr<FlowPack> pack(const FlowControl& control) const {
        return make_flow_pack(geometry, exchanges, {&forcing}, control, c.start);
    }

    Case c;
    Grid grid;
    FlowGeometry geometry;
    std::vector<Exchange> exchanges;
    Forcing forcing;
};

}  // namespace qingliu::testing
