#pragma once

namespace qingliu {

/// Acceleration of gravity, m s-2.
inline constexpr double gravity = 9.81;

}  // namespace qingliu
