// How the daily means of maps and profiles are made of outputs: straight lines between outputs that follow each other
// by a day or less, over the part of the civil day they span.
#pragma once

#include <cstddef>
#include <vector>

namespace qingliu {

/// How much an output counts in the mean of a day.
struct DayShare {
    std::size_t day;
    double weight;  ///< s
};

/// [output]: the days it counts for; both midnights count for the day between. Between outputs further apart than a day
/// nothing is known: a day that holds no other has no output that counts. `times` and `day_start`: s since 1970Z,
/// rising.
std::vector<std::vector<DayShare>> day_shares(const std::vector<double>& times, const std::vector<double>& day_start);

/// Whether outputs are further apart than a day.
bool rarer_than_days(const std::vector<double>& times);

}  // namespace qingliu
