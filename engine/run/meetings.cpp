#include "engine/run/meetings.hpp"

#include <algorithm>
#include <cmath>

#include "engine/time/civil_time.hpp"

namespace qingliu {

std::vector<double> day_starts(const Case& c) {
    std::vector<double> days;
    for (double day = civil_day_start(c.start, c.utc_offset_minutes); day < c.end; day += 86400) days.push_back(day);
    return days;
}

std::vector<double> meetings(const Case& c) {
    std::vector<double> times;
    for (int k = 1; c.start + k * c.output_interval < c.end - 1e-6; ++k)
        times.push_back(c.start + k * c.output_interval);
    for (const double day : day_starts(c)) {
        if (day > c.start && day < c.end) times.push_back(day);
    }
    times.push_back(c.end);
    std::sort(times.begin(), times.end());
    times.erase(std::unique(times.begin(), times.end()), times.end());
    return times;
}

bool is_output(const Case& c, double time) {
    const double intervals = (time - c.start) / c.output_interval;
    return time == c.end || std::fabs(intervals - std::round(intervals)) < 1e-9;
}

}  // namespace qingliu
