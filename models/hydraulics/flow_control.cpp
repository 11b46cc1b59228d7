#include "models/hydraulics/flow_control.hpp"

namespace qingliu {

FlowControl flow_control(const Case& specification) {
    const auto& numerics = specification.numerics;
    FlowControl control;
    control.max_step = numerics.max_step;
    control.min_step = numerics.min_step;
    control.tolerance = numerics.flow_tolerance;
    control.utc_offset_minutes = specification.utc_offset_minutes;
    return control;
}

}  // namespace qingliu
