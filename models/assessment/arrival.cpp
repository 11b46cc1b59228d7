#include "models/assessment/arrival.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <stdexcept>

#include "engine/base/unknown.hpp"

namespace qingliu {

namespace {

/// A lasting release is approached without end: its rise counts as over when the last day brought less than a
/// hundredth.
constexpr double settling_time = 86400;  // s
constexpr double settled_rise = 0.01;    // 1, of the whole rise

/// First time after the trough at which the line through the points reaches `level`; the level is between trough and
/// peak.
double crossing(std::span<const double> time, std::span<const double> value, std::size_t trough, std::size_t peak,
                double level) {
    for (std::size_t i = trough + 1; i <= peak; ++i) {
        if (value[i] < level) continue;
        return time[i - 1] + (time[i] - time[i - 1]) * (level - value[i - 1]) / (value[i] - value[i - 1]);
    }
    return unknown;
}

/// Looks for one pulse among the points in [from, to].
PulseArrival find_pulse(std::span<const double> time, std::span<const double> value, double release_start, double from,
                        double to, double share, double least_rise) {
    PulseArrival pulse{release_start, unknown, unknown, unknown, unknown, unknown, false};
    const auto begin = static_cast<std::size_t>(std::lower_bound(time.begin(), time.end(), from) - time.begin());
    const auto end = static_cast<std::size_t>(std::upper_bound(time.begin(), time.end(), to) - time.begin());
    if (begin >= end) return pulse;
    // The largest rise of the window, not its largest value: the tail of the pulse before may stand higher.
    std::size_t low = begin, trough = begin, peak = begin;
    for (std::size_t i = begin; i < end; ++i) {
        if (value[i] < value[low]) low = i;
        if (value[i] - value[low] > value[peak] - value[trough]) {
            trough = low;
            peak = i;
        }
    }
    pulse.initial = value[trough];
    pulse.peak = value[peak];
    pulse.peak_time = time[peak];
    const auto late = static_cast<std::size_t>(std::lower_bound(time.begin(), time.end(), time.back() - settling_time) -
                                               time.begin());
    pulse.still_rising = peak + 1 == time.size() &&
                         value[peak] - value[std::max(late, trough)] > settled_rise * (pulse.peak - pulse.initial);
    if (pulse.peak - pulse.initial < least_rise) return pulse;
    pulse.arrival = crossing(time, value, trough, peak, pulse.initial + share * (pulse.peak - pulse.initial));
    pulse.travel_time = pulse.arrival - release_start;
    return pulse;
}

/// A first guess, for the windows: when the tracer first stands `share` of the way from its value at the start to its
/// highest ever.
double first_travel_time(std::span<const double> time, std::span<const double> value, double start, double share) {
    const auto begin = static_cast<std::size_t>(std::lower_bound(time.begin(), time.end(), start) - time.begin());
    if (begin == time.size()) return 0.0;
    const double highest = *std::max_element(value.begin() + static_cast<std::ptrdiff_t>(begin), value.end());
    const double level = value[begin] + share * (highest - value[begin]);
    for (std::size_t i = begin; i < time.size(); ++i) {
        if (value[i] >= level) return time[i] - start;
    }
    return 0.0;
}

}  // namespace

std::vector<double> release_starts(const Series& release, double from, double to, double discharge_before) {
    std::vector<double> starts;
    if (release.empty()) return starts;
    bool climbing = false;
    double low_time = from;
    double last = discharge_before;
    // A climb of a linear series begins at the knot before the one that stands higher, a step at its own knot.
    const auto visit = [&](double time, double value, bool jumps) {
        if (value > last && !climbing) {
            starts.push_back(jumps ? time : low_time);
            climbing = true;
        }
        if (value < last) climbing = false;
        last = value;
        low_time = time;
    };
    visit(from, release.at(from), true);
    for (std::size_t i = 0; i < release.times().size(); ++i) {
        if (release.times()[i] > from)
            visit(release.times()[i], release.values()[i], release.shape() == Series::Shape::step);
    }
    std::erase_if(starts, [&](double start) { return start >= to; });
    return starts;
}

std::vector<PulseArrival> pulse_arrivals(std::span<const double> time, std::span<const double> value,
                                         std::span<const double> release_start, double share, double least_rise) {
    if (time.size() != value.size())
        throw std::runtime_error(fmt::format("arrival: {} times but {} values", time.size(), value.size()));
    std::vector<PulseArrival> pulses;
    if (time.empty()) return pulses;
    const double end = time.back();
    double travel = 0.0;
    for (std::size_t k = 0; k < release_start.size(); ++k) {
        const double start = release_start[k];
        const double next = k + 1 < release_start.size() ? release_start[k + 1] : end;
        if (k == 0) travel = first_travel_time(time, value, start, share);
        const double from = k == 0 ? start : start + 0.5 * travel;
        const double to = k + 1 < release_start.size() ? next + 0.5 * travel : end;
        pulses.push_back(find_pulse(time, value, start, from, to, share, least_rise));
        const double seen = pulses.back().travel_time;
        if (!std::isnan(seen)) travel = seen;
    }
    return pulses;
}

}  // namespace qingliu
