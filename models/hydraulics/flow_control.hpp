// How long the steps of the flow may be and how exactly they are solved.
#pragma once

#include "engine/run/case.hpp"

namespace qingliu {

struct FlowControl {
    double max_step = 1200;          ///< s
    double min_step = 1e-3;          ///< s, a lane that needs less fails
    double tolerance = 1e-3;         ///< 1, of the weighted rms error per step; infinity = fixed steps of max_step
    double newton_tolerance = 1e-4;  ///< m, of what is left to find of a level
    int newton_iterations = 25;
    int utc_offset_minutes = 0;  ///< of the times in messages
};

FlowControl flow_control(const Case& specification);

}  // namespace qingliu
