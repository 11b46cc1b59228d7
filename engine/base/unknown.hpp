#pragma once

#include <limits>

namespace qingliu {

/// A figure that is not known: never equal to anything, and what is made of it is not known either.
inline constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

}  // namespace qingliu
