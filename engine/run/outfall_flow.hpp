// The flow between control sections and what enters their rivers above them.
#pragma once

#include <vector>

#include "engine/network/grid.hpp"
#include "engine/numerics/compensated_sum.hpp"
#include "engine/run/case.hpp"
#include "engine/run/contracts.hpp"
#include "engine/state/checkpoint.hpp"
#include "engine/state/results.hpp"

namespace qingliu {

/// Sums over the run of the flow through each face.
class FaceFlow {
public:
    explicit FaceFlow(int faces);
    void add(const FlowStep& step);
    void carry(StateCarrier& carrier);

    /// [Case::sections] the nearest point source upstream on the same river that brought water (`brought` m3
    /// [Case::sources]), and the mean flow from there to the section; works have none. What enters at the head of a
    /// river is the river and does not count.
    [[nodiscard]] std::vector<OutfallAbove> above_sections(const Case& specification, const Grid& grid,
                                                           const std::vector<double>& brought) const;

private:
    void mean_flow(const Grid& grid, const std::vector<int>& faces, OutfallAbove& outfall) const;

    double elapsed_ = 0;                                    // s
    std::vector<double> passed_, area_, width_, friction_;  // [face] m3 downstream; m2 s; m s; m, of shear velocity
};

}  // namespace qingliu
