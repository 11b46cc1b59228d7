// CPU seconds of the calling thread: what a measurement means on a machine that is shared.
#pragma once

#include <algorithm>
#include <ctime>
#include <vector>

namespace qingliu::speed {

inline double thread_cpu_seconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Adds up the stretches between start() and stop().
class CpuClock {
public:
    void start() { since_ = thread_cpu_seconds(); }
    void stop() { total_ += thread_cpu_seconds() - since_; }
    [[nodiscard]] double seconds() const { return total_; }

private:
    double since_ = 0, total_ = 0;
};

/// Runs of each side of a comparison, of which the median counts.
constexpr int repeats = 3;

inline double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const auto n = values.size();
    return n % 2 == 1 ? values[n / 2] : 0.5 * (values[n / 2 - 1] + values[n / 2]);
}

}  // namespace qingliu::speed
