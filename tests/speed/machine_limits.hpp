// What one core can do under the flags of the project: no contraction, vectors of four doubles.
#pragma once

#include <cstddef>

namespace qingliu::speed {

/// Separate multiplications and additions on registers, 1e9 operations a second.
double multiply_add_rate();
/// Divisions of four doubles, 1e9 quotients a second.
double division_rate();
/// a = b + s c over arrays of `bytes` altogether, 1e9 bytes a second; three arrays counted, what a write fetches before
/// is not.
double triad_rate(std::size_t bytes);

}  // namespace qingliu::speed
