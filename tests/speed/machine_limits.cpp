#include "tests/speed/machine_limits.hpp"

#include <array>
#include <vector>

#include "engine/base/lanes.hpp"
#include "tests/speed/cpu_clock.hpp"

namespace qingliu::speed {

namespace {

using Four = lane_parts::Four;

constexpr int trials = 9;

/// Keeps the compiler from knowing what a register holds.
template <class Value>
QINGLIU_INLINE void unknown(Value& value) {
    asm volatile("" : "+x"(value));
}

/// Best of several: a disturbed trial is only ever slower. `work` gives what it did; returns 1e9 of it a second.
template <class Work>
double best_rate(Work&& work) {
    double best = 0;
    for (int k = 0; k < trials; ++k) {
        CpuClock clock;
        clock.start();
        const double done = work();
        clock.stop();
        best = std::max(best, 1e-9 * done / clock.seconds());
    }
    return best;
}

}  // namespace

double multiply_add_rate() {
    // twelve chains hide the latency of both operations and leave registers for the constants
    constexpr int chains = 12;
    constexpr long rounds = 4'000'000;
    return best_rate([] {
        Four factor = Four{} + 0.999, term = Four{} + 1e-3;
        unknown(factor);
        unknown(term);
        Four x0 = term, x1 = term, x2 = term, x3 = term, x4 = term, x5 = term, x6 = term, x7 = term, x8 = term,
             x9 = term, x10 = term, x11 = term;
        for (long k = 0; k < rounds; ++k) {
            x0 = x0 * factor + term;
            x1 = x1 * factor + term;
            x2 = x2 * factor + term;
            x3 = x3 * factor + term;
            x4 = x4 * factor + term;
            x5 = x5 * factor + term;
            x6 = x6 * factor + term;
            x7 = x7 * factor + term;
            x8 = x8 * factor + term;
            x9 = x9 * factor + term;
            x10 = x10 * factor + term;
            x11 = x11 * factor + term;
        }
        Four sum = x0 + x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 + x9 + x10 + x11;
        unknown(sum);
        return static_cast<double>(rounds) * chains * 4 * 2;
    });
}

double division_rate() {
    constexpr int chains = 8;
    constexpr long rounds = 1'000'000;
    return best_rate([] {
        Four top = Four{} + 1.7;
        unknown(top);
        Four x0 = top + 0.1, x1 = top + 0.2, x2 = top + 0.3, x3 = top + 0.4, x4 = top + 0.5, x5 = top + 0.6,
             x6 = top + 0.7, x7 = top + 0.8;
        for (long k = 0; k < rounds; ++k) {
            x0 = top / x0;
            x1 = top / x1;
            x2 = top / x2;
            x3 = top / x3;
            x4 = top / x4;
            x5 = top / x5;
            x6 = top / x6;
            x7 = top / x7;
        }
        Four sum = x0 + x1 + x2 + x3 + x4 + x5 + x6 + x7;
        unknown(sum);
        return static_cast<double>(rounds) * chains * 4;
    });
}

double triad_rate(std::size_t bytes) {
    const std::size_t n = bytes / 3 / sizeof(Lanes<4>);
    LaneField<4> a(n, Lanes<4>(0.0)), b(n, Lanes<4>(1.0)), c(n, Lanes<4>(2.0));
    const std::size_t rounds = std::max<std::size_t>(1, 400'000'000 / bytes);
    return best_rate([&] {
        for (std::size_t k = 0; k < rounds; ++k) {
            Lanes<4> factor(0.5);
            unknown(factor.part[0]);
            for (std::size_t i = 0; i < n; ++i) a[i] = b[i] + factor * c[i];
            asm volatile("" : : "r"(a.data()) : "memory");
        }
        return static_cast<double>(rounds) * static_cast<double>(n) * 3 * sizeof(Lanes<4>);
    });
}

}  // namespace qingliu::speed
