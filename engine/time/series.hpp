// A value that changes in time: constant, in steps, or linear between knots.
#pragma once

#include <vector>

namespace qingliu {

class Series {
public:
    enum class Shape { step, linear };

    Series() = default;
    /// A constant.
    explicit Series(double value) : time_{0}, value_{value} {}
    /// `time` (s since 1970Z) strictly ascending, as long as `value`. Before the first knot the first value holds,
    /// after the last the last.
    Series(std::vector<double> time, std::vector<double> value, Shape shape);

    [[nodiscard]] bool empty() const { return time_.empty(); }
    [[nodiscard]] bool constant() const { return time_.size() <= 1; }
    /// Value at `t`; a step series takes its new value at the knot itself. An empty series is zero.
    [[nodiscard]] double at(double t) const;
    /// Value just before `t` (differs from `at` only at the knots of a step series).
    [[nodiscard]] double before(double t) const;
    /// Integral over [t0, t1].
    [[nodiscard]] double integral(double t0, double t1) const;
    [[nodiscard]] const std::vector<double>& times() const { return time_; }
    [[nodiscard]] const std::vector<double>& values() const { return value_; }
    [[nodiscard]] Shape shape() const { return shape_; }

private:
    std::vector<double> time_;  // s
    std::vector<double> value_;
    Shape shape_ = Shape::step;
};

}  // namespace qingliu
