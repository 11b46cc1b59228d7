// Numbers as the bulletin's data has them: short where they are read off a page, packed where they make a line.
#pragma once

#include <span>

#include "models/reports/bulletin/source.hpp"
#include "models/reports/written_figures.hpp"

namespace qingliu::bulletin {

/// To so many significant digits, null where it is not finite.
Json rounded(double value, int digits = 4);
Json rounded(std::span<const double> values, int digits = 4);

/// Levels between the ends of a packed range: an eighth of a millimetre on a chart half a metre high.
constexpr int packed_levels = 4095;

/// {"range": [lo, hi], "steps": "12,-3,,0"}: each item is the level less that of the known item before it (of the
/// first less 0), an empty one is not known; value = lo + (hi - lo) level / packed_levels. The ends of the range are
/// the smallest and the largest value to six digits, outwards. Null where no value is finite.
Json packed(std::span<const double> values);

}  // namespace qingliu::bulletin
