#include "engine/time/series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <stdexcept>
#include <utility>

namespace qingliu {

namespace {

/// Index of the last knot at or before `t`; `t` is at or after the first knot.
std::size_t knot_at(const std::vector<double>& time, double t) {
    const auto next = std::upper_bound(time.begin(), time.end(), t);
    return static_cast<std::size_t>(next - time.begin()) - 1;
}

double between(double t0, double v0, double t1, double v1, double t) { return v0 + (v1 - v0) * ((t - t0) / (t1 - t0)); }

}  // namespace

Series::Series(std::vector<double> time, std::vector<double> value, Shape shape)
    : time_(std::move(time)), value_(std::move(value)), shape_(shape) {
    if (time_.size() != value_.size()) {
        throw std::runtime_error(fmt::format("a series has {} times but {} values", time_.size(), value_.size()));
    }
    for (std::size_t i = 0; i < time_.size(); ++i) {
        if (!std::isfinite(time_[i]) || !std::isfinite(value_[i])) {
            throw std::runtime_error(fmt::format("knot {} of a series is not a finite number", i + 1));
        }
        if (i > 0 && time_[i] <= time_[i - 1]) {
            throw std::runtime_error(fmt::format("knot {} of a series is not later than the knot before it", i + 1));
        }
    }
}

double Series::at(double t) const {
    if (time_.empty()) return 0.0;
    if (t <= time_.front()) return value_.front();
    if (t >= time_.back()) return value_.back();
    const std::size_t i = knot_at(time_, t);
    if (shape_ == Shape::step) return value_[i];
    return between(time_[i], value_[i], time_[i + 1], value_[i + 1], t);
}

double Series::before(double t) const {
    if (shape_ == Shape::linear || time_.empty() || t <= time_.front()) return at(t);
    // Last knot strictly before t, so that a knot still shows the value it ends.
    const auto next = std::lower_bound(time_.begin(), time_.end(), t);
    return value_[static_cast<std::size_t>(next - time_.begin()) - 1];
}

double Series::integral(double t0, double t1) const {
    if (t1 < t0) return -integral(t1, t0);
    if (time_.empty() || t0 == t1) return 0.0;
    if (constant()) return value_.front() * (t1 - t0);
    double sum = 0.0;
    if (t0 < time_.front()) sum += value_.front() * (std::min(t1, time_.front()) - t0);
    if (t1 > time_.back()) sum += value_.back() * (t1 - std::max(t0, time_.back()));
    const double from = std::max(t0, time_.front());
    const double to = std::min(t1, time_.back());
    if (from >= to) return sum;
    for (std::size_t i = knot_at(time_, from); i + 1 < time_.size() && time_[i] < to; ++i) {
        const double a = std::max(from, time_[i]);
        const double b = std::min(to, time_[i + 1]);
        if (shape_ == Shape::step) {
            sum += value_[i] * (b - a);
        } else {
            const double va = between(time_[i], value_[i], time_[i + 1], value_[i + 1], a);
            const double vb = between(time_[i], value_[i], time_[i + 1], value_[i + 1], b);
            sum += 0.5 * (va + vb) * (b - a);
        }
    }
    return sum;
}

}  // namespace qingliu
