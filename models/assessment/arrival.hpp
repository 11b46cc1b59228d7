// When a pulse of released water arrives at a section, seen by its volume-fraction tracer.
#pragma once

#include <span>
#include <vector>

#include "engine/time/series.hpp"

namespace qingliu {

struct PulseArrival {
    double release_start = 0;  ///< s since 1970Z
    double arrival = 0;        ///< s since 1970Z, tracer first at half of its rise; NaN where the pulse is not seen
    double travel_time = 0;    ///< s, arrival - release_start; NaN likewise
    double initial = 0;        ///< tracer at the foot of the largest rise of the pulse's window
    double peak = 0;           ///< tracer at the top of that rise
    double peak_time = 0;      ///< s since 1970Z
    /// The series ends on the rise, which grew by more than a hundredth in the last day: the arrival is not final.
    bool still_rising = false;
};

/// Instants in [from, to) at which a release begins to climb from a low: one per pulse, however many steps it climbs
/// in; only after a fall does the next climb count as a new pulse. `discharge_before` (m3 s-1) is what ran before
/// `from`.
std::vector<double> release_starts(const Series& release, double from, double to, double discharge_before = 0);

/// Arrival of each pulse at the place whose tracer is `value` (1) at `time` (s since 1970Z, ascending), linear between.
/// A pulse arrives when the tracer first stands `share` of the way from its initial value to its peak. Pulses do not
/// overtake each other: where there are several, pulse k is looked for between its own start and the next start, both
/// later by half the travel time of the pulse before it, so that pulses closer together than their travel time are told
/// apart. A rise of less than `least_rise` is no arrival. Throws std::runtime_error on unequal lengths.
std::vector<PulseArrival> pulse_arrivals(std::span<const double> time, std::span<const double> value,
                                         std::span<const double> release_start, double share = 0.5,
                                         double least_rise = 0.01);

}  // namespace qingliu
