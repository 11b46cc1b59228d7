// What is not known, as the engine tells it.
#pragma once

#include <limits>

namespace qingliu {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

}  // namespace qingliu
