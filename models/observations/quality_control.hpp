// Flags on observations that look wrong. Nothing is taken out or changed: a flag is a question to whoever reads on.
//
// - negative, range: against the limits of the variable.
// - spike: above both readings before and after it, or below both, by more than the limit, where those two differ by
// less
//   than half of that (after the spike test of the Argo quality control manual, with a limit that grows with the
//   level): the share of a rise counts from the larger of the two; a fall, which has an end, need only pass the amount.
// - jump: a change from one reading to the next that is no spike.
// - stuck: equal readings in a row, as many and as long as the limit says; readings below detection are not counted.
// - saturation: oxygen out of proportion to saturation at the temperature read with it (Benson & Krause 1984, sea
// level).
// - inconsistent: a part larger than its whole; both bear the flag.
// - neighbours: every neighbour that read the variable in time read less, or more, by more than the factor.
// - duplicate_time: rows of one station and time; all of them bear the flag.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "models/observations/observations.hpp"
#include "models/observations/quality_limits.hpp"

namespace qingliu {

/// Sets the flags; those set before stay. Precondition: the rows are in order. Where most values of a variable are out
/// of range (columns exchanged, another unit) and where a pair names a station the observations lack, a note says so.
void control_quality(Observations& observations, const QualityLimits& limits);

/// How many values bear a flag, and how many bear any.
struct FlagCounts {
    std::vector<std::size_t> of_flag;  ///< as flag_names()
    std::size_t values = 0;            ///< with any flag
    std::size_t rows = 0;              ///< with a value with any flag
};
FlagCounts count_flags(const Observations& observations);

}  // namespace qingliu
