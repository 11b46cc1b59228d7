#include "models/hydraulics/flow_control.hpp"

namespace qingliu {

FlowControl flow_control(const Numerics& numerics) {
    FlowControl control;
    control.max_step = numerics.max_step;
    control.min_step = numerics.min_step;
    control.tolerance = numerics.flow_tolerance;
    return control;
}

}  // namespace qingliu
