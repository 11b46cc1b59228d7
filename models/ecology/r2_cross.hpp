// R2-Cross (Nehring 1979; Espegren 1996): what a riffle needs by the width of the stream at its banks,
//
//   top width 0.3 to 6 m    mean depth 0.06 m          half of the wetted perimeter     0.3 m/s
//             6 to 12       0.06 to 0.12               half                             0.3
//             12 to 18      0.12 to 0.18               50 to 60 %                       0.3
//             18 to 30      0.18 to 0.30               70 %                             0.3
//
// Depth and share are linear in width within a row. The flow of summer meets all three criteria, that of winter two.
#pragma once

#include <optional>
#include <vector>

#include "models/ecology/flow_target.hpp"
#include "models/ecology/section_hydraulics.hpp"

namespace qingliu {

/// What a stream must have.
struct RiffleCriteria {
    double mean_depth = 0;       ///< m
    double perimeter_share = 0;  ///< 1, of the wetted perimeter at the banks
    double velocity = 0.3;       ///< m s-1
};

/// Nothing outside the widths of the table (m).
std::optional<RiffleCriteria> riffle_criteria(double top_width);

/// Two targets: all three criteria, two of them. NaN where the table does not hold or the banks are too low.
std::vector<FlowTarget> r2_cross_targets(const SectionHydraulics& section);

}  // namespace qingliu
